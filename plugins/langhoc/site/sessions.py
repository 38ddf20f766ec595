"""When something is held: its days and hours, the days it is not on, and what is different about single days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from langhoc.model import Change, Session, Stop
from langhoc.site.views import Note, View


def session_lines(view: View, session: Session) -> list[Markup]:
    """Its days and hours, with the room and place where it has its own; then the days it is not on."""
    shift = Markup("{}: ").format(view.said(session.shift)) if session.shift else Markup()
    where = [view.said(session.room), view.named(session.place), *_stop(view, session)]
    row = shift + view.joined([view.strong(view.phrases.session(session)), *where])
    off = [view.phrases.short_day(day) for day in session.exceptions if day >= view.today]
    return [row, Markup("{}").format(view.phrases.say("Not on {days}", days="; ".join(off)))] if off else [row]


def _stop(view: View, session: Session) -> list[Markup]:
    return [view.said(session.where), view.named(session.area)] if isinstance(session, Stop) else []


def change_notes(view: View, sessions: Iterable[Session]) -> list[Note]:
    """What is different about the days to come, and where or why."""
    return [_change_note(view, change) for change in current_changes(sessions, view.today)]


def _change_note(view: View, change: Change) -> Note:
    parts = [view.strong(view.phrases.change(change)), view.named(change.place), view.said(change.note)]
    return Note(view.joined(parts, by=". "), change.state.value)


def current_changes(sessions: Iterable[Session], today: date) -> list[Change]:
    """The changes by date that are still to come, in order of date."""
    changes = (change for session in sessions for change in session.changes)
    coming = [change for change in changes if max(change.date, change.to_date or change.date) >= today]
    return sorted(coming, key=lambda change: change.date)


def last_day(session: Session, ends_on: date | None) -> date | None:
    """The last day it meets, by what it belongs to where it does not say so itself; None when it goes on."""
    moved = [change.to_date for change in session.changes if change.to_date]
    ends = max(session.dates, default=None) or session.ends_on or ends_on
    return max([ends, *moved]) if ends else None
