"""The browser form at work on a phone's screen: in a folder of the browser's own, and against a Git host.

The form takes a folder for a repository when it holds .git. Where people choose one, the browser is given a folder that
lies in its own storage: the form reads and writes real files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.browser.git_host import API, REPOSITORY, TOKEN, GitHost

from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.problems import Severity
from langhoc.project import Project
from langhoc.project.canonical import tidied
from langhoc.project.files import write_files

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 21)
EDITING = f"editing:\n  host: github\n  repository: {REPOSITORY}\n"
# As high as the longest form: what lies below the screen is not drawn.
TALL = {"width": 360, "height": 6000}

CHOOSE = "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('here');"
FILL = """async files => {
  const top = await navigator.storage.getDirectory();
  const here = await top.getDirectoryHandle('here', {create: true});
  await here.getDirectoryHandle('.git', {create: true});
  for (const [path, bytes] of files) {
    const names = path.split('/'), name = names.pop();
    let folder = here;
    for (const step of names) folder = await folder.getDirectoryHandle(step, {create: true});
    const writable = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await writable.write(new Uint8Array(bytes));
    await writable.close();
  }
}"""
READ = """async () => {
  const found = [];
  const walk = async (folder, above) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === 'directory') await walk(handle, above + name + '/');
      else found.push([above + name, [...new Uint8Array(await (await handle.getFile()).arrayBuffer())]]);
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('here'), '');
  return found;
}"""


class _Below(SimpleHTTPRequestHandler):
    """A site in the folder /a/b/ of a web server."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/a/b"))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Two megabytes of script are read before there is anything to see, on a computer that may do other work."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The imaginary catalogue, edited on GitHub, one of its places in a commune's folder; and its site."""
    folder = tmp_path_factory.mktemp("edited") / "catalogue"
    start(folder, TODAY, SAMPLE)
    settings = folder / "data" / "catalogue.yml"
    settings.write_text(settings.read_text("utf-8") + EDITING, "utf-8")
    commune = folder / "data" / "centres" / "xa-mau"
    commune.mkdir()
    (folder / "data" / "centres" / "truong-thcs-mau.yml").rename(commune / "truong-thcs-mau.yml")
    write_files(folder, tidied(folder).texts)
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    return folder


