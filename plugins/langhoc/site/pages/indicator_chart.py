"""An indicator's figures -> what is drawn of them, with a caption, and a key to what does not explain itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from langhoc.i18n import mark as _
from langhoc.model import Exactness, Figure, Indicator
from langhoc.phrases import is_percent, spoken
from langhoc.site.charts import BarChart, LineChart, Value, bar_chart, line_chart
from langhoc.site.views import View

# A figure, and what sort it is: "", "unverified" or "target".
Sorted = tuple[Figure, str]

_UNVERIFIED = _("Hollow, with a dashed outline: not confirmed")
_SIGNS = {Exactness.ABOUT: _("≈ means: about"), Exactness.AT_LEAST: _("≥ means: at least")}


@dataclass(frozen=True, slots=True)
class Chart:
    """Either `line` or `bars`. `key` holds pairs: the sign that stands before the words, and the words."""

    line: LineChart | None
    bars: BarChart | None
    caption: str
    key: list[tuple[str, str]]


def figures_of(indicator: Indicator) -> list[Sorted]:
    """What was, then what is to be."""
    was = [(figure, "unverified" if figure.unverified else "") for figure in indicator.series]
    return was + [(figure, "target") for figure in indicator.targets]


def scope_of(figure: Figure) -> object:
    """What two figures have in common that are of the same people."""
    return figure.area, figure.scope


def scope_in_words(view: View, figure: Figure) -> str:
    area = view.catalogue.area(figure.area) if figure.area else None
    return view.plain(figure.scope or (area.title if area else None))


def goal_in_words(view: View, figure: Figure, unit: str) -> str:
    """As "Mục tiêu: 18.000 lượt, năm 2026"."""
    when = view.phrases.period(figure.when) if figure.when else ""
    value = view.phrases.value(spoken(figure, unit), unit)
    return f"{view.phrases.say(_('A goal'))}: {', '.join(part for part in (value, when) if part)}"


def chart_of(view: View, indicator: Indicator) -> Chart | None:
    """A line where one thing was counted several times, else bars; none where there is but one number to say."""
    unit = view.plain(indicator.unit)
    figures = [(spoken(figure, unit), sort) for figure, sort in figures_of(indicator) if figure.value is not None]
    return _line(view, unit, figures) or _bars(view, unit, figures)


# A line


def _line(view: View, unit: str, figures: Sequence[Sorted]) -> Chart | None:
    """There is room for the numbers alone; the caption names their unit."""
    if len({scope_of(figure) for figure, _sort in figures}) != 1 or not all(figure.when for figure, _sort in figures):
        return None
    # Parts of a whole are drawn as hundredths: no line leads from those to plain numbers.
    if len({figure.of is None for figure, _sort in figures}) != 1:
        return None
    in_order = sorted(figures, key=lambda pair: pair[0].when or "")
    line = line_chart([_on_line(view, unit, figure, sort) for figure, sort in in_order])
    if line is None:
        return None
    return Chart(line, None, _caption(view, figures, unit), _unconfirmed(view, figures) + _signs(view, figures))


def _on_line(view: View, unit: str, figure: Figure, sort: str) -> Value:
    is_goal = sort == "target"
    shown = goal_in_words(view, figure, unit) if is_goal else view.phrases.short_value(figure, unit)
    return Value(_moment(figure), _number(figure), shown, sort, figure.when or "")


def _moment(figure: Figure) -> str:
    """When, as short as a line has room for: "2025", "5/2025", "2023–2024"."""
    if figure.when is None or "/" in figure.when:
        return (figure.when or "").replace("/", "–")
    return "/".join(part.lstrip("0") for part in reversed(figure.when.split("-")))


# Bars


def _bars(view: View, unit: str, figures: Sequence[Sorted]) -> Chart | None:
    is_part = is_percent(unit) or all(figure.of for figure, _sort in figures)
    drawn = [(figure, sort) for figure, sort in figures if is_part or not figure.of]
    if not drawn or not (len(drawn) > 1 or is_part):
        return None
    fits = all(_number(figure) <= 100 for figure, _sort in drawn)
    bars = bar_chart([_as_bar(view, unit, one, drawn) for one in drawn], 100 if is_part and fits else None)
    if bars is None:
        return None
    has_goals = any(bar.goals for bar in bars.bars)
    goal = [("goal", view.phrases.say(_("A goal")))] if has_goals else []
    caption = _caption(view, drawn, "") or _caption(view, drawn, unit)
    return Chart(None, bars, caption, _unconfirmed(view, drawn) + goal)


def _as_bar(view: View, unit: str, one: Sorted, among: Sequence[Sorted]) -> Value:
    figure, sort = one
    label = ": ".join(part for part in (_goal(view, sort), _label(view, figure, among)) if part)
    shown = view.phrases.value(figure, unit)
    return Value(label, _number(figure), shown, sort, figure.when or "", scope_of(figure))


def _goal(view: View, sort: str) -> str:
    return view.phrases.say(_("A goal")) if sort == "target" else ""


def _label(view: View, figure: Figure, among: Sequence[Sorted]) -> str:
    """Of whom and when, without what the caption says of all."""
    has_scopes, has_times = _differ(among)
    scope = scope_in_words(view, figure) if has_scopes else ""
    return ", ".join(part for part in (scope, "" if has_scopes and not has_times else _when(view, figure)) if part)


def _when(view: View, figure: Figure) -> str:
    return view.phrases.period(figure.when) if figure.when else view.phrases.say(_("day not known"))


def _number(figure: Figure) -> float:
    """What is drawn of a figure; of one that is a part of a whole, its hundredths."""
    value = figure.value or 0
    return 100 * value / figure.of if figure.of else value


# What stands around it


def _differ(figures: Iterable[Sorted]) -> tuple[bool, bool]:
    """Whether they are of several people, and of several times."""
    scopes = {scope_of(figure) for figure, _sort in figures}
    return len(scopes) > 1, len({figure.when for figure, _sort in figures}) > 1


def _caption(view: View, figures: Sequence[Sorted], unit: str) -> str:
    """What holds for all that is drawn: of whom, when, and in what it is counted."""
    figure = figures[0][0]
    has_scopes, has_times = _differ(figures)
    common = _when(view, figure) if has_scopes and not has_times else ""
    counted = view.phrases.say(_("Unit: {unit}"), unit=unit) if unit else ""
    parts = ["" if has_scopes else scope_in_words(view, figure), common, counted]
    return ". ".join(part[:1].upper() + part[1:] for part in parts if part)


def _unconfirmed(view: View, figures: Iterable[Sorted]) -> list[tuple[str, str]]:
    return (
        [("unverified", view.phrases.say(_UNVERIFIED))] if "unverified" in {sort for _figure, sort in figures} else []
    )


def _signs(view: View, figures: Iterable[Sorted]) -> list[tuple[str, str]]:
    """What the signs before numbers mean; goals say it in words."""
    used = {figure.exactness for figure, sort in figures if sort != "target"}
    return [("", view.phrases.say(message)) for exactness, message in _SIGNS.items() if exactness in used]
