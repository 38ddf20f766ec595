"""Recurring times: opening hours, closures, sessions, and the days on which a session takes place.

Days are plain dates and times of day are local time in Viet Nam (UTC+7, no summer time).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import Path, below, fault
from langhoc.model.group import Part
from langhoc.model.scalars import Between, Clock, Day, PlaceRef, WholeNumber
from langhoc.model.text import LocalText


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """0 for Monday to 6 for Sunday, as `date.weekday()` counts."""
        return WEEKDAYS.index(self)


WEEKDAYS = tuple(Weekday)
EVENING = time(17)


class HoursBasis(StrEnum):
    """Whether a place keeps its hours, opens when there are classes, or opens for those who call before."""

    FIXED = "fixed"
    WITH_CLASSES = "with_classes"
    BY_APPOINTMENT = "by_appointment"


class ChangeState(StrEnum):
    CANCELLED = "cancelled"
    MOVED = "moved"
    FULL = "full"


def out_of_order(low: Any, high: Any, key: str) -> list[PydanticCustomError]:
    """What is wrong when the end, written under `key`, lies before the beginning."""
    if low is None or high is None or low <= high:
        return []
    message = Message(_("It ends ({end}) before it begins ({start})."), {"start": _short(low), "end": _short(high)})
    return [fault("ends-before-start", message, at=(key,))]


def _short(value: Any) -> str:
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def hours_faults(starts: time | None, ends: time | None, key: str) -> list[PydanticCustomError]:
    """What is wrong with two times of day on the same day: the second one, written under `key`, is to be later."""
    if starts is not None and starts == ends:
        return [fault("ends-before-start", Message(_("It ends when it begins.")), at=(key,))]
    return out_of_order(starts, ends, key)


class Opening(Part):
    """Some days of the week and the hours on them; a lunch break makes two of these."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    opens: Clock
    closes: Clock

    def faults(self) -> list[PydanticCustomError]:
        return hours_faults(self.opens, self.closes, "closes")


class Hours(Part):
    """When a place is open."""

    basis: HoursBasis = HoursBasis.FIXED
    openings: tuple[Opening, ...] = ()
    note: LocalText | None = None


class Closure(Part):
    """Days on which a place is closed, both ends included; Tết, for one, has other dates every year."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    reason: LocalText | None = None

    def faults(self) -> list[PydanticCustomError]:
        return out_of_order(self.first, self.last, "to")

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


class Change(Part):
    """What is different about one session: cancelled, full, or moved to another day, time or place."""

    date: Day
    state: ChangeState
    to_date: Day | None = None
    starts: Clock | None = Field(default=None, alias="from")
    ends: Clock | None = Field(default=None, alias="to")
    place: PlaceRef | None = None
    note: LocalText | None = None

    @property
    def moves(self) -> bool:
        """Whether it names another day, time or place."""
        return any(value is not None for value in (self.to_date, self.starts, self.ends, self.place))

    def faults(self) -> list[PydanticCustomError]:
        return hours_faults(self.starts, self.ends, "to") + self._move_faults()

    def _move_faults(self) -> list[PydanticCustomError]:
        if self.moves == (self.state is ChangeState.MOVED):
            return []
        if self.moves:
            message = Message(_("Only a moved session says to_date, from, to or place."))
            return [fault("moved-where", message, at=("state",))]
        wants = [("to_date",), ("from",), ("to",), ("place",)]
        return [fault("moved-where", Message(_("Moved, but to when or where?")), at=("state",), wants=wants)]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting: its day and hours, and what is different about it.

    `planned` is the day it was planned for when it was moved. `closure` is set when the place is closed then.
    """

    day: date
    starts: time
    ends: time
    change: Change | None = None
    closure: Closure | None = None
    planned: date | None = None

    @property
    def takes_place(self) -> bool:
        cancelled = self.change is not None and self.change.state is ChangeState.CANCELLED
        return not cancelled and self.closure is None


EveryNthWeek = Annotated[WholeNumber, AfterValidator(Between(1, 52))]


def _nth(value: int) -> int:
    if value not in {1, 2, 3, 4, 5, -1}:
        message = Message(_("nth is 1 to 5, or -1 for the last one in the month."))
        raise fault("out-of-range", message)
    return value


Nth = Annotated[WholeNumber, AfterValidator(_nth)]


