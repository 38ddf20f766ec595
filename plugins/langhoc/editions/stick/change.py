"""What is on a stick, and what is to be -> what has to be done. Nothing is changed here."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import (
    ASIDE,
    BACK,
    MANIFEST,
    OLDER,
    PENDING,
    SIGNATURE,
    START,
    is_brought_back,
    is_left_aside,
    is_listable,
    is_litter,
    is_own,
)
from langhoc.editions.stick.manifest import (
    MOST_BYTES,
    Edition,
    Entry,
    Manifest,
    NotAManifest,
    digest_of,
    next_sequence,
    read_manifest,
)
from langhoc.workers import Progress, unseen

# What is written besides the contents: of folders, a file in them.
_OTHERS = (MANIFEST, PENDING, SIGNATURE, f"{ASIDE}/0", f"{BACK}/0")

# After so many bytes it is told how far it is.
_TOLD = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be written: where its content is, and what it will be known by."""

    at: Path | bytes = field(repr=False)
    entry: Entry


def source_of(at: Path | bytes) -> Source:
    """Raises OSError for a file that cannot be read."""
    if isinstance(at, bytes):
        return Source(at, Entry(len(at), hashlib.sha256(at).hexdigest()))
    with at.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Source(at, Entry(file.tell(), sha256))


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that lie on a stick: of what is there, and of what was being written when it was pulled out. None where
    there is none, or none that can be read; `damaged` names those that cannot.
    """

    last: Manifest | None
    pending: Manifest | None
    damaged: tuple[str, ...] = ()

    @property
    def stick(self) -> str:
        """Its id; empty where no list tells it."""
        one = self.last or self.pending
        return one.stick if one else ""

    @property
    def whole(self) -> Mapping[str, set[Entry]]:
        """How each file of ours may be, when it is whole."""
        whole: dict[str, set[Entry]] = {}
        for manifest in (self.last, self.pending):
            for path, entry in manifest.entries.items() if manifest else ():
                whole.setdefault(path, set()).add(entry)
        if OLDER in whole or START in whole:
            # Between two writings the older one is what START was.
            whole[OLDER] = whole.get(OLDER, set()) | whole.get(START, set())
        return whole

    @property
    def begun(self) -> frozenset[str]:
        """Files of a writing that was not finished, which were not there before."""
        if self.pending is None:
            return frozenset()
        return frozenset(self.pending.entries.keys() - (self.last.entries.keys() if self.last else ()))

    def number(self, entries: Mapping[str, Entry], today: date, known: Edition | None) -> int:
        """That of the edition which has these files: a known one, or the next."""
        numbers = [one.sequence for one in (self.last, self.pending) if one]
        if known and known.digest == digest_of(entries) and known.number >= max(numbers, default=0):
            return known.number
        return next_sequence(today, [*numbers, *([known.number] if known else [])])


def lists_on(disk: Disk) -> Lists:
    contents = {name: disk.read(name, MOST_BYTES) for name in (MANIFEST, PENDING)}
    read = {name: _read(content) for name, content in contents.items()}
    damaged = tuple(name for name, content in contents.items() if content is not None and read[name] is None)
    return Lists(read[MANIFEST], read[PENDING], damaged)


def _read(content: bytes | None) -> Manifest | None:
    try:
        return read_manifest(content) if content is not None else None
    except NotAManifest:
        return None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done so that `manifest` is true of the stick.

    Files to write, those first that are read first; files of ours to remove, apart those that go `first`: of a writing
    that was never finished, and whose names return in other capitals. `foreign` are files of somebody else,
    `in_the_way` is what lies where one of ours is to be. Where `is_listed`, the list that lies there says all this
    already.
    """

    manifest: Manifest
    is_listed: bool
    writes: Mapping[str, Source]
    removals: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()
    is_first: bool = False

    @property
    def bytes(self) -> int:
        """How much is to be written, but for the list."""
        return sum(source.entry.size for source in self.writes.values())


