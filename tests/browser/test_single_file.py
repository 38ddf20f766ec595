"""The copy in one file, opened from a disk: every page of the site, search, and the form, with nothing else there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Visitor
from tests.running import TODAY

from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.project.copies.pack import pack

pytestmark = pytest.mark.browser

NO_DECOMPRESSION = "delete window.DecompressionStream"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Alone in its folder, as it lies in a phone's downloads."""
    folder = tmp_path_factory.mktemp("packed") / "catalogue"
    start(folder, TODAY, SAMPLE)
    file = tmp_path_factory.mktemp("alone") / "Lang hoc xa Mau.html"
    pack(Project(folder, TODAY, use_cache=False), run_mkdocs, file)
    return file


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


def test_a_page_that_is_not_there(reader: Page) -> None:
    """It is said; and who goes back sees again what was there."""
    reader.locator("header nav a").first.click()
    expect(reader.locator("#lh-page h1")).to_have_text("Lớp học")
    reader.evaluate("location.hash = '#/offers/khong-co.html'")
    expect(reader.locator("#lh-page")).to_have_text("Trang này không có trong bản chép.")
    reader.go_back()
    expect(reader.locator("#lh-page h1")).to_have_text("Lớp học")


def test_one_tells_of_a_class_in_it(reader: Page) -> None:
    """The form without an account is in the file, too."""
    reader.evaluate("location.hash = '#/tell/index.html'")
    reader.locator(".lh-tell__kinds button").nth(1).click()
    reader.locator("fieldset:visible input").first.fill("Lớp may")
    expect(reader.locator("#lh-told")).to_have_value(re.compile("Lớp may"))


def test_a_class_is_handed_on_from_it(reader: Page) -> None:
    """A short text without an address, a code, a calendar file, a list of one's own; no download is offered."""
    reader.evaluate("location.hash = '#/offers/vi-tinh-buoi-toi.html'")
    reader.get_by_role("button", name="Lưu lại").click()
    reader.get_by_role("button", name="Chia sẻ").click()
    expect(reader.locator("#lh-shared")).to_have_value(re.compile(r"^Vi tính buổi tối.*Gọi 0900000000$", re.DOTALL))
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
        """async () => JSON.parse(await langhoc.unpacked("lh-directory", 1e6))
          .flatMap(([, names]) => names.split("\\t")).filter((name) => name.endsWith(".html"))"""
    )
    assert len(paths) > 50
    for path in paths:
        reader.evaluate("path => (location.hash = '#/' + path)", path)
        reader.wait_for_function("path => document.querySelector('#lh-page').dataset.shown === path", arg=path)
        assert reader.locator("#lh-page h1").count() == 1, path


def test_a_browser_that_cannot_decompress(browser: Browser, file: Path) -> None:
    """As some phones still have: the file brings what it needs."""
    context = browser.new_context()
    context.add_init_script(NO_DECOMPRESSION)
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator("html.js #lh-page h1")).to_be_visible()
    page.fill("#lh-q", "vi tinh")
    expect(page.locator(".lh-results a").first).to_contain_text("Vi tính")
    context.close()


def test_a_browser_without_scripts(browser: Browser, file: Path) -> None:
    """What can be learned, where, when, and whom to call, on a phone's width."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(file.as_uri())
    row = page.locator(".lh-plain li", has_text="Vi tính buổi tối").first
    expect(row).to_be_visible()
    expect(row.locator("a[href^='tel:']").first).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_an_old_copy_says_so(browser: Browser, file: Path) -> None:
    """On every page, from the day after its best."""
    for day, is_old in (("2027-05-20", False), ("2027-05-21", True)):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{day}T05:00:00Z")
        page.goto(f"{file.as_uri()}#/offers/index.html")
        expect(page.locator("html.js #lh-page h1")).to_be_visible()
        assert ("Bản này đã cũ" in page.locator("#lh-copy").inner_text()) is is_old
        page.close()