@pytest.fixture(scope="module")
def site(catalogue: Path) -> Iterator[str]:
    """The site's address, in a folder of a web server."""
    server = ThreadingHTTPServer(("localhost", 0), partial(_Below, directory=str(catalogue / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/a/b/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A small screen to touch, and whom its pages asked: nobody but the site and the Git host."""
    context = browser.new_context(viewport=TALL, has_touch=True, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    assert {url for url in asked if not url.startswith(("http://localhost:", "blob:", "data:", API))} == set()


class Form:
    """The form, and how one fills it in."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, f"{address}edit/index.html"

    def open(self, place: str) -> None:
        self.page.goto(f"{self.address}#/collections/{place}")

    def at(self, key: str) -> Locator:
        return self.page.locator(f'[data-key-path="{key}"]')

    def write(self, key: str, text: str) -> None:
        self.at(key).locator("input, textarea").first.fill(text)

    def add(self, key: str) -> None:
        """Take up a group that may be left out."""
        self.at(key).get_by_role("checkbox").first.click()

    def one_more(self, key: str) -> None:
        self.at(key).get_by_role("button", name=re.compile("^Thêm")).last.click()

    def mark(self, key: str, name: str) -> None:
        """Choose one of few."""
        self.at(key).get_by_role("radio", name=name).click()

    def choose(self, key: str, name: str) -> None:
        """Choose one of many, or one more of them."""
        self.at(key).get_by_role("combobox").last.click()
        self.page.get_by_role("option", name=name, exact=True).click()

    def save(self) -> None:
        button = self.page.get_by_role("button", name="Lưu", exact=True).first
        expect(button).to_be_enabled()
        button.click()

    def save_here(self) -> None:
        """Save to the folder: afterwards the list is shown again."""
        self.save()
        expect(self.page).to_have_url(re.compile(r"#/collections/\w+$"))


@pytest.fixture
def form(phone: BrowserContext, site: str, catalogue: Path) -> Form:
    """The form over a copy of the catalogue in the browser's own storage."""
    page = phone.new_page()
    page.add_init_script(CHOOSE)
    page.goto(f"{site}edit/form.css")
    files = [path for path in (catalogue / "data").rglob("*") if path.is_file()]
    page.evaluate(FILL, [[path.relative_to(catalogue).as_posix(), list(path.read_bytes())] for path in files])
    page.goto(f"{site}edit/index.html")
    page.get_by_text("Làm việc với kho mã nguồn cục bộ").click()
    expect(page.get_by_text("Chuyên mục", exact=True)).to_be_visible()
    return Form(page, site)


def saved(form: Form, catalogue: Path, into: Path) -> Path:
    """What lies in the browser's storage, as a catalogue's folder."""
    shutil.copytree(catalogue, into, ignore=shutil.ignore_patterns("data", "site", ".langhoc"))
    for name, content in form.page.evaluate(READ):
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(content))
    return into


def texts(folder: Path) -> dict[str, str]:
    names = [path for path in (folder / "data").rglob("*") if path.suffix in {".yml", ".md"}]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in names}


def make_a_place(form: Form, picture: Path) -> None:
    form.open("centres/new")
    form.write("title.vi", "Nhà văn hóa khu phố Đồng Xanh")
    form.choose("type", "Nhà văn hóa")
    form.choose("area", "Ấp Cồn Mẫu")
    form.add("hours")
    form.one_more("hours.openings")
    form.choose("hours.openings.0.days", "Thứ Bảy")
    form.write("hours.openings.0.opens", "07:30")
    form.write("hours.openings.0.closes", "11:30")
    form.one_more("contacts")
    form.write("contacts.0.phone", "0900000000")
    form.add("image")
    with form.page.expect_file_chooser() as chooser:
        form.at("image.file").get_by_role("button", name="Duyệt tệp").click()
        form.page.get_by_role("dialog").get_by_role("button", name="Tải lên").click()
    chooser.value.set_files(picture)
    form.page.get_by_role("button", name="Chèn", exact=True).click()
    expect(form.at("image.file")).to_contain_text("anh-san-truoc.webp")
    form.write("image.alt.vi", "Sân trước nhà văn hóa")
    form.write("image.credit.vi", "Ban biên tập")
    form.save_here()


def hold_the_class_there(form: Form) -> None:
    form.open("offers/entries/vi-tinh-buoi-toi")
    form.choose("places", "Nhà văn hóa khu phố Đồng Xanh")
    form.choose("places", "Trường THCS Mẫu")
    form.save_here()


def tell_a_story(form: Form) -> None:
    form.open("stories/new")
    form.write("title.vi", "Bà con mở tủ sách")
    form.choose("subject", "Chuyện một cộng đồng")
    form.mark("basis", "Chuyện chung, không riêng ai")
    body = form.at("body").locator("[contenteditable=true]")
    body.click()
    body.press_sequentially("Ấp mở tủ sách.")
    body.press("Enter")
    body.press_sequentially("Ai cũng mượn được.")
    form.save_here()


def test_a_place_a_class_and_a_story_come_to_the_site(form: Form, catalogue: Path, tmp_path: Path) -> None:
    """Somebody makes a place with a picture, moves a class there, and tells a story; what was saved is right as it is
    laid out, has no fault, and is to be seen in the site that is built of it.
    """
    picture = tmp_path / "Ảnh Sân Trước.jpg"
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (10.0, 30.0, 0.0), 3: "E", 4: (106.0, 30.0, 0.0)}
    Image.new("RGB", (2000, 1500), (200, 80, 20)).save(picture, exif=exif)
    make_a_place(form, picture)
    hold_the_class_there(form)
    tell_a_story(form)
    folder = saved(form, catalogue, tmp_path / "saved")
    before, after = texts(catalogue), texts(folder)
    new = {name: text for name, text in after.items() if before.get(name) != text}
    assert new == {
        "data/centres/nha-van-hoa-khu-pho-dong-xanh.yml": PLACE,
        "data/offers/vi-tinh-buoi-toi.yml": before["data/offers/vi-tinh-buoi-toi.yml"].replace(
            "places:\n  - trung-tam-hoc-tap-cong-dong-xa-mau\n",
            "places:\n  - trung-tam-hoc-tap-cong-dong-xa-mau\n  - nha-van-hoa-khu-pho-dong-xanh\n  - truong-thcs-mau\n",
        ),
        "data/stories/ba-con-mo-tu-sach.md": STORY,
    }
    assert tidied(folder).texts == {}
    with Image.open(folder / "data" / "media" / "anh-san-truoc.webp") as image:
        assert image.format == "WEBP"
        assert image.size == (1280, 960)
        assert not image.getexif()
    project = Project(folder, TODAY, use_cache=False)
    assert [problem for problem in project.check().problems if problem.severity is Severity.ERROR] == []
    project.build(folder / "site", run_mkdocs)
    place = (folder / "site" / "centres" / "nha-van-hoa-khu-pho-dong-xanh.html").read_text("utf-8")
    assert "Vi tính buổi tối cho người đi làm" in place
    assert "Ai cũng mượn được." in (folder / "site" / "stories" / "ba-con-mo-tu-sach.html").read_text("utf-8")


