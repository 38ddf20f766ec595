"""What is kept of an index, so that after an edit only what the edit changes is made: in pieces, each under its name.

A piece is JSON, and numbers behind it, compressed: it takes half the memory until it lies in the cache. The first one
names all others with digests of what they hold: pieces of two indexes are never taken together. Whoever keeps the
pieces need not throw away those that are no longer used.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Keeper = Callable[[str], bytes | None]
"""What was kept under a name; None where nothing is."""

FIRST = "index"
_LENGTH = struct.Struct("<I")
_QUICKLY = 1


class Unreadable(Exception):
    """What was kept is gone, damaged, or of another kind of index."""


def piece(said: object, numbers: Iterable[array[int]] = ()) -> bytes:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(b"".join((_LENGTH.pack(len(text)), text, *(one.tobytes() for one in numbers))), _QUICKLY)


def read_piece(content: bytes) -> tuple[Any, array[int]]:
    """What is said in it, and all its numbers."""
    try:
        piece = zlib.decompress(content)
        (length,) = _LENGTH.unpack_from(piece)
        numbers = array("I")
        numbers.frombytes(memoryview(piece)[_LENGTH.size + length :])
        return json.loads(piece[_LENGTH.size : _LENGTH.size + length]), numbers
    except (struct.error, ValueError, zlib.error) as error:
        raise Unreadable from error


def parted(numbers: array[int], lengths: Iterable[int]) -> Iterator[array[int]]:
    """Numbers one behind the other, of which it is known how many belong together."""
    begin = 0
    for length in lengths:
        yield numbers[begin : begin + length]
        begin += length


def seal(content: bytes) -> str:
    """The first half of its SHA-256, which browsers can make, too: as 32 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()[:32]


class Shelf:
    """The pieces as they are kept."""

    def __init__(self, keeper: Keeper, seals: Mapping[str, str]) -> None:
        self._keeper = keeper
        self._seals = seals

    def has(self, name: str) -> bool:
        return name in self._seals

    def read(self, name: str) -> tuple[Any, array[int]]:
        content = self._keeper(name)
        if content is None or seal(content) != self._seals.get(name):
            raise Unreadable(name)
        return read_piece(content)
