"""Charts: what is drawn is in proportion, inside the drawing, and explained; and amounts as people say them."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, check
from langhoc.cli.starting import SAMPLE, start
from langhoc.model import Exactness, Figure, Indicator
from langhoc.phrases import Phrases, spoken
from langhoc.site.cards import card
from langhoc.site.charts import WIDTH, Value, bar_chart, line_chart
from langhoc.site.pages.indicator_chart import Chart, chart_of
from langhoc.site.urls import Urls
from langhoc.site.views import View

NUMBERS = st.floats(min_value=0, max_value=1e12, allow_nan=False)
YEARS = st.integers(min_value=1990, max_value=2100)
WORDS = st.text("aă m.", max_size=80)
TODAY = date(2026, 11, 21)


def value(number: float, when: str = "", shown: str = "1") -> Value:
    return Value(when, number, shown, when=when)


def goal(number: float, when: str = "", whose: object = None) -> Value:
    return Value(when, number, "Mục tiêu: 1", "target", when, whose)


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_bars_are_in_proportion(numbers: list[float]) -> None:
    """The largest is the longest, a larger one is never shorter, and none is longer than there is room."""
    chart = bar_chart([value(number) for number in numbers])
    assert chart is not None
    lengths = [bar.length for bar in chart.bars]
    assert all(0 <= length <= chart.width for length in lengths)
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


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
@example([(" ", " "), ("x" * 20, "x" * 20)])
def test_words_of_bars_have_room(words: list[tuple[str, str]]) -> None:
    """Each line of words stands above its bar and below what comes before; two share a line only with room for both."""
    chart = bar_chart([Value(label or "x", 1, shown or "1") for label, shown in words])
    assert chart is not None
    ends = 0.0
    for bar in chart.bars:
        heights = [line.y for line in bar.words]
        assert ends < heights[0] <= heights[-1] < bar.top
        assert all(later - line >= 14 for line, later in pairwise(sorted(set(heights))))
        ends = bar.top + chart.thickness
        for line, other in combinations(bar.words, 2):
            assert line.y != other.y or 7 * (len(line.text) + len(other.text)) < WIDTH
    assert ends < chart.height


def test_a_goal_marks_what_is_on_the_way_to_it() -> None:
    """Each bar of the same people shows where the goal is, at the length of the goal's own bar; others do not."""
    chart = bar_chart([Value("x", 30, "30", whose="a"), Value("x", 50, "50", whose="b"), goal(60, whose="a")], 100)
    assert chart is not None
    mine, other, aim = chart.bars
    assert mine.goals == [aim.length]
    assert not other.goals
    assert not aim.goals


def test_a_goal_is_a_level_that_no_line_reaches_by_itself() -> None:
    """What is hoped for is no point on the line of what was, and its words cover no number."""
    was = [value(number, str(year)) for year, number in enumerate((3, 8, 16), 2023)]
    chart = line_chart([*was, goal(18, "2026")])
    assert chart is not None
    assert [point.value.when for point in chart.points] == ["2023", "2024", "2025"]
    (level,) = chart.goals
    assert level.y < min(point.y for point in chart.points)
    assert all(abs(level.words.y - point.words_at) >= 14 or abs(level.words.x - point.x) > 90 for point in chart.points)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=5), st.lists(st.integers(0, 100), max_size=3))
def test_no_words_cover_each_other(numbers: list[int], aims: list[int]) -> None:
    """Where goals and numbers would be written over each other, bars are drawn instead."""
    was = [value(number, str(year), shown="00") for year, number in enumerate(numbers, 2020)]
    chart = line_chart([*was, *(goal(aim, "2030") for aim in aims)])
    if chart is None:
        assert aims
        return
    boxes = [(point.x - 8, point.x + 8, point.words_at) for point in chart.points]
    for level in chart.goals:
        left = level.words.x - 70 if level.words.ends else level.words.x
        boxes.append((left, left + 70, level.words.y))
    for (left, right, y), (other_left, other_right, other_y) in combinations(boxes, 2):
        assert right <= other_left or other_right <= left or abs(y - other_y) >= 12


def test_what_is_not_confirmed_is_drawn_apart() -> None:
    """The line to a point that is not confirmed is another than the one between those that are."""
    shown = [value(1, "2023"), value(2, "2024"), Value("2025", 3, "3", "unverified", "2025")]
    chart = line_chart(shown)
    assert chart is not None
    first, second, third = [f"{point.x} {point.y}" for point in chart.points]
    assert chart.path == f"M{first}L{second}"
    assert chart.doubtful == f"M{second}L{third}"


# What is told of a chart


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder: Path = tmp_path_factory.mktemp("figures") / "sample"
    start(folder, TODAY, SAMPLE)
    with open_cache(None) as cache:
        catalogue = check(folder, TODAY, cache).catalogue
    assert isinstance(catalogue, Catalogue)
    urls, phrases = Urls("vi", is_first=True), Phrases("vi")
    return View("indicators/x.html", catalogue, urls, phrases, prose={}, today=TODAY, take_part="", kept={}, of_all={})


def drawn(view: View, indicator_id: str) -> Chart:
    chart = chart_of(view, view.catalogue.get(Indicator, indicator_id))
    assert chart is not None
    return chart


