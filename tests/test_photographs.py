"""Photographs: none that tells where it was taken is let in, and `langhoc photo` makes pictures of them."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from tests import photographed
from tests.photographed import GPS, PHONE, XMP, exif, film, picture, saved
from tests.running import DAY, contents, langhoc, new_catalogue

from langhoc.cache import open_cache
from langhoc.doors.photographs import WRITTEN, Made, NotAPhoto, made_from
from langhoc.reading import HEAVIEST_PICTURE, LONGEST_SIDE, is_fit_to_show
from langhoc.reading.files import MediaFile
from langhoc.reading.media import read_media

HEIC = b"\0\0\0\x18ftypheic" + bytes(90)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def codes(tmp_path: Path, name: str, content: bytes) -> list[str]:
    (tmp_path / name).write_bytes(content)
    with open_cache(None) as cache:
        return [problem.code for problem in read_media([MediaFile(tmp_path / name, name)], cache)[1]]


def opened(made: Made) -> Image.Image:
    return Image.open(io.BytesIO(made.content))


# What the check lets in


@pytest.mark.parametrize("name", [*photographed.PICTURES, *photographed.OTHERS])
def test_a_file_that_tells_where_it_was_made_is_refused(name: str, tmp_path: Path) -> None:
    """In whatever way a phone, a chat or a program wrote it down, and in whatever the picture was put into."""
    content = {**photographed.PICTURES, **photographed.OTHERS}[name]
    assert codes(tmp_path, name.replace("exif", "a").replace("xmp", "a"), content) == ["media-tells-place"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", saved("JPEG")),
        ("a.png", saved("PNG")),
        ("a.webp", saved("WEBP")),
        ("a.jpg", saved("JPEG", exif=Image.Exif())),
        ("a.mp4", film(b"mp42")),
        ("a.mp3", b"ID3\x04\0\0\0\0\x10\0APIC" + saved("JPEG")),
        ("a.pdf", b"%PDF-1.4 How GPSLatitude is written: Exif\0\0"),
        ("a.docx", photographed.document("[Content_Types].xml", "word/media/image1.jpeg", saved("JPEG"))),
        ("a.docx", photographed.document("[Content_Types].xml", "word/media/image1.jpeg", b"\xff\xd8Exif\0\0MM")),
    ],
)
def test_a_file_that_tells_nothing_more_is_let_in(name: str, content: bytes, tmp_path: Path) -> None:
    """The same containers without a place; a document about places; a picture in one that is damaged."""
    assert codes(tmp_path, name, content) == []


def test_a_document_that_swells_is_looked_at_in_part(tmp_path: Path) -> None:
    """A gigabyte of nothing packs into a megabyte: of each picture in it only the beginning is unpacked."""
    swollen = photographed.document("mimetype", "OEBPS/cover.jpg", bytes(200_000_000))
    assert len(swollen) < 1_000_000
    assert codes(tmp_path, "a.epub", swollen) == []


def test_the_hint_names_the_command_that_mends_it(tmp_path: Path) -> None:
    """So that nobody has to know what EXIF is."""
    catalogue = new_catalogue(tmp_path / "catalogue")
    (catalogue / "data/media/le.jpg").write_bytes(PHONE)
    said = langhoc("-C", catalogue, "check", "--today", DAY).stdout
    assert "error[media-tells-place]" in said
    assert "langhoc photo data/media/le.jpg" in said
    assert langhoc("photo", "data/media/le.jpg", cwd=catalogue).returncode == 0
    assert "media-tells-place" not in langhoc("-C", catalogue, "check", "--today", DAY).stdout


# What is made of a photograph


@pytest.mark.parametrize("ending", WRITTEN)
@pytest.mark.parametrize("name", photographed.PICTURES)
def test_what_is_made_tells_nothing(name: str, ending: str, tmp_path: Path) -> None:
    """None of the ways to write down a place, an owner or a small copy is left, and the check has nothing to say."""
    made = made_from(photographed.PICTURES[name], ending)
    assert made.told_place
    assert codes(tmp_path, f"a{ending}", made.content) == []
    assert not any(sign in made.content for sign in (b"Exif", b"EXIF", b"GPSLatitude", b"Lan", b"xmp", b"ICC"))
    assert set(opened(made).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                                      "loop", "background", "timestamp", "duration"}  # fmt: skip


def test_what_hangs_behind_a_photograph_is_gone() -> None:
    """A second of film, as some phones add, says the place again."""
    made = made_from(photographed.motion_photo(), ".jpg")
    assert b"ftyp" not in made.content
    assert b"+10.77" not in made.content


@pytest.mark.parametrize("turned", range(1, 9))
def test_it_stands_upright(turned: int) -> None:
    """As the phone was held, in each of the eight ways; on its side the picture is high."""
    made = made_from(saved("JPEG", picture(80, 40), exif=exif(turned)))
    assert (made.width, made.height) == ((40, 80) if turned >= 5 else (80, 40))
    assert made.was_turned is (turned != 1)
    image = opened(made).convert("RGB")
    corner = image.getpixel((4, 4))
    assert isinstance(corner, tuple)
    # The red half of the file is left, right, above or below in what is shown.
    assert (corner[0] > 150) is (turned in {1, 4, 5, 6})


@pytest.mark.parametrize(("width", "height"), [(4000, 3000), (1281, 10), (9000, 5)])
def test_it_is_made_as_small_as_is_enough(width: int, height: int) -> None:
    """Its longest side is that of a screen; nothing is made larger than it was."""
    made = made_from(saved("JPEG", picture(width, height)))
    assert max(made.width, made.height) == LONGEST_SIDE
    assert (made.was_width, made.was_height) == (width, height)
    small = made_from(saved("PNG", picture(30, 20)))
    assert (small.width, small.height) == (30, 20)


@pytest.mark.parametrize("ending", WRITTEN)
def test_it_is_light_whatever_is_to_be_seen(ending: str) -> None:
    """Leaves and gravel pack badly: then it is saved plainer, at last smaller."""
    noise = Image.effect_noise((1280, 700), 120).convert("RGB")
    made = made_from(saved("PNG", noise), ending)
    assert len(made.content) <= HEAVIEST_PICTURE
    assert is_fit_to_show(made.content, ending)


def test_wide_colours_become_those_of_screens() -> None:
    """A picture in wider colours looks as it did, without the profile; one whose profile is damaged stays as it is."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    green = saved("PNG", Image.new("RGB", (4, 4), (120, 200, 80)), icc_profile=photographed.wide_colours())
    plain, damaged = (saved("PNG", Image.new("RGB", (4, 4), (120, 200, 80)), icc_profile=p) for p in (srgb, b"none"))
    seen = [opened(made_from(one, ".png")).getpixel((0, 0)) for one in (green, plain, damaged)]
    assert seen[1:] == [(120, 200, 80)] * 2
    assert seen[0] != (120, 200, 80)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "YCbCr"])
