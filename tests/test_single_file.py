"""Slices of texts, the part of a catalogue that an area has, and what is in a file without any script."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from tests.running import DAY, TODAY, langhoc

from langhoc.catalogue import Catalogue
from langhoc.cli.starting import SAMPLE, start
from langhoc.editions.part import part_of
from langhoc.editions.single_file.media import as_text, fitting
from langhoc.editions.single_file.slices import sliced
from langhoc.editions.single_file.style import names_in, used
from langhoc.model import Record
from langhoc.phrases import Phrases
from langhoc.project import Project
from langhoc.site.assets import SCRIPTS, SPOKEN, WORKER, theme_dir
from langhoc.site.pages.lists import extent

TOP = Path(__file__).parent.parent

TEXTS = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), max_size=60)
NAMES = st.text(st.characters(blacklist_characters="\0\t\n", blacklist_categories=("Cs",)), max_size=9)
TEXTS_BY_NAME = st.dictionaries(NAMES, TEXTS, max_size=12)


@given(TEXTS_BY_NAME, TEXTS_BY_NAME, st.integers(1, 100))
def test_what_is_sliced_is_there_again(first: dict[str, str], others: dict[str, str], size: int) -> None:
    """Every text by its name, whatever it holds; what is needed at once in the first slice."""
    slices = [unpacked(one) for one in sliced(first, (others, size))]
    directory = [names.split("\t") for names in slices[0][0].split("\n")]
    again = [list(zip(names, texts, strict=True)) for names, texts in zip(directory, slices, strict=True)]
    assert again[0][1:] == list(first.items())
    assert [one for slice in again[1:] for one in slice] == list(others.items())


def slices_in(file: str) -> list[str]:
    return re.findall(r'<script type="text/plain" id="lh-\d+">([^<]*)</script>', file)


def unpacked(packed: str) -> list[str]:
    return zstandard.ZstdDecompressor().decompress(base64.b64decode(packed)).decode().split("\0")


CSS = """@charset "UTF-8";
/* .none */ a,.none{color:red}
.there .none,.there>#here:hover{top:0}
:is(.none,b, i:not(.there)) , .none:before{content:"}.none{"}
@media print{.none{left:0}.there::after{left:0}}@media screen{.none{left:0}}
@keyframes none{from{left:0}to{left:1px}}
a:not(.none),[data-x=".none"]{top:1px}"""
KEPT = """@charset "UTF-8";a{color:red}.there>#here:hover{top:0}:is(.none,b, i:not(.there)) {content:"}.none{"}
@media print{.there::after{left:0}}@keyframes none{from{left:0}to{left:1px}}a:not(.none),[data-x=".none"]{top:1px}"""


def test_of_a_style_what_can_apply_is_kept() -> None:
    """Rules of classes and ids that are nowhere go; what is in brackets, in quotes or in comments is no such class."""
    names = names_in(['<p class="a there" id="here">'], [])
    assert used(CSS, names) == KEPT.replace("\n", "")


def test_scripts_may_make_any_word_a_class() -> None:
    assert used(".made{top:0}", names_in([], ['one.className = "made"'])) == ".made{top:0}"


@pytest.fixture(scope="module")
def city() -> Catalogue:
    catalogue = Project(TOP, TODAY).check().catalogue
    assert catalogue is not None
    return catalogue


def test_a_part_counts_what_it_is_about(city: Catalogue) -> None:
    """Not what came along only because something names it; and what is nearest is not known in it."""
    area = city.area("xa-thanh-an-can-gio")
    part = part_of(city, area)
    assert len(part.places) > len(city.places_in(area))
    places, classes = sum(not one.is_gone for one in city.places_in(area)), len(city.offers_in(area))
    assert extent(Phrases("vi"), part) == f"{places} nơi học và {classes} lớp học"
    assert part.nearest_filled(area) == ()
    assert city.nearest_filled(area) != ()


def test_every_part_names_only_what_is_in_it(city: Catalogue) -> None:
    """Of each commune: what is there is in its part, and no record names one that is missing."""
    for area in [one for one in city.areas if one.type.is_commune_level]:
        part = part_of(city, area)
        assert part.communes == (area,)
        assert {target for found in part.found for target in found.named} <= set(part.by_id)
        held = {one.id for one in (*city.places_in(area), *city.offers_in(area), *city.events_in(area))}
        assert held <= {one.id for one in part.all_of(Record)}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed") / "catalogue"
    start(folder, TODAY, SAMPLE)
    return folder


@pytest.fixture(scope="module")
def packed(catalogue: Path) -> str:
    file = catalogue.parent / "ban-chep.html"
    options = ("--today", DAY, "--best-for", "10", "--photos-within", "0.03")
    made = langhoc("-C", catalogue, "pack", "-o", file, *options)
    assert made.returncode == 0, made.stderr
    assert "2 in it, 1 left out" in made.stderr + made.stdout
    issue = json.loads((catalogue / "private/issued.jsonl").read_text().splitlines()[-1])
    assert issue["pictures"] == ["do-cho-sach.webp", "nha-mo-duoi-bong-xoai.webp"]
    return file.read_text(encoding="utf-8")


def test_the_essentials_need_no_script(packed: str) -> None:
    """What, where, when and whom to call stand there as plain HTML, and come before all that is packed."""
    plain = packed[: packed.index('<script type="text/plain"')]
    for said in ("Vi tính buổi tối", "18 giờ 30", 'href="tel:', "Bản chép ngày 21/11/2026", "không có thật"):
        assert said in plain, said
    assert 'data-best-before="2026-12-01"' in plain


def test_a_class_stands_below_its_place(packed: str) -> None:
    """With the last day, for nobody says later that it is over; the number of the place stands there once."""
    place = re.search(r"<li><b>Trung tâm học tập cộng đồng Xã Mẫu</b>(.*?)</ul>", packed, re.DOTALL)
    assert place
    assert "Đến 28/1/2027" in place[1]
    (row,) = [row for row in place[1].split("<li>") if row.startswith("Vi tính buổi tối")]
    assert "Trung tâm học tập" not in row


def test_who_has_no_number_names_who_has_one(packed: str) -> None:
    """As pages do: here the commune's."""
    plain = unescape(packed[: packed.index('<script type="text/plain"')])
    assert re.search(r"<li><b>[^<]+</b>[^<]* · [^<]+: <a href=.tel:", plain)


