"""What a page lists of the meetings to come, for a browser to pick the next one from."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from tests.running import TODAY, new_catalogue

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, check
from langhoc.editions.lasting import BEST_FOR
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import DigitalLibrary
from langhoc.phrases import Phrases
from langhoc.project import Project
from langhoc.site.next_meeting import times_of
from langhoc.site.urls import Urls
from langhoc.site.views import View

PLACES: dict[str, str | bytes] = {
    "centres/trung-tam-mau.yml": "title: Trung tâm Mẫu\ntype: learning_centre\narea: xa-mau\n"
    "closures:\n  - {from: 2026-12-22, to: 2026-12-23, reason: 'Sửa | điện'}\n",
    "centres/truong-mau.yml": "title: Trường Mẫu\ntype: school\narea: xa-mau\n",
    "areas.yml": "- {id: xa-mau, type: commune, title: Xã Mẫu, code: '1'}\n",
}


CHECKED = {"checked_on": "2026-10-20", "sources": [{"title": "Bảng tin", "place": "Xã Mẫu", "date": "2026-10-20"}]}


class Listed(NamedTuple):
    """One meeting as the page lists it; `minute` of its day is when it is over, and below 0 when it is off."""

    day: date
    minute: int
    words: str


def listed(line: str) -> list[Listed]:
    """What a script takes out of the line; nothing of a page without one."""
    data = {name: unescape(value) for name, value in re.findall(r' data-(\w+)="([^"]*)"', line)}
    found = []
    day = date(1970, 1, 1)
    for one in data.get("days", "").split():
        step, _colon, kind = one.partition(":")
        day += timedelta(days=int(step))
        minute, words = (data[name].split("|")[int(kind or 0)] for name in ("over", "told"))
        found.append(Listed(day, int(minute), words))
        assert data["months"].split("|")[day.month - 1]
        assert data["weekdays"].split("|")[day.isoweekday() % 7]
    return found


Next = Callable[..., list[list[Listed]]]


@pytest.fixture
def coming(write_files: Callable[[dict[str, str | bytes]], Path]) -> Next:
    """What the page of a class with these sessions lists, for each of them, on a day, in English."""

    def make(*sessions: dict[str, Any], today: date = TODAY, places: int = 1, **keys: Any) -> list[list[Listed]]:
        offer = {"title": "Lớp", "type": "class", "places": ["trung-tam-mau", "truong-mau"][:places]}
        offer |= {**CHECKED, **keys}
        offer["sessions"] = [{"from": "18:30", "to": "20:00", **session} for session in sessions]
        folder = write_files({**PLACES, "offers/lop.yml": yaml.safe_dump(offer, allow_unicode=True)})
        with open_cache(None) as cache:
            catalogue = check(folder, today, cache).catalogue
        assert catalogue is not None
        (lop,) = catalogue.offers
        view = english(catalogue, today)
        return [listed(lines[0]) for lines in times_of(view, lop, lop.sessions)]

    return make


def english(catalogue: Catalogue, today: date) -> View:
    urls, phrases = Urls("en", is_first=False), Phrases("en")
    return View("offers/lop.html", catalogue, urls, phrases, prose={}, today=today, take_part="", kept={}, of_all={})


TUESDAYS = {"days": ["tue"]}


def test_it_begins_with_the_month_of_the_build(coming: Next) -> None:
    """On any day of a month the same is listed, from the month's first meeting on; in the next one it moves on."""
    (first,) = coming(TUESDAYS, today=date(2026, 11, 1))
    (last,) = coming(TUESDAYS, today=date(2026, 11, 30))
    (next_month,) = coming(TUESDAYS, today=date(2026, 12, 1))
    assert first == last
    assert first[0] == Listed(date(2026, 11, 3), 20 * 60, "Next: {day}, 18:30")
    assert {one.day.weekday() for one in first} == {1}
    assert next_month[0].day == date(2026, 12, 1)


