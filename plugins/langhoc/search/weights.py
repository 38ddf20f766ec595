"""How much a word weighs in a document.

The weight is lunr's: BM25 in each field, by the field's boost, summed. Two things differ, so that an edit of one record
leaves the weights in all others alone: the mean lengths of the fields are fixed, and how rare a word is comes in only
when it is asked for. A word counts once in a field: none is better for saying it twice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document: how much its words count; how many it has in the middle, if that matters."""

    boost: float
    mean: float = math.inf


FIELDS: Mapping[str, Field] = {
    "title": Field(8, 8),
    "place": Field(3, 12),
    "names": Field(2, 12),
    "text": Field(1),
}
# lunr's defaults.
B, K1 = 0.75, 1.2

# Weights are kept as one of so many levels, each the lowest times a power of the ratio.
LEVELS, LOWEST, RATIO = 12, 0.4, 1.43

# What tells of something weighs less than where one can go, and what is over weighs little: a factor by worth.
_FACTORS = ((7, 1.0), (3, 0.8), (0, 0.6))


def level_of(weight: float) -> int:
    """The level nearest to a weight."""
    return min(LEVELS - 1, max(0, round(math.log(max(weight, LOWEST) / LOWEST) / math.log(RATIO))))


def weight_in(length: int, one: Field) -> float:
    """What a word weighs in a field of so many different words."""
    share = 1 - B + B * length / one.mean if one.mean < math.inf else 1
    return one.boost * (K1 + 1) / (K1 * share + 1)


class Levels(dict[int, int]):
    """The level of a word in one document, by the fields in which it stands (a bit each)."""

    def __init__(self, lengths: Sequence[int], worth: int) -> None:
        fields = zip(lengths, FIELDS.values(), strict=True)
        self._weights = [weight_in(length, one) for length, one in fields]
        self._factor = next(factor for least, factor in _FACTORS if worth >= least)

    def __missing__(self, mask: int) -> int:
        weight = sum(weight for place, weight in enumerate(self._weights) if mask >> place & 1)
        self[mask] = level = level_of(weight * self._factor)
        return level
