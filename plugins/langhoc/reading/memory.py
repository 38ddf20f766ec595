"""What files gave when they were last read: one that is as it was is not read again.

A process that reads the same folder again and again remembers it; others find it in the cache, in pieces, so that an
edit rewrites one of them.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from langhoc.cache import DIGEST_BYTES, Cache, Looks, can_tell, code_digest, digest, looks_of
from langhoc.model import Record
from langhoc.reading.files import RecordFile
from langhoc.reading.record_file import FileReading, Found, read_files
from langhoc.reading.source import read_bytes
from langhoc.workers import Workers

ROOM = "readings"
_PIECES = 64

Keys = tuple[bytes, ...]

# What a reading is made of: classes of this package, and these.
_OWN = "langhoc."
_OTHERS = {
    ("datetime", "date"),
    ("datetime", "time"),
    ("builtins", "frozenset"),
    ("langhoc.model.group", "_put_together"),
    ("langhoc.model.text", "_written"),
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """`looks` are None where they would not tell that the file has changed; `content` is a digest of what was in it."""

    looks: Looks | None
    content: bytes
    reading: FileReading


_AllKept = Mapping[str, _Kept]
"""By the names of files."""


class Memory:
    """What the record files of one folder gave, the time before and now. `keys` are of the pieces in the cache."""

    def __init__(self) -> None:
        self.keys: Keys = ()
        self._keys_before: Keys = ()
        self._languages: tuple[str, ...] = ()
        self._before: _AllKept = {}
        self._now: _AllKept = {}

    def readings(
        self, files: Sequence[RecordFile], languages: tuple[str, ...], workers: Workers, cache: Cache
    ) -> list[FileReading]:
        """What each of the files gives. A record that is as it was is the object that it was."""
        begun = time.time_ns()
        if languages != self._languages:
            self._languages = languages
            self.keys, self._now = _restored(cache, languages)
        self._keys_before, self._before = self.keys, self._now
        now: dict[str, _Kept] = {}
        others: list[tuple[RecordFile, Looks | None]] = []
        for file in files:
            looks, kept = _looks(file.path), self._before.get(file.name)
            if kept and looks and kept.looks == looks:
                now[file.name] = kept
            else:
                others.append((file, looks))
        same = [self._same(file) if looks else None for file, looks in others]
        new = [file for (file, _looks), kept in zip(others, same, strict=True) if kept is None]
        fresh = iter(read_files(new, languages, workers))
        for (file, looks), kept in zip(others, same, strict=True):
            told = looks if looks and can_tell(looks, begun) else None
            if kept is None:
                content, reading = next(fresh)
                now[file.name] = _Kept(told, content, self._with_those_before(file, reading))
            else:
                now[file.name] = replace(kept, looks=told)
        self._now = now
        return [now[file.name].reading for file in files]

    def _same(self, file: RecordFile) -> _Kept | None:
        """What is kept of the file, if it holds what it held."""
        kept = self._before.get(file.name)
        content = read_bytes(file.path, file.name) if kept else None
        return kept if kept and isinstance(content, bytes) and digest(content) == kept.content else None

    def _with_those_before(self, file: RecordFile, reading: FileReading) -> FileReading:
        kept = self._before.get(file.name)
        before = {one.record.id: one for one in kept.reading.found} if kept else {}
        return replace(reading, found=tuple(_same_or(one, before.get(one.record.id)) for one in reading.found))

    @property
    def contents(self) -> bytes:
        """A digest of what the files hold now."""
        parts: Iterator[str | bytes] = chain.from_iterable(
            (name, self._now[name].content) for name in sorted(self._now)
        )
        return digest(*parts)

    # In the cache

    def keep(self, cache: Cache) -> None:
        """Put into the cache what is not there yet. What was there stays: another may need it."""
        before, now = _pieces(self._before), _pieces(self._now)
        keys = list(self.keys or [b""] * _PIECES)
        for number in range(_PIECES):
            if now[number] != before[number] or not keys[number]:
                piece = _pickled(now[number])
                keys[number] = digest(piece)
                cache.put(ROOM, keys[number], piece)
        self.keys = tuple(keys)
        cache.put(ROOM, _last_key(self._languages), b"".join(keys))

    def found_in(self, cache: Cache, keys: Keys) -> tuple[Found, ...] | None:
        """The records in those pieces; None where they are not in the cache any more."""
        pieces = dict(zip(self._keys_before, _pieces(self._before), strict=False))
        for key in keys:
            if key not in pieces:
                piece = cache.get(ROOM, key)
                read = _unpickled(piece) if piece else None
                if read is None:
                    return None
                pieces[key] = read
        return tuple(found for key in keys for kept in pieces[key].values() for found in kept.reading.found)


def _restored(cache: Cache, languages: tuple[str, ...]) -> tuple[Keys, _AllKept]:
    """What was kept last; nothing where a part of it is gone."""
    joined = cache.get(ROOM, _last_key(languages)) or b""
    keys = tuple(joined[begin : begin + DIGEST_BYTES] for begin in range(0, len(joined), DIGEST_BYTES))
    pieces = [cache.get(ROOM, key) for key in keys]
    read = [_unpickled(piece) if piece else None for piece in pieces]
    kept = {name: one for piece in read if piece for name, one in piece.items()}
    return (keys, kept) if None not in read else ((), {})


def _last_key(languages: tuple[str, ...]) -> bytes:
    return digest(code_digest(), "last", ",".join(languages))


def _same_or(one: Found, before: Found | None) -> Found:
    return before if before == one and before is not None else one


def _pieces(kept: _AllKept) -> list[_AllKept]:
    """What is kept, shared out by name."""
    pieces: list[dict[str, _Kept]] = [{} for _number in range(_PIECES)]
    for name in sorted(kept):
        pieces[zlib.crc32(name.encode()) % _PIECES][name] = kept[name]
    return list(pieces)


class _Unpickler(pickle.Unpickler):
    """Knows the classes of readings and nothing else. That nobody else wrote the piece is the cache's to see."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith(_OWN) and "." not in name else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _pickled(piece: _AllKept) -> bytes:
    """As tuples, for a class takes as long as all that is in it."""
    rows = [
        (name, kept.looks, kept.content, kept.reading.problems, kept.reading.unread, _rows(kept.reading.found))
        for name, kept in piece.items()
    ]
    return pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)


def _rows(found: tuple[Found, ...]) -> list[tuple[Any, ...]]:
    """Each with what was found out about it."""
    return [(one.record, one.number, one.references, one.media, one.texts_with_numbers) for one in found]


def _unpickled(piece: bytes) -> _AllKept | None:
    """None where it is no piece of readings."""
    # What another pickle makes the classes of readings raise can be anything.
    with contextlib.suppress(Exception):
        return {
            name: _Kept(looks, content, FileReading(tuple(_found(name, *row) for row in rows), problems, unread))
            for name, looks, content, problems, unread, rows in _Unpickler(io.BytesIO(piece)).load()
        }
    return None


def _found(file: str, record: Record, number: int | None, *found_out: Any) -> Found:
    found = Found(record, file, number)
    found.__dict__.update(zip(("references", "media", "texts_with_numbers"), found_out, strict=True))
    return found


def _looks(path: Path) -> Looks | None:
    with contextlib.suppress(OSError):
        return looks_of(path.stat())
    return None