class Session(Part):
    """When an offer meets. One of:

    - `days`: every week; with `every: 2` every second week, counted from the week of `starts_on`;
    - `days` and `nth`: the nth such day of each month (-1: the last);
    - `dates`: just these.
    """

    days: tuple[Weekday, ...] = ()
    every: EveryNthWeek = 1
    nth: Nth | None = None
    dates: tuple[Day, ...] = ()
    starts: Clock = Field(alias="from")
    ends: Clock = Field(alias="to")
    starts_on: Day | None = None
    ends_on: Day | None = None
    exceptions: tuple[Day, ...] = Field(default=(), alias="except")
    changes: tuple[Change, ...] = ()
    shift: LocalText | None = None
    place: PlaceRef | None = None
    room: LocalText | None = None

    def faults(self) -> list[PydanticCustomError]:
        return [
            *hours_faults(self.starts, self.ends, "to"),
            *out_of_order(self.starts_on, self.ends_on, "ends_on"),
            *self._which_days(),
            *self._changed_hours(),
            *self._changed_twice(),
        ]

    def _which_days(self) -> list[PydanticCustomError]:
        if not self.days and not self.dates:
            message = Message(_("A session says either days or dates."))
            return [fault("which-days", message, wants=[("days",), ("dates",)])]
        if self.days and self.dates:
            return [fault("which-days", Message(_("A session says either days or dates.")), at=("dates",))]
        if self.dates and (self.every > 1 or self.nth):
            at = ("nth",) if self.nth else ("every",)
            return [fault("which-days", Message(_("With dates there is no every and no nth.")), at=at)]
        if self.every > 1 and self.nth:
            return [fault("which-days", Message(_("Say either every or nth, not both.")), at=("nth",))]
        return []

    def _changed_hours(self) -> list[PydanticCustomError]:
        """What is wrong with a change of one end of the hours only, seen with the other end of the session."""
        return [
            below(error, ("changes", number))
            for number, change in enumerate(self.changes)
            if (change.starts is None) != (change.ends is None)
            for error in hours_faults(change.starts or self.starts, change.ends or self.ends, _changed_end(change))
        ]

    def _changed_twice(self) -> list[PydanticCustomError]:
        days = [change.date for change in self.changes]
        return [
            fault("bad-value", Message(_("Two changes are for {day}."), {"day": str(day)}), at=("changes", n, "date"))
            for n, day in enumerate(days)
            if day in days[:n]
        ]

    def last_day(self, ends_on: date | None) -> date | None:
        """The last day it meets, by what it belongs to where it does not say so itself; None when it goes on."""
        ends = max(self.dates) if self.dates else self.ends_on or ends_on
        if not (ends and self.changes):
            return ends
        return max([ends, *(change.to_date for change in self.changes if change.to_date)])

    @property
    def is_in_the_evening(self) -> bool:
        """Whether those who work by day can come: on a working day from 17:00 on."""
        working = not self.days or any(day.number < 5 for day in self.days)
        return working and self.starts >= EVENING

    def within(self, starts_on: date | None, ends_on: date | None) -> Session:
        """The session bounded by its offer's first and last day, where it has no bounds of its own."""
        bounds = {"starts_on": self.starts_on or starts_on, "ends_on": self.ends_on or ends_on}
        is_bounded = bounds["starts_on"] == self.starts_on and bounds["ends_on"] == self.ends_on
        return self if is_bounded else self.changed(**bounds)

    def planned_days(self, first: date, last: date) -> list[date]:
        """The days from `first` to `last` on which the session is planned, without its exceptions."""
        days = self._days(first, last)
        return [day for day in days if day not in self.exceptions] if self.exceptions else days

    def _days(self, first: date, last: date) -> list[date]:
        first = max(first, self.starts_on or first)
        last = min(last, self.ends_on or last)
        if self.dates:
            return sorted({day for day in self.dates if first <= day <= last})
        days = self._on_its_weekdays(first, last)
        is_each = self.nth is None and self.every == 1
        return days if is_each else [day for day in days if self._is_its_turn(day)]

    def _on_its_weekdays(self, first: date, last: date) -> list[date]:
        """A step of a week at a time: to look at every day of half a year takes several times as long."""
        start, end = first.toordinal(), last.toordinal() + 1
        starts = {start + (day.number - first.weekday()) % 7 for day in self.days}
        return [date.fromordinal(n) for n in sorted(n for one in starts for n in range(one, end, 7))]

    def _is_its_turn(self, day: date) -> bool:
        """Whether it meets in the week of `day`, which is one of its weekdays."""
        if self.nth is not None:
            return _is_nth(day, self.nth)
        return (_week(day) - _week(self.starts_on or day)) % self.every == 0

    def occurrences(self, first: date, last: date, closures: Iterable[Closure] = ()) -> list[Occurrence]:
        """The meetings from `first` to `last`, changes applied, in order; the cancelled ones say so.

        `closures` are those of the session's usual place: a meeting moved elsewhere is not touched by them.
        """
        closures = tuple(closures)
        if not (closures or self.changes):
            return [Occurrence(day, self.starts, self.ends) for day in self.planned_days(first, last)]
        changes = {change.date: change for change in self.changes}
        found = [
            occurrence
            for planned in self._planned_or_moved(first, last)
            if first <= (occurrence := self._occurrence(planned, changes.get(planned), closures)).day <= last
        ]
        return sorted(found, key=lambda o: (o.day, o.starts, o.ends))

    def _planned_or_moved(self, first: date, last: date) -> Iterator[date]:
        moved_in = {change.date for change in self.changes if change.to_date and first <= change.to_date <= last}
        yield from self.planned_days(first, last)
        yield from (day for day in moved_in if not first <= day <= last and self.planned_days(day, day))

    def _occurrence(self, planned: date, change: Change | None, closures: tuple[Closure, ...]) -> Occurrence:
        if change is None:
            return Occurrence(planned, self.starts, self.ends, closure=closure_on(planned, closures))
        day = change.to_date or planned
        return Occurrence(
            day=day,
            starts=change.starts or self.starts,
            ends=change.ends or self.ends,
            change=change,
            closure=closure_on(day, () if change.place else closures),
            planned=planned if day != planned else None,
        )

    def stray_changes(self) -> list[PydanticCustomError]:
        """The changes and exceptions that name a day without a session."""
        changes: list[tuple[Path, date]] = [(("changes", n, "date"), c.date) for n, c in enumerate(self.changes)]
        exceptions: list[tuple[Path, date]] = [(("except", n), day) for n, day in enumerate(self.exceptions)]
        stray = [named for named in changes if not self.planned_days(named[1], named[1])]
        stray += [named for named in exceptions if not self._days(named[1], named[1])]
        return [_stray(at, day) for at, day in stray]


