"""The search box in a browser, from a disk and from a server: a few results as one types, and the way to all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.odd import QUESTIONS

if TYPE_CHECKING:
    from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

# What does not depend on where the site lies.
FROM_A_DISK = pytest.mark.parametrize("address", ["file"], indirect=True)

BOX = "#lh-q"
PANEL = ".lh-search__panel"
LINKS = f"{PANEL} li a"
STATUS = f"{PANEL} [role=status]"
ALL = ".lh-search__all"


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    page.fill(BOX, question)
    expect(page.locator("[data-langhoc=search]")).to_have_attribute("data-answered", question[:200])
    expect(page.locator(STATUS)).not_to_be_empty()


def said(page: Page, name: str) -> str:
    text = page.get_attribute("[data-langhoc=search]", f"data-{name}")
    assert text
    return text


def titles(page: Page) -> list[str]:
    return page.locator(LINKS).all_inner_texts()


def scripts(watched: Watched) -> list[str]:
    return [url for url in watched.requests if re.search(r"/(search[./].*|(box|finding|facets|help)\..*)js$", url)]


def test_without_scripts_there_is_no_box(browser: Browser, served: str) -> None:
    """Who runs no scripts sees no box that could not answer."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{served}index.html")
    expect(page.locator(BOX)).to_be_hidden()
    page.context.close()


def test_nothing_is_loaded_before_somebody_goes_to_the_box(watched: Watched, address: str) -> None:
    """A page costs no engine and no index; going to the box loads them, and no file twice."""
    page = watched.page
    page.goto(f"{address}offers/index.html")
    expect(page.locator(BOX)).to_be_visible()
    assert scripts(watched) == []
    before = len(watched.requests)
    page.focus(BOX)
    ask(page, "yoga")
    page.focus("a")
    page.focus(BOX)
    ask(page, "sách")
    ask(page, "yoga")
    loaded = [url for url in watched.requests[before:] if not url.endswith("icon.svg")]
    assert loaded
    assert sorted(loaded) == sorted(set(scripts(watched)))


@pytest.mark.parametrize("start", ["index.html", "en/topics/suc-khoe.html"])
def test_a_result_leads_to_its_record(watched: Watched, address: str, start: str) -> None:
    """Typing without marks shows links on every page, in both languages, and a link opens the record."""
    page = watched.page
    page.goto(address + start)
    page.click(BOX)
    page.keyboard.type("yoga an do")
    first = page.locator(LINKS).first
    expect(first).to_have_attribute("href", re.compile(r"/offers/yoga-an-do-binh-trung\.html$"))
    title = first.inner_text()
    first.click()
    page.wait_for_url("**/offers/yoga-an-do-binh-trung.html")
    assert ("/en/" in page.url) == start.startswith("en/")
    expect(page.locator("h1").first).to_contain_text(title)


@FROM_A_DISK
def test_each_question_is_answered_in_one_sentence(watched: Watched, address: str) -> None:
    """A screen reader hears the number of results once for a question, and in plain words that there are none."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, "bắn cung")
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.querySelector(".lh-search [role=status]");
          new MutationObserver(() => window.said.push(status.textContent)).observe(status, {childList: true});
        }"""
    )
    for question, sentence in {"yoga": "some", "qqqq": "none", "yoga qqqq": "partly"}.items():
        ask(page, question)
        told = page.evaluate("window.said.splice(0)")
        assert len(told) == 1
        assert re.fullmatch(re.escape(said(page, sentence)).replace(r"\{n\}", r"\d+"), told[0])
        assert bool(titles(page)) == (sentence != "none")


@FROM_A_DISK
def test_the_panel_lies_over_the_page_and_closes(watched: Watched, address: str) -> None:
    """Opening it moves nothing. Escape closes it and keeps what was typed; a click beside it closes it, too."""
    page = watched.page
    page.goto(f"{address}index.html")
    before = page.locator("h1").first.bounding_box()
    page.focus(BOX)
    for leave in ("Shift", "Tab"):
        ask(page, "phường")
        assert len(titles(page)) == 8
        assert page.locator("h1").first.bounding_box() == before
        page.keyboard.press(leave)
        page.keyboard.press("Escape")
        expect(page.locator(STATUS)).to_be_empty()
        expect(page.locator(LINKS).first).to_be_hidden()
        expect(page.locator(BOX)).to_be_focused()
        expect(page.locator(BOX)).to_have_value("phường")
    ask(page, "yoga")
    page.mouse.click(2, 790)
    expect(page.locator(LINKS).first).to_be_hidden()


