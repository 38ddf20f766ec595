"""What is on, day by day: the meetings of classes, the halts of libraries, and events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from langhoc.catalogue import Meeting, events_between, meetings
from langhoc.model import Area, Event, Occurrence, Place
from langhoc.site.cards import Card, cards, where
from langhoc.site.views import View

# From today on: seven days.
WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting. `at` is the middle of its commune, "10.77,106.70", for a script that looks for what is near."""

    href: str
    title: Markup
    hours: str
    where: Markup
    note: str
    takes_place: bool
    at: str


@dataclass(frozen=True, slots=True)
class DayOfMeetings:
    """What is on one day: `day` is for scripts, `name` for people; `more` meetings are not shown."""

    day: date
    name: str
    count: int
    rows: list[MeetingRow]
    more: int


def week(view: View, most: int | None = None) -> list[DayOfMeetings]:
    """The days from today on which something is held, with at `most` so many meetings each."""
    coming = view.in_any_language("week", lambda: meetings(view.catalogue, view.today, view.today + WEEK))
    by_day = groupby(coming, key=lambda meeting: meeting.occurrence.day)
    return [_day(view, day, list(held), most) for day, held in by_day]


def _day(view: View, day: date, held: list[Meeting], most: int | None) -> DayOfMeetings:
    rows = [_row(view, meeting) for meeting in held[:most]]
    return DayOfMeetings(day, view.phrases.near_day(day), len(held), rows, len(held) - len(rows))


def events_of_week(view: View) -> list[Card]:
    return to_come(cards(view, events_between(view.catalogue, view.today, view.today + WEEK)))


def to_come(cards: Iterable[Card]) -> list[Card]:
    """Each until it is over, not only with a notice that it is: a page may be read later."""
    return [card._replace(until=card.ends) for card in cards]


def _row(view: View, meeting: Meeting) -> MeetingRow:
    occurrence = meeting.occurrence
    place, stop = meeting.place, meeting.stop
    area = _area(view, meeting)
    return MeetingRow(
        href=view.href(meeting.of),
        title=view.said(meeting.of.title),
        hours=view.phrases.from_to(occurrence.starts, occurrence.ends),
        where=where(view, place) if place else view.joined([view.said(stop.where)] if stop else []),
        note=_note(view, occurrence),
        takes_place=occurrence.takes_place,
        at=f"{area.location.latitude:.2f},{area.location.longitude:.2f}" if area and area.location else "",
    )


def _area(view: View, meeting: Meeting) -> Area | None:
    place: Place | None = meeting.place
    area_id = place.area if place else meeting.stop.area if meeting.stop else None
    return view.catalogue.area(area_id) if area_id else None


def _note(view: View, occurrence: Occurrence) -> str:
    if occurrence.closure:
        reason = view.plain(occurrence.closure.reason)
        return view.phrases.say("Closed: {reason}", reason=reason) if reason else view.phrases.say("Closed")
    return view.phrases.what_changed(occurrence.change) if occurrence.change else ""


@dataclass(frozen=True, slots=True)
class MonthOfEvents:
    name: str
    cards: list[Card]


def by_month(view: View, events: Iterable[Event]) -> list[MonthOfEvents]:
    """Events under the month in which they begin; those that go on since last month stand under this one."""
    months = groupby(events, key=lambda event: max(event.starts_on, view.today).replace(day=1))
    return [MonthOfEvents(view.phrases.month(month), cards(view, held)) for month, held in months]
