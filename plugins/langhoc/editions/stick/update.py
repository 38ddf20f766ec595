"""A change -> a stick that may be pulled out at any moment: nothing is lost, and the next time finishes it."""

from __future__ import annotations

import errno
import os
import posixpath
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from langhoc.editions.stick.change import Change, Source, source_of
from langhoc.editions.stick.disk import Disk, above
from langhoc.editions.stick.layout import ASIDE, BACK, MANIFEST, OLDER, PENDING, SIGNATURE, START
from langhoc.workers import ALONE, Progress, Workers, divided, unseen

# Files are brought there in groups: to wait for each of thousands would take an hour. A group takes so many bytes of
# the stick, the first one and at most, and has so many files; each as much as goes there in some seconds, for after
# each it is told how far it is.
_FIRST_GROUP, _LARGEST_GROUP = 1 << 24, 1 << 26
_MOST_FILES = 4096
_SECONDS_A_GROUP = 2.0
# So few are not worth another process.
_FEWEST = 256


class Damaged(Exception):
    """What was written is read back as something else: the stick is worn out. `path` is the file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def update(
    disk: Disk, change: Change, signature: bytes | None, progress: Progress = unseen, workers: Workers = ALONE
) -> None:
    """Make the stick what the change says. `signature` is that of the change's list.

    Each file is written aside, flushed, read back and only then moved into its place. A list of what is being written
    is there until all of it is true. Raises Damaged and OSError.
    """
    if change.is_listed:
        return
    listed = change.manifest.written()
    disk.clear_aside()
    disk.make_folder(BACK)
    disk.make_folder(ASIDE)
    _put(disk, {PENDING: source_of(listed)})
    for path in change.first:
        disk.remove(path)
    done, whole = 0, change.bytes
    for group in _groups(change.writes, disk.cluster):
        _put(disk, group, workers)
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


def _groups(writes: Mapping[str, Source], cluster: int) -> Iterator[Mapping[str, Source]]:
    """START and the older one each alone: while one is changed, the other is whole.

    How long each takes is seen from when the next is asked for.
    """
    group: dict[str, Source] = {}
    size, most = 0, _FIRST_GROUP
    for path, source in writes.items():
        if path in {START, OLDER}:
            yield {path: source}
            continue
        taken = _taken(source.entry.size, cluster)
        if group and (len(group) == _MOST_FILES or size + taken > most):
            begun = time.monotonic()
            yield group
            most = _next_size(size, time.monotonic() - begun)
            group, size = {}, 0
        group[path] = source
        size += taken
    if group:
        yield group


def _next_size(size: int, seconds: float) -> int:
    fitting = size * _SECONDS_A_GROUP / max(seconds, _SECONDS_A_GROUP / 8)
    return int(min(max(fitting, _FIRST_GROUP / 8), _LARGEST_GROUP))


def _taken(size: int, cluster: int) -> int:
    """What a file of so many bytes takes of a stick."""
    return -(-size // cluster) * cluster


def _put(disk: Disk, group: Mapping[str, Source], workers: Workers = ALONE) -> None:
    """Bring a group of files into their places, one by one: not every system moves a folder of FAT whole.

    Raises Damaged.
    """
    aside = {path: f"{ASIDE}/{number}" for number, path in enumerate(group)}

    def write(part: Sequence[str]) -> list[str | None]:
        for path in part:
            disk.write(aside[path], group[path].pieces())
        names = [aside[path] for path in part]
        disk.flush(names)
        return disk.sums(names)

    paths = list(group)
    half = max(_FEWEST, -(-len(paths) // 2))
    parts = [paths[at : at + half] for at in range(0, len(paths), half)]
    summed = divided(lambda part: partial(write, part), parts, workers, fewest=1)
    for (path, source), sha256 in zip(group.items(), chain.from_iterable(summed), strict=True):
        if sha256 is None:
            # It is gone, or the stick is: only what is read back as something else tells of a stick that is worn out.
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        if sha256 != source.entry.sha256:
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
    folders = {folder for path in removed for folder in above(path)}
    for folder in sorted(folders, key=len, reverse=True):
        disk.remove_folder(folder)


def room_needed(change: Change, sizes: Mapping[str, int], cluster: int) -> int:
    """Bytes that are taken at the worst moment: what is new or grows, and what of a group lies there as it was, too."""
    taken = {path: _taken(source.entry.size, cluster) for path, source in change.writes.items()}
    grown = sum(max(0, size - _taken(sizes.get(path, 0), cluster)) for path, size in taken.items())
    changed = [size for path, size in taken.items() if path in sizes]
    twice = min(sum(changed), max([_LARGEST_GROUP, *changed]))
    folders = len({posixpath.dirname(path) for path in change.writes}) + 1
    lists = 3 * _taken(len(change.manifest.written()), cluster)
    return grown + twice + lists + folders * cluster
