"""A change -> a stick that may be pulled out at any moment: nothing is lost, and the next time finishes it."""

from __future__ import annotations

import errno
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from langhoc.editions.stick.change import Change, Source, source_of
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import ASIDE, BACK, MANIFEST, OLDER, PENDING, SIGNATURE, START
from langhoc.workers import Progress, unseen

# Files are brought there in groups: to wait for each of thousands would take an hour. So much lies aside at most.
GROUP_BYTES, GROUP_FILES = 1 << 26, 512


class Damaged(Exception):
    """What was written is read back as something else: the stick is worn out. `path` is the file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def update(disk: Disk, change: Change, signature: bytes | None, progress: Progress = unseen) -> None:
    """Make the stick what the change says. `signature` is that of the change's list.

    Each file is written aside, flushed, read back and only then moved into its place. A list of what is being written
    is there until all of it is true. Raises Damaged and OSError.
    """
    if change.is_listed:
        return
    listed = change.manifest.written()
    disk.clear_aside()
    for path in change.first:
        disk.remove(path)
    disk.make_folder(BACK)
    disk.make_folder(ASIDE)
    _put(disk, {PENDING: source_of(listed)})
    done, whole = 0, change.bytes
    for group in _groups(change.writes):
        _put(disk, group)
        done += sum(source.entry.size for source in group.values())
        progress(done, whole)
    for path in change.removals:
        disk.remove(path)
    _put(disk, {MANIFEST: source_of(listed)})
    if signature:
        _put(disk, {SIGNATURE: source_of(signature)})
    else:
        disk.remove(SIGNATURE)
    _remove_empty_folders(disk, (*change.removals, *change.first))
    disk.clear_aside()
    disk.remove(PENDING)
    disk.flush(())
    disk.flush_folder("")


def _groups(writes: Mapping[str, Source]) -> Iterator[Mapping[str, Source]]:
    """START and the older one each alone: while one is changed, the other is whole."""
    group: dict[str, Source] = {}
    for path, source in writes.items():
        if path in {START, OLDER}:
            yield {path: source}
            continue
        if group and (len(group) == GROUP_FILES or _bytes(group) + source.entry.size > GROUP_BYTES):
            yield group
            group = {}
        group[path] = source
    if group:
        yield group


def _bytes(group: Mapping[str, Source]) -> int:
    return sum(source.entry.size for source in group.values())


def _put(disk: Disk, group: Mapping[str, Source]) -> None:
    """Bring a group of files into their places. Raises Damaged."""
    aside = {path: f"{ASIDE}/{number}" for number, path in enumerate(group)}
    for path, source in group.items():
        disk.write(aside[path], source.pieces())
    disk.flush(aside.values())
    for (path, source), read in zip(group.items(), disk.sums(aside.values()), strict=True):
        if read != source.entry.sha256:
            raise _fault(path, source)
    folders = {posixpath.dirname(path) for path in group}
    for folder in sorted(folders - {""}):
        disk.make_folder(folder)
    for path, name in aside.items():
        disk.move(name, path)
    for folder in folders:
        disk.flush_folder(folder)


def _fault(path: str, source: Source) -> Exception:
    """Why something else was read back: what was to be written may have changed meanwhile."""
    if isinstance(source.at, Path) and source_of(source.at).entry != source.entry:
        return OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(source.at))
    return Damaged(path)


def _remove_empty_folders(disk: Disk, removed: Iterable[str]) -> None:
    folders = {posixpath.dirname(path) for path in removed}
    above = {folder for path in folders for folder in _with_above(path)}
    for folder in sorted(above, key=len, reverse=True):
        disk.remove_folder(folder)


def _with_above(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def room_needed(change: Change, sizes: Mapping[str, int], cluster: int) -> int:
    """Bytes that are taken at the worst moment: what is new or grows, and the largest group, which lies there twice."""

    def taken(size: int) -> int:
        return -(-size // cluster) * cluster

    grown = sum(max(0, taken(s.entry.size) - taken(sizes.get(path, 0))) for path, s in change.writes.items())
    twice = max((sum(taken(s.entry.size) for s in group.values()) for group in _groups(change.writes)), default=0)
    folders = len({posixpath.dirname(path) for path in change.writes}) + 1
    lists = 3 * taken(len(change.manifest.written()))
    return grown + twice + lists + folders * cluster
