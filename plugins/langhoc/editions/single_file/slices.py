"""Texts -> slices of them, compressed, of which a browser decodes one when something in it is asked for."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SIZE = 1 << 17
"""About how much text is in a slice, in bytes: a slow phone takes some hundredths of a second for it."""

# Between two texts; none holds it, for it is no sign of HTML's or JSON's.
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class Slices:
    """`names` are of the texts in each slice, in their order; `sizes` how many bytes a slice has, `packed` what zlib
    makes of it, in Base64.
    """

    names: tuple[tuple[str, ...], ...]
    sizes: tuple[int, ...]
    packed: tuple[str, ...]


def sliced(texts: Mapping[str, str], size: int = SIZE) -> Slices:
    """In the order given: what is alike should stand together, for it takes less room."""
    names, sizes, packed = [], [], []
    for group in _groups(texts.items(), size):
        whole = _BETWEEN.join(text for _name, text in group)
        names.append(tuple(name for name, _text in group))
        sizes.append(len(whole.encode()))
        packed.append(compressed(whole))
    return Slices(tuple(names), tuple(sizes), tuple(packed))


def compressed(text: str) -> str:
    """As browsers read it (DecompressionStream, "deflate"), in letters that HTML and JSON leave as they are."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _groups(texts: Iterable[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    group: list[tuple[str, str]] = []
    filled = 0
    for name, text in texts:
        assert _BETWEEN not in text
        if group and filled + len(text) > size:
            yield group
            group, filled = [], 0
        group.append((name, text))
        filled += len(text)
    if group:
        yield group
