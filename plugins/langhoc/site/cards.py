"""Records in lists: what, where, when, free or not. A card for each kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial, singledispatch
from typing import NamedTuple

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import (
    Change,
    Cost,
    DigitalLibrary,
    Event,
    EventState,
    Figure,
    Indicator,
    Offer,
    Organisation,
    Place,
    Programme,
    Record,
    Resource,
    Story,
)
from langhoc.phrases import spoken
from langhoc.site.sessions import current_changes, last_day_of
from langhoc.site.views import View

_NOTHING = Markup()


class Card(NamedTuple):
    """A record in a list. `cost` is empty where money does not come into it.

    `state` is whether it takes learners; `notice` is what would make the way there vain; `age` is that nobody looked
    at it for long. Days are as 2026-11-21: the last ones on which state and notice are true, `until` on which it may
    be shown, `ends` on which it is held.
    """

    href: str
    title: Markup
    kind: str
    where: Markup = _NOTHING
    when: str = ""
    holds: str = ""
    text: Markup = _NOTHING
    cost: str = ""
    is_free: bool = False
    state: str = ""
    notice: str = ""
    age: str = ""
    until: str = ""
    state_until: str = ""
    notice_until: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: cards or lines under a heading. `more` says how many more there are."""

    title: str
    cards: list[Card]
    lines: tuple[Markup, ...] = ()
    more: str = ""


def cards(view: View, records: Iterable[Record], most: int | None = None) -> list[Card]:
    """A card for each record, at `most` so many. Classes whose times are known, and which somebody looked at lately,
    come first; what is over or gone comes last.
    """
    in_order = sorted(records, key=lambda one: view.once(("use", one.id), partial(_use, view, one)))
    return [card(view, record) for record in in_order[:most]]


def _use(view: View, record: Record) -> tuple[bool, bool, bool]:
    """How little a card helps who wants to go there: what is over least of all."""
    if not isinstance(record, Offer):
        return record.is_over(view.today), False, False
    return record.is_over(view.today), not record.sessions, view.trusted(record) != "checked"


def card(view: View, record: Record) -> Card:
    return view.once(("card", record.id), lambda: _labelled(_card(record, view), record, view))


def _labelled(card: Card, record: Record, view: View) -> Card:
    """A sample among real records says so on its card; where all are samples, each page does."""
    if not record.sample or view.catalogue.is_imaginary:
        return card
    return card._replace(kind=view.phrases.say(_("Sample: {what}"), what=card.kind or view.phrases.sort(record)))


def offer_cards(view: View, offers: Iterable[Offer], here: Place | None = None, most: int | None = None) -> list[Card]:
    """As `cards`; `here` is the place whose page they stand on, which need not be named."""
    found = cards(view, offers, most)
    if here is None:
        return found
    by_href = {view.href(offer): offer for offer in offers}
    return [_without(view, one, by_href[one.href], here) for one in found]


def _without(view: View, card: Card, offer: Offer, here: Place) -> Card:
    elsewhere = [place for place in view.catalogue.places_of(offer) if place is not here]
    return card._replace(where=_places(view, elsewhere))


@singledispatch
def _card(record: Record, view: View) -> Card:
    """A card of the record's kind; this one is for kinds that need no more than their sentence."""
    return _told_card(view, record)


def age(view: View, record: Record) -> str:
    """That nobody has looked at it, or when somebody last did, long ago; nothing for what is fresh."""
    state = view.trusted(record)
    if record.checked_on is None or state == "unchecked":
        return view.phrases.say(_("Not checked yet"))
    return view.phrases.say(_("As of {year}"), year=record.checked_on.year) if state == "stale" else ""


# A class


