"""Where something is missing: what each commune has, where somebody looked in vain, and where nobody has told yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Area, Offer, Place, Record
from langhoc.site.areas import AreaEntry, entries
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


def coverage_page(press: Press) -> Page:
    view = press.view(press.urls.coverage)
    say = press.phrases.say
    communes = [area for area in press.catalogue.areas if area.type.is_commune_level]
    with_places = [area for area in communes if _has_places(press, area)]
    empty = [area for area in communes if not _has_places(press, area)]
    in_vain = [area for area in empty if surveyed(view, area)]
    unknown = [area for area in empty if not surveyed(view, area)]
    content = {
        "count": len(communes),
        "shares": _shares(press, [("has", with_places), ("none", in_vain), ("unknown", unknown)]),
        "columns": [say(_("Places")), *map(say, _COLUMNS)],
        "rows": [_row(press, view, entry) for entry in entries(view, with_places)],
        "in_vain": [Missing(view.anchor(area), surveyed(view, area)) for area in in_vain],
        "unknown": entries(view, unknown),
        "unchecked": _unchecked(press, view),
        "stale": _stale(press, view),
        "without_class": [entry for entry in entries(view, with_places) if not _has_class(press, entry)],
    }
    line = say(_("Which communes have places to learn, and which not."))
    about = About(say(_("Where something is missing")), line, "coverage")
    return press.page("coverage", view, about, _address, content)


def _address(urls: Urls) -> str:
    return urls.coverage


def _has_places(press: Press, area: Area) -> bool:
    return bool(press.catalogue.places_in_use(area))


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


def _row(press: Press, view: View, entry: AreaEntry) -> CoverageRow:
    catalogue = press.catalogue
    area = catalogue.area(entry.id)
    offers = [offer for offer in catalogue.offers_in(area) if not offer.is_over(press.today)]
    counts = [len(catalogue.places_in_use(area)), *(sum(map(counted, offers)) for counted in _COLUMNS.values())]
    return CoverageRow(view.anchor(area), counts)


def _has_class(press: Press, entry: AreaEntry) -> bool:
    offers = press.catalogue.offers_in(press.catalogue.area(entry.id))
    return any(not offer.is_over(press.today) for offer in offers)


# What is to be asked again


def _to_be_asked(press: Press) -> list[Record]:
    """Places and classes that are not over: nobody needs to ask about the others."""
    records: list[Record] = [*press.catalogue.all_of(Place), *press.catalogue.offers]
    return [record for record in records if not record.is_over(press.today)]


def _unchecked(press: Press, view: View) -> list[Markup]:
    return [view.anchor(record) for record in _to_be_asked(press) if not record.is_checked]


def _stale(press: Press, view: View) -> list[Markup]:
    """Those that were checked long ago, the oldest first, each with the day."""
    found = [one for one in _to_be_asked(press) if one.is_checked and one.is_stale(press.today)]
    in_order = sorted(found, key=lambda one: (one.checked_on or press.today, one.id))
    days = [press.phrases.short_day(one.checked_on) if one.checked_on else "" for one in in_order]
    return [view.joined([view.anchor(one), day]) for one, day in zip(in_order, days, strict=True)]
