"""Documents -> which word stands in which document, how much it weighs there, and which words stand side by side.

The weight is lunr's: BM25 in each field, by the field's boost, summed. Two things differ, so that an edit of one record
leaves the weights in all others alone: the mean lengths of the fields are fixed, and how rare a word is comes in only
when it is asked for. A word counts once in a field: none is better for saying it twice.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from langhoc.search.documents import Document
from langhoc.search.synonyms import Synonyms
from langhoc.search.words import Word, chunks, words_of


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document: how much its words count; how many it has in the middle, if that matters."""

    boost: float
    mean: float = math.inf


FIELDS: Mapping[str, Field] = {
    "title": Field(8, 8),
    "place": Field(3, 12),
    "names": Field(2, 12),
    "text": Field(1),
}
# lunr's defaults.
B, K1 = 0.75, 1.2
_NAMES = list(FIELDS).index("names")

# Weights are kept as one of so many levels, each the lowest times a power of the ratio.
LEVELS, LOWEST, RATIO = 12, 0.4, 1.43

# A level in the last digits of a number.
LEVEL_BITS = 16

# What tells of something weighs less than where one can go, and what is over weighs little: a factor by worth.
_FACTORS = ((7, 1.0), (3, 0.8), (0, 0.6))


def level_of(weight: float) -> int:
    """The level nearest to a weight."""
    return min(LEVELS - 1, max(0, round(math.log(max(weight, LOWEST) / LOWEST) / math.log(RATIO))))


def weight_in(length: int, one: Field) -> float:
    """What a word weighs in a field of so many different words."""
    share = 1 - B + B * length / one.mean if one.mean < math.inf else 1
    return one.boost * (K1 + 1) / (K1 * share + 1)


@dataclass(slots=True)
class Postings:
    """`by_word`: for each word's number, documents and levels in one integer each (document * LEVEL_BITS + level).

    `pairs`: for two folded words' numbers, the documents in whose titles they stand side by side.
    """

    words: list[Word] = field(default_factory=list)
    by_word: list[array[int]] = field(default_factory=list)
    pairs: dict[tuple[int, int], list[int]] = field(default_factory=dict)


class Gatherer:
    """Takes documents apart, one after the other."""

    def __init__(self, synonyms: Synonyms) -> None:
        self.postings = Postings()
        self._synonyms = synonyms
        self._numbers: dict[Word, int] = {}
        self._folded: list[int] = []
        self._of_chunk: dict[str, tuple[int, ...]] = {}
        self._pairs: dict[tuple[int, int], list[int]] = defaultdict(list)

    def add(self, document: Document, number: int) -> None:
        """`number` is the document's own; those of documents that were added before are smaller."""
        texts = (document.titles, document.places, document.names, document.texts)
        read = [[self._sequence(text) for text in held] for held in texts]
        fields = [set(chain.from_iterable(sequences)) for sequences in read]
        levels = _Levels([len(words) for words in fields], document.worth)
        pairs: set[tuple[int, int]] = set()
        for sequence in read[0]:
            self._pair(sequence, pairs, number)
        self._add_synonyms(read, fields, pairs, number)
        self._post(fields, levels, number * LEVEL_BITS)

    def _post(self, fields: list[set[int]], levels: _Levels, base: int) -> None:
        """Most words stand in the text only, and weigh the same there."""
        by_word = self.postings.by_word
        masks: dict[int, int] = {}
        for place, words in enumerate(fields[:-1]):
            for word in words:
                masks[word] = masks.get(word, 0) | 1 << place
        text, in_text = fields[-1], 1 << len(fields) - 1
        value = base + levels.of(in_text)
        for word in text.difference(masks):
            by_word[word].append(value)
        for word, mask in masks.items():
            by_word[word].append(base + levels.of(mask | in_text if word in text else mask))

    def done(self) -> Postings:
        self.postings.pairs = dict(self._pairs)
        return self.postings

    def _sequence(self, text: str) -> list[int]:
        """The numbers of a text's words, in order."""
        found: list[int] = []
        for chunk in chunks(text):
            numbers = self._of_chunk.get(chunk)
            if numbers is None:
                numbers = self._of_chunk[chunk] = tuple(map(self._number, words_of(chunk)))
            found += numbers
        return found

    def _number(self, word: Word) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.postings.words)
            self.postings.words.append(word)
            self.postings.by_word.append(array("Q"))
            self._folded.append(number)
            if word.marked:
                self._folded[number] = self._number(Word(word.folded, ""))
        return number

    def _add_synonyms(
        self, read: list[list[list[int]]], fields: list[set[int]], pairs: set[tuple[int, int]], number: int
    ) -> None:
        """A document that says a word is found by the others that mean the same, as by a name of it or by its text."""
        if not self._synonyms:
            return
        words, folded = self.postings.words, self._folded
        for place, sequences in enumerate(read):
            for sequence in sequences:
                for text in self._synonyms.also([words[folded[word]].folded for word in sequence]):
                    meant = self._sequence(text)
                    fields[max(place, _NAMES)].update(meant)
                    if place == 0:
                        self._pair(meant, pairs, number)

    def _pair(self, sequence: list[int], pairs: set[tuple[int, int]], number: int) -> None:
        """Note the words of a title that stand side by side, or of what it means; `pairs` are those noted before."""
        new = {(self._folded[a], self._folded[b]) for a, b in pairwise(sequence)} - pairs
        pairs |= new
        for pair in new:
            self._pairs[pair].append(number)


class _Levels:
    """The level of a word in one document, by the fields in which it stands (a bit each)."""

    def __init__(self, lengths: Sequence[int], worth: int) -> None:
        fields = zip(lengths, FIELDS.values(), strict=True)
        self._weights = [weight_in(length, one) for length, one in fields]
        self._factor = next(factor for least, factor in _FACTORS if worth >= least)
        self._known: dict[int, int] = {}

    def of(self, mask: int) -> int:
        level = self._known.get(mask)
        if level is None:
            weight = sum(weight for place, weight in enumerate(self._weights) if mask >> place & 1)
            level = self._known[mask] = level_of(weight * self._factor)
        return level


def gathered(documents: Iterable[tuple[Document, int]], synonyms: Synonyms) -> Postings:
    """The postings of documents with their numbers."""
    gatherer = Gatherer(synonyms)
    for document, number in documents:
        gatherer.add(document, number)
    return gatherer.done()


def by_folded(postings: Postings) -> Iterator[tuple[str, list[tuple[str, array[int]]]]]:
    """Each folded word, in order, with its written forms ("" for none of its own) and their postings."""
    forms: dict[str, list[tuple[str, array[int]]]] = defaultdict(list)
    for word, held in zip(postings.words, postings.by_word, strict=True):
        if held:
            forms[word.folded].append((word.marked, held))
    for folded in sorted(forms):
        yield folded, sorted(forms[folded], key=lambda form: form[0])
