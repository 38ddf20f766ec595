"""Both catalogues' sites in Chromium: from a disk, from a web server's top and from a folder on one."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.malicious import malicious_catalogue
from tests.running import TODAY, eventually, fetch, free_port

from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import KINDS
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
  {servers}
}}
"""
NGINX_SERVER = """
  server {{
    listen 127.0.0.1:{port};
    location / {{ root {site}; error_page 404 /404.html; }}
    location /a/b/ {{ alias {site}/; error_page 404 /a/b/404.html; }}
  }}
"""


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the imaginary catalogue, in which every kind and every feature can be seen."""
    folder = tmp_path_factory.mktemp("sample") / "catalogue"
    start(folder, TODAY, SAMPLE)
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    return folder / "site"


@pytest.fixture(scope="session")
def nginx(built_site: Path, sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Path, str]]:
    """The address of each site on a real nginx, which serves it at / and at /a/b/."""
    place = tmp_path_factory.mktemp("nginx")
    ports = {site: free_port() for site in (built_site, sample_site)}
    # As root, nginx would go on as another user, who may not read the test's folder.
    user = "user root;" if Path("/proc/self").stat().st_uid == 0 else ""
    servers = "".join(NGINX_SERVER.format(port=port, site=site) for site, port in ports.items())
    (place / "nginx.conf").write_text(NGINX_CONFIG.format(user=user, place=place, servers=servers), encoding="utf-8")
    server = subprocess.Popen([NGINX, "-p", place, "-e", place / "error.log", "-c", place / "nginx.conf"])
    eventually(lambda: (place / "nginx.pid").exists() and bool((place / "nginx.pid").read_text().strip()))
    yield {site: f"http://127.0.0.1:{port}/" for site, port in ports.items()}
    server.terminate()
    server.wait(timeout=30)


@pytest.fixture(params=["city", "sample"])
def site(request: pytest.FixtureRequest) -> Path:
    """The real catalogue's site, and the imaginary one's."""
    name = "built_site" if request.param == "city" else "sample_site"
    found: Path = request.getfixturevalue(name)
    return found


@pytest.fixture(params=["disk", "server"])
def place(request: pytest.FixtureRequest, site: Path, built_site: Path) -> str:
    """Where the site lies; ends in a slash. The city's is at a server's top, the imaginary one in a folder there."""
    if request.param == "disk":
        return f"{site.as_uri()}/"
    server: str = request.getfixturevalue("nginx")[site]
    return server if site == built_site else f"{server}a/b/"


@pytest.fixture
def kinds_of_pages(site: Path) -> list[str]:
    return kinds_in(site)


def kinds_in(site: Path) -> list[str]:
    """Pages of each kind that the site has, in the first language: its list, and its fullest record."""
    own = ["index.html", "calendar/index.html", "coverage/index.html", "about.html", "take-part.html"]
    found = [path for path in own if (site / path).is_file()]
    for kind in KINDS.values():
        pages = [page for page in (site / kind.folder).glob("*.html") if "<main" in page.read_text(encoding="utf-8")]
        records = sorted((page for page in pages if page.name != "index.html"), key=lambda page: page.stat().st_size)
        lists = [page for page in pages if page.name == "index.html"]
        found += [page.relative_to(site).as_posix() for page in (*lists, *records[-1:])]
    return found


def test_every_kind_has_a_page_in_both_languages(sample_site: Path) -> None:
    """The imaginary catalogue shows all there is; a kind without a page could not be looked at here."""
    for kind in KINDS.values():
        for prefix in ("", "en/"):
            assert len(list((sample_site / prefix / kind.folder).glob("*.html"))) >= 2, prefix + kind.name


def both_languages(paths: list[str]) -> list[str]:
    return [*paths, *(f"en/{path}" for path in paths)]


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


def test_the_language_switch_leads_to_the_counterpart(visitor: Visitor, place: str) -> None:
    """There and back, at the top and below it."""
    page = visitor.page
    for path in ("index.html", "about.html", "offers/index.html"):
        page.goto(place + path)
        page.locator("a[hreflang=en]").locator("visible=true").first.click()
        page.wait_for_url(f"{place}en/{path}")
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("a[hreflang=vi]").locator("visible=true").first.click()
        page.wait_for_url(place + path)
        assert page.locator("html").get_attribute("lang") == "vi"


def test_a_list_is_narrowed(visitor: Visitor, sample_site: Path) -> None:
    """Free and in the evening: only such classes are left, the address says so, and a second look finds the same."""
    page = visitor.page
    page.goto(f"{sample_site.as_uri()}/offers/index.html")
    shown = page.locator(".lh-card:visible")
    everything = shown.count()
    page.get_by_role("button", name="Miễn phí").click()
    page.get_by_role("button", name="Học buổi tối").click()
    expect(page.locator(".lh-filters [role=status]")).not_to_be_empty()
    left = shown.count()
    assert 0 < left < everything
    assert all({"free", "evening"} <= set(card.get_attribute("data-marks").split()) for card in shown.all())
    assert page.url.endswith("?free=&evening=")
    page.reload()
    expect(shown).to_have_count(left)
    page.get_by_role("button", name="Miễn phí").click()
    page.get_by_role("button", name="Học buổi tối").click()
    expect(shown).to_have_count(everything)
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


def test_the_page_for_a_missing_page(visitor: Visitor, nginx: dict[Path, str], site: Path) -> None:
    """A server shows it at any depth, whole, without asking for anything else; it leads home."""
    page = visitor.page
    for address in (f"{nginx[site]}nowhere.html", f"{nginx[site]}a/b/very/deep/nowhere.html"):
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


def test_the_server_gives_the_same_bytes(nginx: dict[Path, str], site: Path) -> None:
    """What nginx hands out at either place is what lies on the disk."""
    for path in ("index.html", "en/offers/index.html"):
        text = (site / path).read_text(encoding="utf-8")
        assert fetch(nginx[site] + path) == (200, text)
        assert fetch(f"{nginx[site]}a/b/{path}") == (200, text)


def test_reading_needs_no_scripts(browser: Browser, site: Path, kinds_of_pages: list[str]) -> None:
    """Without JavaScript every text is there, and the menu opens and leads on."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page, place = context.new_page(), f"{site.as_uri()}/"
    for path in kinds_of_pages:
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


FAULTS = """async (rules) => {
  const options = {resultTypes: ["violations"], ...(rules.length ? {runOnly: rules} : {})};
  const found = await axe.run(document, options);
  return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(" | "));
}"""


@pytest.mark.parametrize(("scheme", "width", "rules"), [("light", 360, []), ("dark", 1280, ["color-contrast"])])
def test_axe_finds_nothing(browser: Browser, sample_site: Path, scheme: str, width: int, rules: list[str]) -> None:
    """Names, roles, order of headings, contrast: on a page of every kind; the contrast in dark colours too."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    axe = AXE.read_text(encoding="utf-8")
    found = {}
    for path in [*kinds_in(sample_site), "en/index.html", "404.html"]:
        page.goto(f"{sample_site.as_uri()}/{path}")
        page.evaluate(axe)
        if faults := page.evaluate(FAULTS, rules):
            found[path] = faults
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
