"""The sheet that is signed before a story is told: one page of A4, in both languages, that promises nothing untrue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from langhoc.model import ConsentScope

pytestmark = pytest.mark.browser


def printed(browser: Browser, site: Path, path: str, **options: object) -> bytes:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{path}")
    made = page.pdf(format="A4", **options)
    context.close()
    return made


@pytest.mark.parametrize("path", ["consent/index.html", "en/consent/index.html"])
def test_it_fits_one_sheet(browser: Browser, sample_site: Path, path: str) -> None:
    """On A4 with the margins that browsers set; what is for the screen is not on paper."""
    margins = dict.fromkeys(("top", "bottom", "left", "right"), "1cm")
    made = printed(browser, sample_site, path, margin=margins)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


@pytest.mark.parametrize("path", ["consent/index.html", "en/consent/index.html"])
def test_it_says_what_cannot_be_called_back(browser: Browser, sample_site: Path, path: str) -> None:
    """Sticks, paper, search engines, history; a tick for each use there is; lines to sign; and the menu leads to it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/{path}")
    text = page.locator(".lh-sheet").inner_text()
    assert "Git" in text
    assert "13/2023" in text
    assert "USB" in text
    assert page.locator(".lh-ticks li").count() == len(ConsentScope) + 1
    assert page.locator(".lh-signatures p").count() == 3
    assert page.locator("input, textarea, form").count() == page.locator("header input, [role=search] input").count()
    page.emulate_media(media="print")
    assert page.locator(".lh-header").is_hidden()
    assert page.locator("pre").is_hidden()
    page.goto(f"{sample_site.as_uri()}/{path.removesuffix('consent/index.html')}index.html")
    assert page.locator("a[href$='consent/index.html']").count() >= 1
    context.close()
