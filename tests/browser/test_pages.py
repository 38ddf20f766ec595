"""The built example in Chromium: from a disk, from a web server's top and from a folder on one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.malicious import malicious_catalogue
from tests.running import TODAY, eventually, fetch, free_port

from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project

pytestmark = pytest.mark.browser

TOP = Path(__file__).parent.parent.parent
AXE = TOP / "node_modules" / "axe-core" / "axe.min.js"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin") or "nginx"

NGINX_CONFIG = """
{user} daemon off; worker_processes 1; pid {place}/nginx.pid; error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ root {site}; error_page 404 /404.html; }}
    location /a/b/ {{ alias {site}/; error_page 404 /a/b/404.html; }}
  }}
}}
"""


@pytest.fixture(scope="session")
def nginx(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real nginx that serves the site at / and at /a/b/."""
    place, port = tmp_path_factory.mktemp("nginx"), free_port()
    # As root, nginx would go on as another user, who may not read the test's folder.
    is_root = Path("/proc/self").stat().st_uid == 0
    config = NGINX_CONFIG.format(user="user root;" if is_root else "", place=place, port=port, site=built_site)
    (place / "nginx.conf").write_text(config, encoding="utf-8")
    server = subprocess.Popen([NGINX, "-p", place, "-e", place / "error.log", "-c", place / "nginx.conf"])
    eventually(lambda: (place / "nginx.pid").exists() and bool((place / "nginx.pid").read_text().strip()))
    yield f"http://127.0.0.1:{port}/"
    server.terminate()
    server.wait(timeout=30)


@pytest.fixture(params=["disk", "top", "folder"])
def place(request: pytest.FixtureRequest, built_site: Path) -> str:
    """Where the site lies; ends in a slash."""
    if request.param == "disk":
        return f"{built_site.as_uri()}/"
    server: str = request.getfixturevalue("nginx")
    return server if request.param == "top" else f"{server}a/b/"


@pytest.fixture(scope="session")
def kinds_of_pages(built_site: Path) -> dict[str, str]:
    """One page of each kind, in the first language: its path."""
    catalogue, _problems = Project(TOP, TODAY, use_cache=False).usable()
    communes = [area for area in catalogue.areas if area.type.is_commune_level]
    filled = next(area for area in communes if catalogue.centres_in(area) and catalogue.offers_in(area))
    empty = next(area for area in communes if not catalogue.centres_in(area))
    offer = next(offer for offer in catalogue.offers if offer.sessions and offer.places)
    topic = next(topic for topic in catalogue.topics if catalogue.offers_on(topic))
    found = {
        "home": "index.html",
        "areas": "areas/index.html",
        "filled commune": f"areas/{filled.id}.html",
        "empty commune": f"areas/{empty.id}.html",
        "centres": "centres/index.html",
        "centre": f"centres/{catalogue.centres[0].id}.html",
        "offers": "offers/index.html",
        "offer": f"offers/{offer.id}.html",
        "topics": "topics/index.html",
        "topic": f"topics/{topic.id}.html",
        "page": "about.html",
    }
    assert {name for name, path in found.items() if not (built_site / path).is_file()} == set()
    return found


def both_languages(paths: dict[str, str]) -> list[str]:
    return [*paths.values(), *(f"en/{path}" for path in paths.values())]


@dataclass
class Visitor:
    """Somebody with a browser, all that it asked for and complained of."""

    context: BrowserContext
    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def notice(self) -> None:
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("console", lambda message: self.complaints.extend([message.text] * (message.type == "error")))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    visitor = Visitor(context, context.new_page())
    visitor.notice()
    yield visitor
    context.close()


def test_a_walk_through_the_site(visitor: Visitor, place: str, kinds_of_pages: dict[str, str]) -> None:
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


def test_the_language_switch_leads_to_the_counterpart(
    visitor: Visitor, place: str, kinds_of_pages: dict[str, str]
) -> None:
    """There and back, on a page of every kind."""
    page = visitor.page
    for path in kinds_of_pages.values():
        page.goto(place + path)
        page.locator("a[hreflang=en]").locator("visible=true").first.click()
        page.wait_for_url(f"{place}en/{path}")
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("a[hreflang=vi]").locator("visible=true").first.click()
        page.wait_for_url(place + path)
        assert page.locator("html").get_attribute("lang") == "vi"


def test_the_page_for_a_missing_page(visitor: Visitor, nginx: str) -> None:
    """A server shows it at any depth, whole, without asking for anything else; it leads home."""
    page = visitor.page
    for address in (f"{nginx}nowhere.html", f"{nginx}a/b/very/deep/nowhere.html"):
        visitor.asked.clear()
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
        assert [url for url in visitor.asked if not url.endswith("/favicon.ico")] == [address]
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""
        page.locator("main a").first.click()
        expect(page.locator("h1")).to_have_count(1)
        # What this page asks for late is not of the next one.
        page.wait_for_load_state("networkidle")
    assert [text for text in visitor.complaints if "404" not in text] == []


def test_the_server_gives_the_same_bytes(nginx: str, built_site: Path) -> None:
    """What nginx hands out at either place is what lies on the disk."""
    for path in ("index.html", "en/offers/index.html"):
        text = (built_site / path).read_text(encoding="utf-8")
        assert fetch(nginx + path) == (200, text)
        assert fetch(f"{nginx}a/b/{path}") == (200, text)


def test_reading_needs_no_scripts(browser: Browser, place: str, kinds_of_pages: dict[str, str]) -> None:
    """Without JavaScript every text is there, and the menu opens and leads on."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in kinds_of_pages.values():
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
def test_nothing_is_wider_than_a_phone(
    browser: Browser, built_site: Path, kinds_of_pages: dict[str, str], width: int
) -> None:
    """No page has to be pushed to the side to be read."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    wide = []
    for path in both_languages(kinds_of_pages):
        page.goto(f"{built_site.as_uri()}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    context.close()
    assert wide == []


SERIOUS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.filter(v => ["serious", "critical"].includes(v.impact))
    .map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(" | "));
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, built_site: Path, kinds_of_pages: dict[str, str], scheme: str, width: int
) -> None:
    """Contrast, names, roles, order of headings: in both colour schemes, on a phone and on a desk."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    axe = AXE.read_text(encoding="utf-8")
    found = {}
    for path in [*kinds_of_pages.values(), "en/index.html", "404.html"]:
        page.goto(f"{built_site.as_uri()}/{path}")
        page.evaluate(axe)
        if serious := page.evaluate(SERIOUS):
            found[path] = serious
    context.close()
    assert found == {}


# A catalogue that means harm


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
    page.goto(f"{harmful_site.as_uri()}/index.html")
    for question in ("script", "onerror", "pwned", "<img src=x onerror=__pwned=50>", "img"):
        page.fill("#lh-q", question)
        page.press("#lh-q", "Enter")
        expect(page.locator(".lh-search [role=status]")).not_to_be_empty()
    page.fill("#lh-q", "script")
    page.press("#lh-q", "Enter")
    expect(page.locator("#lh-results a").first).to_be_visible()
    assert page.locator("#lh-results script, #lh-results img, #lh-results svg[onload]").count() == 0
    assert page.evaluate("[window.__pwned, window.__violations]") == [None, None]
    assert unexpected(visitor) == []
