"""A copy for Kiwix, opened and searched by libzim: what is said of it, what is in it, and what is not."""

from __future__ import annotations

import io
import json
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from PIL import Image
from tests.running import BIN, DAY, contents, environment, said
from tests.zim_copy import COPIED, NOT_COPIED, copied, imaginary

from langhoc.editions.zim import PROGRAM
from langhoc.editions.zim.about import shortened, three_letters

LINK = re.compile(r'(?:href|src|data-[a-z]+-script|data-index|data-finding)="([^"#?]+)')


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imaginary(tmp_path_factory.mktemp("zim") / "catalogue")


@pytest.fixture(scope="module")
def archive(catalogue: Path) -> Archive:
    return Archive(copied(catalogue))


@pytest.fixture(scope="module")
def english(catalogue: Path) -> Archive:
    """What is in one commune, in the catalogue's second language."""
    return Archive(copied(catalogue, area="xa-mau", language="en"))


def pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """The path of each page that does not lead on, and its HTML."""
    entries = (archive._get_entry_by_id(number) for number in range(archive.all_entry_count))
    items = (entry.get_item() for entry in entries if not entry.is_redirect)
    return ((item.path, bytes(item.content).decode()) for item in items if item.mimetype == "text/html")


def found(archive: Archive, asked: str) -> list[str]:
    return list(Searcher(archive).search(Query().set_query(asked)).getResults(0, 10))


def suggested(archive: Archive, asked: str) -> dict[str, str]:
    """Where each suggestion leads, and the title it is shown by."""
    entries = map(archive.get_entry_by_path, SuggestionSearcher(archive).suggest(asked).getResults(0, 10))
    return {entry.get_item().path: entry.title for entry in entries}


# What is said of it


def test_all_is_said_that_readers_ask_for(archive: Archive) -> None:
    """The mandatory metadata, none longer than allowed; a picture of the size asked for; and libzim finds it whole."""
    told = {name: archive.get_metadata(name).decode() for name in archive.metadata_keys if "Illustration" not in name}
    mandatory = {"Name", "Title", "Creator", "Publisher", "Date", "Description", "Language", "Counter"}
    assert mandatory | {"Tags", "Flavour", "License", "LongDescription", "Scraper"} == told.keys()
    assert all(told.values())
    assert (told["Name"], told["Title"]) == ("lang-hoc-xa-mau_vi_all", "Làng Học Xã Mẫu")
    assert (told["Date"], told["Language"], told["License"]) == (DAY, "vie", "CC BY 4.0")
    assert len(told["Description"]) <= 80 < len(told["LongDescription"])
    picture = Image.open(io.BytesIO(bytes(archive.get_illustration_item(48).content)))
    assert (picture.format, picture.size) == ("PNG", (48, 48))
    assert archive.check()


def test_of_a_part_in_another_language(english: Archive) -> None:
    """Its name is another one, so that readers keep both; its title and description say which part it is."""
    assert english.get_metadata("Language") == b"eng"
    assert english.get_metadata("Name") == b"lang-hoc-xa-mau_en_xa-mau"
    assert english.get_metadata("Title").decode() == "Mẫu Commune – Làng Học of Mẫu…"
    assert english.get_metadata("Description").decode().startswith("Mẫu Commune: ")


@given(st.text(st.sampled_from("aạ ,–"), min_size=1, max_size=60), st.integers(1, 40))
def test_what_is_too_long_is_cut_at_a_word(text: str, most: int) -> None:
    """What fits stays; else as many whole words as fit, and a sign that there was more."""
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or short.endswith("…")
    assert text.startswith(short.removesuffix("…"))
    assert shortened("Nơi học gần nhà ở xã", 16) == "Nơi học gần nhà…"


@pytest.mark.parametrize(
    ("code", "longer"), [("vi", "vie"), ("en", "eng"), ("fr", "fra"), ("km", "khm"), ("mnw", "mnw")]
)
def test_languages_by_three_letters(code: str, longer: str) -> None:
    """ISO 639-3, whatever the catalogue calls the language."""
    assert three_letters(code) == longer


# What is in it


@pytest.mark.parametrize("which", ["archive", "english"])
def test_every_link_leads_to_an_entry(which: str, request: pytest.FixtureRequest) -> None:
    """Pages, pictures, styles, scripts and indexes: nothing that a page names is missing."""
    archive: Archive = request.getfixturevalue(which)
    seen = 0
    for path, html in pages(archive):
        local = {unquote(link) for link in LINK.findall(html) if not re.match(r"[a-z]+:", link)}
        named = {posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in local}
        assert [name for name in named if not archive.has_entry_by_path(name)] == [], path
        seen += len(named)
    assert seen > 1000


