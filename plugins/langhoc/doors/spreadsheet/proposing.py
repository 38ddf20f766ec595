"""Rows -> records as they will be: what each cell says, read and put into what the catalogue has already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from langhoc import vietnamese
from langhoc.doors.answers.columns import ID, NUMBER, TITLE, Columns, Path
from langhoc.doors.answers.held import Held
from langhoc.doors.answers.mending import Taken, taken
from langhoc.doors.answers.merging import Edit, with_rest
from langhoc.doors.answers.names import Named, Names
from langhoc.doors.answers.refusal import Refused
from langhoc.doors.answers.shown import value_at
from langhoc.doors.spreadsheet.example import is_example, is_of_example, is_untouched
from langhoc.doors.spreadsheet.grid import cell_name
from langhoc.doors.spreadsheet.matching import Matches, Wanted, where_key
from langhoc.doors.spreadsheet.rows import Entry, Row, Rows
from langhoc.doors.spreadsheet.spots import Spot
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS
from langhoc.problems import Problem, has_errors
from langhoc.reading import Found

ListPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A record as it will be, and where in the sheet each of its values is from. `before` is its record of now."""

    id: str
    data: Mapping[str, Any]
    is_changed: bool
    spot: Spot
    spots: Mapping[Path, Spot]
    where: frozenset[str] = frozenset()
    before: Found | None = None


@dataclass(frozen=True, slots=True)
class Proposals:
    """Records that rows gave, rows that were refused, and all that is to be told; whether a fault is of more than rows
    (`is_unclear`).
    """

    records: tuple[Proposed, ...]
    refused: tuple[Spot, ...]
    problems: tuple[Problem, ...]
    is_unclear: bool = False


@dataclass
class _Record:
    """A row on its way to a record."""

    row: Row
    wanted: Wanted
    before: Found | None = None
    id: str = ""
    lists: dict[ListPath, list[Row]] = field(default_factory=lambda: defaultdict(list))


