"""What a place is called besides its title, as somebody may say it in a question: "quận 4", "Bà Chiểu", "chợ Bà Chiểu".

A name is looked up by its folded words, with and without what sort of place it says it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from langhoc.search.words import written_words

# What a name may begin with, folded: sorts of unit, then of landmark. Who says the rest alone means the unit too; the
# landmark only behind "near" or "at", for "đàn" is not by "chợ Đàn".
UNITS = tuple(
    text.split()
    for text in (
        "thanh pho", "thi xa", "thi tran", "dac khu", "khu pho", "tinh", "quan", "huyen", "phuong", "xa", "ap", "thon",
    )
)  # fmt: skip
LANDMARKS = tuple(
    text.split()
    for text in (
        "khu cong nghiep", "khu che xuat", "ben xe", "cong vien", "nha tho", "nga tu", "nga ba", "cho", "cau", "chua",
        "dinh",
    )
)  # fmt: skip
# "4" or "Lớn" alone would be a name that is none.
_FEWEST_WORDS = 2

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_PROVINCE = re.compile(r"(?i)^tỉnh\s+(.+?)\s+[–-]\s+(.+)$")


def said_names(text: str) -> list[str]:
    """The names that one written name holds.

    "Phường 4 (Quận Phú Nhuận)" is called so, and "Phường 4", and "Quận Phú Nhuận".
    """
    inside = [part.strip() for held in _IN_BRACKETS.findall(text) for part in held.split(",")]
    main = " ".join(_IN_BRACKETS.sub(" ", text).split())
    together = [f"{main} {inside[0]}", " ".join(inside)] if inside else []
    halves = [part for found in [_PROVINCE.match(main)] if found for part in found.groups()]
    return list(dict.fromkeys(name for name in (main, *together, *inside, *halves) if name))


def keys(name: str) -> tuple[str, ...]:
    """The folded forms under which a name is looked up; none for what has no words."""
    words = [word.folded for word in written_words(name)]
    whole = [" ".join(words)] if words else []
    return (*whole, *(" ".join(words[len(sort) :]) for sort in _sorts_of(words)))


def _sorts_of(words: list[str]) -> Iterable[list[str]]:
    """What sort the name says it is."""
    for sort in (*UNITS, *LANDMARKS):
        if words[: len(sort)] == sort and len(words) - len(sort) >= _FEWEST_WORDS:
            yield sort
            return


def ending(key: str, common: Container[str] = ()) -> str:
    """The last two words of a key, by which the part is found in which it stands; three, where two are common."""
    words = key.split()
    end = " ".join(words[-2:])
    return " ".join(words[-3:]) if end in common else end
