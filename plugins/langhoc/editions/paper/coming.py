"""When a class is held while a paper is good: its next days, and the days on which its places are closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from markupsafe import Markup

from langhoc.catalogue import Meeting, meetings_of
from langhoc.i18n import mark as _
from langhoc.model import Closure, Offer, Place, Session
from langhoc.site.markup import safe, shown, written
from langhoc.site.views import View

# No paper is good for longer.
_LONGEST = timedelta(days=366)

_NEXT = 3


def next_days(view: View, offer: Offer, until: date) -> str:
    """The first few of its days, with the hour where that is always the same; empty where none is known."""
    held = [
        one.occurrence for session in offer.current_sessions(view.today) for one in _coming(view, offer, session, until)
    ]
    begins = {one.day: one.starts for one in sorted(held, key=lambda one: one.day) if one.takes_place}
    days = [view.phrases.day_and_month(day) for day in begins]
    if not days:
        return ""
    # Not the sign "…": with it lines are cut off, and what is copied there out of a PDF is anything.
    said = ", ".join(days[:_NEXT]) + ("..." if len(days) > _NEXT else "")
    hours = {*begins.values()}
    if len(hours) > 1:
        return said
    return view.phrases.say(_("{days} at {time}"), days=said, time=view.phrases.clock(*hours))


def closed_days(view: View, offer: Offer, until: date) -> list[Markup]:
    """When its places are closed on days of its own, a line for each place; which one, where it has several."""
    closures: dict[str, dict[Closure, None]] = {}
    for session in offer.current_sessions(view.today):
        for place, closure in _closed(view, offer, session, until):
            closures.setdefault(place.id, {})[closure] = None
    has_several = len(view.catalogue.places_of(offer)) > 1
    return [_line(view, view.catalogue.place(id), [*of], has_several) for id, of in closures.items()]


def _closed(view: View, offer: Offer, session: Session, until: date) -> Iterator[tuple[Place, Closure]]:
    for one in _coming(view, offer, session, until):
        if one.place and one.occurrence.closure:
            yield one.place, one.occurrence.closure


def _coming(view: View, offer: Offer, session: Session, until: date) -> list[Meeting]:
    return meetings_of(view.catalogue, offer, session, view.today, min(until, view.today + _LONGEST))


def _line(view: View, place: Place, closures: list[Closure], is_named: bool) -> Markup:
    days = view.phrases.listed(_said(view, one) for one in sorted(closures, key=lambda one: one.first))
    if not is_named:
        return shown(view.phrases.say(_("The place is closed {days}"), days=days))
    return safe(view.phrases.say(_("{place} is closed {days}"), place=view.said(place.title), days=written(days)))


def _said(view: View, closure: Closure) -> str:
    """As "3/2–11/2/2027 (Nghỉ Tết)"."""
    first, last, phrases = closure.first, closure.last, view.phrases
    begins = phrases.day_and_month(first) if first.year == last.year else phrases.day_in_list(first)
    days = phrases.day_in_list(last) if first == last else f"{begins}–{phrases.day_in_list(last)}"
    reason = view.plain(closure.reason) if closure.reason else ""
    return f"{days} ({reason})" if reason else days
