"""Into how many parts an index is cut: as many files as a cheap host and a stick bear, and each sort its share.

A question loads about as many parts of one sort as of another. It then loads least when the number of a sort's parts
goes with the square root of what there is of it: that makes the sum of size / number least for a given sum of numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

# So many files by the number of documents that are no areas: 730 for 5,000, 3,420 for 50,000; and never too few.
_FILES, _GROWTH, _FEWEST = 2.43, 0.67, 240
# So many are left when much else is told of areas.
_LEAST = 120
# Numbers of parts are of so many steps to the double, so that few edits change them: then everything moves.
_STEPS = 16


def files_for(documents: int, others: int) -> int:
    """How many files an index of so many documents may have besides so many others."""
    return max(_LEAST, max(_FEWEST, round(_FILES * math.pow(documents, _GROWTH))) - others)


def shares(files: float, sizes: Sequence[float]) -> list[int]:
    """How many of the files each sort gets that has so much to tell: one, and its share of the rest."""
    roots = [math.sqrt(size + 1) for size in sizes]
    rest = files - len(sizes)
    return [step_below(1 + rest * root / sum(roots)) for root in roots]


def step_below(count: float) -> int:
    """The largest step that is not above: every number to 32, then 34, 36, … 64, 68, …"""
    step = 1 << max(0, int(count).bit_length() - _STEPS.bit_length())
    return max(1, int(count) // step * step)
