"""On which days a session takes place: against an obvious oracle, and the cases that people get wrong."""

from __future__ import annotations

import time as clock
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from langhoc.model import Closure, Occurrence, Offer, Session

MON = date(2026, 11, 23)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def session(**keys: Any) -> Session:
    data = {"days": [] if "dates" in keys else ["mon"], "from": "18:00", "to": "19:00", **keys}
    return Session.model_validate(data)


def days(one: Session, first: date, last: date) -> list[str]:
    return [str(day) for day in one.planned_days(first, last)]


def month_days(one: Session, year: int, month: int) -> list[int]:
    first = date(year, month, 1)
    return [day.day for day in one.planned_days(first, first + timedelta(days=31)) if day.month == month]


# The oracle: every day by itself, and no arithmetic with weeks


def weeks_between(start: date, day: date) -> int:
    """How many Mondays lie between `start` and `day`, the day's own included, the start's not."""
    return sum((start + timedelta(days=n + 1)).weekday() == 0 for n in range((day - start).days))


def days_alike(day: date) -> list[date]:
    """All days of the month of `day` that are the same day of the week."""
    around = [day + timedelta(days=7 * n) for n in range(-5, 6)]
    return [other for other in around if (other.year, other.month) == (day.year, day.month)]


def is_planned(one: Session, day: date) -> bool:
    if one.starts_on and day < one.starts_on:
        return False
    if (one.ends_on and day > one.ends_on) or day in one.exceptions:
        return False
    if one.dates:
        return day in one.dates
    if WEEKDAYS[day.weekday()] not in one.days:
        return False
    if one.nth:
        place = one.nth if one.nth < 0 else one.nth - 1
        alike = days_alike(day)
        return place < len(alike) and alike[place] == day
    return one.every == 1 or weeks_between(one.starts_on or day, day) % one.every == 0


NEARBY = st.dates(date(2023, 12, 1), date(2024, 6, 30))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    keys: dict[str, Any] = {"except": [str(day) for day in draw(st.lists(NEARBY, max_size=3))]}
    bounds = sorted([draw(NEARBY), draw(NEARBY)])
    if draw(st.booleans()):
        keys["ends_on"] = str(bounds[1])
    way = draw(st.sampled_from(["weekly", "every", "nth", "dates"]))
    if way == "every" or draw(st.booleans()):
        keys["starts_on"] = str(bounds[0])
    if way == "dates":
        return session(**keys, dates=[str(day) for day in draw(st.lists(NEARBY, min_size=1, max_size=6))])
    keys["days"] = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3))
    if way == "every":
        keys["every"] = str(draw(st.integers(2, 5)))
    if way == "nth":
        keys["nth"] = str(draw(st.sampled_from([1, 2, 3, 4, 5, -1])))
    return session(**keys)


@given(sessions(), NEARBY, st.integers(-1, 80))
@settings(max_examples=300, deadline=None)
def test_planned_days_are_those_of_the_oracle(one: Session, first: date, length: int) -> None:
    """Weekly, every n weeks, nth weekday and listed dates, in any window, over a leap year's February."""
    window = [first + timedelta(days=n) for n in range(length + 1)]
    assert one.planned_days(first, first + timedelta(days=length)) == [day for day in window if is_planned(one, day)]


STATES = st.sampled_from([{"state": "cancelled"}, {"state": "full"}, {"state": "moved", "from": "17:00"}])


