"""The copy in one file, opened from a disk: every page of the site, search, and the form, with nothing else there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Visitor
from tests.running import TODAY

from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.project.copies.pack import Wanted, pack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Alone in its folder, as it lies in a phone's downloads."""
    folder = tmp_path_factory.mktemp("packed") / "catalogue"
    start(folder, TODAY, SAMPLE)
    file = tmp_path_factory.mktemp("alone") / "Lang hoc xa Mau.html"
    pack(Project(folder, TODAY, use_cache=False), run_mkdocs, file, Wanted(of_media=1_000_000))
    return file


@contextmanager
def opened(browser: Browser, file: Path, path: str, day: str, **options: Any) -> Iterator[Page]:
    """A page of the file on a day of Viet Nam's clock, on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, **options)
    page = context.new_page()
    page.clock.set_fixed_time(f"{day}T12:00+07:00")
    page.goto(f"{file.as_uri()}#/{path}")
    expect(page.locator("html.js #lh-page[data-shown]")).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def reader(visitor: Visitor, file: Path) -> Iterator[Page]:
    """Somebody with the file open; it asked for nothing and complained of nothing at the end."""
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    visitor.page.goto(file.as_uri())
    expect(visitor.page.locator("html.js #lh-page h1")).to_be_visible()
    yield visitor.page
    assert visitor.complaints == []
    assert {url.partition("#")[0] for url in visitor.asked if not url.startswith(("data:", "blob:"))} == {file.as_uri()}


def heading(page: Page) -> str:
    return page.locator("#lh-page h1").inner_text()


def test_from_page_to_page_and_back(reader: Page) -> None:
    """By the menu to classes, to one of them, to its place; and back, to where one was."""
    reader.locator("header nav a").first.click()
    expect(reader.locator("#lh-page h1")).to_have_text("Lớp học")
    expect(reader.locator("header nav a[aria-current=page]")).to_have_text("Lớp học")
    link = reader.locator("#lh-page a", has_text="Vi tính buổi tối").first
    link.click()
    expect(reader.locator("#lh-page h1")).to_contain_text("Vi tính buổi tối")
    reader.locator("#lh-page a[href^='#/centres/']").first.click()
    expect(reader.locator("#lh-page h1")).not_to_contain_text("Vi tính")
    assert "Vi tính buổi tối" in reader.locator("#lh-page").inner_text()
    reader.go_back()
    expect(reader.locator("#lh-page h1")).to_contain_text("Vi tính buổi tối")
    reader.go_back()
    expect(reader.locator("#lh-page h1")).to_have_text("Lớp học")


def test_what_is_typed_is_found(reader: Page) -> None:
    """Two words without marks; all that was found, narrowed to what is free, step by step and back."""
    reader.fill("#lh-q", "vi tinh")
    expect(reader.locator("header .lh-results a, #lh-page .lh-results a").first).to_contain_text("Vi tính")
    reader.keyboard.press("Enter")
    expect(reader.locator("[data-langhoc=finding] ol a").first).to_be_visible()
    assert "q=vi+tinh" in reader.url
    reader.get_by_role("button", name="Miễn phí").click()
    expect(reader.locator("[aria-pressed=true]").first).to_contain_text("Miễn phí")
    assert "free" in reader.url
    reader.go_back()
    expect(reader.locator("[aria-pressed=true]")).to_have_count(0)
    reader.locator("[data-langhoc=finding] ol a", has_text="Vi tính").first.click()
    expect(reader.locator("#lh-page h1")).to_contain_text("Vi tính")
    reader.go_back()
    expect(reader.locator("[data-langhoc=finding] ol a").first).to_be_visible()


def test_a_link_into_it_can_be_sent_on(browser: Browser, reader: Page, file: Path) -> None:
    """Who opens the file at that address sees that page at once."""
    reader.locator("header nav a").nth(1).click()
    expect(reader.locator("#lh-page h1")).to_be_visible()
    there = heading(reader)
    page = browser.new_page()
    page.goto(f"{file.as_uri()}#/calendar/index.html")
    expect(page.locator("html.js #lh-page h1")).to_have_text(there)
    page.close()


@pytest.mark.parametrize("path", ["offers/khong-co.html", "offers/h%E1%BB"], ids=["another", "cut off"])
def test_a_page_that_is_not_there(reader: Page, path: str) -> None:
    """It is said; and who goes back sees again what was there."""
    reader.locator("header nav a").first.click()
    expect(reader.locator("#lh-page h1")).to_have_text("Lớp học")
    reader.evaluate(f"location.hash = '#/{path}'")
    expect(reader.locator("#lh-page")).to_have_text("Trang này không có trong bản chép.")
    expect(reader).to_have_title(re.compile("Trang này không có trong bản chép"))
    expect(reader.locator("main")).to_be_focused()
    reader.go_back()
    expect(reader.locator("#lh-page h1")).to_have_text("Lớp học")


def test_one_tells_of_a_class_in_it(reader: Page) -> None:
    """The form without an account is in the file, too."""
    reader.evaluate("location.hash = '#/tell/index.html'")
    reader.locator(".lh-tell__kinds button").nth(1).click()
    reader.locator("fieldset:visible input").first.fill("Lớp may")
    expect(reader.locator("#lh-told")).to_have_value(re.compile("Lớp may"))


HANDED_ON = r"^Vi tính buổi tối.*Gọi 0900000000\nBản chép ngày 21/11/2026\.$"


def test_a_class_is_handed_on_from_it(reader: Page) -> None:
    """A short text with the copy's day, a code, a calendar file, a list of one's own; no download is offered."""
    reader.evaluate("location.hash = '#/offers/vi-tinh-buoi-toi.html'")
    reader.get_by_role("button", name="Lưu lại").click()
    reader.get_by_role("button", name="Chia sẻ").click()
    expect(reader.locator("#lh-shared")).to_have_value(re.compile(HANDED_ON, re.DOTALL))
    reader.get_by_role("button", name="Mã QR").click()
    expect(reader.locator(".lh-qr svg")).to_be_visible()
    with reader.expect_download() as waiting:
        reader.get_by_role("button", name="Ghi vào lịch điện thoại").first.click()
    assert waiting.value.suggested_filename == "vi-tinh-buoi-toi.ics"
    reader.get_by_role("link", name="Danh sách của tôi").click()
    reader.locator("[data-part=list] a", has_text="Vi tính buổi tối").click()
    expect(reader.locator("#lh-page h1")).to_contain_text("Vi tính buổi tối")
    reader.evaluate("location.hash = '#/areas/xa-mau.html'")
    expect(reader.locator("#lh-page h1")).to_have_text("Xã Mẫu")
    expect(reader.locator("[data-langhoc=offline]")).to_be_hidden()


def test_each_page_of_it_can_be_opened(reader: Page) -> None:
    """All that the directory names, each with a heading."""
    paths = reader.evaluate(
        """async () => langhoc.unpacked(await langhoc.arrived("lh-0"))(0)
          .split(/\\s/).filter((name) => name.endsWith(".html"))"""
    )
    assert len(paths) > 50
    for path in paths:
        reader.evaluate("path => (location.hash = '#/' + path)", path)
        reader.wait_for_function("path => document.querySelector('#lh-page').dataset.shown === path", arg=path)
        assert reader.locator("#lh-page h1").count() == 1, path


OLD = "delete window.Promise"


@pytest.mark.parametrize("why", ["no scripts", "an old browser", "a script it cannot read", "damaged"])
def test_who_cannot_unpack_it_has_a_list(browser: Browser, file: Path, tmp_path: Path, why: str) -> None:
    """What can be learned, where, when, and whom to call, on a phone's width."""
    context = browser.new_context(java_script_enabled=why != "no scripts", viewport={"width": 360, "height": 740})
    text = file.read_text(encoding="utf-8")
    if why == "an old browser":
        context.add_init_script(OLD)
    elif why == "a script it cannot read":
        # As one is passed over whose hash is not in the policy.
        text = re.sub(r"(\w+)\.openPages=", r"\1.notRead=", text)
    elif why == "damaged":
        text = re.sub('(id="lh-0">.{90})', r"\1AAAA", text)
    (tmp_path / file.name).write_text(text, encoding="utf-8")
    page = context.new_page()
    page.goto((tmp_path / file.name).as_uri())
    row = page.locator(".lh-plain li", has_text="Vi tính buổi tối").first
    expect(row).to_be_visible()
    expect(row.locator("a[href^='tel:']").first).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


