"""Pictures, recordings and books of a catalogue: looked at, shown, and gone with what they tell of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.running import TODAY

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, Checked
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import MEDIA_SORTS, Story
from langhoc.problems import Severity
from langhoc.project import Project
from langhoc.reading.files import MediaFile
from langhoc.reading.media import read_media

WriteFiles = Callable[[dict[str, str | bytes]], Path]
Check = Callable[[Path], Checked]

CHECKED = "checked_on: 2026-11-01\nsources: [{title: Bảng tin, place: Xã Mẫu, date: 2026-11-01}]\n"
PICTURE = "image: {file: cong/nha-mau.jpg, alt: Cổng <nhà> Mẫu, credit: Xã Mẫu}\n"


def jpeg(width: int, height: int, turned: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = turned
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "JPEG", exif=exif)
    return file.getvalue()


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, "x")
    return file.getvalue()


FILES: dict[str, str | bytes] = {
    "catalogue.yml": "title: Làng Mẫu\nlanguages: [vi, en]\n",
    "areas.yml": "- {id: xa-mau, type: commune, title: Xã Mẫu}\n",
    "centres/nha-mau.yml": f"title: Nhà Mẫu\ntype: learning_centre\narea: xa-mau\n{PICTURE}{CHECKED}",
    "resources/sach-mau.yml": "title: Sách Mẫu\ntype: book\nfiles: [{path: sach.pdf}]\n"
    "audio: {file: doc.mp3, credit: Cô giữ thư viện}\n" + CHECKED,
    "media/cong/nha-mau.jpg": jpeg(40, 30, turned=6),
    "media/sach.pdf": b"%PDF-1.4" + bytes(2_000_000),
    "media/doc.mp3": b"ID3" + bytes(60_000),
    "stories/ba-sau.md": "---\ntitle: Chuyện bà Sáu\nsubject: person\nbasis: consent\n"
    "consent: {given_on: 2026-01-10, by: Người được kể, scope: [SCOPE]}\n"
    f"image: {{file: ba-sau.jpg, alt: Bà Sáu đọc báo, credit: Xã Mẫu}}\n{CHECKED}---\nBà Sáu học chữ.\n",
    "media/ba-sau.jpg": jpeg(30, 40),
}


def with_consent(scope: str) -> dict[str, str | bytes]:
    story = str(FILES["stories/ba-sau.md"]).replace("SCOPE", scope)
    return {**FILES, "stories/ba-sau.md": story}


def site_of(folder: Path) -> Path:
    config = "site_name: x\ndocs_dir: content\ntheme: {name: material}\nplugins: [langhoc]\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (folder / "content").mkdir()
    (folder / "content/index.md").write_text("# x\n")
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    return folder / "site"


def catalogue_of(checked: Checked) -> Catalogue:
    assert checked.catalogue
    return checked.catalogue


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("media")
    for name, content in with_consent("site").items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return site_of(folder)


@pytest.mark.parametrize(("page", "up"), [("centres/nha-mau.html", "../"), ("en/centres/nha-mau.html", "../../")])
def test_a_picture_stands_on_its_page(site: Path, page: str, up: str) -> None:
    """With the measures that it has when it is turned upright, so that nothing jumps; and the file is there."""
    html = (site / page).read_text(encoding="utf-8")
    language = ' lang="vi"' if page.startswith("en/") else ""
    assert f'<img src="{up}media/cong/nha-mau.jpg" width="30" height="40" alt="Cổng &lt;nhà&gt; Mẫu"{language}' in html
    assert (site / "media/cong/nha-mau.jpg").read_bytes() == FILES["media/cong/nha-mau.jpg"]


def test_a_recording_says_its_size_and_language(site: Path) -> None:
    """Who pays for each megabyte knows before; nothing is loaded until then."""
    vi, en = ((site / f"{folder}resources/sach-mau.html").read_text(encoding="utf-8") for folder in ("", "en/"))
    assert 'preload="none" src="../media/doc.mp3"' in vi
    assert "(60 KB)" in vi
    assert "(Vietnamese, 60 KB)" in en


def test_a_book_of_the_catalogue_is_downloaded_from_the_site(site: Path) -> None:
    """Its sort and size are read from the file."""
    html = (site / "resources/sach-mau.html").read_text(encoding="utf-8")
    assert '<a href="../media/sach.pdf">Mở (PDF, 2 MB)</a>' in html.replace("\xa0", " ")


def test_a_picture_nobody_agreed_to_is_nowhere(site: Path) -> None:
    """The story stands without it: neither file nor page nor index tells what is to be seen."""
    assert (site / "stories/ba-sau.html").is_file()
    assert not (site / "media/ba-sau.jpg").exists()
    assert not [path for path in site.rglob("*") if path.is_file() and b"ba-sau.jpg" in path.read_bytes()]


@pytest.mark.parametrize(("scope", "shown"), [("site", False), ("site, photo", True), ("copies, photo", None)])
def test_a_consent_is_for_the_picture_too(
    scope: str, shown: bool | None, checked: Check, write_files: WriteFiles
) -> None:
    """Without it the story is told and the picture is not; a story that is not told takes its picture with it."""
    catalogue = catalogue_of(checked(write_files(with_consent(scope))))
    assert [bool(story.image) for story in catalogue.all_of(Story)] == ([] if shown is None else [shown])
    assert ("ba-sau.jpg" in catalogue.media_shown) is bool(shown)


def test_a_childs_voice_needs_consent(checked: Check, write_files: WriteFiles) -> None:
    """It tells who speaks as surely as a picture."""
    story = str(with_consent("site")["stories/ba-sau.md"]).replace(
        "image: {file: ba-sau.jpg, alt: Bà Sáu đọc báo,", "audio: {file: doc.mp3,"
    )
    found = checked(
        write_files({**FILES, "stories/ba-sau.md": story, "resources/sach-mau.yml": "title: A\ntype: book\n" + CHECKED})
    )
    assert [one.audio for one in catalogue_of(found).all_of(Story)] == [None]
    assert "consent-scope" in {problem.code for problem in found.problems}
    assert "doc.mp3" not in catalogue_of(found).media_shown


@pytest.mark.parametrize(
    ("name", "content", "is_sound"),
    [
        ("a.mp3", b"\xff\xe3\x18\xc4" + bytes(90), True),
        ("a.m4a", b"\0\0\0\x18ftypM4A " + bytes(90), True),
        ("a.m4a", b"\0\0\0\x18ftypheic" + bytes(90), False),
        ("a.pdf", b"%PDF-1.7" + bytes(90), True),
        ("a.docx", zipped("[Content_Types].xml"), True),
        ("a.docx", zipped("word.txt"), False),
        ("a.epub", zipped("mimetype"), True),
        ("a.epub", b"PK\x03\x04" + bytes(90), False),
    ],
)
def test_a_file_is_of_its_sort(tmp_path: Path, name: str, content: bytes, is_sound: bool) -> None:
    """Phones' low recordings are; a picture that was renamed, or any ZIP file, is not."""
    (tmp_path / name).write_bytes(content)
    with open_cache(None) as cache:
        _media, problems = read_media([MediaFile(tmp_path / name, name)], cache)
    assert [problem.code for problem in problems] == [] if is_sound else ["bad-media"]


