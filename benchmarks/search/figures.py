"""From what was measured to a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.questions import Question

# How many results count.
SHOWN = 10
# What a reader gets at first, on our finding page; as much is loaded of Pagefind's.
AT_FIRST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What a search answered to each question, and its cost: bytes loaded from nothing, and milliseconds."""

    answers: tuple[list[str], ...]
    cold: tuple[int, ...]
    times: tuple[float, ...]


def share(values: Iterable[float], part: float) -> float:
    """The least value that `part` of all do not exceed: 0.5 gives the median, 0.95 what all but one in twenty keep."""
    ordered = sorted(values)
    return ordered[max(0, -int(-part * len(ordered) // 1) - 1)]


def reciprocal_rank(question: Question, pages: Sequence[str]) -> float:
    """1 when the first page is right, a half when the second is the first right one; 0 when none of ten is."""
    for rank, page in enumerate(pages[:SHOWN], 1):
        if page in question.right:
            return 1 / rank
    return 0


def mean_reciprocal_rank(asked: Iterable[tuple[Question, Sequence[str]]]) -> float:
    """MRR@10 over pairs of a question and the pages found; not a number when nothing was asked."""
    ranks = [reciprocal_rank(question, pages) for question, pages in asked]
    return sum(ranks) / len(ranks) if ranks else float("nan")
