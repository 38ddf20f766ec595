"""The calendar: what is on in the next seven days, what is to come, and what is held on each day of the week."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Offer, Session, Weekday
from langhoc.site.cards import where
from langhoc.site.meetings import WEEK, by_month, events_of_week, to_come, week
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.urls import Urls
from langhoc.site.views import View

# So many meetings a day can be looked through; of more, one chooses a commune or a topic first.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Regular:
    """What is held on a day of each week, `until` a day, as 2026-11-21, or for good."""

    href: str
    title: Markup
    hours: str
    where: Markup
    until: str


@dataclass(frozen=True, slots=True)
class WeekdayList:
    name: str
    rows: list[Regular]
    more: int


def calendar_page(press: Press) -> Page:
    view = press.view(press.urls.calendar)
    title = press.phrases.say(_("This week"))
    about = About(title, press.phrases.say(_("What is on in the next seven days, and later.")), "calendar")
    later = [event for event in press.catalogue.events if event.starts_on > press.today + WEEK]
    content = {
        "week": week(view, _MOST),
        "events": events_of_week(view),
        "months": [replace(month, cards=to_come(month.cards)) for month in by_month(view, later)],
        "weekdays": _weekdays(view),
    }
    return press.page("calendar", view, about, _address, content)


def _address(urls: Urls) -> str:
    return urls.calendar


def _weekdays(view: View) -> list[WeekdayList]:
    """What goes on, under each of its days."""
    held: dict[Weekday, list[tuple[Offer, Session]]] = {day: [] for day in Weekday}
    for offer in view.catalogue.offers:
        for session in offer.sessions:
            ends = session.last_day(offer.ends_on)
            if not (ends and ends < view.today):
                for day in session.days:
                    held[day].append((offer, session))
    return [_weekday(view, day, pairs) for day, pairs in held.items() if pairs]


def _weekday(view: View, day: Weekday, held: list[tuple[Offer, Session]]) -> WeekdayList:
    first = sorted(held, key=lambda pair: (pair[1].starts, pair[0].id))[:_MOST]
    rows = [_regular(view, offer, session) for offer, session in first]
    return WeekdayList(view.phrases.label(day), rows, len(held) - len(rows))


def _regular(view: View, offer: Offer, session: Session) -> Regular:
    place = view.catalogue.place_of(offer, session)
    hours = view.phrases.from_to(session.starts, session.ends)
    is_weekly = session.nth is None and session.every == 1
    return Regular(
        href=view.href(offer),
        title=view.said(offer.title),
        hours=hours if is_weekly else view.phrases.session(session),
        where=where(view, place) if place else Markup(),
        until=str(session.last_day(offer.ends_on) or ""),
    )
