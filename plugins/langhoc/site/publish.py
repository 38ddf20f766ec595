"""Files -> a folder: each is made and written aside where it differs, then all are moved in, then come deletions.

A failed build leaves the old site as it was; an interrupted one leaves every file whole, and the next build
finishes it, for it compares with what really lies there.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import posixpath
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from langhoc.workers import ALONE, Progress, Workers, divided_then, unseen

if TYPE_CHECKING:
    from langhoc.catalogue import Questions

Files = Mapping[str, Callable[[], bytes]]
"""Path in the site -> what makes the content: a site need not fit into the memory."""

Noting = Callable[[Callable[[], bytes]], Callable[[], "tuple[bytes, Questions]"]]
"""What makes a file -> what makes it and tells what was asked for it."""

MARKER = "langhoc.json"
"""The one file that tells a folder is a built site of ours, and holds the day it was made."""

WORKER = "sw.js"
"""The service worker, by which browsers see that a site has changed."""

# After an edit most of what is made are lists, of which each takes as long as many pages.
_FEWEST = 10

# Inside the site, for only there is it sure that moving is a rename: a site may be a disk of its own.
_STAGING = ".langhoc-staging-"


class NotOurs(Exception):
    """The folder holds something else: to clear it could destroy it."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, deleted, and left as they were; of those that were made, what was asked for it."""

    written: int
    deleted: int
    unchanged: int
    asked: Mapping[str, Questions] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Present:
    """What lies in a site: its files, and the links to folders, which are not followed. No dot names."""

    files: set[str]
    links: set[str]

    @property
    def is_empty(self) -> bool:
        return not self.files and not self.links

    def is_linked(self, path: str) -> bool:
        """Whether `path` lies behind a link: what is found there is not the site's."""
        return any(path.startswith(f"{link}/") for link in self.links)


def _unnoted(make: Callable[[], bytes]) -> Callable[[], tuple[bytes, Questions]]:
    return lambda: (make(), ())


def marker(day: str, version: str) -> bytes:
    return json.dumps({"made_on": day, "made_by": f"langhoc {version}"}).encode() + b"\n"


def publish(
    files: Files,
    site_dir: Path,
    workers: Workers = ALONE,
    progress: Progress = unseen,
    kept: Collection[str] = frozenset(),
    noted: Noting = _unnoted,
) -> Published:
    """Make `site_dir` hold exactly `files` (what has a name that begins with a dot is left alone).

    Those of `kept` are known to lie there as they would be made, and are not made.
    Raises NotOurs when the folder holds anything and no MARKER, OSError when the disk is full or may not
    be written, and what the making of a file raises, all before any file in `site_dir` has changed.
    """
    check_ours(site_dir)
    _clear_staging(site_dir)
    present = _present(site_dir)
    strays = sorted((present.files | present.links) - files.keys())
    with _staging(site_dir) as staging:

        def stage(path: str, made: tuple[bytes, Questions]) -> tuple[bool, Questions]:
            content, asked = made
            return staging.take(path, content, present), asked

        made = [path for path in files if path not in kept]
        done = divided_then(lambda path: noted(files[path]), stage, made, workers, progress, _FEWEST if kept else None)
        staged = dict(zip(made, done, strict=True))
        changed = [path for path, (differs, _asked) in staged.items() if differs]
        _refuse_locked(site_dir, [*changed, *strays])
        staging.move_in()
        for path in strays:
            _delete(site_dir / path)
        staging.move_last()
    _remove_empty_folders(site_dir)
    asked = {path: questions for path, (_differs, questions) in staged.items()}
    return Published(len(changed), len(strays), len(files) - len(changed), asked)


def check_ours(site_dir: Path) -> None:
    """Raise NotOurs when `site_dir` is a folder that no build of ours has made."""
    if site_dir.is_dir() and not (site_dir / MARKER).is_file() and not _present(site_dir).is_empty:
        raise NotOurs(site_dir)
    if site_dir.exists() and not site_dir.is_dir():
        raise NotOurs(site_dir)


