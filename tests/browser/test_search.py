"""The search box in a browser, from a disk and from a server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from langhoc.search import Document, index_file

if TYPE_CHECKING:
    from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

BOX = "#lh-q"
LINKS = ".lh-search__link"
STATUS = ".lh-search [role=status]"


def ask(page: Page, question: str) -> None:
    """Type a question and wait for its answer."""
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    expect(page.locator(STATUS)).not_to_have_text(said(page, "loading"))
    expect(page.locator(STATUS)).not_to_be_empty()


def said(page: Page, name: str) -> str:
    text = page.get_attribute(".lh-search", f"data-{name}")
    assert text
    return text


def titles(page: Page) -> list[str]:
    return page.locator(LINKS).all_inner_texts()


def scripts(watched: Watched) -> list[str]:
    return [url for url in watched.requests if re.search(r"/search[./][^/]*js$", url)]


def test_without_scripts_there_is_no_box(browser: Browser, address: str) -> None:
    """Who runs no scripts sees no box that could not answer."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}index.html")
    expect(page.locator(BOX)).to_be_hidden()
    page.context.close()


def test_nothing_is_loaded_before_somebody_goes_to_the_box(watched: Watched, address: str) -> None:
    """A page costs no engine and no index; going to the box loads both, once, and no more files."""
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
    assert len(scripts(watched)) == 2
    assert {url for url in watched.requests[before:] if not url.endswith("icon.svg")} == set(scripts(watched))


@pytest.mark.parametrize(
    "start", ["index.html", "areas/phuong-ben-thanh.html", "en/index.html", "en/topics/suc-khoe.html"]
)
def test_a_result_leads_to_its_record(watched: Watched, address: str, start: str) -> None:
    """Typing without marks shows links on every page, in both languages, and a link opens the record."""
    page = watched.page
    page.goto(address + start)
    page.click(BOX)
    page.keyboard.type("duong sach thu duc")
    first = page.locator(LINKS).first
    expect(first).to_have_attribute("href", re.compile(r"/libraries/duong-sach-thu-duc\.html$"))
    title = first.inner_text()
    first.click()
    page.wait_for_url("**/libraries/duong-sach-thu-duc.html")
    assert ("/en/" in page.url) == start.startswith("en/")
    expect(page.locator("h1").first).to_contain_text(title)


def test_a_result_says_kind_place_and_the_name_it_was_found_by(watched: Watched, address: str) -> None:
    """Who asks by a former name sees why a ward of another name is shown."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, "Quận 4")
    result = page.locator(".lh-search__result", has_text="Phường Khánh Hội").first
    kinds = page.evaluate("JSON.parse(document.querySelector('.lh-search').dataset.kinds)")
    expect(result.locator(".lh-search__kind")).to_have_text(kinds["area"])
    expect(result.locator(".lh-search__place")).to_have_text("Thành phố Hồ Chí Minh")
    expect(result.locator(".lh-search__known")).to_contain_text("(Quận 4)")


@pytest.mark.parametrize(("question", "sentence"), [("yoga", "some"), ("zzzz", "none"), ("yoga zzzz", "partly")])
def test_each_question_is_answered_in_one_sentence(
    watched: Watched, address: str, question: str, sentence: str
) -> None:
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
    page.fill(BOX, question)
    expect(page).to_have_url(re.compile(rf"\?q={quote_plus(question).replace('+', '.')}$"))
    count = str(len(titles(page)))
    assert page.evaluate("window.said") == [said(page, sentence).replace("{n}", count)]
    assert (count == "0") == (sentence == "none")


def test_escape_closes_the_list_and_returns_to_the_box(watched: Watched, address: str) -> None:
    """Escape works from the box and from a result, keeps what was typed, and the list stays closed until asked."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    for leave in ("Shift", "Tab"):
        ask(page, "yoga")
        expect(page.locator(LINKS).first).to_be_visible()
        page.keyboard.press(leave)
        page.keyboard.press("Escape")
        expect(page.locator(LINKS).first).to_be_hidden()
        expect(page.locator(STATUS)).to_be_empty()
        expect(page.locator(BOX)).to_be_focused()
        expect(page.locator(BOX)).to_have_value("yoga")


