"""When something is held, in the words of iCalendar (RFC 5545), for a page's script to write a calendar file of it.

It goes as far as what a page lists of the meetings to come: a calendar that repeats for ever would be wrong one day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, time
from typing import NamedTuple

from markupsafe import Markup

from langhoc.catalogue import meetings_of
from langhoc.i18n import mark as _
from langhoc.model import DigitalLibrary, Event, LocalText, Offer, Session, Stop
from langhoc.model.times import Weekday
from langhoc.site.markup import safe, written
from langhoc.site.views import View

# Between sessions, and between what is said of one; a place's name has other uses for both.
_BAR, _SPACE, _WITHIN = "|", " ", "\N{NO-BREAK SPACE}"
_HOUR = "%H%M"
# Scripts count days from here.
_DAY_ZERO = date(1970, 1, 1).toordinal()


class Said(NamedTuple):
    """Something that is said of a session, its days numbered; and where that is held, if that is said, too:

    - "1830-2000": the hours, and the place where it is not the usual one;
    - "WEEKLY;BYDAY=MO,WE;UNTIL=20958": the rule, up to that day; it is held from the next day that is named on;
    - "20780": a day; without a rule each of those named;
    - "-20811": not on that day;
    - "20782>20783T1900-2030": then instead of on the first day; after "+", which is no day of the rule.
    """

    words: str
    place: LocalText | None = None


Instead = dict[int, list[Said]]
"""What is held instead, by the day for which it was planned."""


def repeating(
    view: View,
    of: Offer | DigitalLibrary,
    session: Session,
    between: tuple[date, date],
    planned: Sequence[int],
    unlike: Collection[int],
) -> list[Said]:
    """A session from the first day to the last; nothing where it is not held. `planned` are its days as
    `date.toordinal` counts, `unlike` those of these, or others, on which something may be different.
    """
    first, last = between
    off, instead = _different(view, of, session, first, set(planned), sorted(unlike)) if unlike else (set(), {})
    usual = [day for day in planned if day not in off and day not in instead] if unlike else planned
    hours = Said(hours_of(session.starts, session.ends), _own_place(view, session))
    if session.dates or not usual:
        said = [*(Said(_day(day)) for day in usual), *_others(instead, frozenset())]
        return [hours, *said] if said else []
    gone = sorted(day for day in {*off, *map(date.toordinal, session.exceptions)} if usual[0] < day <= last.toordinal())
    rule = Said(_rule(session, min(last, session.ends_on or _end_of(of) or last)))
    begun = frozenset(day for day in planned if day > usual[0]) if instead else frozenset()
    return [hours, rule, Said(_day(usual[0])), *(Said(f"-{_day(day)}") for day in gone), *_others(instead, begun)]


def _end_of(of: Offer | DigitalLibrary) -> date | None:
    return of.ends_on if isinstance(of, Offer) else None


def _others(instead: Instead, of_rule: frozenset[int]) -> Iterator[Said]:
    """Each takes the place of the day for which it was planned, if that is one of the rule."""
    for planned, held in sorted(instead.items()):
        sign = "" if planned in of_rule else "+"
        yield from (Said(f"{sign}{_day(planned)}>{words}", place) for words, place in held)


def _different(
    view: View, of: Offer | DigitalLibrary, session: Session, first: date, planned: set[int], unlike: Sequence[int]
) -> tuple[set[int], Instead]:
    """The planned days on which it is not held, and what is held instead of planned ones."""
    seen: set[int] = set()
    off: set[int] = set()
    instead: Instead = {}
    for day in map(date.fromordinal, unlike):
        for meeting in meetings_of(view.catalogue, of, session, day, day):
            held = meeting.occurrence
            was = (held.planned or held.day).toordinal()
            seen.add(was)
            if not held.takes_place or held.day < first:
                off.add(was)
            elif held.change and held.change.moves:
                words = f"{_day(held.day.toordinal())}T{hours_of(held.starts, held.ends)}"
                place = meeting.place.title if held.change.place and meeting.place else None
                instead.setdefault(was, []).append(Said(words, place))
    return off | ((planned & set(unlike)) - seen), instead


def _rule(session: Session, last: date) -> str:
    """As "WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20958"."""
    nth = str(session.nth or "")
    days = ",".join(nth + _two_letters(day) for day in session.days)
    often = "MONTHLY" if nth else "WEEKLY"
    interval = f";INTERVAL={session.every}" if session.every > 1 else ""
    return f"{often}{interval};BYDAY={days};UNTIL={_day(last.toordinal())}"


def _two_letters(day: Weekday) -> str:
    return day.value[:2].upper()


def _own_place(view: View, session: Session) -> LocalText | None:
    if isinstance(session, Stop) and session.where:
        return session.where
    return view.catalogue.place(session.place).title if session.place else None


def _day(number: int) -> str:
    return str(number - _DAY_ZERO)


def hours_of(starts: time, ends: time | None) -> str:
    return f"{starts:{_HOUR}}-{ends:{_HOUR}}" if ends else f"{starts:{_HOUR}}"


def event_held(event: Event) -> list[Said]:
    """All its days; those of one without hours from the first to the last."""
    first, last = _day(event.starts_on.toordinal()), _day(event.last_day.toordinal())
    if event.starts is None:
        return [Said(f"{first}/{last}")]
    hours = Said(hours_of(event.starts, event.ends))
    return [hours, Said(first)] if first == last else [hours, Said(f"DAILY;UNTIL={last}"), Said(first)]


def calendar_button(view: View, held: Iterable[list[Said]]) -> Markup:
    """A button that a script shows; nothing where nothing is held."""
    sessions = [_SPACE.join([_told(view, said) for said in session]) for session in held if session]
    if not sessions:
        return Markup()
    words = view.phrases.say(_("Put it in the phone's calendar"))
    attributes = (
        f'class="lh-button" type="button" data-does="calendar" data-held="{written(_BAR.join(sessions))}" hidden'
    )
    return safe(f"<button {attributes}>{written(words)}</button>")


def _told(view: View, said: Said) -> str:
    """The place behind a sign of its own, its spaces such as nothing else has."""
    if said.place is None:
        return said.words
    place = view.plain(said.place).replace(_BAR, " ").split()
    return f"{said.words}@{_WITHIN.join(place)}"
