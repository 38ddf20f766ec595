"""The index of a booklet: titles and topics in Vietnamese order, each with the pages on which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from langhoc import vietnamese
from langhoc.site.areas import letter_of

_QUOTES = "“”\"'‘’«»(["


@dataclass(frozen=True, slots=True)
class Term:
    """A title or a topic, and the pages on which more is told, each with what it leads to there."""

    text: str
    pages: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    terms: tuple[Term, ...]


def index_of(terms: Mapping[str, Iterable[str]], pages: Mapping[str, int]) -> list[Letter]:
    """Texts with their anchors, and those with their pages -> letters with terms. Quotes before a title count not."""
    bare = sorted(((text.lstrip(_QUOTES), text) for text in terms), key=lambda one: vietnamese.sort_key(one[0]))
    groups = groupby(bare, key=lambda one: letter_of(one[0]))
    made = {text: Term(text, _pages(anchors, pages)) for text, anchors in terms.items()}
    return [Letter(letter, tuple(made[text] for _bare, text in group)) for letter, group in groups]


def _pages(anchors: Iterable[str], pages: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    """Each page once."""
    firsts: dict[int, str] = {}
    for anchor in anchors:
        firsts.setdefault(pages.get(anchor, 0), anchor)
    return tuple(sorted(firsts.items()))
