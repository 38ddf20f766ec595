"""When something is held next: its meetings, told so that a browser, which knows the day, can name the first to come.

What is listed changes with the month, not with the day: so a page is not written anew each day, and a copy on a stick
is right for as long as the list goes on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator
from datetime import date, time, timedelta
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup

from langhoc.catalogue import meetings_of, usual_place
from langhoc.i18n import mark as _
from langhoc.model import (
    Change,
    DigitalLibrary,
    EnrolmentState,
    LifecycleState,
    Occurrence,
    Offer,
    Place,
    Session,
    Stop,
)
from langhoc.model.times import WEEKDAYS, closure_on
from langhoc.site.markup import safe, written
from langhoc.site.sessions import session_lines
from langhoc.site.views import View

# From the first day of the month on. Nobody should go by a page that is half a year old.
_LISTED = timedelta(weeks=26)
# So many, but all of so many days, this month and the next, up to the next build: a pool has eight turns a day.
_MOST, _ALL_OF = 60, 62
# Scripts count days from here.
_DAY_ZERO = date(1970, 1, 1).toordinal()
# What the script replaces by the day, as people say it today.
_DAY = "{day}"
# Stands between the parts of an attribute.
_BAR = "|"


class _Kind(NamedTuple):
    """What several meetings have in common: the minute of the day at which they are over; whether they are off, so
    that nobody should come; a sentence with `{day}` in it.
    """

    over: int
    is_off: bool
    words: str

    @classmethod
    def of(cls, ends: time, is_off: bool, words: str) -> _Kind:
        return cls(ends.hour * 60 + ends.minute, is_off, words)


_Told = tuple[int, time, _Kind]
"""A meeting as it is listed: its day as `date.toordinal` counts, when it begins, and what it is."""


def times_of(view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...]) -> list[list[Markup]]:
    """For each of the sessions its lines; before the first of those that go together, when they are held next.

    Made once for all classes that meet at the same hours of the same days and rest on the same days.
    """
    key = ("times", sessions, _message(view, of), *_bounds(view, of, sessions))
    return view.once(key, lambda: list(_times_of(view, of, sessions)))


def _bounds(view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...]) -> Iterator[Hashable]:
    """What besides its sessions says when an offer is held; a stop says all of it, while the library is in use."""
    if isinstance(of, DigitalLibrary):
        yield of.lifecycle
    else:
        yield from (of.starts_on, of.ends_on)
        places = [usual_place(view.catalogue, of, session) for session in sessions]
        yield from ((place.closures, place.lifecycle) if place else None for place in places)


def _times_of(view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...]) -> Iterator[list[Markup]]:
    done: list[Session] = []
    for session in sessions:
        first, *others = session_lines(view, session)
        together = tuple(one for one in sessions if _go_together(one, session))
        yield [first if session in done else safe(f"{_next_line(view, of, together)}{first}"), *others]
        done += together


def _go_together(one: Session, other: Session) -> bool:
    """Whether who comes to the one comes to the other. Shifts are there to choose from, and so are places."""
    return one is other or (not isinstance(one, Stop) and (one.shift, one.place) == (other.shift, other.place))


def _is_open(view: View, of: Offer | DigitalLibrary, session: Session) -> bool:
    """Whether the place is in use: nobody is sent to one that is paused, or not yet built."""
    places = [one for one in (of, usual_place(view.catalogue, of, session)) if isinstance(one, Place)]
    return all(one.lifecycle is None or one.lifecycle.state is LifecycleState.ACTIVE for one in places)


def _message(view: View, of: Offer | DigitalLibrary) -> str:
    if isinstance(of, DigitalLibrary):
        return _("Next stop: {when}") if _is_sure(view, of) else _("Next stop, if the times still hold: {when}")
    if not _is_sure(view, of):
        return _("Next, if the times written here still hold: {when}")
    waits = of.enrolment and of.enrolment.state is EnrolmentState.WHEN_ENOUGH
    return _("Next, if enough people have come together: {when}") if waits else _("Next: {when}")


def _is_sure(view: View, of: Offer | DigitalLibrary) -> bool:
    """Whether somebody looked lately: else the times are said to be those that were written down."""
    return view.trusted(of) == "checked"


def _next_line(view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...]) -> Markup:
    """An empty line that a script fills; without one it stays hidden."""
    told = _told(view, of, sessions) if _is_open(view, of, sessions[0]) else []
    if not told:
        return Markup()
    data = {**_list(told), **_words(view, told)}
    attributes = "".join([f' data-{name}="{written(value)}"' for name, value in data.items()])
    return safe(f'<span class="lh-next" data-langhoc="next"{attributes} hidden></span>')


def _list(told: list[_Told]) -> dict[str, str]:
    """The kinds of meetings there are, over below nothing when they are off; and as "20759 2 5:1" the first day, then
    how many days later the next one is, and of which kind, where that is not the first.
    """
    kinds = dict.fromkeys(kind for _day, _starts, kind in told)
    marks = {kind: f":{number}" if number else "" for number, kind in enumerate(kinds)}
    before = [_DAY_ZERO, *[day for day, _starts, _kind in told]]
    days = [f"{day - last}{marks[kind]}" for (day, _starts, kind), last in zip(told, before, strict=False)]
    over = _BAR.join(str(-kind.over if kind.is_off else kind.over) for kind in kinds)
    return {"days": " ".join(days), "over": over, "told": _BAR.join(kind.words for kind in kinds)}


def _words(view: View, told: list[_Told]) -> dict[str, str]:
    """The words for days. Of weekdays, from Sunday on as scripts count, and of months only those listed have a name."""
    weekdays = {day % 7 for day, _starts, _kind in told}
    months = {date.fromordinal(day).month for day, _starts, _kind in told}
    label, month_name = view.phrases.label, view.phrases.month_name
    return {
        "near": _BAR.join([view.phrases.say("today"), view.phrases.say("tomorrow")]),
        "date": view.phrases.day_in_sentence,
        "weekdays": _BAR.join(label(WEEKDAYS[n - 1]) if n in weekdays else "" for n in range(7)),
        "months": _BAR.join(month_name(n) if n in months else "" for n in range(1, 13)),
    }


# What is listed


def _told(view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...]) -> list[_Told]:
    first = view.today.replace(day=1)
    last = first + min(_LISTED, date.max - first)
    is_alone = len(sessions) == 1
    held = [one for session in sessions for one in _held(view, of, session, first, last, is_alone)]
    gone = [one for session in sessions for one in _gone(view, session, is_alone)]
    told = sorted([*held, *(one for one in gone if first.toordinal() <= one[0] <= last.toordinal())])
    sure = bisect_left(told, first.toordinal() + _ALL_OF, key=itemgetter(0))
    return told[: max(_MOST, sure)]


def _held(
    view: View, of: Offer | DigitalLibrary, session: Session, first: date, last: date, is_alone: bool
) -> list[_Told]:
    message = _message(view, of)
    usual = _Kind.of(session.ends, False, _next(view, message, session.starts, None))
    planned, unlike = _days(view, of, session, first, last)
    found = [(day, session.starts, usual) for day in planned if day not in unlike]
    for day in map(date.fromordinal, unlike):
        if first <= day <= last:
            held = meetings_of(view.catalogue, of, session, day, day)
            found += [_meeting(view, one.occurrence, message, is_alone) for one in held]
    return found


def _days(
    view: View, of: Offer | DigitalLibrary, session: Session, first: date, last: date
) -> tuple[list[int], set[int]]:
    """The days on which it is planned; and those, of these or others, on which something may be different: to look at
    each of the others takes several times as long.
    """
    bounds = (of.starts_on, of.ends_on) if isinstance(of, Offer) else (None, None)
    # Few classes meet on other days of the week than all the others; their hours make no difference.
    which = (session.days, session.every, session.nth, session.dates, session.exceptions)
    key = ("days", *which, session.starts_on, session.ends_on, *bounds)
    planned = view.ever(key, lambda: [day.toordinal() for day in session.within(*bounds).planned_days(first, last)])
    unlike = {day.toordinal() for change in session.changes for day in (change.date, change.to_date) if day}
    place = usual_place(view.catalogue, of, session)
    if place and place.closures:
        unlike.update(day for day in planned if closure_on(date.fromordinal(day), place.closures))
    return planned, unlike


def _meeting(view: View, held: Occurrence, message: str, is_alone: bool) -> _Told:
    if held.takes_place:
        words = _next(view, message, held.starts, held.change)
    else:
        reason = held.closure.reason if held.closure else None
        words = _off(view, _("Cancelled {when}"), _when(view, held.starts, is_alone), view.plain(reason))
    return held.day.toordinal(), held.starts, _Kind.of(held.ends, not held.takes_place, words)


def _gone(view: View, session: Session, is_alone: bool) -> Iterator[_Told]:
    """The days on which people would come in vain, though no meeting is there: excepted, or moved to another day."""
    when = _when(view, session.starts, is_alone)
    for day in session.exceptions:
        words = _off(view, _("Cancelled {when}"), when)
        yield day.toordinal(), session.starts, _Kind.of(session.ends, True, words)
    for change in session.changes:
        if change.to_date:
            words = _off(view, _("Moved from {when} to {to}"), when, to=view.phrases.told_day(change.to_date))
            yield change.date.toordinal(), session.starts, _Kind.of(session.ends, True, words)


# What is said


def _next(view: View, message: str, starts: time, change: Change | None) -> str:
    """As "Buổi tới: {day}, 18 giờ 30 (hết chỗ)"."""
    words = view.once((message, starts), lambda: view.phrases.say(message, when=_when(view, starts, False)))
    return f"{words}{_in_brackets(_different(view, change))}" if change else words


def _off(view: View, message: str, when: str, why: str = "", **params: str) -> str:
    """As "Buổi {day}: nghỉ (Tết)."."""
    return f"{view.phrases.say(message, when=when, **params)}{_in_brackets(why)}."


def _when(view: View, starts: time, is_alone: bool) -> str:
    """The hour need not be said where there is but one."""
    return _DAY if is_alone else f"{_DAY}, {view.phrases.clock(starts)}"


def _different(view: View, change: Change) -> str:
    """What is different about a meeting, besides its day; as it is said within a sentence."""
    if change.place:
        place = view.plain(view.catalogue.place(change.place).title)
        return f"{_within(view.phrases.say('Another place'))}: {place}"
    return "" if change.to_date else _within(view.phrases.what_changed(change))


def _within(words: str) -> str:
    return words[:1].lower() + words[1:]


def _in_brackets(words: str) -> str:
    """A text of a record's, in an attribute that has other uses for line ends and bars."""
    return f" ({' '.join(words.replace(_BAR, ' ').split())})" if words else ""
