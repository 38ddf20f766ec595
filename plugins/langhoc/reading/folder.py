"""The files of a catalogue: data/ -> records with the files they are from, and all problems of reading them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from langhoc import vietnamese
from langhoc.cache import Cache, code_digest, digest
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS, Kind, Record, Settings, is_id, kind_of_folder
from langhoc.model.settings import languages_of
from langhoc.problems import Place, Problem, Severity
from langhoc.reading.nodes import Mapping, Node, Sequence, find, to_data
from langhoc.reading.nodes import Path as KeyPath
from langhoc.reading.records import read_group, read_node, to_model
from langhoc.reading.source import Source, decode, read_bytes

DATA = "data"
SETTINGS_FILE = "catalogue.yml"
_ROOM = "records"
# Notes for editors may lie beside the records.
_NOT_RECORDS = {".md", ".txt"}


@dataclass(frozen=True, slots=True)
class Found:
    """A record and where it stands: its file, and its number in that file when the file is a list."""

    record: Record
    file: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `settings` is None when the catalogue cannot be used at all."""

    settings: Settings | None
    found: tuple[Found, ...]
    problems: tuple[Problem, ...]


def read_folder(folder: Path, cache: Cache) -> Reading:
    """Everything below `folder`/data. Never raises for what a file holds; every fault is a problem."""
    settings, problems = _read_settings(folder)
    if settings is None:
        return Reading(None, (), tuple(problems))
    found: list[Found] = []
    for path, kind in _files(folder, problems):
        some, more = _read_file(folder, path, kind, settings.languages, cache)
        found += some
        problems += more
    cache.forget_unused(_ROOM)
    return Reading(settings, tuple(found), tuple(problems))


def _read_settings(folder: Path) -> tuple[Settings | None, list[Problem]]:
    name = f"{DATA}/{SETTINGS_FILE}"
    path = folder / name
    if not path.is_file():
        message = Message(_("There is no file {file} in {folder}."), {"file": name, "folder": folder})
        hint = Message(_("`langhoc new` makes a catalogue to start from; -C names the folder of another."))
        return None, [Problem("missing-data", Place(name), message, hint)]
    source, problems = _load(path, name)
    if source is None:
        return None, problems
    node, more = read_group(source)
    problems += more
    if node is None:
        return None, problems
    settings, more = to_model(Settings, node, source, languages_of(to_data(node)))
    return settings, problems + more


def _load(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    data = read_bytes(path, name)
    return (None, [data]) if isinstance(data, Problem) else decode(data, name)


def _files(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, Kind]]:
    """The files that hold records, in a fixed order; those that lie astray become problems."""
    data = folder / DATA
    for path in _walk(data, problems, folder):
        parts = path.relative_to(data).parts
        name = path.relative_to(folder).as_posix()
        if path.name.startswith(".") or path.suffix in _NOT_RECORDS or parts == (SETTINGS_FILE,):
            continue
        kind = _list_kind(parts[0]) if len(parts) == 1 else kind_of_folder(parts[0])
        if kind is None or path.suffix != ".yml":
            problems.append(_stray(name, path.suffix))
        elif not kind.is_list and not is_id(path.stem):
            problems.append(_bad_name(name, path.stem))
        else:
            yield path, kind


def _walk(data: Path, problems: list[Problem], folder: Path) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        name = Path(error.filename).relative_to(folder).as_posix()
        message = Message(_("The folder cannot be read: {reason}."), {"reason": error.strerror or str(error)})
        problems.append(Problem("unreadable", Place(name), message))

    for root, folders, files in os.walk(data, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files))


def _list_kind(name: str) -> Kind | None:
    return next((kind for kind in KINDS.values() if kind.file == name), None)


def _stray(name: str, suffix: str) -> Problem:
    hint = Message(_("Records end in .yml."))
    if suffix == ".yml":
        folders = ", ".join(kind.file or f"{kind.folder}/" for kind in KINDS.values())
        hint = Message(_("Records lie in: {folders}."), {"folders": folders})
    return Problem("stray-file", Place(name), Message(_("This file is not read.")), hint)


def _bad_name(name: str, stem: str) -> Problem:
    meant = vietnamese.slug(stem)
    hint = Message(_("Rename it to {meant}."), {"meant": f"{meant}.yml"}) if meant else None
    return Problem("bad-name", Place(name), Message(_("The file's name cannot be an id.")), hint)


def _read_file(
    folder: Path, path: Path, kind: Kind, languages: tuple[str, ...], cache: Cache
) -> tuple[list[Found], list[Problem]]:
    name = path.relative_to(folder).as_posix()
    data = read_bytes(path, name)
    if isinstance(data, Problem):
        return [], [data]
    key = digest(code_digest(), kind.name, name, ",".join(languages), data)
    if kept := cache.get(_ROOM, key):
        return [_restored(row, kind, name, languages) for row in json.loads(kept)], []
    source, problems = decode(data, name)
    if source is None:
        return [], problems
    found, more = _read_records(source, kind, path.stem, languages)
    problems += more
    # What has something to be told is read again, so that it is told again.
    if not problems:
        rows = [[row.number, row.record.model_dump(mode="json", by_alias=True, exclude_defaults=True)] for row in found]
        cache.put(_ROOM, key, json.dumps(rows, ensure_ascii=False).encode())
    return found, problems


def _restored(row: tuple[int | None, dict[str, object]], kind: Kind, name: str, languages: tuple[str, ...]) -> Found:
    number, data = row
    return Found(kind.model.model_validate(data, context={"languages": languages}), name, number)


def _read_records(
    source: Source, kind: Kind, stem: str, languages: tuple[str, ...]
) -> tuple[list[Found], list[Problem]]:
    if kind.is_list:
        return _read_list(source, kind, languages)
    node, problems = read_group(source)
    if node is None:
        return [], problems
    record, more = to_model(kind.model, node, source, languages, {"id": stem})
    return ([Found(record, source.name)] if record else []), problems + more


def _read_list(source: Source, kind: Kind, languages: tuple[str, ...]) -> tuple[list[Found], list[Problem]]:
    node, problems = read_node(source)
    if node is None:
        return [], problems
    if not isinstance(node, Sequence):
        place = source.place(node.position.line, node.position.column)
        return [], [*problems, Problem("expected-list", place, Message(_("A list is expected here.")))]
    found = []
    for number, item in enumerate(node.items):
        record, more = to_model(kind.model, item, source, languages)
        problems += more
        if record is not None:
            found.append(Found(record, source.name, number))
    return found, problems


def locate(folder: Path, found: Found, path: KeyPath = ()) -> Place:
    """The place of a key of a record that was read: its file is parsed again, for this is needed seldom."""
    source, _problems = _load(folder / found.file, found.file)
    node: Node | None = read_node(source)[0] if source else None
    if source is None or node is None:
        return Place(found.file)
    whole = path if found.number is None else (found.number, *path)
    position, _reached = find(node, whole)
    if not path and isinstance(node, Mapping):
        return source.place(position.line, position.column)
    return source.place(position.line, position.column, position.width)


def has_errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
