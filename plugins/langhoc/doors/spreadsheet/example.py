"""The example row of a template: how it is known, and whether somebody wrote over it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from langhoc.doors.answers.cell import Cell
from langhoc.doors.answers.columns import ID, TITLE, Columns
from langhoc.doors.answers.names import Named, Names
from langhoc.doors.answers.shown import Shown
from langhoc.doors.examples import EXAMPLES, example_data, example_file
from langhoc.doors.spreadsheet.headings import plain
from langhoc.doors.spreadsheet.rows import Row
from langhoc.i18n import mark as _
from langhoc.i18n import translator
from langhoc.model import KINDS
from langhoc.phrases import Phrases

MARK = _("(example)")
_LANGUAGES = ("vi", "en")


def is_example(cell: Cell) -> bool:
    """Whether the cell of an id says that the row is an example; no id has brackets."""
    text = plain(cell) if isinstance(cell, str) else ""
    return any(text.startswith(plain(translator(language)(MARK))) for language in _LANGUAGES)


def is_untouched(row: Row, columns: Columns) -> bool:
    """Whether the row says what a template's example says."""
    return any(
        all(entry.cell == shown.cell(data, entry.column) for entry in row.entries if entry.column.path != (ID,))
        for data, shown in _shown(columns)
    )


def is_of_example(row: Row, columns: Columns) -> bool:
    """Whether a row of a list says that it is of a template's example."""
    owner = row.entry(TITLE)
    names = (shown.cell(data, owner.column) for data, shown in _shown(columns)) if owner else ()
    return owner is None or owner.cell in names


@cache
def _shown(columns: Columns) -> list[tuple[dict[str, Any], Shown]]:
    return [example(columns, Phrases(language)) for language in _LANGUAGES]


def example(columns: Columns, words: Phrases) -> tuple[dict[str, Any], Shown]:
    """The example of a kind as files hold it, and how its cells show it."""
    return example_data(columns.kind, columns.languages[0]), Shown(
        Names(tuple(_all_named())), columns.languages[0], words
    )


def _all_named() -> Iterator[Named]:
    """The records that examples name."""
    for kind in KINDS.values():
        whole = example_file(kind.name, _LANGUAGES[0])
        for data in whole if kind.is_list else [whole]:
            title = data["title"]
            text = title if isinstance(title, str) else title[_LANGUAGES[0]]
            id = data.get(ID) or EXAMPLES[kind.name].file.rpartition("/")[2].rpartition(".")[0]
            yield Named(id, kind.name, (text,))
