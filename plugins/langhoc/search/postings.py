"""Entries -> which documents have a word, and which lie in an area."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping

from langhoc.search.entries import HOLDER, LEVEL_BITS, TOPIC, Entry, Vocabulary
from langhoc.search.gazetteer import Held

Postings = dict[int, "array[int]"]
"""By a word's number and a level, in one integer, the documents in which it weighs so much, ascending."""


def postings(entries: Iterable[tuple[int, Entry]]) -> Postings:
    """Of entries with their numbers, ascending."""
    found: Postings = defaultdict(lambda: array("I"))
    for number, entry in entries:
        for value in entry.words:
            found[value].append(number)
    return found


def is_term(word: str) -> bool:
    """Whether it is looked up by itself: a word of a text, or a value of a facet."""
    return word[0] not in (HOLDER, TOPIC)


def by_term(values: Iterable[int], vocabulary: Vocabulary) -> dict[str, list[int]]:
    """The values of each term."""
    found: dict[str, list[int]] = defaultdict(list)
    for value in values:
        if is_term(word := vocabulary.word(value).folded):
            found[word].append(value)
    return found


def held(numbers: Mapping[str, int], postings: Mapping[int, array[int]], vocabulary: Vocabulary) -> Held:
    """What lies where, of postings that are no terms'."""
    joined: dict[str, array[int]] = {}
    rest: dict[str, array[int]] = {}
    topics: dict[str, array[int]] = {}
    for value, documents in postings.items():
        word = vocabulary.word(value).folded
        if word[0] == TOPIC:
            topics[word[1:]] = documents
        elif word[0] == HOLDER:
            (rest if value % LEVEL_BITS else joined)[word[1:]] = documents
    return Held(numbers, joined, rest, topics)
