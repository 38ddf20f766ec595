"""The live preview: an edit shows, a broken one is told and harms nothing."""

from __future__ import annotations

import socket
import struct
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.running import DAY, Server, edit, eventually, fetch, langhoc, new_catalogue

OFFER = Path("data", "offers", "vi-tinh-buoi-toi.yml")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return new_catalogue(tmp_path / "catalogue")


@pytest.fixture
def server(catalogue: Path) -> Iterator[Server]:
    with Server("langhoc", "-C", catalogue, "serve", "--port", "0", "--today", DAY) as server:
        yield server


def address(server: Server) -> str:
    return server.wait_for(r"Open (http://\S+)")[1]


def shows(page: str, text: str) -> bool:
    return text in fetch(page)[1]


def test_an_edit_shows_and_a_broken_one_is_told(server: Server, catalogue: Path) -> None:
    """From edit to edit, the page shows the last good state, and the terminal tells what is wrong."""
    page = f"{address(server)}offers/vi-tinh-buoi-toi.html"
    assert shows(page, "Vi tính buổi tối cho người mới")
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    eventually(lambda: shows(page, "Vi tính buổi tối cho mọi người"))
    known = len(server.said)
    edit(catalogue / OFFER, "type: class", "type: clas")
    server.wait_for(r"5:7: error\[unknown-value\]", known)
    assert shows(page, "Vi tính buổi tối cho mọi người")
    edit(catalogue / OFFER, "cho mọi người", "cho tất cả")
    edit(catalogue / OFFER, "type: clas", "type: class")
    eventually(lambda: shows(page, "Vi tính buổi tối cho tất cả"))
    assert "Traceback" not in server.said


def test_pages_and_settings_are_watched(server: Server, catalogue: Path) -> None:
    """An edit of a page shows, and so do two edits of mkdocs.yml by an editor that replaces the file."""
    about = f"{address(server)}about.html"
    (catalogue / "content/about.md").write_text("# Mới toanh\n", encoding="utf-8")
    eventually(lambda: shows(about, "Mới toanh"))
    config = (catalogue / "mkdocs.yml").read_text(encoding="utf-8")
    for name in ("one", "two"):
        (catalogue / "new.tmp").write_text(f"{config}site_url: https://{name}.example/\n", encoding="utf-8")
        (catalogue / "new.tmp").replace(catalogue / "mkdocs.yml")
        eventually(lambda name=name: shows(about, f"https://{name}.example/about.html"))


def test_a_new_record_and_a_deleted_one(server: Server, catalogue: Path) -> None:
    """A page comes with its file and goes with it."""
    page = f"{address(server)}offers/moi.html"
    assert fetch(page)[0] == 404
    (catalogue / "data/offers/moi.yml").write_bytes((catalogue / OFFER).read_bytes())
    eventually(lambda: fetch(page)[0] == 200)
    (catalogue / "data/offers/moi.yml").unlink()
    eventually(lambda: fetch(page)[0] == 404)


def test_it_begins_with_a_broken_catalogue(catalogue: Path) -> None:
    """Where there is nothing to show yet, it says so, waits for the mending, and then shows the site."""
    edit(catalogue / OFFER, "type: class", "type: clas")
    with Server("langhoc", "-C", catalogue, "serve", "--port", "0") as server:
        server.wait_for(r"error\[unknown-value\]")
        home = address(server)
        status, text = fetch(home)
        assert status == 404
        assert "langhoc-reload.js" in text
        edit(catalogue / OFFER, "type: clas", "type: class")
        eventually(lambda: fetch(home)[0] == 200)


def test_a_folders_address_leads_to_its_list(server: Server) -> None:
    """As on any web server, offers becomes offers/, so that the page's relative links hold."""
    home = address(server)
    assert fetch(f"{home}offers")[1] == fetch(f"{home}offers/")[1]
    assert 'src="../assets/' in fetch(f"{home}offers")[1]


def test_every_file_says_what_it_is(server: Server) -> None:
    """A script that is sent as plain text does not run."""
    kinds = {"index.html": "text/html", "search/vi.js": "text/javascript", "assets/icon.svg": "image/svg+xml"}
    for path, kind in kinds.items():
        for method in ("GET", "HEAD"):
            request = urllib.request.Request(f"{address(server)}{path}", method=method)
            with urllib.request.urlopen(request, timeout=60) as answer:
                assert answer.headers["Content-Type"].partition(";")[0] == kind
                assert bool(answer.read()) == (method == "GET")
    # A page's worker would show what was there before the edit: this one takes itself off.
    assert "unregister" in fetch(f"{address(server)}sw.js")[1]


def test_a_reader_who_goes_away(server: Server) -> None:
    """Many ask and do not wait for the answer: nothing is said of it, and others are served."""
    where = urlsplit(address(server))
    assert where.hostname
    for _ in range(20):
        with socket.create_connection((where.hostname, where.port or 80)) as asking:
            asking.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            asking.sendall(b"GET /index.html HTTP/1.1\r\nHost: x\r\n\r\n")
    assert fetch(f"{address(server)}index.html")[0] == 200
    assert "Traceback" not in server.said
    assert "Exception" not in server.said


def test_the_sites_policy_stays(server: Server) -> None:
    """What is served is the site, with one script more, of the same host."""
    text = fetch(f"{address(server)}index.html")[1]
    assert "unsafe" not in text
    assert text.count("/-/langhoc-reload.js") == 1
    assert fetch(f"{address(server)}-/langhoc-reload.js?after=x")[0] == 200
    assert fetch(f"{address(server)}../../etc/passwd")[0] == 404
    assert fetch(f"{address(server)}%2e%2e/%2e%2e/mkdocs.yml")[0] == 404


def test_ctrl_c_ends_it_without_a_trace(catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends well, and the folder it built in is gone; the catalogue's own site was never touched."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with Server("langhoc", "-C", catalogue, "serve", "--port", "0") as server:
        address(server)
        assert server.stop() == 0
    assert "Traceback" not in server.said
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not (catalogue / "site").exists()


def test_a_port_that_is_taken(catalogue: Path) -> None:
    """It says so, and what to do, and ends with 1."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = langhoc("-C", catalogue, "serve", "--port", str(taken.getsockname()[1]))
    assert said.returncode == 1
    assert "--port 0" in said.stderr
    assert "Traceback" not in said.stderr
