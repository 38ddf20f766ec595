"""The one font of paper: which signs it has, and what stands for those that it has not."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Lang Hoc Be Vietnam Pro"
"""As styles name it: nobody has another font of that name."""

BOX = "□"
"""What stands for a sign that nobody can print with this font: another font must not slip in."""

_WEIGHTS = ("regular", "bold")
_ENDS = {"\n", "\r", "\t"}


@dataclass(frozen=True, slots=True)
class Font:
    """`files` are its weights by their names, `signs` what all of them have."""

    files: Mapping[str, bytes]
    signs: frozenset[str]


def font_of(theme: Path) -> Font:
    files = {f"{weight}.ttf": (theme / f"paper/vendor/be-vietnam-pro-{weight}.ttf").read_bytes() for weight in _WEIGHTS}
    held = [frozenset(map(chr, TTFont(BytesIO(content), lazy=True).getBestCmap())) for content in files.values()]
    return Font(files, frozenset.intersection(*held))


def printable(page: str, signs: frozenset[str]) -> str:
    """HTML with nothing in it that the font has not, in Unicode's composed form."""
    composed = unicodedata.normalize("NFC", page)
    return composed.translate({ord(sign): _instead(sign, signs) for sign in _others(composed, signs)})


def lacking(texts: Iterable[str], signs: frozenset[str]) -> tuple[str, ...]:
    """Those signs of texts for which a box stands, in their order, each once."""
    found = (sign for text in texts for sign in unicodedata.normalize("NFC", text) if sign not in signs)
    return tuple(sign for sign in dict.fromkeys(found) if sign not in _ENDS and _instead(sign, signs) == BOX)


def _others(text: str, signs: frozenset[str]) -> set[str]:
    return set(text) - signs - _ENDS


def _instead(sign: str, signs: frozenset[str]) -> str:
    """What stands for a sign: a like one, nothing for what nobody sees, else the box. It is HTML, too."""
    category = unicodedata.category(sign)
    if category in {"Cf", "Cc"} or "VARIATION SELECTOR" in unicodedata.name(sign, ""):
        return ""
    if category in {"Zs", "Zl", "Zp"}:
        return " "
    if category == "Pd":
        return "-"
    plain = unicodedata.normalize("NFKC", sign)
    return html.escape(plain) if set(plain) <= signs else BOX
