"""An indicator's page: a chart where there is one to draw, every figure in a table, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Figure, Indicator
from langhoc.site.charts import ENOUGH_FOR_A_LINE, BarChart, LineChart, Value, bar_chart, line_chart
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
    at_times = _counted_most(figures)
    if len(at_times) >= ENOUGH_FOR_A_LINE:
        values = [_value(view, figure, kind) for figure, kind in at_times]
        return line_chart(sorted(values, key=lambda value: value.when))
    values = [_value(view, figure, kind) for figure, kind in figures]
    whole = 100 if "%" in view.plain(indicator.unit) else max((f.of for f, _kind in figures if f.of), default=None)
    return bar_chart(values, whole) if len(values) > 1 or (values and whole) else None


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
    assert figure.value is not None
    when = view.phrases.period(figure.when) if figure.when else ""
    label = ", ".join(part for part in (_scope_in_words(view, figure), when) if part)
    return Value(label, figure.value, view.phrases.value(figure), kind, figure.when or "")


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