PALE, RED = "rgb(220, 242, 227)", "rgb(138, 28, 28)"


def test_an_old_copy_says_so(browser: Browser, file: Path) -> None:
    """On every page, from the day after its best; and where a clock is earlier than the copy, that it cannot tell."""
    old, behind = "Bản này đã cũ", "Đồng hồ của máy này chạy sai"
    for day, told in (("2026-11-21", ""), ("2027-05-20", ""), ("2027-05-21", old), ("2026-11-20", behind)):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{day}T05:00:00Z")
        page.goto(f"{file.as_uri()}#/offers/hoc-chu-buoi-toi.html")
        expect(page.locator("html.js #lh-page h1")).to_be_visible()
        said = page.locator("#lh-copy").inner_text()
        assert [one for one in (old, behind) if one in said] == [one for one in (told,) if one]
        expect(page.locator("#lh-copy")).to_have_css("background-color", RED if told else PALE)
        # Half a year on it still knows the days; by a wrong clock it names none.
        expect(page.locator("#lh-page .lh-next").first).to_be_visible(visible=told != behind)
        page.close()


def test_pictures_and_recordings_are_in_it(reader: Page) -> None:
    """As far as the budget goes."""
    reader.evaluate("location.hash = '#/centres/khong-gian-hoc-tap-vuon-mau.html'")
    picture = reader.locator("#lh-page .lh-media img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 960)
    reader.evaluate("location.hash = '#/offers/hoc-chu-buoi-toi.html'")
    recording = reader.locator("#lh-page audio")
    recording.evaluate("one => (one.preload = 'metadata')")
    expect(recording).to_have_js_property("readyState", 4)


LATER = "2027-09-12"
STORY = "stories/na-ve-ban-do-xa-minh.html"


@pytest.mark.parametrize("path", ["events/hoi-thi-gioi-may-tinh.html", "offers/vi-tinh-buoi-toi.html"])
def test_what_is_past_says_so_on_its_page(browser: Browser, file: Path, path: str) -> None:
    """Months after the file was made; and takes nobody any more. On the day it was made it is not over."""
    for day, is_over in (("2026-11-21", False), (LATER, True)):
        with opened(browser, file, path, day) as page:
            assert page.get_by_text("Đã kết thúc", exact=True).first.is_visible() is is_over
            if is_over:
                assert "Đang nhận học viên" not in page.locator("#lh-page").inner_text()


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("offers/index.html", ".lh-card:has(a[href$='vi-tinh-buoi-toi.html'])"),
        ("events/index.html", ".lh-card:has(a[href$='hoi-thi-gioi-may-tinh.html'])"),
        ("find/index.html?q=vi+tinh+buoi+toi", ".lh-result:has(a[href$='vi-tinh-buoi-toi.html'])"),
    ],
)
def test_what_is_past_says_so_in_lists(browser: Browser, file: Path, path: str, row: str) -> None:
    with opened(browser, file, path, LATER) as page:
        expect(page.locator(row).first).to_contain_text("Đã kết thúc")


