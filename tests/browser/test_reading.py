"""Pages as people read them: without scripts, on a narrow screen, in the other language, by ear."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import OFTEN, Visitor, both_languages, kinds_in

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = pytest.mark.browser


APART = pytest.mark.parametrize("lying", ["city on a disk", "sample in a folder"], indirect=True)


@APART
def test_the_language_switch_leads_to_the_counterpart(visitor: Visitor, place: str, main_pages: list[str]) -> None:
    """There and back, on a page of every kind."""
    page = visitor.page
    for path in main_pages:
        page.goto(place + path)
        page.locator("a[hreflang=en]").locator("visible=true").first.click()
        page.wait_for_url(f"{place}en/{path}")
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("a[hreflang=vi]").locator("visible=true").first.click()
        page.wait_for_url(place + path)
        assert page.locator("html").get_attribute("lang") == "vi"


@APART
def test_reading_needs_no_scripts(browser: Browser, place: str, main_pages: list[str]) -> None:
    """Without JavaScript every text is there, and the menu opens and leads on."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in main_pages:
        page.goto(place + path)
        expect(page.locator("h1")).to_be_visible()
        assert len(page.locator("main").inner_text()) > 20, path
    page.goto(f"{place}index.html")
    page.locator("header summary").first.click()
    link = page.locator("header details a[href='about.html']")
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url(f"{place}about.html")
    context.close()


def test_nothing_is_wider_than_a_phone(browser: Browser, site: Path) -> None:
    """No page has to be pushed to the side to be read."""
    page = browser.new_page()
    wide = []
    for path in both_languages(kinds_in(site)):
        page.goto(f"{site.as_uri()}/{path}")
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 640})
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append((path, width))
    page.close()
    assert wide == []


FAULTS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(" | "));
}"""


Screen = tuple[Literal["light", "dark"], int]
# Page after page the one pair or the other, so that all four are seen of pages that are alike.
SCREENS: tuple[tuple[Screen, Screen], ...] = ((("light", 360), ("dark", 1280)), (("dark", 360), ("light", 1280)))


def test_axe_finds_nothing(browser: Browser, built_site: Path, sample_site: Path) -> None:
    """Contrast, names, roles, order of headings: in both colour schemes, on a phone and on a desk."""
    page = browser.new_page()
    axe = AXE.read_text(encoding="utf-8")
    often = [built_site / path for path in kinds_in(built_site) if path.startswith(OFTEN)]
    others = [built_site / "en/index.html", built_site / "404.html"]
    found = {}
    pages = [sample_site / path for path in kinds_in(sample_site)]
    looks = [(file, screen) for number, file in enumerate(pages) for screen in SCREENS[number % 2]]
    # What real records add is length, of which a phone has the least.
    looks += [(file, SCREENS[number % 2][0]) for number, file in enumerate((*often, *others))]
    for file, (scheme, width) in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        # Anew, for colours do not change in a moment.
        page.goto(file.as_uri())
        page.evaluate(axe)
        if faults := page.evaluate(FAULTS):
            found[str(file), scheme, width] = faults
    page.close()
    assert found == {}
