"""What is read after its last day: a story is not told any more, nor found, nor listed; a class says it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from langhoc.i18n import translator

pytestmark = pytest.mark.browser

# Of the sample: she and her mother agreed until 11 September 2027.
STORY = "stories/na-ve-ban-do-xa-minh.html"
TITLE = "Na vẽ bản đồ xã mình"
LAST, BEHIND = "2027-09-11T23:59", "2027-09-12T00:00"


@contextmanager
def opened(browser: Browser, site: Path, path: str, moment: str, javascript: bool = True) -> Iterator[Page]:
    """A page from a disk, at a moment of Viet Nam's clock, on a computer of another zone."""
    context = browser.new_context(timezone_id="America/Los_Angeles", java_script_enabled=javascript)
    page = context.new_page()
    page.clock.set_fixed_time(f"{moment}+07:00")
    page.goto(f"{site.as_uri()}/{path}")
    yield page
    context.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_on_its_last_day_a_story_is_told(browser: Browser, sample_site: Path, language: str) -> None:
    """With the day until which it may be, so that who prints it knows."""
    with opened(browser, sample_site, language + STORY, LAST) as page:
        expect(page.locator(".lh-prose")).to_be_visible()
        day = {"": "ngày 11 tháng 9 năm 2027", "en/": "11 September 2027"}[language]
        assert day in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_day_later_its_page_says_why_it_is_gone(browser: Browser, sample_site: Path, language: str) -> None:
    """Nothing of it is left in the page: neither name nor text nor what the tab is called."""
    with opened(browser, sample_site, language + STORY, BEHIND) as page:
        say = translator(language.strip("/") or "vi")
        told = say(
            "This story is told no more: those it tells of agreed to it until {day}. What you read is an old copy."
        )
        assert page.locator("main").inner_text().strip().startswith(told.partition("{day}")[0])
        html = page.content()
        assert page.title().startswith(told.partition("{day}")[0])
        for word in (TITLE, "Na ", "map", "bản đồ"):
            assert word not in html.replace("Na vẽ", TITLE), word
        assert page.locator("main a, main button").count() == 0


@pytest.mark.parametrize(
    "path", ["index.html", "stories/index.html", "areas/xa-mau.html", "programmes/ngay-sach-xa-mau.html"]
)
def test_its_cards_are_gone(browser: Browser, sample_site: Path, path: str) -> None:
    """From every list, with the heading of one in which no other is."""
    with opened(browser, sample_site, path, LAST) as page:
        before = page.locator(f"a[href$='{Path(STORY).name}']").count()
    with opened(browser, sample_site, path, BEHIND) as page:
        assert page.locator(f"a[href$='{Path(STORY).name}']").count() == 0
        assert page.locator("ul.lh-cards:empty").count() == 0
        assert page.locator("h2 + h2").count() == 0
    assert before or path == "index.html"


@pytest.mark.parametrize(("moment", "found"), [(LAST, 1), (BEHIND, 0)])
@pytest.mark.parametrize("path", ["index.html", "find/index.html"])
def test_a_search_does_not_find_it(browser: Browser, sample_site: Path, moment: str, found: int, path: str) -> None:
    """Neither in the box nor on the page for finding; the others are still found."""
    with opened(browser, sample_site, path, moment) as page:
        page.focus("#lh-q")
        page.fill("#lh-q", "na vẽ bản đồ")
        expect(page.locator("[data-langhoc=search]")).to_have_attribute("data-answered", "na vẽ bản đồ")
        assert page.locator(f".lh-results a[href$='{Path(STORY).name}']").count() == found
        page.fill("#lh-q", "học chữ")
        expect(page.locator(".lh-results a").first).to_be_visible()


def test_a_page_that_lies_open_hides_it_when_it_is_looked_at_again(browser: Browser, sample_site: Path) -> None:
    """Over midnight."""
    with opened(browser, sample_site, STORY, LAST) as page:
        page.clock.set_fixed_time(f"{BEHIND}+07:00")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert TITLE not in page.content()


def test_without_javascript_the_day_is_said(browser: Browser, sample_site: Path) -> None:
    """A page that cannot look at the clock cannot hide: it tells until when it may be told."""
    with opened(browser, sample_site, STORY, BEHIND, javascript=False) as page:
        assert translator("vi")("May be told until") in page.locator("main").inner_text()


@pytest.mark.parametrize(("language", "over"), [("", "Đã kết thúc"), ("en/", "This is over")])
def test_a_class_that_is_over_says_so(browser: Browser, sample_site: Path, language: str, over: str) -> None:
    """From the day after its last one: on its page, on its card, and in a search."""
    name = "vi-tinh-buoi-toi.html"
    for moment, is_over in (("2027-01-28T23:59", False), ("2027-01-29T00:00", True)):
        with opened(browser, sample_site, f"{language}offers/{name}", moment) as page:
            assert page.get_by_text(over, exact=True).first.is_visible() is is_over
        with opened(browser, sample_site, f"{language}offers/index.html", moment) as page:
            card = page.locator(".lh-card", has=page.locator(f"a[href$='{name}']")).first
            assert card.get_by_text(over).is_visible() is is_over
            page.focus("#lh-q")
            page.fill("#lh-q", "vi tính buổi tối")
            row = page.locator(".lh-result", has=page.locator(f"a[href$='{name}']"))
            expect(row.get_by_text(over)).to_have_count(int(is_over))


def test_a_class_takes_nobody_after_the_last_day_to_enrol(browser: Browser, sample_site: Path) -> None:
    """Neither its page nor its card says that it does."""
    for moment, takes in (("2026-12-10T23:59", True), ("2026-12-11T00:00", False)):
        with opened(browser, sample_site, "offers/vi-tinh-buoi-toi.html", moment) as page:
            assert page.locator(".lh-kind").get_by_text("Đang nhận học viên").count() == int(takes)
        with opened(browser, sample_site, "offers/index.html", moment) as page:
            card = page.locator(".lh-card", has=page.locator("a[href$='vi-tinh-buoi-toi.html']")).first
            assert card.get_by_text("Đang nhận học viên").count() == int(takes)
