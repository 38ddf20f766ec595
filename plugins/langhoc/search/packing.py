"""Numbers -> few characters, as theme/scripts/search/20-parts.js unpacks them; and what is written as a script."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from langhoc import vietnamese

# A number's digits of base 32, the highest first: the last is of the first half, all before it of the second.
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# An id may begin as its title does; then it says only how far.
_FEWEST_SHARED = 4


def packed(numbers: Sequence[int]) -> str:
    """Ascending numbers as the steps between them, in a few characters each. A number may stand twice."""
    return "".join([_digits(later - earlier) for earlier, later in zip((0, *numbers), numbers, strict=False)])


def sign(number: int) -> str:
    """One character for a number below 64."""
    return _DIGITS[number]


def signs(numbers: Iterable[int]) -> str:
    """A character for each."""
    return "".join(map(_DIGITS.__getitem__, numbers))


@lru_cache(maxsize=1 << 16)
def _digits(number: int) -> str:
    text = _DIGITS[number % 32]
    while number := number // 32:
        text = _DIGITS[32 + number % 32] + text
    return text


def in_columns(columns: Sequence[Sequence[object]]) -> list[str]:
    """Columns of a table, each in one text: like stands by like, and shrinks to little. No cell holds a tab."""
    return ["\t".join(str(cell).replace("\t", " ") for cell in column) for column in columns]


def id_beside(title: str, id: str) -> str:
    """An id that the browser reads beside the title from which it was made, mostly: without what they share."""
    named = _joined(title)
    shared = next((n for n, (a, b) in enumerate(zip(named, id, strict=False)) if a != b), min(len(named), len(id)))
    return f"{shared}~{id[shared:]}" if shared >= _FEWEST_SHARED else id


def _joined(title: str) -> str:
    """The words of a title, folded. Between spaces they fold as they do beside each other."""
    return "-".join(chain.from_iterable(map(_words, title.split())))


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> list[str]:
    return vietnamese.words(text)


def hashed(text: str) -> int:
    """FNV-1a of the text's UTF-16 units, 32 bits: the browser asks with it in which part something stands."""
    code = 0x811C9DC5
    # Of mere ASCII they are the bytes.
    for unit in text.encode() if text.isascii() else _units(text):
        code = ((code ^ unit) * 0x01000193) & 0xFFFFFFFF
    return code


def _units(text: str) -> Iterable[int]:
    return (unit for (unit,) in struct.iter_unpack("<H", text.encode("utf-16-le")))


def call(name: str, data: object) -> str:
    """A part as a classic script: a page from a disk cannot fetch, but it can run this."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"langhoc.receive({json.dumps(name)},{_safe_in_script(text)});\n"


def _safe_in_script(text: str) -> str:
    """JSON that stays JSON inside a script element and in older engines."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
