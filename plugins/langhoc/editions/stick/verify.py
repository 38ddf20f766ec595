"""A stick -> what is wrong with it: each file that is damaged, missing, or somebody else's. Nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass

from langhoc.editions.stick.change import Lists, Lying, is_foreign, lists_on
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import is_brought_back, is_left_aside, is_listable, is_litter, is_strange
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
    unlisted = sorted(present - whole.keys())
    # Without a list nobody can tell what among our pages is not ours.
    strange = tuple(path for path in unlisted if is_strange(path) and (manifest or not is_listable(path)))
    harmless = sorted({*unlisted} - {*strange})
    damaged = (path for path in sorted(present & whole.keys()) if lying.entry(path) not in whole[path])
    return Verdict(
        manifest,
        lists.pending is not None or any(map(is_left_aside, present)),
        damaged=(*lists.damaged, *damaged),
        missing=tuple(sorted(expected - present - _may_be_missing(lists))),
        strange=strange,
        foreign=tuple(filter(is_foreign, harmless)),
        litter=tuple(filter(is_litter, harmless)),
        brought_back=tuple(filter(is_brought_back, harmless)),
    )


def strange_on(disk: Disk, manifest: Manifest) -> tuple[str, ...]:
    """What lies beside the files of that list and should not be opened. Raises OSError."""
    return tuple(path for path in sorted(disk.files()) if path not in manifest.entries and is_strange(path))


def _may_be_missing(lists: Lists) -> frozenset[str]:
    """Of a writing that was broken off: what it removes may be gone already."""
    if lists.last is None or lists.pending is None:
        return frozenset()
    return frozenset(lists.last.entries.keys() - lists.pending.entries.keys())
