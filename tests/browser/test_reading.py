"""Pages as people read them: without scripts, on a narrow screen, in the other language, by ear."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import OFTEN, Visitor, both_languages, kinds_in

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize("width", [360, 320])
def test_nothing_is_wider_than_a_phone(browser: Browser, site: Path, kinds_of_pages: list[str], width: int) -> None:
    """No page has to be pushed to the side to be read."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    wide = []
    for path in both_languages(kinds_of_pages):
        page.goto(f"{site.as_uri()}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    context.close()
    assert wide == []


FAULTS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(" | "));
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, built_site: Path, sample_site: Path, scheme: str, width: int) -> None:
    """Contrast, names, roles, order of headings: in both colour schemes, on a phone and on a desk."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    axe = AXE.read_text(encoding="utf-8")
    often = [built_site / path for path in kinds_in(built_site) if path.startswith(OFTEN)]
    others = [built_site / "en/index.html", built_site / "404.html"]
    found = {}
    for file in (*often, *others, *(sample_site / path for path in kinds_in(sample_site))):
        page.goto(file.as_uri())
        page.evaluate(axe)
        if faults := page.evaluate(FAULTS):
            found[file.name] = faults
    context.close()
    assert found == {}
