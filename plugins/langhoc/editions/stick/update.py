"""A change -> a stick that may be pulled out at any moment: nothing is lost, and the next time finishes it."""

from __future__ import annotations

import errno
import mmap
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from langhoc.editions.stick.change import Change, Source, source_of
from langhoc.editions.stick.disk import Disk, above
from langhoc.editions.stick.layout import (
    ASIDE,
    BACK,
    MANIFEST,
    OLDER,
    PENDING,
    SIGNATURE,
    START,
    folder_sizes,
)
from langhoc.workers import ALONE, Here, Progress, Workers, divided, unseen

# Files are brought there in groups: to wait for each of thousands would take an hour. A group takes so many bytes of
# the stick, as much as goes there in some seconds.
_GROUP = 1 << 23
# Of those who bring one each at a time some always wait for the stick, while others read and write.
_AT_A_TIME = 3

SEVERAL: Workers = Here(_AT_A_TIME)
"""Who brings files to a stick fastest, however many processors there are."""


class Damaged(Exception):
    """What was written is read back as something else: the stick is worn out. `path` is the file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def update(
    disk: Disk, change: Change, signature: bytes | None, progress: Progress = unseen, workers: Workers = ALONE
) -> None:
    """Make the stick what the change says. `signature` is that of the change's list.

    Each file is written aside, flushed, read back and only then moved into its place; what lies on no other list yet,
    and replaces nothing, is written where it belongs. A list of what is being written is there until all of it is
    true. Raises Damaged and OSError.
    """
    if change.is_listed:
        return
    listed = change.manifest.written()
    # From now on it is known for a stick of ours, though there may be no list yet.
    disk.make_folder(ASIDE)
    # What only the list of a broken-off writing names goes before that list does.
    for path in change.leftovers:
        disk.remove(path)
    if change.leftovers:
        disk.flush_removed(change.leftovers)
    _bring(disk, {PENDING: source_of(listed)})
    disk.clear_aside()
    disk.make_folder(ASIDE)
    disk.make_folder(BACK)
    for path in change.first:
        disk.remove(path)
    _bring_all(disk, change, workers, progress)
    for path in change.removals:
        disk.remove(path)
    _bring(disk, {MANIFEST: source_of(listed)})
    if signature:
        _bring(disk, {SIGNATURE: source_of(signature)})
    else:
        disk.remove(SIGNATURE)
    _remove_empty_folders(disk, (*change.removals, *change.first, *change.leftovers))
    disk.clear_aside()
    disk.remove(PENDING)
    disk.flush(())
    disk.flush_folder("")


class _Count:
    """How much each group has brought, in bytes, by whichever process: they share the memory. Only the one that began
    tells of it.
    """

    def __init__(self, groups: int, progress: Progress, whole: int) -> None:
        self._done = memoryview(mmap.mmap(-1, 8 * (groups + 1))).cast("Q")
        self._progress, self._whole, self._process = progress, whole, os.getpid()

    def tell(self, number: int, size: int) -> None:
        self._done[number] = size
        self.say()

    def say(self) -> None:
        if self._whole and os.getpid() == self._process:
            self._progress(sum(self._done), self._whole)


def _bring_all(disk: Disk, change: Change, workers: Workers, progress: Progress) -> None:
    """START and the older one each alone: while one is changed, the other is whole."""
    starts = [{path: change.writes[path]} for path in (OLDER, START) if path in change.writes]
    others = {path: source for path, source in change.writes.items() if path not in {OLDER, START}}
    groups = [*starts, *_groups(others, disk.cluster)]
    count = _Count(len(groups), progress, change.bytes)

    def bring(number: int) -> None:
        _bring(disk, groups[number], number, change.straight, partial(count.tell, number))
        count.tell(number, sum(source.entry.size for source in groups[number].values()))

    for number in range(len(starts)):
        bring(number)
    left = range(len(starts), len(groups))
    fewest = len(left) // _AT_A_TIME + 1
    divided(lambda number: partial(bring, number), left, workers, lambda _done, _of: count.say(), fewest)


def _groups(writes: Mapping[str, Source], cluster: int) -> Iterator[Mapping[str, Source]]:
    group: dict[str, Source] = {}
    size = 0
    for path, source in writes.items():
        taken = _taken(source.entry.size, cluster)
        if group and size + taken > _GROUP:
            yield group
            group, size = {}, 0
        group[path] = source
        size += taken
    if group:
        yield group


def _taken(size: int, cluster: int) -> int:
    """What a file of so many bytes takes of a stick."""
    return -(-size // cluster) * cluster


def _bring(
    disk: Disk,
    group: Mapping[str, Source],
    number: int = 0,
    straight: Collection[str] = (),
    tell: Callable[[int], object] = lambda _size: None,
) -> None:
    """Bring a group of files into their places, one by one: not every system moves a folder of FAT whole.

    Raises Damaged.
    """
    for folder in sorted({path.rpartition("/")[0] for path in group} - {""}):
        disk.make_folder(folder)
    written = [path if path in straight else f"{ASIDE}/{number}-{at}" for at, path in enumerate(group)]
    for name, source in zip(written, group.values(), strict=True):
        disk.write(name, source.at, tell)
    disk.flush(written)
    for (path, source), sha256 in zip(group.items(), disk.sums(written), strict=True):
        if sha256 is None:
            # It is gone, or the stick is: only what is read back as something else tells of a stick that is worn out.
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        if sha256 != source.entry.sha256:
            raise _fault(path, source)
    moved = {path: name for path, name in zip(group, written, strict=True) if name != path}
    for path, name in moved.items():
        disk.move(name, path)
    for folder in {path.rpartition("/")[0] for path in moved}:
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
    """Bytes that are taken at the worst moment: what is new or grows, and what of some groups lies there as it was,
    too. What is removed before anything is written makes room.
    """
    taken = {path: _taken(source.entry.size, cluster) for path, source in change.writes.items()}
    grown = sum(max(0, size - _taken(sizes.get(path, 0), cluster)) for path, size in taken.items())
    changed = [size for path, size in taken.items() if path in sizes]
    twice = min(sum(changed), _AT_A_TIME * max([_GROUP, *changed]))
    folders = sum(_taken(size, cluster) for size in folder_sizes(change.writes).values()) + cluster
    lists = 3 * _taken(len(change.manifest.written()), cluster)
    freed = sum(_taken(sizes.get(path, 0), cluster) for path in change.leftovers)
    return max(0, grown + twice + lists + folders - freed)
