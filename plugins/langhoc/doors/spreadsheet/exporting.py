"""Sheets for people to fill in or to go on with: a template with an example, or all records of a kind."""

from __future__ import annotations

from collections.abc import Sequence

from langhoc.doors.answers.columns import ID, Columns
from langhoc.doors.answers.names import Names
from langhoc.doors.answers.shown import Shown
from langhoc.doors.answers.texts import guarded, kept
from langhoc.doors.spreadsheet.csv_text import as_csv
from langhoc.doors.spreadsheet.example import MARK, example
from langhoc.doors.spreadsheet.listing import Cells, Listed, rows_of_table, rows_of_wide, wide_columns
from langhoc.doors.spreadsheet.writing import Sheet, too_long, workbook
from langhoc.phrases import Phrases


def template(columns: Columns, names: Names, words: Phrases) -> bytes:
    """An empty .xlsx with an example; `names` are what there is to choose from."""
    data, shown = example(columns, words)
    marked = [Listed(words.say(MARK), data)]
    sheets = []
    for table in columns.tables():
        rows = list(rows_of_table(table, columns, marked, shown))
        sheets.append(Sheet(table, rows, examples=len(rows)))
    return workbook(columns, sheets, names, words)


def exported(
    columns: Columns, records: Sequence[Listed], names: Names, words: Phrases, ending: str
) -> tuple[bytes, list[tuple[str, str]]]:
    """All `records` as a file of that ending; and by id and column what is left out, for no cell is that large."""
    shown = Shown(names, columns.languages[0], words)
    if ending == ".csv":
        return _csv(columns, records, shown), []
    sheets = [Sheet(table, list(rows_of_table(table, columns, records, shown))) for table in columns.tables()]
    left_out = [one for sheet in sheets for one in too_long(sheet.rows)]
    return workbook(columns, sheets, names, words), left_out


def _csv(columns: Columns, records: Sequence[Listed], shown: Shown) -> bytes:
    """One table with a row of names and a row a record."""
    wide = wide_columns(columns, records)
    names = [column.name for column in wide]
    rows: list[Cells] = list(rows_of_wide(wide, records, shown))
    filled = {name for row in rows for name in row} | {ID}
    shown_names = [name for name in names if name in filled] if rows else names
    return as_csv([shown_names, *([guarded(kept(row.get(name, ""))) for name in shown_names] for row in rows)])
