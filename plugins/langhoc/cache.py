"""A cache by content: what was made from something is found again by a digest of that something.

One SQLite file. Every value stands beside its digest, so a damaged one is made anew and never trusted;
a file that is no database, or cannot be opened, is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_SCHEMA = "CREATE TABLE IF NOT EXISTS entry (room TEXT, key BLOB, seal BLOB, value BLOB, PRIMARY KEY (room, key)) WITHOUT ROWID"
_SEAL_BYTES = 8


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for `parts`; where one part ends and the next begins matters."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.digest()


@cache
def code_digest() -> bytes:
    """A digest of this package's own code, templates and messages: what another version made is not used."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".po"})
    return digest(*(part for path in files for part in (path.relative_to(package).as_posix(), path.read_bytes())))


class Cache:
    """Values by room (what kind of thing) and key (a digest of what it is made from).

    Reads and writes go through one transaction, which `open_cache` commits at the end; keys of a room that a
    run did not ask for are dropped when `forget_unused` is called for that room.
    """

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._used: dict[str, set[bytes]] = {}

    def get(self, room: str, key: bytes) -> bytes | None:
        """The value kept, or None when there is none or it is damaged."""
        self._used.setdefault(room, set()).add(key)
        row = self._run("SELECT seal, value FROM entry WHERE room = ? AND key = ?", (room, key))
        if row is None or row[0] != _seal(row[1]):
            return None
        value: bytes = row[1]
        return value

    def put(self, room: str, key: bytes, value: bytes) -> None:
        self._used.setdefault(room, set()).add(key)
        self._run("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", (room, key, _seal(value), value))

    def forget_unused(self, room: str) -> None:
        """Drop what this run had no use for: the room's keys that were neither read nor written."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            kept = {row[0] for row in self._connection.execute("SELECT key FROM entry WHERE room = ?", (room,))}
            unused = kept - self._used.get(room, set())
            self._connection.executemany("DELETE FROM entry WHERE room = ? AND key = ?", ((room, key) for key in unused))

    def _run(self, statement: str, values: tuple[object, ...]) -> tuple[bytes, bytes] | None:
        if self._connection is None:
            return None
        try:
            row: tuple[bytes, bytes] | None = self._connection.execute(statement, values).fetchone()
        except sqlite3.Error:
            self._connection = None
            return None
        return row


def _seal(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_SEAL_BYTES).digest()


@contextlib.contextmanager
def open_cache(path: Path | None) -> Iterator[Cache]:
    """The cache in the file `path`, or one that keeps nothing when there is no path or it cannot be written."""
    connection = _connect(path) if path else None
    try:
        yield Cache(connection)
    finally:
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.commit()
            connection.close()


def _connect(path: Path) -> sqlite3.Connection | None:
    for _attempt in range(2):
        connection = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=5)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_SCHEMA)
            connection.execute("SELECT seal, value FROM entry LIMIT 1").fetchone()
            return connection
        except sqlite3.DatabaseError:
            if connection is not None:
                connection.close()
            with contextlib.suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return None
