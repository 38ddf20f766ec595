"""Recurring times: opening hours, closures, sessions, and the days on which a session takes place.

Days are plain dates and times of day are local time in Viet Nam (UTC+7, no summer time).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from dateutil import rrule
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import Path, below, fault, raise_all
from langhoc.model.record import Part
from langhoc.model.scalars import Between, CentreRef, Clock, Day, WholeNumber
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
        return list(Weekday).index(self)


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


class Span(Part):
    """Two times of day on the same day, the second one later."""

    @staticmethod
    def check(starts: time | None, ends: time | None, key: str) -> None:
        if starts is not None and starts == ends:
            raise fault("ends-before-start", Message(_("It ends when it begins.")), at=(key,))
        raise_all(out_of_order(starts, ends, key))


class Opening(Span):
    """Some days of the week and the hours on them; a lunch break makes two of these."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    opens: Clock
    closes: Clock

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        self.check(self.opens, self.closes, "closes")
        return self


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

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        raise_all(out_of_order(self.first, self.last, "to"))
        return self

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


class Change(Span):
    """What is different about one session: cancelled, full, or moved to another day, time or place."""

    date: Day
    state: ChangeState
    to_date: Day | None = None
    starts: Clock | None = Field(default=None, alias="from")
    ends: Clock | None = Field(default=None, alias="to")
    place: CentreRef | None = None
    note: LocalText | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        self.check(self.starts, self.ends, "to")
        moved = self.to_date or self.starts or self.ends or self.place
        if self.state is ChangeState.MOVED and not moved:
            raise fault("moved-where", Message(_("Moved, but to when or where?")), at=("state",))
        return self


@dataclass(frozen=True, slots=True, order=True)
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


class Session(Span):
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
    place: CentreRef | None = None
    room: LocalText | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self.check(self.starts, self.ends, "to")
        raise_all(out_of_order(self.starts_on, self.ends_on, "ends_on"))
        if bool(self.days) == bool(self.dates):
            raise fault("which-days", Message(_("A session says either days or dates.")))
        if self.dates and (self.every > 1 or self.nth):
            raise fault("which-days", Message(_("With dates there is no every and no nth.")))
        if self.every > 1 and self.nth:
            raise fault("which-days", Message(_("Say either every or nth, not both.")), at=("nth",))
        return self

    def within(self, starts_on: date | None, ends_on: date | None) -> Session:
        """The session bounded by its offer's first and last day, where it has no bounds of its own."""
        bounds = {"starts_on": self.starts_on or starts_on, "ends_on": self.ends_on or ends_on}
        return self.model_copy(update=bounds)

    def planned_days(self, first: date, last: date) -> list[date]:
        """The days from `first` to `last` on which the session is planned, without its exceptions."""
        first = max(first, self.starts_on or first)
        last = min(last, self.ends_on or last)
        if first > last:
            return []
        days = [day for day in self.dates if first <= day <= last] if self.dates else self._recurring(first, last)
        return sorted(set(days) - set(self.exceptions))

    def _recurring(self, first: date, last: date) -> list[date]:
        if self.nth is not None:
            weekdays = [rrule.weekday(day.number, self.nth) for day in self.days]
            rule = rrule.rrule(rrule.MONTHLY, byweekday=weekdays, dtstart=_midnight(first), until=_midnight(last))
        else:
            weekdays = [rrule.weekday(day.number) for day in self.days]
            start = self._first_week(first)
            rule = rrule.rrule(
                rrule.WEEKLY, start, self.every, rrule.MO, byweekday=weekdays, until=_midnight(last)
            )
        return [moment.date() for moment in rule if moment.date() >= first]

    def _first_week(self, first: date) -> datetime:
        """The Monday of the last week, up to that of `first`, in which the session meets."""
        origin = _monday(self.starts_on or first)
        weeks = (first - origin).days // 7
        return _midnight(origin + timedelta(weeks=weeks - weeks % self.every))

    def occurrences(self, first: date, last: date, closures: Iterable[Closure] = ()) -> list[Occurrence]:
        """The meetings from `first` to `last`, changes applied, in order; the cancelled ones say so."""
        closures = tuple(closures)
        found = [
            occurrence
            for planned in self._planned_or_moved(first, last)
            if first <= (occurrence := self._occurrence(planned, closures)).day <= last
        ]
        return sorted(found, key=lambda o: (o.day, o.starts, o.ends))

    def _planned_or_moved(self, first: date, last: date) -> Iterator[date]:
        moved_in = {change.date for change in self.changes if change.to_date and first <= change.to_date <= last}
        yield from self.planned_days(first, last)
        yield from (day for day in moved_in if not first <= day <= last and self.planned_days(day, day))

    def _occurrence(self, planned: date, closures: tuple[Closure, ...]) -> Occurrence:
        change = next((change for change in self.changes if change.date == planned), None)
        day = (change and change.to_date) or planned
        closure = next((closure for closure in closures if closure.covers(day)), None)
        return Occurrence(
            day=day,
            starts=(change and change.starts) or self.starts,
            ends=(change and change.ends) or self.ends,
            change=change,
            closure=closure,
            planned=planned if day != planned else None,
        )

    def stray_changes(self) -> list[PydanticCustomError]:
        """The changes and exceptions that name a day without a session."""
        named: list[tuple[Path, date]] = [(("changes", n, "date"), c.date) for n, c in enumerate(self.changes)]
        named += [(("except", n), day) for n, day in enumerate(self.exceptions)]
        bare = self.model_copy(update={"exceptions": ()})
        message = _("There is no session on {day}.")
        return [
            fault("change-without-session", Message(message, {"day": str(day)}), at=at)
            for at, day in named
            if not bare.planned_days(day, day)
        ]


def stray_changes(session: Session, at: Path) -> list[PydanticCustomError]:
    """As `Session.stray_changes`, seen from the record that holds the session at `at`."""
    return [below(error, at) for error in session.stray_changes()]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
