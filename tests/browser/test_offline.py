"""A site on a web server when the network is gone, bad, or back: what was looked at, downloaded, or built anew."""

from __future__ import annotations

import importlib
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import NGINX, NGINX_CONFIG, NGINX_SERVER, Visitor
from tests.running import IS_ROOT, TODAY, edit, eventually, free_port

from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project

pytestmark = pytest.mark.browser

FIXTURES = Path(__file__).parent.parent / "fixtures"
OFFER = "offers/tin-hoc-can-ban.html"
OTHER_OFFER = "offers/hoc-chu-tren-dao.html"
STORY = "stories/hoc-chu-luc-sau-muoi.html"
AREA = "areas/phuong-gao.html"

# The worker that was put in last is in charge.
ACTIVATED = """async () => { const found = await navigator.serviceWorker.getRegistration();
  return !found.installing && !found.waiting && found.active.state === "activated" }"""


# Something came that has not taken the old one's place.
IS_ASIDE = "caches.keys().then((names) => names.some((name) => name.includes('aside')))"


@dataclass
class Hosted:
    """A catalogue of the tests' own, its site on nginx below /a/b/; that can be edited and built anew.

    Its network fails when nginx ends. What the browser's own switch does to a worker that was put in just before is not
    sure: pages then waited for an answer that never came.
    """

    folder: Path
    place: Path
    port: int
    is_edited: bool = False
    server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/a/b/"

    def connect(self) -> None:
        if self.server is None:
            command = [NGINX, "-p", self.place, "-e", self.place / "error.log", "-c", self.place / "nginx.conf"]
            self.server = subprocess.Popen(command)
            eventually(self._answers)

    def disconnect(self) -> None:
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=30)
            self.server = None

    def _answers(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def build(self, site: Path | None = None) -> None:
        Project(self.folder, TODAY).build(site or self.folder / "site", run_mkdocs)

    def begin_anew(self) -> None:
        """For a test that follows one with an edit."""
        shutil.rmtree(self.folder / "data")
        shutil.rmtree(self.folder / "new", ignore_errors=True)
        shutil.copytree(FIXTURES / "tiny/data", self.folder / "data")
        self.is_edited = False
        self.build()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    folder = tmp_path_factory.mktemp("hosted")
    shutil.copytree(FIXTURES / "tiny", folder, dirs_exist_ok=True)
    hosted = Hosted(folder, tmp_path_factory.mktemp("nginx"), free_port())
    hosted.build()
    servers = NGINX_SERVER.format(port=hosted.port, site=folder / "site")
    config = NGINX_CONFIG.format(user="user root;" if IS_ROOT else "", place=hosted.place, servers=servers)
    (hosted.place / "nginx.conf").write_text(config, encoding="utf-8")
    yield hosted
    hosted.disconnect()


@pytest.fixture
def hosted(built: Hosted) -> Hosted:
    built.connect()
    if built.is_edited:
        built.begin_anew()
    return built


@pytest.fixture
def reader(visitor: Visitor, hosted: Hosted) -> Iterator[Page]:
    """Somebody with a phone, on the home page, of which the worker is in charge."""
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    begin(visitor.page, hosted.address)
    yield visitor.page
    assert [one for one in visitor.complaints if "ERR_CONNECTION_REFUSED" not in one] == []
    assert [url for url in visitor.asked if not url.startswith((hosted.address, "blob:"))] == []


def begin(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def download(page: Page, address: str) -> None:
    """What the commune's page offers."""
    page.goto(address + AREA)
    place = page.locator("[data-langhoc=offline]")
    place.get_by_role("button", name="Tải về, xem không cần mạng").click()
    expect(place).to_contain_text("MB")
    place.get_by_role("button", name="Tải ngay").click()
    expect(place).to_contain_text("Đã tải ngày")


def kept(page: Page) -> list[str]:
    """The paths of what the browser keeps of the site."""
    code = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
      (await (await caches.open(name)).keys()).map((one) => one.url)))).flat()"""
    top = page.evaluate("navigator.serviceWorker.ready.then((found) => found.scope)")
    return [url.removeprefix(top) for url in page.evaluate(code)]


def test_what_was_looked_at_is_still_there(reader: Page, hosted: Hosted) -> None:
    """It says that it may be old; another page says that there is no network, and leads to what there is."""
    reader.goto(hosted.address + OFFER)
    hosted.disconnect()
    reader.reload()
    expect(reader.locator("h1")).to_have_text("Tin học căn bản")
    expect(reader.locator("[role=status]", has_text="Không có mạng")).to_be_visible()
    reader.goto(hosted.address + OTHER_OFFER)
    expect(reader.locator("h1").first).to_have_text("Không có mạng")
    assert not reader.evaluate("document.documentElement.scrollWidth > innerWidth")
    reader.get_by_role("link", name="Tin học căn bản").click()
    expect(reader.locator("h1")).to_have_text("Tin học căn bản")
    reader.goto(hosted.address + OTHER_OFFER)
    hosted.connect()
    reader.get_by_role("link", name="Thử lại").click()
    expect(reader.locator("h1")).to_have_text("Học chữ trên đảo")


def test_a_commune_is_downloaded(reader: Page, hosted: Hosted) -> None:
    """Its size is said before; then its classes and places can be read, and searched, and it can be deleted."""
    download(reader, hosted.address)
    place = reader.locator("[data-langhoc=offline]")
    expect(place).to_contain_text("các lớp, nơi học của Phường Gạo")
    hosted.disconnect()
    for path in ("tell/index.html", "calendar/index.html", "about.html", ""):
        reader.goto(hosted.address + path)
        expect(reader.locator("[role=status]", has_text="Không có mạng")).to_be_visible()
    reader.goto(hosted.address + OFFER)
    expect(reader.locator("h1")).to_have_text("Tin học căn bản")
    reader.get_by_role("button", name="Chia sẻ").click()
    reader.get_by_role("button", name="Mã QR").click()
    expect(reader.locator(".lh-qr svg")).to_be_visible()
    reader.get_by_role("button", name="Lưu lại").click()
    reader.get_by_role("link", name="Danh sách của tôi").click()
    expect(reader.locator("[data-part=list] li")).to_have_count(1)
    reader.goto(hosted.address + OFFER)
    reader.fill("#lh-q", "tin hoc")
    expect(reader.locator(".lh-results a").first).to_contain_text("Tin học")
    reader.keyboard.press("Enter")
    expect(reader.locator("[data-langhoc=finding] ol a").first).to_contain_text("Tin học")
    reader.goto(hosted.address + AREA)
    place.get_by_role("button", name="Xóa bản đã tải").click()
    expect(place.get_by_role("button", name="Tải về, xem không cần mạng")).to_be_visible()
    assert not any(path.startswith("centres/nha-hoc") for path in kept(reader))
    assert {"", "offline"} <= set(kept(reader)), "what was there without it"


def found(page: Page, hosted: Hosted, question: str) -> list[str]:
    """The titles on the page of results, when all that they need was there."""
    page.goto(f"{hosted.address}find/index.html?q={question}")
    expect(page.locator("[data-langhoc=finding] [data-part=status]")).to_contain_text("Tìm thấy")
    expect(page.locator("[data-part=missing]")).to_be_hidden()
    return page.locator("[data-langhoc=finding] ol a").all_inner_texts()


def test_what_was_downloaded_stays_whole(
    reader: Page, visitor: Visitor, hosted: Hosted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a new build one visit brings all of the new: of a search in parts, and of classes that are new. One that
    breaks off leaves all of the old.
    """
    monkeypatch.setattr(importlib.import_module("langhoc.search.whole"), "MOST_IN_ONE", 0)
    data, site = hosted.folder / "data/offers", hosted.folder / "site"
    hosted.is_edited = True
    edit(data / "hoc-chu-tren-dao.yml", "Học chữ trên đảo", "Học chữ ngoài đảo")
    hosted.build()
    reader.goto(hosted.address)
    reader.wait_for_function(ACTIVATED)
    download(reader, hosted.address)
    before = {path for path in kept(reader) if path.startswith("search/")}
    assert before >= {"search/vi.js", "search/vi/d.js"}
    shutil.copy(data / "tin-hoc-can-ban.yml", data / "dan-lat.yml")
    edit(data / "dan-lat.yml", "Tin học căn bản", "Đan lát mây tre")
    (data / "nghe-muoi-mot-ngay.yml").unlink()
    hosted.build()
    new = next(path for path in sorted(site.glob("search/vi/*.js")) if str(path.relative_to(site)) not in before)
    shutil.move(new, tmp_path)
    reader.goto(hosted.address + AREA)
    eventually(lambda: reader.evaluate(IS_ASIDE))
    reader.wait_for_function("navigator.serviceWorker.getRegistration().then((found) => !found.installing)")
    hosted.disconnect()
    assert found(reader, hosted, "mot ngay lam muoi")[0] == "Một ngày làm muối"
    hosted.connect()
    shutil.move(tmp_path / new.name, new)
    visitor.complaints[:] = [one for one in visitor.complaints if "404" not in one]
    reader.goto(hosted.address + AREA)
    eventually(lambda: str(new.relative_to(site)) in kept(reader) and not reader.evaluate(IS_ASIDE))
    reader.wait_for_function(ACTIVATED)
    hosted.disconnect()
    assert found(reader, hosted, "dan lat may tre") == ["Đan lát mây tre"]
    assert "Tin học căn bản" in found(reader, hosted, "tin hoc")
    assert {path for path in kept(reader) if path.startswith("search/")} == {
        str(path.relative_to(site)) for path in [site / "search/vi.js", *site.glob("search/vi/*.js")]
    }
    reader.goto(hosted.address + AREA)
    reader.get_by_role("link", name="Đan lát mây tre").first.click()
    expect(reader.locator("h1")).to_have_text("Đan lát mây tre")