@pytest.mark.parametrize("ending", WRITTEN)
def test_every_way_to_hold_colours_is_read(mode: str, ending: str) -> None:
    """Scans are grey, drawings have a palette, print shops send CMYK."""
    image = Image.new(mode, (20, 10)) if mode == "I;16" else picture(20, 10).convert(mode)
    form = {"CMYK": "JPEG", "YCbCr": "JPEG"}.get(mode, "PNG")
    assert opened(made_from(saved(form, image), ending)).size == (20, 10)


def test_what_can_be_seen_through_stays_so_where_it_can() -> None:
    """In JPEG it becomes white, not black."""
    clear = saved("PNG", Image.new("RGBA", (10, 10), (0, 0, 0, 0)))
    assert opened(made_from(clear, ".webp")).mode == "RGBA"
    assert opened(made_from(clear, ".jpg")).convert("L").getpixel((5, 5)) == 255


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEIC, "HEIC"),
        (SVG, "SVG"),
        (b"  <svg onload=alert(1)>", "SVG"),
        (b"GIF89a" + bytes(100), "no picture"),
        (b"%PDF-1.4", "no picture"),
        (b"", "no picture"),
        (PHONE[: len(PHONE) // 2], "no picture"),
        (saved("PNG", Image.new("1", (30_000, 3_000))), "30000 × 3000"),
        (saved("TIFF"), "no picture"),
    ],
)
def test_what_is_no_photograph_is_refused(content: bytes, said: str) -> None:
    """By its contents, whatever it is called; what would fill the memory by its measures, before it is unpacked."""
    with pytest.raises(NotAPhoto) as refused:
        made_from(content)
    assert said in refused.value.message.said()


