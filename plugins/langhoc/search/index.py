"""Documents -> one JavaScript file that holds a lunr index, for lunr.js to load.

Words are folded here as scripts/fold.js folds what is typed, and lunr's own pipeline (English stems, a trimmer
that cuts Vietnamese letters) stays empty. The field `exact` keeps the words of titles as they are written, so
that who types the marks finds those first. The file is a classic script, for a page from a disk cannot fetch.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence

from lunr.builder import Builder

from langhoc import vietnamese
from langhoc.search.documents import Document

# The weight of a word by where it stands.
BOOSTS = {"title": 8, "exact": 6, "place": 3, "text": 1}

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+")


def index_file(documents: Sequence[Document], language: str) -> bytes:
    """The index of one language. Documents are numbered in order; results carry path, title, kind and place."""
    builder = Builder()
    builder.ref("number")
    for field, boost in BOOSTS.items():
        builder.field(field, boost)
    for number, document in enumerate(documents):
        builder.add({"number": str(number), **_fields(document)})
    shown = [[d.path, d.title, d.kind, d.place] for d in documents]
    data = {"language": language, "documents": shown, "index": builder.build().serialize()}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"langhoc.receiveIndex({text});\n".encode()


def _fields(document: Document) -> dict[str, list[str]]:
    return {
        "title": vietnamese.words(document.title),
        "exact": exact_words(document.title),
        "place": vietnamese.words(document.place),
        "text": sorted(set(vietnamese.words(_TAG.sub(" ", document.text)))),
    }


def exact_words(text: str) -> list[str]:
    """The words of `text` that folding would change, in lower case and NFC."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [word for word in words if vietnamese.fold(word) != word]
