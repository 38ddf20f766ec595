"""The page for finding, in a browser: one list, what narrows it, and what helps where nothing is found."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import TOP, Visitor, Watched
from tests.browser.firefox import firefox
from tests.odd import QUESTIONS

pytestmark = pytest.mark.browser

# What does not depend on where the site lies.
FROM_A_DISK = pytest.mark.parametrize("address", ["file"], indirect=True)

BOX = "#lh-q"
ROWS = ".lh-results > .lh-result"
ALIKE = ".lh-alike ~ .lh-result"
STATUS = ".lh-finding__bar [role=status]"
CHOSEN = ".lh-chosen button"
AXE = TOP / "node_modules" / "axe-core" / "axe.min.js"
FAULTS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(" | "));
}"""


def answered(page: Page, question: str = "") -> None:
    """Wait until the answer to a question stands there."""
    expect(page.locator("[data-langhoc=search]")).to_have_attribute("data-answered", question)


def open_page(page: Page, address: str, asked: str = "", question: str = "") -> None:
    page.goto(f"{address}find/index.html{asked and '?' + asked}")
    answered(page, question)


def press(page: Page, button: Locator, question: str = "") -> None:
    """Press a button that asks anew."""
    page.evaluate("delete document.querySelector('[data-langhoc=search]').dataset.answered")
    button.click()
    answered(page, question)


def quick(page: Page, flag: str) -> Locator:
    return page.locator(f".lh-filters [data-flag={flag}]")


def asked(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.evaluate("location.href")).query, keep_blank_values=True)


def focused(page: Page) -> str:
    """What has the focus: its words, or its name for who listens."""
    words: str = page.evaluate("document.activeElement.textContent.trim() || document.activeElement.tagName")
    return words


