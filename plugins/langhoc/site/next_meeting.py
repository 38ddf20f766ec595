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
    LocalText,
    Occurrence,
    Offer,
    Place,
    Session,
    Stop,
)
from langhoc.model.times import WEEKDAYS, closure_on
from langhoc.site.markup import safe, written
from langhoc.site.repeating import Said, calendar_button, repeating
from langhoc.site.sessions import session_lines
from langhoc.site.views import View

# From the first day of the month on: half a year from any day of it, which is as long as a copy is good.
_LISTED = timedelta(weeks=31)
# So many, but all of so many days, this month and the next, up to the next build: a pool has eight turns a day.
_MOST, _ALL_OF = 100, 62
# Scripts count days from here.
_DAY_ZERO = date(1970, 1, 1).toordinal()
# What the script replaces by the day, as people say it today.
_DAY = "{day}"
# Stands between the parts of an attribute.
_BAR = "|"


class _Kind(NamedTuple):
    """What several meetings have in common, in no language yet: the minute of the day at which they are over; whether
    they are off, so that nobody should come; at what hour they begin, where that is said; and what is different.
    """

    over: int
    is_off: bool
    begins: time | None
    change: Change | None = None
    reason: LocalText | None = None
    moved_to: date | None = None


_Kinds = dict[_Kind, int]
"""The kinds there are, each with its number."""

_Told = tuple[int, time, int, bool, int]
"""A meeting as it is listed: its day as `date.toordinal` counts, when it begins; of its kind when that is over, whether
it is off, and its number.
"""


class _Listed(NamedTuple):
    """The meetings in order, each how many days after the one before, the first one after day zero, and the number of
    its kind; the kinds by their numbers, as they first come; the days of the week, from Sunday on, and the months in
    which they are; the sessions as a calendar file says them.
    """

    steps: list[tuple[int, int]]
    kinds: dict[int, _Kind]
    weekdays: set[int]
    months: set[int]
    held: list[list[Said]]


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
    message = _message(view, of)
    all_listed = view.in_any_language(("listed", of.id), lambda: list(_all_listed(view, of, sessions)))
    for session, listed in zip(sessions, all_listed, strict=True):
        first, *others = session_lines(view, of, session)
        if listed:
            first = safe(f"{_next_line(view, listed, message)}{first}{calendar_button(view, listed.held)}")
        yield [first, *others]


def _all_listed(view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...]) -> Iterator[_Listed | None]:
    """For the first of those sessions that go together, what is listed of them, if they are held."""
    done: list[Session] = []
    for session in sessions:
        together = () if session in done else tuple(one for one in sessions if _go_together(one, session))
        yield _listed(view, of, together) if together and _is_open(view, of, session) else None
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


def _next_line(view: View, listed: _Listed, message: str) -> str:
    """An empty line that a script fills; without one it stays hidden."""
    data = {**_list(view, listed, message), **_words(view, listed)}
    attributes = "".join([f' data-{name}="{written(value)}"' for name, value in data.items()])
    return f'<span class="lh-next" data-langhoc="next"{attributes} hidden></span>'


def _list(view: View, listed: _Listed, message: str) -> dict[str, str]:
    """The kinds of meetings there are, over below nothing when they are off; and as "20759 2 5:1" the first day, then
    how many days later the next one is, and of which kind, where that is not the first. Kinds of which the same is said
    are one.
    """
    said = {
        number: (-kind.over if kind.is_off else kind.over, _told_of(view, kind, message))
        for number, kind in listed.kinds.items()
    }
    numbers = {one: number for number, one in enumerate(dict.fromkeys(said.values()))}
    marks = {number: f":{numbers[one]}" if numbers[one] else "" for number, one in said.items()}
    days = " ".join([f"{step}{marks[number]}" for step, number in listed.steps])
    return {
        "days": days,
        "over": _BAR.join([str(over) for over, _words in numbers]),
        "told": _BAR.join([words for _over, words in numbers]),
    }


def _words(view: View, listed: _Listed) -> dict[str, str]:
    """The words for days. Of weekdays, from Sunday on as scripts count, and of months only those listed have a name."""
    label, month_name = view.phrases.label, view.phrases.month_name
    return {
        "near": _BAR.join([view.phrases.say("today"), view.phrases.say("tomorrow")]),
        "date": view.phrases.day_in_sentence,
        "weekdays": _BAR.join([label(WEEKDAYS[n - 1]) if n in listed.weekdays else "" for n in range(7)]),
        "months": _BAR.join([month_name(n) if n in listed.months else "" for n in range(1, 13)]),
    }