@settings(deadline=None, max_examples=300)
@given(
    good=st.sampled_from([PHONE, *(photographed.PICTURES[name] for name in ("exif.png", "xmp.webp")), saved("AVIF")]),
    at=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6),
    cut=st.floats(0.2, 1),
)
def test_damaged_photographs_are_read_or_refused(good: bytes, at: list[tuple[float, int]], cut: float) -> None:
    """As sticks and lines damage them: nothing else is raised, and what is made tells nothing."""
    content = bytearray(good)
    for where, new in at:
        content[int(where * len(content))] = new
    try:
        made = made_from(bytes(content[: round(cut * len(content))]))
    except NotAPhoto:
        return
    assert not opened(made).getexif()


# Where it is put


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return new_catalogue(tmp_path / "catalogue")


def test_a_photograph_becomes_a_picture_of_the_catalogue(catalogue: Path, tmp_path: Path) -> None:
    """It gets a name that records can say; what is to be pasted fits; the photograph stays as it was."""
    photo = tmp_path / "Ảnh Lễ (1).JPG"
    photo.write_bytes(PHONE)
    said = langhoc("-C", catalogue, "photo", photo)
    assert (said.returncode, said.stderr) == (0, "")
    assert "image:\n  file: anh-le-1.webp\n  alt:\n  credit:\n" in said.stdout
    assert "The place where it was taken was in the file" in said.stdout
    assert photo.read_bytes() == PHONE
    assert is_fit_to_show((catalogue / "data/media/anh-le-1.webp").read_bytes(), ".webp")
    before = contents(catalogue)
    again = langhoc("-C", catalogue, "photo", photo)
    assert again.returncode == 0
    assert "The same picture lay there before." in again.stdout
    assert contents(catalogue) == before


def test_no_other_picture_is_written_over(catalogue: Path, tmp_path: Path) -> None:
    """Two phones count alike."""
    for folder, image in (("a", picture()), ("b", picture().rotate(90))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "IMG_1.jpg").write_bytes(saved("JPEG", image))
    assert langhoc("-C", catalogue, "photo", tmp_path / "a/IMG_1.jpg").returncode == 0
    before = contents(catalogue)
    said = langhoc("-C", catalogue, "photo", tmp_path / "b/IMG_1.jpg")
    assert said.returncode == 1
    assert "is there already" in said.stderr
    assert contents(catalogue) == before
    other = langhoc("-C", catalogue, "photo", tmp_path / "b/IMG_1.jpg", "-o", catalogue / "data/media/le/hai.jpg")
    assert "file: le/hai.jpg" in other.stdout