def test_tab_goes_through_the_results_and_on(watched: Watched, address: str) -> None:
    """The keyboard's way is the order of the page, without a trap; leaving the box closes the list."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, "yoga")
    for link in page.locator(LINKS).all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".lh-search :focus")).to_have_count(0)
    expect(page.locator(LINKS).first).to_be_hidden()


def test_arrows_go_through_the_results_too(watched: Watched, address: str) -> None:
    """Down leads from the box into the list, up leads back."""
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


def test_enter_keeps_the_list_and_opens_only_a_focused_result(watched: Watched, address: str) -> None:
    """Enter in the box answers at once and goes nowhere; on a result it opens that one."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, "yoga ấn độ")
    assert page.url.startswith(f"{address}index.html?q=")
    expect(page.locator(LINKS).first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/offers/yoga-an-do-binh-trung.html")


def test_the_address_keeps_the_question(watched: Watched, address: str) -> None:
    """Back from a result shows the results again, and an address can be sent on; clearing the box clears it."""
    page = watched.page
    page.goto(f"{address}topics/index.html?q=b%E1%BA%AFn+cung")
    expect(page.locator(LINKS).first).to_have_text("Bắn cung")
    page.click(LINKS)
    page.wait_for_url("**/offers/ban-cung-binh-trung.html")
    page.go_back()
    page.wait_for_url("**/topics/index.html?q=*")
    expect(page.locator(LINKS).first).to_have_text("Bắn cung")
    expect(page.locator(BOX)).to_have_value("bắn cung")
    page.fill(BOX, "")
    page.press(BOX, "Enter")
    assert page.url == f"{address}topics/index.html"
    expect(page.locator(STATUS)).to_be_empty()


def test_results_lie_over_the_page(watched: Watched, address: str) -> None:
    """Opening the list moves nothing of the page; clicking beside it closes it."""
    page = watched.page
    page.goto(f"{address}index.html")
    before = page.locator("h1").first.bounding_box()
    page.focus(BOX)
    ask(page, "phường")
    assert page.locator("h1").first.bounding_box() == before
    page.mouse.click(2, 790)
    expect(page.locator(LINKS).first).to_be_hidden()


def test_many_results_come_a_few_at_a_time(watched: Watched, address: str) -> None:
    """A long list shows twenty; who wants more gets them, and stands at the first new one."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, "phường")
    assert len(titles(page)) == 20
    page.click(".lh-search__more")
    expect(page.locator(LINKS)).to_have_count(40)
    expect(page.locator(LINKS).nth(20)).to_be_focused()


@pytest.mark.parametrize(
    "question",
    [
        "?!…",
        "+ - ~ ^ * : \\ / \" '",
        "title:yoga +học -phí ~1 ^9",
        "😀👩‍🏫",
        "مدرسة קרוא \u202eabc",
        "<script>",
        "a" * 10_000,
    ],
    ids=["signs", "operators", "lunr-query", "emoji", "right-to-left", "markup", "long"],
)
def test_odd_questions_get_an_answer(watched: Watched, address: str, question: str) -> None:
    """Whatever is typed is answered in a sentence and breaks nothing."""
    page = watched.page
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, question)
    assert page.inner_text(STATUS)
    ask(page, "yoga")
    assert titles(page)


def test_titles_are_text(watched: Watched, address: str) -> None:
    """A title with markup in it is shown as it is written, and runs nothing."""
    title = "<img src=x onerror=alert(1)> <script>alert(2)</script> </script> {names} $&"
    index = index_file([Document("a b/ç#?.html", "offer", title, titles=(title,), place=title)], "vi")
    page = watched.page
    page.route("**/search/vi.js", lambda route: route.fulfill(body=index, content_type="text/javascript"))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{address}index.html")
    page.focus(BOX)
    ask(page, "script")
    assert titles(page) == [title]
    assert page.locator(LINKS).evaluate("link => link.href") == f"{address}a%20b/%C3%A7%23%3F.html"


@pytest.mark.parametrize("body", ["langhoc.receiveIndex({", "langhoc.receiveIndex({documents: []});", "", None])
def test_a_damaged_index_is_said_and_tried_again(browser: Browser, address: str, body: str | None) -> None:
    """A missing, cut or wrong file is told in a sentence; the next visit to the box finds the mended one."""
    page = browser.new_page()

    def damage(route: Route) -> None:
        route.abort() if body is None else route.fulfill(body=body, content_type="text/javascript")

    page.route("**/search/vi.js", damage)
    page.goto(f"{address}index.html")
    page.focus(BOX)
    expect(page.locator(STATUS)).to_have_text(said(page, "failed"))
    page.unroute("**/search/vi.js")
    page.locator(BOX).blur()
    page.focus(BOX)
    expect(page.locator(STATUS)).to_be_empty()
    ask(page, "yoga")
    assert "Yoga Ấn Độ" in titles(page)
    page.close()