def test_what_is_shown_fits_the_budget(catalogue: Path) -> None:
    """Pictures before recordings, what one can go to before a story, and the small before the large."""
    found = Project(catalogue, TODAY).check().catalogue
    assert found is not None
    house, boat, voice = "nha-mo-duoi-bong-xoai.webp", "do-cho-sach.webp", "hoc-chu-buoi-toi.mp3"
    for budget, names in (
        (0, []),
        (11_583, []),
        (11_584, [boat]),
        (16_244, [house]),
        (27_828, [house, boat]),
        (99_827, [house, boat]),
        (99_828, [house, boat, voice]),
    ):
        chosen = fitting(found, budget)
        assert [*chosen.media] == names
        assert chosen.left_out == 3 - len(names)
        assert sum(len(as_text(medium)) for medium in chosen.media.values()) <= budget


def test_in_another_language(catalogue: Path, tmp_path: Path) -> None:
    """All of it, and nothing of the first one's pages."""
    made = langhoc("-C", catalogue, "pack", "-o", tmp_path / "x.html", "--language", "en", "--today", DAY)
    assert made.returncode == 0, made.stderr
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in text
    assert "A copy made on" in text
    paths = unpacked(slices_in(text)[0])[0].split()
    pages = [path for path in paths if path.endswith(".html")]
    assert len(pages) > 50
    assert all(path.startswith("en/") for path in pages)


def test_a_language_that_there_is_not(catalogue: Path, tmp_path: Path) -> None:
    refused = langhoc("-C", catalogue, "pack", "-o", tmp_path / "x.html", "--language", "km", "--today", DAY)
    assert refused.returncode == 2
    assert "“km”" in refused.stderr
    assert "vi, en" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_asks_nobody(packed: str) -> None:
    """Nothing is loaded from elsewhere, and nothing but what is in it may run."""
    shell = re.sub(r'(?s)<script type="text/plain".*?</script>', "", packed)
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:|#)', shell)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', packed)
    assert policy
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


def test_a_story_that_is_for_the_site_alone_is_not_in_it(catalogue: Path, tmp_path: Path) -> None:
    """Nor is its title, nor anything that leads to it; what is in the file is noted down as given away."""
    story = "---\ntitle: Chuyện chỉ kể trên trang\nsubject: person\nbasis: consent\narea: xa-mau\nconsent:\n"
    story += "  given_on: 2026-11-20\n  by: Người được kể\n  scope: [SCOPE]\n---\n\nChị kể.\n"
    path = catalogue / "data/stories/chuyen-rieng.md"
    for scope, is_in in (("site", False), ("site, copies", True)):
        path.write_text(story.replace("SCOPE", scope), encoding="utf-8")
        file = tmp_path / f"{is_in}.html"
        made = langhoc("-C", catalogue, "pack", "-o", file, "--today", DAY)
        assert made.returncode == 0, made.stderr
        whole = "".join(text for one in slices_in(file.read_text(encoding="utf-8")) for text in unpacked(one))
        assert ("Chuyện chỉ kể trên trang" in whole) is is_in
        (issue,) = [json.loads(line) for line in (catalogue / "private/issued.jsonl").read_text().splitlines()][-1:]
        assert ("chuyen-rieng" in issue["stories"]) is is_in
    path.unlink()


def test_what_has_errors_is_not_packed(catalogue: Path, tmp_path: Path) -> None:
    """The errors are told with their places."""
    broken = catalogue / "data/offers/lop-hong.yml"
    broken.write_text("title: Lớp hỏng\ntype: lop\n", encoding="utf-8")
    refused = langhoc("-C", catalogue, "pack", "-o", tmp_path / "x.html", "--today", DAY)
    broken.unlink()
    assert refused.returncode == 1
    assert "data/offers/lop-hong.yml:2" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_area_that_there_is_not(catalogue: Path, tmp_path: Path) -> None:
    refused = langhoc("-C", catalogue, "pack", "-o", tmp_path / "x.html", "--area", "xa-la", "--today", DAY)
    assert refused.returncode == 2
    assert "xa-la" in refused.stderr
    assert list(tmp_path.iterdir()) == []


EDITIONS = {"age": 5, "unpack": 5, **dict.fromkeys(["pack", *SCRIPTS, *SPOKEN, *WORKER], 2018)}


@pytest.mark.parametrize(("name", "edition"), EDITIONS.items(), ids=EDITIONS)
def test_old_browsers_read_the_scripts(name: str, edition: int) -> None:
    """What says that a copy is old, and tries to unpack it, is read by all; the rest by browsers since 2018."""
    code = (theme_dir() / "minified" / f"{name}.js").read_bytes()
    program = f"require('acorn').parse(require('fs').readFileSync(0,'utf8'),{{ecmaVersion:{edition}}})"
    read = subprocess.run(["node", "-e", program], input=code, cwd=TOP, capture_output=True, check=False)
    assert read.returncode == 0, read.stderr.decode()[:500]