class Proposing:
    """Reads rows for one kind, seen with the records of a catalogue."""

    def __init__(self, columns: Columns, found: Sequence[Found], names: Names, held: Held) -> None:
        self._columns, self._names, self._held = columns, names, held
        self._matches = Matches.of(columns.kind, columns.model, found, columns.languages)
        self._problems: list[Problem] = []
        self._refused: list[Spot] = []

    def proposals(self, rows: Rows) -> Proposals:
        """What all rows give."""
        records = self._without_twice(
            [one for row in rows.own if not self._is_example(row) and (one := self._begun(row))]
        )
        self._give_ids(records)
        self._give_lists(records, rows.listed)
        new = [_named(one, self._columns) for one in records if one.before is None]
        self._names = self._names.with_others(new)
        made = [proposed for one in records if (proposed := self._made(one))]
        problems = (*rows.problems, *self._problems)
        return Proposals(tuple(made), tuple(self._refused), problems, has_errors(rows.problems))

    # Whose a row is

    def _is_example(self, row: Row, is_of_list: bool = False) -> bool:
        marked = row.entry(ID)
        if marked is None or not is_example(marked.cell):
            return False
        is_as_it_was = is_of_example if is_of_list else is_untouched
        if not is_as_it_was(row, self._columns):
            message = Message(_("The row is marked as an example, but something else stands in it."))
            hint = Message(
                _("Empty the cell {cell} if it is to be imported, else delete the row."), {"cell": _cell(marked)}
            )
            self._refuse(row.spot, Refused("ambiguous", message, hint))
        return True

    def _begun(self, row: Row) -> _Record | None:
        try:
            return _Record(row, self._wanted(row))
        except Refused as why:
            self._refuse(row.spot, why)
            return None

    def _wanted(self, row: Row) -> Wanted:
        where = where_key(self._columns.model)
        told: dict[str, Any] = {}
        titles = {}
        for entry in row.entries:
            name = entry.column.path[0]
            if name in {ID, TITLE, where} and len(entry.column.path) == 1 and (value := self._silently(entry)):
                if name == TITLE and entry.column.language and isinstance(value, str):
                    titles[entry.column.language] = value
                else:
                    told[str(name)] = value
        places = told.get(where or "", ())
        return Wanted(told.get(ID), titles, frozenset((places,) if isinstance(places, str) else places))

    def _silently(self, entry: Entry) -> Any:
        """The value of a cell, of which all is told later, when it is read as one of a record."""
        try:
            got = taken(entry.cell, entry.column, self._names)
        except Refused:
            return None
        return got.value if got else None

    def _without_twice(self, records: list[_Record]) -> list[_Record]:
        """Those that are found, or new, each for one row alone."""
        first: dict[object, _Record] = {}
        again: set[int] = set()
        kept = []
        for one in records:
            try:
                one.before = self._matches.find(one.wanted)
            except Refused as why:
                self._refuse(one.row.spot, why)
                continue
            kept.append(one)
            same = first.setdefault(self._identity(one), one)
            if same is not one:
                again |= {id(same), id(one)}
                self._twice(one, same)
        return [one for one in kept if id(one) not in again]

    def _identity(self, one: _Record) -> object:
        if one.before is not None:
            return one.before.record.id
        if one.wanted.id is not None:
            return one.wanted.id
        return vietnamese.slug(one.wanted.title_in(self._columns.languages)), one.wanted.where

    def _twice(self, one: _Record, other: _Record) -> None:
        if other.row.spot not in self._refused:
            self._refused.append(other.row.spot)
        params = {"row": other.row.spot.row}
        hint = Message(_("Delete one of them; or say what is different: the name, where it is, or the id."))
        self._refuse(
            one.row.spot, Refused("ambiguous", Message(_("The row is the same record as row {row}."), params), hint)
        )

    def _give_ids(self, records: list[_Record]) -> None:
        for one in list(records):
            try:
                one.id = one.before.record.id if one.before else self._matches.new_id(one.wanted)
            except Refused as why:
                self._refuse(one.row.spot, why)
                records.remove(one)

    # Rows of lists

    def _give_lists(self, records: list[_Record], listed: Mapping[ListPath, Sequence[Row]]) -> None:
        by_id = {one.id: one for one in records}
        by_title: dict[str, list[_Record]] = defaultdict(list)
        for one in records:
            by_title[_plain_title(one.wanted.title_in(self._columns.languages))].append(one)
        for path, rows in listed.items():
            for row in rows:
                try:
                    if not self._is_example(row, is_of_list=True):
                        self._owner(row, by_id, by_title, records).lists[path].append(row)
                except Refused as why:
                    self._refuse(row.spot, why)

    def _owner(
        self, row: Row, by_id: dict[str, _Record], by_title: Mapping[str, list[_Record]], records: list[_Record]
    ) -> _Record:
        """The record whose row of a list it is. Raises Refused."""
        if (entry := row.entry(ID)) and isinstance(entry.cell, str):
            wanted = entry.cell.strip()
            if wanted not in by_id:
                before = self._matches.find(Wanted(wanted, {}, frozenset()))
                if before is None:
                    raise Refused("unknown-reference", Message(_("No record has the id “{id}”."), {"id": wanted}))
                by_id[wanted] = _Record(replace(row, entries=()), Wanted(wanted, {}, frozenset()), before, wanted)
                records.append(by_id[wanted])
            return by_id[wanted]
        entry = row.entry(TITLE)
        title = str(entry.cell) if entry else ""
        fit = by_title.get(_plain_title(title), []) if title else []
        if len(fit) == 1:
            return fit[0]
        hint = Message(_("Write into the first column which record it belongs to, as in the first sheet."))
        if fit:
            raise Refused("ambiguous", Message(_("Several rows are called “{title}”."), {"title": title}), hint)
        message = _("No row of the first sheet is called “{title}”.") if title else _("Whose row is this?")
        raise Refused("unknown-reference", Message(message, {"title": title}), hint)

    # The record

    def _made(self, one: _Record) -> Proposed | None:
        draft = Edit(self._held.data(one.before) if one.before else {}, self._columns.languages[0])
        spots: dict[Path, Spot] = {}
        before = len(self._problems)
        for entry, got in self._all_taken(one.row):
            if entry.column.path != (ID,) or KINDS[self._columns.kind].is_list:
                spots[entry.column.path] = entry.spot
                draft.put(entry.column, entry.column.path, got.value)
        if KINDS[self._columns.kind].is_list and one.before is None:
            draft.data[ID] = one.id
            draft.is_changed = True
        self._put_lists(one, draft, spots)
        if has_errors(self._problems[before:]):
            self._note_refused(one.row.spot)
            return None
        is_changed = draft.is_changed or one.before is None
        return Proposed(one.id, draft.finished(), is_changed, one.row.spot, spots, one.wanted.where, one.before)

    def _all_taken(self, row: Row) -> Iterator[tuple[Entry, Taken]]:
        """The cells of a row with what they say; last what a cell says of the one beside it."""
        given = {entry.column.path for entry in row.entries if entry.cell is not None}
        beside: list[tuple[Entry, Taken]] = []
        for entry in row.entries:
            if entry.column.is_number:
                yield entry, Taken(None)
                continue
            try:
                got = taken(entry.cell, entry.column, self._names)
            except Refused as why:
                self._problems.append(entry.spot.refused(why, entry.column.name))
                continue
            if got is None:
                continue
            self._problems += [entry.spot.problem("mended-cell", said, field=entry.column.name) for said in got.told]
            beside += self._beside(entry, got, given)
            yield entry, got
        yield from beside

    def _beside(self, entry: Entry, got: Taken, given: set[Path]) -> Iterator[tuple[Entry, Taken]]:
        for key, value in got.beside.items():
            path = (*entry.column.path[:-1], key)
            name = ".".join([*entry.column.name.split(".")[:-1], key])
            column = self._columns.named(name)
            if column is not None and path not in given:
                yield Entry(replace(column, path=path), value, entry.spot), Taken(value)

    # Its lists

    def _put_lists(self, one: _Record, draft: Edit, spots: dict[Path, Spot]) -> None:
        labels: dict[ListPath, dict[int, int]] = {}
        for path in sorted(one.lists, key=len):
            rows = one.lists[path]
            try:
                self._put_list(path, rows, draft, spots, labels)
            except Refused as why:
                self._problems.append(rows[0].spot.refused(why))

    def _put_list(
        self,
        path: ListPath,
        rows: list[Row],
        draft: Edit,
        spots: dict[Path, Spot],
        labels: dict[ListPath, dict[int, int]],
    ) -> None:
        """Let the rows be the groups of the list at `path`, or of several lists inside the groups of another."""
        by_place: dict[Path, list[tuple[Row, list[tuple[Entry, Taken]]]]] = defaultdict(list)
        for row in rows:
            read = [(entry, got) for entry, got in self._all_taken(row) if entry.column.is_of_rows]
            by_place[self._place(row, path, draft, labels)].append((row, read))
        for place, group_rows in by_place.items():
            values = [got.value for _row, read in group_rows for entry, got in read if not entry.column.is_number]
            if len(group_rows) == 1 and values and all(value is None for value in values):
                draft.put_list(place, [])
                continue
            groups, numbers = self._groups(place, group_rows, draft)
            draft.put_list(place, groups)
            labels.setdefault(path, {}).update(numbers)
            for index, (row, read) in enumerate(group_rows):
                spots[(*place, index)] = row.spot
                spots |= {(*place, index, *_inner(entry.column.path)): entry.spot for entry, _got in read}

    def _place(self, row: Row, path: ListPath, draft: Edit, labels: dict[ListPath, dict[int, int]]) -> Path:
        """The path of the list that the row is of, with the numbers of the groups above it. Raises Refused."""
        column = next(entry.column for entry in row.entries if entry.column.is_of_rows and not _is_above(entry, path))
        place: list[Any] = []
        steps = column.path[: _end_of_list(column.path)]
        for step in steps:
            if step is None:
                place.append(self._above(row, tuple(place), draft, labels))
            else:
                place.append(step)
        return tuple(place)

    def _above(self, row: Row, list_place: Path, draft: Edit, labels: dict[ListPath, dict[int, int]]) -> int:
        """The number from 0 of the group above, in the list at `list_place`."""
        keys = tuple(step for step in list_place if isinstance(step, str))
        groups = value_at(draft.data, list_place)
        count = len(groups) if isinstance(groups, list) else 0
        entry = row.entry(".".join((*keys, NUMBER)))
        number = _whole(entry) if entry else 1 if count == 1 else None
        index = labels[keys].get(number) if number and keys in labels else number - 1 if number else None
        if index is None or not 0 <= index < count:
            hint = Message(
                _("Write into the column {column} the number of its row in the other sheet."),
                {"column": ".".join((*keys, NUMBER))},
            )
            raise Refused(
                "unknown-reference", Message(_("It is not clear to which row of the other sheet this belongs.")), hint
            )
        return index

    def _groups(
        self, place: Path, rows: Sequence[tuple[Row, list[tuple[Entry, Taken]]]], draft: Edit
    ) -> tuple[list[dict[str, Any]], dict[int, int]]:
        """The groups that rows give, in their order; and where each is, by the number that its row has."""
        first = self._columns.languages[0]
        old = value_at(draft.data, place)
        olds: list[dict[str, Any]] = [one for one in old if isinstance(one, dict)] if isinstance(old, list) else []
        numbers = [_number_of(read, place) for _row, read in rows]
        for at, number in enumerate(numbers):
            if number is not None and number in numbers[:at]:
                hint = Message(_("Leave the number of a new row empty."))
                raise Refused("ambiguous", Message(_("The number {number} stands twice."), {"number": number}), hint)
        continued = {number for number in numbers if number and number <= len(olds)}
        left = [one for number, one in enumerate(olds, start=1) if number not in continued]
        groups = []
        for number, (_row, read) in zip(numbers, rows, strict=True):
            base = olds[number - 1] if number in continued and number else {}
            group = Edit(base, first)
            for entry, got in read:
                if not entry.column.is_number:
                    group.put(entry.column, _inner(entry.column.path), got.value)
            groups.append(group.finished())
        fresh = [at for at, number in enumerate(numbers) if number not in continued]
        for at, joined in zip(fresh, with_rest(left, [groups[at] for at in fresh], first), strict=True):
            groups[at] = joined
        return groups, {number or at + 1: at for at, number in enumerate(numbers)}

    # What goes wrong

    def _refuse(self, spot: Spot, why: Refused) -> None:
        self._problems.append(spot.refused(why))
        self._note_refused(spot)

    def _note_refused(self, spot: Spot) -> None:
        if spot not in self._refused:
            self._refused.append(spot)


def _named(one: _Record, columns: Columns) -> Named:
    return Named(one.id, columns.kind, tuple(dict.fromkeys(one.wanted.titles.values())) or (one.id,))


def _plain_title(title: str) -> str:
    return " ".join(vietnamese.clean(title).text.casefold().split())


def _cell(entry: Entry) -> str:
    return cell_name(entry.spot.row, entry.spot.column or 0)


def _end_of_list(path: Path) -> int:
    return max(number for number, step in enumerate(path) if step is None)


def _inner(path: Path) -> Path:
    """What of a path stands inside the row's group."""
    return path[_end_of_list(path) + 1 :]


def _is_above(entry: Entry, path: ListPath) -> bool:
    """Whether the column is of the numbers of a list above that at `path`."""
    return tuple(step for step in entry.column.path if isinstance(step, str))[: len(path)] != path


def _whole(entry: Entry) -> int | None:
    text = str(entry.cell).strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _number_of(read: Iterable[tuple[Entry, Taken]], place: Path) -> int | None:
    """Which group of the list at `place` the row says that it is."""
    depth = len(place)
    return next((_whole(one) for one, _got in read if one.column.is_number and len(one.column.path) == depth + 1), None)
