"""Sheets written as .xlsx: headings that people read above a hidden row of names, lists to choose from, all as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langhoc.doors.answers.columns import ID, TITLE, Column, Columns, Table
from langhoc.doors.answers.mending import choice_label
from langhoc.doors.answers.names import Names
from langhoc.doors.answers.shown import YES_NO
from langhoc.doors.answers.texts import kept
from langhoc.doors.keys import Takes
from langhoc.doors.spreadsheet.grid import letters
from langhoc.doors.spreadsheet.headings import heading, hint, sheet_name
from langhoc.doors.spreadsheet.listing import Cells
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases

LONGEST_CELL = 32_767
"""Of Excel, in UTF-16 units."""
FIRST_ROW = 3
# How far down cells are prepared for what people will type.
_LAST_ROW = 5_000
_TEXT = "@"
_INK, _GREEN, _GREY, _PALE = "FFFFFF", "1B5E4B", "6B7280", "E7F2EE"
# What openpyxl does not write as it is: a text that looks like an escaped sign.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_WIDTHS: dict[Takes, int] = {
    Takes.TEXT: 34, Takes.REFERENCE: 34, Takes.URL: 30, Takes.CHOICE: 24, Takes.WORD: 18, Takes.EMAIL: 24,
    Takes.FILE: 24, Takes.PHONE: 18, Takes.DAY: 13, Takes.PERIOD: 13, Takes.TIME: 10, Takes.ID: 26, Takes.YES_NO: 10,
    Takes.DECIMAL: 13, Takes.WHOLE_NUMBER: 13, Takes.GROUP: 7,
}  # fmt: skip

_GUIDE = (
    _("How to fill in this file"),
    _("Each row of the first sheet is one record. Only the name is always needed; leave empty what you do not know."),
    _("The grey row is an example and is not imported. You may delete it."),
    _("Point at a heading to read what belongs below it. * marks what is required."),
    _("Sheets behind the first are for what there may be several of. Choose in their first column whose row it is."),
    _("An empty cell changes nothing. Write - (a hyphen) to take away what the record has there."),
    _("Several things in one cell stand with ; between them."),
    _("Columns in other languages are hidden: press + above the columns to see them."),
    _("No private persons' names, numbers or addresses: what was once imported stays in the catalogue's history."),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, the rows in it, and how many of them, from the first, are examples."""

    table: Table
    rows: Sequence[Cells]
    examples: int = 0


@dataclass
class _Choices:
    """The hidden sheet of lists to choose from: a column each, by what is in it."""

    sheet: Any
    _columns: dict[tuple[str, ...], int] = field(default_factory=dict)

    def reference(self, texts: tuple[str, ...]) -> str:
        """The cells that hold the texts, as a formula names them."""
        at = self._columns.get(texts)
        if at is None:
            at = self._columns[texts] = len(self._columns)
            for row, text in enumerate(texts, start=1):
                _write(self.sheet.cell(row, at + 1), text)
        return f"'{self.sheet.title}'!${letters(at)}$1:${letters(at)}${len(texts)}"


def workbook(columns: Columns, sheets: Sequence[Sheet], names: Names, words: Phrases) -> bytes:
    """An .xlsx of the sheets, with headings and choices in the language of `words`."""
    from openpyxl import Workbook  # noqa: PLC0415 (builds do not need it)

    book = Workbook()
    for page in book.worksheets:
        book.remove(page)
    titles = _titles(sheets, columns.kind, words)
    pages = [book.create_sheet(title) for title in titles]
    _guide(book.create_sheet(words.say(_("How to"))), words)
    choices = _Choices(book.create_sheet("_"))
    for page, sheet in zip(pages, sheets, strict=True):
        _fill(page, sheet, columns, words)
        _offer_choices(page, sheet, choices, names, words, f"'{titles[0]}'")
    choices.sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _titles(sheets: Sequence[Sheet], kind: str, words: Phrases) -> list[str]:
    """Each once, however they are cut."""
    titles: list[str] = []
    for sheet in sheets:
        title = sheet_name(sheet.table, kind, words)
        while title.casefold() in {one.casefold() for one in titles}:
            title = f"{title[:28]} {len(titles) + 1}"
        titles.append(title)
    return titles


def _guide(page: Any, words: Phrases) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    page.column_dimensions["A"].width = 90
    for row, text in enumerate(_GUIDE, start=1):
        cell = page.cell(row, 1)
        _write(cell, words.say(text))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)