# What is listed


def _listed(view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...]) -> _Listed | None:
    kinds: _Kinds = {}
    first = view.today.replace(day=1)
    last = first + min(_LISTED, date.max - first)
    told = _told(view, of, sessions, first, last, kinds)
    days = [day for day, *_rest in told]
    steps = [(one[0] - last, one[-1]) for one, last in zip(told, [_DAY_ZERO, *days], strict=False)]
    by_number = {number: kind for kind, number in kinds.items()}
    in_order = {number: by_number[number] for _step, number in steps}
    months = {date.fromordinal(day).month for day in days}
    held = (
        [repeating(view, of, one, (first, last), *_days(view, of, one, first, last)) for one in sessions]
        if told
        else []
    )
    return _Listed(steps, in_order, {day % 7 for day in days}, months, held) if told else None


def _told(
    view: View, of: Offer | DigitalLibrary, sessions: tuple[Session, ...], first: date, last: date, kinds: _Kinds
) -> list[_Told]:
    """In order; the kinds are added to `kinds`."""
    is_alone = len(sessions) == 1
    told = [one for session in sessions for one in _held(view, of, session, first, last, is_alone, kinds)]
    gone = [one for session in sessions for one in _gone(session, is_alone, kinds)]
    told += [one for one in gone if first.toordinal() <= one[0] <= last.toordinal()]
    told.sort()
    sure = bisect_left(told, first.toordinal() + _ALL_OF, key=itemgetter(0))
    return told[: max(_MOST, sure)]


def _held(
    view: View, of: Offer | DigitalLibrary, session: Session, first: date, last: date, is_alone: bool, kinds: _Kinds
) -> list[_Told]:
    planned, unlike = _days(view, of, session, first, last)
    usual = _Kind(_minute(session.ends), False, session.starts)
    number = kinds.setdefault(usual, len(kinds))
    found = [(day, session.starts, usual.over, False, number) for day in planned if day not in unlike]
    for day in map(date.fromordinal, unlike):
        if first <= day <= last:
            held = meetings_of(view.catalogue, of, session, day, day)
            found += [_meeting(one.occurrence, is_alone, kinds) for one in held]
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


def _meeting(held: Occurrence, is_alone: bool, kinds: _Kinds) -> _Told:
    day, ends = held.day.toordinal(), _minute(held.ends)
    if held.takes_place:
        return _numbered(day, held.starts, _Kind(ends, False, held.starts, held.change), kinds)
    reason = held.closure.reason if held.closure else None
    return _numbered(day, held.starts, _Kind(ends, True, _hour(held.starts, is_alone), reason=reason), kinds)


def _gone(session: Session, is_alone: bool, kinds: _Kinds) -> Iterator[_Told]:
    """The days on which people would come in vain, though no meeting is there: excepted, or moved to another day."""
    off = _Kind(_minute(session.ends), True, _hour(session.starts, is_alone))
    for day in session.exceptions:
        yield _numbered(day.toordinal(), session.starts, off, kinds)
    for change in session.changes:
        if change.to_date:
            moved = off._replace(moved_to=change.to_date)
            yield _numbered(change.date.toordinal(), session.starts, moved, kinds)


def _numbered(day: int, starts: time, kind: _Kind, kinds: _Kinds) -> _Told:
    return day, starts, kind.over, kind.is_off, kinds.setdefault(kind, len(kinds))


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _hour(starts: time, is_alone: bool) -> time | None:
    """When a meeting that is off would begin: that need not be said where there is but one."""
    return None if is_alone else starts


# What is said


def _told_of(view: View, kind: _Kind, message: str) -> str:
    """As "Buổi tới: {day}, 18 giờ 30 (hết chỗ)", or "Buổi {day}: nghỉ (Tết)."."""
    if not kind.is_off:
        key = (message, kind.begins)
        words = view.once(key, lambda: view.phrases.say(message, when=_when(view, kind.begins)))
        return f"{words}{_in_brackets(_different(view, kind.change))}" if kind.change else words
    say, when = view.phrases.say, _when(view, kind.begins)
    if kind.moved_to:
        moved = say(_("Moved from {when} to {to}"), when=when, to=view.phrases.told_day(kind.moved_to))
        return f"{moved}."
    cancelled = say(_("Cancelled {when}"), when=when)
    return f"{cancelled}{_in_brackets(view.plain(kind.reason))}."


def _when(view: View, begins: time | None) -> str:
    return f"{_DAY}, {view.phrases.clock(begins)}" if begins else _DAY


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
