"""Both catalogues' sites in Chromium: from a disk, from a web server's top and from a folder on one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visitor, both_languages
from tests.running import fetch

from langhoc.model import KINDS

pytestmark = pytest.mark.browser


def test_every_kind_has_a_page_in_both_languages(sample_site: Path) -> None:
    """The imaginary catalogue shows all there is; a kind without a page could not be looked at here."""
    for kind in KINDS.values():
        for prefix in ("", "en/"):
            assert len(list((sample_site / prefix / kind.folder).glob("*.html"))) >= 2, prefix + kind.name


def test_a_walk_through_the_site(visitor: Visitor, place: str, kinds_of_pages: list[str]) -> None:
    """Pages of every kind, in both languages: no error, no other host, and the page is there to be read."""
    for path in both_languages(kinds_of_pages):
        visitor.page.goto(place + path)
        expect(visitor.page.locator("h1")).to_have_count(1)
        expect(visitor.page.locator("h1")).not_to_be_empty()
        assert visitor.page.evaluate("document.styleSheets.length") >= 2, path
        assert visitor.page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth)"), path
    assert visitor.complaints == []
    assert [url for url in visitor.asked if not url.startswith(place)] == []


def test_links_lead_on(visitor: Visitor, place: str) -> None:
    """From the home page by way of the menu to a list, to a record, and home again."""
    page = visitor.page
    page.goto(f"{place}index.html")
    for step in ("nav a[href*='offers/index.html']", "main a[href*='offers/']", "a[href$='index.html']"):
        page.locator(step).locator("visible=true").first.click()
        page.wait_for_load_state()
        expect(page.locator("h1")).not_to_be_empty()
        assert page.url.startswith(place)
    assert visitor.complaints == []


def test_a_list_is_narrowed_on_the_page_for_finding(visitor: Visitor, sample_site: Path) -> None:
    """From the list of classes one goes to those that are free, from there to those in the evening, too."""
    page = visitor.page
    page.goto(f"{sample_site.as_uri()}/offers/index.html")
    page.locator("main").get_by_role("link", name="Miễn phí").click()
    rows = page.locator(".lh-results li")
    expect(rows.first).to_be_visible()
    assert page.locator(".lh-results .lh-tag--free").count() == rows.count()
    assert page.locator("[aria-pressed=true]").all_inner_texts()[0].startswith("Miễn phí")
    page.get_by_role("button", name="Học buổi tối").click()
    expect(page).to_have_url(re.compile("evening"))
    expect(rows.first).to_be_visible()
    assert visitor.complaints == []


def test_what_is_near_comes_first(visitor: Visitor, sample_site: Path) -> None:
    """Who says where she is finds the week in order of nearness, until she has the browser forget it."""
    page = visitor.page
    page.goto(f"{sample_site.as_uri()}/areas/xa-mau.html")
    page.get_by_role("button", name="Tôi ở đây").click()
    page.goto(f"{sample_site.as_uri()}/index.html")
    page.get_by_role("link", name="gần Xã Mẫu").click()
    expect(page.get_by_text("Buổi gần Xã Mẫu xếp trước")).to_be_visible()
    rows = page.locator(".lh-week li span").all_inner_texts()
    assert any("khoảng" in row and "km" in row for row in rows)
    for day in page.locator("[data-langhoc=week] ul").all():
        told = [re.search(r"khoảng (\d+) km", row) for row in day.locator("li").all_text_contents()]
        far = [int(found[1]) for found in told if found]
        assert far == sorted(far)
    page.get_by_role("button", name="Bỏ chọn nơi này").click()
    expect(page.get_by_text("Buổi gần Xã Mẫu xếp trước")).to_have_count(0)
    assert visitor.complaints == []


def test_what_officials_need_is_in_the_menu(visitor: Visitor, place: str) -> None:
    """Under its own heading, away from what residents look for."""
    page = visitor.page
    page.goto(f"{place}index.html")
    page.locator("header summary").first.click()
    expect(page.locator("header").get_by_text("Dành cho cán bộ")).to_be_visible()
    page.locator("header").get_by_role("link", name="Nơi còn thiếu").click()
    expect(page.locator("h1")).to_have_text("Nơi còn thiếu")


@pytest.mark.parametrize("address", ["nowhere.html", "a/b/very/deep/nowhere.html"])
def test_the_page_for_a_missing_page(visitor: Visitor, nginx: dict[Path, str], site: Path, address: str) -> None:
    """A server shows it at any depth, whole, without asking for anything else; it leads home."""
    page = visitor.page
    answer = page.goto(f"{nginx[site]}{address}")
    assert answer is not None
    assert answer.status == 404
    assert [url for url in visitor.asked if not url.endswith("/favicon.ico")] == [f"{nginx[site]}{address}"]
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""
    page.locator("main a").first.click()
    expect(page.locator("h1")).to_have_count(1)
    assert [text for text in visitor.complaints if "404" not in text] == []


def test_the_server_gives_the_same_bytes(nginx: dict[Path, str], site: Path) -> None:
    """What nginx hands out at either place is what lies on the disk."""
    for path in ("index.html", "en/offers/index.html"):
        text = (site / path).read_text(encoding="utf-8")
        assert fetch(nginx[site] + path) == (200, text)
        assert fetch(f"{nginx[site]}a/b/{path}") == (200, text)
