"""The number of each document: it follows from the document's id, so that an edit leaves all numbers as they are.

A number is the document's slot in a table a third to two thirds full, found by the hash of its id. A new document takes
a free slot, or moves the few that it collides with; none before the table has to grow.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

_FEWEST = 64


def slots_for(count: int) -> int:
    """The size of the table: a power of two, at most two thirds full."""
    slots = _FEWEST
    while slots * 2 < count * 3:
        slots *= 2
    return slots


def numbered(ids: Iterable[str], slots: int) -> dict[str, int]:
    """Id -> number below `slots`. The same ids get the same numbers in whatever order they come."""
    in_order = sorted((zlib.crc32(one.encode()), one) for one in ids)
    taken: set[int] = set()
    numbers: dict[str, int] = {}
    for code, one in in_order:
        slot = _mixed(code) % slots
        while slot in taken:
            slot = (slot + 1) % slots
        taken.add(slot)
        numbers[one] = slot
    return numbers


def _mixed(code: int) -> int:
    """So that ids which end alike are not neighbours: a checksum's low bits are not random enough."""
    return (code * 0x9E3779B1 & 0xFFFFFFFF) >> 7
