"""Records -> the rows of their sheets: one a record, and one for each group of its lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from langhoc.doors.answers.columns import ID, TITLE, Column, Columns, Path, Table
from langhoc.doors.answers.shown import Data, Shown, value_at

Cells = dict[str, str]
"""A row: what stands in it, by the names of columns; what is empty is left out."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A record by its id, as its file holds it."""

    id: str
    data: Data


def rows_of_table(table: Table, columns: Columns, records: Iterable[Listed], shown: Shown) -> Iterator[Cells]:
    """The rows of one sheet for all records."""
    title, _id = columns.owner()
    for one in records:
        if not table.path:
            yield {**_filled(table.columns, one.data, shown), ID: one.id}
            continue
        for place in places(table.path, one.data, columns):
            cells = _filled(table.columns, one.data, shown, place)
            yield {TITLE: shown.cell(one.data, title), ID: one.id, **cells}


def places(path: tuple[str, ...], data: Data, columns: Columns) -> list[tuple[int, ...]]:
    """The numbers, from 0, that lead to each group of the list at `path`."""
    found: list[tuple[tuple[int, ...], object]] = [((), data)]
    for key in path:
        found = [(numbers, value_at(value, (key,))) for numbers, value in found]
        found = (
            [
                (((*numbers, number)), item)
                for numbers, value in found
                for number, item in (enumerate(value) if isinstance(value, list) else ())
            ]
            if any(isinstance(value, list) for _numbers, value in found)
            else [one for one in found if isinstance(one[1], Mapping)]
        )
    return [numbers for numbers, _value in found]


def _filled(columns: Iterable[Column], data: Data, shown: Shown, place: tuple[int, ...] = ()) -> Cells:
    cells = {}
    for column in columns:
        path = with_numbers(column.path, place)
        if column.is_number:
            cells[column.name] = str(int(path[-1] or 0) + 1)
        elif text := shown.cell(data, column, path):
            cells[column.name] = text
    return cells


def with_numbers(path: Path, place: tuple[int, ...]) -> Path:
    """The path with the numbers in place of what the row was to say."""
    numbers = iter(place)
    return tuple(next(numbers) if step is None else step for step in path)


def wide_columns(columns: Columns, records: Iterable[Listed]) -> list[Column]:
    """Those of one table that holds all: the keys of groups of lists by the numbers of the groups."""
    own, *lists = columns.tables()
    found = list(own.columns)
    records = list(records)
    for table in lists:
        taken = sorted({place for one in records for place in places(table.path, one.data, columns)})
        for place in taken:
            for column in table.columns:
                if not column.is_number and column.is_of_rows:
                    path = with_numbers(column.path, place)
                    named = columns.named(_numbered(column, path))
                    found += [named] if named else []
    return found


def _numbered(column: Column, path: Path) -> str:
    name = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in path)
    code = column.name.rpartition(".")[2]
    return f"{name}.{code}" if column.language and code == column.language else name


def rows_of_wide(columns: Iterable[Column], records: Iterable[Listed], shown: Shown) -> Iterator[Cells]:
    """The rows of the one table."""
    columns = list(columns)
    for one in records:
        yield {**_filled(columns, one.data, shown), ID: one.id}
