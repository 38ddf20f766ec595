"""How a foreign sheet is read, written by hand as YAML: which of its columns is which key, and what its words mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from langhoc.doors.answers.columns import ID, TITLE, Column, Columns
from langhoc.doors.answers.mending import several_hint
from langhoc.doors.keys import Takes
from langhoc.doors.spreadsheet.headings import plain
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.group import Group
from langhoc.model.scalars import Between, WholeNumber, Word
from langhoc.problems import Place, Problem
from langhoc.reading import did_you_mean
from langhoc.reading.record_file import load
from langhoc.reading.records import read_group, to_model
from langhoc.reading.written import Written

RowNumber = Annotated[WholeNumber, AfterValidator(Between(1, 1_048_576))]

ANY_OTHER = "*"
"""In `values`: what every word means that is not named."""


class ColumnMap(Group):
    """A file of `--columns`.

    `columns` are keys by the headings above them; `constants` are values of keys for all rows; `values` are, by
    keys, what words of the sheet mean there (nothing: the cell is not read). `header` is the row of the headings,
    `skip` are rows that are not read, `needs` are headings: rows with nothing below them are not read.
    """

    sheet: Word | None = None
    header: RowNumber | None = None
    skip: tuple[RowNumber, ...] = ()
    needs: tuple[Word, ...] = ()
    columns: dict[str, Word] = Field(default_factory=dict)
    constants: dict[str, Word] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Mapped:
    """A map that fits the model. `columns` are by plain headings; `values` by columns' names and plain words."""

    map: ColumnMap
    written: Written
    columns: Mapping[str, Column] = field(default_factory=dict)
    constants: tuple[tuple[Column, str], ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return self.written.source.name

    def meant(self, column: Column, text: str) -> str:
        """What a word of the sheet means."""
        values = self.values.get(column.name)
        return text if values is None else values.get(plain(text), values.get(ANY_OTHER, text))

    def place(self, *path: str) -> Place:
        """Where a key of the map stands."""
        return self.written.place_of_key(path)


def read_column_map(path: Path, name: str, columns: Columns) -> tuple[Mapped | None, list[Problem]]:
    """The map in the file at `path`, or every reason why not."""
    source, problems = load(path, name)
    if source is None:
        return None, problems
    written, more = read_group(source, columns.languages[0])
    problems += more
    if written is None:
        return None, problems
    found, faults = to_model(ColumnMap, written, columns.languages)
    problems += faults
    if found is None:
        return None, problems
    faults = [*_faults(found, written, columns)]
    return (None, [*problems, *faults]) if faults else (_mapped(found, written, columns), problems)


def _mapped(found: ColumnMap, written: Written, columns: Columns) -> Mapped:
    named = {heading: columns.named(name) for heading, name in found.columns.items()}
    constants = [(columns.named(name), text) for name, text in found.constants.items()]
    return Mapped(
        found,
        written,
        {plain(heading): columns.first(column) for heading, column in named.items() if column},
        tuple((columns.first(column), text) for column, text in constants if column),
        {
            column.name: {word if word == ANY_OTHER else plain(word): meant for word, meant in words.items()}
            for name, words in found.values.items()
            if (column := columns.named(name))
        },
    )


def _faults(found: ColumnMap, written: Written, columns: Columns) -> Iterator[Problem]:
    for heading, name in found.columns.items():
        yield from _key_faults(name, written.place(("columns", heading)), columns)
    for group in ("constants", "values"):
        for name in getattr(found, group):
            yield from _key_faults(name, written.place_of_key((group, name)), columns)
    yield from _twice(found, written)
    names = {*found.columns.values(), *found.constants}
    if not names & {ID, TITLE}:
        message = Message(_("No column is the name of the record."))
        hint = Message(_("Write below columns: the heading of the names, a colon, and title."))
        yield Problem("missing-key", written.place_of_key(("columns",)), message, hint, "columns")


def _key_faults(name: str, place: Place, columns: Columns) -> Iterator[Problem]:
    column = columns.named(name)
    if column is None or column.is_number:
        message = Message(_("There is no key “{key}” here."), {"key": name})
        yield Problem("unknown-key", place, message, did_you_mean(name, columns.names()))
    elif column.key.takes is Takes.GROUP and not column.is_of_times:
        yield Problem(
            "unknown-key", place, Message(_("“{key}” are groups of keys."), {"key": name}), several_hint(column)
        )


def _twice(found: ColumnMap, written: Written) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for heading, name in found.columns.items():
        if name in first:
            params = {"key": name, "one": first[name], "other": heading}
            message = Message(_("The columns “{one}” and “{other}” are both for {key}."), params)
            yield Problem("duplicate-key", written.place(("columns", heading)), message)
        first.setdefault(name, heading)
    for name in found.constants.keys() & first.keys():
        params = {"key": name, "one": first[name]}
        message = Message(_("{key} comes from the column “{one}” already."), params)
        yield Problem("duplicate-key", written.place_of_key(("constants", name)), message)