def test_the_week_of_an_old_copy_is_past(browser: Browser, file: Path) -> None:
    """It leads on to what is held each week, of which only that goes on which has no end; events that are over are to
    come no more.
    """
    with opened(browser, file, "calendar/index.html", LATER) as page:
        expect(page.get_by_text("Lịch này đã cũ")).to_be_visible()
        page.get_by_role("link", name="Xem lịch hằng tuần").click()
        expect(page.get_by_role("heading", name="Lịch hằng tuần")).to_be_in_viewport()
        expect(page.locator("#lh-page .lh-card")).to_have_count(0)
        expect(page.get_by_role("heading", level=3)).to_have_count(0)
        each_week = page.locator(".lh-week:not([data-langhoc])")
        assert each_week.locator("a[href$='vi-tinh-buoi-toi.html']").count() == 0
        assert each_week.locator("a").count() > 0


def test_a_story_past_its_day_is_hidden(browser: Browser, file: Path) -> None:
    """At its own address, in lists, and from search."""
    with opened(browser, file, STORY, LATER) as page:
        assert "Chuyện này không kể nữa" in page.locator("#lh-page").inner_text()
        assert "Na vẽ" not in page.content()
        page.evaluate("location.hash = '#/stories/index.html'")
        expect(page.locator("#lh-page h1")).to_have_text("Câu chuyện")
        assert page.locator(f"a[href$='{STORY}']").count() == 0
        page.fill("#lh-q", "na vẽ bản đồ")
        expect(page.locator("[data-langhoc=search]")).to_have_attribute("data-answered", "na vẽ bản đồ")
        assert page.locator(f"a[href$='{STORY}']").count() == 0


