"""What an index is made of, and what its head says of all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from langhoc.model import KINDS
from langhoc.search.documents import Document
from langhoc.search.gazetteer import Gazetteer, Held
from langhoc.search.names import LANDMARKS, UNITS
from langhoc.search.packing import sign
from langhoc.search.synonyms import Synonyms
from langhoc.search.terms import class_of
from langhoc.search.words import written_words

# As theme/scripts/search/20-parts.js: a head of another format, which a browser kept, is not read.
FORMAT = 2

# As many as there are signs, but for none.
_MOST_TOPICS = 63


@dataclass(frozen=True, slots=True)
class Source:
    """What an index of one language is made of: its documents, the places they lie at, and words that mean the same.

    Documents are taken once. `prefix` is the folder of the language's pages; `labels` name the values of each facet;
    `topics` are the names of each topic, the usual one first.
    """

    language: str
    prefix: str
    documents: Iterable[Document]
    gazetteer: Gazetteer
    synonyms: Synonyms
    labels: Mapping[str, Sequence[tuple[str, str]]]
    topics: Mapping[str, Sequence[str]]

    @property
    def told_topics(self) -> list[str]:
        """Those by which places say what is on there."""
        return list(self.topics)[:_MOST_TOPICS]

    def facets(self, held: Held, is_whole: bool) -> object:
        """What facets and their values are called."""
        roots = [root[:2] if is_whole else root for root in self.gazetteer.tops(held)]
        return {"area": roots, **{facet: list(map(list, values)) for facet, values in self.labels.items()}}

    def head(
        self,
        sizes: Sequence[tuple[str, int]],
        cuts: Iterable[Sequence[str]],
        held: Held,
        beside: Iterable[str],
        cut: Mapping[str, object],
    ) -> object:
        """What is said first, of words with the numbers of their documents, and as they are cut."""
        names = self.gazetteer.words_of_names
        return {
            "format": FORMAT,
            "language": self.language,
            "words": "|".join(map(" ".join, cuts)),
            "sizes": "".join(sign(class_of(size) * 4 + names.part_in(word)) for word, size in sizes),
            "alone": sorted(names.alone),
            "everywhere": sorted(self.gazetteer.everywhere(held)),
            "documents": held.count,
            **cut,
            "short": self.synonyms.short_forms(),
            "beside": sorted(beside),
            "common": sorted(self.gazetteer.common_endings),
            "topics": {} if cut["whole"] else self._names_of_topics(),
            "units": [" ".join(sort) for sort in UNITS],
            "landmarks": [" ".join(sort) for sort in LANDMARKS],
            "prefix": self.prefix,
            "folders": {kind.name: kind.folder for kind in KINDS.values()},
        }

    def _names_of_topics(self) -> dict[str, int]:
        """What topics are called, folded, and the numbers by which places say what is on there."""
        called = enumerate(list(self.topics.values())[:_MOST_TOPICS], 1)
        texts = ((text, number) for number, names in called for text in names)
        return {" ".join(word.folded for word in written_words(text)): number for text, number in texts}
