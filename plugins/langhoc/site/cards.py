"""Records in lists: what, where, when, free or not; and the meetings of a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from markupsafe import Markup

from langhoc.catalogue import Meeting
from langhoc.model import Change, LearningCentre, Occurrence, Offer, Session
from langhoc.site.views import View


@dataclass(frozen=True, slots=True)
class Card:
    """A record in a list. `cost` is empty where money does not come into it.

    `state` is whether it takes learners; `notice` is what would make the way there vain.
    """

    href: str
    title: Markup
    kind: str
    where: Markup
    when: str = ""
    holds: str = ""
    cost: str = ""
    is_free: bool = False
    state: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting this week."""

    href: str
    title: Markup
    hours: str
    where: Markup
    note: str
    takes_place: bool


def offer_card(view: View, offer: Offer, here: LearningCentre | None = None) -> Card:
    """`here` is the place whose page it stands on, which need not be named."""
    card = view.once(("card", offer.id), lambda: _offer_card(view, offer))
    if here is None:
        return card
    elsewhere = [place for place in view.catalogue.places(offer) if place is not here]
    return replace(card, where=_places(view, elsewhere))


def _offer_card(view: View, offer: Offer) -> Card:
    over = is_over(offer, view.today)
    return Card(
        href=view.href(offer),
        title=view.said(offer.title),
        kind=view.phrases.label(offer.type),
        where=_places(view, view.catalogue.places(offer)),
        when=_when(view, offer),
        cost=view.phrases.cost(offer.cost) if offer.cost else view.phrases.say("Ask about the fee"),
        is_free=offer.cost is not None and offer.cost.is_free,
        state="" if over else enrolment(view, offer),
        notice=view.phrases.say("This is over") if over else _notice(view, offer),
    )


def _places(view: View, places: Iterable[LearningCentre]) -> Markup:
    named = (view.once(("where", place.id), partial(_where, view, place)) for place in places)
    return view.joined(named, by="; ")


def offer_cards(
    view: View, offers: Iterable[Offer], here: LearningCentre | None = None, most: int | None = None
) -> list[Card]:
    """The offers that still go on, in their order; those that are over come last. At `most` so many, if it is said."""
    in_order = sorted(offers, key=lambda offer: view.once(("over", offer.id), lambda: is_over(offer, view.today)))
    return [offer_card(view, offer, here) for offer in in_order[:most]]


def _when(view: View, offer: Offer) -> str:
    if not offer.sessions:
        return ""
    first, others = view.phrases.session(offer.sessions[0]), len(offer.sessions) - 1
    more = view.phrases.counted("(and {n} more time)", "(and {n} more times)", others)
    return f"{first} {more}" if others else first


def _where(view: View, centre: LearningCentre) -> Markup:
    return view.joined([view.said(centre.title), view.said(view.catalogue.area(centre.area).title)])


def _notice(view: View, offer: Offer) -> str:
    """What matters more than anything else on the card."""
    changes = current_changes(offer, view.today)
    return view.phrases.change(changes[0]) if changes else ""


def enrolment(view: View, offer: Offer) -> str:
    """Whether it takes learners, where that is known."""
    return view.phrases.label(offer.enrolment.state) if offer.enrolment and offer.enrolment.state else ""


def centre_card(view: View, centre: LearningCentre) -> Card:
    return view.once(("card", centre.id), lambda: _centre_card(view, centre))


def _centre_card(view: View, centre: LearningCentre) -> Card:
    offers = view.catalogue.offers_at(centre)
    return Card(
        href=view.href(centre),
        title=view.said(centre.title),
        kind=view.phrases.label(centre.type),
        where=view.said(centre.address) or view.said(view.catalogue.area(centre.area).title),
        holds=view.phrases.counted("{n} class", "{n} classes", len(offers)) if offers else "",
        notice=lifecycle(view, centre),
    )


def centre_cards(view: View, centres: Iterable[LearningCentre]) -> list[Card]:
    """The places in use, in their order; those that are gone come last."""
    return [centre_card(view, centre) for centre in sorted(centres, key=lambda centre: centre.is_gone)]


def lifecycle(view: View, centre: LearningCentre) -> str:
    """What has become of a place; empty while it is in use."""
    state = centre.lifecycle.state if centre.lifecycle else None
    return view.phrases.label(state) if state and state != "active" else ""


def meeting_row(view: View, meeting: Meeting) -> MeetingRow:
    occurrence = meeting.occurrence
    return MeetingRow(
        href=view.href(meeting.offer),
        title=view.said(meeting.offer.title),
        hours=view.phrases.from_to(occurrence.starts, occurrence.ends),
        where=_where(view, meeting.place) if meeting.place else Markup(),
        note=_meeting_note(view, occurrence),
        takes_place=occurrence.takes_place,
    )


def _meeting_note(view: View, occurrence: Occurrence) -> str:
    if occurrence.closure:
        reason = view.plain(occurrence.closure.reason)
        return view.phrases.say("Closed: {reason}", reason=reason) if reason else view.phrases.say("Closed")
    return view.phrases.label(occurrence.change.state) if occurrence.change else ""


def current_changes(offer: Offer, today: date) -> list[Change]:
    """The changes by date that are still to come, in order of date."""
    changes = (change for session in offer.sessions for change in session.changes)
    coming = [change for change in changes if max(change.date, change.to_date or change.date) >= today]
    return sorted(coming, key=lambda change: change.date)


def is_over(offer: Offer, today: date) -> bool:
    """Whether its last day has passed. An offer without a last day goes on."""
    lasts = [_last_day(session, offer.ends_on) for session in offer.sessions] or [offer.ends_on]
    return all(last is not None and last < today for last in lasts)


def _last_day(session: Session, offer_ends: date | None) -> date | None:
    moved = [change.to_date for change in session.changes if change.to_date]
    ends = max(session.dates, default=None) or session.ends_on or offer_ends
    return max([ends, *moved]) if ends else None