def test_without_scripts_it_leads_to_the_lists(browser: Browser, built_site: Path) -> None:
    """Who runs no scripts is told so in a sentence, and gets ordinary links."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{built_site.as_uri()}/find/index.html")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".lh-unscripted")).to_contain_text("JavaScript")
    expect(page.locator("main :is(input, button, select, summary)").locator("visible=true")).to_have_count(0)
    for folder in ("offers", "centres", "areas", "events"):
        expect(page.locator(f"main .lh-tiles a[href='../{folder}/index.html']")).to_be_visible()
    page.context.close()


def test_it_answers_at_once_and_each_change_is_a_step_back(watched: Watched, address: str) -> None:
    """It browses when nothing is asked; words, filters and order stand in the address, and going back undoes them."""
    page = watched.page
    open_page(page, address)
    everything = page.locator(STATUS).inner_text()
    assert page.locator(ROWS).count() == 8
    press(page, quick(page, "free"))
    expect(quick(page, "free")).to_have_attribute("aria-pressed", "true")
    assert asked(page) == {"free": [""]}
    assert page.locator(".lh-tag--free").count() == page.locator(ROWS).count()
    page.locator(BOX).press_sequentially("lớp")
    answered(page, "lớp")
    page.locator(BOX).press_sequentially(" học")
    answered(page, "lớp học")
    assert asked(page) == {"q": ["lớp học"], "free": [""]}
    page.select_option("#lh-order", "name")
    expect(page).to_have_url(re.compile("order=name"))
    answered(page, "lớp học")
    titles = page.locator(f"{ROWS} a").all_inner_texts()
    assert titles == page.evaluate("(all) => [...all].sort(new Intl.Collator('vi', {numeric: true}).compare)", titles)
    page.go_back()
    answered(page, "lớp học")
    assert "order" not in asked(page)
    expect(page.locator("#lh-order")).to_have_value("best")
    page.go_back()
    answered(page)
    assert asked(page) == {"free": [""]}
    expect(page.locator(BOX)).to_have_value("")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(everything)
    expect(quick(page, "free")).to_have_attribute("aria-pressed", "false")


def test_coming_back_restores_the_list_and_the_place_in_it(watched: Watched, address: str) -> None:
    """More of a list comes eight at a time; back from a result it is as long as it was, at the same place."""
    page = watched.page
    open_page(page, address, "kind=offer")
    press(page, page.get_by_role("button", name="Xem thêm", exact=True))
    assert page.locator(ROWS).count() == 16
    assert focused(page) == page.locator(f"{ROWS} a").nth(8).inner_text()
    link = page.locator(f"{ROWS} a").nth(13)
    title = link.inner_text()
    link.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    link.click()
    page.wait_for_url("**/offers/*.html")
    expect(page.locator("h1")).to_contain_text(title)
    page.go_back()
    answered(page)
    assert page.locator(ROWS).count() == 16
    expect(page.locator(f"{ROWS} a").nth(13)).to_be_focused()
    assert page.evaluate("scrollY") == pytest.approx(top, abs=2)


@FROM_A_DISK
def test_below_a_few_is_what_is_much_like_it(watched: Watched, address: str) -> None:
    """It is set apart by a line of words, and not counted as found."""
    page = watched.page
    question = "yoga buổi tối ở Bình Trưng"
    open_page(page, address, f"q={quote_plus(question)}", question)
    expect(page.locator(".lh-alike")).to_have_text("Gần giống:")
    alike = page.locator(ALIKE).count()
    assert alike
    found = page.locator(ROWS).count() - alike
    expect(page.locator(STATUS)).to_have_text(f"Tìm thấy {found}")
    assert page.locator(f"{ALIKE} a").count() == alike
    open_page(page, address, "q=yoga", "yoga")
    expect(page.locator(".lh-alike")).to_have_count(0)


@FROM_A_DISK
def test_what_is_understood_and_chosen_can_be_dropped(watched: Watched, address: str) -> None:
    """Filters in the words are shown, press their buttons, and go one by one; the focus goes to the next."""
    page = watched.page
    question = "yoga buổi tối ở Bình Trưng"
    open_page(page, address, f"q={quote_plus(question)}&kind=offer", question)
    names = [text.removesuffix("×").strip() for text in page.locator(CHOSEN).all_inner_texts()]
    assert names[0] == "Học buổi tối"
    assert names[1].startswith("Ở ")
    assert names[1].endswith("Bình Trưng")
    assert names[2:] == ["Lớp học", "Bỏ hết"]
    expect(quick(page, "evening")).to_have_attribute("aria-pressed", "true")
    rows = page.locator(ROWS).count()
    assert rows
    here = page.locator(f"{ROWS}:not({ALIKE}) .lh-result__where", has_text="Bình Trưng")
    assert here.count() == rows - page.locator(ALIKE).count()
    press(page, page.get_by_role("button", name="Bỏ Học buổi tối"), "yoga ở Bình Trưng")
    expect(page.locator(BOX)).to_have_value("yoga ở Bình Trưng")
    expect(quick(page, "evening")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(CHOSEN).first).to_be_focused()
    press(page, page.locator(CHOSEN).first, "yoga")
    press(page, page.locator(CHOSEN).first, "yoga")
    expect(page.locator(CHOSEN)).to_have_count(0)
    expect(page.locator(STATUS)).to_be_focused()
    assert asked(page) == {"q": ["yoga"]}
    press(page, quick(page, "free"), "yoga")
    press(page, quick(page, "evening"), "yoga")
    press(page, page.get_by_role("button", name="Bỏ hết"), "yoga")
    assert asked(page) == {"q": ["yoga"]}


@FROM_A_DISK
def test_boxes_to_tick_narrow_the_list(watched: Watched, address: str) -> None:
    """The rest is asked for when it is opened; ticking narrows, and the numbers say what is left."""
    page = watched.page
    open_page(page, address)
    expect(page.locator(".lh-facets li")).to_have_count(0)
    page.get_by_text("Thêm cách lọc").click()
    days = page.get_by_role("group", name="Ngày nào")
    expect(days.locator("label")).to_have_count(7)
    assert days.locator("label").first.inner_text().startswith("Thứ Hai")
    kinds = page.get_by_role("group", name="Loại").locator("label")
    offers = kinds.filter(has_text="Lớp học").first
    count = int(offers.locator("b").inner_text())
    press(page, offers.locator("input"))
    expect(offers.locator("input")).to_be_focused()
    assert re.search(rf"\b{count}\b", page.locator(STATUS).inner_text())
    topics = page.get_by_role("group", name="Chủ đề")
    hidden = topics.locator("li").locator("visible=false").count()
    assert hidden
    topics.get_by_role("button").click()
    expect(topics.locator("li").locator("visible=false")).to_have_count(0)
    expect(topics.locator("input").nth(-hidden)).to_be_focused()
    topic = topics.locator("label").first
    press(page, topic.locator("input"))
    assert asked(page) == {"kind": ["offer"], "topic": [topic.locator("input").get_attribute("value")]}
    expect(page.locator(".lh-facets > p button")).to_have_text(f"Xem {topic.locator('b').inner_text()} kết quả")
    wards = page.get_by_role("group", name="Phường, xã")
    ward = wards.locator("ul ul label").first
    name = ward.locator("span").inner_text()
    press(page, ward.locator("input"))
    assert page.locator(CHOSEN).nth(1).inner_text().startswith(name)
    page.locator(".lh-facets > p button").click()
    expect(page.locator(STATUS)).to_be_focused()
    expect(page.locator(".lh-facets li")).to_have_count(0)
    everywhere = page.locator(f"{ROWS} .lh-result__where")
    assert everywhere.filter(has_text=name).count() == page.locator(ROWS).count()


def test_what_is_near_is_found_from_a_place_that_is_asked_for(watched: Watched, address: str) -> None:
    """Asked where none is kept, by any name; kept from then on, on every page; the nearest come first."""
    page = watched.page
    page.goto(f"{address}offers/index.html")
    page.evaluate("localStorage.removeItem('langhoc-here')")
    page.get_by_role("link", name="Gần chỗ tôi").click()
    answered(page)
    field = page.get_by_label("Bạn ở đâu?")
    expect(field).to_be_focused()
    field.fill("quận 4")
    choice = page.locator(".lh-ask button").first
    expect(choice).to_contain_text("Quận 4")
    field.press("Enter")
    expect(choice).to_be_focused()
    ward = choice.inner_text().split(" (")[0]
    press(page, choice)
    expect(quick(page, "near")).to_be_focused()
    expect(quick(page, "near")).to_have_attribute("aria-pressed", "true")
    assert page.locator(CHOSEN).first.inner_text().startswith(f"Gần {ward}")
    assert asked(page).keys() == {"near", "kind"}
    told = [re.search(r"khoảng (\d+) km", row) for row in page.locator(ROWS).all_inner_texts()]
    far = [int(found[1]) for found in told if found]
    assert far
    assert far == sorted(far)
    assert page.evaluate("JSON.parse(localStorage.getItem('langhoc-here')).at")
    page.goto(f"{address}calendar/index.html")
    expect(page.get_by_text(f"Buổi gần {ward} xếp trước")).to_be_visible()
    page.goto(f"{address}index.html")
    page.get_by_role("link", name="Gần chỗ tôi").click()
    answered(page)
    assert list(asked(page)) == ["near"]
    page.evaluate("localStorage.removeItem('langhoc-here')")


@FROM_A_DISK
def test_where_nothing_is_found_there_is_help(watched: Watched, address: str) -> None:
    """What else it may mean, what to leave out, what is nearest, and a message that says what is wanted."""
    page = watched.page
    open_page(page, address, "q=vi+tnh+zzzz&free&kind=offer", "vi tnh zzzz")
    help_ = page.locator(".lh-help")
    expect(help_).to_be_visible()
    press(page, help_.get_by_role("button", name="Bỏ Miễn phí"), "vi tnh zzzz")
    assert asked(page) == {"q": ["vi tnh zzzz"], "kind": ["offer"]}
    expect(page.locator(STATUS)).to_be_focused()
    help_.get_by_role("link", name="vi tinh zzzz").click()
    answered(page, "vi tinh zzzz")
    assert page.locator(ROWS).count()
    question = "vi tính buổi tối"
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    answered(page, question)
    expect(help_).to_contain_text("Học buổi tối")
    expect(quick(page, "evening")).to_have_attribute("aria-pressed", "false")
    assert page.locator(ROWS).count()
    question = "học bắn cung miễn phí ở Côn Đảo"
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    answered(page, question)
    expect(page.locator(STATUS)).to_contain_text("Côn Đảo")
    wish = page.locator(".lh-wish")
    wish.locator("summary").click()
    expect(wish.locator("summary")).to_have_text("Tôi muốn học bắn cung nhưng chưa có lớp")
    message = wish.locator("textarea").input_value()
    for said in ("bắn cung", "miễn phí", "Côn Đảo"):
        assert said in message
    expect(wish.get_by_role("link", name="Côn Đảo")).to_have_attribute("href", "../areas/dac-khu-con-dao.html")
    wish.get_by_role("button", name="Sao chép").click()
    expect(wish.locator("[role=status]")).not_to_be_empty()
    page.fill(BOX, "yogq")
    page.press(BOX, "Enter")
    answered(page, "yogq")
    expect(help_.get_by_role("link", name="yoga")).to_be_visible()
    expect(wish).to_be_hidden()


def test_who_keeps_the_catalogue_can_be_written_to(visitor: Visitor, sample_site: Path) -> None:
    """The message is written, and goes nowhere by itself."""
    page = visitor.page
    open_page(page, f"{sample_site.as_uri()}/", "q=zzzz", "zzzz")
    page.locator(".lh-wish summary").click()
    link = page.get_by_role("link", name="Gửi thư điện tử").get_attribute("href")
    assert link
    assert link.startswith("mailto:bientap@langmau.example?")
    assert "zzzz" in link
    assert visitor.complaints == []


def test_a_number_is_read_out_once_for_a_question(visitor: Visitor, built_site: Path) -> None:
    """Not with each letter; numbers that change elsewhere on the page are not read out."""
    page = visitor.page
    page.clock.install()
    open_page(page, f"{built_site.as_uri()}/")
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 5"))
    page.evaluate(
        """() => {
          window.said = [];
          const hear = (one) => new MutationObserver(() => window.said.push(one.textContent))
            .observe(one, {childList: true, subtree: true});
          document.querySelectorAll("main [role=status], main [aria-live]").forEach(hear);
        }"""
    )
    for letters in ("y", "yo", "yog", "yoga"):
        page.locator(BOX).press_sequentially(letters[-1])
        page.clock.run_for(300)
        answered(page, letters)
    assert page.evaluate("window.said") == []
    page.clock.run_for(1_000)
    assert page.evaluate("window.said") == [page.locator(STATUS).inner_text()]


def test_a_lost_part_is_told_and_tried_again(browser: Browser, served: str) -> None:
    """When a file of the index does not come it is said that something may be missing; a button tries again."""
    # No worker answers in the host's place.
    page = browser.new_page(service_workers="block")
    page.route("**/search/vi/**", lambda route: route.abort())
    open_page(page, served, "q=yoga", "yoga")
    again = page.get_by_role("button", name="Thử lại")
    expect(again).to_be_visible()
    page.unroute("**/search/vi/**")
    press(page, again, "yoga")
    expect(again).to_be_hidden()
    assert page.locator(ROWS).count()
    page.close()


@FROM_A_DISK
def test_odd_questions_get_an_answer(watched: Watched, address: str) -> None:
    """Whatever is typed, or stands in the address, is answered in a sentence and breaks nothing."""
    page = watched.page
    odd = "q=%F0%9F%98%80&kind=no,,such&area=%3Cb%3E&near=nowhere&order=up&day=&free=0&x=y"
    page.goto(f"{address}find/index.html?{odd}")
    expect(page.locator("[data-answered]")).to_have_count(1)
    page.goto(f"{address}find/index.html?q={'%C4%83' * 2_000}")
    expect(page.locator("[data-answered]")).to_have_count(1)
    for question in QUESTIONS:
        page.fill(BOX, question)
        page.press(BOX, "Enter")
        expect(page.locator("[data-answered]")).to_have_count(1)
        expect(page.locator(STATUS)).not_to_be_empty()
    page.fill(BOX, "yoga")
    page.press(BOX, "Enter")
    answered(page, "yoga")
    assert page.locator(ROWS).count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_used_by_all(browser: Browser, built_site: Path, scheme: str) -> None:
    """On a phone at 400 %: axe finds nothing, nothing is wider than the screen, and targets are large enough."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    open_page(page, f"{built_site.as_uri()}/", "q=yoga+xyzxyz&free&evening&topic=suc-khoe", "yoga xyzxyz")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("localStorage.removeItem('langhoc-here')")
    quick(page, "near").click()
    page.get_by_label("Bạn ở đâu?").press_sequentially("bến")
    page.locator(".lh-ask button").first.wait_for()
    page.get_by_text("Thêm cách lọc").click()
    page.locator(".lh-facets label").first.wait_for()
    page.locator(".lh-wish summary").click()
    assert page.evaluate(FAULTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll(".lh-finding :is(button, select, input, label:has(input), summary)")]
          .filter((one) => one.checkVisibility() && !one.closest("label :is(input)"))
          .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
          .filter(([, size]) => size.height < 44)
          .map(([text]) => text)"""
    )
    assert small == []
    context.close()


def test_firefox_finds_from_a_disk(built_site: Path, tmp_path: Path) -> None:
    """Where each file is an origin of its own: from the box to the page for finding, a filter, and a step back."""
    with firefox(tmp_path) as window:
        window.open(f"{built_site.as_uri()}/offers/index.html")
        window.click("#lh-q")
        window.type("#lh-q", "yoga")
        window.wait("document.querySelector('.lh-search [href$=\"yoga-an-do-binh-trung.html\"]')")
        window.type("#lh-q", "\ue007")
        window.wait("location.pathname.endsWith('/find/index.html') && document.querySelector('[data-answered=yoga]')")
        found = window.run("return document.querySelector('.lh-finding__bar [role=status]').textContent")
        window.click("[data-flag=evening]")
        window.wait("location.search === '?q=yoga&evening=' && document.querySelector('[data-answered=yoga]')")
        window.click(".lh-facets summary")
        window.wait("document.querySelectorAll('[data-facet=day] label').length")
        window.back()
        window.wait("location.search === '?q=yoga' && document.querySelector('[data-answered=yoga]')")
        window.wait("document.querySelector('.lh-finding__bar [role=status]').textContent === arguments[0]", found)
