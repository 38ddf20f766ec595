"""A catalogue that means harm in every text, seen in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visitor
from tests.malicious import malicious_catalogue
from tests.running import TODAY

from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def harmful_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = malicious_catalogue(tmp_path_factory.mktemp("harm") / "catalogue")
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    return folder / "site"


WATCH = """document.addEventListener("securitypolicyviolation", e => {
  (window.__violations = window.__violations || []).push(e.violatedDirective + " " + e.blockedURI);
});"""


def unexpected(visitor: Visitor) -> list[str]:
    """The pages' own pictures do not exist: that is told, and harmless."""
    return [text for text in visitor.complaints if "ERR_FILE_NOT_FOUND" not in text]


def test_harm_in_a_record_does_not_run(visitor: Visitor, harmful_site: Path) -> None:
    """Not on any page, nor as a result of a search; the policy is not even asked."""
    page = visitor.page
    page.add_init_script(WATCH)
    for path in sorted(harmful_site.rglob("*.html")):
        page.goto(path.as_uri())
        page.wait_for_load_state()
        assert page.evaluate("[window.__pwned, window.__violations]") == [None, None], path
    assert unexpected(visitor) == []
    assert [url for url in visitor.asked if not url.startswith(harmful_site.as_uri())] == []


def test_harm_in_a_record_does_not_run_as_a_search_result(visitor: Visitor, harmful_site: Path) -> None:
    """The titles that search shows are text."""
    page = visitor.page
    page.add_init_script(WATCH)
    for start in ("index.html", "find/index.html"):
        page.goto(f"{harmful_site.as_uri()}/{start}")
        page.focus("#lh-q")
        for question in ("script", "onerror", "pwned", "<img src=x onerror=__pwned=50>", "img", "script"):
            page.fill("#lh-q", question)
            expect(page.locator("[data-langhoc=search]")).to_have_attribute("data-answered", question)
        expect(page.locator(".lh-results a").first).to_be_visible()
        assert page.locator(".lh-results :is(script, img, svg[onload])").count() == 0
    assert page.evaluate("[window.__pwned, window.__violations]") == [None, None]
    assert unexpected(visitor) == []