PLACE = """\
title:
  vi: Nhà văn hóa khu phố Đồng Xanh
type: culture_house
area: ap-con-mau
hours:
  openings:
    - days:
        - sat
      opens: 07:30
      closes: 11:30
contacts:
  - phone: '0900000000'
image:
  file: anh-san-truoc.webp
  alt:
    vi: Sân trước nhà văn hóa
  credit:
    vi: Ban biên tập
"""
STORY = """\
---
title:
  vi: Bà con mở tủ sách
subject: community
basis: not_a_person
---

Ấp mở tủ sách.

Ai cũng mượn được.
"""

EVERY_KIND = (
    "centres/entries/trung-tam-hoc-tap-cong-dong-xa-mau", "centres/entries/xa-mau/truong-thcs-mau",
    "libraries/entries/xe-sach-tinh-mau", "classrooms/entries/lop-ket-noi-thcs-mau", "offers/entries/vi-tinh-buoi-toi",
    "events/entries/hoi-thi-gioi-may-tinh", "stories/entries/na-ve-ban-do-xa-minh",
    "programmes/entries/hoc-bong-dom-dom", "organisations/entries/hoi-khuyen-hoc-xa-mau",
    "models/entries/cong-dan-hoc-tap", "resources/entries/u-phan-trong-thung", "indicators/entries/luot-nguoi-hoc",
    "lists/entries/areas", "lists/entries/topics", "lists/entries/audiences",
)  # fmt: skip


def test_nothing_is_lost_of_the_fullest_records(form: Form, catalogue: Path, tmp_path: Path) -> None:
    """A name is mended in a record of each kind: all else, also what the form does not show, is saved as it was; but
    for comments, which the form does not know.
    """
    for place in EVERY_KIND:
        form.open(place)
        title = form.page.locator('[data-key-path$="title.en"] input').first
        if place.startswith("lists/"):
            # The form remembers of each list how it was left.
            all_open = form.page.get_by_role("button", name="Mở rộng tất cả").first
            expect(all_open).to_be_visible()
            if all_open.is_enabled():
                all_open.click()
        expect(title).to_be_visible()
        title.fill("Mended")
        form.save_here()
    folder = saved(form, catalogue, tmp_path / "saved")
    before, after = texts(catalogue), texts(folder)
    changed = {name: text for name, text in after.items() if before[name] != text}
    assert len(changed) == len(EVERY_KIND)
    for name, text in changed.items():
        old, new = [[line for line in one.splitlines() if line[:1] != "#"] for one in (before[name], text)]
        assert len(old) == len(new), name
        assert [line for was, line in zip(old, new, strict=True) if was != line] == [
            next(line for line in new if line.strip() == "en: Mended")
        ], name
    assert tidied(folder).texts == {}


