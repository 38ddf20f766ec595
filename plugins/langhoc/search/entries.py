"""Document -> what an index holds of it: what a result shows, its words by number, and which stand side by side.

An entry is all that is needed to take a document out of an index again, or to put it in under another number.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise
from urllib.parse import quote

from langhoc.model import KINDS
from langhoc.search.documents import Document
from langhoc.search.facets import UNLISTED
from langhoc.search.packing import id_beside, in_columns
from langhoc.search.synonyms import Synonyms
from langhoc.search.weights import FIELDS, LEVELS, Levels
from langhoc.search.words import Word, chunks, words_of

# A word's number leaves room for a level: their sum says which word, and how much it weighs.
LEVEL_BITS = 16

# Before what is no word of a text: a value of a facet; an area or a place that holds a document; its topic.
FACET, HOLDER, TOPIC = ":", "@", "#"
EVERYTHING = ":all"

FLAGS = {"free": 1, "evening": 2, "open": 4}

_NAMES = list(FIELDS).index("names")
_TO_JOIN = ("offer", "event")
_DAY_ZERO = date(2020, 1, 1)
# What the browser's encodeURIComponent leaves as it is; a value may hold what parts words from each other.
_SAFE = "!~*'()"
# Names of places, of topics, of sorts are said again and again.
_TEXTS = 1 << 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index holds of a document.

    `row` is what a result shows: kind, path, title, place, flags and more. Of each word the sum of its number and its
    level stands in `words`; of an area or a place that holds it, as level, whether one cannot join it; facets and
    topics have none. `pairs` are the numbers of folded words that stand side by side in its titles, two and two.
    """

    row: list[object]
    words: array[int]
    pairs: array[int]

    @property
    def kind(self) -> str:
        return str(self.row[0])

    @property
    def place(self) -> str:
        return str(self.row[3])

    @property
    def flags(self) -> int:
        return int(str(self.row[4] or 0))

    def two_and_two(self) -> Iterator[tuple[int, int]]:
        return zip(self.pairs[::2], self.pairs[1::2], strict=True)


class Vocabulary:
    """Words by number. Numbers are multiples of LEVEL_BITS, and do not change when there are more words."""

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self.words = list(words)
        self._numbers = {word: place * LEVEL_BITS for place, word in enumerate(self.words)}

    def number(self, word: Word) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words) * LEVEL_BITS
            self.words.append(word)
        return number

    def word(self, value: int) -> Word:
        """The word of a number, or of one and a level."""
        return self.words[value // LEVEL_BITS]


class Reader:
    """Takes documents apart, one after the other."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        self._of_chunk = _Numbers(self._number)
        self._folded: dict[int, int] = {}
        self._may_mean_more: set[int] = set()
        self._read = lru_cache(_TEXTS)(self._sequences)
        self._facet = lru_cache(_TEXTS)(self._numbered_facet)
        self._sign = lru_cache(_TEXTS)(self._numbered_sign)
        # In the last field it does not matter how many words there are.
        self._levels = lru_cache(_TEXTS)(lambda *lengths: Levels([*lengths[:-1], 0], lengths[-1]))

    def entry(self, document: Document) -> Entry:
        held = (document.titles, document.places, document.names, document.texts)
        read = [[self._read(text) for text in texts] for texts in held]
        fields = [set(chain.from_iterable(said for said, _meant in sequences)) for sequences in read]
        levels = self._levels(*map(len, fields[:-1]), document.worth)
        for place, sequences in enumerate(read):
            for _said, meant in sequences:
                fields[max(place, _NAMES)].update(*meant)
        words = _weighed(fields, levels)
        words.extend(self._told(document))
        in_titles = {pair for said, meant in read[0] for one in (said, *meant) for pair in self._side_by_side(one)}
        return Entry(_row(document), words, array("I", chain.from_iterable(in_titles)))

    def _told(self, document: Document) -> Iterator[int]:
        """What is known of it besides its words."""
        yield from map(self._facet, dict.fromkeys(document.facets))
        # What a list shows when nothing is asked.
        if document.facets and document.kind not in UNLISTED:
            yield self._sign(EVERYTHING) + min(LEVELS - 1, document.worth)
        is_rest = document.kind not in _TO_JOIN
        for one in dict.fromkeys((*document.areas, *document.at)):
            yield self._sign(HOLDER + one) + is_rest
        if document.topic:
            yield self._sign(TOPIC + document.topic)

    def _numbered_facet(self, facet: tuple[str, str]) -> int:
        name, value = facet
        said = f"{FACET}{name}={quote(value, _SAFE)}" if value else f"{FACET}{name}"
        return self._sign(said)

    def _numbered_sign(self, said: str) -> int:
        return self._vocabulary.number(Word(said, ""))

    def _sequences(self, text: str) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
        """The numbers of a text's words, in order; and of others that mean the same as something in it.

        A document that says a word is found by those that mean the same, as by a name of it or by its text.
        """
        said = self._sequence(text)
        if self._may_mean_more.isdisjoint(said):
            return said, ()
        folded = [self._vocabulary.word(word).folded for word in said]
        return said, tuple(map(self._sequence, self._synonyms.also(folded)))

    def _sequence(self, text: str) -> tuple[int, ...]:
        return tuple(chain.from_iterable(map(self._of_chunk.__getitem__, chunks(text))))

    def _number(self, word: Word) -> int:
        number = self._vocabulary.number(word)
        if number not in self._folded:
            self._folded[number] = self._vocabulary.number(Word(word.folded, "")) if word.marked else number
            if self._synonyms.begin_with(word.folded):
                self._may_mean_more.add(number)
        return number

    def _side_by_side(self, sequence: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        return ((self._folded[a], self._folded[b]) for a, b in pairwise(sequence))


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of a chunk's words."""

    def __init__(self, number: Callable[[Word], int]) -> None:
        self._number = number

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        self[chunk] = numbers = tuple(map(self._number, words_of(chunk)))
        return numbers


def _weighed(fields: list[set[int]], levels: Levels) -> array[int]:
    """Most words stand in the text only, and weigh the same there."""
    masks: dict[int, int] = {}
    for place, words in enumerate(fields[:-1]):
        for word in words:
            masks[word] = masks.get(word, 0) | 1 << place
    text, in_text = fields[-1], 1 << len(fields) - 1
    level = levels[in_text]
    found = array("I", [word + level for word in text.difference(masks)])
    found.extend([word + levels[mask | in_text if word in text else mask] for word, mask in masks.items()])
    return found


def _row(document: Document) -> list[object]:
    """Kind, path, title and more."""
    shown = document.shown
    until = _day(shown.until) + (f"|{_day(shown.ends)}" if shown.ends else "")
    flags = sum(bit for name, bit in FLAGS.items() if (name, "") in document.facets)
    said = [shown.when, shown.cost, shown.state, until, shown.note, shown.title_language]
    return [document.kind, _path(document), shown.title, shown.place, flags or "", *said]


def _day(written: str) -> str:
    """As a number; nothing for no day."""
    return str((date.fromisoformat(written) - _DAY_ZERO).days) if written else ""


def rows_in_columns(places: Sequence[int], rows: Iterable[Sequence[object]]) -> list[str]:
    """A part of what results show: the places of the numbers in it, where any is empty; then what is shown."""
    return in_columns([places, *zip(*rows, strict=True)])


def _path(document: Document) -> str:
    """The path as the browser can complete it: a record's by its kind's folder and its title."""
    return id_beside(document.shown.title, document.id) if document.kind in KINDS else document.path
