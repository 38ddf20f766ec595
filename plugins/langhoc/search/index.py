"""Documents -> one JavaScript file, from which the browser makes a lunr index.

A word is indexed folded, and as "=word" when it is written with marks, so that who types the marks finds those first.
lunr's own serialisation is four times as large as what it says; the file says the postings only, and
theme/scripts/search/20-unpack.js computes the rest as lunr does. It is a classic script, for a page from a disk cannot
fetch.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from langhoc.search.documents import Document
from langhoc.search.words import written_words

# The weight of a word by where it stands.
BOOSTS = {"title": 8, "place": 3, "names": 2, "text": 1}
MARKED = "="

# A number's digits of base 32, the highest first: the last is of the first half, all before it of the second.
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Terms(NamedTuple):
    """The terms of a text: its marked words, the folded forms of these, and its words without marks."""

    marked: frozenset[str]
    implied: frozenset[str]
    bare: frozenset[str]

    @property
    def said(self) -> frozenset[str]:
        """What need be said of them: a marked word says its folded form, too."""
        return self.marked | (self.bare - self.implied)


class Reader:
    """Takes documents apart. Many say the same texts, so each text is read once."""

    def __init__(self) -> None:
        self._read: dict[str, Terms] = {}

    def fields(self, document: Document) -> dict[str, Terms]:
        """The terms that stand in each field of a document, each once: none is better for saying a word twice."""
        return {
            "title": self._terms(document.titles),
            "place": self._terms(document.places),
            "names": self._terms((*document.names, *document.names_around)),
            "text": self._terms(document.texts),
        }

    def _terms(self, texts: Sequence[str]) -> Terms:
        found = [self._read.get(text) or self._terms_of(text) for text in texts]
        return found[0] if len(found) == 1 else Terms(*map(_NOTHING.union, *found)) if found else _NO_TERMS

    def _terms_of(self, text: str) -> Terms:
        words = set(written_words(text))
        marked = [word for word in words if word.marked]
        terms = self._read[text] = Terms(
            marked=frozenset([MARKED + word.marked for word in marked]),
            implied=frozenset([word.folded for word in marked]),
            bare=frozenset([word.folded for word in words.difference(marked)]),
        )
        return terms


_NOTHING: frozenset[str] = frozenset()
_NO_TERMS = Terms(_NOTHING, _NOTHING, _NOTHING)


def index_file(documents: Sequence[Document], language: str) -> bytes:
    """The index of one language."""
    postings = _postings(documents)
    terms = sorted(set().union(*postings.values()))
    data = {
        "language": language,
        "boosts": list(BOOSTS.items()),
        "documents": [_shown(document) for document in documents],
        "words": " ".join(terms),
        "postings": {
            field: ",".join([_packed(by_term.get(term, ())) for term in terms]) for field, by_term in postings.items()
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"langhoc.receiveIndex({_safe_in_script(text)});\n".encode()


def _shown(document: Document) -> list[object]:
    """What a result shows. Most documents need no more than the first four."""
    shown: list[object] = [document.path, document.title, document.kind, document.place]
    more: list[object] = [list(document.names), list(document.within), document.title_language]
    while more and not more[-1]:
        more.pop()
    return shown + more


def _postings(documents: Sequence[Document]) -> dict[str, dict[str, list[int]]]:
    """The numbers of the documents by field and term, ascending."""
    reader = Reader()
    postings: dict[str, dict[str, list[int]]] = {field: defaultdict(list) for field in BOOSTS}
    for number, document in enumerate(documents):
        for field, terms in reader.fields(document).items():
            by_term = postings[field]
            for term in terms.said:
                by_term[term].append(number)
    return postings


def _packed(numbers: Sequence[int]) -> str:
    """Ascending numbers as the steps between them, in a few characters each."""
    return "".join([_digits(later - earlier - 1) for earlier, later in zip((-1, *numbers), numbers, strict=False)])


@lru_cache(maxsize=1 << 16)
def _digits(number: int) -> str:
    text = _DIGITS[number % 32]
    while number := number // 32:
        text = _DIGITS[32 + number % 32] + text
    return text


def _safe_in_script(text: str) -> str:
    """JSON that stays JSON inside a script element and in older engines."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
