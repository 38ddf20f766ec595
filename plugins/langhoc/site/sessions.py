"""When something is held: its days and hours, the days it is not on, and what is different about single days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Change, DigitalLibrary, Offer, Place, Record, Session, Stop
from langhoc.site.markup import safe, shown
from langhoc.site.views import Note, View

# What begins before so many days have passed stands at the very top of a page.
SOON = timedelta(days=14)


def session_lines(view: View, of: Offer | DigitalLibrary, session: Session) -> list[Markup]:
    """Its days and hours, with the room, place, first and last day where it has its own; then the days it is not on."""
    shift = f"{view.said(session.shift)}: " if session.shift else ""
    where = [view.said(session.room), view.named(session.place), *_stop(view, session)]
    parts = [view.strong(view.phrases.session(session)), *where, _own_days(view, of, session)]
    row = safe(f"{shift}{view.joined(parts)}")
    off = [view.phrases.day_in_list(day) for day in session.exceptions if day >= view.today]
    if not off:
        return [row]
    message = _("Not on {days}") if len(off) > 1 else _("Not on {day}")
    return [row, shown(view.phrases.say(message, days=view.phrases.listed(off), day=off[0]))]


def sessions_in_full(view: View, offer: Offer, here: Place | None = None) -> Markup:
    """Every session that is not over, where no page tells more of them: its days and hours, its place where that is
    not `here` and the offer has several, and its own first and last day.
    """
    said = [_in_full(view, offer, session, here) for session in offer.current_sessions(view.today)]
    return view.joined(said, by="; ")


def _in_full(view: View, offer: Offer, session: Session, here: Place | None) -> Markup:
    place = view.catalogue.place(session.place) if session.place else None
    is_told = place is here or len(view.catalogue.places_of(offer)) == 1
    where = view.said(place.title) if place and not is_told else ""
    return view.joined([view.phrases.session(session), where, _own_days(view, offer, session)])


def _own_days(view: View, of: Offer | DigitalLibrary, session: Session) -> str:
    """As "từ 3/2/2027 đến 28/4/2027": what is still to come of it, and what an offer's own days do not say."""
    if session.dates:
        return ""
    day, say = view.phrases.day_in_list, view.phrases.say
    starts, ends, whole = (of.starts_on, of.ends_on, of.last_day) if isinstance(of, Offer) else (None, None, None)
    first, last = session.starts_on, session.last_day(ends)
    begins = say(_("from {day}"), day=day(first)) if first and view.today < first != starts else ""
    until = say(_("until {day}"), day=day(last)) if last and last != whole else ""
    return " ".join(filter(None, (begins, until)))


def _stop(view: View, session: Session) -> list[Markup]:
    return [view.said(session.where), view.named(session.area)] if isinstance(session, Stop) else []


def change_notes(view: View, sessions: Iterable[Session]) -> list[Note]:
    """What is different about the days that come soon, and where or why."""
    changes = current_changes(sessions, view.today)
    soon = [one for one in changes if one.date - view.today < SOON]
    return [Note(_change(view, one), one.state.value, until=str(last_day_of(one))) for one in soon]


def over_notes(view: View, record: Record) -> list[Note]:
    """That it is over; of what will be, a note that stands there only then."""
    last = record.last_day
    if last is None:
        return []
    return [Note(view.strong(view.phrases.say(_("This is over"))), after="" if last < view.today else str(last))]


def later_changes(view: View, sessions: Iterable[Session]) -> list[Markup]:
    """What is different about days further off."""
    changes = current_changes(sessions, view.today)
    return [_change(view, one) for one in changes if one.date - view.today >= SOON]


def _change(view: View, change: Change) -> Markup:
    parts = [view.strong(view.phrases.change(change)), view.named(change.place), view.said(change.note)]
    return view.joined(parts, by=". ")


def current_changes(sessions: Iterable[Session], today: date) -> list[Change]:
    """The changes by date that are still to come, in order of date."""
    changes = [change for session in sessions for change in session.changes]
    if not changes:
        return []
    coming = [change for change in changes if last_day_of(change) >= today]
    return sorted(coming, key=lambda change: change.date)


def last_day_of(change: Change) -> date:
    """The day until which a change is worth telling."""
    return max(change.date, change.to_date or change.date)
