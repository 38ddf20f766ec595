"""A stick in a browser: its page that checks it, and the site on it with the books that lie beside."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Visitor
from tests.browser.firefox import firefox
from tests.browser.test_tell import ANSWERS, fill
from tests.running import TODAY, langhoc, said

from langhoc.cli.starting import SAMPLE, start
from langhoc.editions.stick.layout import ASIDE, BACK, CHECK, COPY, MANIFEST, PENDING, SIGNATURE, START
from langhoc.editions.stick.signature import new_key, read_secret_key
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.project.copies.stick import write_stick
from langhoc.project.copies.stick_files import Wishes

pytestmark = pytest.mark.browser

# As browsers of some years ago.
NO_ED25519 = "SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('NotSupported'))"
NO_CRYPTO = "Object.defineProperty(self, 'crypto', {value: {}})"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The imaginary catalogue, signed, with something of somebody else's."""
    top = tmp_path_factory.mktemp("stick")
    start(top / "catalogue", TODAY, SAMPLE)
    usb = top / "USB"
    usb.mkdir()
    secret, _public = new_key("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(top / "data"))
        project = Project(top / "catalogue", TODAY, use_cache=False)
        write_stick(project, run_mkdocs, usb, Wishes(signer=read_secret_key(secret, str)))
    (usb / "System Volume Information").mkdir()
    (usb / "System Volume Information/IndexerVolumeGuid").write_text("x")
    (usb / "anh.jpg").write_bytes(b"\xff\xd8")
    return usb


@pytest.fixture
def usb(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "USB")


def result(page: Page, usb: Path) -> str:
    """What the page says of the stick."""
    page.goto((usb / CHECK).as_uri())
    page.locator("input[type=file]").set_input_files(usb)
    expect(page.locator(".lh-verdict")).to_be_visible()
    return page.locator("#lh-result").inner_text()


def test_a_stick_that_is_whole(visitor: Visitor, usb: Path) -> None:
    """It says so, and whose it is; what is not ours is named, and asked of nobody."""
    said = result(visitor.page, usb)
    assert "Đủ và nguyên vẹn." in said
    assert "Làng Học Xã Mẫu, bản số 2026112100, ngày 21/11/2026." in said
    assert "Chữ ký khớp" in said
    assert "anh.jpg" in said
    assert "IndexerVolumeGuid" in said
    assert "gui-ve" not in said
    assert visitor.complaints == []
    assert {url for url in visitor.asked if not url.startswith("blob:")} == {(usb / CHECK).as_uri()}


def test_what_nobody_should_open_is_named_apart(visitor: Visitor, usb: Path) -> None:
    """In red, with why, and the stick is not called whole; what a person keeps there is harmless."""
    for name in ("MO-TRUOC.exe", "trang/evil.html", "gui-ve/xem.lnk"):
        (usb / name).write_bytes(b"x")
    said = result(visitor.page, usb)
    assert "có chỗ không ổn" in said
    assert "Lạ, đừng mở (3)" in said
    strange, _title, harmless = said.partition("Không phải của Làng Học; ")
    assert all(name in strange for name in ("MO-TRUOC.exe", "trang/evil.html", "gui-ve/xem.lnk"))
    assert "anh.jpg" in harmless


def test_what_is_wrong_is_named(visitor: Visitor, usb: Path) -> None:
    """A bit, a file gone, a list or a signature that was changed; where the list is damaged, a program still is, and no
    sign in its name turns the direction.
    """
    page = usb / "trang/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    (usb / "trang/about.html").unlink()
    said = result(visitor.page, usb)
    assert "có chỗ không ổn" in said
    assert "Hỏng (1)\ntrang/index.html" in said
    assert "Thiếu (1)\ntrang/about.html" in said
    signature = (usb / SIGNATURE).read_text()
    (usb / SIGNATURE).write_text(signature.replace("2026112100", "2026112101"))
    assert "Chữ ký không khớp" in result(visitor.page, usb)
    (usb / SIGNATURE).unlink()
    assert "Chữ ký không khớp" in result(visitor.page, usb)
    listed = (usb / MANIFEST).read_bytes()
    (usb / MANIFEST).write_bytes(listed.replace(b"#size 1", b"#size 2", 1))
    (usb / "MO-TRUOC\u202egpj.exe").write_bytes(b"x")
    said = result(visitor.page, usb)
    assert "bản kê đã hỏng" in said
    assert "Lạ, đừng mở (1)\n" in said
    assert "MO-TRUOC\ufffdgpj.exe" in said
    assert "trang/" not in said
    (usb / MANIFEST).unlink()
    assert "Không thấy bản kê" in result(visitor.page, usb)


def test_a_stick_that_was_pulled_out(visitor: Visitor, usb: Path) -> None:
    """What was begun is known as such, not as damage."""
    shutil.copy(usb / MANIFEST, usb / PENDING)
    said = result(visitor.page, usb)
    assert "Lần chép trước bị đứt" in said
    assert "Hỏng" not in said
    (usb / PENDING).unlink()
    (usb / ASIDE).mkdir()
    (usb / ASIDE / "0-1").write_text("<!doctype")
    said = result(visitor.page, usb)
    assert "Lần chép trước bị đứt" in said
    assert "0-1" not in said


@pytest.mark.parametrize("lack", [NO_ED25519, NO_CRYPTO], ids=["no Ed25519", "no WebCrypto"])
def test_older_browsers(lack: str, browser: Browser, usb: Path) -> None:
    """The page brings what they lack."""
    context = browser.new_context()
    context.add_init_script(lack)
    said = result(context.new_page(), usb)
    assert "Đủ và nguyên vẹn." in said
    assert "Chữ ký khớp" in said
    (usb / SIGNATURE).write_text((usb / SIGNATURE).read_text().replace("2026112100", "2026112101"))
    assert "Chữ ký không khớp" in result(context.pages[0], usb)
    context.close()


def test_what_somebody_tells_comes_back(browser: Browser, usb: Path, tmp_path: Path) -> None:
    """Filled in on the stick with no network, saved there, and read by those who keep the catalogue."""
    page = browser.new_page(accept_downloads=True)
    page.goto((usb / "trang/tell/index.html").as_uri())
    fill(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Lưu thành tệp").click()
    told = usb / BACK / download.value.suggested_filename
    download.value.save_as(told)
    page.close()
    found = said("verify", str(usb))
    assert "came back with it: 1." in found.output
    start(tmp_path / "catalogue", TODAY, SAMPLE)
    taken = langhoc("-C", tmp_path / "catalogue", "add", "--from", told, "--yes", "--today", TODAY.isoformat())
    assert taken.returncode == 0, taken.stderr
    made = [file.read_text(encoding="utf-8") for file in (tmp_path / "catalogue/data/offers").glob("vi-tinh*.yml")]
    assert any(ANSWERS["class.name"] in text for text in made)


NOTICE = "Bản chép ngày 21/11/2026."
OLD = "Bản này đã cũ: hãy xin bản mới hơn."
BEHIND = "Đồng hồ của máy này chạy sai, nên không biết bản này đã cũ hay chưa."
DEEP = "trang/en/offers/index.html"


def test_pages_say_of_which_day_they_are(visitor: Visitor, usb: Path) -> None:
    """In each folder and language, in red when they are old; nowhere but on a stick."""
    page = visitor.page
    notice = page.locator(".lh-copy")
    for path, moment, told in (
        ("trang/index.html", "2027-05-20", NOTICE),
        ("trang/offers/index.html", "2027-05-21", f"{NOTICE} {OLD}"),
        ("trang/index.html", "2009-01-01", f"{NOTICE} {BEHIND}"),
        (DEEP, "2027-05-20", "A copy made on 21 Nov 2026."),
    ):
        page.clock.set_fixed_time(f"{moment}T12:00+07:00")
        page.goto((usb / path).as_uri())
        expect(notice).to_have_text(told)
    assert visitor.complaints == []
    # The same pages in another folder are no stick's, and ask for nothing that is not there.
    page.goto((usb / "trang").rename(usb / "khac").joinpath("index.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(notice).to_have_count(0)
    assert visitor.complaints == []


def test_firefox_shows_of_which_day_pages_are(usb: Path, tmp_path: Path) -> None:
    """Where each file is an origin of its own."""
    profile = tmp_path / "profile"
    profile.mkdir()
    with firefox(profile) as window:
        window.open((usb / DEEP).as_uri())
        window.wait("document.querySelector('.lh-copy')")
        assert "A copy made on 21 Nov 2026." in window.run("return document.querySelector('.lh-copy').textContent")


@pytest.mark.parametrize("place", ["trang/tell/index.html", f"{START}#/tell/index.html"])
def test_the_form_says_where_its_file_belongs(visitor: Visitor, usb: Path, place: str) -> None:
    visitor.page.goto(f"{usb.as_uri()}/{place}")
    fill(visitor.page)
    expect(visitor.page.locator(".lh-on-stick")).to_contain_text("gui-ve")


def test_the_form_elsewhere_knows_of_no_stick(visitor: Visitor, sample_site: Path) -> None:
    assert not (sample_site / PurePosixPath(COPY).name).exists()
    visitor.page.goto(f"{sample_site.as_uri()}/tell/index.html")
    fill(visitor.page)
    expect(visitor.page.locator(".lh-on-stick")).to_be_hidden()


def test_books_lie_beside_the_site(visitor: Visitor, usb: Path) -> None:
    """Once, where a file manager shows them; the pages lead there, and say how large they are."""
    visitor.page.goto((usb / "trang/resources/hoc-chu-bai-1.html").as_uri())
    link = visitor.page.locator("a[href$='.pdf']").first
    assert link.evaluate("link => link.href") == (usb / "tai-lieu/hoc-chu-bai-1.pdf").as_uri()
    expect(link).to_contain_text("PDF, 20 KB")
    assert not list((usb / "trang").rglob("*.pdf"))
    visitor.page.goto(f"{(usb / START).as_uri()}#/resources/hoc-chu-bai-1.html")
    link = visitor.page.locator("#lh-page a[href$='.pdf']").first
    expect(link).to_contain_text("PDF, 20 KB")
    assert link.evaluate("link => link.href") == (usb / "tai-lieu/hoc-chu-bai-1.pdf").as_uri()
