"""How an index stands: what of it is known before any other piece of what was kept is read."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langhoc.search.entries import Entry, Vocabulary
from langhoc.search.kept import FIRST, Keeper, Shelf, Unreadable, parted, piece, read_piece, seal
from langhoc.search.synonyms import Synonyms
from langhoc.search.words import Word

# Words that no document has any more are kept until there may be as many again, and so many more.
_SPARE_WORDS = 10_000


@dataclass(frozen=True, slots=True)
class Cut:
    """The words of a part, and the name of the piece that tells of them."""

    piece: str
    words: Sequence[str]


@dataclass(slots=True)
class State:
    """`slots`, 0 if it is one file; `chunk`: so many numbers to a piece of entries; `pairs`: so many parts of these.

    `terms` are sizes and lengths by word; `length_of_pairs` and `length_of_rows` are of all that is told. `places` are
    seals of what each part of pairs tells besides these; `seals` are of pieces by their names, `files` of files.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    words_at_first: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)
    slots: int = 0
    flags: bytes = b""
    areas: int = 0
    cuts: Sequence[Cut] = ()
    terms: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    pairs: int = 0
    length_of_pairs: int = 0
    beside: frozenset[str] = frozenset()
    chunk: int = 0
    length_of_rows: int = 0
    places: Sequence[str] = ()
    seals: dict[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def emptied(self) -> State:
        """As of no document; words keep their numbers, and files are what they were."""
        return State(self.vocabulary, self.words_at_first, files=self.files)

    def kept(self, synonyms: Synonyms) -> bytes:
        words = [word for cut in self.cuts for word in cut.words]
        said = {
            "kind": _kind(synonyms),
            "words": [[word.folded for word in self.vocabulary.words], [word.marked for word in self.vocabulary.words]],
            "words_at_first": self.words_at_first or len(self.vocabulary.words),
            "ids": list(self.numbers),
            "cuts": [[cut.piece, *cut.words] for cut in self.cuts],
            "flags": self.flags.decode(),
            "beside": sorted(self.beside),
            **{name: getattr(self, name) for name in _AS_THEY_ARE},
        }
        sizes, lengths = (array("I", [self.terms[word][place] for word in words]) for place in range(2))
        return piece(said, (array("I", self.numbers.values()), sizes, lengths))


_AS_THEY_ARE = ("slots", "areas", "pairs", "length_of_pairs", "chunk", "length_of_rows", "places", "seals", "files")


def restored(keeper: Keeper, synonyms: Synonyms) -> State:
    """Raises Unreadable."""
    content = keeper(FIRST)
    if content is None:
        raise Unreadable(FIRST)
    said, numbers = read_piece(content)
    if said["kind"] != _kind(synonyms):
        raise Unreadable(FIRST)
    vocabulary = Vocabulary(map(Word, *said["words"]))
    if len(vocabulary.words) > said["words_at_first"] * 2 + _SPARE_WORDS:
        raise Unreadable(FIRST)
    cuts = [Cut(name, words) for name, *words in said["cuts"]]
    words = [word for cut in cuts for word in cut.words]
    of_ids, sizes, lengths = parted(numbers, (len(said["ids"]), len(words), len(words)))
    return State(
        vocabulary=vocabulary,
        words_at_first=said["words_at_first"],
        numbers=dict(zip(said["ids"], of_ids, strict=True)),
        flags=said["flags"].encode(),
        cuts=cuts,
        terms=dict(zip(words, zip(sizes, lengths, strict=True), strict=True)),
        beside=frozenset(said["beside"]),
        **{name: said[name] for name in _AS_THEY_ARE},
    )


def _kind(synonyms: Synonyms) -> str:
    """What entries depend on besides their documents, and how numbers are kept."""
    return seal(json.dumps([synonyms.texts, sys.byteorder, array("I").itemsize]).encode())


class Entries:
    """What an index holds of its documents, by their numbers; read as needed."""

    def __init__(self, shelf: Shelf, chunk: int) -> None:
        self._shelf = shelf
        self._chunk = chunk
        self._parts: dict[int, dict[int, Entry]] = {}

    def at(self, number: int) -> Entry:
        return self.part(number // self._chunk)[number]

    def part(self, place: int) -> dict[int, Entry]:
        """Those of a part, ascending."""
        if place not in self._parts:
            name = name_of_entries(place)
            self._parts[place] = _entries(*self._shelf.read(name)) if self._shelf.has(name) else {}
        return self._parts[place]


def name_of_entries(place: int) -> str:
    return f"s{place}"


def piece_of_entries(entries: Mapping[int, Entry]) -> bytes:
    said = [[number, one.row, len(one.words), len(one.pairs)] for number, one in entries.items()]
    return piece(said, (numbers for one in entries.values() for numbers in (one.words, one.pairs)))


def _entries(said: Any, numbers: array[int]) -> dict[int, Entry]:
    found = parted(numbers, (length for _number, _row, *lengths in said for length in lengths))
    return {number: Entry(row, next(found), next(found)) for number, row, *_lengths in said}
