"""The home page: what would you like to learn, where are you, what is on this week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from langhoc.catalogue import meetings
from langhoc.i18n import mark as _
from langhoc.model import Area, Offer
from langhoc.site.cards import MeetingRow, is_over, meeting_row, offer_card
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.views import View

WEEK = timedelta(days=6)
# How much of each the home page shows; lists show all.
_MEETINGS_A_DAY, _CLASSES, _AREAS = 8, 6, 9


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """What is on one day: `day` is for scripts, `name` for people; `more` meetings are not shown."""

    day: date
    name: str
    count: int
    rows: list[MeetingRow]
    more: int


def home_page(press: Press, text: str) -> Page:
    """`text` is the editors' own, as HTML."""
    view = press.view(press.urls.home)
    catalogue = press.catalogue
    used = [topic for topic in catalogue.topics if catalogue.offers_on(topic)]
    title = press.phrases.say(_("What would you like to learn?"))
    about = About(title, view.plain(catalogue.settings.summary) or extent(press), "home")
    content = {
        "extent": extent(press),
        "topics": [(view.href(topic), view.said(topic.title), len(catalogue.offers_on(topic))) for topic in used],
        "areas": [(view.href(one), view.said(one.title), len(catalogue.centres_in(one))) for one in _fullest(press)],
        "count_areas": sum(area.type.is_commune_level for area in catalogue.areas),
        "week": _week(press, view),
        "offers": [offer_card(view, offer) for offer in _worth_a_look(press, view)],
        "intro": text,
    }
    return press.page("home", view, about, lambda urls: urls.home, content)


def extent(press: Press) -> str:
    """How much the catalogue holds: "32 nơi học và 30 lớp"."""
    phrases, catalogue = press.phrases, press.catalogue
    places = phrases.counted("{n} place to learn", "{n} places to learn", len(catalogue.centres))
    return phrases.listed([places, phrases.counted("{n} class", "{n} classes", len(catalogue.offers))])


def _fullest(press: Press) -> list[Area]:
    """The communes with the most places to learn."""
    catalogue = press.catalogue
    filled = [area for area in catalogue.areas if area.type.is_commune_level and catalogue.centres_in(area)]
    return sorted(filled, key=lambda area: -len(catalogue.centres_in(area)))[:_AREAS]


def _worth_a_look(press: Press, view: View) -> list[Offer]:
    """Some classes, one a place: those looked at lately, with known times, free of charge come first."""

    def rank(offer: Offer) -> tuple[bool, bool, bool]:
        return view.trust(offer).state != "checked", not offer.sessions, not (offer.cost and offer.cost.is_free)

    going_on = [offer for offer in press.catalogue.offers if not is_over(offer, press.today)]
    of_a_place: dict[tuple[str, ...], Offer] = {}
    for offer in sorted(going_on, key=rank):
        of_a_place.setdefault(offer.places, offer)
    return list(of_a_place.values())[:_CLASSES]


def _week(press: Press, view: View) -> list[DayOfWeek]:
    coming = meetings(press.catalogue, press.today, press.today + WEEK)
    found = []
    for day, group in groupby(coming, key=lambda meeting: meeting.occurrence.day):
        held = list(group)
        rows = [meeting_row(view, meeting) for meeting in held[:_MEETINGS_A_DAY]]
        found.append(DayOfWeek(day, press.phrases.near_day(day), len(held), rows, len(held) - len(rows)))
    return found
