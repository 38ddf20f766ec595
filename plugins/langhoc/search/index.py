"""Documents -> one JavaScript file, from which the browser makes a lunr index.

A word is indexed folded, and as "=word" when it is written with marks, so
that who types the marks finds those first. lunr's own serialisation is four times as large as what it says; the file
says the postings only, and theme/scripts/search/20-unpack.js computes the rest as lunr does. It is a classic script,
for a page from a disk cannot fetch.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from langhoc import vietnamese
from langhoc.search.documents import Document
from langhoc.search.words import written_words

# The weight of a word by where it stands.
BOOSTS = {"title": 8, "place": 3, "names": 2, "text": 1}
MARKED = "="

# A number's digits of base 32, the highest first: the last is of the first half, all before it of the second.
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def fields(document: Document) -> dict[str, list[str]]:
    """The terms that stand in each field of a document."""
    return {
        "title": _terms(document.titles),
        "place": _terms(document.places),
        "names": _terms([*document.names, *document.names_around]),
        "text": _terms(document.texts),
    }


def _terms(texts: Iterable[str]) -> list[str]:
    """The terms of a field, each once: a record is not better for saying a word twice."""
    words = {word for text in texts for word in written_words(text)}
    return sorted({word.folded for word in words} | {MARKED + word.marked for word in words if word.marked})


def index_file(documents: Sequence[Document], language: str) -> bytes:
    """The index of one language."""
    postings = _postings(documents)
    terms = sorted(postings)
    data = {
        "language": language,
        "boosts": list(BOOSTS.items()),
        "documents": [_shown(document) for document in documents],
        "words": " ".join(terms),
        "postings": {field: ",".join(_packed(postings[term][field]) for term in terms) for field in BOOSTS},
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
    """The numbers of the documents of each term by field, ascending.

    What a marked form says of its folded one too is left out there.
    """
    postings: dict[str, dict[str, list[int]]] = defaultdict(lambda: {field: [] for field in BOOSTS})
    for number, document in enumerate(documents):
        for field, terms in fields(document).items():
            for term in terms:
                postings[term][field].append(number)
    for term, marked in postings.items():
        if term.startswith(MARKED):
            folded = postings[vietnamese.fold(term.removeprefix(MARKED))]
            for field in BOOSTS:
                said = set(marked[field])
                folded[field] = [number for number in folded[field] if number not in said]
    return {term: by_field for term, by_field in postings.items() if any(by_field.values())}


def _packed(numbers: Iterable[int]) -> str:
    """Ascending numbers as the steps between them, in a few characters each."""
    return "".join(_digits(later - earlier - 1) for earlier, later in pairwise([-1, *numbers]))


def _digits(number: int) -> str:
    text = _DIGITS[number % 32]
    while number := number // 32:
        text = _DIGITS[32 + number % 32] + text
    return text


def _safe_in_script(text: str) -> str:
    """JSON that stays JSON inside a script element and in older engines."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
