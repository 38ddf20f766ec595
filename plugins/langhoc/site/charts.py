"""Figures -> the geometry of charts, which templates draw as SVG: bars, and a line over the years.

Lengths are in the units of the drawing: WIDTH of them across, which is about what a phone shows as so many pixels.
Every number that is drawn is also told in a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

WIDTH = 320
# How wide a letter is and a sign of a number, which is bold; the height of a line of words; what keeps words apart.
_LETTER, _SIGN, _LINE, _GAP = 7.2, 8, 18, 10
_BAR, _BELOW = 14, 14
_TOP, _BOTTOM, _HEIGHT = 26, 30, 180
# A line needs so many points to say more than bars would.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Value:
    """A number to be drawn, of `whose`. `shown` is how it is said, `kind` is "", "unverified" or "target"."""

    label: str
    number: float
    shown: str
    kind: str = ""
    when: str = ""
    whose: object = None


class Words(NamedTuple):
    """A line of words: they begin at `x`, or end there. `is_value` are those of a number."""

    text: str
    x: float
    y: float
    is_value: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its words stand above it, it begins at `top` and is `length` long. `goals` are how long it is to be."""

    value: Value
    words: list[Words]
    top: float
    length: float
    goals: list[float]


@dataclass(frozen=True, slots=True)
class BarChart:
    """`longest` is what a whole is drawn as; 0 where there is no whole to be a part of."""

    width: int
    height: float
    longest: int
    thickness: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a line. Its words stand at `words_at`: above, or below the point where a goal would cross them out."""

    value: Value
    x: float
    y: float
    words_at: float


@dataclass(frozen=True, slots=True)
class Goal:
    """A level line at `y`, and what it says."""

    y: float
    words: Words


@dataclass(frozen=True, slots=True)
class LineChart:
    """`path` joins confirmed points, `doubtful` leads to and from those that are not; `base` is the height of zero."""

    width: int
    height: int
    base: int
    path: str
    doubtful: str
    points: list[Point]
    goals: list[Goal]


# Bars


def bar_chart(values: Sequence[Value], whole: float | None = None) -> BarChart | None:
    """Bars below each other. `whole` is what a full bar stands for, as 100 for percentages; else the largest value.

    None for what lies below zero, which bars cannot show.
    """
    if any(value.number < 0 for value in values):
        return None
    longest = whole or max((value.number for value in values), default=0) or 1
    is_beside = all(_fits(value) for value in values)
    bars: list[Bar] = []
    for value in values:
        goals = [_length(one.number / longest) for one in values if _is_goal_of(one, value)]
        words = _beside(value, _end(bars)) if is_beside else _below(value, _end(bars))
        bars.append(Bar(value, words, words[-1].y + 7, _length(value.number / longest), goals))
    return BarChart(WIDTH, _end(bars), WIDTH if whole else 0, _BAR, bars)


def _end(bars: Sequence[Bar]) -> float:
    """Where the next bar may begin."""
    return bars[-1].top + _BAR + _BELOW if bars else 0


def _is_goal_of(goal: Value, value: Value) -> bool:
    return goal.kind == "target" != value.kind and goal.whose == value.whose


def _length(share: float) -> float:
    return round(WIDTH * min(1, max(0, share)), 1)


def _fits(value: Value) -> bool:
    """Whether the label and the number stand in one line."""
    return _LETTER * len(value.label) + _GAP + _SIGN * len(value.shown) <= WIDTH


def _beside(value: Value, top: float) -> list[Words]:
    y = top + _LINE - 4
    return [Words(value.label, 0, y), Words(value.shown, WIDTH, y, is_value=True, ends=True)]


def _below(value: Value, top: float) -> list[Words]:
    """The number below the label, each in as many lines as it needs, and in one where there is nothing to say."""
    lines = [(line, False) for line in wrap(value.label, int(WIDTH / _LETTER)) or [""]]
    lines += [(line, True) for line in wrap(value.shown, WIDTH // _SIGN) or [""]]
    return [Words(line, 0, top + _LINE * n - 4, is_value) for n, (line, is_value) in enumerate(lines, 1)]


# A line


def line_chart(values: Sequence[Value]) -> LineChart | None:
    """A line through values in the order of their days, from zero up, and goals as levels to be reached.

    None where bars say it better: too few points, or no room for their words.
    """
    reached, goals = [one for one in values if one.kind != "target"], [one for one in values if one.kind == "target"]
    across = _across(reached) if min((one.number for one in values), default=-1) >= 0 else None
    if across is None:
        return None
    top = max(value.number for value in values) or 1
    heights = [_y(goal, top) for goal in goals]
    points = [_point(value, x, _y(value, top), heights) for value, x in zip(reached, across, strict=True)]
    levels = _levels(goals, heights, points)
    if levels is None:
        return None
    paths = [_path(points, is_doubtful) for is_doubtful in (False, True)]
    return LineChart(WIDTH, _HEIGHT, _HEIGHT - _BOTTOM, paths[0], paths[1], points, levels)


def _point(value: Value, x: float, y: float, goals: Sequence[float]) -> Point:
    above, below = y - 10, y + 22
    is_crossed = any(above - _LINE < goal < above + 4 for goal in goals)
    return Point(value, round(x, 1), y, below if is_crossed and below < _HEIGHT - _BOTTOM else above)


def _across(values: Sequence[Value]) -> list[float] | None:
    """Where each value stands from left to right, by its day; none where their words would run into each other."""
    days = [_day(value.when) for value in values]
    if len(values) < _ENOUGH:
        return None
    first, last = min(days), max(days)
    room = _SIGN * max(len(words) for value in values for words in (value.shown, value.label)) + _GAP / 2
    closest = min(later - day for day, later in pairwise(days))
    if closest <= 0 or closest * (WIDTH - room) < room * (last - first):
        return None
    return [room / 2 + (day - first) / (last - first) * (WIDTH - room) for day in days]


def _path(points: Sequence[Point], is_doubtful: bool) -> str:
    """Those stretches of the line of which an end is not confirmed, or those others."""
    return "".join(
        f"M{one.x} {one.y}L{other.x} {other.y}"
        for one, other in pairwise(points)
        if ("unverified" in (one.value.kind, other.value.kind)) is is_doubtful
    )


def _levels(goals: Sequence[Value], heights: Sequence[float], points: Sequence[Point]) -> list[Goal] | None:
    """A level for each goal, its words where none are yet; none where that cannot be."""
    taken = [box for point in points for box in _boxes(point)] + [_Box(0, WIDTH, y, y) for y in heights]
    levels: list[Goal] = []
    for goal, y in zip(goals, heights, strict=True):
        free = next((words for words in _places(goal, y) if not _hits(_box(words), taken)), None)
        if free is None:
            return None
        taken.append(_box(free))
        levels.append(Goal(y, free))
    return levels


def _places(goal: Value, y: float) -> Iterable[Words]:
    """Where the words of a goal may stand: above its level or below, at either end; not among the days."""
    for beside in (y - 6, y + _LINE - 1):
        if beside < _HEIGHT - _BOTTOM:
            yield Words(goal.shown, 0, beside)
            yield Words(goal.shown, WIDTH, beside, ends=True)


class _Box(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float


def _boxes(point: Point) -> tuple[_Box, _Box]:
    """What a point covers: its words, and itself."""
    half = _SIGN * len(point.value.shown) / 2
    return (
        _Box(point.x - half, point.x + half, point.words_at - _LINE + 4, point.words_at + 4),
        _Box(point.x - 7, point.x + 7, point.y - 7, point.y + 7),
    )


def _box(words: Words) -> _Box:
    left = words.x - _SIGN * len(words.text) if words.ends else words.x
    return _Box(left, left + _SIGN * len(words.text), words.y - _LINE + 4, words.y + 4)


def _hits(box: _Box, taken: Iterable[_Box]) -> bool:
    """Whether it lies over one of them, or beyond the drawing."""
    is_outside = box.left < 0 or box.right > WIDTH
    return is_outside or any(
        box.left < one.right and one.left < box.right and box.top < one.bottom and one.top < box.bottom for one in taken
    )


def _y(value: Value, top: float) -> float:
    return round(_TOP + (1 - value.number / top) * (_HEIGHT - _TOP - _BOTTOM), 1)


def _day(period: str) -> int:
    """The middle of a `Period`, as a number of days."""
    first, _slash, last = period.partition("/")
    year, month, day = map(int, (*first.split("-"), "7", "1")[:3])
    return (date(year, month, day).toordinal() + date(int(last) if last else year, month, day).toordinal()) // 2
