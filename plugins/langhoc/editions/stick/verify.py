"""A stick -> what is wrong with it: each file that is damaged, missing, or somebody else's. Nothing is changed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from langhoc.editions.stick.change import Lists, Lying, lists_on
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import Sort, is_left_aside, is_listable, sort_of
from langhoc.editions.stick.manifest import Manifest
from langhoc.workers import Progress, unseen


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found on a stick, by path.

    `manifest` is the list it was held against: the last one, else that of a first writing. None where no list can be
    read; lists that cannot be are among the damaged. While `is_unfinished`, files of the writing that was broken off
    count as whole, too. `strange` is what of somebody else's nobody should open, and stands under no other name.
    """

    manifest: Manifest | None
    is_unfinished: bool
    damaged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    litter: tuple[str, ...] = ()
    brought_back: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all that should be there is there as it was written, whatever else lies there."""
        faults = (self.is_unfinished, self.damaged, self.missing)
        return self.manifest is not None and not any(faults)


def verify(disk: Disk, progress: Progress = unseen) -> Verdict:
    """Hold all that lies there against the list. Raises OSError where the stick itself cannot be read."""
    lists = lists_on(disk)
    manifest = lists.last or lists.pending
    whole = lists.whole
    lying = Lying(disk, progress, whole)
    expected = manifest.entries.keys() if manifest else set()
    present = lying.sizes.keys()
    damaged = (path for path in sorted(present & whole.keys()) if lying.entry(path) not in whole[path])
    # Without a list nobody can tell what among our pages is not ours.
    unlisted = (path for path in present - whole.keys() if manifest or not is_listable(path))
    sorts = _sorted(unlisted, present)
    return Verdict(
        manifest,
        lists.pending is not None or any(map(is_left_aside, present)),
        damaged=(*lists.damaged, *damaged),
        missing=tuple(sorted(expected - present - _may_be_missing(lists))),
        strange=sorts[Sort.STRANGE],
        foreign=sorts[Sort.FOREIGN],
        litter=sorts[Sort.LITTER],
        brought_back=sorts[Sort.BACK],
    )


def strange_on(disk: Disk, manifest: Manifest) -> tuple[str, ...]:
    """What lies beside the files of that list and should not be opened. Raises OSError."""
    lying = disk.files()
    return _sorted(lying.keys() - manifest.entries.keys(), lying)[Sort.STRANGE]


def _sorted(paths: Iterable[str], lying: Container[str]) -> Mapping[Sort, tuple[str, ...]]:
    of: dict[Sort, list[str]] = {sort: [] for sort in Sort}
    for path in sorted(paths):
        of[sort_of(path, lying)].append(path)
    return {sort: tuple(found) for sort, found in of.items()}


def _may_be_missing(lists: Lists) -> frozenset[str]:
    """Of a writing that was broken off: what it removes may be gone already."""
    if lists.last is None or lists.pending is None:
        return frozenset()
    return frozenset(lists.last.entries.keys() - lists.pending.entries.keys())