def columns_of(sheet: Sheet, columns: Columns) -> tuple[Column, ...]:
    """Those of its table; before them, in the sheet of a list, those that say whose a row is."""
    return (*columns.owner(), *sheet.table.columns) if sheet.table.path else sheet.table.columns


def _fill(page: Any, sheet: Sheet, columns: Columns, words: Phrases) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    top = Alignment(wrap_text=True, vertical="top")
    head = Font(bold=True, color=_INK)
    fill, soft = PatternFill("solid", fgColor=_GREEN), PatternFill("solid", fgColor=_PALE)
    example = Font(italic=True, color=_GREY)
    all_columns = columns_of(sheet, columns)
    filled = {name for row in sheet.rows[sheet.examples :] for name in row}
    for at, column in enumerate(all_columns, start=1):
        cell = page.cell(1, at)
        _write(cell, heading(column, sheet.table, words) + (" *" if _is_required(column, sheet.table) else ""))
        cell.font, cell.fill, cell.alignment = head, fill, top
        comment = Comment(hint(column, sheet.table, words), "Làng Học")
        comment.width, comment.height = 320, 120
        cell.comment = comment
        _write(page.cell(2, at), column.name)
        size = page.column_dimensions[letters(at - 1)]
        size.width = 30 if column.name == TITLE or column.is_of_times else _WIDTHS[column.key.takes]
        size.number_format, size.alignment = _TEXT, top
        if _is_translation(column):
            size.outlineLevel, size.hidden = 1, column.name not in filled
    numbers = {column.name: at for at, column in enumerate(all_columns, start=1)}
    for row, cells in enumerate(sheet.rows, start=FIRST_ROW):
        for name, text in cells.items():
            if name in numbers and len(text.encode("utf-16-le")) <= 2 * LONGEST_CELL:
                cell = page.cell(row, numbers[name])
                _write(cell, kept(text))
                cell.number_format, cell.alignment = _TEXT, top
                if row < FIRST_ROW + sheet.examples:
                    cell.font, cell.fill = example, soft
    page.row_dimensions[1].height = 48
    page.row_dimensions[2].hidden = True
    page.freeze_panes = f"B{FIRST_ROW}"


def _is_required(column: Column, table: Table) -> bool:
    """Whether no row can do without it. An id is made of the name."""
    if column.is_number or column.name == ID or _is_translation(column):
        return False
    depth = 0 if column.name == TITLE else len(table.lists)
    return all(key.required for _model, key in column.trail[depth:])


def _is_translation(column: Column) -> bool:
    return column.language is not None and column.name.endswith(f".{column.language}")


def _write(cell: Any, text: str) -> None:
    """As text, whatever it looks like: no program reads a formula in it."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"


def _offer_choices(page: Any, sheet: Sheet, choices: _Choices, names: Names, words: Phrases, first: str) -> None:
    """Lists to choose from, below the columns that have one."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    all_columns = sheet.table.columns
    shift = 2 if sheet.table.path else 0
    if shift:
        owner = DataValidation("list", formula1=f"{first}!$A${FIRST_ROW}:$A${_LAST_ROW}", showErrorMessage=False)
        owner.add(f"A{FIRST_ROW}:A{_LAST_ROW}")
        page.add_data_validation(owner)
    for at, column in enumerate(all_columns, start=shift):
        texts = tuple(_choices_of(column, names, words))
        if not texts:
            continue
        rule = DataValidation("list", formula1=choices.reference(texts), allow_blank=True)
        # Several values, and what somebody knows under another name, may be typed.
        rule.showErrorMessage = False
        rule.add(f"{letters(at)}{FIRST_ROW}:{letters(at)}{_LAST_ROW}")
        page.add_data_validation(rule)


def _choices_of(column: Column, names: Names, words: Phrases) -> Iterable[str]:
    key = column.key
    if column.is_number:
        return ()
    if key.choices:
        return [choice_label(choice, words.language) for choice in key.choices]
    if key.takes is Takes.YES_NO:
        return [words.say(label) for label in YES_NO.values()]
    return names.choices(key.kinds) if key.takes is Takes.REFERENCE else ()


def too_long(rows: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Ids and columns of what does not fit into a cell; it is left out of a workbook."""
    return [
        (row.get(ID, ""), name)
        for row in rows
        for name, text in row.items()
        if len(text.encode("utf-16-le")) > 2 * LONGEST_CELL
    ]
