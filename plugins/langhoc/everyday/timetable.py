"""Days of the week and times of day as people write them: tối thứ 3, 5 từ 18h30 đến 20h.

Signs of days stand together, and so do signs of times; then the two go together, in the order in which they began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from langhoc.everyday.signs import Kind, Sign, signs

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYISH = {Kind.DAYS, Kind.NUMBER}
_TO = {Kind.TO, Kind.DASH}
# "T3-T5" may be Tuesday and Thursday, and "T2-T5" Monday and Thursday: from here on only a range is meant.
_SURE_RANGE = 4


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, on one day."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Slot:
    """The same hours on some days of the week."""

    days: tuple[str, ...]
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class _Days:
    """Days that stand together; `part` is the part of the day said of them, `rest` that it is closed on them."""

    days: frozenset[int]
    part: str = ""
    rest: bool = False


@dataclass(frozen=True, slots=True)
class _Hours:
    """One span as written: either end may say a part of the day, or one before them or behind."""

    starts: Sign
    ends: Sign
    part: str = ""


class _Unclear(Exception):
    """What is written could mean two things, or nothing."""


def timetable(text: str) -> tuple[Slot, ...] | None:
    """Days with their hours, in the order written: "T2-T6 7h30-11h30, 13h30-17h" are two slots."""
    try:
        runs = _read(text)
        closed = {day for run in runs if isinstance(run, _Days) and run.rest for day in run.days}
        open_runs = [run for run in runs if not (isinstance(run, _Days) and run.rest)]
        slots = [
            Slot(_named(days.days - closed), span.starts, span.ends)
            for days, hours in _paired(open_runs)
            for span in (_span(one, days.part) for one in hours)
        ]
    except _Unclear:
        return None
    return tuple(slots) if slots and all(slot.days for slot in slots) else None


def days(text: str) -> tuple[str, ...] | None:
    """Days of the week alone: "thứ 3, 5", "T2-T6", "hằng ngày trừ chủ nhật"."""
    try:
        runs = _read(text)
    except _Unclear:
        return None
    if not runs or any(isinstance(run, _Hours) or run.part for run in runs):
        return None
    named = [run for run in runs if isinstance(run, _Days)]
    kept = [run.days for run in named if not run.rest]
    closed = frozenset(day for run in named if run.rest for day in run.days)
    return (_named(kept[0] - closed) or None) if len(kept) == 1 else None


def hours(text: str) -> tuple[Span, ...] | None:
    """Times of day alone: "8h00 - 17h30"; two spans for a lunch break."""
    try:
        runs = _read(text)
        spans = [_span(run) for run in runs if isinstance(run, _Hours)]
    except _Unclear:
        return None
    return tuple(spans) if spans and len(spans) == len(runs) else None


def _named(numbers: frozenset[int]) -> tuple[str, ...]:
    return tuple(WEEK[number] for number in sorted(numbers))


def _read(text: str) -> list[_Days | _Hours]:
    """Raises _Unclear."""
    found = signs(text)
    if not found:
        raise _Unclear
    return _Reader([sign for sign in _with_hours_told_apart(found) if sign.kind is not Kind.FILL]).runs()


def _with_hours_told_apart(found: Sequence[Sign]) -> list[Sign]:
    """The 8 of "8 - 17h" and the 11 of "8h - 11" are times; other bare numbers are days."""
    told = list(found)
    for n, sign in enumerate(told):
        before, after = told[max(0, n - 2) : n], told[n + 1 : n + 3]
        follows = [one.kind for one in after[:1]] and after[0].kind in _TO and after[-1].kind is Kind.TIME
        is_end = len(before) == 2 and before[1].kind in _TO and before[0].kind is Kind.TIME
        is_begin = follows and len(after) == 2 and not (before and before[-1].kind in {Kind.AND, Kind.SLASH, *_TO})
        if sign.kind is Kind.NUMBER and (is_end or is_begin):
            told[n] = Sign(Kind.TIME, hour=sign.hour)
    return told


class _Reader:
    """Reads signs from left to right."""

    def __init__(self, found: Sequence[Sign]) -> None:
        self._signs, self._at = found, 0

    def _kind(self, ahead: int = 0) -> Kind | None:
        at = self._at + ahead
        return self._signs[at].kind if at < len(self._signs) else None

    def _take(self) -> Sign:
        self._at += 1
        return self._signs[self._at - 1]

    def runs(self) -> list[_Days | _Hours]:
        found: list[_Days | _Hours] = []
        while (kind := self._kind()) is not None:
            if kind is Kind.AND:
                self._take()
            elif kind is Kind.TIME or (kind is Kind.PART and self._kind(1) is Kind.TIME):
                found.append(self._hours())
            else:
                found.append(self._days())
        return found

    def _hours(self) -> _Hours:
        part = self._take().part if self._kind() is Kind.PART else ""
        starts = self._take()
        behind_start = self._take().part if self._kind() is Kind.PART and self._kind(1) in _TO else ""
        if self._kind() not in _TO or self._kind(1) not in {Kind.TIME, Kind.PART}:
            raise _Unclear
        self._take()
        before_end = self._take().part if self._kind() is Kind.PART else ""
        if self._kind() is not Kind.TIME:
            raise _Unclear
        ends = self._take()
        behind = self._kind() is Kind.PART and self._kind(1) is not Kind.TIME
        behind_end = self._take().part if behind else ""
        return _Hours(
            _said(starts, behind_start or part), _said(ends, before_end or behind_end), "" if behind_start else part
        )

    def _days(self) -> _Days:
        part, rest = self._lead()
        segments = [[(Kind.AND, self._day())]]
        while True:
            part = self._part_behind(part)
            if self._kind() is Kind.REST and self._kind(1) not in _DAYISH:
                self._take()
                rest = True
            elif (joint := self._joint(part)) is None:
                return _Days(_all_days(segments), part, rest)
            elif joint is Kind.AND:
                segments.append([(joint, self._day())])
            else:
                segments[-1].append((joint, self._day()))

    def _lead(self) -> tuple[str, bool]:
        """What stands before the first day: a part of the day, or that it is closed."""
        part, rest = "", False
        while self._kind() in {Kind.PART, Kind.REST}:
            sign = self._take()
            rest = rest or sign.kind is Kind.REST
            part = sign.part or part
        return part, rest

    def _day(self) -> Sign:
        if self._kind() not in _DAYISH:
            raise _Unclear
        return self._take()

    def _part_behind(self, part: str) -> str:
        if self._kind() is not Kind.PART or self._kind(1) in {Kind.TIME, *_DAYISH}:
            return part
        said = self._take().part
        if part not in {"", said}:
            raise _Unclear
        return said

    def _joint(self, part: str) -> Kind | None:
        """What joins the next day to those before, taken; FILL for a number behind a space. None where the days end."""
        if self._kind() in {*_TO, Kind.SLASH} and self._kind(1) in _DAYISH:
            return self._take().kind
        if self._kind() is Kind.DAYS:
            return Kind.AND
        if self._kind() is Kind.NUMBER:
            return Kind.FILL
        steps = self._steps_to_day(part)
        for _ in range(steps):
            self._take()
        return Kind.AND if steps else None

    def _steps_to_day(self, part: str) -> int:
        """How many signs stand between here and a day that goes on; 0 where none does."""
        steps = 0
        while self._kind(steps) is Kind.AND:
            steps += 1
        same_part = self._kind(steps) is Kind.PART and self._signs[self._at + steps].part == part != ""
        steps += same_part
        return steps if self._kind(steps) in _DAYISH else 0


def _said(sign: Sign, part: str) -> Sign:
    return Sign(Kind.TIME, hour=sign.hour, minute=sign.minute, part=sign.part or part)


def _all_days(segments: list[list[tuple[Kind, Sign]]]) -> frozenset[int]:
    """Days from what is joined by "and", each of it days joined by dashes or "to". Raises _Unclear."""
    all_signs = [sign for segment in segments for _joint, sign in segment]
    if all_signs[0].kind is Kind.NUMBER and len(all_signs) < 3:
        raise _Unclear  # Of "3, 5" nobody knows what it counts; "2-4-6" is how weekdays are said.
    return frozenset(day for segment in segments for day in _segment_days(segment))


def _segment_days(segment: list[tuple[Kind, Sign]]) -> list[int]:
    numbers = [_number(sign) if len(segment) > 1 else None for _joint, sign in segment]
    if len(segment) == 1:
        sign = segment[0][1]
        return list(sign.days) if sign.kind is Kind.DAYS else [_number(sign)]
    found = [number for number in numbers if number is not None]
    joints = {joint for joint, _sign in segment[1:]}
    if found != sorted(set(found)) or len(joints) > 1:
        raise _Unclear
    if len(found) > 2 and Kind.TO not in joints:
        return found
    return _pair(found, joints.pop(), segment) if len(found) == 2 else _unclear()


def _pair(found: list[int], joint: Kind, segment: list[tuple[Kind, Sign]]) -> list[int]:
    """Two days: joined by "to" a range, by a slash two days; by a dash whichever of them it can only be.

    By a space alone neither: "T2 6" may want a dash; "2 4 6" does not.
    """
    first, last = found
    if joint is Kind.FILL:
        return _unclear()
    if joint is Kind.SLASH:
        return found if all(sign.kind is Kind.DAYS for _joint, sign in segment) else _unclear()
    if joint is Kind.DASH and 1 < last - first < _SURE_RANGE:
        return _unclear()
    return list(range(first, last + 1))


def _unclear() -> list[int]:
    raise _Unclear


def _number(sign: Sign) -> int:
    """The number of the one day that `sign` names. Raises _Unclear."""
    if sign.kind is Kind.NUMBER:
        if not 2 <= sign.hour <= 7:
            raise _Unclear
        return sign.hour - 2
    if len(sign.days) != 1:
        raise _Unclear
    return sign.days[0]


def _paired(runs: list[_Days | _Hours]) -> list[tuple[_Days, list[_Hours]]]:
    """Days with the hours behind them; where hours stand first, with those before them. Raises _Unclear."""
    if not runs:
        raise _Unclear
    days_first = isinstance(runs[0], _Days)
    pairs: list[tuple[_Days, list[_Hours]]] = []
    waiting: list[_Hours] = []
    for run in runs:
        if isinstance(run, _Hours):
            (pairs[-1][1] if days_first else waiting).append(run)
        else:
            pairs.append((run, waiting))
            waiting = []
    if waiting or not all(hours for _days, hours in pairs):
        raise _Unclear
    return pairs


# Of each part of the day: the hours of a clock of twelve that are later by twelve, and those of a day that lie in it.
_PARTS = {
    "am": (range(0), range(12)),
    "noon": (range(1, 4), range(10, 16)),
    "pm": (range(1, 12), range(12, 24)),
    "evening": (range(4, 12), range(16, 24)),
}
_NOON, _DAY_HOURS, _HOUR_MINUTES = 12, 24, 60


def _span(hours: _Hours, of_days: str = "") -> Span:
    """Raises _Unclear: for times that there are not, and for an end that is not behind the beginning."""
    part = hours.part or of_days
    ends = _clock(hours.ends, hours.ends.part or part, is_end=True)
    starts = _clock(hours.starts, hours.starts.part or part)
    if not (hours.starts.part or part) and hours.ends.part:
        # "2h - 4h chiều" is in the afternoon; "8h - 5h chiều" begins in the morning.
        starts = _later(starts, hours.ends.part, ends)
    if starts >= ends:
        raise _Unclear
    return Span(starts, ends)


def _clock(sign: Sign, part: str, is_end: bool = False) -> time:
    """Raises _Unclear, for a morning at 18 o'clock too; what begins in the morning may end at noon or later."""
    later, within = _PARTS.get(part, (range(0), range(_DAY_HOURS)))
    hour = sign.hour + _NOON if sign.hour in later else sign.hour
    is_said = hour in within or (is_end and hour >= _NOON)
    if not is_said or hour >= _DAY_HOURS or sign.minute >= _HOUR_MINUTES:
        raise _Unclear
    return time(hour, sign.minute)


def _later(starts: time, part: str, ends: time) -> time:
    later = starts.replace(hour=starts.hour + _NOON) if starts.hour in _PARTS[part][0] else starts
    return later if later < ends else starts
