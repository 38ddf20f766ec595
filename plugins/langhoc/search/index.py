"""Documents -> the files of a search index: one while it is small, else a head and parts that are loaded as needed.

Terms stand in parts in the order of the alphabet. Where a part begins is decided by the terms around it, and a
document's number by its id, so that an edit rewrites the parts of its own words only.

Each part is a classic script that hands over what it holds, for a page from a disk cannot fetch:
    head          the words there are; how the rest is cut
    w<hash>       words, and values of facets, with their documents, from one word of the head to where the next begins
    p<number>     what ends with two words, by the hash of these: the documents in which they stand side by side, and
                  the areas and landmarks that are called so
    a<number>     areas by the hash of their ids: where they lie, and what lies around them
    t<hash>       the areas in one that is in no other, with their documents
    s<number>     what results show
    d             what facets and their values are called
theme/scripts/search/20-parts.js reads them.
"""

from __future__ import annotations

import gzip
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from langhoc import vietnamese
from langhoc.model import KINDS
from langhoc.search.documents import Document
from langhoc.search.facets import UNLISTED
from langhoc.search.gazetteer import Gazetteer, Held
from langhoc.search.names import LANDMARKS, UNITS
from langhoc.search.numbers import numbered, slots_for
from langhoc.search.packing import call, hashed, packed, sign
from langhoc.search.postings import LEVEL_BITS, LEVELS, Postings, by_folded, gathered
from langhoc.search.synonyms import Synonyms
from langhoc.search.words import written_words

# One file while it is no larger than this, compressed, in bytes.
MOST_IN_ONE = 40_000
# Of one file, everything is in it only if it is so much smaller: every reader pays for all of it.
_SPARED = 11_000

# Of a word that more than so many documents have, a share of all, the best are kept: those found last are never seen.
# A word of fewer is complete, for it tells documents apart.
_FEW, _MANY = 1_024, 16_384
_KEPT_IN_ONE, _SHARE_IN_ONE = 64, 4
_KEPT, _SHARE = 256, 50
# Of two words side by side, so many titles and places; where more have them, a few, for they tell nothing apart.
_PAIRS_IN_TITLES, _PAIRS_IN_PLACES, _PAIRS_OF_MANY = 1_024, 256, 64
# A part is begun at a word that chance picks, once the last has grown to the first of these; by the second at any.
_PART_FROM, _PART_TO = 1_000, 3_000
# So many characters of pairs and names to a part, about.
_PAIR_PART, _PAIR_PART_OF_MANY = 2_000, 3_200
_AREAS_IN_PART = 32
# So many numbers to a part of summaries; one in two or three is a document's.
_CHUNK, _CHUNK_OF_MANY = 24, 68
_CLASSES = 16
# As many as there are signs, but for none.
_MOST_TOPICS = 63
# So many written forms of a word are told apart: as many as there are signs.
_FORMS = 64

# What the browser's encodeURIComponent leaves as it is; a value may hold what parts words from each other.
_SAFE = "!~*'()"
_FLAGS = {"free": 1, "evening": 2, "open": 4}
_DAY_ZERO = date(2020, 1, 1)
# A path may begin as its title does; then it says only how far.
_FEWEST_SHARED = 4


@dataclass(frozen=True, slots=True)
class Source:
    """What an index of one language is made of: its documents, the places they lie at, and words that mean the same.

    `prefix` is the folder of the language's pages; `labels` name the values of each facet; `topics` are the names of
    each topic, the usual one first.
    """

    language: str
    prefix: str
    documents: Sequence[Document]
    gazetteer: Gazetteer
    synonyms: Synonyms
    labels: Mapping[str, Sequence[tuple[str, str]]]
    topics: Mapping[str, Sequence[str]]


