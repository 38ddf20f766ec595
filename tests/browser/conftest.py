"""Both catalogues' sites, built once for each test process; the servers they lie on, and a browser that sees them."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.running import TODAY, eventually, free_port

from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import KINDS
from langhoc.project import Project

TOP = Path(__file__).parent.parent.parent
# Debian's, in the build without a window, which takes half the time; the one with is named by LANGHOC_CHROMIUM.
CHROMIUM = os.environ.get("LANGHOC_CHROMIUM", "/usr/bin/chromium-headless-shell")
# Where the pages lie that a resident sees most.
OFTEN = ("index.html", "about.html", "areas/", "centres/", "offers/", "topics/")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site as of 21 November 2026, in a folder of this process alone."""
    site = tmp_path_factory.mktemp("site") / "site"
    Project(TOP, date(2026, 11, 21), use_cache=False).build(site, run_mkdocs)
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="session")
def served(built_site: Path) -> Iterator[str]:
    """The address of the site on a web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, built_site: Path) -> str:
    """The site's address, from a disk and from a server; it ends in a slash."""
    if request.param == "file":
        return f"{built_site.as_uri()}/"
    served: str = request.getfixturevalue("served")
    return served


@dataclass
class Watched:
    """A page of the site, what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """A fresh page. At the end of the test it must not have complained, nor asked anything of another address.

    No worker answers in the host's place, or asks for what is to be kept.
    """
    context = browser.new_context(viewport={"width": 1000, "height": 800}, service_workers="block")
    watched = Watched(context.new_page())
    context.on("request", lambda request: watched.requests.append(request.url))
    context.on("console", lambda message: watched.complaints.extend([message.text] * (message.type == "error")))
    context.on("weberror", lambda error: watched.complaints.append(str(error.error)))
    yield watched
    context.close()
    assert watched.complaints == []
    assert [url for url in watched.requests if not url.startswith(address)] == []


# Both sites, from a disk, from a web server's top and from a folder on one

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
    return _site(request, request.param)


def _site(request: pytest.FixtureRequest, whose: str) -> Path:
    found: Path = request.getfixturevalue("built_site" if whose == "city" else "sample_site")
    return found


@dataclass(frozen=True)
class Lying:
    """A site, and the address of where it lies, which ends in a slash."""

    site: Path
    address: str


@pytest.fixture(params=["city on a disk", "city at the top", "sample on a disk", "sample in a folder"])
def lying(request: pytest.FixtureRequest) -> Lying:
    """The real catalogue's site and the imaginary one's: from a disk, and from a web server's top or a folder there."""
    whose, _preposition, where = request.param.partition(" ")
    site = _site(request, whose)
    if where == "on a disk":
        return Lying(site, f"{site.as_uri()}/")
    server: str = request.getfixturevalue("nginx")[site]
    return Lying(site, server if where == "at the top" else f"{server}a/b/")


@pytest.fixture
def place(lying: Lying) -> str:
    return lying.address


@pytest.fixture
def kinds_of_pages(lying: Lying) -> list[str]:
    """Pages of each kind that the site has: its list, its fullest record; of areas an empty one too."""
    return kinds_in(lying.site)


@pytest.fixture
def main_pages(lying: Lying) -> list[str]:
    """Of those, what a resident sees most."""
    return [path for path in kinds_in(lying.site) if path.startswith(OFTEN)]


def kinds_in(site: Path) -> list[str]:
    lists = ["find/index.html", "calendar/index.html", "coverage/index.html"]
    found = [path for path in ("index.html", *lists, "about.html", "take-part.html") if (site / path).is_file()]
    for kind in KINDS.values():
        pages = [page for page in (site / kind.folder).glob("*.html") if "<main" in page.read_text(encoding="utf-8")]
        records = sorted((page for page in pages if page.name != "index.html"), key=lambda page: page.stat().st_size)
        lists = [page for page in pages if page.name == "index.html"]
        barest = records[:1] if kind.name == "area" else []
        found += [page.relative_to(site).as_posix() for page in (*lists, *barest, *records[-1:])]
    return found


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
