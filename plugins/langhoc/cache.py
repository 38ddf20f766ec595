"""A cache by content: what was made from something is found again by a digest of that something.

One SQLite file. Every value stands beside a seal of it that only this user can make: neither a damaged one is trusted
nor one that came with a stranger's folder, but made anew. A file that is no database, or cannot be opened, is as good
as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from platformdirs import user_data_dir

_COLUMNS = "room TEXT, key BLOB, seal BLOB, value BLOB, PRIMARY KEY (room, key)"
_SCHEMA = f"CREATE TABLE IF NOT EXISTS entry ({_COLUMNS}) WITHOUT ROWID"
_SEAL_BYTES = 16
_SECRET_BYTES = 32
DIGEST_BYTES = 16
# How long to wait for another process, and how much to hold before writing: nobody is kept waiting by a build.
_PATIENCE_SECONDS = 5
_HELD_BYTES = 32 * 1024 * 1024
# A file that says this will never be of use: it is another thing, damaged, or of another schema.
_USELESS = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}


# Packages whose next version could make something else of the same text, or something safer.
_MAKERS = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "phonenumbers", "pillow", "pydantic", "pyyaml")


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for `parts`; where one part ends and the next begins matters."""
    state = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.digest()


Looks = tuple[int, int, int, int]
"""Of a file from outside: its size; its number on the disk; when it, and what is known of it, last changed, in
nanoseconds. While these are the same, so is the file."""

# A file system's clock goes on in steps: within one of them a file may change and look as before.
_STEP_NS = 2_000_000_000


def looks_of(found: os.stat_result) -> Looks:
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def can_tell(looks: Looks, now: int) -> bool:
    """Whether the looks of a file will tell that it changes after `now`, in nanoseconds: not if it just has."""
    return now - max(looks[2:]) > _STEP_NS


@cache
def code_digest() -> bytes:
    """A digest of this package's own code and messages: what another version made is not used."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".po"})
    parts = (part for path in files for part in (path.relative_to(package).as_posix(), path.read_bytes()))
    return digest(str(sys.version_info[:2]), *_versions_of_makers(), *parts)


def _versions_of_makers() -> list[str]:
    names = [name for name in installed() if name.partition("-")[0].lower() in _MAKERS]
    if len(names) == len(_MAKERS):
        return names
    # Takes a tenth of an idle build to import.
    from importlib import metadata  # noqa: PLC0415

    return [metadata.version(name) for name in _MAKERS]


@cache
def installed() -> tuple[str, ...]:
    """Every installed package with its version, as what tells of it is called: jinja2-3.1.6.dist-info."""
    folders = [Path(place) for place in dict.fromkeys(sys.path) if Path(place).is_dir()]
    found = (path for folder in folders for ending in ("dist-info", "egg-info") for path in folder.glob(f"*.{ending}"))
    return tuple(sorted({path.name for path in found}))


class Cache:
    """Values by room (what kind of thing) and key (a digest of what it is made from).

    What is put is written when the cache is closed, or when there is much of it, in one short transaction, so
    that two processes do not wait for each other and a killed one leaves what was there before. Keys of a room
    that a run did not ask for are dropped when `forget_unused` is called for that room.
    """

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._used: dict[str, set[bytes]] = {}
        self._held: dict[tuple[str, bytes], bytes] = {}
        self._held_bytes = 0
        self.is_damaged = False

    def get(self, room: str, key: bytes) -> bytes | None:
        """The value kept, or None when there is none or it is damaged."""
        self._used.setdefault(room, set()).add(key)
        held = self._held.get((room, key))
        return self._stored(room, key) if held is None else held

    def _stored(self, room: str, key: bytes) -> bytes | None:
        if self._connection is None:
            return None
        with self._mishaps():
            statement = "SELECT seal, value FROM entry WHERE room = ? AND key = ?"
            seal, value = self._connection.execute(statement, (room, key)).fetchone() or (None, None)
            if isinstance(value, bytes) and seal == _seal(value):
                return value
        return None

    @property
    def keeps(self) -> bool:
        """Whether what is put is kept at all."""
        return self._connection is not None

    def holds(self, room: str) -> bool:
        """Whether there is anything in the room to be found."""
        if self._connection is None or any(held == room for held, _key in self._held):
            return self._connection is not None
        with self._mishaps():
            found = self._connection.execute("SELECT 1 FROM entry WHERE room = ? LIMIT 1", (room,))
            return found.fetchone() is not None
        return False

    def put(self, room: str, key: bytes, value: bytes) -> None:
        self._used.setdefault(room, set()).add(key)
        if self._connection is None:
            return
        self._held[room, key] = value
        self._held_bytes += len(value)
        if self._held_bytes > _HELD_BYTES:
            self.write()

    def forget_unused(self, room: str) -> None:
        """Drop what this run had no use for: the room's keys that were neither read nor written."""
        if self._connection is None:
            return
        with self._mishaps(), self._connection:
            kept = {row[0] for row in self._connection.execute("SELECT key FROM entry WHERE room = ?", (room,))}
            unused = kept - self._used.get(room, set())
            self._connection.executemany(
                "DELETE FROM entry WHERE room = ? AND key = ?", [(room, key) for key in unused]
            )

    def write(self) -> None:
        """Write what is held."""
        rows = [(room, key, _seal(value), value) for (room, key), value in self._held.items()]
        self._held, self._held_bytes = {}, 0
        if self._connection is None or not rows:
            return
        with self._mishaps(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)

    @contextlib.contextmanager
    def _mishaps(self) -> Iterator[None]:
        """Go on without a cache where the database fails, and remember whether it is worth keeping."""
        try:
            yield
        except sqlite3.Error as error:
            self.is_damaged = _is_useless(error)
            self._connection = None


def _seal(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_SEAL_BYTES, key=_secret()).digest()


@cache
def _secret() -> bytes:
    """What this user's seals are made with. Where it cannot be kept, no other process knows this one's."""
    path = Path(user_data_dir("langhoc", appauthor=False)) / "seal"
    secret = secrets.token_bytes(_SECRET_BYTES)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and moved: another process finds all of it or nothing.
        new = path.with_name(f"{path.name}-{secrets.token_hex(4)}")
        if not _is_secret(path):
            new.touch(mode=0o600)
            new.write_bytes(secret)
            new.replace(path)
        return path.read_bytes()
    return secret


def _is_secret(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == _SECRET_BYTES


def _is_useless(error: sqlite3.Error) -> bool:
    # The low byte is the error's family.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _USELESS


@contextlib.contextmanager
def open_cache(path: Path | None) -> Iterator[Cache]:
    """The cache in the file `path`, or one that keeps nothing when there is no path or it cannot be written."""
    connection = _connect(path) if path else None
    cache = Cache(connection)
    try:
        yield cache
    finally:
        cache.write()
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.close()
        if path and cache.is_damaged:
            _delete(path)


def _connect(path: Path) -> sqlite3.Connection | None:
    """The database in `path`, made anew if what is there is of no use; None when there can be none."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _open(path)
        except sqlite3.Error as error:
            if not _is_useless(error):
                return None
        _delete(path)
        with contextlib.suppress(sqlite3.Error):
            return _open(path)
    return None


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
        connection.execute("SELECT seal, value FROM entry LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _delete(path: Path) -> None:
    """The database and its journals: an old journal must not be played into a new database."""
    for suffix in ("-wal", "-shm", ""):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()
