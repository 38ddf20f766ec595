"""The geometry of charts: what is drawn is in proportion, and stays inside the drawing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langhoc.site.charts import Value, bar_chart, line_chart

NUMBERS = st.floats(min_value=0, max_value=1e12, allow_nan=False)
YEARS = st.integers(min_value=1990, max_value=2100)


def value(number: float, when: str = "", shown: str = "1") -> Value:
    return Value("x", number, shown, when=when)


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_bars_are_in_proportion(numbers: list[float]) -> None:
    """The largest is the longest, a larger one is never shorter, and none is longer than there is room."""
    chart = bar_chart([value(number) for number in numbers])
    assert chart is not None
    lengths = [bar.length for bar in chart.bars]
    assert all(0 <= length <= chart.longest for length in lengths)
    by_number = [length for _number, length in sorted(zip(numbers, lengths, strict=True))]
    assert by_number == sorted(by_number)


def test_a_percentage_is_a_part_of_a_hundred() -> None:
    """99 of a hundred looks like nearly all, also when it stands alone."""
    half, all_of_it = (bar_chart([value(number)], whole=100) for number in (50, 100))
    assert half is not None
    assert all_of_it is not None
    assert half.bars[0].length == all_of_it.bars[0].length / 2


def test_what_cannot_be_drawn_is_not() -> None:
    """Bars show nothing below zero, and a line needs days that differ."""
    assert bar_chart([value(-1000), value(5)]) is None
    assert line_chart([value(1, "2025"), value(2, "2025"), value(3, "2025")]) is None


@given(YEARS, st.lists(NUMBERS, min_size=3, max_size=6))
def test_points_stay_in_the_drawing(first: int, numbers: list[float]) -> None:
    """Later stands further right, and zero is on the base."""
    chart = line_chart([value(number, str(first + 10 * n)) for n, number in enumerate(numbers)])
    assert chart is not None
    across = [point.x for point in chart.points]
    assert across == sorted(across)
    assert all(0 <= point.x <= chart.width for point in chart.points)
    assert all(0 <= point.y <= chart.base for point in chart.points)
    assert all(point.y == chart.base for point in chart.points if point.value.number == 0)


@pytest.mark.parametrize("years", [["2025", "2026"], [*map(str, range(2010, 2026))], ["2025-01", "2025-02", "2030"]])
def test_bars_say_it_better(years: list[str]) -> None:
    """Few points, very many, or two that stand too close for their words make no line."""
    assert line_chart([value(1, year) for year in years]) is None


def test_time_is_in_proportion() -> None:
    """From 2021 to 2025 is four times as far as from 2025 to 2026."""
    chart = line_chart([value(1, year) for year in ("2021", "2025", "2026")])
    assert chart is not None
    first, middle, last = [point.x for point in chart.points]
    assert round((middle - first) / (last - middle), 1) == 4.0