def test_pictures_beside_records_are_told_where_they_belong(checked: Check, write_files: WriteFiles) -> None:
    """Nobody waits in vain for a picture that was put somewhere else."""
    [problem] = checked(write_files({**with_consent("site, photo"), "centres/cong.jpg": b"x"})).problems
    assert (problem.code, problem.place.file) == ("stray-file", "data/centres/cong.jpg")
    assert problem.hint
    assert "data/media/" in problem.hint.said()


def test_an_enormous_picture_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would fill the memory is told by its measures alone."""
    file = tmp_path / "to.png"
    Image.new("1", (30_000, 3_000)).save(file)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", None)
    with open_cache(None) as cache:
        media, [problem] = read_media([MediaFile(file, "to.png")], cache)
    assert (media["to.png"].width, problem.code) == (30_000, "enormous-media")


def test_a_picture_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run knows it by its content."""
    (tmp_path / "a.jpg").write_bytes(jpeg(40, 30))
    found = []
    for _run in range(2):
        with open_cache(tmp_path / "cache.sqlite") as cache:
            found.append(read_media([MediaFile(tmp_path / "a.jpg", "a.jpg")], cache))
        monkeypatch.setattr("langhoc.reading.media._seen_picture", None)
    assert found[0] == found[1]


BEGINNINGS = st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1", b"RIFF\0\0\0\0WEBP", b"ID3", jpeg(4, 3)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ending=st.sampled_from(sorted(MEDIA_SORTS)), start=BEGINNINGS, rest=st.binary(max_size=400))
def test_any_bytes_are_looked_at_or_refused(tmp_path: Path, ending: str, start: bytes, rest: bytes) -> None:
    """Whatever is in a file: it is known, with a problem at most."""
    file = tmp_path / f"a{ending}"
    file.write_bytes(start + rest)
    with open_cache(None) as cache:
        media, problems = read_media([MediaFile(file, file.name)], cache)
    assert media[file.name].bytes == len(start + rest)
    assert {problem.code for problem in problems} <= {"bad-media", "media-tells-place", "picture-tells-more"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(min_value=0, max_value=len(jpeg(40, 30)) - 1), new=st.integers(min_value=0, max_value=255))
