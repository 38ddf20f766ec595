"""Figures -> the geometry of charts, which templates draw as SVG: bars, and a line over the years.

Lengths are in the units of the drawing: WIDTH of them across. Every number that is drawn is also told in a table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

WIDTH = 320
_ROW, _BAR, _LONGEST = 46, 16, 210
_TOP, _BOTTOM = 26, 30
_HEIGHT = 170
# A line needs so many points to say more than bars would, and room between them for their words: so much a sign.
_ENOUGH, _SIGN = 3, 7.5


@dataclass(frozen=True, slots=True)
class Value:
    """A number to be drawn. `shown` is how it is said, `kind` is "", "unverified" or "target"."""

    label: str
    number: float
    shown: str
    kind: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label stands at `text`, it begins at `top` and is `length` long; its number stands behind it."""

    value: Value
    text: int
    top: int
    length: float
    behind: float


@dataclass(frozen=True, slots=True)
class BarChart:
    width: int
    height: int
    longest: int
    thickness: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a line; its words stand above it."""

    value: Value
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LineChart:
    """`path` joins the points, `base` is the height of zero."""

    width: int
    height: int
    base: int
    path: str
    points: list[Point]


def bar_chart(values: Sequence[Value], whole: float | None = None) -> BarChart | None:
    """Bars below each other. `whole` is what a full bar stands for, as 100 for percentages; else the largest value.

    None for what lies below zero, which bars cannot show.
    """
    if any(value.number < 0 for value in values):
        return None
    longest = whole or max((value.number for value in values), default=0) or 1
    bars = [_bar(value, number * _ROW, value.number / longest) for number, value in enumerate(values)]
    return BarChart(WIDTH, len(values) * _ROW, _LONGEST, _BAR, bars)


def _bar(value: Value, top: int, share: float) -> Bar:
    length = round(_LONGEST * min(1, max(0, share)), 1)
    return Bar(value, top + 16, top + 23, length, _LONGEST + 8)


def line_chart(values: Sequence[Value]) -> LineChart | None:
    """A line through values in the order of their days, from zero up; none where bars say it better."""
    days = [_day(value.when) for value in values]
    if len(values) < _ENOUGH or min(value.number for value in values) < 0:
        return None
    first, last = min(days), max(days)
    room = _SIGN * max(len(words) for value in values for words in (value.shown, value.when)) + 6
    closest = min(later - day for day, later in pairwise(days))
    if closest == 0 or closest * (WIDTH - room) < room * (last - first):
        return None
    top = _nice(max(value.number for value in values))
    across = [room / 2 + (day - first) / (last - first) * (WIDTH - room) for day in days]
    points = [_point(value, x, top) for value, x in zip(values, across, strict=True)]
    path = "M" + "L".join(f"{point.x} {point.y}" for point in points)
    return LineChart(WIDTH, _HEIGHT, _HEIGHT - _BOTTOM, path, points)


def _point(value: Value, x: float, top: float) -> Point:
    y = _TOP + (1 - value.number / top) * (_HEIGHT - _TOP - _BOTTOM)
    return Point(value, round(x, 1), round(y, 1))


def _day(period: str) -> int:
    """The middle of a `Period`, as a number of days."""
    first, _slash, last = period.partition("/")
    year, month, day = map(int, (*first.split("-"), "7", "1")[:3])
    return (date(year, month, day).toordinal() + date(int(last) if last else year, month, day).toordinal()) // 2


def _nice(number: float) -> float:
    """A round number not below `number`: 1, 2 or 5 times a power of ten."""
    if number <= 0:
        return 1
    power = 10 ** math.floor(math.log10(number))
    return next(float(step * power) for step in (1, 2, 5, 10) if step * power >= number)