def test_the_key_explains_what_is_there(view: View) -> None:
    """Hollow and dashed, goals and signs are explained where they are drawn, and only there."""
    keys = {name: [sign for sign, _words in drawn(view, name).key] for name in ("luot-muon-sach", "luot-nguoi-hoc")}
    assert keys == {"luot-muon-sach": [], "luot-nguoi-hoc": [""]}
    assert [sign for sign, _words in drawn(view, "nguoi-lon-dung-dich-vu-cong").key] == ["unverified", "goal"]
    assert ("unverified", "Hình rỗng, nét đứt: chưa kiểm chứng") in drawn(view, "quy-khuyen-hoc-con-lai").key


def test_a_goal_is_named_in_the_drawing(view: View) -> None:
    """On its level line, or before its bar."""
    line, bars = drawn(view, "luot-nguoi-hoc").line, drawn(view, "nguoi-lon-dung-dich-vu-cong").bars
    assert line is not None
    assert bars is not None
    assert [level.words.text for level in line.goals] == ["Mục tiêu: 18.000\N{NO-BREAK SPACE}lượt, năm 2026"]
    assert [bar.value.label for bar in bars.bars if bar.value.kind == "target"] == [
        "Mục tiêu: Xã Mẫu, năm 2027",
        "Mục tiêu: Xã Mẫu, năm 2030",
    ]


def test_the_unit_stands_with_the_numbers(view: View) -> None:
    """In the caption where a line has no room for it, else with each number."""
    assert drawn(view, "luot-nguoi-hoc").caption == "Xã Mẫu. Đơn vị tính: lượt"
    bars = drawn(view, "quy-khuyen-hoc-con-lai").bars
    assert bars is not None
    assert bars.bars[0].value.shown == "96,5\N{NO-BREAK SPACE}triệu\N{NO-BREAK SPACE}đồng"


def figures(unit: str, *series: dict[str, object]) -> Indicator:
    whole = [{"when": str(year), "area": "xa-mau", **one} for year, one in enumerate(series, 2021)]
    return Indicator.model_validate({"id": "so", "title": "Số", "measure": "stock", "unit": unit, "series": whole})


def test_parts_of_a_whole_and_plain_numbers_make_no_line(view: View) -> None:
    """900 of 1,200 do not lie below 100."""
    chart = chart_of(view, figures("người", {"value": 100}, {"value": 900, "of": 1200}, {"value": 1100}))
    assert chart is not None
    assert chart.line is None


def test_more_than_all_is_longer_than_all(view: View) -> None:
    """Two and a half times the plan is drawn as that."""
    chart = chart_of(view, figures("%", {"value": 110}, {"value": 250}))
    assert chart is not None
    assert chart.bars is not None
    assert [bar.length for bar in chart.bars.bars] == [140.8, 320]


def test_a_card_tells_its_number_and_only_of_a_goal_what_it_is(view: View) -> None:
    """Among figures, "a figure" on each says nothing."""
    fund = view.catalogue.get(Indicator, "quy-khuyen-hoc-con-lai")
    shown = card(view, fund)
    assert shown.kind == ""
    assert shown.text == "<b>171\N{NO-BREAK SPACE}triệu\N{NO-BREAK SPACE}đồng</b>"
    aim = view.catalogue.get(Indicator, "luot-nguoi-hoc").model_copy(update={"series": ()})
    assert card(view, aim).kind == "Mục tiêu"


# Amounts as people say them


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (75_000_000_000, "đồng", "75 tỉ đồng"),
        (1_250_000, "đồng", "1,25 triệu đồng"),
        (50_000, "đồng", "50.000 đồng"),
        (24_516_470_000, "đồng", "24.516.470.000 đồng"),
        (99.71, "%", "99,71%"),
        (2_100_000, "người", "2.100.000 người"),
        (5, "", "5"),
    ],
)
def test_amounts_are_said_as_people_say_them(number: float, unit: str, said: str) -> None:
    """With their unit, from which no end of a line parts them."""
    assert Phrases("vi").amount(number, unit) == said.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_percentage_is_written_as_the_language_does() -> None:
    assert Phrases("en").amount(99.71, "%") == "99.71%"


@pytest.mark.parametrize(
    ("number", "exactness", "said"),
    [
        (24_516_470_000, Exactness.EXACT, "khoảng 24,5 tỉ đồng"),
        (312_127_000, Exactness.AT_LEAST, "ít nhất 312 triệu đồng"),
        (1_999_999_999, Exactness.AT_LEAST, "ít nhất 1,99 tỉ đồng"),
        (999_999_999, Exactness.EXACT, "khoảng 1 tỉ đồng"),
        (118_200_000, Exactness.EXACT, "118,2 triệu đồng"),
    ],
)
def test_what_is_rounded_says_so(number: float, exactness: Exactness, said: str) -> None:
    """Of an amount with many digits few are said, and no more is claimed than is so."""
    figure = spoken(Figure(value=number, exactness=exactness), "đồng")
    assert Phrases("vi").value(figure, "đồng").replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_fee_stays_as_it_is_written() -> None:
    assert Phrases("vi").money(1_250_000) == "1.250.000 đồng"
