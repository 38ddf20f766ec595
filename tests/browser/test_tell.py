"""The form without an account: filled in on a phone, kept through a closed tab, sent as a text, made into a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.test_reading import AXE
from tests.running import langhoc

from langhoc.cli.starting import SAMPLE, start
from langhoc.doors.telling.questions import MESSAGE_KINDS
from langhoc.doors.telling.sent import messages_in
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project

TODAY = date(2026, 11, 23)
PHONE = {"width": 360, "height": 740}
TEXT = "#lh-told"
ANSWERS = {
    "class.name": "Vi tính: buổi tối cho bà con",
    "class.where": "Nhà văn hóa ấp Cồn Mẫu, xã Mẫu",
    "class.when": "tối thứ 3, 5 từ 18h30 đến 20h",
    "class.cost": "miễn phí",
    "class.call": "028 3000 0000",
    "class.call.who": "Văn phòng ấp",
    "class.known": "tôi đang học lớp này",
}


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser; what it keeps outlives its tabs."""
    context = browser.new_context(viewport=PHONE, has_touch=True, accept_downloads=True)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture(params=["disk", "server"])
def form(request: pytest.FixtureRequest, sample_site: Path) -> str:
    """The address of the form, from a disk and from a web server."""
    nginx = request.getfixturevalue("nginx") if request.param == "server" else {}
    return f"{nginx.get(sample_site, f'{sample_site.as_uri()}/')}tell/index.html"


def fill(page: Page) -> None:
    page.get_by_role("button", name="Một lớp học").click()
    for name, answer in ANSWERS.items():
        page.locator(f"[name='{name}']").fill(answer)


def test_a_class_from_a_phone_to_the_site(phone: BrowserContext, form: str, tmp_path: Path) -> None:
    """Filled in, the tab closed, come back to, copied; an editor's command makes the class that the site then shows."""
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.extend([message.text] * (message.type == "error")))
    page = phone.new_page()
    page.goto(form)
    fill(page)
    page.close()
    page = phone.new_page()
    page.goto(form)
    expect(page.locator("[data-part=kept]")).to_contain_text("vẫn còn đây")
    expect(page.locator("[name='class.where']")).to_have_value(ANSWERS["class.where"])
    page.get_by_role("button", name="Sao chép").click()
    expect(page.locator("[data-part=done]")).to_have_text("Đã sao chép.")
    text = page.locator(TEXT).input_value()
    assert page.evaluate("getSelection().toString()") == text
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert complaints == []
    folder = tmp_path / "catalogue"
    start(folder, TODAY, SAMPLE)
    (tmp_path / "tin.txt").write_text(f"Ban biên tập đã viết:\n> {text.replace(chr(10), chr(10) + '> ')}", "utf-8")
    added = langhoc("-C", folder, "add", "--from", tmp_path / "tin.txt", "--yes", "--today", TODAY.isoformat())
    assert added.returncode == 0, added.stderr
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    shown = phone.new_page()
    shown.goto((folder / "site" / "offers" / "vi-tinh-buoi-toi-cho-ba-con.html").as_uri())
    expect(shown.locator("h1")).to_have_text(ANSWERS["class.name"])
    for said in ("18 giờ 30", "Miễn phí", "Nhà văn hóa ấp Cồn Mẫu", "028 3000 0000"):
        expect(shown.locator("main")).to_contain_text(said)


def test_it_can_be_sent_in_every_way(phone: BrowserContext, form: str) -> None:
    """As a text message, an e-mail to who keeps the catalogue, by another app, as a file: the same text each time."""
    asked: list[str] = []
    phone.add_init_script("navigator.share = (what) => Promise.resolve((window.shared = what.text))")
    page = phone.new_page()
    page.goto(form)
    page.on("request", lambda request: asked.append(request.url))
    fill(page)
    text = page.locator(TEXT).input_value()
    page.get_by_role("button", name="Gửi qua Zalo").click()
    assert page.evaluate("window.shared") == text
    mail = page.get_by_role("link", name="Gửi thư điện tử").get_attribute("href") or ""
    assert mail.startswith("mailto:bientap@langmau.example?subject=Tin%20g")
    assert (page.get_by_role("link", name="Gửi tin nhắn").get_attribute("href") or "").startswith("sms:?body=Tin%20g")
    with page.expect_download() as download:
        page.get_by_role("link", name="Lưu thành tệp").click()
    name = r"bao-tin-vi-tinh-buoi-toi-cho-ba-con-\d{4}-\d\d-\d\d-\d{4}\.txt"
    assert re.fullmatch(name, download.value.suggested_filename)
    (sent,) = messages_in(download.value.path().read_text("utf-8"))
    assert sent.answers["call"] == "028 3000 0000, Văn phòng ấp"
    assert sent.answers["name"] == ANSWERS["class.name"]
    assert [url for url in asked if not url.startswith("blob:") and not url.endswith("/icon.svg")] == []


