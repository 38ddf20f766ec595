"""Both previews in a browser: an open page renews itself after an edit, under the site's policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.running import DAY, Server, edit, eventually, fetch, free_port, new_catalogue

pytestmark = pytest.mark.browser

OFFER = Path("data", "offers", "vi-tinh-buoi-toi.yml")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return new_catalogue(tmp_path / "catalogue")


@pytest.fixture(params=["langhoc", "mkdocs"])
def preview(request: pytest.FixtureRequest, catalogue: Path) -> Iterator[tuple[Server, str]]:
    """A preview that serves, and its address."""
    if request.param == "langhoc":
        with Server("langhoc", "-C", catalogue, "serve", "--port", "0", "--today", DAY) as server:
            yield server, server.wait_for(r"Open (http://\S+)")[1]
    else:
        port = free_port()
        with Server("mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}", cwd=catalogue) as server:
            server.wait_for("Serving on")
            yield server, f"http://127.0.0.1:{port}/"


def test_an_open_page_follows_the_edits(browser: Browser, preview: tuple[Server, str], catalogue: Path) -> None:
    """Edited, broken, mended: the page shows each good state by itself, and never an error."""
    server, address = preview
    page = browser.new_context().new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}offers/vi-tinh-buoi-toi.html")
    expect(page.locator("h1")).to_have_text("Vi tính buổi tối cho người mới")
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    expect(page.locator("h1")).to_have_text("Vi tính buổi tối cho mọi người", timeout=60_000)
    known = len(server.said)
    edit(catalogue / OFFER, "type: class", "type: clas")
    server.wait_for(r"5:7: error\[unknown-value\]", known)
    eventually(lambda: "Vi tính buổi tối cho mọi người" in fetch(f"{address}offers/vi-tinh-buoi-toi.html")[1])
    edit(catalogue / OFFER, "cho mọi người", "cho tất cả")
    edit(catalogue / OFFER, "type: clas", "type: class")
    expect(page.locator("h1")).to_have_text("Vi tính buổi tối cho tất cả", timeout=60_000)
    assert complaints == []
    assert "Traceback" not in server.said
    page.context.close()
