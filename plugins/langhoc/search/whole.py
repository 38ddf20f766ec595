"""Entries -> an index of one file, if it is small enough. Of one file nothing needs to stay as it was."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping

from langhoc.search.entries import EVERYTHING, Entry, Vocabulary, rows_in_columns
from langhoc.search.packing import call, in_columns
from langhoc.search.postings import by_term, held, postings
from langhoc.search.source import Source
from langhoc.search.terms import Bounds, bounds_in_one, columns, name_of_part, term

# One file while it is no larger than this, compressed, in bytes.
MOST_IN_ONE = 40_000
# Of one file, everything is in it only if it is so much smaller: every reader pays for all of it.
_SPARED = 11_000


def in_one(source: Source, entries: Mapping[str, Entry], vocabulary: Vocabulary) -> bytes | None:
    """The file; None when it would be too large."""
    whole = _Whole(source, entries, vocabulary)
    for bounds, most in ((None, MOST_IN_ONE - _SPARED), (bounds_in_one(len(entries)), MOST_IN_ONE)):
        content = "".join(call(name, data) for name, data in whole.parts(bounds)).encode()
        if len(gzip.compress(content, 9)) <= most:
            return content
    return None


class _Whole:
    def __init__(self, source: Source, entries: Mapping[str, Entry], vocabulary: Vocabulary) -> None:
        self._source = source
        self._vocabulary = vocabulary
        # One number after the other, like beside like.
        in_order = sorted(entries, key=lambda id: (entries[id].kind, entries[id].place, id))
        self._rows = [entries[id].row for id in in_order]
        self._postings = postings(enumerate(entries[id] for id in in_order))
        numbers = {id: number for number, id in enumerate(in_order)}
        self._held = held(numbers, self._postings, vocabulary)

    def parts(self, bounds: Bounds) -> Iterator[tuple[str, object]]:
        """The name of each part, and what it says. The head comes first; what says the same stands close together."""
        values = {EVERYTHING: [], **by_term(self._postings, self._vocabulary)}
        terms = [
            term(
                word,
                {value: self._postings[value] for value in values[word]},
                self._vocabulary,
                None if word == EVERYTHING else bounds,
                b"",
            )
            for word in sorted(values)
        ]
        sizes = [(one.word, one.size) for one in terms]
        cut = {"chunk": len(self._rows), "pairs": 1, "areas": 1, "whole": True}
        yield "head", self._source.head(sizes, [[one.word for one in terms]], self._held, (), cut)
        places = self._source.gazetteer.whole(self._held)
        yield "p1-0", ["", in_columns(list(zip(*places, strict=True)))]
        if self._rows:
            yield f"s{len(self._rows)}-0", rows_in_columns((), self._rows)
        yield "d", self._source.facets(self._held, is_whole=True)
        yield name_of_part(terms[0].word), columns(terms, are_said=True)