@given(sessions(), st.data(), NEARBY, st.integers(0, 40), st.lists(st.tuples(NEARBY, st.integers(0, 9)), max_size=2))
@settings(max_examples=200, deadline=None)
def test_changes_and_closures_are_those_of_the_oracle(
    bare: Session, data: st.DataObject, first: date, length: int, closed: list[tuple[date, int]]
) -> None:
    """Every planned day gives one meeting, where its change puts it; closed days do not take place."""
    everywhere = [day for n in range(400) if is_planned(bare, day := date(2023, 11, 1) + timedelta(days=n))]
    changed = data.draw(st.lists(st.sampled_from(everywhere), max_size=3, unique=True)) if everywhere else []
    moves = st.builds(lambda day: {"state": "moved", "to_date": str(day)}, NEARBY)
    by_day = {day: data.draw(STATES | moves) for day in changed}
    raw = bare.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    one = Session.model_validate({**raw, "changes": [{"date": str(day), **what} for day, what in by_day.items()]})
    last = first + timedelta(days=length)
    closures = [Closure.model_validate({"from": str(d), "to": str(d + timedelta(days=n))}) for d, n in closed]

    expected = []
    for day in everywhere:
        what = by_day.get(day, {})
        held = date.fromisoformat(what.get("to_date", str(day)))
        closed_then = any(d <= held <= d + timedelta(days=n) for d, n in closed)
        if first <= held <= last:
            hour = 17 if "from" in what else 18
            expected.append((held, hour, what.get("state") != "cancelled" and not closed_then, held != day))
    found = one.occurrences(first, last, closures)
    assert sorted((o.day, o.starts.hour, o.takes_place, o.planned is not None) for o in found) == sorted(expected)
    assert [o.day for o in found] == sorted(o.day for o in found)


# Cases with a name


def test_every_second_week_counts_from_the_week_of_the_start() -> None:
    """A course that begins on a Wednesday meets on the Monday of its second week's turn, not of its first."""
    one = session(days=["mon", "wed"], every="2", starts_on="2026-11-25")
    assert days(one, MON, date(2026, 12, 31)) == ["2026-11-25", "2026-12-07", "2026-12-09", "2026-12-21", "2026-12-23"]


def test_every_fifty_second_week_years_later() -> None:
    """The turn holds over years, whatever the window."""
    one = session(every="52", starts_on="2000-01-03")
    assert days(one, date(2026, 1, 1), date(2026, 12, 31)) == [str(date(2000, 1, 3) + timedelta(weeks=27 * 52))]


def test_some_months_have_no_fifth_monday() -> None:
    """Where there is no fifth, there is no meeting; the last one there always is."""
    assert [month_days(session(nth="5"), 2026, month) for month in (10, 11, 12)] == [[], [30], []]
    assert [month_days(session(nth="-1"), 2026, month) for month in (10, 11, 12)] == [[26], [30], [28]]


def test_the_last_day_of_february_in_a_leap_year() -> None:
    """29 February 2024 was the fifth and last Thursday."""
    assert month_days(session(days=["thu"], nth="-1"), 2024, 2) == [29]
    assert month_days(session(days=["thu"], nth="5"), 2024, 2) == [29]
    assert month_days(session(days=["thu"], nth="5"), 2023, 2) == []


@pytest.mark.parametrize("way", [{}, {"nth": "-1"}, {"nth": "5"}, {"every": "3", "starts_on": "0001-01-01"}])
def test_the_ends_of_the_calendar(way: dict[str, str]) -> None:
    """The first and the last week there is do not break the arithmetic."""
    one = session(days=WEEKDAYS, **way)
    one.occurrences(date.min, date.min + timedelta(days=9))
    one.occurrences(date.max - timedelta(days=9), date.max)


def changed(**what: str) -> list[Occurrence]:
    one = session(changes=[{"date": "2026-11-23", **what}])
    return one.occurrences(date(2026, 11, 23), date(2026, 11, 29))


def test_a_meeting_moved_to_another_day() -> None:
    """It stands on its new day and says which it was planned for; in the old week alone it does not stand."""
    (found,) = changed(state="moved", to_date="2026-11-25")
    assert (found.day, found.planned, found.takes_place) == (date(2026, 11, 25), MON, True)
    assert changed(state="moved", to_date="2026-12-05") == []


def test_a_meeting_moved_in_from_another_week() -> None:
    """A window sees what was moved into it, from before or behind."""
    one = session(changes=[{"date": "2026-11-23", "state": "moved", "to_date": "2026-12-02"}])
    found = one.occurrences(date(2026, 12, 1), date(2026, 12, 3))
    assert [(o.day, o.planned) for o in found] == [(date(2026, 12, 2), MON)]