def test_a_folded_group_says_what_is_in_it(form: Form) -> None:
    """Times of a class in words; of a figure that is told in words no number is made up."""
    form.open("offers/entries/vi-tinh-buoi-toi")
    expect(form.at("sessions")).to_contain_text("Thứ Ba, Thứ Năm : 18:30 – 20:00")
    form.open("indicators/entries/muc-cong-dong-hoc-tap")
    expect(form.at("series")).to_contain_text("2023: Mức 1")


def test_edit_this_record_opens_it(form: Form, site: str) -> None:
    """From the page of a record that lies in a commune's folder, and from that of an area."""
    for path, title in (("centres/truong-thcs-mau", "Trường THCS Mẫu"), ("en/offers/vi-tinh-buoi-toi", "Vi tính")):
        form.page.goto(f"{site}{path}.html")
        form.page.get_by_role("link", name=re.compile("^(Sửa trang này|Edit this record)$")).last.click()
        expect(form.at("title.vi").locator("input")).to_have_value(re.compile(title))
    form.page.goto(f"{site}areas/xa-mau.html")
    form.page.locator("a[href*='edit/index.html#']").click()
    expect(form.page.get_by_text("Khu phố Chợ Mẫu").first).to_be_visible()


@pytest.fixture
def git_host(catalogue: Path, tmp_path: Path) -> GitHost:
    folder = tmp_path / "repository"
    shutil.copytree(catalogue / "data", folder / "data")
    host = GitHost(folder)
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    host.git("add", ".")
    host.git("commit", "-q", "-m", "All records")
    return host


def test_what_is_saved_becomes_a_pull_request(phone: BrowserContext, site: str, git_host: GitHost) -> None:
    """Somebody signs in with a token, mends a class, and sends it to be looked at: main stays as it is."""
    git_host.answer_for(phone)
    form = Form(phone.new_page(), site)
    form.page.goto(form.address)
    form.page.get_by_text("Đăng nhập bằng mã truy cập").click()
    form.page.get_by_role("textbox").fill(TOKEN)
    form.page.get_by_role("textbox").press("Enter")
    expect(form.page.get_by_text("Chuyên mục", exact=True)).to_be_visible()
    before, name = git_host.said("rev-parse", "main"), "data/offers/vi-tinh-buoi-toi.yml"
    form.open("offers/entries/vi-tinh-buoi-toi")
    form.write("title.en", "Evening computing")
    form.save()
    send = form.page.get_by_role("alertdialog").get_by_role("button", name="Gửi duyệt")
    expect(send).to_be_visible()
    (pull,) = git_host.pulls
    assert (pull.is_draft, pull.base, git_host.changed(pull.branch)) == (True, "main", [name])
    mended = re.sub("  en: .*", "  en: Evening computing", git_host.text("main", name), count=1)
    assert git_host.text(pull.branch, name) == mended
    send.click()
    expect(form.page).to_have_url(re.compile(r"#/collections/offers$"))
    assert (pull.is_draft, pull.labels) == (False, ["sveltia-cms/pending_review"])
    assert git_host.said("rev-parse", "main") == before
    assert git_host.unknown == []


def test_the_form_speaks_the_language_of_its_page(phone: BrowserContext, site: str) -> None:
    """Vietnamese or English, whatever the browser's own language is."""
    page = phone.new_page()
    page.goto(f"{site}en/edit/index.html")
    expect(page.get_by_text("Sign In Using Access Token")).to_be_visible()
    page.goto(f"{site}edit/index.html")
    expect(page.get_by_text("Đăng nhập bằng mã truy cập")).to_be_visible()
