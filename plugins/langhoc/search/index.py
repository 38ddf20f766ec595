"""Documents -> the files of a search index: one while it is small, else a head and parts that are loaded as needed.

Terms stand in parts in the order of the alphabet. Where a part begins is decided by the terms around it, and a
document's number by its id, so that an edit rewrites the parts of its own words only.

Each part is a classic script that hands over what it holds, for a page from a disk cannot fetch:
    head          the words there are; how the rest is cut
    w<hash>       words, and values of facets, with their documents, from one word of the head to where the next begins
    p<n>-<number> what ends with two words, by the hash of these: the documents in whose titles they stand side by side,
                  and the areas and landmarks that are called so
    a<n>-<number> areas by the hash of their ids: where they lie, and what lies around them
    t<hash>       the areas in one that is in no other, with their documents
    s<n>-<number> what results show
    d             what facets and their values are called
By the first number they are cut: a browser that kept an older head asks for parts that are not there, not for others.
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

from langhoc.model import KINDS
from langhoc.search.documents import Document
from langhoc.search.facets import UNLISTED
from langhoc.search.gazetteer import Gazetteer, Held
from langhoc.search.names import LANDMARKS, UNITS
from langhoc.search.numbers import numbered, slots_for
from langhoc.search.packing import call, hashed, id_beside, in_columns, packed, sign
from langhoc.search.postings import LEVEL_BITS, LEVELS, Postings, by_folded, gathered
from langhoc.search.sharing import files_for, shares, step_below
from langhoc.search.synonyms import Synonyms
from langhoc.search.words import written_words

# As theme/scripts/search/20-parts.js: a head of another format, which a browser kept, is not read.
FORMAT = 2

# One file while it is no larger than this, compressed, in bytes.
MOST_IN_ONE = 40_000
# Of one file, everything is in it only if it is so much smaller: every reader pays for all of it.
_SPARED = 11_000

# Of a word that more than so many documents have, a share of all, the best are kept: those found last are never seen.
# A word of fewer is complete, for it tells documents apart.
_FEW = 1_024
_KEPT_IN_ONE, _SHARE_IN_ONE = 64, 4
_KEPT, _SHARE = 192, 50
# Two words side by side in more titles than these tell nothing apart.
_PAIRS = 1_024
# A part of words is begun at one that chance picks, once the last has grown to the first of these, in parts of what it
# should be; by the second at any.
_PART_FROM, _PART_TO = 0.7, 2
# There are so many parts then, in parts of what they would be if all were as large as they should be.
_FILLED = 0.9
_AREAS_IN_PART = 32
# Text packs better than numbers do.
_OF_TEXT = 0.5
_CLASSES = 16
# As many as there are signs, but for none.
_MOST_TOPICS = 63
# So many written forms of a word are told apart: as many as there are signs.
_FORMS = 64

# What the browser's encodeURIComponent leaves as it is; a value may hold what parts words from each other.
_SAFE = "!~*'()"
_FLAGS = {"free": 1, "evening": 2, "open": 4}
_DAY_ZERO = date(2020, 1, 1)


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
        whole = _Index(source, in_one=True)
        for bounds, most in ((None, MOST_IN_ONE - _SPARED), (_bounds_in_one(len(source.documents)), MOST_IN_ONE)):
            content = "".join(call(name, data) for name, data in whole.parts(bounds)).encode()
            if len(gzip.compress(content, 9)) <= most:
                return {f"{source.language}.js": content}
    parts = dict(_Index(source, in_one=False).parts(_bounds(len(source.documents))))
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
    def __init__(self, source: Source, in_one: bool) -> None:
        self._source = source
        self._is_whole = in_one
        self._slots = len(source.documents) if in_one else slots_for(len(source.documents))
        self._numbers = _in_a_row(source.documents) if in_one else _scattered(source.documents, self._slots)
        self._documents = sorted(source.documents, key=lambda document: self._numbers[document.id])
        self._held = Held(self._documents, self._numbers)
        self._flags = {self._numbers[document.id]: _flags(document) for document in source.documents}
        self._postings = gathered(((one, self._numbers[one.id]) for one in self._documents), source.synonyms)

    def parts(self, bounds: Bounds) -> Iterator[tuple[str, object]]:
        """The name of each part, and what it says. The head comes first; what says the same stands close together."""
        terms = self._terms(bounds)
        places = list(self._places())
        pairs = {} if self._is_whole else dict(_pairs(self._postings))
        summaries = {self._numbers[one.id]: _summary(one) for one in self._documents}
        areas = 1 if self._is_whole else step_below(len(self._source.gazetteer.areas) / _AREAS_IN_PART)
        cuts, in_pairs, chunk = self._shared_out(terms, pairs, places, summaries, areas)
        yield "head", self._head(terms, cuts, {"chunk": chunk, "pairs": in_pairs, "areas": areas})
        yield from self._pair_parts(pairs, places, in_pairs)
        yield from _summary_parts(summaries, chunk)
        roots = [root[:2] if self._is_whole else root for root in self._source.gazetteer.tops(self._held)]
        yield "d", {"area": roots, **{facet: list(map(list, values)) for facet, values in self._source.labels.items()}}
        if not self._is_whole:
            yield from self._source.gazetteer.area_parts(self._held, areas)
        yield from ((f"w{_name(cut[0].word)}", _columns(cut, self._is_whole)) for cut in cuts)

    def _places(self) -> Iterator[tuple[str, list[object]]]:
        """What is called by names, with the ends of these; all in one part are looked up by all their names."""
        gazetteer = self._source.gazetteer
        if self._is_whole:
            return (("", entry) for entry in gazetteer.whole(self._held))
        return gazetteer.named(self._held, list(self._source.topics)[:_MOST_TOPICS])

    def _shared_out(
        self,
        terms: Sequence[_Term],
        pairs: Mapping[str, str],
        places: Sequence[tuple[str, list[object]]],
        summaries: Mapping[int, list[object]],
        areas: int,
    ) -> tuple[list[Sequence[_Term]], int, int]:
        """The terms of each part, how many parts there are of pairs, and how many numbers to a part of summaries."""
        if self._is_whole:
            return [terms], 1, self._slots
        of_terms = sum(term.length for term in terms)
        of_pairs = sum(map(len, pairs.values())) + sum(len(str(entry)) for _ending, entry in places)
        of_summaries = sum(len(str(row)) for row in summaries.values()) * _OF_TEXT
        others = areas + len(self._source.gazetteer.trees)
        files = files_for(sum(document.kind != "area" for document in self._documents), others)
        middle = step_below(of_terms / shares(files, [of_terms, of_pairs, of_summaries])[0])
        # A long term is a part of its own: there are fewer than there might be.
        in_words = sum(min(term.length, middle) for term in terms) / middle * _FILLED
        in_pairs, in_summaries = shares(files - in_words, [of_pairs, of_summaries])
        return list(_cut(terms, middle)), in_pairs, -(-self._slots // in_summaries)

    def _head(self, terms: Sequence[_Term], cuts: Sequence[Sequence[_Term]], cut: Mapping[str, object]) -> object:
        names = self._source.gazetteer.words_of_names
        return {
            "format": FORMAT,
            "language": self._source.language,
            "words": "|".join(" ".join(term.word for term in cut) for cut in cuts),
            "sizes": "".join(sign(term.size_class * 4 + names.part_in(term.word)) for term in terms),
            "alone": sorted(names.alone),
            "everywhere": sorted(self._source.gazetteer.everywhere(self._held)),
            "documents": len(self._documents),
            **cut,
            "whole": self._is_whole,
            "short": self._source.synonyms.short_forms(),
            "beside": [] if self._is_whole else sorted(_said_often(self._postings)),
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

    def _terms(self, bounds: Bounds) -> list[_Term]:
        flags = {} if self._is_whole else self._flags
        words = [_word_term(folded, forms, bounds, flags) for folded, forms in by_folded(self._postings)]
        worths = [self._numbers[one.id] * LEVEL_BITS + min(LEVELS - 1, one.worth) for one in self._listed()]
        everything = _word_term(":all", [("", array("Q", worths))], None if self._is_whole else bounds, flags)
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
        if self._is_whole:
            yield "p1-0", ["", in_columns(list(zip(*(entry for _ending, entry in places), strict=True)))]
            return
        parts: dict[int, tuple[list[str], list[object]]] = defaultdict(lambda: ([], []))
        for pair in sorted(pairs):
            parts[hashed(pair) % count][0].append(f"{pair}|{pairs[pair]}")
        for ending, entry in places:
            place = parts[hashed(ending) % count][1]
            if entry not in place:
                place.append(entry)
        yield from ((f"p{count}-{number}", ["~".join(parts[number][0]), parts[number][1]]) for number in range(count))


def _in_a_row(documents: Sequence[Document]) -> dict[str, int]:
    """One number after the other, like beside like: of one file nothing needs to stay as it was."""
    in_order = sorted(documents, key=lambda document: (document.kind, document.shown.place, document.id))
    return {document.id: number for number, document in enumerate(in_order)}


def _scattered(documents: Sequence[Document], slots: int) -> dict[str, int]:
    return numbered((document.id for document in documents), slots)


def _flags(document: Document) -> int:
    return sum(bit for name, bit in _FLAGS.items() if (name, "") in document.facets)


def _summary(document: Document) -> list[object]:
    """Kind, path, title and more."""
    shown = document.shown
    until = (date.fromisoformat(shown.until) - _DAY_ZERO).days if shown.until else ""
    flags, said = _flags(document), [shown.when, shown.cost, shown.state, until, shown.note, shown.title_language]
    return [document.kind, _path(document), shown.title, shown.place, flags or "", *said]


def _summary_parts(summaries: Mapping[int, list[object]], chunk: int) -> Iterator[tuple[str, object]]:
    """Of each part its columns: the numbers' places in it, where any is empty; then what is shown."""
    parts: dict[int, list[int]] = defaultdict(list)
    for number in sorted(summaries):
        parts[number // chunk].append(number)
    for name, numbers in parts.items():
        places = [] if len(numbers) == chunk else [number % chunk for number in numbers]
        yield f"s{chunk}-{name}", in_columns([places, *zip(*(summaries[number] for number in numbers), strict=True)])


def _path(document: Document) -> str:
    """The path as the browser can complete it: a record's by its kind's folder and its title."""
    return id_beside(document.shown.title, document.id) if document.kind in KINDS else document.path


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
    """Two folded words that stand side by side, with the documents in whose titles they do."""
    words = postings.words
    for (a, b), held in postings.pairs.items():
        if len(held) <= _PAIRS:
            yield f"{words[a].folded} {words[b].folded}", packed(held)


def _said_often(postings: Postings) -> Iterator[str]:
    words = postings.words
    often = (pair for pair, held in postings.pairs.items() if len(held) > _PAIRS)
    yield from (f"{words[a].folded} {words[b].folded}" for a, b in often)


def _cut(terms: Sequence[_Term], middle: float) -> Iterator[Sequence[_Term]]:
    """Terms in order, cut into parts of about so many characters."""
    part: list[_Term] = []
    size = 0
    for term in terms:
        is_picked = size >= middle * _PART_FROM and zlib.crc32(term.word.encode()) % 2 == 0
        if part and (is_picked or size + term.length > middle * _PART_TO):
            yield part
            part, size = [], 0
        part.append(term)
        size += term.length
    if part:
        yield part


def _name(word: str) -> str:
    return f"{hashed(word):x}"
