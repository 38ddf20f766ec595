"""An indicator's page: a chart where there is one to draw, every figure in a table, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Figure, Indicator
from langhoc.phrases import spoken, stands_with_each
from langhoc.site.pages.indicator_chart import chart_of, figures_of, goal_in_words, scope_in_words, scope_of
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


@dataclass(frozen=True, slots=True)
class Latest:
    """The number to take home: how much, of whom and when, and the goal it is on the way to."""

    value: str
    of: str
    is_unverified: bool
    goal: str


def indicator_page(press: Press, indicator: Indicator) -> Page:
    view = press.view(press.urls.record(indicator))
    unit, latest = view.plain(indicator.unit), _latest(view, indicator)
    return press.record_page(
        indicator,
        view,
        lambda: [view.plain(indicator.title), latest.value if latest else unit],
        template="indicator",
        trail=(view.list_anchor("indicator"),),
        kind=press.phrases.label(indicator.measure),
        latest=latest,
        chart=chart_of(view, indicator),
        rows=[_row(view, figure, sort == "target", unit) for figure, sort in figures_of(indicator)],
        unit="" if stands_with_each(unit) else view.said(indicator.unit),
        has_scopes=len({scope_of(figure) for figure, _sort in figures_of(indicator)}) > 1,
        links=_links(view, indicator),
        sections=related(view, indicator),
    )


def _links(view: View, indicator: Indicator) -> tuple[Fact, ...]:
    figures = [figure for figure, _sort in figures_of(indicator)]
    areas = dict.fromkeys(figure.area for figure in figures if figure.area)
    about = [view.named(one) for one in indicator.about]
    return view.facts((_("About"), about), (_("Where"), [view.named(area) for area in areas]))


# What is told above all


def _latest(view: View, indicator: Indicator) -> Latest | None:
    """The latest number of whom most is known; none where several are alike in that, or there is no number."""
    figures, unit = (
        _main(indicator.series) if indicator.series else _main(indicator.targets),
        view.plain(indicator.unit),
    )
    if not figures:
        return None
    latest = max(figures, key=lambda figure: figure.when or "")
    is_goal = not indicator.series
    when = view.phrases.period(latest.when) if latest.when else ""
    words = (view.phrases.say(_("A goal")) if is_goal else "", scope_in_words(view, latest), when)
    return Latest(
        value=view.phrases.value(spoken(latest, unit), unit),
        of=", ".join(word for word in words if word),
        is_unverified=latest.unverified,
        goal="" if is_goal else _next_goal(view, indicator, latest),
    )


def _main(figures: tuple[Figure, ...]) -> list[Figure]:
    """The numbers of the one scope that was counted more often than any other."""
    by_scope: dict[object, list[Figure]] = {}
    for figure in figures:
        if figure.value is not None:
            by_scope.setdefault(scope_of(figure), []).append(figure)
    first, *others = sorted(by_scope.values(), key=len, reverse=True) or [[]]
    return [] if others and len(others[0]) == len(first) else first


def _next_goal(view: View, indicator: Indicator, latest: Figure) -> str:
    """The first goal after the latest number, of the same people."""
    goals = [one for one in indicator.targets if scope_of(one) == scope_of(latest) and one.value is not None]
    coming = [one for one in goals if (one.when or "") > (latest.when or "")]
    unit = view.plain(indicator.unit)
    return goal_in_words(view, min(coming, key=lambda one: one.when or ""), unit) if coming else ""


# Every figure


def _scope(view: View, figure: Figure) -> Markup:
    """Of whom it is: a link to the area, or the words that stand in its place."""
    return view.said(figure.scope) if figure.scope else view.named(figure.area)


def _row(view: View, figure: Figure, is_target: bool, unit: str) -> FigureRow:
    """The number as it was given, unrounded; its unit stands in the head of the table or with it."""
    when = view.phrases.period(figure.when) if figure.when else view.phrases.say(_("day not known"))
    return FigureRow(
        scope=_scope(view, figure),
        when=when,
        value=view.phrases.value(figure, unit if stands_with_each(unit) else ""),
        is_target=is_target,
        is_unverified=figure.unverified,
        note=view.said(figure.note),
        source=view.source(figure.source) if figure.source else Markup(),
    )
