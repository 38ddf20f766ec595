"""A search index in parts, as it is after an edit: the same as if all of it were made, and no more of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from langhoc.search.changes import Changes, Difference
from langhoc.search.entries import Entry
from langhoc.search.kept import FIRST, Shelf, seal
from langhoc.search.packing import call
from langhoc.search.parts import Holders, Pairs, Part, Rows, Words
from langhoc.search.sharing import files_for, shares, step_below
from langhoc.search.source import Source
from langhoc.search.state import Entries, State

# There are so many parts of words, in parts of what they would be if all were as large as they should be.
_FILLED = 0.9
_AREAS_IN_PART = 32
# Text packs better than numbers do.
_OF_TEXT = 0.5


@dataclass(frozen=True, slots=True)
class Index:
    """`seals` are those of all files by their paths; `files` hold the files that are not as they were before.

    `kept` makes the pieces by which the index can be renewed: those that are not as they were before.
    """

    seals: Mapping[str, str]
    files: Mapping[str, bytes]
    kept: Callable[[], dict[str, bytes]]


def in_parts(source: Source, before: State, shelf: Shelf, kept: Entries, changes: Changes, slots: int) -> Index:
    """The index after the changes. Raises Unreadable."""
    parts = _Parts(source, before, shelf, kept, changes, slots)
    made = {parts.path(name): call(name, data).encode() for name, data in parts.new()}
    seals = {path: seal(content) for path, content in made.items()}
    after = parts.state({path: seals.get(path) or before.files[path] for path in {*seals, *parts.paths()}})
    files = {path: content for path, content in made.items() if before.files.get(path) != seals[path]}
    return Index(after.files, files, lambda: parts.kept(after))


class _Parts:
    def __init__(
        self, source: Source, before: State, shelf: Shelf, kept: Entries, changes: Changes, slots: int
    ) -> None:
        self._source = source
        self._before = before
        self._numbers = changes.numbers
        self._slots = slots
        self._flags = changes.flags(before.flags, slots)
        words = Difference(changes, lambda entry: entry.words)
        holders = Holders(before, shelf)
        holders.change(words)
        self._held = holders.held(changes.numbers)
        self._words = Words(before, shelf)
        self._words.change(words, changes.flagged, len(changes.numbers), self._flags)
        self._pairs = Pairs(before, shelf)
        self._pairs.change(Difference(changes, Entry.two_and_two))
        self._rows = Rows(before, kept, changes)
        self._places = list(source.gazetteer.named(self._held, source.told_topics))
        self._sorts = (self._words, self._pairs, self._rows, holders)
        self._share_out()

    def _share_out(self) -> None:
        """How many terms are in a part, how many parts there are of pairs, and how many numbers to a part of rows."""
        gazetteer = self._source.gazetteer
        self._areas = step_below(len(gazetteer.areas) / _AREAS_IN_PART)
        of_words = self._words.length
        of_pairs = self._pairs.length + sum(len(str(entry)) for _ending, entry in self._places)
        of_rows = self._rows.length * _OF_TEXT
        files = files_for(len(self._numbers) - self._rows.areas, self._areas + len(gazetteer.trees))
        middle = step_below(of_words / shares(files, [of_words, of_pairs, of_rows])[0])
        in_pairs, in_rows = shares(files - self._words.parts_of(middle) * _FILLED, [of_pairs, of_rows])
        self._words.cut(middle)
        self._pairs.share(in_pairs)
        self._rows.share(-(-self._slots // in_rows))

    def path(self, name: str) -> str:
        return f"{self._source.language}.js" if name == "head" else f"{self._source.language}/{name}.js"

    def paths(self) -> Iterator[str]:
        """Of all parts of which only those are made that are not as they were."""
        return map(self.path, chain(self._words.names, self._pairs.names, self._rows.names))

    def new(self) -> Iterator[Part]:
        """The parts that may not be as they were."""
        cut = {"chunk": self._rows.chunk, "pairs": self._pairs.count, "areas": self._areas, "whole": False}
        sizes = [(word, self._words.sizes[word][0]) for one in self._words.cuts for word in one.words]
        cuts = [one.words for one in self._words.cuts]
        yield "head", self._source.head(sizes, cuts, self._held, self._pairs.beside, cut)
        yield from self._pairs.new_parts(self._places)
        yield from self._rows.new_parts()
        yield "d", self._source.facets(self._held, is_whole=False)
        yield from self._source.gazetteer.area_parts(self._held, self._areas)
        yield from self._words.new_parts()

    def state(self, files: Mapping[str, str]) -> State:
        return State(
            vocabulary=self._before.vocabulary,
            words_at_first=self._before.words_at_first,
            numbers=self._numbers,
            slots=self._slots,
            flags=self._flags,
            areas=self._rows.areas,
            cuts=self._words.cuts,
            terms=self._words.sizes,
            pairs=self._pairs.count,
            length_of_pairs=self._pairs.length,
            beside=frozenset(self._pairs.beside),
            chunk=self._rows.chunk,
            length_of_rows=self._rows.length,
            places=self._pairs.places,
            files=files,
        )

    def kept(self, after: State) -> dict[str, bytes]:
        pieces = dict(chain.from_iterable(sort.new_pieces() for sort in self._sorts))
        names = chain.from_iterable(sort.pieces for sort in self._sorts)
        after.seals = {name: seal(pieces[name]) if name in pieces else self._before.seals[name] for name in names}
        return {**pieces, FIRST: after.kept(self._source.synonyms)}
