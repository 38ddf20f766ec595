"""The sorts of parts of an index, each as it is after the changes: it reads, makes and keeps what these touch only."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from langhoc.search.changes import Changes, Difference
from langhoc.search.entries import EVERYTHING, Entry, rows_in_columns
from langhoc.search.gazetteer import Held
from langhoc.search.kept import Shelf, parted, piece, seal
from langhoc.search.packing import hashed, packed
from langhoc.search.postings import Postings, by_term, held, is_term
from langhoc.search.state import Cut, Entries, State, name_of_entries, piece_of_entries
from langhoc.search.terms import Term, bounds_of, changed_by, columns, cut, has_levels, name_of_part, term

# Two words side by side in more titles than these tell nothing apart.
_PAIRS = 1_024

Part = tuple[str, object]
"""The name of a part, and what it says."""

Piece = tuple[str, bytes]
"""What is kept, with its name."""

_NONE = array("I")


class Words:
    """Words and values of facets with their documents, from one word to where the next part begins."""

    def __init__(self, before: State, shelf: Shelf) -> None:
        self._before = before
        self._shelf = shelf
        self._piece_of = {word: one.piece for one in before.cuts for word in one.words}
        self._held: dict[str, tuple[Term, Postings]] = {}
        self._changed: set[str] = set()
        self._new: list[Cut] = []
        self.sizes = dict(before.terms)
        self.cuts: list[Cut] = []

    def change(self, words: Difference[int], flagged: Iterable[Entry], count: int, flags: bytes) -> None:
        """`flagged` are the entries of which something else is told beside each of their words."""
        vocabulary = self._before.vocabulary
        bounds, bounds_before = bounds_of(count), bounds_of(len(self._before.numbers))
        values = by_term(words.touched, vocabulary)
        also = {vocabulary.word(value).folded for entry in flagged for value in entry.words}
        also |= {word for word, (size, _length) in self.sizes.items() if changed_by(bounds, bounds_before, size)}
        also = {word for word in also if is_term(word) and has_levels(word)}
        if EVERYTHING not in self.sizes:
            also.add(EVERYTHING)
        for word in values.keys() | also:
            postings = dict(self._read(word)[1]) if word in self._before.terms else {}
            for value in values.get(word, ()):
                postings[value] = words.applied(value, postings.get(value, _NONE))
            postings = {value: numbers for value, numbers in postings.items() if numbers}
            self._changed.add(word)
            if postings or word == EVERYTHING:
                made = term(word, postings, vocabulary, bounds, flags)
                self._held[word] = made, postings
                self.sizes[word] = made.size, made.length
            else:
                del self.sizes[word]

    def _read(self, word: str) -> tuple[Term, Postings]:
        if word not in self._held:
            said, numbers = self._shelf.read(self._piece_of[word])
            found = parted(numbers, (length for *_term, lengths in said for length in lengths))
            for text, size, told, values, _lengths in said:
                read = Term(text, size, tuple(told)), {value: next(found) for value in values}
                self._held.setdefault(text, read)
        return self._held[word]

    @property
    def length(self) -> int:
        return sum(length for _size, length in self.sizes.values())

    def parts_of(self, middle: float) -> float:
        """How many parts there are of so much in the middle: a long term is a part of its own."""
        return sum(min(length, middle) for _size, length in self.sizes.values()) / middle

    def cut(self, middle: float) -> None:
        same = {tuple(one.words): one for one in self._before.cuts if self._changed.isdisjoint(one.words)}
        words = [tuple(part) for part in cut(((word, self.sizes[word][1]) for word in sorted(self.sizes)), middle)]
        taken = {same[part].piece for part in words if part in same}
        free = (name for name in map("w{}".format, count()) if name not in taken)
        self.cuts = [same.get(part) or Cut(next(free), part) for part in words]
        self._new = [one for one in self.cuts if one.piece not in taken]

    @property
    def names(self) -> list[str]:
        """Of all parts."""
        return [name_of_part(one.words[0]) for one in self.cuts]

    @property
    def pieces(self) -> list[str]:
        return [one.piece for one in self.cuts]

    def new_parts(self) -> Iterator[Part]:
        for one in self._new:
            yield name_of_part(one.words[0]), columns([self._read(word)[0] for word in one.words], are_said=False)

    def new_pieces(self) -> Iterator[Piece]:
        for one in self._new:
            found = [self._read(word) for word in one.words]
            said = [
                [term.word, term.size, term.columns, list(postings), list(map(len, postings.values()))]
                for term, postings in found
            ]
            yield one.piece, piece(said, (numbers for _term, postings in found for numbers in postings.values()))


class Pairs:
    """What ends with two words: the documents in whose titles they stand side by side; what places tell besides."""

    def __init__(self, before: State, shelf: Shelf) -> None:
        self._before = before
        self._shelf = shelf
        self._parts: dict[int, dict[str, array[int]]] = {}
        self._changed: set[int] = set()
        self._packed: dict[str, str] = {}
        self.count = before.pairs
        self.length = before.length_of_pairs
        self.beside = set(before.beside)
        self.places: list[str] = []

    def change(self, pairs: Difference[tuple[int, int]]) -> None:
        word = self._before.vocabulary.word
        for pair in pairs.touched:
            name = " ".join(word(number).folded for number in pair)
            place = hashed(name) % self._before.pairs if self._before.pairs else 0
            part = self._part(place)
            before = part.get(name, _NONE)
            after = part[name] = pairs.applied(pair, before)
            self.length += len(self._told(name, after)) - (len(packed(before)) if len(before) <= _PAIRS else 0)
            self._changed.add(place)
            (self.beside.add if len(after) > _PAIRS else self.beside.discard)(name)
            if not after:
                del part[name]

    def _told(self, name: str, numbers: array[int]) -> str:
        """The documents, packed; nothing where these are too many."""
        if name not in self._packed:
            self._packed[name] = packed(numbers) if len(numbers) <= _PAIRS else ""
        return self._packed[name]

    def _part(self, place: int) -> dict[str, array[int]]:
        if place not in self._parts:
            name = _name_of_pairs(place)
            said, numbers = self._shelf.read(name) if self._shelf.has(name) else ({}, _NONE)
            self._parts[place] = dict(zip(said, parted(numbers, said.values()), strict=True))
        return self._parts[place]

    def share(self, count: int) -> None:
        """Into so many parts."""
        if count != self._before.pairs:
            pairs = [pair for place in range(max(1, self._before.pairs)) for pair in self._part(place).items()]
            self._parts = {place: {} for place in range(count)}
            for name, numbers in pairs:
                self._parts[hashed(name) % count][name] = numbers
            self._changed = set(self._parts)
        self.count = count

    @property
    def names(self) -> list[str]:
        """Of all parts."""
        return list(map(self._name, range(self.count)))

    def _name(self, place: int) -> str:
        return f"p{self.count}-{place}"

    @property
    def pieces(self) -> list[str]:
        """Those in which there is anything."""
        return [_name_of_pairs(place) for place in range(self.count) if self._has(place)]

    def _has(self, place: int) -> bool:
        return bool(self._parts[place]) if place in self._changed else self._shelf.has(_name_of_pairs(place))

    def new_parts(self, places: Iterable[tuple[str, list[object]]]) -> Iterator[Part]:
        """Those in which the pairs or the places are not as they were."""
        parts: list[list[object]] = [[] for _place in range(self.count)]
        for ending, entry in places:
            part = parts[hashed(ending) % self.count]
            if entry not in part:
                part.append(entry)
        self.places = [seal(json.dumps(part).encode()) for part in parts]
        before = self._before.places if self.count == self._before.pairs else [""] * self.count
        for place, part in enumerate(parts):
            if place in self._changed or self.places[place] != before[place]:
                pairs = sorted((name, self._told(name, numbers)) for name, numbers in self._part(place).items())
                yield self._name(place), ["~".join(f"{name}|{told}" for name, told in pairs if told), part]

    def new_pieces(self) -> Iterator[Piece]:
        for place in self._changed:
            if part := self._part(place):
                yield _name_of_pairs(place), piece({name: len(part[name]) for name in part}, part.values())


def _name_of_pairs(place: int) -> str:
    return f"p{place}"


class Rows:
    """What results show, so many numbers to a part; kept with all else that the index holds of these documents."""

    def __init__(self, before: State, kept: Entries, changes: Changes) -> None:
        self._before = before
        self._kept = kept
        self._changes = changes
        self._parts: dict[int, dict[int, Entry]] = {}
        self.chunk = before.chunk
        old, new = changes.old.values(), changes.new.values()
        self.length = before.length_of_rows + sum(map(_length, new)) - sum(map(_length, old))
        self.areas = before.areas + sum(map(_is_area, new)) - sum(map(_is_area, old))

    def share(self, chunk: int) -> None:
        """Into parts of so many numbers."""
        changes = self._changes
        numbers = list(changes.numbers.values())
        if chunk == self._before.chunk:
            places = {number // chunk for number in changes.places}
            numbers = [number for place in places for number in self._kept.part(place) if number not in changes.old]
            numbers += changes.new
        self._parts = defaultdict(dict)
        for number in sorted(numbers):
            self._parts[number // chunk][number] = changes.new.get(number) or self._kept.at(number)
        self.chunk = chunk

    @property
    def _places(self) -> set[int]:
        return {number // self.chunk for number in self._changes.numbers.values()}

    @property
    def names(self) -> list[str]:
        """Of all parts."""
        return [f"s{self.chunk}-{place}" for place in self._places]

    @property
    def pieces(self) -> list[str]:
        return list(map(name_of_entries, self._places))

    def new_parts(self) -> Iterator[Part]:
        for place, entries in self._parts.items():
            numbers = [] if len(entries) == self.chunk else [number % self.chunk for number in entries]
            yield f"s{self.chunk}-{place}", rows_in_columns(numbers, (entry.row for entry in entries.values()))

    def new_pieces(self) -> Iterator[Piece]:
        for place, entries in self._parts.items():
            yield name_of_entries(place), piece_of_entries(entries)


def _length(entry: Entry) -> int:
    return len(str(entry.row))


def _is_area(entry: Entry) -> bool:
    return entry.kind == "area"


class Holders:
    """Which documents lie where: kept in one piece, for all areas are told of together."""

    def __init__(self, before: State, shelf: Shelf) -> None:
        self._vocabulary = before.vocabulary
        values, numbers = shelf.read(_HELD) if shelf.has(_HELD) else ({}, _NONE)
        self._postings = dict(zip(map(int, values), parted(numbers, values.values()), strict=True))
        self._is_changed = False

    def change(self, words: Difference[int]) -> None:
        for value in words.touched:
            if not is_term(self._vocabulary.word(value).folded):
                self._postings[value] = words.applied(value, self._postings.get(value, _NONE))
                self._is_changed = True

    def held(self, numbers: Mapping[str, int]) -> Held:
        return held(numbers, self._postings, self._vocabulary)

    @property
    def pieces(self) -> list[str]:
        return [_HELD]

    def new_pieces(self) -> Iterator[Piece]:
        if self._is_changed:
            found = {value: numbers for value, numbers in self._postings.items() if numbers}
            yield _HELD, piece({value: len(numbers) for value, numbers in found.items()}, found.values())


_HELD = "held"
