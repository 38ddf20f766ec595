"""An area's page: its classes and places; where there are none, the nearest ones and whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Area
from langhoc.model.area import Finding
from langhoc.site.areas import by_letter
from langhoc.site.cards import Card, centre_cards, offer_cards
from langhoc.site.pages.calling import area_call
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.views import Fact, View

# Of a neighbouring commune, an empty one's page shows some places; the neighbour's own page has all.
_PLACES_NEXT_DOOR = 2
# The page of an area above communes lists places and classes itself only while they are few.
_FEW = 24


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A commune close by that has places to learn."""

    anchor: Markup
    distance: str
    count: str
    places: list[Card]


def area_page(press: Press, area: Area) -> Page:
    view = press.view(press.urls.record(area))
    catalogue = press.catalogue
    centres, offers = catalogue.centres_in(area), catalogue.offers_in(area)
    children = catalogue.children(area)
    shows_all = not children or len(centres) + len(offers) <= _FEW
    return press.record_page(
        area,
        view,
        lambda: [extent_of(press, area), *(view.plain(above.title) for above in catalogue.ancestors(area))],
        trail=(view.list_anchor("area", press.phrases.say(_("Wards and communes"))), *view.trail(area)[:-1]),
        extent=extent_of(press, area) if centres else "",
        offers=offer_cards(view, offers) if shows_all else [],
        centres=centre_cards(view, centres) if shows_all else [],
        is_empty=not centres,
        surveyed=_surveyed(view, area),
        neighbours=[] if children else _neighbours(press, view, area),
        letters=by_letter(view, children),
        call=area_call(view, area),
        facts=_facts(view, area),
        trust=view.trust(area) if area.sources else None,
    )


def extent_of(press: Press, area: Area) -> str:
    """As "2 nơi học và 5 lớp ở Phường Bình Trưng"."""
    phrases, catalogue = press.phrases, press.catalogue
    name = area.title.said(phrases.language).text
    centres, offers = len(catalogue.centres_in(area)), len(catalogue.offers_in(area))
    if not centres:
        return phrases.say("No place to learn in {area} is known yet", area=name)
    parts = [phrases.counted("{n} place to learn", "{n} places to learn", centres)]
    parts += [phrases.counted("{n} class", "{n} classes", offers)] if offers else []
    return phrases.say("{what} in {area}", what=phrases.listed(parts), area=name)


def _facts(view: View, area: Area) -> tuple[Fact, ...]:
    return view.facts(
        (_("Also called"), view.joined(map(view.said, area.aliases))),
        (_("Near"), view.joined(map(view.said, area.near))),
        (_("How to get there"), area.crossing),
        (_("Before July 2025"), area.former_units),
    )


def _surveyed(view: View, area: Area) -> str:
    """Who looked for places here in vain, and when."""
    if area.surveyed is None or area.surveyed.finding is not Finding.NONE:
        return ""
    day, body = view.phrases.short_day(area.surveyed.date), view.plain(area.surveyed.by)
    return view.phrases.say("{body} looked here on {day} and found none.", body=body, day=day)


def _neighbours(press: Press, view: View, area: Area) -> list[Neighbour]:
    return [_neighbour(press, view, area, other, km) for other, km in press.catalogue.nearest_filled(area)]


def _neighbour(press: Press, view: View, area: Area, other: Area, km: float) -> Neighbour:
    there = [centre for centre in press.catalogue.centres_in(other) if not centre.is_gone]
    is_empty = not press.catalogue.centres_in(area)
    return Neighbour(
        anchor=view.anchor(other),
        distance=press.phrases.say("about {km} km", km=press.phrases.number(round(km, 1) if km < 10 else round(km))),
        count=press.phrases.counted("{n} place to learn", "{n} places to learn", len(there)),
        places=centre_cards(view, there[:_PLACES_NEXT_DOOR]) if is_empty else [],
    )