class Slow(SimpleHTTPRequestHandler):
    """Answers when it may; of one page it says that it is too busy."""

    line = threading.Event()
    busy = ""

    def do_GET(self) -> None:
        self.line.wait(20)
        if self.busy and self.path.endswith(self.busy):
            self.send_error(503)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def slow(hosted: Hosted, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A site on such a server, and its address."""
    site = shutil.copytree(hosted.folder / "site", tmp_path / "site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Slow, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Slow.line.set()
    yield site, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_on_a_bad_line(visitor: Visitor, slow: tuple[Path, str]) -> None:
    """After some seconds the page that is kept is shown; when the new one came, it is offered; a page that the site
    has no more goes at once.
    """
    site, address = slow
    page = visitor.page
    begin(page, address)
    for path in (OFFER, OTHER_OFFER):
        page.goto(address + path)
    eventually(lambda: page.evaluate("caches.match(location.href.replace('.html', '')).then(Boolean)"))
    edit(site / OFFER, "<h1>Tin học căn bản", "<h1>Tin học hằng ngày")
    (site / OTHER_OFFER).unlink()
    for path, named in ((OFFER, "Tin học căn bản"), (OTHER_OFFER, "Học chữ trên đảo")):
        Slow.line.clear()
        page.goto(address + path, wait_until="commit")
        expect(page.locator("h1")).to_have_text(named)
        Slow.line.set()
        if path == OFFER:
            page.locator("[role=status]", has_text="Trang có bản mới").get_by_role("button", name="Tải lại").click()
            expect(page.locator("h1")).to_have_text("Tin học hằng ngày")
    expect(page.locator("body")).not_to_contain_text("Học chữ trên đảo")


def test_a_host_that_is_too_busy(visitor: Visitor, slow: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A download that lacks a page says so, and is gone on with; what came stays, whatever is looked at meanwhile."""
    site, address = slow
    # As if a hundred others were looked at.
    edit(site / "sw.js", "slice(0,-30)", "slice(0,-1)")
    page = visitor.page
    begin(page, address)
    monkeypatch.setattr(Slow, "busy", OFFER)
    page.goto(address + AREA)
    place = page.locator("[data-langhoc=offline]")
    place.get_by_role("button", name="Tải về, xem không cần mạng").click()
    place.get_by_role("button", name="Tải ngay").click()
    expect(place).to_contain_text("Chưa tải hết")
    before = set(kept(page))
    for path in (STORY, OTHER_OFFER, "about.html"):
        page.goto(address + path)
    assert {path for path in before if path.startswith("centres/")} <= set(kept(page))
    monkeypatch.setattr(Slow, "busy", "")
    page.goto(address + AREA)
    place.get_by_role("button", name="Tải về, xem không cần mạng").click()
    place.get_by_role("button", name="Tải ngay").click()
    expect(place).to_contain_text("Đã tải ngày")
    assert OFFER[:-5] in kept(page)


def test_a_phone_that_can_keep_nothing(visitor: Visitor, slow: tuple[Path, str]) -> None:
    """Its store is damaged or full: pages come from the host."""
    site, address = slow
    with (site / "sw.js").open("a", encoding="utf-8") as worker:
        worker.write('addEventListener("activate", () => (caches.open = () => Promise.reject(new Error("damaged"))));')
    begin(visitor.page, address)
    visitor.page.goto(address + OFFER)
    expect(visitor.page.locator("h1")).to_have_text("Tin học căn bản")


@pytest.mark.parametrize("is_hosted", [True, False])
def test_from_a_disk_nothing_is_tried(browser: Browser, hosted: Hosted, is_hosted: bool) -> None:
    """A page from a disk neither asks for a worker nor offers to download anything, and complains of nothing."""
    context = browser.new_context()
    context.add_init_script(
        "const own = navigator.serviceWorker; if (own) { const real = own.register.bind(own); window.tried = [];"
        "own.register = (...what) => (window.tried.push(what[0]), real(...what)); }"
    )
    page, complaints = context.new_page(), []
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page.goto((hosted.address if is_hosted else f"{(hosted.folder / 'site').as_uri()}/") + AREA)
    page.wait_for_load_state("load")
    time.sleep(0.2)
    assert page.evaluate("window.tried || []") == ([f"{hosted.address}sw.js"] if is_hosted else [])
    expect(page.locator("[data-langhoc=offline]")).to_be_visible(visible=is_hosted)
    assert complaints == []
    context.close()


def test_while_a_host_gets_a_new_edition(reader: Page, hosted: Hosted) -> None:
    """Who comes when the worker is there and other files are not yet: at a later visit all is asked for once more."""
    site = hosted.folder / "site"
    for path in (STORY, OFFER):
        reader.goto(hosted.address + path)
    eventually(lambda: {STORY[:-5], OFFER[:-5]} <= set(kept(reader)))
    hosted.is_edited = True
    (hosted.folder / "data/stories/hoc-chu-luc-sau-muoi.md").unlink()
    edit(hosted.folder / "data/offers/tin-hoc-can-ban.yml", "Tin học căn bản", "Tin học hằng ngày")
    new = hosted.folder / "new"
    hosted.build(new)
    # An hour later, as they go by here.
    edit(new / "sw.js", "36e5", "0")
    (new / "sw.js").replace(site / "sw.js")
    reader.goto(hosted.address + "about.html")
    eventually(lambda: "-/pending" in kept(reader))
    reader.wait_for_function(ACTIVATED)
    assert STORY[:-5] in kept(reader)
    (new / OFFER).replace(site / OFFER)
    (site / STORY).unlink()
    reader.goto(hosted.address + "about.html")
    eventually(lambda: not {STORY[:-5], "-/pending"} & set(kept(reader)))
    reader.goto(hosted.address)
    hosted.disconnect()
    reader.goto(hosted.address + OFFER)
    expect(reader.locator("h1")).to_have_text("Tin học hằng ngày")


def test_after_a_new_build(reader: Page, hosted: Hosted) -> None:
    """At the next visit, to whatever page: what has changed is taken anew, a story taken back is nowhere any more."""
    for path in (STORY, OTHER_OFFER, OFFER):
        reader.goto(hosted.address + path)
    expect(reader.locator("h1")).to_have_text("Tin học căn bản")
    eventually(lambda: {STORY[:-5], OFFER[:-5], OTHER_OFFER[:-5]} <= set(kept(reader)))
    hosted.is_edited = True
    (hosted.folder / "data/stories/hoc-chu-luc-sau-muoi.md").unlink()
    edit(hosted.folder / "data/offers/tin-hoc-can-ban.yml", "Tin học căn bản", "Tin học hằng ngày")
    hosted.build()
    reader.goto(hosted.address + "about.html")
    eventually(lambda: STORY[:-5] not in kept(reader))
    reader.wait_for_function(ACTIVATED)
    hosted.disconnect()
    reader.goto(hosted.address + STORY)
    expect(reader.locator("h1").first).to_have_text("Không có mạng")
    assert "sáu mươi" not in reader.content()
    reader.goto(hosted.address + OFFER)
    expect(reader.locator("h1")).to_have_text("Tin học hằng ngày")
    reader.goto(hosted.address + OTHER_OFFER)
    expect(reader.locator("h1")).to_have_text("Học chữ trên đảo")
    assert "sáu mươi" not in reader.content()
