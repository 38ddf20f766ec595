"""An area's page: its classes and places; where there are none, the nearest ones and whom to call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import (
    PARTLY,
    Area,
    AreaType,
    ConnectedClassroom,
    DigitalLibrary,
    Event,
    Finding,
    LearningCentre,
    LocalText,
    Offer,
    Organisation,
    Place,
)
from langhoc.site.areas import by_letter
from langhoc.site.cards import Card, Section, cards
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import filled, related, section
from langhoc.site.views import Fact, View

# Of a neighbouring commune, an empty one's page shows some places; the neighbour's own page has all.
_PLACES_NEXT_DOOR = 2
# The page of an area above communes lists places and classes itself only while they are few.
_FEW = 24

# What the page shows in places of their own.
_ELSEWHERE = (LearningCentre, DigitalLibrary, ConnectedClassroom, Offer, Event, Organisation)


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
    children = catalogue.children(area)
    return press.record_page(
        area,
        view,
        lambda: [extent_of(press, area), *(view.plain(above.title) for above in catalogue.ancestors(area))],
        template="area",
        trail=(view.list_anchor("area"), *view.trail(area)[:-1]),
        extent=extent_of(press, area) if catalogue.places_in_use(area) or catalogue.offers_in(area) else "",
        here_at=_here_at(view, area),
        first=_held(press, view, area),
        is_empty=_is_empty(press, area),
        surveyed=surveyed(view, area),
        neighbours=[] if children else _neighbours(press, view, area),
        is_small=area.type is not AreaType.PROVINCE,
        letters=by_letter(view, children),
        facts=_facts(view, area),
        sections=related(view, area, but=_ELSEWHERE),
        trust=view.trust(area) if area.sources else None,
    )


def _is_empty(press: Press, area: Area) -> bool:
    """Whether one cannot learn here: no place in use, no class, and no library that comes by."""
    catalogue = press.catalogue
    return not (catalogue.places_in_use(area) or catalogue.offers_in(area) or catalogue.halting_in(area))


def _here_at(view: View, area: Area) -> str:
    """The middle of the area, for the reader's browser to keep: "10.77,106.70"."""
    middle = area.location if area.type.is_commune_level else None
    return f"{middle.latitude:.2f},{middle.longitude:.2f}" if middle else ""


def _held(press: Press, view: View, area: Area) -> list[Section]:
    catalogue = press.catalogue
    places, offers = catalogue.places_in(area), catalogue.offers_in(area)
    is_province = area.type is AreaType.PROVINCE
    if is_province and catalogue.children(area) and len(places) + len(offers) > _FEW:
        return _of_no_commune(view, area, places)
    return filled(
        section(view, _("Classes here"), offers, most=None),
        section(view, _("Events here"), catalogue.events_in(area)),
        section(view, _("Places to learn here"), places, most=None),
        section(view, _("Mobile libraries that halt here"), catalogue.halting_in(area)),
    )


def _of_no_commune(view: View, province: Area, places: Iterable[Place]) -> list[Section]:
    """What of a province stands on none of its communes' pages."""
    events = [event for event in view.catalogue.events_in(province) if event.area == province.id]
    return filled(
        section(view, _("Events for the whole province or city"), events),
        section(view, _("Places whose ward is not known"), [place for place in places if place.area == province.id]),
    )


def extent_of(press: Press, area: Area) -> str:
    """As "2 nơi học và 5 lớp ở Phường Bình Trưng"."""
    phrases, catalogue = press.phrases, press.catalogue
    name = area.title.said(phrases.language).text
    places, offers = len(catalogue.places_in_use(area)), len(catalogue.offers_in(area))
    if not places and not offers:
        return phrases.say("No place to learn in {area} is known yet", area=name)
    parts = [phrases.counted("{n} place to learn", "{n} places to learn", places)] if places else []
    parts += [phrases.counted("{n} class", "{n} classes", offers)] if offers else []
    return phrases.say("{what} in {area}", what=phrases.listed(parts), area=name)


def former(view: View, unit: LocalText) -> Markup:
    """A unit of former days; a part of one is said to be that in the page's language."""
    whole = view.plain(unit).removesuffix(PARTLY)
    if whole == view.plain(unit):
        return view.said(unit)
    return Markup("{}").format(view.phrases.say(_("{unit} (part of it)"), unit=whole))


def _facts(view: View, area: Area) -> tuple[Fact, ...]:
    people = view.phrases.number(area.population) if area.population else None
    return view.facts(
        (_("Also called"), view.joined(map(view.said, area.aliases))),
        (_("Near"), view.joined(map(view.said, area.near))),
        (_("How to get there"), area.crossing),
        (_("Before July 2025"), [former(view, one) for one in area.former_units]),
        (_("People living here"), people),
        (_("Size"), view.phrases.say(_("{n} km²"), n=view.phrases.number(area.area_km2)) if area.area_km2 else None),
        (_("Code"), area.code),
        (_("Offices"), [view.anchor(one) for one in view.catalogue.naming(area, Organisation)]),
    )


def surveyed(view: View, area: Area) -> str:
    """Who looked for places here in vain, and when."""
    if area.surveyed is None or area.surveyed.finding is not Finding.NONE:
        return ""
    day, body = view.phrases.short_day(area.surveyed.date), view.plain(area.surveyed.by)
    return view.phrases.say("{body} looked here on {day} and found none.", body=body, day=day)


def _neighbours(press: Press, view: View, area: Area) -> list[Neighbour]:
    return [_neighbour(press, view, area, other, km) for other, km in press.catalogue.nearest_filled(area)]


def _neighbour(press: Press, view: View, area: Area, other: Area, km: float) -> Neighbour:
    there = press.catalogue.places_in_use(other)
    is_empty = _is_empty(press, area)
    return Neighbour(
        anchor=view.anchor(other),
        distance=press.phrases.about_km(km),
        count=press.phrases.counted("{n} place to learn", "{n} places to learn", len(there)),
        places=cards(view, there[:_PLACES_NEXT_DOOR]) if is_empty else [],
    )
