"""The calendar file that a page's script writes: read by another program, it says the days that the catalogue says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.running import TODAY
from tests.test_next_meeting import english
from tests.test_times import NEARBY, STATES, sessions

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, check, meetings_of
from langhoc.cli.starting import SAMPLE, start
from langhoc.model import Area, DigitalLibrary, Event, LearningCentre, Offer, Record, Session, Settings
from langhoc.reading import Found
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.next_meeting import times_of
from langhoc.site.repeating import calendar_button, event_held

# How far a page must be right at least.
SPAN = timedelta(days=120)
VIET_NAM = timedelta(hours=7)

PROGRAM = """
require(process.argv[1]);
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) =>
  console.log(JSON.stringify(langhoc.calendarFile(JSON.parse(line), Date.UTC(2026, 10, 21)))));
"""

Written = Callable[..., str]
Meetings = list[tuple[datetime, datetime]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """What a page's button says -> the text of the file, by the page's own script."""
    script = tmp_path_factory.mktemp("script") / "share.js"
    script.write_bytes(Assets(theme_dir()).spoken["share"])
    command = ["node", "-e", PROGRAM, str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout

        def write(button: str, **about: str) -> str:
            held = re.search(r'data-held="([^"]*)"', button)
            assert held
            told = {"id": "0-lop@example.org", "title": "Lớp", "where": "Xã Mẫu", "about": "", "url": "", **about}
            process.stdin.write(json.dumps({**told, "held": unescape(held[1])}) + "\n")
            process.stdin.flush()
            text: str = json.loads(process.stdout.readline())
            return text

        yield write
        process.stdin.close()


def read(text: str, first: date, last: date) -> Meetings:
    """The meetings of the file between two days, by RFC 5545: rules, days left out, meetings held at another time."""
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert events
    begun: dict[tuple[str, datetime], tuple[datetime, datetime]] = {}
    for event in events:
        uid, starts = str(event["UID"]), event["DTSTART"].dt
        lasts = event["DTEND"].dt - starts
        left_out = event.get("EXDATE", [])
        exdates = {day.dt for one in (left_out if isinstance(left_out, list) else [left_out]) for day in one.dts}
        if "RECURRENCE-ID" in event:
            assert (uid, event["RECURRENCE-ID"].dt) in begun, "it takes the place of a meeting"
            begun[uid, event["RECURRENCE-ID"].dt] = starts, event["DTEND"].dt
            continue
        rule = event["RRULE"].to_ical().decode() if "RRULE" in event else "FREQ=DAILY;COUNT=1"
        for moment in rrulestr(rule, dtstart=starts):
            assert (uid, moment) not in begun, "a name for each"
            if moment not in exdates:
                begun[uid, moment] = moment, moment + lasts
    plain = [(a.replace(tzinfo=None), b.replace(tzinfo=None)) for a, b in begun.values()]
    return sorted(one for one in plain if first <= one[0].date() <= last)


def expected(catalogue: Catalogue, of: Offer | DigitalLibrary, held: list[Session], first: date) -> Meetings:
    found = [one.occurrence for each in held for one in meetings_of(catalogue, of, each, first, first + SPAN)]
    at = datetime.combine
    return sorted((at(one.day, one.starts), at(one.day, one.ends)) for one in found if one.takes_place)


def catalogue_of(*records: Record) -> Catalogue:
    return Catalogue(Settings.model_validate({"title": "Làng"}), tuple(Found(one, "data/x.yml") for one in records))


def check_file(text: str) -> None:
    """As the RFC has it: lines end in CR LF, none is longer than 75 octets, and every sign is whole."""
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 and line.decode() for line in lines[:-1])


def test_all_sessions_of_the_example(written: Written, tmp_path: Path) -> None:
    """Rules, dates, exceptions, closures, moved meetings, the stops of a library: over 120 days the same."""
    start(tmp_path / "catalogue", TODAY, SAMPLE)
    with open_cache(None) as cache:
        catalogue = check(tmp_path / "catalogue", TODAY, cache).catalogue
    assert catalogue is not None
    view, buttons = english(catalogue, TODAY), 0
    routes = [(one, one.route.stops) for one in catalogue.libraries if one.route]
    for of, all_of in [*((offer, offer.sessions) for offer in catalogue.offers), *routes]:
        lines = times_of(view, of, all_of)
        together: list[list[Session]] = []
        for one, (first, *_rest) in zip(all_of, lines, strict=True):
            if "data-held" in first:
                texts = [written(first)]
                check_file(texts[0])
                count = first.count("|", first.index("data-held"), first.index("hidden>", first.index("data-held"))) + 1
                together.append([one])
                others = [s for s in all_of if s is not one and (s.shift, s.place) == (one.shift, one.place)]
                together[-1] += [] if count == 1 else others
                assert read(texts[0], TODAY, TODAY + SPAN) == expected(catalogue, of, together[-1], TODAY), of.id
                buttons += 1
    assert buttons > 15


@given(sessions(), st.data(), NEARBY, st.lists(st.tuples(NEARBY, st.integers(0, 9)), max_size=2))
@settings(max_examples=60, deadline=None)
def test_any_session(written: Written, bare: Session, data: st.DataObject, today: date, closed: Any) -> None:
    """Whatever is changed, cancelled or closed: who puts it in a calendar comes on the right days."""
    planned = bare.planned_days(date(2023, 11, 1), date(2024, 12, 31))
    days = data.draw(st.lists(st.sampled_from(planned), max_size=3, unique=True)) if planned else []
    moves = st.builds(lambda day: {"state": "moved", "to_date": str(day)}, NEARBY)
    changes = [{"date": str(day), **data.draw(STATES | moves)} for day in days]
    whole = bare.changed(exceptions=())
    left_out = [str(day) for day in bare.exceptions if whole.planned_days(day, day)]
    raw = {**bare.model_dump(mode="json", by_alias=True, exclude_defaults=True), "except": left_out}
    closures = [{"from": str(day), "to": str(day + timedelta(days=n))} for day, n in closed]
    xa = Area.model_validate({"id": "xa", "title": "Xã", "type": "ward"})
    place = LearningCentre.model_validate(
        {"id": "nha", "title": "Nhà", "type": "other", "area": "xa", "closures": closures}
    )
    offer = Offer.model_validate(
        {"id": "lop", "title": "Lớp", "type": "class", "places": ["nha"], "sessions": [{**raw, "changes": changes}]}
    )
    catalogue = Catalogue(
        Settings.model_validate({"title": "Làng"}), (Found(xa, "x"), Found(place, "x"), Found(offer, "y"))
    )
    ((line, *_rest),) = times_of(english(catalogue, today), offer, offer.sessions)
    wanted = expected(catalogue, offer, list(offer.sessions), today)
    if "data-held" in line:
        assert read(written(line), today, today + SPAN) == wanted
    else:
        assert wanted == []


def test_what_it_says(written: Written) -> None:
    """Signs that mean something to the format, long Vietnamese lines, and an address."""
    title = "Vi tính; văn phòng, cơ bản \\ nâng cao " + "Đọc sách cùng con ở thư viện " * 4
    event = Event.model_validate(
        {"id": "hoi", "title": "x", "type": "talk", "starts_on": "2026-12-30", "ends_on": "2027-01-02"}
    )
    view = english(catalogue_of(event), TODAY)
    url = "https://example.org/a/b/events/hoi.html"
    text = written(calendar_button(view, [event_held(event)]), title=title, about="Gọi 0900\nđến sớm", url=url)
    check_file(text)
    (read_again,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(read_again["SUMMARY"]) == title
    assert str(read_again["DESCRIPTION"]) == "Gọi 0900\nđến sớm"
    assert str(read_again["URL"]) == url
    assert (read_again["DTSTART"].dt, read_again["DTEND"].dt) == (date(2026, 12, 30), date(2027, 1, 3))
    assert read_again["DTSTAMP"].dt.date() == TODAY


def test_where_it_is(written: Written) -> None:
    """The place of that session, whatever signs are in its name."""
    area = Area.model_validate({"id": "xa", "title": "Xã", "type": "ward"})
    place = LearningCentre.model_validate({"id": "nha", "title": "Cà phê @ Nhà, lầu 2", "type": "other", "area": "xa"})
    sessions = [{"days": ["mon"], "from": "18:30", "to": "20:00", "place": "nha"}]
    offer = Offer.model_validate({"id": "lop", "title": "Lớp", "type": "class", "sessions": sessions})
    catalogue = Catalogue(
        Settings.model_validate({"title": "Làng"}), tuple(Found(o, "x") for o in (area, place, offer))
    )
    ((line, *_rest),) = times_of(english(catalogue, TODAY), offer, offer.sessions)
    (event,) = icalendar.Calendar.from_ical(written(line)).walk("VEVENT")
    assert " ".join(str(event["LOCATION"]).split()) == "Cà phê @ Nhà, lầu 2"


def test_an_event_of_some_hours_a_day(written: Written) -> None:
    """From its first day to its last, at Viet Nam's hours wherever the calendar is."""
    data = {"id": "hoi", "title": "x", "type": "talk", "starts_on": "2026-12-30", "ends_on": "2027-01-01"}
    event = Event.model_validate({**data, "from": "06:30", "to": "08:00"})
    view = english(catalogue_of(event), TODAY)
    text = written(calendar_button(view, [event_held(event)]))
    days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)]
    at = datetime.combine
    assert read(text, days[0], days[-1]) == [(at(day, time(6, 30)), at(day, time(8))) for day in days]
    first = next(iter(icalendar.Calendar.from_ical(text).walk("VEVENT")))["DTSTART"].dt
    assert first.utcoffset() == VIET_NAM