def test_a_draft_is_deleted(phone: BrowserContext, form: str) -> None:
    """Who lends the phone to somebody else leaves nothing behind."""
    page = phone.new_page()
    page.goto(form)
    fill(page)
    page.reload()
    page.get_by_role("button", name="Xóa bản nháp").click()
    expect(page.locator("[name='class.name']")).to_have_value("")
    page.reload()
    expect(page.locator("[data-part=kept]")).to_be_hidden()
    expect(page.locator(TEXT)).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('langhoc-tell'))") == []


def test_a_browser_that_keeps_nothing(phone: BrowserContext, form: str) -> None:
    """It says so, and works on."""
    phone.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    page = phone.new_page()
    page.goto(form)
    fill(page)
    expect(page.locator("[data-part=unkept]")).to_be_visible()
    expect(page.locator(TEXT)).to_have_value(re.compile("Tên lớp: Vi tính"))


def test_a_story_waits_for_consent(phone: BrowserContext, form: str) -> None:
    """Until somebody agreed there is no text to send; what was written stays."""
    page = phone.new_page()
    page.goto(f"{form}#story")
    page.locator("[name='story.called']").fill("cô Sáu")
    page.locator("[name='story.told']").fill("Cô học chữ.\n\nGiờ cô đọc báo.")
    page.get_by_label("Chưa hỏi ai").check()
    expect(page.locator("[data-part=refused]")).to_be_visible()
    expect(page.locator(TEXT)).to_be_hidden()
    page.get_by_label("Người trong chuyện đã đồng ý").check()
    page.get_by_label("để trên trang này").check()
    page.get_by_label("in ra giấy").check()
    page.locator("[name='story.agreed_on']").fill("2026-11-20")
    expect(page.locator("[data-part=refused]")).to_be_hidden()
    (sent,) = messages_in(page.locator(TEXT).input_value())
    assert dict(sent.answers) == {
        "called": "cô Sáu",
        "told": "Cô học chữ.\n\nGiờ cô đọc báo.",
        "agreed": "Người trong chuyện đã đồng ý",
        "scope": "để trên trang này; in ra giấy, chép vào USB, điện thoại",
        "agreed_on": "20/11/2026",
    }


def test_what_is_private_is_told_before_it_is_sent(phone: BrowserContext, form: str) -> None:
    """A mobile number and a bank account are noticed while one writes."""
    page = phone.new_page()
    page.goto(f"{form}#class")
    expect(page.locator("[name='class.call']")).to_have_attribute("type", "tel")
    page.locator("[name='class.call']").fill("0903 123 456")
    expect(page.locator("[data-warns=mobile]")).to_be_visible()
    expect(page.locator("[data-warns=account]")).to_be_hidden()
    page.locator("[name='class.cost']").fill("chuyển vào STK 0123 456 789 012")
    expect(page.locator("[data-warns=account]")).to_be_visible()


def test_without_javascript_it_can_be_written_by_hand(browser: Browser, sample_site: Path, built_site: Path) -> None:
    """The questions as lines to copy, and to whom to send them; filled in by hand they are a message."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/tell/index.html")
    lines = page.locator("pre").nth(1).inner_text()
    (sent,) = messages_in(lines.replace("Tên lớp:", "Tên lớp: May"))
    assert (sent.kind, sent.answers) == (MESSAGE_KINDS["class"], {"name": "May"})
    expect(page.locator("main")).to_contain_text("bientap@langmau.example")
    expect(page.locator("form.lh-tell")).to_be_hidden()
    page.goto(f"{built_site.as_uri()}/en/tell/index.html")
    expect(page.locator("main")).to_contain_text("Nobody is on duty for this catalogue yet")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["tell/index.html", "en/tell/index.html"])
def test_axe_finds_nothing_and_targets_are_large(browser: Browser, sample_site: Path, scheme: str, path: str) -> None:
    """Each of the three forms, filled in, at 320 px: no fault, nothing wider than the screen, 44 px to touch."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/{path}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for kind, first in (("place", "name"), ("class", "name"), ("story", "called")):
        page.locator(f"button[value={kind}]").click()
        page.locator(f"[name='{kind}.{first}']").fill("0903 123 456 STK 0123456789")
        if kind == "story":
            page.locator("[data-agreed=yes]").first.check()
        found = page.evaluate(
            "async () => (await axe.run(document)).violations.map((one) => [one.id, one.nodes[0].html])"
        )
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        small = page.evaluate(
            """() => [...document.querySelectorAll(".lh-tell :is(button, a, input, textarea, label:has(input))")]
              .filter((one) => one.checkVisibility() && !one.closest("label :is(input), p:not(.lh-actions) a"))
              .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
        )
        assert small == []
    context.close()


def test_it_is_linked_from_where_people_look(browser: Browser, sample_site: Path) -> None:
    """From the home page, the menu, the page on taking part; only the form loads its script."""
    for path in ("index.html", "en/index.html"):
        html = (sample_site / path).read_text("utf-8")
        assert html.count('href="tell/index.html"' if path == "index.html" else 'href="../en/tell/index.html"') >= 2
        assert "assets/tell." not in html
    assert "tell/index.html" in (sample_site / "take-part.html").read_text("utf-8")
    assert "assets/tell." in (sample_site / "tell" / "index.html").read_text("utf-8")
