"""When something is held: its days and hours, the days it is not on, and what is different about single days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Change, Record, Session, Stop
from langhoc.site.markup import safe, shown
from langhoc.site.views import Note, View

# What begins before so many days have passed stands at the very top of a page.
SOON = timedelta(days=14)


def session_lines(view: View, session: Session) -> list[Markup]:
    """Its days and hours, with the room and place where it has its own; then the days it is not on."""
    shift = f"{view.said(session.shift)}: " if session.shift else ""
    where = [view.said(session.room), view.named(session.place), *_stop(view, session)]
    row = safe(f"{shift}{view.joined([view.strong(view.phrases.session(session)), *where])}")
    off = [view.phrases.day_in_list(day) for day in session.exceptions if day >= view.today]
    if not off:
        return [row]
    message = _("Not on {days}") if len(off) > 1 else _("Not on {day}")
    return [row, shown(view.phrases.say(message, days=view.phrases.listed(off), day=off[0]))]


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
