"""Where something is missing: what each commune has, where somebody looked in vain, and where nobody has told yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Area, Offer
from langhoc.site.areas import AreaEntry, entries
from langhoc.site.cards import is_over
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
        "untold": _untold(press),
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
    "none": _("Looked at: none"),
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
    offers = [offer for offer in catalogue.offers_in(area) if not is_over(offer, press.today)]
    counts = [len(catalogue.places_in_use(area)), *(sum(map(counted, offers)) for counted in _COLUMNS.values())]
    return CoverageRow(view.anchor(area), counts)


def _untold(press: Press) -> str:
    """How many places and classes nobody has looked at."""
    records = (*press.catalogue.places, *press.catalogue.offers)
    n = sum(not record.is_checked for record in records)
    counted = press.phrases.counted
    return counted("{n} record has never been checked", "{n} records have never been checked", n) if n else ""
