"""A folder on a stick: all that changes it goes through here, step by step, so that each step may be the last."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from langhoc.editions.stick.layout import ASIDE

_AT_A_TIME = 4

# So many files are asked for before the first is read, and so many bytes of each; of what a large one has more the
# computer asks by itself.
_MOST_ASKED, _AHEAD = 640, 1 << 17
# Windows would change line ends.
_BINARY = getattr(os, "O_BINARY", 0)

# So many bytes are read or written at a time; after so many of a large file it is waited for them.
_PIECE, _PART = 1 << 16, 1 << 23


class Disk:
    """`root` is the stick, or a folder on it. Names are paths from there, with slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # A Path and a file object for each of thousands take as long as the writing.
        self._at = os.fspath(root)

    # Looking

    def files(self) -> dict[str, int]:
        """How many bytes each file has. What cannot be looked into has none; links are not followed."""
        return dict(self._below(self._at, ""))

    def _below(self, folder: str, above: str) -> Iterator[tuple[str, int]]:
        with contextlib.suppress(PermissionError), os.scandir(folder) as entries:
            for entry in entries:
                name = above + entry.name
                if entry.is_dir(follow_symlinks=False):
                    yield from self._below(entry.path, f"{name}/")
                else:
                    yield name, entry.stat(follow_symlinks=False).st_size

    def read(self, name: str, most: int) -> bytes | None:
        """None where there is no such file; nothing of one that cannot be read, or has more bytes."""
        path = self.root / name
        try:
            return path.read_bytes() if path.stat().st_size <= most else b""
        except FileNotFoundError:
            return None
        except OSError:
            return b""

    def obstacles(self, names: Iterable[str]) -> Iterator[str]:
        """What lies where files of these names, or folders above them, are to be, and is none. Nothing is written
        through a link, for it may lead anywhere.
        """
        names = set(names)
        nearest = {name.rpartition("/")[0] for name in names} - {""}
        folders = nearest | {folder for name in nearest for folder in above(name)}
        absent: set[str] = set()
        for name in sorted(folders | names):
            if name.rpartition("/")[0] in absent or not os.path.lexists(path := f"{self._at}/{name}"):
                absent.add(name)
            elif os.path.islink(path) or os.path.isdir(path) != (name in folders):  # noqa: PTH112, PTH114 (thousands)
                yield name

    def sums(self, names: Iterable[str]) -> Iterator[str | None]:
        """The SHA-256 of each, of what really lies there, as far as the computer lets one ask; None for what cannot be
        read. Many are asked for before the first is read: most of the time would go by with waiting for each.
        """
        asked: deque[int | None] = deque()
        most = _most_asked()
        for name in names:
            asked.append(_asked_for(f"{self._at}/{name}"))
            if len(asked) == most:
                yield _sum(asked.popleft())
        yield from map(_sum, asked)

    # Changing

    def make_folder(self, name: str) -> None:
        (self.root / name).mkdir(parents=True, exist_ok=True)

    def write(self, name: str, content: Path | bytes, tell: Callable[[int], object] = lambda _size: None) -> None:
        """What a file holds, or the bytes themselves. Of a large one `tell` is told how many are on the stick."""
        file = os.open(f"{self._at}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
        try:
            if isinstance(content, bytes):
                _write_whole(file, content)
            else:
                _copy(content, file, tell)
        finally:
            os.close(file)

    def flush(self, names: Iterable[str]) -> None:
        """Wait until the content of files is on the stick, not only on its way there.

        Linux waits for all there is at once, which is many times faster than one by one. What it does not tell of
        writes that failed shows when the files are read back.
        """
        if sys.platform == "linux":
            os.sync()
            return
        names = list(names)
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            list(threads.map(self._flush_one, names))
        for folder in {name.rpartition("/")[0] for name in names}:
            self.flush_folder(folder)

    def _flush_one(self, name: str) -> None:
        # Windows flushes only what may be written.
        with (self.root / name).open("rb+") as file:
            os.fsync(file.fileno())

    def flush_removed(self, names: Iterable[str]) -> None:
        """Wait until files that were removed are gone from the stick, too."""
        self.flush(())
        for folder in {name.rpartition("/")[0] for name in names}:
            self.flush_folder(folder)

    def flush_folder(self, name: str) -> None:
        """The same of a folder's names, where a computer can do that."""
        with contextlib.suppress(OSError):
            folder = os.open(self.root / name, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def move(self, name: str, to: str) -> None:
        os.replace(f"{self._at}/{name}", f"{self._at}/{to}")  # noqa: PTH105 (as above)

    def remove(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    def remove_folder(self, name: str) -> None:
        """One with something in it stays."""
        with contextlib.suppress(OSError):
            (self.root / name).rmdir()

    def clear_aside(self) -> None:
        if (self.root / ASIDE).exists():
            shutil.rmtree(self.root / ASIDE)

    # How much goes onto it

    @property
    def cluster(self) -> int:
        """Bytes that even the smallest file takes."""
        with contextlib.suppress(AttributeError, OSError):
            return os.statvfs(self.root).f_frsize
        return _windows_cluster(self.root) or 1 << 15

    @property
    def free(self) -> int:
        return shutil.disk_usage(self.root).free


def above(name: str) -> Iterator[str]:
    """The folders in which a file lies, the nearest first."""
    while name := name.rpartition("/")[0]:
        yield name


def _copy(path: Path, to: int, tell: Callable[[int], object]) -> None:
    file = os.open(path, os.O_RDONLY | _BINARY)
    written = told = 0
    try:
        while piece := os.read(file, _PIECE):
            _write_whole(to, piece)
            written += len(piece)
            if written - told >= _PART:
                os.fsync(to)
                tell(written)
                told = written
    finally:
        os.close(file)


def _write_whole(file: int, piece: bytes) -> None:
    """All of it: a system may take less at a time."""
    while piece:
        piece = piece[os.write(file, piece) :]


def _most_asked() -> int:
    """Half of the files that this process may have open."""
    most = -1
    with contextlib.suppress(AttributeError, ValueError, OSError):
        most = os.sysconf("SC_OPEN_MAX")
    return min(_MOST_ASKED, most // 2) if most > 1 else _MOST_ASKED // 4


def _asked_for(path: str) -> int | None:
    """The file, open, of which the computer begins to read what really lies there, where it knows that wish: not what
    it may still hold in memory. None where it cannot be opened.
    """
    try:
        file = os.open(path, os.O_RDONLY | _BINARY)
    except OSError:
        return None
    try:
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        os.posix_fadvise(file, 0, _AHEAD, os.POSIX_FADV_WILLNEED)
    except (AttributeError, OSError):
        pass
    return file


def _sum(file: int | None) -> str | None:
    """Of an open file, which is closed then."""
    if file is None:
        return None
    read = hashlib.sha256()
    try:
        while piece := os.read(file, _PIECE):
            read.update(piece)
    except OSError:
        return None
    finally:
        os.close(file)
    return read.hexdigest()


def _windows_cluster(path: Path) -> int:
    """0 where this is no Windows, or it does not tell.

    https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdiskfreespacew
    """
    if sys.platform != "win32":
        return 0
    import ctypes  # noqa: PLC0415

    numbers = [ctypes.c_ulong() for _number in range(4)]
    drive = os.path.splitdrive(path.resolve())[0] + os.sep
    ctypes.windll.kernel32.GetDiskFreeSpaceW(drive, *map(ctypes.byref, numbers))
    return numbers[0].value * numbers[1].value