COUNTING = """for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
  const own = EventTarget.prototype[name];
  EventTarget.prototype[name] = function (...what) {
    if (!this || this === window || this === document) window.heard = (window.heard || 0) + step;
    return own.apply(this || window, what);
  };
}"""


def test_nothing_is_left_of_a_page_that_went(browser: Browser, file: Path) -> None:
    """However many pages are looked at, no more listen to the window than after the first ones."""
    context = browser.new_context()
    context.add_init_script(COUNTING)
    page = context.new_page()
    page.goto(file.as_uri())
    counts = []
    for _round in range(3):
        for path in ("offers/vi-tinh-buoi-toi.html", "calendar/index.html", STORY):
            page.evaluate("path => (location.hash = '#/' + path)", path)
            page.wait_for_function("path => document.querySelector('#lh-page').dataset.shown === path", arg=path)
        counts.append(page.evaluate("window.heard"))
    assert counts[0] == counts[1] == counts[2]
    context.close()


# But for the box, which is filled in later, and for the foot, in which a copy leads no editor on.
LOOKS = """() => [
  ...document.querySelectorAll("main *:not(.lh-search, .lh-search *, .lh-foot, .lh-foot *)")
].map((one) => {
  const style = getComputedStyle(one);
  const looks = ["color", "backgroundColor", "fontSize", "padding", "display", "inlineSize"];
  return [one.tagName, ...looks.map((of) => style[of])];
})"""


@pytest.mark.parametrize(
    "path", ["offers/vi-tinh-buoi-toi.html", "calendar/index.html", "stories/thung-sach-qua-do.html"]
)
def test_a_page_looks_as_it_does_on_the_site(browser: Browser, file: Path, sample_site: Path, path: str) -> None:
    """What was left out of the style is not missed."""
    with opened(browser, file, path, "2026-11-21") as page:
        here = page.evaluate(LOOKS)
        page.goto(f"{sample_site.as_uri()}/{path}")
        there = page.evaluate(LOOKS)
    assert len(here) > 50
    assert [one for one in there if one not in here] == []
    # But for what the file sets pages in.
    assert [one[5] for one in here if one not in there] == ["contents"]


def test_in_the_second_language(browser: Browser, file: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file of its own, which opens with its home page, leads on within the language, and finds in it."""
    folder = tmp_path_factory.mktemp("english") / "catalogue"
    start(folder, TODAY, SAMPLE)
    english = folder / "copy.html"
    pack(Project(folder, TODAY, use_cache=False), run_mkdocs, english, Wanted(language="en"))
    page = browser.new_page()
    page.goto(english.as_uri())
    expect(page.locator("#lh-page h1")).to_have_text("What would you like to learn?")
    page.fill("#lh-q", "computing")
    page.locator(".lh-results a", has_text="Evening computing").first.click()
    expect(page.locator("#lh-page h1")).to_have_text("Evening computing for working people")
    assert "#/en/offers/" in page.url
    page.locator("header nav a").first.click()
    expect(page.locator("#lh-page h1")).to_have_text("Classes")
    page.close()