def change_to(
    disk: Disk,
    contents: Mapping[str, Source],
    whose: tuple[str, str],
    stick: str,
    today: date,
    known: Edition | None = None,
    is_proved: bool = True,
    may_keep: bool = True,
    owns_all: bool = False,
    progress: Progress = unseen,
) -> Change:
    """What makes the stick hold `contents`, of the catalogue and area that `whose` names; its id is `stick`.

    All that is to lie there is read: what is damaged is written anew. `known` is the last edition that this computer
    knows of; `is_proved` says whether the list that lies there is signed as it should be, `may_keep` whether all that
    was in START may still be told; where no list can be read, `owns_all` takes whatever a list may name for ours.
    Raises OSError.
    """
    lists, lying = lists_on(disk), Lying(disk, progress, {*contents, OLDER})
    wanted = _with_older(contents, lists, lying, may_keep)
    writes = {path: source for path, source in wanted.items() if lying.entry(path) != source.entry}
    entries = {path: source.entry for path, source in wanted.items()}
    last = lists.last if lists.pending is None and not lists.damaged else None
    is_listed = last is not None and (last.whose, last.stick) == (whose, stick) and last.entries == entries
    is_listed = is_listed and is_proved and not writes and not any(map(is_left_aside, lying.sizes))
    ours = lists.whole.keys() | (set(filter(is_listable, lying.sizes)) if owns_all else set())
    gone = sorted((ours & lying.sizes.keys()) - wanted.keys())
    # Names that differ in capitals alone are one name to a stick.
    alike = {path.lower() for path in wanted}
    first = {path for path in gone if path in lists.begun or path.lower() in alike}
    foreign = sorted(path for path in lying.sizes if is_foreign(path) and path not in ours)
    in_the_way = {*(path for path in foreign if path.lower() in alike), *disk.obstacles([*writes, *_OTHERS])}
    return Change(
        last if last and is_listed else Manifest(*whose, stick, lists.number(entries, today, known), today, entries),
        is_listed,
        {path: writes[path] for path in _in_order(writes)},
        tuple(path for path in gone if path not in first),
        tuple(sorted(first)),
        tuple(path for path in foreign if path.lower() not in alike),
        tuple(sorted(in_the_way)),
        is_first=lists.last is None and not lists.damaged and not owns_all,
    )


class Lying:
    """What lies on a stick. Those of `expected` files that are there are read, and so much is told of."""

    def __init__(self, disk: Disk, progress: Progress, expected: Collection[str]) -> None:
        self._disk = disk
        self.sizes = disk.files()
        self._entries = dict(self._read([path for path in self.sizes if path in expected], progress))

    def entry(self, path: str) -> Entry | None:
        """None for what is not there, was not expected, or cannot be read."""
        return self._entries.get(path)

    def at(self, path: str) -> Path:
        return self._disk.root / path

    def _read(self, paths: list[str], progress: Progress) -> Iterator[tuple[str, Entry]]:
        done, told, whole = 0, 0, sum(self.sizes[path] for path in paths)
        for path, sha256 in zip(paths, self._disk.sums(paths), strict=True):
            if sha256:
                yield path, Entry(self.sizes[path], sha256)
            done += self.sizes[path]
            if done - told >= _TOLD or done == whole:
                progress(done, whole)
                told = done


def is_foreign(path: str) -> bool:
    """Whether a file that no list names is somebody else's."""
    return not (is_own(path) or is_brought_back(path) or is_litter(path))


def _with_older(contents: Mapping[str, Source], lists: Lists, lying: Lying, may_keep: bool) -> dict[str, Source]:
    """The contents, and START as it was the time before: of what lies there only what is whole.

    Where that may not be told any more, the new START stands twice: one of the two is whole at any moment.
    """
    new = contents[START]
    for path in (START, OLDER):
        entry = lying.entry(path)
        if entry is None or entry not in lists.whole.get(path, ()) or (path == START and entry == new.entry):
            continue
        is_kept = may_keep and entry != new.entry
        return {**contents, OLDER: Source(lying.at(path), entry) if is_kept else new}
    return dict(contents)


def _in_order(writes: Iterable[str]) -> list[str]:
    """START is changed while the older one is whole, and the other way round; what is read first comes first."""
    ranks = {OLDER: 0, START: 1}
    return sorted(sorted(writes), key=lambda path: 3 if "/" in path else ranks.get(path, 2))