def test_it_begins_at_the_home_page(archive: Archive, english: Archive) -> None:
    """Each in its own language; every page says of which day the copy is."""
    assert archive.main_entry.get_item().path == "index.html"
    assert english.main_entry.get_item().path == "en/index.html"
    assert all("Bản chép ngày 21/11/2026" in html for _path, html in pages(archive))
    assert {path.split("/")[0] for path, _html in pages(english)} == {"en"}


def test_old_addresses_lead_on(archive: Archive) -> None:
    """As on the site, without a page in between."""
    old = archive.get_entry_by_path("offers/tin-hoc-buoi-toi.html")
    assert old.is_redirect
    assert old.get_redirect_entry().path == "offers/vi-tinh-buoi-toi.html"


def test_pictures_and_recordings_are_there(archive: Archive, catalogue: Path) -> None:
    """As they lie in the catalogue, and told to be what they are."""
    for name, kind in (("nha-mo-duoi-bong-xoai.webp", "image/webp"), ("hoc-chu-buoi-toi.mp3", "audio/mpeg")):
        item = archive.get_entry_by_path(f"media/{name}").get_item()
        assert (bytes(item.content), item.mimetype) == ((catalogue / "data/media" / name).read_bytes(), kind)


def test_what_only_a_site_needs_is_not_in_it(archive: Archive) -> None:
    """The form for editors, the page for lost addresses; and no policy, under which some readers show nothing."""
    for path in ("404.html", "edit/index.html", "langhoc.json", "sitemap.xml", "en/index.html"):
        assert not archive.has_entry_by_path(path)
    assert not [path for path, html in pages(archive) if "Content-Security-Policy" in html or "lh-language" in html]


def test_a_story_that_is_for_the_site_alone_is_not_in_it(archive: Archive, catalogue: Path) -> None:
    """Neither is its title anywhere; what is in the file is noted down as given away."""
    whole = "".join(html for _path, html in pages(archive))
    assert COPIED in whole
    assert NOT_COPIED not in whole
    assert found(archive, COPIED)[0] == "stories/chuyen-chung.html"
    first = json.loads((catalogue / "private/issued.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (first["artefact"], first["edition"]) == ("xa-mau.zim", "zim")
    assert "chuyen-chung" in first["stories"]
    assert "chuyen-rieng" not in first["stories"]


# Searching


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("vi tính", "topics/vi-tinh.html"),
        ("vi tinh", "topics/vi-tinh.html"),
        ("đọc sách", "topics/doc-sach.html"),
        ("doc sach", "offers/doc-sach-cung-con.html"),
        ("điện thoại", "resources/so-tay-dien-thoai-chu-to.html"),
        ("dien thoai", "resources/so-tay-dien-thoai-chu-to.html"),
        ("Đờn ca tài tử", "offers/don-ca-tai-tu-con-mau.html"),
        ("don ca tai tu", "offers/don-ca-tai-tu-con-mau.html"),
    ],
)
def test_full_text_is_found_with_marks_and_without(archive: Archive, asked: str, first: str) -> None:
    """Tones, other marks and đ typed or left out: what it is about is among the first."""
    assert first in found(archive, asked)[:3]


def test_the_same_is_found_however_it_is_typed(archive: Archive) -> None:
    """With đ left out there may be more, never less."""
    for asked, bare in (("đọc", "doc"), ("đồng", "dong"), ("trung tâm", "trung tam")):
        results = [Searcher(archive).search(Query().set_query(one)) for one in (asked, bare)]
        with_marks, without = (set(one.getResults(0, one.getEstimatedMatches())) for one in results)
        assert with_marks <= without


def test_what_stands_on_every_page_is_not_searched(archive: Archive) -> None:
    """Otherwise all pages would be about what the menu names, and what the buttons of a record say."""
    assert all("Báo thông tin sai" in html and "Menu" in html for _path, html in pages(archive))
    assert found(archive, "menu") == []
    assert found(archive, "báo thông tin sai") == ["take-part.html"]


@pytest.mark.parametrize("asked", ["đọc", "doc", "Đọc sách", "doc sach", "DOC SA"])
def test_titles_are_suggested_with_marks_and_without(archive: Archive, asked: str) -> None:
    """Each page once, under its own title."""
    shown = suggested(archive, asked)
    assert {"topics/doc-sach.html", "offers/doc-sach-cung-con.html"} <= shown.keys()
    assert all("Đọc sách" in shown[path] for path in ("topics/doc-sach.html", "offers/doc-sach-cung-con.html"))