def lying_in(site_dir: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What lies there, by its path in the site, but for names that begin with a dot. A link to a folder is told of, and
    not followed.
    """
    folders = [(os.fspath(site_dir), "")] if site_dir.is_dir() else []
    while folders:
        folder, above = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{above}{entry.name}/"))
                else:
                    yield above + entry.name, entry


def _present(site_dir: Path) -> _Present:
    found = _Present(set(), set())
    for path, entry in lying_in(site_dir):
        (found.links if entry.is_dir() else found.files).add(path)
    return found


def _walk(site_dir: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """As os.walk, without folders whose name begins with a dot: a Git repository may lie in a site."""
    for root, folders, names in os.walk(site_dir):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(root), folders, names


def _same(path: str, content: bytes) -> bool:
    try:
        if os.stat(path).st_size != len(content):  # noqa: PTH116
            return False
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read() == content
    except OSError:
        return False


def _refuse_locked(site_dir: Path, paths: Iterable[str]) -> None:
    """Raise PermissionError when a folder in which something is to be changed may not be written."""
    for folder in {_nearest(site_dir / above) for above in {posixpath.dirname(path) for path in paths}}:
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _nearest(folder: Path) -> Path:
    """The folder, or the first above it that exists."""
    return next(above for above in [folder, *folder.parents] if above.is_dir())


def _clear_staging(site_dir: Path) -> None:
    """Delete what a killed build left."""
    for left in site_dir.glob(f"{_STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Staging:
    """A folder to write to aside; it is not there before the first file comes."""

    site_dir: Path
    folder: Path
    _made: set[str] = field(default_factory=set)

    def take(self, path: str, content: bytes, present: _Present) -> bool:
        """Write the file aside, if it is not the same in the site; whether it was."""
        if path in present.files and not present.is_linked(path) and _same(f"{self.site_dir}/{path}", content):
            return False
        target = f"{self.folder}/{path}"
        above = posixpath.dirname(target)
        if above not in self._made:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103 (a Path for each of thousands takes as long as the file)
            self._made.add(above)
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(content)
        return True

    def move_in(self) -> None:
        """The marker goes first, so that a folder in which a build was interrupted is known as ours."""
        self._move(MARKER)
        if self.folder.is_dir():
            _move_below(self.folder, self.site_dir, {WORKER})

    def move_last(self) -> None:
        """Whoever sees the worker change takes the other files anew."""
        self._move(WORKER)

    def _move(self, name: str) -> None:
        if (self.folder / name).is_file():
            _move(self.folder / name, self.site_dir / name)


@contextlib.contextmanager
def _staging(site_dir: Path) -> Iterator[_Staging]:
    """Afterwards the staging folder is gone, and so is a new site folder in which nothing came to lie."""
    is_new = not site_dir.exists()
    staging = _Staging(site_dir, site_dir / f"{_STAGING}{secrets.token_hex(4)}")
    try:
        yield staging
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)
        if is_new:
            with contextlib.suppress(OSError):
                site_dir.rmdir()


def _move_below(folder: Path, into: Path, but: Collection[str] = ()) -> None:
    """What lies in `folder`, in the order of names; a folder that is not there yet is moved as a whole."""
    for source in sorted(one for one in folder.iterdir() if one.name not in but):
        target = into / source.name
        if source.is_dir():
            if target.is_symlink() or target.is_file():
                target.unlink()
            if target.is_dir():
                _move_below(source, target)
                continue
        _move(source, target)


def _move(source: Path, target: Path) -> None:
    """Move a file, or a folder to where there is none; a folder in a file's place goes."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    source.replace(target)


def _delete(stray: Path) -> None:
    """Delete a file or a link; a folder has taken its place when it was in the way."""
    if stray.is_symlink() or (stray.exists() and not stray.is_dir()):
        stray.unlink()


def _remove_empty_folders(site_dir: Path) -> None:
    for folder, _folders, _names in reversed(list(_walk(site_dir))):
        if folder != site_dir:
            with contextlib.suppress(OSError):
                folder.rmdir()
