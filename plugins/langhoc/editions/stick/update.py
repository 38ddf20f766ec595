"""A change -> a stick that may be pulled out at any moment: nothing is lost, and the next time finishes it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from langhoc.editions.stick.change import Change, Source, source_of
from langhoc.editions.stick.disk import Disk, above
from langhoc.editions.stick.layout import ASIDE, BACK, MANIFEST, OLDER, PENDING, SIGNATURE, START
from langhoc.workers import ALONE, Progress, Workers, divided, unseen

# Files are brought there in groups: to wait for each of thousands would take an hour. A group takes so many bytes of
# the stick, as much as goes there in some seconds, for after each it is told how far it is.
_GROUP = 1 << 23
# Two processes bring one each at a time: while one waits for the stick, the other reads and writes. More would only
# wait for each other.
_AT_A_TIME = 2


class Damaged(Exception):
    """What was written is read back as something else: the stick is worn out. `path` is the file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def update(
    disk: Disk, change: Change, signature: bytes | None, progress: Progress = unseen, workers: Workers = ALONE
) -> None:
    """Make the stick what the change says. `signature` is that of the change's list.

    Each file is written aside, flushed, read back and only then moved into its place; a first writing, which replaces
    nothing, writes all but START where it belongs. A list of what is being written is there until all of it is true.
    Raises Damaged and OSError.
    """
    if change.is_listed:
        return
    listed = change.manifest.written()
    disk.clear_aside()
    disk.make_folder(BACK)
    disk.make_folder(ASIDE)
    _bring(disk, {PENDING: source_of(listed)})
    for path in change.first:
        disk.remove(path)
    whole = change.bytes
    starts = {path: source for path, source in change.writes.items() if path in {OLDER, START}}
    for path, source in starts.items():
        # Each alone: while one is changed, the other is whole.
        _bring(disk, {path: source})
    done = sum(source.entry.size for source in starts.values())
    progress(done, whole)
    others = {path: source for path, source in change.writes.items() if path not in starts}
    _bring_all(disk, others, change.is_first, workers, lambda more, _all: progress(done + more, whole))
    for path in change.removals:
        disk.remove(path)
    _bring(disk, {MANIFEST: source_of(listed)})
    if signature:
        _bring(disk, {SIGNATURE: source_of(signature)})
    else:
        disk.remove(SIGNATURE)
    _remove_empty_folders(disk, (*change.removals, *change.first))
    disk.clear_aside()
    disk.remove(PENDING)
    disk.flush(())
    disk.flush_folder("")


def _bring_all(
    disk: Disk, writes: Mapping[str, Source], is_straight: bool, workers: Workers, progress: Progress
) -> None:
    groups = list(_groups(writes, disk.cluster))
    whole = sum(source.entry.size for source in writes.values())

    def task_of(group: tuple[int, Mapping[str, Source]]) -> Callable[[], None]:
        return partial(_bring, disk, group[1], group[0], is_straight)

    divided(
        task_of,
        groups,
        workers,
        # They are about alike.
        lambda done, of: progress(whole * done // of, whole),
        fewest=len(groups) // _AT_A_TIME + 1,
    )


def _groups(writes: Mapping[str, Source], cluster: int) -> Iterator[tuple[int, Mapping[str, Source]]]:
    """Each with its number."""
    group: dict[str, Source] = {}
    number, size = 0, 0
    for path, source in writes.items():
        taken = _taken(source.entry.size, cluster)
        if group and size + taken > _GROUP:
            yield number, group
            group, number, size = {}, number + 1, 0
        group[path] = source
        size += taken
    if group:
        yield number, group


def _taken(size: int, cluster: int) -> int:
    """What a file of so many bytes takes of a stick."""
    return -(-size // cluster) * cluster


def _bring(disk: Disk, group: Mapping[str, Source], number: int = 0, is_straight: bool = False) -> None:
    """Bring a group of files into their places, one by one: not every system moves a folder of FAT whole.

    Raises Damaged.
    """
    folders = {path.rpartition("/")[0] for path in group}
    for folder in sorted(folders - {""}):
        disk.make_folder(folder)
    written = list(group) if is_straight else [f"{ASIDE}/{number}-{at}" for at in range(len(group))]
    for name, source in zip(written, group.values(), strict=True):
        disk.write(name, source.at)
    disk.flush(written)
    for (path, source), sha256 in zip(group.items(), disk.sums(written), strict=True):
        if sha256 is None:
            # It is gone, or the stick is: only what is read back as something else tells of a stick that is worn out.
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        if sha256 != source.entry.sha256:
            raise _fault(path, source)
    if is_straight:
        return
    for name, path in zip(written, group, strict=True):
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
    twice = min(sum(changed), _AT_A_TIME * max([_GROUP, *changed]))
    folders = len({path.rpartition("/")[0] for path in change.writes}) + 1
    lists = 3 * _taken(len(change.manifest.written()), cluster)
    return grown + twice + lists + folders * cluster
