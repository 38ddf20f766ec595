"""A spreadsheet taken into a catalogue: what its rows would change, checked with all the rest before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langhoc.cache import open_cache
from langhoc.doors.keys import keys
from langhoc.doors.layout import laid_out
from langhoc.doors.new_file import folders_of, new_file
from langhoc.doors.spreadsheet import (
    Columns,
    Held,
    Listed,
    Mapped,
    Names,
    Proposals,
    Proposed,
    Proposing,
    Spot,
    exported,
    named,
    read_column_map,
    read_grids,
    rows_of,
    template,
)
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS, ConsentScope, Record, Story
from langhoc.phrases import Phrases
from langhoc.phrases.fields import field_of
from langhoc.problems import Problem, Severity, has_errors, in_reading_order
from langhoc.reading import DATA, SETTINGS_FILE, Reading, read_folder

if TYPE_CHECKING:
    from langhoc.project.project import Project
    from langhoc.reading import Reading

_ITEM = re.compile(r"- ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to be read as records of a kind. `name` is what problems call it, `columns` the file of its map."""

    path: Path
    name: str
    kind: str
    columns: Path | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """What a sheet would change: the texts of files by their paths, as they will be and as they are ("" for new ones).

    `refused` are rows that cannot be taken in; with any, `files` are of the others.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    refused: tuple[Spot, ...] = ()
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    can_skip: bool = False
    """Whether nothing but the rows that are refused has a fault."""

    @property
    def is_whole(self) -> bool:
        """Whether all rows go in."""
        return not self.refused and not has_errors(self.problems)


def read_sheet(project: Project, sheet: Sheet) -> Import:
    """What `sheet` would change in the catalogue of `project`; nothing is written."""
    reading = project.reading()
    if reading.settings is None:
        return Import(problems=reading.problems)
    columns = Columns(sheet.kind, reading.languages)
    mapped, problems = _map(sheet, columns)
    if sheet.columns and mapped is None:
        return Import(problems=tuple(problems))
    grids, more = read_grids(sheet.path, sheet.name, sheet.encoding)
    problems += more
    if not grids:
        return Import(problems=tuple(problems))
    rows = rows_of(grids, sheet.name, columns, mapped)
    names = Names(tuple(named(one.record) for one in reading.found))
    held = Held(project.folder, reading.languages[0])
    proposals = Proposing(columns, reading.found, names, held).proposals(rows)
    proposals = replace(proposals, problems=(*problems, *proposals.problems))
    return _Taking(project, reading, columns, held).taken(proposals)


def _map(sheet: Sheet, columns: Columns) -> tuple[Mapped | None, list[Problem]]:
    if sheet.columns is None:
        return None, []
    return read_column_map(sheet.columns, sheet.columns.name, columns)


class _Taking:
    """Proposed records -> files, looked at by the checker; rows whose record has a fault are taken out."""

    def __init__(self, project: Project, reading: Reading, columns: Columns, held: Held) -> None:
        self._project, self._reading, self._columns, self._held = project, reading, columns, held
        self._kind = KINDS[columns.kind]
        self._folders = folders_of(one.file for one in reading.found)

    def taken(self, proposals: Proposals) -> Import:
        """With all that is to be told; where a row is refused, the others are looked at again without it."""
        problems, refused = list(proposals.problems), list(proposals.refused)
        records = [one for one in proposals.records if one.is_changed]
        unchanged = len(proposals.records) - len(records)
        before = {_identity(problem) for problem in self._project.check().problems}
        elsewhere = proposals.is_unclear
        said: set[object] = set()
        while True:
            files = self._files(records, problems, refused)
            told = [*self._told(files, records, before)]
            problems += [problem for _one, problem in told if _key(problem) not in said]
            said |= {_key(problem) for _one, problem in told}
            faulty = {one.id if one else "" for one, problem in told if problem.severity is Severity.ERROR}
            elsewhere = elsewhere or "" in faulty
            refused += [one.spot for one in records if one.id in faulty]
            records = [one for one in records if one.id not in faulty]
            if not faulty - {""}:
                break
        return Import(
            files,
            {name: self._text(name) for name in files},
            tuple(in_reading_order(problems)),
            tuple(refused),
            new=sum(one.before is None for one in records),
            changed=sum(one.before is not None for one in records),
            unchanged=unchanged,
            can_skip=not elsewhere,
        )

    # Files

    def _files(self, records: list[Proposed], problems: list[Problem], refused: list[Spot]) -> dict[str, str]:
        if self._kind.is_list:
            return self._list_file(records)
        files: dict[str, str] = {}
        for one in list(records):
            file = one.before.file if one.before else new_file(self._kind, one.id, one.where, self._folders)
            if one.before is None and (self._project.folder / file).exists():
                hint = Message(_("See `langhoc check`: the file is not read, or has faults. Mend it first."))
                message = Message(_("There is a file {file} already."), {"file": file})
                problems.append(one.spot.problem("duplicate-id", message, hint))
                refused.append(one.spot)
                records.remove(one)
                continue
            files[file] = self._laid_out(file, one.data)
        return files

    def _list_file(self, records: list[Proposed]) -> dict[str, str]:
        if not records:
            return {}
        file = f"{DATA}/{self._kind.file}"
        whole = self._held.whole(file)
        items: list[Any] = list(whole) if isinstance(whole, list) else []
        for one in records:
            if one.before is not None and one.before.number is not None:
                items[one.before.number] = one.data
            else:
                items.append(one.data)
        return {file: self._laid_out(file, items)}

    def _laid_out(self, file: str, data: Any) -> str:
        """With the comments that the file has now."""
        return laid_out(self._kind, data, self._columns.languages, self._held.comments(file))

    def _text(self, name: str) -> str:
        path = self._project.folder / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    # Problems

    def _told(
        self, files: Mapping[str, str], records: list[Proposed], before: set[object]
    ) -> Iterator[tuple[Proposed | None, Problem]]:
        """What the checker says now and did not say before, at the cells that it is about; None where it is of a file
        that the sheet does not change.
        """
        if not files:
            return
        by_file = self._by_file(files, records)
        for problem in self._project.check(proposed=files).problems:
            if _identity(problem) in before:
                continue
            one = by_file.get(self._key(problem, files))
            yield one, problem if one is None else _at_cell(self._in_words(problem), one)

    def _in_words(self, problem: Problem) -> Problem:
        """A key that is missing by what a sheet calls its column."""
        if problem.code != "missing-key" or problem.field not in {key.name for key in keys(self._kind.model)}:
            return problem
        label = Message(field_of(self._kind.model, problem.field).label)
        return replace(problem, message=Message(_("“{column}” is empty, and is needed."), {"column": label}))

    def _by_file(self, files: Mapping[str, str], records: list[Proposed]) -> dict[object, Proposed]:
        if not self._kind.is_list:
            return dict(zip(files, records, strict=True))
        count = len(self._held.whole(f"{DATA}/{self._kind.file}") or ())
        new = [one for one in records if one.before is None]
        return {
            **{one.before.number: one for one in records if one.before is not None},
            **{count + number: one for number, one in enumerate(new)},
        }

    def _key(self, problem: Problem, files: Mapping[str, str]) -> object:
        """What a problem is of: a file, or of a list the number of the record in it."""
        if not self._kind.is_list or problem.place.file not in files:
            return problem.place.file
        lines = files.get(problem.place.file, "").split("\n")[: problem.place.line]
        return sum(bool(_ITEM.match(line)) for line in lines) - 1


def _identity(problem: Problem) -> object:
    return problem.code, problem.place.file, problem.field, problem.message.said()


def _key(problem: Problem) -> object:
    return problem.code, problem.place, problem.field


def _at_cell(problem: Problem, one: Proposed) -> Problem:
    """The problem at the cell that it is about; of a key that has none, at the record's row."""
    path = tuple(int(step) if step.isdecimal() else step for step in problem.field.split(".")) if problem.field else ()
    spots = (one.spots[path[:length]] for length in range(len(path), 0, -1) if path[:length] in one.spots)
    return next(spots, one.spot).problem(problem.code, problem.message, problem.hint, problem.field)


