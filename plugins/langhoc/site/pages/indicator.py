"""An indicator's page: a chart where there is one to draw, every figure in a table, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Figure, Indicator
from langhoc.site.charts import BarChart, LineChart, Value, bar_chart, line_chart
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import related
from langhoc.site.views import Fact, View


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in the table: of whom, when, how much, and what is to be said of it."""

    scope: Markup
    when: str
    value: str
    is_target: bool
    is_unverified: bool
    note: Markup
    source: Markup


def indicator_page(press: Press, indicator: Indicator) -> Page:
    view = press.view(press.urls.record(indicator))
    chart = chart_of(view, indicator)
    return press.record_page(
        indicator,
        view,
        lambda: [view.plain(indicator.title), view.plain(indicator.unit)],
        template="indicator",
        trail=(view.list_anchor("indicator", press.phrases.plural("indicator")),),
        kind=view.joined([press.phrases.label(indicator.measure), view.said(indicator.unit)], by=": "),
        line=chart if isinstance(chart, LineChart) else None,
        bars=chart if isinstance(chart, BarChart) else None,
        rows=_rows(view, indicator),
        has_scopes=len({(figure.area, figure.scope) for figure, _kind in _all(indicator)}) > 1,
        links=_links(view, indicator),
        sections=related(view, indicator),
    )


def _links(view: View, indicator: Indicator) -> tuple[Fact, ...]:
    figures = [figure for figure, _kind in _all(indicator)]
    areas = dict.fromkeys(figure.area for figure in figures if figure.area)
    about = [view.named(one) for one in indicator.about]
    return view.facts((_("About"), about), (_("Where"), [view.named(area) for area in areas]))


def chart_of(view: View, indicator: Indicator) -> BarChart | LineChart | None:
    """A line where one thing was counted several times, else bars; none where there is but one number to say."""
    figures = [(figure, kind) for figure, kind in _all(indicator) if figure.value is not None]
    is_part = "%" in view.plain(indicator.unit) or all(figure.of for figure, _kind in figures)
    of_one = _counted_most(figures)
    at_times = [replace(_value(view, figure, kind), label=_moment(figure)) for figure, kind in of_one]
    line = line_chart(sorted(at_times, key=lambda value: value.when)) if len(of_one) == len(figures) else None
    if line or not figures:
        return line
    values = [_value(view, figure, kind) for figure, kind in figures if is_part or not figure.of]
    return bar_chart(values, 100 if is_part else None) if len(values) > 1 or is_part else None


def _moment(figure: Figure) -> str:
    """When, as short as a chart has room for: "2025", "5/2025", "2023–2024"."""
    if figure.when is None or "/" in figure.when:
        return (figure.when or "").replace("/", "–")
    return "/".join(part.lstrip("0") for part in reversed(figure.when.split("-")))


def _counted_most(figures: list[tuple[Figure, str]]) -> list[tuple[Figure, str]]:
    """The figures of the area or scope that was counted at the most times."""
    by_scope: dict[object, list[tuple[Figure, str]]] = {}
    for figure, kind in figures:
        if figure.when:
            by_scope.setdefault((figure.area, figure.scope), []).append((figure, kind))
    return max(by_scope.values(), key=len, default=[])


def _all(indicator: Indicator) -> Iterable[tuple[Figure, str]]:
    yield from ((figure, "unverified" if figure.unverified else "") for figure in indicator.series)
    yield from ((figure, "target") for figure in indicator.targets)


def _value(view: View, figure: Figure, kind: str) -> Value:
    """What is drawn of a figure; of one that is a part of a whole, its hundredths."""
    assert figure.value is not None
    when = view.phrases.period(figure.when) if figure.when else ""
    label = ", ".join(part for part in (_scope_in_words(view, figure), when) if part)
    number = 100 * figure.value / figure.of if figure.of else figure.value
    return Value(label, number, view.phrases.short_value(figure), kind, figure.when or "")


def _scope(view: View, figure: Figure) -> Markup:
    """Of whom it is: a link to the area, or the words that stand in its place."""
    return view.said(figure.scope) if figure.scope else view.named(figure.area)


def _scope_in_words(view: View, figure: Figure) -> str:
    area = view.catalogue.area(figure.area) if figure.area else None
    return view.plain(figure.scope or (area.title if area else None))


def _rows(view: View, indicator: Indicator) -> list[FigureRow]:
    return [_row(view, figure, kind == "target") for figure, kind in _all(indicator)]


def _row(view: View, figure: Figure, is_target: bool) -> FigureRow:
    when = view.phrases.period(figure.when) if figure.when else view.phrases.say(_("day not known"))
    return FigureRow(
        scope=_scope(view, figure),
        when=when,
        value=view.phrases.value(figure),
        is_target=is_target,
        is_unverified=figure.unverified,
        note=view.said(figure.note),
        source=view.source(figure.source) if figure.source else Markup(),
    )
