"""The columns of a kind: every key of its model by a name that stands in one cell, and in which sheet it stands.

A key of a group is `cost.amount`, a text in another language `title.en`, a key of the second contact
`contacts.2.phone`. Where a sheet has a row for each group of a list, no number stands in the name: `contacts.phone`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from langhoc.doors.keys import Key, Takes, keys
from langhoc.model import KINDS
from langhoc.model.group import Group
from langhoc.model.record import Record
from langhoc.model.times import Opening, Session

Step = str | int | None
"""A key, the number of a group in a list (from 0), or None where the sheet's row says which."""
Path = tuple[Step, ...]

ID, TITLE, NUMBER = "id", "title", "#"

# Lists of these fit into one cell, as people write them; with the keys of when they begin and end.
TIMES: dict[type[Group], tuple[str, str]] = {Opening: ("opens", "closes"), Session: ("from", "to")}


@dataclass(frozen=True, slots=True)
class Column:
    """`name` stands in the sheet. `trail` are the keys on the way, each with the model that it is a key of.

    `language` is that of a text. A column of numbers (`is_number`) says which of a list's groups the row is.
    """

    name: str
    path: Path
    trail: tuple[tuple[type[Group], Key], ...]
    language: str | None = None
    is_number: bool = False

    @property
    def key(self) -> Key:
        return self.trail[-1][1]

    @property
    def model(self) -> type[Group]:
        return self.trail[-1][0]

    @property
    def is_of_times(self) -> bool:
        """Whether a cell holds all of a list: "T2-T6 7h30-11h30"."""
        return self.key.several and self.key.part in TIMES and not self.is_number

    @property
    def is_of_rows(self) -> bool:
        """Whether the row is a group of a list, not a record."""
        return None in self.path


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: that of the records (`path` is empty), or one with a row for each group of the list at `path`."""

    path: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def lists(self) -> tuple[tuple[type[Group], Key], ...]:
        """The keys that lead to the list, each with the model that it is a key of."""
        return self.columns[-1].trail[: len(self.path)]


@dataclass(frozen=True, slots=True)
class Columns:
    """Those of a kind in a catalogue of some languages; the first one's texts need not name it."""

    kind: str
    languages: tuple[str, ...]

    @property
    def model(self) -> type[Record]:
        return KINDS[self.kind].model

    def tables(self) -> tuple[Table, ...]:
        """The records' sheet, then one for each list of groups; what a row cannot do without comes first."""
        own = tuple(self._flat(self.model, (), ()))
        lists = [Table((), own), *self._lists(self.model, (), ())]
        return (Table((), _in_order(self.model, own)), *lists[1:])

    def owner(self) -> tuple[Column, Column]:
        """The columns of title and id, by which the rows of other sheets say whose they are."""
        return self._needed(TITLE), self._needed(ID)

    def _needed(self, name: str) -> Column:
        column = self.named(name)
        assert column is not None
        return column

    def named(self, name: str) -> Column | None:
        """The column of that name, numbers and all; None where the model has no such key."""
        return _named(self, name)

    def first(self, column: Column) -> Column:
        """That of a list's first group, for one that does not say which: `contacts.phone` is the first one's."""
        return replace(column, path=tuple(0 if step is None else step for step in column.path))

    def names(self) -> list[str]:
        """The names of all columns, without numbers."""
        return [column.name for table in self.tables() for column in table.columns]

    def _flat(self, model: type[Group], path: Path, trail: tuple[tuple[type[Group], Key], ...]) -> Iterator[Column]:
        """The columns of `model`, without those of groups in lists; times of a week fit into one cell."""
        for key in keys(model):
            on_the_way = (*trail, (model, key))
            if key.part and not key.several:
                yield from self._flat(key.part, (*path, key.name), on_the_way)
            elif not key.part:
                yield from self._of_key((*path, key.name), on_the_way)
            elif key.part in TIMES:
                yield Column(_name((*path, key.name)), (*path, key.name), on_the_way)

    def _of_key(self, path: Path, trail: tuple[tuple[type[Group], Key], ...]) -> Iterator[Column]:
        if trail[-1][1].takes is not Takes.TEXT:
            yield Column(_name(path), path, trail)
            return
        for code in self.languages:
            name = _name(path) if code == self.languages[0] else f"{_name(path)}.{code}"
            yield Column(name, path, trail, code)

    def _lists(self, model: type[Group], path: Path, trail: tuple[tuple[type[Group], Key], ...]) -> Iterator[Table]:
        for key in keys(model):
            if key.part is None:
                continue
            on_the_way = (*trail, (model, key))
            inside: Path = (*path, key.name, None) if key.several else (*path, key.name)
            if key.several:
                number = Column(f"{_name(inside)}.{NUMBER}", inside, on_the_way, is_number=True)
                columns = self._flat(key.part, inside, on_the_way)
                above = self._numbers_above(path, trail)
                yield Table(tuple(step for step in inside if isinstance(step, str)), (*above, number, *columns))
            yield from self._lists(key.part, inside, on_the_way)

    def _numbers_above(self, path: Path, trail: tuple[tuple[type[Group], Key], ...]) -> list[Column]:
        """The columns that say in which group of a list the list stands."""
        ends = [length for length, step in enumerate(path, start=1) if step is None]
        return [
            Column(f"{_name(path[:end])}.{NUMBER}", path[:end], trail[: _keys_in(path[:end])], is_number=True)
            for end in ends
        ]


@cache
def _named(columns: Columns, name: str) -> Column | None:
    """A sheet of thousands of columns asks for few names."""
    return _find(columns, columns.model, name.split("."), (), ())


def _find(
    columns: Columns,
    model: type[Group],
    steps: Sequence[str],
    path: Path,
    trail: tuple[tuple[type[Group], Key], ...],
) -> Column | None:
    key = next((key for key in keys(model) if steps and key.name == steps[0]), None)
    if key is None:
        return None
    path, trail, rest = (*path, key.name), (*trail, (model, key)), list(steps[1:])
    if key.part and key.several:
        number = rest.pop(0) if rest and _is_number(rest[0]) else None
        path = (*path, int(number) - 1 if number else None)
        if rest == [NUMBER] and number is None:
            return Column(f"{_name(path)}.{NUMBER}", path, trail, is_number=True)
        if not rest and number is None:
            return Column(_name(path), path[:-1], trail)
    if key.part:
        return _find(columns, key.part, rest, path, trail)
    return _last(columns, key, rest, path, trail)


def _last(
    columns: Columns, key: Key, rest: Sequence[str], path: Path, trail: tuple[tuple[type[Group], Key], ...]
) -> Column | None:
    if key.takes is not Takes.TEXT:
        return Column(_name(path), path, trail) if not rest else None
    code = rest[0] if rest else columns.languages[0]
    if len(rest) > 1 or code not in columns.languages:
        return None
    is_first = code == columns.languages[0]
    return Column(_name(path) if is_first else f"{_name(path)}.{code}", path, trail, code)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < len(text) <= 3 and int(text) > 0


def _name(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path if step is not None)


def _keys_in(path: Path) -> int:
    return sum(isinstance(step, str) for step in path)


def _in_order(model: type[Record], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Title, id and what is required, then what the kind itself is about, then what all records have."""
    common = {key.name for key in keys(Record)}

    def rank(column: Column) -> int:
        first = column.trail[0][1]
        if first.name in {ID, TITLE}:
            return 1 if first.name == ID else 0
        return 2 if first.required and not first.part else 3 if first.name not in common else 4

    return tuple(sorted(columns, key=rank))
