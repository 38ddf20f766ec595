"""One file -> the records in it, from the cache where nothing has changed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from langhoc import vietnamese
from langhoc.cache import Cache, code_digest, digest
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Record
from langhoc.model.group import CHECKED_BEFORE
from langhoc.problems import Problem, has_errors
from langhoc.reading import nodes
from langhoc.reading.files import RecordFile
from langhoc.reading.nodes import Mapping, Scalar
from langhoc.reading.records import read_group, read_value, to_model
from langhoc.reading.source import Source, decode, read_bytes
from langhoc.reading.unread import NOTHING_UNREAD, Unread
from langhoc.reading.written import Written
from langhoc.workers import divided

ROOM = "records"


@dataclass(frozen=True, slots=True)
class Found:
    """A record and where it stands: its file, and its number in that file when the file is a list."""

    record: Record
    file: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave."""

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: Unread = NOTHING_UNREAD


def load(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The text of a file, or why there is none."""
    data = read_bytes(path, name)
    return (None, [data]) if isinstance(data, Problem) else decode(data, name)


def read_record_files(
    files: Sequence[RecordFile], languages: tuple[str, ...], cache: Cache, processes: int
) -> list[FileReading]:
    """The records of each file. What has something to be told is never cached, so that it is told again."""
    contents = [read_bytes(file.path, file.name) for file in files]
    keys = [_key(file, content, languages) for file, content in zip(files, contents, strict=True)]
    readings = [
        _restored(cache.get(ROOM, key), file, languages) if key else None for key, file in zip(keys, files, strict=True)
    ]
    unknown = [number for number, reading in enumerate(readings) if reading is None]

    def read(number: int) -> tuple[FileReading, bytes | None]:
        reading = _read_anew(contents[number], files[number], languages)
        return reading, _dumped(reading.found) if cache.keeps and not reading.problems else None

    fresh = divided(read, unknown, processes)
    for number, (reading, dumped) in zip(unknown, fresh, strict=True):
        readings[number] = reading
        if dumped is not None and (key := keys[number]):
            cache.put(ROOM, key, dumped)
    return [reading for reading in readings if reading is not None]


def _key(file: RecordFile, content: bytes | Problem, languages: tuple[str, ...]) -> bytes | None:
    if isinstance(content, Problem):
        return None
    return digest(code_digest(), file.kind.name, file.name, ",".join(languages), content)


def _read_anew(content: bytes | Problem, file: RecordFile, languages: tuple[str, ...]) -> FileReading:
    if isinstance(content, Problem):
        return FileReading(problems=(content,), unread=_all_of(file))
    return read_content(content, file, languages)


def _dumped(found: tuple[Found, ...]) -> bytes:
    rows = [[row.number, row.record.model_dump(mode="json", by_alias=True, exclude_defaults=True)] for row in found]
    return json.dumps(rows, ensure_ascii=False).encode()


def _restored(kept: bytes | None, file: RecordFile, languages: tuple[str, ...]) -> FileReading | None:
    """What was cached; None when there is nothing, or the model has become another in the meantime."""
    if kept is None:
        return None
    with contextlib.suppress(ValueError):
        context = {"languages": languages, CHECKED_BEFORE: True}
        rows = [(file.kind.model.model_validate(data, context=context), number) for number, data in json.loads(kept)]
        return FileReading(tuple(Found(record, file.name, number) for record, number in rows))
    return None


def read_content(data: bytes, file: RecordFile, languages: tuple[str, ...]) -> FileReading:
    """The records in `data`, the content of `file`, whatever it is."""
    source, problems = decode(data, file.name)
    if source is None:
        return FileReading(problems=tuple(problems), unread=_all_of(file))
    reading = (_read_list if file.kind.is_list else _read_one)(source, file, languages)
    return FileReading(reading.found, (*problems, *reading.problems), reading.unread)


def _all_of(file: RecordFile) -> Unread:
    if file.kind.is_list:
        return Unread(kinds=frozenset({file.kind.name}))
    return Unread(ids=frozenset({file.path.stem}))


def _read_one(source: Source, file: RecordFile, languages: tuple[str, ...]) -> FileReading:
    written, problems = read_group(source)
    if written is None:
        return FileReading(problems=tuple(problems), unread=_all_of(file))
    record, more = to_model(file.kind.model, written, languages, {"id": file.path.stem})
    problems += more
    if record is None or has_errors(problems):
        return FileReading(problems=tuple(problems), unread=_all_of(file))
    return FileReading((Found(record, file.name),), tuple(problems))


def _read_list(source: Source, file: RecordFile, languages: tuple[str, ...]) -> FileReading:
    written, problems = read_value(source)
    if written is None:
        return FileReading(problems=tuple(problems), unread=_all_of(file))
    if not isinstance(written.node, nodes.Sequence):
        problem = Problem("expected-list", written.place(), Message(_("A list is expected here.")))
        return FileReading(problems=(*problems, problem), unread=_all_of(file))
    found, unread = [], []
    for number, node in enumerate(written.node.items):
        item = Written(node, source)
        record, more = to_model(file.kind.model, item, languages)
        problems += more
        if record is None:
            unread.append(_item(item, file))
        else:
            found.append(Found(record, file.name, number))
    return FileReading(tuple(found), tuple(problems), Unread.all_of(unread))


def _item(item: Written, file: RecordFile) -> Unread:
    """The id that a record with faults says it has; without one it may be any of its kind."""
    value = item.node.values.get("id") if isinstance(item.node, Mapping) else None
    if isinstance(value, Scalar) and value.text:
        return Unread(ids=frozenset({value.text.strip(), vietnamese.slug(value.text)}))
    return _all_of(file)
