"""A story that may not be told any more: not a byte of it is in what is built from then on."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from tests.running import TODAY, contents, edit, tree_hash

from langhoc import vietnamese
from langhoc.cli.starting import start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import CACHE_FILE, Project

Change = Callable[[Path], object]

# Words that nothing else in the catalogue says, in each text of the story, in both languages.
WORDS = (
    "quýtxanh", "bưởihồng", "camsành", "mítnài", "khếngọt", "ổiruột", "mậnđào", "táoquê", "nhãnlồng", "dừasáp",
    "tamarind", "mangosteen", "rambutan", "durian", "pomelo", "xoaituong", "vuontrai",
)  # fmt: skip
STORY = """\
---
title: {vi: Chuyện quýtxanh, en: Story of tamarind}
summary: {vi: Tóm tắt bưởihồng, en: Summary of mangosteen}
subject: person
called: {vi: cô camsành, en: Miss rambutan}
basis: consent
consent: {given_on: 2026-01-10, by: Người mítnài, scope: [site, copies, exports, photo], expires: 2027-01-10}
area: xa-mau
offers: [vi-tinh-buoi-toi]
tags: [khếngọt]
formerly: [chuyen-xoaituong-cu]
image: {file: hinh-xoaituong.jpg, alt: {vi: Hình ổiruột, en: Picture of durian}, credit: mậnđào}
audio: {file: tieng-xoaituong.mp3, credit: táoquê}
alert: {text: Báo nhãnlồng, until: 2027-12-31}
description: {en: Text of pomelo}
checked_on: 2026-11-01
sources: [{title: Lời dừasáp, place: Xã Mẫu, date: 2026-01-10, url: "https://vuontrai.example/"}]
---
Cô camsành học chữ ở vườn quýtxanh.
"""
FILE = Path("data/stories/chuyen-xoaituong.md")


def picture() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((30, 40), 90).convert("RGB").save(file, "JPEG")
    return file.getvalue()


PICTURE = picture()
VOICE = b"ID3" + os.urandom(2000)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The starter's, and a story in it with a picture and a voice."""
    folder = tmp_path / "catalogue"
    start(folder, TODAY)
    for name, content in (
        (FILE, STORY.encode()),
        ("data/media/hinh-xoaituong.jpg", PICTURE),
        ("data/media/tieng-xoaituong.mp3", VOICE),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def built(folder: Path, today: date = TODAY, site_dir: str = "site") -> Path:
    Project(folder, today).build(folder / site_dir, run_mkdocs)
    return folder / site_dir


def told(folder: Path) -> set[str]:
    """Which of the words stand anywhere below `folder`: in names or contents, folded or not; and the files."""
    found: set[str] = set()
    for name, content in contents(folder).items():
        text = f"{name}\n{content.decode('utf-8', 'replace')}".lower()
        found |= {word for word in WORDS if word in text or vietnamese.fold(word) in text}
        found |= {"picture"} if PICTURE in content else set()
        found |= {"voice"} if VOICE in content else set()
    return found


ENDINGS: dict[str, Change] = {
    "withdrawn": lambda folder: edit(folder / FILE, "expires: 2027-01-10", f"withdrawn_on: {TODAY}"),
    "expired": lambda folder: edit(folder / FILE, "expires: 2027-01-10", f"expires: {TODAY - timedelta(days=1)}"),
    "copies only": lambda folder: edit(folder / FILE, "[site, copies, exports, photo]", "[copies, photo]"),
    "not begun": lambda folder: edit(folder / FILE, "given_on: 2026-01-10", f"given_on: {TODAY + timedelta(days=1)}"),
    "deleted": lambda folder: (folder / FILE).unlink(),
}


def test_what_is_told_is_all_there(catalogue: Path) -> None:
    """The words that are looked for below are to be found while the story is told."""
    assert told(built(catalogue)) == {*WORDS, "picture", "voice"} - {"mítnài"}


@pytest.mark.parametrize("end", ENDINGS.values(), ids=ENDINGS.keys())
def test_not_a_byte_is_left_by_the_next_build(end: Change, catalogue: Path) -> None:
    """Neither page nor card nor index nor redirect nor picture; the site is the one that would be if it never was."""
    site = built(catalogue)
    assert told(site)
    end(catalogue)
    assert told(built(catalogue)) == set()
    shutil.rmtree(catalogue / ".langhoc")
    assert tree_hash(built(catalogue, site_dir="anew")) == tree_hash(site)


def test_a_day_is_enough(catalogue: Path) -> None:
    """Nobody has to edit anything for a consent to end."""
    site = built(catalogue, date(2027, 1, 10))
    assert "quýtxanh" in told(site)
    assert told(built(catalogue, date(2027, 1, 11))) == set()


def test_without_its_picture_the_rest_is_told(catalogue: Path) -> None:
    """Who takes back the photo alone is still told of, without face and voice."""
    built(catalogue)
    edit(catalogue / FILE, "exports, photo]", "exports]")
    left = told(built(catalogue))
    assert left.isdisjoint({"picture", "voice", "ổiruột", "durian", "mậnđào", "táoquê"})
    assert {"quýtxanh", "pomelo"} <= left


def test_a_child_is_never_seen_nor_heard(catalogue: Path) -> None:
    """Whatever was agreed to."""
    edit(catalogue / FILE, "subject: person", "subject: person\nsubject_is_minor: true")
    edit(catalogue / FILE, "offers: [vi-tinh-buoi-toi]\n", "")
    assert told(built(catalogue)).isdisjoint({"picture", "voice"})


def test_the_cache_forgets_a_story_that_was_deleted(catalogue: Path) -> None:
    """It is no part of the site, Git takes nothing of it, and after the second build it knows nothing of the story."""
    site = built(catalogue)
    for name in (FILE, "data/media/hinh-xoaituong.jpg", "data/media/tieng-xoaituong.mp3"):
        (catalogue / name).unlink()
    for day in (TODAY, TODAY + timedelta(days=1)):
        built(catalogue, day)
    with sqlite3.connect(catalogue / CACHE_FILE) as cache:
        rows = cache.execute("SELECT room, value FROM entry").fetchall()
    assert {room for room, value in rows for word in WORDS if word.encode() in value} == set()
    assert not list(site.rglob("*.sqlite*"))
    assert "/.langhoc/" in (catalogue / ".gitignore").read_text(encoding="utf-8").splitlines()
