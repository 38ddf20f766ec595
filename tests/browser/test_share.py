"""Handing a record on, putting it in a calendar, keeping it: with a page's own buttons, from a disk and a server."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import TOP, Lying, Visitor

pytestmark = pytest.mark.browser

OFFER = "offers/vi-tinh-buoi-toi.html"
OTHER = "offers/hoc-chu-buoi-toi.html"
AXE = TOP / "node_modules" / "axe-core" / "axe.min.js"
FIND_FAULTS = "async () => (await axe.run(document)).violations.map((one) => [one.id, one.nodes[0].html])"

# Chromium without a window has no way to hand anything on.
HAND_ON = "navigator.share = (what) => ((window.handed = what), Promise.resolve())"


@pytest.fixture(params=["sample on a disk", "sample in a folder"])
def lying(request: pytest.FixtureRequest, sample_site: Path) -> Lying:
    if request.param == "sample on a disk":
        return Lying(sample_site, f"{sample_site.as_uri()}/")
    return Lying(sample_site, f"{request.getfixturevalue('nginx')[sample_site]}a/b/")


@pytest.fixture
def reader(visitor: Visitor, place: str) -> Iterator[Page]:
    """Somebody with a phone on the page of a class; in the end it complained of nothing and asked nobody else."""
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    visitor.context.add_init_script(HAND_ON)
    visitor.page.goto(place + OFFER)
    yield visitor.page
    assert visitor.complaints == []
    assert [url for url in visitor.asked if not url.startswith((place, "blob:"))] == []


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_each_of_several_times_is_in_the_text(reader: Page, place: str) -> None:
    """Who gets it may come to any of them; that comes before the days on which nothing is held."""
    reader.goto(place + OTHER)
    button(reader, "Chia sẻ")
    lines = reader.locator("#lh-shared").input_value().split("\n")
    assert [line.partition(" hằng tuần")[0] for line in lines[1:3]] == ["Thứ Hai và Thứ Tư", "Thứ Sáu"]


def test_a_short_text_and_a_code(reader: Page, place: str, tmp_path: Path) -> None:
    """What, when, where, whom to call, in five text messages; it can be changed, copied, handed on; a phone's camera
    reads the code.
    """
    button(reader, "Chia sẻ")
    text = reader.locator("#lh-shared")
    said = text.input_value()
    assert len(said) <= 300
    lines = said.split("\n")
    assert lines[0] == "Vi tính buổi tối cho người đi làm"
    assert "Thứ Ba và Thứ Năm" in lines[1]
    assert lines[3] == "Trung tâm học tập cộng đồng Xã Mẫu, 5 đường Chợ, khu phố Chợ Mẫu, Xã Mẫu"
    assert "Gọi 0900000000" in lines
    is_hosted = place.startswith("http")
    assert (place + OFFER in lines) is is_hosted
    text.fill("Đi học không?")
    button(reader, "Chép tin")
    expect(reader.locator(".lh-share [role=status]")).to_have_text("Đã sao chép.")
    assert (
        unquote(reader.get_by_role("link", name="Gửi tin nhắn").get_attribute("href") or "")
        == "sms:?body=Đi học không?"
    )
    button(reader, "Gửi qua Zalo hoặc ứng dụng khác")
    assert reader.evaluate("window.handed") == {"text": "Đi học không?"}
    text.fill(said)
    button(reader, "Mã QR")
    drawn = tmp_path / "code.png"
    reader.set_viewport_size({"width": 360, "height": 2000})
    reader.locator(".lh-qr svg").screenshot(path=drawn)
    read = subprocess.run(["zbarimg", "-q", "--raw", drawn], capture_output=True, encoding="utf-8", check=True).stdout
    assert read.strip() == (place + OFFER if is_hosted else said)
    text.fill("Đi học không? " * 300)
    button(reader, "Mã QR")
    expect(reader.locator(".lh-share [role=status]")).to_contain_text("Không vẽ được mã QR")
    expect(reader.locator(".lh-qr")).to_have_count(0)
    button(reader, "Chia sẻ")
    expect(text).to_have_count(0)


def test_into_the_calendar(reader: Page, place: str) -> None:
    """Each shift has a button of its own, whose file names the class, the place and the number to call."""
    expect(reader.locator("[data-held]")).to_have_count(2)
    with reader.expect_download() as waiting:
        button(reader, "Ghi vào lịch điện thoại")
    assert waiting.value.suggested_filename == "vi-tinh-buoi-toi.ics"
    event = next(iter(icalendar.Calendar.from_ical(waiting.value.path().read_bytes()).walk("VEVENT")))
    assert str(event["SUMMARY"]) == "Vi tính buổi tối cho người đi làm"
    assert str(event["LOCATION"]).startswith("Trung tâm học tập cộng đồng Xã Mẫu, ")
    assert "0900000000" in event["DESCRIPTION"]
    assert event.get("URL") == (place + OFFER if place.startswith("http") else None)
    expect(reader.locator("dd [role=status]").first).to_contain_text("Đã tải về")


def test_a_list_of_ones_own(reader: Page, place: str) -> None:
    """Two classes kept, one taken off again; the others as one text; nothing is left when it is cleared."""
    button(reader, "Lưu lại")
    expect(reader.locator(".lh-foot [role=status]")).to_contain_text("Đã lưu trong máy này.")
    reader.goto(place + OTHER)
    button(reader, "Lưu lại")
    reader.get_by_role("link", name="Danh sách của tôi").click()
    expect(reader.locator("#lh-shared")).to_have_value(
        re.compile(r"1\. Học chữ buổi tối\n.*2\. Vi tính buổi tối", re.S)
    )
    reader.get_by_role("link", name="Vi tính buổi tối cho người đi làm").click()
    expect(reader.get_by_role("button", name="Lưu lại")).to_have_attribute("aria-pressed", "true")
    button(reader, "Lưu lại")
    expect(reader.locator(".lh-foot [role=status]")).to_contain_text("Đã bỏ ra.")
    reader.goto(place + "saved/index.html")
    expect(reader.locator("[data-part=list] li")).to_have_count(1)
    expect(reader.locator("[data-part=list] a", has_text="Gọi")).to_have_attribute("href", re.compile(r"^tel:0\d+"))
    button(reader, "Xóa cả danh sách")
    expect(reader.locator("[data-part=none]")).to_be_visible()
    assert reader.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('langhoc-saved'))") == []


def test_of_a_story_the_address_alone(visitor: Visitor, lying: Lying) -> None:
    """What somebody let be told on the site stays there: no words of it are handed on, and it is not kept."""
    stories = sorted(path for path in (lying.site / "stories").glob("*.html") if path.name != "index.html")
    visitor.page.goto(f"{lying.address}stories/{stories[0].name}")
    button(visitor.page, "Chia sẻ")
    address = f"{lying.address}stories/{stories[0].name}" if lying.address.startswith("http") else ""
    expect(visitor.page.locator("#lh-shared")).to_have_value(address)
    expect(visitor.page.get_by_role("button", name="Lưu lại")).to_have_count(0)
    assert visitor.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, sample_site: Path, scheme: str) -> None:
    """With all of it open on a phone; targets are large enough, and on paper none of it stands."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/{OFFER}")
    button(page, "Lưu lại")
    expect(page.locator(".lh-foot [role=status]")).to_be_visible()
    button(page, "Chia sẻ")
    expect(page.locator(".lh-share")).to_be_focused()
    button(page, "Mã QR")
    expect(page.locator(".lh-qr svg")).to_be_visible()
    for path in ("", "saved/index.html"):
        if path:
            page.goto(f"{sample_site.as_uri()}/{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(FIND_FAULTS) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        heights = "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().height)"
        assert min(page.locator("main button, main a.lh-button").evaluate_all(heights)) >= 44
    page.go_back()
    page.emulate_media(media="print")
    assert page.locator("main button:visible").count() == 0
    context.close()


def test_without_scripts_nothing_of_it_is_shown(browser: Browser, sample_site: Path) -> None:
    """A button that does nothing would be worse than none."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/{OFFER}")
    assert page.locator("main button:visible").count() == 0
    context.close()


def test_a_browser_that_keeps_nothing(browser: Browser, sample_site: Path) -> None:
    """As in some private windows: the page works, and says so."""
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
    page, faults = context.new_page(), []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page.goto(f"{sample_site.as_uri()}/{OFFER}")
    button(page, "Lưu lại")
    expect(page.locator(".lh-foot [role=status]")).to_have_text("Trình duyệt này không lưu được gì.")
    assert faults == []
    context.close()
