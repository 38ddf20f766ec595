"""Where something is missing: what each commune has, where somebody looked in vain, and where nobody has told yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from langhoc.catalogue import Catalogue
from langhoc.i18n import mark as _
from langhoc.model import Area, Offer, Place, Record
from langhoc.site.areas import entries
from langhoc.site.pages.area import surveyed
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.urls import Urls
from langhoc.site.views import View


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What a commune has. Counts are in the order of `columns`."""

    area: Markup
    counts: list[int]


@dataclass(frozen=True, slots=True)
class Missing:
    """A commune without a place; `found` says who looked there in vain, and when."""

    area: Markup
    found: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of all communes: `begins` and `length` are in hundredths of the whole."""

    name: str
    kind: str
    count: int
    begins: float
    length: float


_COLUMNS: dict[str, Callable[[Offer], bool]] = {
    _("Classes"): lambda offer: True,
    _("Free"): lambda offer: offer.is_free,
    _("Evenings"): lambda offer: offer.is_in_the_evening,
}


class _Found(NamedTuple):
    """What there is, in no language yet: the communes with places and those without; by its id what each of the former
    has, in the order of the page's columns; the places and classes that nobody has looked at, and those that nobody has
    looked at for long, the oldest first.
    """

    with_places: list[Area]
    empty: list[Area]
    counts: dict[str, list[int]]
    unchecked: list[Record]
    stale: list[Record]


def coverage_page(press: Press) -> Page:
    view = press.view(press.urls.coverage)
    say = press.phrases.say
    found = view.in_any_language("coverage", lambda: _found(press.catalogue, press.today))
    in_vain = [area for area in found.empty if surveyed(view, area)]
    unknown = [area for area in found.empty if not surveyed(view, area)]
    filled = entries(view, found.with_places)
    content = {
        "count": len(found.with_places) + len(found.empty),
        "shares": _shares(press, [("has", found.with_places), ("none", in_vain), ("unknown", unknown)]),
        "columns": [say(_("Places")), *map(say, _COLUMNS)],
        "rows": [CoverageRow(view.anchor(press.catalogue.area(one.id)), found.counts[one.id]) for one in filled],
        "in_vain": [Missing(view.anchor(area), surveyed(view, area)) for area in in_vain],
        "unknown": entries(view, unknown),
        "unchecked": [view.anchor(record) for record in found.unchecked],
        "stale": _stale(press, view, found.stale),
        "without_class": [entry for entry in filled if not _has_class(found.counts[entry.id])],
    }
    line = say(_("Which communes have places to learn, and which not."))
    about = About(say(_("Where something is missing")), line, "coverage")
    return press.page("coverage", view, about, _address, content)


def _found(catalogue: Catalogue, today: date) -> _Found:
    communes = [area for area in catalogue.areas if area.type.is_commune_level]
    with_places = [area for area in communes if catalogue.places_in_use(area)]
    places: list[Record] = [place for place in catalogue.all_of(Place) if not place.is_over(today)]
    offers = [offer for offer in catalogue.offers if not offer.is_over(today)]
    # Nobody needs to ask about what is over.
    records = [*places, *offers]
    stale = [one for one in records if one.is_checked and one.is_stale(today)]
    going_on = {offer.id for offer in offers}
    return _Found(
        with_places=with_places,
        empty=[area for area in communes if not catalogue.places_in_use(area)],
        counts={area.id: _counts(catalogue, area, going_on) for area in with_places},
        unchecked=[record for record in records if not record.is_checked],
        stale=sorted(stale, key=lambda one: (one.checked_on or today, one.id)),
    )


def _counts(catalogue: Catalogue, area: Area, going_on: set[str]) -> list[int]:
    offers = [offer for offer in catalogue.offers_in(area) if offer.id in going_on]
    return [len(catalogue.places_in_use(area)), *(sum(map(counted, offers)) for counted in _COLUMNS.values())]


def _has_class(counts: list[int]) -> bool:
    _places, classes, *_others = counts
    return classes > 0


def _address(urls: Urls) -> str:
    return urls.coverage


_NAMES = {
    "has": _("With places to learn"),
    "none": _("Searched, none found"),
    "unknown": _("Nobody has told yet"),
}


def _shares(press: Press, groups: list[tuple[str, list[Area]]]) -> list[Share]:
    whole = sum(len(areas) for _kind, areas in groups) or 1
    found, begins = [], 0.0
    for kind, areas in groups:
        length = round(100 * len(areas) / whole, 2)
        found.append(Share(press.phrases.say(_NAMES[kind]), kind, len(areas), round(begins, 2), length))
        begins += length
    return found


def _stale(press: Press, view: View, records: list[Record]) -> list[Markup]:
    """Each with the day on which somebody looked at it last."""
    days = [press.phrases.short_day(one.checked_on) if one.checked_on else "" for one in records]
    return [view.joined([view.anchor(one), day]) for one, day in zip(records, days, strict=True)]
