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
    is_meant_as_one,
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
    there is none, or none that can be read; `damaged` names those that cannot. `is_begun`: a folder of ours lies there,
    as from the first moment of a writing to the last.
    """

    last: Manifest | None
    pending: Manifest | None
    damaged: tuple[str, ...] = ()
    is_begun: bool = False

    @property
    def are_gone(self) -> bool:
        """Whether none can be read, or one of two cannot: nobody can tell what else of ours lies there."""
        return bool(self.damaged) or (self.last is None and self.pending is None)

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
    # A list of ours in which the first line is damaged has START beside it.
    is_ours = (disk.root / START).exists()
    damaged = tuple(
        name
        for name, content in contents.items()
        if content is not None and read[name] is None and (is_ours or is_meant_as_one(content))
    )
    return Lists(read[MANIFEST], read[PENDING], damaged, (disk.root / ASIDE).is_dir())


def _read(content: bytes | None) -> Manifest | None:
    try:
        return read_manifest(content) if content is not None else None
    except NotAManifest:
        return None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done so that `manifest` is true of the stick.

    Files to write, those first that are read first; files of ours to remove, apart those that go `first`, for their
    names return in other capitals, and `leftovers` of a writing that was broken off, which no other list names.
    `straight` are those to write where nothing lies, of a stick that has no list yet. `foreign` are files of somebody
    else, `in_the_way` is what lies where one of ours is to be. Where `is_listed`, the list that lies there says all
    this already.
    """

    manifest: Manifest
    is_listed: bool
    writes: Mapping[str, Source]
    removals: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    straight: frozenset[str] = frozenset()

    @property
    def bytes(self) -> int:
        """How much is to be written, but for the list."""
        return sum(source.entry.size for source in self.writes.values())

    @property
    def removed(self) -> tuple[str, ...]:
        """All that goes, by path."""
        return tuple(sorted((*self.removals, *self.first, *self.leftovers)))


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a stick besides what lies there.

    `known` is the last edition that this computer knows of; `is_proved` says whether the list that lies there is signed
    as it should be, `may_keep` whether all that was in START may still be told; `owns_all` takes whatever a list may
    name for ours, where lists are damaged or gone.
    """

    known: Edition | None = None
    is_proved: bool = True
    may_keep: bool = True
    owns_all: bool = False


def change_to(
    disk: Disk,
    contents: Mapping[str, Source],
    whose: tuple[str, str],
    stick: str,
    today: date,
    terms: Terms = Terms(),
    progress: Progress = unseen,
) -> Change:
    """What makes the stick hold `contents`, of the catalogue and area that `whose` names; its id is `stick`.

    All that is to lie there is read: what is damaged is written anew. Raises OSError.
    """
    lists, lying = lists_on(disk), Lying(disk, progress, {*contents, OLDER})
    wanted = _with_older(contents, lists, lying, terms.may_keep)
    writes = {path: source for path, source in wanted.items() if lying.entry(path) != source.entry}
    entries = {path: source.entry for path, source in wanted.items()}
    all_ours = {path for path in lying.sizes if is_listable(path) and not is_litter(path)}
    ours = lists.whole.keys() | (all_ours if terms.owns_all else set())
    gone = (ours & lying.sizes.keys()) - wanted.keys()
    leftovers = gone & (lists.begun | (ours - lists.whole.keys()))
    # Names that differ in capitals alone are one name to a stick.
    alike = {path.lower() for path in wanted}
    first = {path for path in gone - leftovers if path.lower() in alike}
    foreign = sorted(path for path in lying.sizes if is_foreign(path) and path not in ours)
    in_the_way = {*(path for path in foreign if path.lower() in alike), *disk.obstacles([*writes, *_OTHERS])}
    is_new = lists.last is None and not lists.damaged
    last = None if writes or not terms.is_proved else _still_true(lists, lying, whose, stick, entries)
    return Change(
        last or Manifest(*whose, stick, lists.number(entries, today, terms.known), today, entries),
        last is not None,
        {path: writes[path] for path in _in_order(writes)},
        tuple(sorted(gone - leftovers - first)),
        tuple(sorted(first)),
        tuple(path for path in foreign if path.lower() not in alike),
        tuple(sorted(in_the_way)),
        tuple(sorted(leftovers)),
        frozenset(writes.keys() - lying.sizes.keys() - {START, OLDER}) if is_new else frozenset(),
    )


def _still_true(
    lists: Lists, lying: Lying, whose: tuple[str, str], stick: str, entries: Mapping[str, Entry]
) -> Manifest | None:
    """The list that lies there, if it says just this and nothing was broken off since."""
    last = lists.last
    is_broken_off = lists.pending is not None or lists.damaged or any(map(is_left_aside, lying.sizes))
    if last is None or is_broken_off or (last.whose, last.stick) != (whose, stick):
        return None
    return last if last.entries == entries else None


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