def test_a_picture_with_a_wrong_byte_is_looked_at_or_refused(tmp_path: Path, at: int, new: int) -> None:
    """As sticks and lines damage them."""
    content = bytearray(jpeg(40, 30, turned=6))
    content[at] = new
    (tmp_path / "a.jpg").write_bytes(content)
    with open_cache(None) as cache:
        media, _problems = read_media([MediaFile(tmp_path / "a.jpg", "a.jpg")], cache)
    assert media.keys() == {"a.jpg"}


@pytest.mark.parametrize(
    "name",
    [
        "../cong.jpg", "../../etc/passwd.jpg", "cong/../../cong.jpg", "/etc/cong.jpg", "//may/x/cong.jpg", "..jpg",
        "C:/cong.jpg", "..\\cong.jpg", "cong\\nha-mau.jpg", "con.jpg", "nul/cong.jpg", "cong/com1.jpg", "cong.jpg/",
        "./cong.jpg", "%2e%2e/cong.jpg", "file:///cong.jpg", "https://mau.example/cong.jpg", "cong.jpg?x", "cong.svg",
        "cong.jpg.svg", ".cong.jpg", "cong.html", "CONG.jpg", "cong .jpg", "data:image/png;base64,x.png",
        "a" * 100 + ".jpg",
    ],
)  # fmt: skip
def test_no_record_names_what_lies_elsewhere(name: str, checked: Check, write_files: WriteFiles) -> None:
    """Neither above data/media/ nor on another disk, host or device, nor what could run; and nothing of it is read."""
    centre = str(FILES["centres/nha-mau.yml"]).replace("cong/nha-mau.jpg", f'"{name}"'.replace("\\", "\\\\"))
    found = checked(write_files({**with_consent("site, photo"), "centres/nha-mau.yml": centre}))
    assert {problem.code for problem in found.problems if problem.severity is Severity.ERROR} == {"bad-media-name"}


def test_links_among_pictures_are_not_followed(checked: Check, write_files: WriteFiles, tmp_path: Path) -> None:
    """A link in a stranger's change could show any file of the computer that builds: it is no picture."""
    folder = write_files(with_consent("site, photo"))
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/mat.jpg").write_bytes(jpeg(4, 3))
    (folder / "data/media/mot.jpg").symlink_to(tmp_path / "secret/mat.jpg")
    (folder / "data/media/hai").symlink_to(tmp_path / "secret", target_is_directory=True)
    found = checked(folder)
    assert ("unreadable", "data/media/mot.jpg") in {(one.code, one.place.file) for one in found.problems}
    assert ("stray-file", "data/media/hai") in {(one.code, one.place.file) for one in found.problems}
    assert found.catalogue is None
