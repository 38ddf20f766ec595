"""What a place is called besides its title, as somebody may say it in a question: "quận 4", "Bà Chiểu", "chợ Bà Chiểu".

A name is looked up by its folded words, with and without what sort of place it says it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container
from functools import lru_cache

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


# Names are the same in all languages, and are asked for again and again.
@lru_cache(maxsize=1 << 15)
def keys(name: str) -> tuple[str, ...]:
    """The folded forms under which a name is looked up; none for what has no words."""
    words = [word.folded for word in written_words(name)]
    if not words:
        return ()
    length = _length_of_sort(words)
    return (" ".join(words), " ".join(words[length:])) if length else (" ".join(words),)


_SORTS: dict[str, list[list[str]]] = defaultdict(list)
for _sort in (*UNITS, *LANDMARKS):
    _SORTS[_sort[0]].append(_sort)


def _length_of_sort(words: list[str]) -> int:
    """How many words say what sort it is."""
    lengths = (len(sort) for sort in _SORTS.get(words[0], ()) if words[: len(sort)] == sort)
    return next((length for length in lengths if len(words) - length >= _FEWEST_WORDS), 0)


def ending(key: str, common: Container[str] = ()) -> str:
    """The last two words of a key, by which the part is found in which it stands; three, where two are common."""
    words = key.split()
    end = " ".join(words[-2:])
    return " ".join(words[-3:]) if end in common else end