@_card.register
def _offer_card(offer: Offer, view: View) -> Card:
    over = offer.is_over(view.today)
    change = None if over else _next_change(view, offer)
    return Card(
        href=view.href(offer),
        title=view.said(offer.title),
        kind=view.phrases.label(offer.type),
        where=_places(view, view.catalogue.places_of(offer)) or _mode(view, offer) or _held_by(view, offer),
        when=_when(view, offer),
        cost=cost_words(view, offer.cost),
        is_free=offer.is_free,
        state="" if over else view.phrases.enrolment(offer, view.today),
        notice=view.phrases.say("This is over") if over else view.phrases.change(change) if change else "",
        age=age(view, offer),
        state_until=str(offer.last_day_to_enrol or ""),
        notice_until=str(last_day_of(change)) if change else "",
        ends=_ends(view, offer),
    )


def _ends(view: View, record: Record) -> str:
    """The last day of what is not over yet."""
    last = record.last_day
    return str(last) if last and last >= view.today else ""


def _mode(view: View, offer: Offer) -> Markup:
    """An online class is held nowhere."""
    return Markup("{}").format(view.phrases.label(offer.mode)) if offer.mode == "online" else Markup()


def _held_by(view: View, offer: Offer) -> Markup:
    """Who knows where, for a class without a place of its own."""
    return view.said(view.catalogue.record(offer.provider).title) if offer.provider else Markup()


def _places(view: View, places: Iterable[Place]) -> Markup:
    named = (view.once(("where", place.id), partial(where, view, place)) for place in places)
    return view.joined(named, by="; ")


def where(view: View, place: Place) -> Markup:
    """A place and its commune."""
    area = view.catalogue.area_of(place)
    return view.joined([view.said(place.title), view.said(area.title) if area else ""])


def _when(view: View, offer: Offer) -> str:
    if not offer.sessions:
        return view.phrases.say(_("Hours not known: call and ask"))
    return view.phrases.sessions(offer.current_sessions(view.today) or offer.sessions)


def _next_change(view: View, offer: Offer) -> Change | None:
    """What matters more than anything else on the card."""
    return next(iter(current_changes(offer.sessions, view.today)), None)


def cost_words(view: View, cost: Cost | None) -> str:
    """What it costs; what is not known is to be asked."""
    return view.phrases.cost(cost) if cost else view.phrases.say("Ask about the fee")


def cost_lines(view: View, cost: Cost | None) -> list[object]:
    """What it costs, who pays less, and what comes on top."""
    exam = cost.exam_fee if cost else None
    exam_fee = view.phrases.say("Exam fee: {amount}", amount=view.phrases.money(exam)) if exam is not None else None
    words = view.strong(cost_words(view, cost))
    return [words, cost.exemptions if cost else None, exam_fee, cost.note if cost else None]


# A place


@_card.register
def _place_card(place: Place, view: View) -> Card:
    offers = view.catalogue.offers_at(place)
    return Card(
        href=view.href(place),
        title=view.said(place.title),
        kind=view.phrases.sort(place),
        where=_address(view, place),
        holds=view.phrases.counted("{n} class", "{n} classes", len(offers)) if offers else "",
        notice=view.phrases.lifecycle(place),
        age=age(view, place),
    )


def _address(view: View, place: Place) -> Markup:
    if isinstance(place, DigitalLibrary) and place.is_online_only:
        return Markup("{}").format(view.phrases.say(_("On the internet")))
    areas = [area for area in view.catalogue.areas_of(place) if area.parent or not place.address]
    # Addresses often name the ward of former days only.
    said = view.plain(place.address)
    named = view.joined(view.said(area.title) for area in areas if not _says(said, view.plain(area.title)))
    return view.joined([view.said(place.address), named], by="; ")


def _says(address: str, area: str) -> bool:
    """Whether an address names the area, and not one whose name goes on: Bình Trưng is not Bình Trưng Tây."""
    # Most do not hold it at all, and a pattern for each ward takes long to make.
    is_there = area.casefold() in address.casefold()
    return is_there and re.search(rf"\b{re.escape(area)}(?!\s*\w)", address, re.IGNORECASE) is not None


# The others