def test_a_title_of_plain_letters_is_suggested_as_it_is(archive: Archive) -> None:
    """Only what has an đ needs a second title, which then is shown."""
    assert suggested(archive, "vi tinh buoi") == {"offers/vi-tinh-buoi-toi.html": "Vi tính buổi tối cho người đi làm"}


# Where nothing is written


def refused(catalogue: Path, output: Path, *options: str) -> str:
    """What is said where no copy is made; nothing lies there then."""
    told = said("-C", str(catalogue), "zim", "-o", str(output), "--today", DAY, *options)
    assert told.exit_code in {1, 2}
    assert not output.exists()
    assert "Traceback" not in told.output
    return told.output


def test_without_its_part_of_the_package(catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who did not install libzim is told how to, before anything is made."""
    monkeypatch.setitem(sys.modules, "libzim", None)
    assert 'pip install "langhoc[zim]"' in refused(catalogue, tmp_path / "x.zim")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written(catalogue: Path, tmp_path: Path) -> None:
    """A name that no reader knows, a language and an area that there are not."""
    assert "x.html: the name must end in .zim." in refused(catalogue, tmp_path / "x.html")
    assert "“fr” is not a language of this catalogue; it has vi, en." in refused(
        catalogue, tmp_path / "x.zim", "--language", "fr"
    )
    assert "xa-la" in refused(catalogue, tmp_path / "x.zim", "--area", "xa-la")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.posix
def test_a_full_disk(catalogue: Path, tmp_path: Path) -> None:
    """The copy that lies there stays as it is, nothing lies beside it, and the reason is told: libzim would wait."""
    place = tmp_path / "disk"
    place.mkdir()
    is_mounted = not subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "x", place]).returncode
    try:
        (place / "x.zim").write_bytes(b"old")
        limits = [] if is_mounted else ["prlimit", "--fsize=250000"]
        command = [*limits, BIN / "langhoc", "-C", catalogue, "zim", "-o", place / "x.zim", "--today", DAY]
        told = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", timeout=60)
        assert told.returncode == 1
        assert "No space left on device" in told.stderr or "File too large" in told.stderr
        assert contents(place) == {"x.zim": b"old"}
    finally:
        if is_mounted:
            subprocess.run(["umount", place], check=True)


@pytest.mark.posix
def test_a_file_where_a_folder_should_be(catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "Not a directory" in refused(catalogue, tmp_path / "file" / "x.zim")
    assert contents(tmp_path) == {"file": b""}


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (b'{"language": "vie", "main": "a.html"}\n', "the stream was cut off"),
        (b'{"language": "vie", "main": "a.html"}\n{"metadata": "Title", "size": 9}\nabc', "the stream was cut off"),
        (b'{"language": "vie", "main": "a.html"}\nno JSON\n', "Expecting value"),
    ],
)
def test_a_stream_that_was_cut_off(tmp_path: Path, stream: bytes, why: str) -> None:
    """Who writes it may have been stopped: what came until then is no copy."""
    command = [sys.executable, PROGRAM, tmp_path / "x.zim"]
    done = subprocess.run(command, input=stream, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert why in done.stderr.decode()
    assert not (tmp_path / "x.zim").exists()


def test_the_program_stands_by_itself(tmp_path: Path) -> None:
    """Without anything of Làng Học around it, it makes a file of what has nothing to do with Làng Học."""
    program = shutil.copy(PROGRAM, tmp_path)
    page = "<title>A</title><p>Đất</p>".encode()
    lines = [
        b'{"language": "vie", "main": "a.html"}\n',
        b'{"metadata": "Title", "size": 1}\nA',
        b'{"path": "a.html", "title": "A", "type": "text/html", "is_front": true, "is_compressed": true, "size": %d}\n'
        % len(page),
        page,
        b'{"path": "b.html", "title": "B", "to": "a.html", "is_front": false}\n',
        b'{"end": true}\n',
    ]
    command = [sys.executable, "-I", program, tmp_path / "x.zim"]
    subprocess.run(command, input=b"".join(lines), check=True, timeout=60, stdout=subprocess.DEVNULL)
    archive = Archive(tmp_path / "x.zim")
    assert archive.main_entry.get_item().path == archive.get_entry_by_path("b.html").get_item().path == "a.html"
