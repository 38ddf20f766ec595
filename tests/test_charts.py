"""The geometry of charts: what is drawn is in proportion, and stays inside the drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from langhoc.site.charts import Value, bar_chart, line_chart

NUMBERS = st.floats(min_value=0, max_value=1e12, allow_nan=False)
YEARS = st.integers(min_value=1990, max_value=2100)


def value(number: float, when: str = "") -> Value:
    return Value("x", number, str(number), when=when)


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_bars_are_in_proportion(numbers: list[float]) -> None:
    """The largest is the longest, a larger one is never shorter, and none is longer than there is room."""
    chart = bar_chart([value(number) for number in numbers])
    lengths = [bar.length for bar in chart.bars]
    assert all(0 <= length <= chart.longest for length in lengths)
    by_number = [length for _number, length in sorted(zip(numbers, lengths, strict=True))]
    assert by_number == sorted(by_number)


def test_a_percentage_is_a_part_of_a_hundred() -> None:
    """99 of a hundred looks like nearly all, also when it stands alone."""
    (bar,) = bar_chart([value(50)], whole=100).bars
    assert bar.length == bar_chart([value(100)], whole=100).bars[0].length / 2


@given(st.lists(st.tuples(YEARS, NUMBERS), min_size=1, max_size=12, unique_by=lambda pair: pair[0]))
def test_points_stay_in_the_drawing(pairs: list[tuple[int, float]]) -> None:
    """Later stands further right, larger stands higher, and zero is on the base."""
    pairs.sort()
    chart = line_chart([value(number, str(year)) for year, number in pairs])
    across = [point.x for point in chart.points]
    assert across == sorted(across)
    assert all(0 <= point.x <= chart.width for point in chart.points)
    assert all(0 <= point.y <= chart.base for point in chart.points)
    assert all(point.y == chart.base for point in chart.points if point.value.number == 0)


def test_time_is_in_proportion() -> None:
    """From 2021 to 2025 is four times as far as from 2025 to 2026."""
    first, middle, last = [point.x for point in line_chart([value(1, y) for y in ("2021", "2025", "2026")]).points]
    assert round((middle - first) / (last - middle), 1) == 4.0
