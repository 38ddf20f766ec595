"""Bytes -> a folder: everything is written aside first, then only what differs is moved in, deletions last.

A failed build leaves the old site as it was; an interrupted one leaves every file whole, and the next build
finishes it, for it compares with what really lies there.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MARKER = "langhoc.json"
"""The one file that tells a folder is a built site of ours, and holds the day it was made."""


class NotOurs(Exception):
    """The folder holds something else: to clear it could destroy it."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, deleted, and left as they were."""

    written: int
    deleted: int
    unchanged: int


def marker(day: str, version: str) -> bytes:
    return json.dumps({"made_on": day, "made_by": f"langhoc {version}"}).encode() + b"\n"


def publish(
    files: Mapping[str, bytes], site_dir: Path, progress: Callable[[int, int], None] = lambda done, of: None
) -> Published:
    """Make `site_dir` hold exactly `files` (files whose name begins with a dot are left alone).

    Raises NotOurs when the folder holds anything and no MARKER, and OSError when the disk is full or may not
    be written, both before anything in `site_dir` has changed.
    """
    check_ours(site_dir)
    present = set(_present(site_dir))
    changed = [path for path, content in files.items() if not _same(site_dir / path, content)]
    strays = sorted(present - files.keys())
    if changed:
        with _staging(site_dir) as staging:
            _stage(files, changed, staging, progress)
            _move_in(changed, staging, site_dir)
    for path in strays:
        (site_dir / path).unlink()
    _remove_empty_folders(site_dir)
    return Published(len(changed), len(strays), len(files) - len(changed))


def check_ours(site_dir: Path) -> None:
    """Raise NotOurs when `site_dir` is a folder that no build of ours has made."""
    if site_dir.is_dir() and not (site_dir / MARKER).is_file() and any(_present(site_dir)):
        raise NotOurs(site_dir)
    if site_dir.exists() and not site_dir.is_dir():
        raise NotOurs(site_dir)


def _present(site_dir: Path) -> Iterator[str]:
    for root, folders, names in os.walk(site_dir):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name).relative_to(site_dir).as_posix() for name in names if not name.startswith("."))


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


@contextlib.contextmanager
def _staging(site_dir: Path) -> Iterator[Path]:
    """A folder beside the site, so that moving from it is a rename; what a killed build left goes first."""
    parent = site_dir.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{site_dir.name}.staging-"
    for left in parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(files: Mapping[str, bytes], changed: list[str], staging: Path, progress: Callable[[int, int], None]) -> None:
    made: set[Path] = set()
    for number, path in enumerate(changed, 1):
        target = staging / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(files[path])
        progress(number, len(changed))


def _move_in(changed: list[str], staging: Path, site_dir: Path) -> None:
    """The marker goes first, so that a folder in which a build was interrupted is known as ours."""
    for path in sorted(changed, key=lambda path: path != MARKER):
        target = site_dir / path
        if target.is_dir():
            shutil.rmtree(target)
        _make_folder(target.parent)
        (staging / path).replace(target)


def _make_folder(folder: Path) -> None:
    """The folder, also where a file of its name, or of one above it, was in the way."""
    for above in [folder, *folder.parents]:
        if above.is_file():
            above.unlink()
        elif above.is_dir():
            break
    folder.mkdir(parents=True, exist_ok=True)


def _remove_empty_folders(site_dir: Path) -> None:
    for root, _folders, _names in os.walk(site_dir, topdown=False):
        if Path(root) != site_dir:
            with contextlib.suppress(OSError):
                Path(root).rmdir()
