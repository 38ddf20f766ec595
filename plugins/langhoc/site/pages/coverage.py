"""Where something is missing: what each commune has, where somebody looked in vain, and where nobody has told yet."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from langhoc.catalogue import gaps
from langhoc.i18n import mark as _
from langhoc.model import Area, Record
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


_COLUMNS = (_("Places"), _("Classes"), _("Free"), _("Evenings"))


def coverage_page(press: Press) -> Page:
    view = press.view(press.urls.coverage)
    say = press.phrases.say
    found = view.in_any_language("coverage", lambda: gaps(press.catalogue, press.today))
    in_vain = [area for area in found.empty if surveyed(view, area)]
    unknown = [area for area in found.empty if not surveyed(view, area)]
    filled = entries(view, found.with_places)
    content = {
        "count": len(found.with_places) + len(found.empty),
        "shares": _shares(press, [("has", found.with_places), ("none", in_vain), ("unknown", unknown)]),
        "columns": [say(column) for column in _COLUMNS],
        "rows": [CoverageRow(view.anchor(press.catalogue.area(one.id)), list(found.counts[one.id])) for one in filled],
        "in_vain": [Missing(view.anchor(area), surveyed(view, area)) for area in in_vain],
        "unknown": entries(view, unknown),
        "unchecked": [view.anchor(record) for record in found.unchecked],
        "stale": _stale(press, view, found.stale),
        "without_class": [entry for entry in filled if not found.counts[entry.id].classes],
    }
    line = say(_("Which communes have places to learn, and which not."))
    about = About(say(_("Where something is missing")), line, "coverage")
    return press.page("coverage", view, about, _address, content)


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
