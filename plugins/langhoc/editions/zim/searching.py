"""What a reader program's search knows of a page: its words in each form that may be asked for.

Some readers take the marks from a question before they look for it, others leave them; none takes the bar from đ. So
`đọc` is there as đọc, as đoc, and as doc.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from langhoc import vietnamese

_TAG = re.compile(r"<[^>]*>")
# What is to be pressed: a line of buttons, with the links that stand among them, and each button elsewhere.
CONTROLS = re.compile(r'<p class="lh-actions[^"]*"[^>]*>\s*<button\b.*?</p>|<button\b.*?</button>', re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")


# A title's words stand among the keywords so often: what a page is about comes before what it only names.
_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Searched:
    """A page's title and text in all forms, what counts more than text, and how many words it has."""

    title: str
    text: str
    keywords: str
    words: int


def searched(title: str, body: str) -> Searched:
    """Of a page whose `body` is HTML; buttons say nothing of what it is about."""
    named, text = _all_forms(_words(title)), _words(html.unescape(_TAG.sub(" ", CONTROLS.sub(" ", body))))
    return Searched(named, _all_forms(text), " ".join([named] * _WEIGHT), len(text))


def without_bar(text: str) -> str:
    """The words with đ, without it and any mark; each once."""
    return " ".join(dict.fromkeys(vietnamese.fold(word) for word in _words(text) if "đ" in word))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def _all_forms(words: list[str]) -> str:
    return " ".join(map(_forms, words))


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> str:
    bare = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", word)))
    return " ".join(dict.fromkeys((word, bare, vietnamese.fold(word))))