def test_a_meeting_moved_in_time_only() -> None:
    """It stays on its day, so it was not moved from another."""
    (found,) = changed(state="moved", **{"from": "17:00", "to": "17:30"})
    assert (found.starts, found.ends, found.planned) == (time(17), time(17, 30), None)


def test_cancelled_and_full_meetings_stay_in_the_list() -> None:
    """A cancelled meeting says so, a full one takes place."""
    assert [o.takes_place for o in changed(state="cancelled")] == [False]
    assert [o.takes_place for o in changed(state="full")] == [True]


def test_an_exception_leaves_no_trace() -> None:
    """Unlike a cancelled meeting, a day that was never planned is not listed."""
    one = session(**{"except": ["2026-11-23"]})
    assert one.occurrences(date(2026, 11, 23), date(2026, 11, 29)) == []


def test_a_closure_counts_on_the_day_the_meeting_is_held() -> None:
    """Moved out of a closure it takes place, moved into one it does not."""
    closures = [Closure.model_validate({"from": "2026-11-23", "to": "2026-11-23"})]
    one = session(changes=[{"date": "2026-11-23", "state": "moved", "to_date": "2026-11-24"}])
    assert [o.takes_place for o in one.occurrences(MON, MON + timedelta(days=6), closures)] == [True]
    into = session(changes=[{"date": "2026-11-30", "state": "moved", "to_date": "2026-11-23"}])
    assert [o.takes_place for o in into.occurrences(MON, MON, closures)] == [False, False]


def test_a_session_has_its_offers_bounds_where_it_has_none() -> None:
    """An offer's first and last day bound its sessions; a session's own stand before them."""
    offer = Offer.model_validate(
        {"id": "lop", "title": "Lớp", "type": "class", "starts_on": "2026-11-24", "ends_on": "2026-12-14"}
    )
    plain, own = session(), session(starts_on="2026-12-01", ends_on="2026-12-31")
    last = date(2027, 1, 31)
    bounded = [days(one.within(offer.starts_on, offer.ends_on), MON, last) for one in (plain, own)]
    assert bounded[0] == ["2026-11-30", "2026-12-07", "2026-12-14"]
    assert bounded[1] == ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]


def test_two_meetings_a_day_stand_in_order_of_time() -> None:
    """A meeting moved onto the day of another one stands before or behind it by the clock."""
    what = {"date": "2026-11-30", "state": "moved", "to_date": "2026-11-23", "from": "08:00", "to": "09:00"}
    found = session(changes=[what]).occurrences(MON, MON)
    assert [o.starts.hour for o in found] == [8, 18]


@pytest.mark.parametrize(
    "keys",
    [
        {"days": []},
        {"dates": ["2026-11-23"], "days": ["mon"]},
        {"dates": ["2026-11-23"], "every": "2"},
        {"nth": "2", "every": "2"},
        {"nth": "0"},
        {"every": "0"},
        {"from": "19:00", "to": "18:00"},
        {"from": "18:00", "to": "18:00"},
        {"starts_on": "2026-12-01", "ends_on": "2026-11-01"},
        {"starts": "18:00"},
    ],
)
def test_sessions_that_are_none(keys: dict[str, Any]) -> None:
    """What cannot be meant is refused, and so are Python's names for the keys."""
    with pytest.raises(ValidationError):
        session(**keys)


def test_a_week_of_ten_thousand_sessions_takes_a_blink() -> None:
    """A week costs a week's work, not the years since a session began: two seconds would be years."""
    many = [session(days=["mon", "thu"]), session(every="2", starts_on="1990-01-01"), session(nth="2")]
    before = clock.process_time()
    for _turn in range(10_000 // len(many)):
        for one in many:
            one.occurrences(MON, MON + timedelta(days=6))
    assert clock.process_time() - before < 2
