"""Texts -> slices of them, compressed, of which a browser decodes one when something in it is asked for."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping

import zstandard

OF_PAGES = 1 << 19
"""About how much text is in a slice of pages, in bytes: a slow phone takes some hundredths of a second for it."""

OF_INDEX = 1 << 16
"""Of an index: a question needs small parts of it, from all over."""

# Above it, a copy is made three times as long for a fiftieth less.
_LEVEL = 17

DIRECTORY = "directory"
"""The name under which it stands in itself."""

# Between two texts; none holds it, for it is no sign of HTML's or JSON's.
_BETWEEN = "\0"


def sliced(first: Mapping[str, str], *others: tuple[Mapping[str, str], int]) -> tuple[str, ...]:
    """The slices, packed: the first holds what is needed at once, and before it the directory: the names of the texts,
    with a tab between two, in a line for each slice. Of the others each is so many bytes long, in the order given: what
    is alike should stand together, for it takes less room.
    """
    groups = [[(DIRECTORY, ""), *first.items()], *(group for texts, size in others for group in _groups(texts, size))]
    directory = "\n".join("\t".join(name for name, _text in group) for group in groups)
    groups[0][0] = (DIRECTORY, directory)
    return tuple(packed(text for _name, text in group) for group in groups)


def packed(texts: Iterable[str]) -> str:
    """The texts with a zero byte between two, compressed, in letters that HTML leaves as they are in any charset."""
    whole = _BETWEEN.join(texts).encode()
    return base64.b64encode(zstandard.ZstdCompressor(level=_LEVEL).compress(whole)).decode()


def _groups(texts: Mapping[str, str], size: int) -> Iterator[list[tuple[str, str]]]:
    group: list[tuple[str, str]] = []
    filled = 0
    for name, text in texts.items():
        assert _BETWEEN not in text
        length = len(text.encode())
        if group and filled + length > size:
            yield group
            group, filled = [], 0
        group.append((name, text))
        filled += length
    if group:
        yield group
