"""When it is held next: told by a page that was made some time ago, in a browser that knows which day it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

COMPUTING = "offers/vi-tinh-buoi-toi.html"
LETTERS = "offers/hoc-chu-buoi-toi.html"
VAN = "libraries/xe-sach-tinh-mau.html"

# A page of the sample, as it stood on 21 November 2026, opened from a disk at a moment of Viet Nam's clock.
Open = Callable[..., Page]


@contextmanager
def opened(browser: Browser, site: Path, path: str, moment: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    page = context.new_page()
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page.clock.set_fixed_time(f"{moment}+07:00")
    page.goto(f"{site.as_uri()}/{path}")
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def at(browser: Browser, sample_site: Path) -> Iterator[Open]:
    with ExitStack() as stack:
        yield lambda *where, **options: stack.enter_context(opened(browser, sample_site, *where, **options))


def told(page: Page) -> list[str]:
    """What it says, shift by shift or stop by stop."""
    return [line.inner_text().strip() for line in page.locator("[data-langhoc=next]").all() if line.is_visible()]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T10:00", "Học lần tới: hôm nay, 18 giờ 30"),
        ("2026-11-23T19:59", "Học lần tới: hôm nay, 18 giờ 30"),
        ("2026-11-22T23:59", "Học lần tới: ngày mai, 18 giờ 30"),
        ("2026-11-21T10:00", "Học lần tới: Thứ Hai, ngày 23 tháng 11, 18 giờ 30"),
        ("2026-11-23T20:00", "Học lần tới: Thứ Tư, ngày 25 tháng 11, 19 giờ (đổi giờ)"),
        ("2027-03-01T00:00", "Học lần tới: hôm nay, 18 giờ 30"),
    ],
)
def test_today_tomorrow_or_the_day(at: Open, moment: str, expected: str) -> None:
    """A meeting is the next one until it is over, also in a copy that is three months old."""
    assert told(at(LETTERS, moment))[0] == expected


def test_a_day_that_is_off_is_told_first(at: Open) -> None:
    """Cancelled or moved, who would set out hears that before anything else; once it is past, no more."""
    assert told(at(COMPUTING, "2026-11-26T08:00")) == [
        "Buổi hôm nay: nghỉ. Học lần tới: Thứ Ba, ngày 1 tháng 12, 18 giờ 30",
        "Học lần tới: ngày mai, 8 giờ 30",
    ]
    moved = "Buổi ngày mai: dời sang Thứ Sáu, ngày 4 tháng 12. Học lần tới: Thứ Sáu, ngày 4 tháng 12, 18 giờ 30"
    assert told(at(COMPUTING, "2026-12-02T08:00"))[0] == moved
    assert told(at(COMPUTING, "2026-11-26T20:00"))[0] == "Học lần tới: Thứ Ba, ngày 1 tháng 12, 18 giờ 30"


def test_of_many_days_off_the_first_is_told(at: Open) -> None:
    """Over Tết one hears why, and when it goes on."""
    expected = "Buổi hôm nay: nghỉ (Nghỉ Tết Đinh Mùi). Học lần tới: Thứ Hai, ngày 15 tháng 2, 18 giờ 30"
    assert told(at(LETTERS, "2027-02-03T08:00"))[0] == expected


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_the_day_is_viet_nams(at: Open, zone: str) -> None:
    """Half an hour after midnight in Viet Nam, on a phone for which it is yesterday, or evening already."""
    page = at(COMPUTING, "2026-11-24T00:30", timezone_id=zone)
    assert told(page)[0] == "Học lần tới: hôm nay, 18 giờ 30 (hết chỗ)"


def test_when_nothing_is_left_nothing_is_said(at: Open) -> None:
    """A course that is over, and a copy whose list has come to its end."""
    assert told(at(COMPUTING, "2027-02-01T08:00")) == []
    assert told(at(LETTERS, "2028-01-01T08:00")) == []


def test_each_stop_of_the_van_has_its_own(at: Open) -> None:
    """With what is off at one stop; it stands above the days of that stop."""
    page = at(VAN, "2026-11-29T08:00")
    assert told(page)[0] == "Buổi ngày mai: nghỉ. Chuyến tới: Thứ Hai, ngày 14 tháng 12, 8 giờ"
    assert told(page)[2:] == [
        "Chuyến tới: Thứ Tư, ngày 30 tháng 12, 15 giờ 30",
        "Chuyến tới: Chủ Nhật, ngày 20 tháng 12, 8 giờ 30",
        "Chuyến tới: Thứ Sáu, ngày 11 tháng 12, 18 giờ (đổi giờ)",
    ]


def test_it_is_told_in_the_language_of_the_page(at: Open) -> None:
    """The words are the page's, not the browser's."""
    expected = "Cancelled today. Next: Tuesday, 1 December, 18:30"
    assert told(at(f"en/{COMPUTING}", "2026-11-26T08:00"))[0] == expected


def test_a_page_left_open_knows_the_new_day(at: Open) -> None:
    """Phones keep pages for days; who comes back to one is not told yesterday's "today"."""
    page = at(LETTERS, "2026-11-23T10:00")
    page.clock.set_fixed_time("2026-11-24T10:00+07:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert told(page)[0] == "Học lần tới: ngày mai, 19 giờ (đổi giờ)"


def test_without_scripts_and_on_paper_nothing_is_said(at: Open) -> None:
    """Who runs no scripts reads the days as ever; a sheet of paper does not know which day it is."""
    page = at(LETTERS, "2026-11-23T10:00", java_script_enabled=False)
    expect(page.locator("[data-langhoc=next]").first).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Thứ Hai và Thứ Tư hằng tuần")
    printed = at(LETTERS, "2026-11-23T10:00")
    printed.emulate_media(media="print")
    assert told(printed) == []
