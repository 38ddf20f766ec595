"""The copy for Kiwix as kiwix-serve shows it, Debian's: the site's pages, its search and Kiwix's own."""

from __future__ import annotations

import io
import runpy
import subprocess
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Visitor
from tests.browser.test_media import MEASURES, SECONDS
from tests.running import eventually, fetch, free_port
from tests.zim_copy import copied, imaginary

from langhoc.site.assets import theme_dir

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the copy; it ends in a slash."""
    file = copied(imaginary(tmp_path_factory.mktemp("zim") / "catalogue"))
    port = free_port()
    server = subprocess.Popen(["kiwix-serve", "-i", "127.0.0.1", "-p", str(port), file], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    eventually(lambda: _answers(address))
    yield f"{address}{file.stem}/"
    server.terminate()
    server.wait(timeout=30)


def _answers(address: str) -> bool:
    try:
        return fetch(address)[0] == 200
    except OSError:
        return False


@pytest.fixture
def reader(visitor: Visitor, shown: str) -> Iterator[Page]:
    """Somebody at the first page, on a phone; at the end nothing complained, failed, or was asked of anybody else."""
    failed: list[str] = []
    visitor.context.on("response", lambda answer: failed.extend([answer.url] * (answer.status >= 400)))
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    visitor.page.goto(shown)
    yield visitor.page
    assert visitor.complaints == []
    assert failed == []
    server = shown[: shown.index("/", len("http://")) + 1]
    assert [url for url in visitor.asked if not url.startswith((server, "data:"))] == []


def test_from_page_to_page(reader: Page) -> None:
    """By the menu to classes, to one of them, to its place; each page says of which day the copy is."""
    expect(reader.locator("main h1")).to_have_text("Bạn muốn học gì?")
    reader.locator("header nav a").first.click()
    expect(reader.locator("main h1")).to_have_text("Lớp học")
    reader.locator("main a", has_text="Vi tính buổi tối").first.click()
    expect(reader.locator("main h1")).to_contain_text("Vi tính buổi tối")
    reader.locator("main a[href*='centres/']").first.click()
    expect(reader.locator("main h1")).not_to_contain_text("Vi tính")
    expect(reader.locator(".lh-footer")).to_contain_text("Bản chép ngày 21/11/2026.")
    reader.locator(".lh-menu summary").click()
    reader.locator(".lh-menu__panel a").first.click()
    expect(reader.locator("main h1")).to_be_visible()


def test_an_old_address(reader: Page, shown: str) -> None:
    reader.goto(f"{shown}offers/tin-hoc-buoi-toi.html")
    expect(reader.locator("main h1")).to_contain_text("Vi tính buổi tối")
    assert reader.url.endswith("/offers/vi-tinh-buoi-toi.html")


def test_what_is_typed_is_found(reader: Page) -> None:
    """By the site's own box: without marks; all that was found, narrowed to what is free, and back."""
    reader.fill("#lh-q", "doc sach")
    expect(reader.locator(".lh-results a").first).to_contain_text("Đọc sách")
    reader.keyboard.press("Enter")
    expect(reader.locator("[data-langhoc=finding] ol a").first).to_be_visible()
    assert "q=doc+sach" in reader.url
    reader.get_by_role("button", name="Miễn phí").click()
    expect(reader.locator("[aria-pressed=true]").first).to_contain_text("Miễn phí")
    reader.locator("[data-part=facets] summary").click()
    expect(reader.locator("[data-part=facets] input").first).to_be_visible()
    reader.go_back()
    expect(reader.locator("[aria-pressed=true]")).to_have_count(0)
    reader.locator("[data-langhoc=finding] ol a", has_text="Đọc sách cùng con").first.click()
    expect(reader.locator("main h1")).to_have_text("Đọc sách cùng con")


def test_pictures_and_recordings(reader: Page, shown: str) -> None:
    reader.goto(f"{shown}centres/khong-gian-hoc-tap-vuon-mau.html")
    assert reader.locator(".lh-media img").evaluate(MEASURES) == [960, 540]
    reader.goto(f"{shown}offers/hoc-chu-buoi-toi.html")
    assert 10 < reader.locator("audio").evaluate(SECONDS) < 30


def _asked_of_kiwix(reader: Page, words: str) -> None:
    """Letter by letter, once the bar's script is there: it suggests while one types."""
    reader.wait_for_load_state("load")
    reader.locator("#kiwixsearchbox").press_sequentially(words)


@pytest.mark.parametrize("asked", ["doc sach", "đọc sách"])
def test_what_kiwix_itself_finds(reader: Page, asked: str) -> None:
    """Its bar above the page suggests titles, and searches the full text, with marks and without."""
    _asked_of_kiwix(reader, asked)
    suggestion = reader.locator(".ui-menu-item", has_text="Đọc sách cùng con")
    expect(suggestion).to_be_visible()
    reader.keyboard.press("Enter")
    link = reader.locator(".results a", has_text="Đọc sách cùng con")
    expect(link).to_be_visible()
    expect(reader.locator(".results")).not_to_contain_text("Chia sẻ")
    link.click()
    expect(reader.locator("main h1")).to_have_text("Đọc sách cùng con")


def test_a_suggestion_leads_to_its_page(reader: Page, visitor: Visitor) -> None:
    _asked_of_kiwix(reader, "doc sach cung")
    reader.locator(".ui-menu-item", has_text="Đọc sách cùng con").click()
    expect(reader.locator("main h1")).to_have_text("Đọc sách cùng con")
    # The bar's own: it takes jQuery away from jQuery UI, which looks for it there.
    assert set(visitor.complaints) <= {"Cannot read properties of undefined (reading 'trim')"}
    visitor.complaints.clear()


def test_kiwix_bar_can_be_read_at_night(reader: Page) -> None:
    """It is light in whatever colours the page is: so its letters are dark."""
    reader.emulate_media(color_scheme="dark")
    _asked_of_kiwix(reader, "doc")
    for part in ("#kiwixsearchbox", ".ui-menu-item"):
        assert reader.locator(part).first.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"


def test_its_picture_is_the_icon(browser: Browser) -> None:
    """What readers show of a copy was drawn from the site's icon as it is now."""
    drawn = runpy.run_path(str(theme_dir() / "icons" / "renew.py"))["drawn"](browser)
    pictures = [Image.open(io.BytesIO(drawn)), Image.open(theme_dir() / "icons" / "langhoc-48.png")]
    # Another browser's edges may be a little softer.
    differences = ImageChops.difference(*(one.convert("RGBA") for one in pictures)).getextrema()
    assert all(most < 32 for _least, most in differences)