@pytest.mark.parametrize("lacking", [{"checked_on": "2024-10-20"}, {"sources": []}])
def test_times_nobody_checked_are_not_promised(coming: Next, lacking: dict[str, Any]) -> None:
    """Nobody goes for a meeting that was held two years ago."""
    (found,) = coming(TUESDAYS, **lacking)
    assert {one.words for one in found if one.minute > 0} == {
        "Next, if the times written here still hold: {day}, 18:30"
    }


def test_half_a_year_and_at_most_a_hundred(coming: Next) -> None:
    """A copy that is good for half a year knows to the end; a class of every day is no burden on its page."""
    (weekly,) = coming(TUESDAYS)
    (daily,) = coming({"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]})
    assert weekly[-1].day > date(2026, 11, 30) + BEST_FOR
    assert [one.day for one in daily] == [date(2026, 11, 1) + timedelta(days=n) for n in range(100)]


def test_a_pool_with_eight_turns_a_day_says_the_next(coming: Next) -> None:
    """However many there are: all of this month and the next are listed, for it may be built on the last day."""
    turns = [{"days": ["mon", "tue"], "from": f"{hour:02}:00", "to": f"{hour + 1:02}:00"} for hour in range(8, 16)]
    found = coming(*turns, today=date(2026, 11, 30))[0]
    assert found[-1].day == date(2026, 12, 29)


@pytest.mark.parametrize("state", ["paused", "dissolved", "planned"])
def test_nobody_is_sent_to_a_place_that_is_not_in_use(
    write_files: Callable[[dict[str, str | bytes]], Path], state: str
) -> None:
    """The class may be there again one day; until then nothing is promised."""
    place = str(PLACES["centres/truong-mau.yml"]) + f"lifecycle: {{state: {state}}}\n"
    offer = "title: Lớp\ntype: class\nplaces: [truong-mau]\nsessions: [{days: [tue], from: '18:30', to: '20:00'}]\n"
    with open_cache(None) as cache:
        files = {**PLACES, "centres/truong-mau.yml": place, "offers/lop.yml": offer}
        catalogue = check(write_files(files), TODAY, cache).catalogue
    assert catalogue is not None
    (lop,) = catalogue.offers
    assert [listed(first) for first, *_ in times_of(english(catalogue, TODAY), lop, lop.sessions)] == [[]]


def test_a_class_that_waits_for_learners_says_so(coming: Next) -> None:
    """It is held when enough people have come together."""
    (found,) = coming(TUESDAYS, enrolment={"state": "when_enough"})
    assert found[0].words == "Next, if enough people have come together: {day}, 18:30"


def test_a_course_is_listed_from_its_first_day_to_its_last(coming: Next) -> None:
    """The offer's days bound its sessions; what is over lists nothing."""
    (course,) = coming(TUESDAYS, starts_on="2026-11-10", ends_on="2026-11-24")
    assert [one.day.day for one in course] == [10, 17, 24]
    assert coming(TUESDAYS, ends_on="2026-10-31") == [[]]


def test_cancelled_excepted_and_closed_days_are_off(coming: Next) -> None:
    """Who would come in vain is told, and why, where that is known."""
    changes = [{"date": "2026-11-24", "state": "cancelled"}]
    (found,) = coming({**TUESDAYS, "changes": changes, "except": ["2026-12-01"]}, ends_on="2026-12-29")
    off = {one.day.isoformat(): one for one in found if one.minute < 0}
    assert list(off) == ["2026-11-24", "2026-12-01", "2026-12-22"]
    assert {one.minute for one in off.values()} == {-20 * 60}
    assert off["2026-11-24"].words == off["2026-12-01"].words == "Cancelled {day}."
    assert off["2026-12-22"].words == "Cancelled {day} (Sửa điện)."


def test_a_closure_does_not_touch_what_is_held_elsewhere(coming: Next) -> None:
    """Not a meeting moved to another place, nor a class of which nobody knows at which of its places it is held."""
    changes = [{"date": "2026-12-22", "state": "moved", "place": "truong-mau"}]
    (moved,) = coming({**TUESDAYS, "changes": changes})
    assert Listed(date(2026, 12, 22), 1200, "Next: {day}, 18:30 (another place: Trường Mẫu)") in moved
    (either,) = coming(TUESDAYS, places=2)
    assert {one.words for one in either} == {"Next: {day}, 18:30"}


def test_a_moved_meeting_stands_on_both_days(coming: Next) -> None:
    """On the old one it is off and says where it went; on the new one it is held, at its new hour."""
    change = {"date": "2026-11-24", "state": "moved", "to_date": "2026-11-27", "from": "17:00", "to": "18:00"}
    (found,) = coming({**TUESDAYS, "changes": [change]})
    by_day = {one.day: one for one in found}
    assert by_day[date(2026, 11, 24)].words == "Moved from {day} to Friday, 27 November."
    assert by_day[date(2026, 11, 24)].minute == -20 * 60
    assert by_day[date(2026, 11, 27)] == Listed(date(2026, 11, 27), 18 * 60, "Next: {day}, 17:00")


def test_full_and_later_meetings_are_held(coming: Next) -> None:
    """They are the next ones, and say what is different."""
    changes = [
        {"date": "2026-11-24", "state": "full"},
        {"date": "2026-12-01", "state": "moved", "from": "19:00", "to": "20:30"},
    ]
    (found,) = coming({**TUESDAYS, "changes": changes})
    assert Listed(date(2026, 11, 24), 1200, "Next: {day}, 18:30 (full)") in found
    assert Listed(date(2026, 12, 1), 1230, "Next: {day}, 19:00 (other hours)") in found


def test_several_times_of_one_class_are_one_list(coming: Next) -> None:
    """In order of time; what is off says its hour, for another meeting may be on that day."""
    morning = {"days": ["tue"], "from": "08:00", "to": "09:30", "except": ["2026-11-24"]}
    together, other = coming({"days": ["tue", "thu"]}, morning)
    assert other == []
    assert [(one.day.day, one.words) for one in together if one.day in {date(2026, 11, 24), date(2026, 11, 26)}] == [
        (24, "Cancelled {day}, 8:00."),
        (24, "Next: {day}, 18:30"),
        (26, "Next: {day}, 18:30"),
    ]


def test_shifts_and_places_to_choose_from_have_lists_of_their_own(coming: Next) -> None:
    """Who works by day does not come to the shift for those who work late."""
    day, late = coming({**TUESDAYS, "shift": "Ca 1"}, {"days": ["thu"], "shift": "Ca 2"})
    here, there = coming(TUESDAYS, {"days": ["thu"], "place": "truong-mau"})
    assert [{one.day.weekday() for one in each} for each in (day, late, here, there)] == [{1}, {3}, {1}, {3}]


def test_two_classes_with_the_same_hours_keep_their_own_days(
    write_files: Callable[[dict[str, str | bytes]], Path],
) -> None:
    """One has a last day, and one is held where it is closed for a while."""
    session = "sessions:\n  - {days: [tue], from: '18:30', to: '20:00'}\n"
    offers = {
        "a": "places: [trung-tam-mau]\n",
        "b": "places: [truong-mau]\n",
        "c": "places: [truong-mau]\nends_on: 2026-12-01\n",
    }
    files: dict[str, str | bytes] = {
        f"offers/{name}.yml": f"title: Lớp {name}\ntype: class\n{more}{session}" for name, more in offers.items()
    }
    with open_cache(None) as cache:
        catalogue = check(write_files({**PLACES, **files}), TODAY, cache).catalogue
    assert catalogue is not None
    view = english(catalogue, TODAY)
    a, b, c = (listed(lines[0]) for offer in catalogue.offers for lines in times_of(view, offer, offer.sessions))
    assert [one.day for one in a] == [one.day for one in b]
    assert [one.day for one in a if one.minute < 0] == [date(2026, 12, 22)]
    assert [one for one in b if one.minute < 0] == []
    assert c[-1].day == date(2026, 12, 1)


def test_a_time_says_its_own_first_and_last_day(write_files: Callable[[dict[str, str | bytes]], Path]) -> None:
    """The day room of a class may end before its evenings do, and a third time begin later; what all have in common
    stands above them.
    """
    offer = {"title": "Lớp", "type": "class", "places": ["trung-tam-mau"], "ends_on": "2027-06-30"}
    own = ({}, {"ends_on": "2026-12-24"}, {"starts_on": "2027-02-03"}, {"starts_on": "2026-02-03"})
    offer["sessions"] = [{"days": ["tue"], "from": "18:30", "to": "20:00", **days} for days in own]
    with open_cache(None) as cache:
        catalogue = check(write_files({**PLACES, "offers/lop.yml": yaml.safe_dump(offer)}), TODAY, cache).catalogue
    assert catalogue is not None
    (lop,) = catalogue.offers
    rows = [lines[0].striptags() for lines in times_of(english(catalogue, TODAY), lop, lop.sessions)]
    assert [re.findall("from [^,]*2027|until .*", row) for row in rows] == [
        [], ["until 24 Dec 2026"], ["from 3 Feb 2027"], [],
    ]  # fmt: skip


def test_each_stop_of_a_mobile_library_has_its_own(fixtures: Path, tmp_path: Path) -> None:
    """Who waits at one stop does not go by another."""
    route = {
        "stops": [
            {"where": "Chợ", "dates": ["2026-11-24"], "from": "08:00", "to": "09:00"},
            {"where": "Bến xe", "dates": ["2026-11-26"], "from": "08:00", "to": "09:00"},
        ]
    }
    stops = DigitalLibrary.model_validate({"id": "xe", "title": "Xe sách", "type": "mobile", "route": route})
    assert stops.route is not None
    with open_cache(None) as cache:
        catalogue = check(fixtures / "tiny", TODAY, cache).catalogue
    assert catalogue is not None
    lines = times_of(english(catalogue, TODAY), stops, stops.route.stops)
    assert [[one.day.day for one in listed(first)] for first, *_others in lines] == [[24], [26]]


@pytest.mark.parametrize("state", ["paused", "dissolved"])
def test_a_library_that_does_not_come_any_more_promises_nothing(fixtures: Path, state: str) -> None:
    """Though another one halts at the same places at the same hours."""
    stops = [{"where": "Chợ", "dates": ["2026-11-24"], "from": "08:00", "to": "09:00"}]
    xe = {"id": "xe", "title": "Xe sách", "type": "mobile", "route": {"stops": stops}}
    comes = DigitalLibrary.model_validate(xe)
    gone = DigitalLibrary.model_validate({**xe, "id": "xe-cu", "lifecycle": {"state": state}})
    assert comes.route is not None
    assert gone.route is not None
    with open_cache(None) as cache:
        catalogue = check(fixtures / "tiny", TODAY, cache).catalogue
    assert catalogue is not None
    view = english(catalogue, TODAY)
    assert [len(listed(first)) for first, *_ in times_of(view, comes, comes.route.stops)] == [1]
    assert [len(listed(first)) for first, *_ in times_of(view, gone, gone.route.stops)] == [0]


def test_a_page_changes_with_the_month_and_not_with_the_day(tmp_path: Path) -> None:
    """Two builds on two days of one month give the same bytes; the line is hidden until a script fills it."""
    folder = new_catalogue(tmp_path / "catalogue")
    pages = []
    for number, day in enumerate((date(2026, 11, 21), date(2026, 11, 30), date(2026, 12, 1))):
        site = tmp_path / str(number)
        Project(folder, day).build(site, run_mkdocs)
        pages.append((site / "offers/vi-tinh-buoi-toi.html").read_text(encoding="utf-8"))
        shutil.rmtree(site)
    assert pages[0] == pages[1] != pages[2]
    assert re.search(r'<span class="lh-next" data-langhoc="next"[^>]* hidden></span>', pages[0])
