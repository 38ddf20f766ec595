"""The example's site, built once for each test process, and a browser that sees it from a disk and from a server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project

TOP = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
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
    """A fresh page. At the end of the test it must not have complained, nor asked anything of another address."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    watched = Watched(context.new_page())
    context.on("request", lambda request: watched.requests.append(request.url))
    context.on("console", lambda message: watched.complaints.extend([message.text] * (message.type == "error")))
    context.on("weberror", lambda error: watched.complaints.append(str(error.error)))
    yield watched
    context.close()
    assert watched.complaints == []
    assert [url for url in watched.requests if not url.startswith(address)] == []