@FROM_A_DISK
def test_keys_go_through_the_results_and_on(watched: Watched, address: str) -> None:
    """Tab goes in the order of the page, without a trap; arrows go from the box into the list and back."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, "yoga")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(LINKS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(BOX)).to_be_focused()
    for link in [*page.locator(LINKS).all(), page.locator(ALL)]:
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".lh-search :focus")).to_have_count(0)
    expect(page.locator(LINKS).first).to_be_hidden()


def test_enter_leads_to_all_and_back(watched: Watched, address: str) -> None:
    """Enter, and the last link, lead to the page for finding with the question; back from there it is asked again."""
    page = watched.page
    page.goto(f"{address}topics/index.html?q=b%E1%BA%AFn+cung")
    expect(page.locator(LINKS).first).to_have_text("Bắn cung")
    page.fill(BOX, "yoga ấn độ")
    page.press(BOX, "Enter")
    page.wait_for_url(f"{address}find/index.html?q=*")
    expect(page.locator(BOX)).to_have_value("yoga ấn độ")
    expect(page.locator(".lh-results a").first).to_have_text("Yoga Ấn Độ")
    page.go_back()
    page.wait_for_url("**/topics/index.html*")
    ask(page, "yoga")
    page.click(ALL)
    page.wait_for_url(f"{address}find/index.html?q=yoga")
    page.go_back()
    page.wait_for_url("**/topics/index.html?q=yoga")
    expect(page.locator(LINKS).first).to_be_visible()
    page.fill(BOX, "")
    expect(page.locator(STATUS)).to_be_empty()
    assert page.evaluate("location.href") == f"{address}topics/index.html"


@FROM_A_DISK
def test_where_one_is_asked_for_a_place_the_box_finds_places(watched: Watched, address: str) -> None:
    """By a former name, a market; each leads to the commune's page. Enter goes to the first."""
    page = watched.page
    page.goto(f"{address}areas/index.html")
    box = page.get_by_role("searchbox", name="Bạn ở đâu?")
    expect(page.get_by_role("searchbox")).to_have_count(1)
    box.fill("khanh hoi")
    expect(page.locator(LINKS).first).to_have_text("Phường Khánh Hội")
    box.fill("Quận 4")
    row = page.locator(f"{PANEL} li", has_text="Phường Khánh Hội")
    expect(row.locator(".lh-result__known")).to_contain_text("Quận 4")
    box.press("Enter")
    expect(page.locator(LINKS).first).to_be_focused()
    row.locator("a").click()
    page.wait_for_url("**/areas/phuong-khanh-hoi.html")


@FROM_A_DISK
def test_odd_questions_get_an_answer(watched: Watched, address: str) -> None:
    """Whatever is typed is answered in a sentence and breaks nothing."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    for question in QUESTIONS:
        ask(page, question)
        assert page.inner_text(STATUS)
    ask(page, "yoga")
    assert titles(page)


@pytest.mark.parametrize("body", ["langhoc.receive('head', {", "langhoc.receive('head', {});", "", None])
def test_a_damaged_index_is_said_and_tried_again(browser: Browser, served: str, body: str | None) -> None:
    """A missing, cut or wrong file is told in a sentence; the next visit to the box finds the mended one."""
    page = browser.new_page(service_workers="block")

    def damage(route: Route) -> None:
        route.abort() if body is None else route.fulfill(body=body, content_type="text/javascript")

    page.route("**/search/vi.js", damage)
    page.goto(f"{served}index.html")
    page.focus(BOX)
    expect(page.locator(STATUS)).to_have_text(said(page, "failed"))
    page.unroute("**/search/vi.js")
    page.locator(BOX).blur()
    page.focus(BOX)
    expect(page.locator(STATUS)).to_be_empty()
    ask(page, "yoga")
    assert "Yoga Ấn Độ" in titles(page)
    page.close()


def test_a_place_with_nothing_is_told_below_the_box(watched: Watched, address: str) -> None:
    """Where the place that was named has nothing, the panel says so and shows the nearest."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    page.fill(BOX, "học chữ buổi tối bình tân")
    expect(page.locator(STATUS)).to_have_text(said(page, "elsewhere").replace("{place}", "Bình Tân"))
    expect(page.locator(LINKS).first).to_be_visible()


def test_enter_is_heard_before_the_engine_is_there(watched: Watched, address: str) -> None:
    """On a slow connection Enter leads to the page for finding, with the question: the list of words comes last."""
    page = watched.page
    page.route("**/search/vi.js", lambda route: None)
    page.goto(f"{address}offers/index.html")
    page.focus(BOX)
    page.fill(BOX, "bắn cung")
    page.press(BOX, "Enter")
    page.wait_for_url("**/find/index.html?q=b%E1%BA%AFn%20cung", wait_until="commit")
