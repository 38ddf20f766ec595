"""Slices of texts, the part of a catalogue that an area has, and what is in a file without any script."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.running import DAY, TODAY, langhoc

from langhoc.catalogue import Catalogue
from langhoc.cli.starting import SAMPLE, start
from langhoc.editions.part import part_of
from langhoc.editions.single_file.slices import sliced
from langhoc.model import Record
from langhoc.project import Project
from langhoc.site.assets import SCRIPTS, SPOKEN, WORKER, theme_dir

TOP = Path(__file__).parent.parent

TEXTS = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), max_size=60)


@given(st.dictionaries(TEXTS, TEXTS, max_size=12), st.integers(1, 100))
def test_what_is_sliced_is_there_again(texts: dict[str, str], size: int) -> None:
    """Every text by its name, whatever it holds; each slice as large as its directory says."""
    slices = sliced(texts, size)
    again = {}
    for names, length, packed in zip(slices.names, slices.sizes, slices.packed, strict=True):
        whole = zlib.decompress(base64.b64decode(packed))
        assert len(whole) == length
        again.update(zip(names, whole.decode().split("\0"), strict=True))
    assert again == texts


@pytest.fixture(scope="module")
def city() -> Catalogue:
    catalogue = Project(TOP, TODAY).check().catalogue
    assert catalogue is not None
    return catalogue


def test_every_part_names_only_what_is_in_it(city: Catalogue) -> None:
    """Of each commune: what is there is in its part, and no record names one that is missing."""
    for area in [one for one in city.areas if one.type.is_commune_level]:
        part = part_of(city, area)
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
    made = langhoc("-C", catalogue, "pack", "-o", file, "--today", DAY, "--best-for", "10")
    assert made.returncode == 0, made.stderr
    return file.read_text(encoding="utf-8")


def test_the_essentials_need_no_script(packed: str) -> None:
    """What, where, when and whom to call stand there as plain HTML, and come before all that is packed."""
    plain = packed[: packed.index("<script")]
    for said in ("Vi tính buổi tối", "18 giờ 30", 'href="tel:', "Bản chép ngày 21/11/2026", "không có thật"):
        assert said in plain, said
    assert 'data-best-before="2026-12-01"' in plain


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
        slices = re.findall(r'<script type="text/plain"[^>]*>([^<]*)</script>', file.read_text(encoding="utf-8"))
        whole = "".join(zlib.decompress(base64.b64decode(one)).decode() for one in slices)
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
    assert refused.returncode == 1
    assert "xa-la" in refused.stderr
    assert list(tmp_path.iterdir()) == []


EDITIONS = {"age": 5, **dict.fromkeys(["pack", *SCRIPTS, *SPOKEN, *WORKER], 2018)}


@pytest.mark.parametrize(("name", "edition"), EDITIONS.items(), ids=EDITIONS)
def test_old_browsers_read_the_scripts(name: str, edition: int) -> None:
    """What says that a copy is old, and tries to unpack it, is read by all; the rest by browsers since 2018."""
    code = (theme_dir() / "minified" / f"{name}.js").read_bytes()
    program = f"require('acorn').parse(require('fs').readFileSync(0,'utf8'),{{ecmaVersion:{edition}}})"
    read = subprocess.run(["node", "-e", program], input=code, cwd=TOP, capture_output=True, check=False)
    assert read.returncode == 0, read.stderr.decode()[:500]
