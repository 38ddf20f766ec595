"""The week of an area on a sheet for the noticeboard: as many classes as find room, the most useful first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from markupsafe import Markup
from weasyprint.document import Document

from langhoc.editions.paper.board import Group, Line, Option, Poster, dialled
from langhoc.editions.paper.nearby import Nearby, nearby
from langhoc.editions.paper.printing import fitted
from langhoc.editions.paper.view import PaperView
from langhoc.editions.paper.week import DayOfRows, by_weekday, folded, notices_of_places, on_some_days
from langhoc.i18n import mark as _
from langhoc.model import Area, Offer, Record
from langhoc.site.cards import age
from langhoc.site.meetings import WEEK

# Points: the first that fits.
_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.5)

# So many classes without a fixed day are named, and so many places.
_UNFIXED = 12
_PLACES = 12

# Where a class does not fit, so many of the next ones are tried.
_TRIES = 4


class Folding(StrEnum):
    """What becomes of a class that is held several times in the week."""

    NONE = "none"
    ALIKE = "alike"
    """A line for all days on which its hours and place are the same."""
    ONCE = "once"
    """One line: that another class is left out is worse."""


def with_week(
    lay: Callable[[Option], Document], view: PaperView, made: Poster, area: Area
) -> tuple[Document, Option, list[Record]]:
    """The sheet, how it is printed, and what stands on it: as many classes as fit, the most useful first."""
    offers = [one for one in view.catalogue.offers_in(area) if not one.is_over(view.today)]
    in_order = sorted(offers, key=lambda one: _use(view, one))
    useful = [one for one in in_order if _days(view, [one])]
    unfixed = [one for one in in_order if one not in useful][:_UNFIXED]
    spots = _spots(view, area)
    groups = [Group(view.phrases.say(_("Ask when")), [_class(view, one) for one in unfixed]), *_places(view, spots)]

    def of(some: Sequence[Offer], folding: Folding) -> Poster:
        return _of_week(view, made, some, unfixed, len(offers), folding)

    for folding in (Folding.NONE, Folding.ALIKE):
        document, used = fitted(lay, _ways(of(useful, folding), groups))
        if len(document.pages) == 1:
            shown = spots if used.poster.groups else []
            return document, used, [*useful, *unfixed, *(one.place for one in shown)]
    some = _fitting(lambda some: len(lay(_dense(of(some, Folding.ONCE))).pages) == 1, useful)
    used = _dense(of(some, Folding.ONCE))
    return lay(used), used, [*some, *unfixed]


def _ways(full: Poster, groups: Sequence[Group]) -> list[Option]:
    """To print it with all classes, each way in less room than the one before."""
    large = [Option(size, _with_groups(full, groups)) for size in _SIZES]
    brief = [Option(size, _with_groups(full, _without_texts(groups))) for size in _SIZES[-2:]]
    return [*large, *brief, Option(_SIZES[-1], full), _dense(full)]


def _dense(made: Poster) -> Option:
    return Option(_SIZES[-1], replace(made, is_dense=True))


def _with_groups(made: Poster, groups: Sequence[Group]) -> Poster:
    return replace(made, groups=[group for group in groups if group.lines], unfixed=())


def _without_texts(groups: Sequence[Group]) -> list[Group]:
    return [Group(group.name, [line._replace(text=Markup()) for line in group.lines]) for group in groups]


def _spots(view: PaperView, area: Area) -> list[Nearby]:
    """Where one can go in the area; where there is nothing, near it."""
    here = [Nearby(place, area, 0) for place in view.catalogue.places_in_use(area)]
    return (here or list(nearby(view.catalogue, area)))[:_PLACES]


def _places(view: PaperView, spots: Sequence[Nearby]) -> list[Group]:
    here = [_place(view, one, view.said(one.place.address)) for one in spots if not one.km]
    near = [_place(view, one, _way(view, one)) for one in spots if one.km]
    say = view.phrases.say
    return [Group(say(_("Places to learn")), here), Group(say(_("Nearest places to learn")), near)]


def _way(view: PaperView, one: Nearby) -> Markup:
    """As "Xã Mẫu, cách khoảng 4,2 km"."""
    return view.joined([view.said(one.area.title), view.phrases.about_km(one.km)])


def _place(view: PaperView, one: Nearby, where: Markup) -> Line:
    number = next(filter(None, map(dialled, view.contacts(one.place.contacts))), "")
    summary = view.said(one.place.summary)
    return Line(view.said(one.place.title), False, where, summary, number, age(view, one.place))


def _class(view: PaperView, offer: Offer) -> Line:
    where = view.joined([view.said(place.title) for place in view.catalogue.places_of(offer)])
    return Line(view.said(offer.title), offer.is_free, where, view.said(offer.summary), age=age(view, offer))


def _fitting(fits: Callable[[list[Offer]], bool], useful: list[Offer]) -> list[Offer]:
    """The first of them, as many as fit; then those of the next few that still find room beside them."""
    most = bisect_left(range(1, len(useful) + 1), True, key=lambda n: not fits(useful[:n]))
    some = useful[:most]
    for one in useful[most + 1 : most + 1 + _TRIES]:
        if fits([*some, one]):
            some.append(one)
    return some


def _use(view: PaperView, offer: Offer) -> tuple[bool, bool, bool, bool]:
    """How little a class helps most: who can pay, and is free by day, finds others; what is unsure comes last."""
    is_full = offer.enrolment is not None and offer.enrolment.state in {"full", "closed"}
    return is_full, not offer.is_free, not offer.is_in_the_evening, view.trusted(offer) != "checked"


def _days(view: PaperView, offers: Sequence[Offer]) -> list[DayOfRows]:
    until = view.today + WEEK
    return [*by_weekday(view, offers, names_area=False, changes_until=until), *on_some_days(view, offers, until)]


def _of_week(
    view: PaperView,
    made: Poster,
    offers: Sequence[Offer],
    unfixed: Sequence[Offer],
    of: int,
    folding: Folding = Folding.NONE,
) -> Poster:
    counted, left = view.phrases.counted, of - len(offers) - len(unfixed)
    all_days = _days(view, offers)
    days, where = _with_one_place(
        folded(view, all_days, folding is Folding.ONCE) if folding is not Folding.NONE else all_days
    )
    return replace(
        made,
        # What is not certain of an area, as its population, is nothing that stands here.
        about=replace(made.about, doubt=Markup()),
        days=days,
        where=where,
        notices=notices_of_places(view, offers),
        unfixed=[_class(view, one) for one in unfixed],
        extent=counted("{n} class", "{n} classes", of) if of else view.phrases.say(_("No class here is known yet.")),
        more=counted("{n} finds no room here: ask", "{n} find no room here: ask", left) if left else "",
    )


def _with_one_place(days: Sequence[DayOfRows]) -> tuple[Sequence[DayOfRows], Markup]:
    """Where all is on at one place, that is said once."""
    places = {row.where for day in days for row in day.rows}
    if len(places) != 1:
        return days, Markup()
    rows = ((day, tuple(replace(row, where=Markup()) for row in day.rows)) for day in days)
    return [replace(day, rows=of_day) for day, of_day in rows], places.pop()