def index_files(source: Source) -> dict[str, bytes]:
    """The files of the index by their paths in the folder of indexes: "vi.js", and "vi/…" for its parts."""
    if len(source.documents) <= _FEW:
        for bounds, most in ((None, MOST_IN_ONE - _SPARED), (_bounds_in_one(len(source.documents)), MOST_IN_ONE)):
            whole = _Index(source, bounds, in_one=True).in_one()
            if len(gzip.compress(whole, 9)) <= most:
                return {f"{source.language}.js": whole}
    parts = dict(_Index(source, _bounds(len(source.documents)), in_one=False).parts())
    files = {f"{source.language}.js": call("head", parts.pop("head")).encode()}
    for name, data in parts.items():
        files[f"{source.language}/{name}.js"] = call(name, data).encode()
    return files


Bounds = tuple[int, int] | None
"""Of a word that more documents than the first have, the second are kept; None: all are."""


def _bounds(count: int) -> Bounds:
    return None if count <= _FEW else (max(_KEPT, count // _SHARE), _KEPT)


def _bounds_in_one(count: int) -> Bounds:
    return max(_KEPT_IN_ONE, count // _SHARE_IN_ONE), _KEPT_IN_ONE


class _Index:
    def __init__(self, source: Source, bounds: Bounds, in_one: bool) -> None:
        self._source = source
        self._bounds = bounds
        self._is_whole = in_one
        self._slots = len(source.documents) if in_one else slots_for(len(source.documents))
        self._is_many = self._slots > _MANY
        self._numbers = _in_a_row(source.documents) if in_one else _scattered(source.documents, self._slots)
        self._documents = sorted(source.documents, key=lambda document: self._numbers[document.id])
        self._held = Held(self._documents, self._numbers)
        self._flags = {self._numbers[document.id]: _flags(document) for document in source.documents}
        self._postings = gathered(((one, self._numbers[one.id]) for one in self._documents), source.synonyms)

    def in_one(self) -> bytes:
        return "".join(call(name, data) for name, data in self.parts()).encode()

    def parts(self) -> Iterator[tuple[str, object]]:
        """The name of each part, and what it says. The head comes first; what says the same stands close together."""
        terms = self._terms()
        cuts = list(_cut(terms, self._is_whole))
        chunk = self._slots if self._is_whole else _CHUNK_OF_MANY if self._is_many else _CHUNK
        places = list(self._places())
        pairs = {} if self._is_whole else dict(_pairs(self._postings))
        counts = (self._parts_for(pairs, places), self._area_parts())
        yield "head", self._head(terms, cuts, {"chunk": chunk, "pairs": counts[0], "areas": counts[1]})
        yield from self._pair_parts(pairs, places, counts[0])
        yield from self._summaries(chunk)
        roots = [[one.id, one.title] for one in self._source.gazetteer.roots]
        yield "d", {"area": roots, **{facet: list(map(list, values)) for facet, values in self._source.labels.items()}}
        if not self._is_whole:
            yield from self._source.gazetteer.area_parts(self._held, counts[1])
        yield from ((f"w{_name(cut[0].word)}", _columns(cut, self._is_whole)) for cut in cuts)

    def _places(self) -> Iterator[tuple[str, list[object]]]:
        """What is called by names, with the ends of these; all in one part are looked up by all their names."""
        gazetteer = self._source.gazetteer
        if self._is_whole:
            return (("", entry) for entry in gazetteer.whole(self._held))
        return gazetteer.named(self._held, list(self._source.topics)[:_MOST_TOPICS])

    def _parts_for(self, pairs: Mapping[str, str], places: Sequence[tuple[str, list[object]]]) -> int:
        if self._is_whole:
            return 1
        size = sum(map(len, pairs.values())) + sum(len(str(entry)) for _ending, entry in places)
        return _rounded(size // (_PAIR_PART_OF_MANY if self._is_many else _PAIR_PART))

    def _area_parts(self) -> int:
        return 1 if self._is_whole else _rounded(len(self._source.gazetteer.areas) // _AREAS_IN_PART)

    def _head(self, terms: Sequence[_Term], cuts: Sequence[Sequence[_Term]], cut: Mapping[str, object]) -> object:
        alone = self._source.gazetteer.names_of_one_word()
        return {
            "language": self._source.language,
            "words": "|".join(" ".join(term.word for term in cut) for cut in cuts),
            "sizes": "".join(sign(term.size_class * 2 + (term.word in alone)) for term in terms),
            "documents": len(self._documents),
            **cut,
            "whole": self._is_whole,
            "short": self._source.synonyms.short_forms(),
            "common": sorted(self._source.gazetteer.common_endings),
            "topics": {} if self._is_whole else self._topics(),
            "units": [" ".join(sort) for sort in UNITS],
            "landmarks": [" ".join(sort) for sort in LANDMARKS],
            "prefix": self._source.prefix,
            "folders": {kind.name: kind.folder for kind in KINDS.values()},
        }

    def _topics(self) -> dict[str, int]:
        """What topics are called, folded, and the numbers by which places say what is on there."""
        called = enumerate(list(self._source.topics.values())[:_MOST_TOPICS], 1)
        texts = ((text, number) for number, names in called for text in names)
        return {" ".join(word.folded for word in written_words(text)): number for text, number in texts}

    # Words and values of facets

    def _terms(self) -> list[_Term]:
        flags = {} if self._is_whole else self._flags
        words = [_word_term(folded, forms, self._bounds, flags) for folded, forms in by_folded(self._postings)]
        worths = [self._numbers[one.id] * LEVEL_BITS + min(LEVELS - 1, one.worth) for one in self._listed()]
        everything = _word_term(":all", [("", array("Q", worths))], None if self._is_whole else self._bounds, flags)
        return sorted([*words, everything, *self._facet_terms()], key=lambda term: term.word)

    def _listed(self) -> list[Document]:
        """What a list shows when nothing is asked."""
        return [document for document in self._documents if document.facets and document.kind not in UNLISTED]

    def _facet_terms(self) -> Iterator[_Term]:
        """Every document with a value."""
        held: dict[str, list[int]] = defaultdict(list)
        for document in self._documents:
            for facet, value in document.facets:
                held[f":{facet}={quote(value, _SAFE)}" if value else f":{facet}"].append(self._numbers[document.id])
        yield from (_Term(name, len(numbers), ("", packed(numbers))) for name, numbers in held.items())

    # Two words, and names that end with them

    def _pair_parts(
        self, pairs: Mapping[str, str], places: Sequence[tuple[str, list[object]]], count: int
    ) -> Iterator[tuple[str, object]]:
        parts: dict[int, tuple[list[str], list[object]]] = defaultdict(lambda: ([], []))
        for pair in sorted(pairs):
            parts[hashed(pair) % count][0].append(f"{pair}|{pairs[pair]}")
        for ending, entry in places:
            place = parts[hashed(ending) % count][1]
            if entry not in place:
                place.append(entry)
        yield from ((f"p{number}", ["~".join(parts[number][0]), parts[number][1]]) for number in range(count))

    # What results show

    def _summaries(self, chunk: int) -> Iterator[tuple[str, object]]:
        chunks: dict[int, list[object]] = defaultdict(list)
        for document in self._documents:
            number = self._numbers[document.id]
            chunks[number // chunk].append([number % chunk, *_summary(document)])
        yield from ((f"s{number}", held) for number, held in chunks.items())


def _in_a_row(documents: Sequence[Document]) -> dict[str, int]:
    """One number after the other, like beside like: of one file nothing needs to stay as it was."""
    in_order = sorted(documents, key=lambda document: (document.kind, document.id))
    return {document.id: number for number, document in enumerate(in_order)}


def _scattered(documents: Sequence[Document], slots: int) -> dict[str, int]:
    return numbered((document.id for document in documents), slots)


def _flags(document: Document) -> int:
    return sum(bit for name, bit in _FLAGS.items() if (name, "") in document.facets)


def _summary(document: Document) -> list[object]:
    """Kind, path, title and more; what is empty at the end is left out."""
    shown = document.shown
    until = (date.fromisoformat(shown.until) - _DAY_ZERO).days if shown.until else 0
    more = [shown.place, _flags(document), shown.when, shown.cost, shown.state, until, shown.note, shown.title_language]
    while more and not more[-1]:
        more.pop()
    return [document.kind, _path(document), shown.title, *more]


def _path(document: Document) -> str:
    """The path as the browser can complete it: a record's by its kind's folder, and what it shares with its title."""
    if document.kind not in KINDS:
        return document.path
    named = "-".join(vietnamese.words(document.shown.title))
    shared = next((n for n, (a, b) in enumerate(zip(named, document.id, strict=False)) if a != b), len(named))
    shared = min(shared, len(document.id))
    return f"{shared}~{document.id[shared:]}" if shared >= _FEWEST_SHARED else document.id


def _rounded(count: int) -> int:
    """The next of 2, 3, 4, 6, 8, 12, …: so that what is cut by it stays as it is while a catalogue grows a little."""
    sizes = (step << power for power in range(32) for step in (2, 3))
    return next(size for size in sizes if size >= count)


@dataclass(frozen=True, slots=True)
class _Term:
    """A term, how many documents have it, and what its part says of it, a column each.

    The columns: its size, where not all are kept; documents; levels; written forms; the form of each; flags of each.
    """

    word: str
    size: int
    columns: tuple[str, ...]

    @property
    def length(self) -> int:
        return len(self.word) + sum(map(len, self.columns))

    @property
    def size_class(self) -> int:
        return min(_CLASSES - 1, self.size.bit_length())


def _word_term(folded: str, forms: Sequence[tuple[str, array[int]]], bounds: Bounds, flags: Mapping[int, int]) -> _Term:
    """The term of a folded word."""
    found = [value * _FORMS + min(form, _FORMS - 1) for form, (_marked, held) in enumerate(forms) for value in held]
    size = len({value // (LEVEL_BITS * _FORMS) for value in found}) if len(forms) > 1 else len(found)
    kept = sorted(found)
    if bounds and size > bounds[0]:
        kept = sorted(sorted(kept, key=lambda value: -(value // _FORMS % LEVEL_BITS))[: bounds[1]])
    numbers = [value // (LEVEL_BITS * _FORMS) for value in kept]
    columns = (
        str(size) if len(kept) < len(found) else "",
        packed(numbers),
        _signs([value // _FORMS % LEVEL_BITS for value in kept]),
        ",".join(marked for marked, _held in forms),
        _signs([value % _FORMS for value in kept]) if len(forms) > 1 else "",
        _signs([flags[number] for number in numbers]) if flags else "",
    )
    return _Term(folded, size, columns)


_COLUMNS = 6


def _columns(terms: Sequence[_Term], is_whole: bool) -> list[str]:
    """Words, then column by column what is said of them: like stands by like, and shrinks to little.

    In one file the head has said the words.
    """
    filled = [(*term.columns, *[""] * (_COLUMNS - len(term.columns))) for term in terms]
    words = "" if is_whole else " ".join(term.word for term in terms)
    return [words, *("~".join(column) for column in zip(*filled, strict=True))]


def _signs(values: Sequence[int]) -> str:
    """A character for each; one, where they are all the same."""
    return "".join(map(sign, values if len(set(values)) > 1 else values[:1]))


def _pairs(postings: Postings) -> Iterator[tuple[str, str]]:
    """Two folded words that stand side by side, with the documents in whose titles they do, then in whose places."""
    words = postings.words
    for (a, b), (titles, places) in postings.pairs.items():
        said = [_few(titles, _PAIRS_IN_TITLES), _few(places, _PAIRS_IN_PLACES)]
        yield f"{words[a].folded} {words[b].folded}", ".".join(said).rstrip(".")


def _few(numbers: Sequence[int], most: int) -> str:
    """Ascending numbers; of more than `most` some, marked so."""
    if len(numbers) <= most:
        return packed(numbers)
    return "+" + packed(numbers[:_PAIRS_OF_MANY])


def _cut(terms: Sequence[_Term], in_one: bool) -> Iterator[list[_Term]]:
    """Terms in order, cut into parts."""
    part: list[_Term] = []
    size = 0
    for term in terms:
        is_picked = size >= _PART_FROM and zlib.crc32(term.word.encode()) % 2 == 0
        if part and not in_one and (is_picked or size + term.length > _PART_TO):
            yield part
            part, size = [], 0
        part.append(term)
        size += term.length
    if part:
        yield part


def _name(word: str) -> str:
    return f"{hashed(word):x}"
