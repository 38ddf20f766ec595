"""One file -> the records in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from langhoc import privacy, vietnamese
from langhoc.cache import digest
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Record, media_of, references, texts
from langhoc.model.media import InMedia
from langhoc.model.scalars import Reference
from langhoc.problems import Problem, has_errors
from langhoc.reading import nodes
from langhoc.reading.files import RecordFile
from langhoc.reading.front_matter import ENDING, parted, with_plain_text
from langhoc.reading.nodes import Mapping, Scalar
from langhoc.reading.nodes import Path as KeyPath
from langhoc.reading.plain import plain_data
from langhoc.reading.records import read_group, read_value, to_model
from langhoc.reading.source import Source, decode, read_bytes
from langhoc.reading.unread import NOTHING_UNREAD, Unread
from langhoc.reading.validation import validated
from langhoc.reading.written import Written
from langhoc.workers import Sendable, Workers, divided


@dataclass(frozen=True)
class Found:
    """A record and where it stands: its file, and its number in that file when the file is a list.

    What several rules look for in it is found once.
    """

    record: Record
    file: str
    number: int | None = None

    @cached_property
    def references(self) -> tuple[tuple[KeyPath, Reference, str], ...]:
        """Which records it names, as `model.references` gives them."""
        return tuple(references(self.record))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The ids of the records it names, each once."""
        return tuple(dict.fromkeys(target for _path, _reference, target in self.references))

    @cached_property
    def media(self) -> tuple[tuple[KeyPath, InMedia, str], ...]:
        """Which files it names, as `model.media_of` gives them."""
        return tuple(media_of(self.record))

    @cached_property
    def texts_with_numbers(self) -> tuple[tuple[KeyPath, str], ...]:
        """Those of its texts in which a number may stand that leads to a person."""
        return tuple((path, text) for path, text in texts(self.record) if privacy.may_hold_numbers(text))


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave."""

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: Unread = NOTHING_UNREAD


Read = tuple[bytes, FileReading]
"""A digest of what was in a file, and what that gave; no digest where it could not be read."""


def load(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The text of a file, or why there is none."""
    data = read_bytes(path, name)
    return (None, [data]) if isinstance(data, Problem) else decode(data, name)


def read_files(files: Sequence[RecordFile], languages: tuple[str, ...], workers: Workers) -> list[Read]:
    """Each of the files."""

    def task(file: RecordFile) -> Sendable[Read]:
        return Sendable(_read, languages, (file, read_bytes(file.path, file.name)))

    return divided(task, files, workers)


def _read(languages: tuple[str, ...], opened: tuple[RecordFile, bytes | Problem]) -> Read:
    file, content = opened
    if isinstance(content, Problem):
        return b"", FileReading(problems=(content,), unread=_all_of(file))
    return digest(content), read_content(content, file, languages)


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
    sound = _sound_record(source, file, languages)
    return FileReading((Found(sound, file.name),)) if sound else _read_with_care(source, file, languages)


def _sound_record(source: Source, file: RecordFile, languages: tuple[str, ...]) -> Record | None:
    """The record of a file of which there is nothing to be told."""
    front, text = parted(source) if file.kind.ending == ENDING else (source, None)
    data = plain_data(front)
    if isinstance(data, dict) and text is not None:
        data = with_plain_text(data, text.text or "", languages[0])
    if not isinstance(data, dict) or "id" in data:
        return None
    return validated(file.kind.model, {**data, "id": file.path.stem}, languages)[0]


def _read_with_care(source: Source, file: RecordFile, languages: tuple[str, ...]) -> FileReading:
    """What the file holds, and every problem with its place."""
    written, problems = read_group(source, languages[0])
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