def _stray(at: Path, day: date) -> PydanticCustomError:
    message = Message(_("There is no session on {day}."), {"day": str(day)})
    # Whatever could not be read of the session may be what puts it on that day.
    return fault("change-without-session", message, at=at, wants=[()])


_BOUNDS = (("starts_on",), ("ends_on",))


def sessions_faults(
    key: str, sessions: Sequence[Session], starts_on: date | None = None, ends_on: date | None = None
) -> list[PydanticCustomError]:
    """What is wrong with sessions, written under `key`, seen with the first and last day of what they belong to."""
    bounds = starts_on, ends_on
    return [error for n, session in enumerate(sessions) for error in _session_faults((key, n), session, *bounds)]


def _session_faults(
    at: Path, session: Session, starts_on: date | None, ends_on: date | None
) -> list[PydanticCustomError]:
    if session.every > 1 and not (session.starts_on or starts_on):
        message = Message(_("Every {n} weeks, but counted from when? Add starts_on."), {"n": session.every})
        return [fault("which-days", message, at=(*at, "every"), wants=[(*at, "starts_on"), ("starts_on",)])]
    errors = out_of_order(session.starts_on or starts_on, session.ends_on or ends_on, "ends_on")
    if not errors and (session.changes or session.exceptions):
        errors = session.within(starts_on, ends_on).stray_changes()
    return [_with_bounds(below(error, at)) for error in errors]


def _with_bounds(error: PydanticCustomError) -> PydanticCustomError:
    """The error of a bounded session: the first and last day of what it belongs to may be what is wrong with it."""
    context = dict(error.context or {})
    return PydanticCustomError(error.type, "{message}", {**context, "wants": (*context["wants"], *_BOUNDS)})


def closure_on(day: date, closures: Iterable[Closure]) -> Closure | None:
    """The first of `closures` that covers `day`."""
    return next((closure for closure in closures if closure.covers(day)), None)


def _changed_end(change: Change) -> str:
    return "from" if change.ends is None else "to"


def _is_nth(day: date, nth: int) -> bool:
    """Whether `day` is the nth of its weekday in its month, or the last one for -1."""
    if nth == -1:
        return day.day + 7 > monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 == nth


def _week(day: date) -> int:
    """The number of a week, counted from Monday to Monday."""
    return (day.toordinal() - 1) // 7