def test_a_photograph_in_the_catalogue_is_exchanged(catalogue: Path) -> None:
    """The record goes on naming it; the photograph moves to where Git does not look, not even when all is added."""
    media = catalogue / "data/media/le"
    media.mkdir(parents=True)
    (media / "hoi.jpg").write_bytes(PHONE)
    (media / "IMG 2.HEIF.png").write_bytes(saved("PNG", exif=exif()))
    said = langhoc("-C", catalogue, "photo", media / "hoi.jpg", media / "IMG 2.HEIF.png")
    assert (said.returncode, said.stderr) == (0, "")
    assert sorted(path.name for path in media.iterdir()) == ["hoi.jpg", "img-2-heif.png"]
    assert (catalogue / "private/originals/le/hoi.jpg").read_bytes() == PHONE
    (catalogue / ".gitignore").unlink()
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=catalogue, check=True, capture_output=True)
    added = subprocess.run(["git", "ls-files"], cwd=catalogue, capture_output=True, text=True).stdout.splitlines()
    assert "data/media/le/hoi.jpg" in added
    assert [path for path in added if "private" in path] == []


def test_a_picture_that_is_as_it_should_be_stays_so(catalogue: Path) -> None:
    """To save it again would only make it worse."""
    media = catalogue / "data/media"
    (media / "tot.jpg").write_bytes(saved("JPEG"))
    before = contents(catalogue)
    said = langhoc("-C", catalogue, "photo", media / "tot.jpg")
    assert (said.returncode, said.stdout.count("nothing to mend")) == (0, 1)
    assert contents(catalogue) == before


@pytest.mark.parametrize(
    ("name", "output", "said"),
    [
        ("con.jpg", None, "no name can be made"),
        ("😀.jpg", None, "no name can be made"),
        ("a.jpg", "data/media/../../../x/Ảnh.jpg", None),
        ("a.jpg", "data/media/Ảnh Lễ.jpg", "anh-le.jpg"),
        ("a.jpg", "data/media/aux.webp", "No record can name"),
        ("a.heic", None, "no picture"),
        ("folder", None, "This is no file"),
        ("nowhere.jpg", None, "No such file"),
    ],
)
def test_where_no_picture_can_be_put_it_is_said(
    name: str, output: str | None, said: str | None, catalogue: Path, tmp_path: Path
) -> None:
    """Names that Windows keeps for devices, names that no record can say; never a traceback, and nothing is written."""
    for photo in ("con.jpg", "😀.jpg", "a.jpg"):
        (tmp_path / photo).write_bytes(PHONE)
    (tmp_path / "a.heic").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    before = contents(catalogue)
    options = ["-o", catalogue / output] if output else []
    found = langhoc("-C", catalogue, "photo", tmp_path / name, *options)
    assert "Traceback" not in found.stderr
    assert contents(catalogue) == before
    if said is None:
        assert found.returncode == 0
        return
    assert found.returncode == 1
    assert said in found.stderr


def test_of_several_those_that_can_are_made(catalogue: Path, tmp_path: Path) -> None:
    """One that is refused does not hold up the others; the answer says which."""
    (tmp_path / "mot.jpg").write_bytes(PHONE)
    (tmp_path / "hai.heic").write_bytes(HEIC)
    said = langhoc("-C", catalogue, "photo", tmp_path / "hai.heic", tmp_path / "mot.jpg")
    assert said.returncode == 1
    assert "hai.heic: The picture is a HEIC file" in said.stderr
    assert (catalogue / "data/media/mot.webp").is_file()
    wrong = langhoc("-C", catalogue, "photo", tmp_path / "mot.jpg", tmp_path / "hai.heic", "-o", "x.jpg")
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)


def test_a_pipe_is_not_waited_for(catalogue: Path, tmp_path: Path) -> None:
    """Nobody hangs on what is no file."""
    os.mkfifo(tmp_path / "pipe.jpg")
    assert langhoc("-C", catalogue, "photo", tmp_path / "pipe.jpg").returncode == 1


def test_the_signs_of_the_tests_are_real() -> None:
    """What the pictures above are said to tell is there to be read."""
    assert Image.open(io.BytesIO(PHONE)).getexif().get_ifd(GPS)
    assert XMP in photographed.PICTURES["xmp.jpg"]
