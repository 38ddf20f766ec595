"""Grids -> the rows of records and of their lists, each cell with the column that it stands below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from langhoc.doors.answers.cell import Cell
from langhoc.doors.answers.columns import ID, TITLE, Column, Columns, Path
from langhoc.doors.spreadsheet.column_map import Mapped
from langhoc.doors.spreadsheet.grid import Grid
from langhoc.doors.spreadsheet.headings import Known, plain
from langhoc.doors.spreadsheet.spots import Spot
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem
from langhoc.reading import did_you_mean

# Above the headings of a foreign list stand an office's name, a title, a day.
_LOOKED_AT = 30
_OWNER = {ID, TITLE}


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell, or a constant of the map, and where it stands."""

    column: Column
    cell: Cell
    spot: Spot


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a record's, or of a list of groups."""

    spot: Spot
    entries: tuple[Entry, ...]

    def entry(self, name: str) -> Entry | None:
        """The cell below the column of that name, if anything stands there."""
        return next((one for one in self.entries if one.column.name == name and one.cell is not None), None)


@dataclass(frozen=True, slots=True)
class Rows:
    """`own` are the records' rows, `listed` those of lists, by the names of the keys that lead to the list."""

    own: tuple[Row, ...]
    listed: Mapping[tuple[str, ...], tuple[Row, ...]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a sheet by their numbers from 0, what is written above them, and the row they stand in."""

    row: int
    columns: Mapping[int, Column]
    headings: Mapping[int, str]
    unknown: tuple[int, ...] = ()

    @property
    def is_of_rows(self) -> bool:
        """Whether its rows are groups of a list: beside them it says only whose they are."""
        others = [column for column in self.columns.values() if column.name not in _OWNER]
        return bool(others) and all(column.is_of_rows for column in others)


def rows_of(grids: Sequence[Grid], file: str, columns: Columns, mapped: Mapped | None) -> Rows:
    """The rows of a file that is called `file` in problems. Without `mapped` the headings are those of a template."""
    if mapped is not None:
        return _mapped_rows(grids, file, mapped)
    known = Known(columns, ("vi", "en"))
    own: list[Row] = []
    listed: dict[tuple[str, ...], tuple[Row, ...]] = {}
    problems: list[Problem] = []
    for grid in grids:
        head = _head(grid, known)
        if head is None:
            continue
        problems += _unknown_headings(grid, head, file, known)
        if not head.is_of_rows:
            head = replace(head, columns={at: columns.first(column) for at, column in head.columns.items()})
        rows = _rows(grid, head, file)
        if head.is_of_rows:
            listed[_list_path(head.columns.values())] = rows
        elif not own:
            own += rows
        else:
            message = Message(
                _("The sheet “{sheet}” is not read: another one before it has records."), {"sheet": grid.name}
            )
            problems.append(Problem("unread-column", Place(file), message))
    if not own and not listed:
        problems.append(_nothing_found(grids, file))
    return Rows(tuple(own), listed, tuple(problems))


def _list_path(columns: Iterable[Column]) -> tuple[str, ...]:
    """The keys that lead to the list whose groups the rows are."""
    deepest = max(columns, key=lambda column: column.path.count(None)).path
    last = max(number for number, step in enumerate(deepest) if step is None)
    return tuple(step for step in deepest[:last] if isinstance(step, str))


def _nothing_found(grids: Sequence[Grid], file: str) -> Problem:
    message = Message(_("No row holds the headings of a template, or there is nothing below them."))
    hint = Message(_("Begin with `langhoc template`; or say by --columns which column is what."))
    if not any(grid.rows for grid in grids):
        message = Message(_("The sheet is empty."))
    return Problem("bad-sheet", Place(file), message, hint)


def _head(grid: Grid, known: Known) -> _Head | None:
    """The row of names where there is one, else the row that has most headings; None where no row says whose."""
    best: _Head | None = None
    for number, row in grid.numbered():
        if number > _LOOKED_AT:
            break
        texts = {at: cell for at, cell in enumerate(row) if isinstance(cell, str)}
        found = {at: column for at, text in texts.items() if (column := known.column(text))}
        is_names = all(texts[at] == column.name for at, column in found.items())
        is_better = best is None or len(found) > len(best.columns) - is_names
        if is_better and {column.name for column in found.values()} & _OWNER:
            above = grid.rows[number - 2] if number > 1 else ()
            headings = {at: _said(above, at) if is_names else texts[at] for at in found}
            unknown = tuple(at for at in texts if at not in found)
            best = _Head(number, found, {at: text or texts[at] for at, text in headings.items()}, unknown)
    return best


def _said(row: tuple[Cell, ...], at: int) -> str:
    cell = row[at] if at < len(row) else None
    return cell.replace("*", "").strip() if isinstance(cell, str) else ""


def _unknown_headings(grid: Grid, head: _Head, file: str, known: Known) -> Iterator[Problem]:
    for at in head.unknown:
        heading = str(grid.rows[head.row - 1][at])
        message = Message(_("Nobody knows what “{heading}” is; the column is not read."), {"heading": heading})
        spot = Spot(file, grid.name, head.row, at)
        yield spot.problem("unread-column", message, did_you_mean(plain(heading), known.headings()))


def _rows(grid: Grid, head: _Head, file: str) -> tuple[Row, ...]:
    return tuple(row for row in (_row(grid, head, file, number) for number, _ in grid.numbered()) if row.entries)


def _row(grid: Grid, head: _Head, file: str, number: int) -> Row:
    """A row below the head; one above it has no entries."""
    spot = Spot(file, grid.name, number)
    cells = grid.rows[number - 1] if number > head.row else ()
    entries = tuple(
        Entry(column, cells[at], spot.at(at, head.headings[at]))
        for at, column in head.columns.items()
        if at < len(cells) and cells[at] is not None
    )
    return Row(spot, entries)


# Foreign sheets


def _mapped_rows(grids: Sequence[Grid], file: str, mapped: Mapped) -> Rows:
    name = mapped.map.sheet
    wanted = [grid for grid in grids if name is None or plain(grid.name) == plain(name)]
    if not wanted:
        params = {"sheet": name, "sheets": ", ".join(grid.name for grid in grids)}
        message = Message(_("There is no sheet “{sheet}”; there are: {sheets}."), params)
        return Rows((), {}, (Problem("unknown-column", mapped.place("sheet"), message),))
    heads = [(grid, _mapped_head(grid, mapped)) for grid in wanted]
    grid, head = max(heads, key=lambda found: len(found[1].columns))
    problems = [*_missing_columns(grid, head, mapped)]
    if problems:
        return Rows((), {}, tuple(problems))
    return Rows(tuple(_mapped_own(grid, head, file, mapped)), {}, ())


def _mapped_head(grid: Grid, mapped: Mapped) -> _Head:
    """The row that is said to hold the headings, else that of the first ones that holds most of them."""
    best = _Head(0, {}, {})
    for number, row in grid.numbered():
        if number > _LOOKED_AT and mapped.map.header is None:
            break
        if mapped.map.header not in {None, number}:
            continue
        texts = {at: cell for at, cell in enumerate(row) if isinstance(cell, str)}
        found = {at: mapped.columns[plain(text)] for at, text in texts.items() if plain(text) in mapped.columns}
        if len(found) > len(best.columns):
            best = _Head(number, found, {at: texts[at].strip() for at in texts})
    return best


def _missing_columns(grid: Grid, head: _Head, mapped: Mapped) -> Iterator[Problem]:
    """Headings of the map that the sheet does not have, or has twice."""
    there = Counter(plain(heading) for heading in head.headings.values())
    paths = [("columns", heading) for heading in mapped.map.columns] + [
        ("needs", heading) for heading in mapped.map.needs
    ]
    texts = [
        str(cell)
        for number, row in grid.numbered()
        if number == (head.row or mapped.map.header or 1)
        for cell in row
        if cell
    ]
    for group, heading in paths:
        if there[plain(heading)] == 1:
            continue
        place = mapped.place("columns", heading) if group == "columns" else mapped.place("needs")
        params = {"heading": heading, "sheet": grid.name}
        if there[plain(heading)]:
            yield Problem(
                "unknown-column", place, Message(_("The sheet “{sheet}” has several columns “{heading}”."), params)
            )
        else:
            message = Message(_("The sheet “{sheet}” has no column “{heading}”."), params)
            listed = Message(_("Its columns are: {columns}."), {"columns": ", ".join(texts) or "–"})
            yield Problem("unknown-column", place, message, did_you_mean(heading, texts) or listed)


def _mapped_own(grid: Grid, head: _Head, file: str, mapped: Mapped) -> Iterator[Row]:
    needed = {plain(heading) for heading in mapped.map.needs}
    must = [at for at, heading in head.headings.items() if plain(heading) in needed]
    skipped = set(mapped.map.skip)
    constants = _constants(head, mapped)
    for number, cells in grid.numbered():
        if number in skipped or any(at >= len(cells) or cells[at] is None for at in must):
            continue
        row = _row(grid, head, file, number)
        entries = tuple(replace(one, cell=_meant(one, mapped)) for one in row.entries)
        if entries:
            given = {one.column.path[:-1] for one in entries if one.cell}
            fit = (one for one, group in constants if group is None or group in given)
            yield Row(row.spot, (*entries, *fit))


def _constants(head: _Head, mapped: Mapped) -> list[tuple[Entry, Path | None]]:
    """The map's constants. One of a group that columns are for, too, is only for rows that have something in it: that
    a contact is the library's desk says nothing without its number.
    """
    groups = {column.path[:-1] for column in head.columns.values() if len(column.path) > 1}
    constants = []
    for column, text in mapped.constants:
        spot = Spot(mapped.file, "", mapped.place("constants", column.name).line)
        group = column.path[:-1] if column.path[:-1] in groups else None
        constants.append((Entry(column, text, spot), group))
    return constants


def _meant(entry: Entry, mapped: Mapped) -> Cell:
    """What the map says that a word of the sheet means; else what stands there."""
    cell = entry.cell
    if entry.column.name not in mapped.values or cell is None:
        return cell
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    meant = mapped.meant(entry.column, text)
    return cell if meant == text else meant