@_card.register
def _event_card(event: Event, view: View) -> Card:
    over = event.is_over(view.today)
    return Card(
        href=view.href(event),
        title=view.said(event.title),
        kind=view.phrases.label(event.type),
        when=event_days(view, event),
        where=event_where(view, event),
        cost=view.phrases.cost(event.cost) if event.cost else "",
        is_free=event.is_free,
        notice=view.phrases.say("This is over") if over else event_state(view, event),
        notice_until="" if over else str(event.last_day),
        ends=_ends(view, event),
    )


def event_days(view: View, event: Event) -> str:
    """Its days, and its hours where they are known."""
    days = view.phrases.days(event.starts_on, event.last_day)
    if event.starts and event.ends:
        return f"{days}, {view.phrases.from_to(event.starts, event.ends)}"
    return f"{days}, {view.phrases.clock(event.starts)}" if event.starts else days


def event_where(view: View, event: Event) -> Markup:
    places = _places(view, [view.catalogue.place(place) for place in event.places])
    area = view.said(view.catalogue.area(event.area).title) if event.area else Markup()
    return view.joined([places, view.said(event.where), area])


def event_state(view: View, event: Event) -> str:
    """What is different from what was planned."""
    return "" if event.state is EventState.SCHEDULED else view.phrases.label(event.state)


@_card.register
def _story_card(story: Story, view: View) -> Card:
    area = view.catalogue.area(story.area) if story.area else None
    told = _told_card(view, story, where=view.said(area.title) if area else Markup())
    return told._replace(until=str(story.last_day or ""))


@_card.register
def _programme_card(programme: Programme, view: View) -> Card:
    deadline = programme.apply.deadline if programme.apply else None
    message = _("Apply until {day}")
    when = view.phrases.say(message, day=view.phrases.short_day(deadline)) if deadline else ""
    when = when if deadline and deadline >= view.today else ""
    told = _told_card(view, programme, when=when, notice=_over(view, programme))
    return told._replace(ends=_ends(view, programme))


def _over(view: View, record: Record) -> str:
    return view.phrases.say("This is over") if record.is_over(view.today) else ""


@_card.register
def _organisation_card(organisation: Organisation, view: View) -> Card:
    return _told_card(view, organisation, where=view.said(organisation.address))


@_card.register
def _resource_card(resource: Resource, view: View) -> Card:
    library = view.catalogue.get(Place, resource.library) if resource.library else None
    return _told_card(view, resource, where=view.said(library.title) if library else Markup())


@_card.register
def _indicator_card(indicator: Indicator, view: View) -> Card:
    """Its latest figure, with what is doubtful about it. Figures stand among figures: only a goal says what it is."""
    figures = indicator.series or indicator.targets
    latest = max(figures, key=lambda figure: figure.when or "")
    several = len({figure.area for figure in figures if figure.when == latest.when}) > 1
    unit = view.plain(indicator.unit)
    area = view.catalogue.area(latest.area) if latest.area else None
    return Card(
        href=view.href(indicator),
        title=view.said(indicator.title),
        kind="" if indicator.series else view.phrases.say(_("A goal")),
        where=_in_several(view, figures) if several else view.said(latest.scope or (area.title if area else None)),
        when=view.phrases.period(latest.when) if latest.when else "",
        text=Markup() if several else view.strong(view.phrases.value(spoken(latest, unit), unit)),
        notice=view.phrases.say(_("Not confirmed")) if latest.unverified else "",
    )


def _in_several(view: View, figures: Iterable[Figure]) -> Markup:
    """Where something was counted in several places: no number stands for them all."""
    n = len({figure.area for figure in figures if figure.area})
    return Markup("{}").format(view.phrases.counted("counted in {n} place", "counted in {n} places", n))


def _told_card(view: View, record: Record, where: Markup = _NOTHING, when: str = "", notice: str = "") -> Card:
    """A card that tells in a sentence what it is about."""
    sort, text = view.phrases.sort(record), view.said(record.summary)
    return Card(view.href(record), view.said(record.title), sort, where, when, text=text, notice=notice)
