"""Figures -> the geometry of charts, which templates draw as SVG: bars, and a line over the years.

Lengths are in the units of the drawing: WIDTH of them across. Every number that is drawn is also told in a table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 320
_ROW, _BAR, _LONGEST = 46, 16, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 26, 30
_HEIGHT = 170
# A line needs so many points to say more than bars would.
ENOUGH_FOR_A_LINE = 3


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
    """A value on a line; its words are anchored at their start, middle or end, so that they stay in the drawing."""

    value: Value
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """`path` joins the points, `base` is the height of zero."""

    width: int
    height: int
    base: int
    path: str
    points: list[Point]


def bar_chart(values: Sequence[Value], whole: float | None = None) -> BarChart:
    """Bars below each other. `whole` is what a full bar stands for, as 100 for percentages; else the largest value."""
    longest = whole or max((value.number for value in values), default=0) or 1
    bars = [_bar(value, number * _ROW, value.number / longest) for number, value in enumerate(values)]
    return BarChart(WIDTH, len(values) * _ROW, _LONGEST, _BAR, bars)


def _bar(value: Value, top: int, share: float) -> Bar:
    length = round(_LONGEST * min(1, max(0, share)), 1)
    return Bar(value, top + 16, top + 23, length, _LONGEST + 8)


def line_chart(values: Sequence[Value]) -> LineChart:
    """A line through values in the order of their days, from zero up."""
    days = [_day(value.when) for value in values]
    first, last = min(days), max(days)
    top = _nice(max(value.number for value in values))
    points = [_point(value, (day - first) / max(1, last - first), top) for value, day in zip(values, days, strict=True)]
    path = "M" + "L".join(f"{point.x} {point.y}" for point in points)
    return LineChart(WIDTH, _HEIGHT, _HEIGHT - _BOTTOM, path, points)


def _point(value: Value, along: float, top: float) -> Point:
    x = _LEFT + along * (WIDTH - _LEFT - _RIGHT)
    y = _TOP + (1 - value.number / top) * (_HEIGHT - _TOP - _BOTTOM)
    anchor = "start" if along < 0.1 else "end" if along > 0.9 else "middle"
    return Point(value, round(x, 1), round(y, 1), anchor)


def _day(period: str) -> int:
    """The middle of a `Period`, as a number of days."""
    year, month, day = map(int, (*period.partition("/")[0].split("-"), "7", "1")[:3])
    return date(year, month, day).toordinal()


def _nice(number: float) -> float:
    """A round number not below `number`: 1, 2 or 5 times a power of ten."""
    if number <= 0:
        return 1
    power = 10 ** math.floor(math.log10(number))
    return next(float(step * power) for step in (1, 2, 5, 10) if step * power >= number)