# Sheets to fill in


def template_of(folder: Path, kind: str, language: str) -> bytes:
    """An .xlsx to fill in, in a language of messages, with what there is in the catalogue in `folder` to choose from;
    one can be made without any catalogue, too.
    """
    with open_cache(None) as cache:
        reading = read_folder(folder, cache)
    names = Names(tuple(named(one.record) for one in reading.found))
    return template(Columns(kind, reading.languages), names, Phrases(language))


@dataclass(frozen=True, slots=True)
class Export:
    """A file of records, how many are in it, how many stories are withheld, for nobody agreed to it; the files of
    which not all could be read; by id and column what is left out, for no cell is that large.
    """

    content: bytes
    count: int
    withheld: int
    faulty: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


def exported_from(project: Project, kind: str, language: str, ending: str) -> Export:
    """All records of a kind as a file of that ending, with words in a language of messages."""
    reading = project.reading()
    held = Held(project.folder, reading.languages[0])
    found = sorted((one for one in reading.found if one.record.kind == kind), key=lambda one: one.record.id)
    told = [one for one in found if _may_be_given_away(one.record, project.today)]
    records = [Listed(one.record.id, _without_faces(one.record, held.data(one))) for one in told]
    names = Names(tuple(named(one.record) for one in reading.found))
    content, left_out = exported(Columns(kind, reading.languages), records, names, Phrases(language), ending)
    return Export(content, len(records), len(found) - len(told), _faulty(reading, kind), tuple(left_out))


def _faulty(reading: Reading, kind: str) -> tuple[str, ...]:
    """The settings and the files of a kind, where something of them could not be read."""
    unread = {one.place.file for one in reading.problems if one.severity is Severity.ERROR or one.code == "stray-file"}
    folder = f"{DATA}/{KINDS[kind].folder}"
    own = {f"{folder}.yml", f"{DATA}/{SETTINGS_FILE}"}
    return tuple(sorted(file for file in unread if file in own or file.startswith(f"{folder}/")))


def _may_be_given_away(record: Record, today: date) -> bool:
    """A story only as far as people agreed: a sheet is sent from hand to hand."""
    if not isinstance(record, Story):
        return True
    return record.may_be_told(today) and record.may_be_told(today, ConsentScope.EXPORTS)


def _without_faces(record: Record, data: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(record, Story) or record.may_be_pictured:
        return data
    return {key: value for key, value in data.items() if key not in {"image", "audio"}}
