"""After an edit only what it changes is made, and the site is the one that a build from nothing makes."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from tests.running import TODAY, contents, edit, langhoc, new_catalogue

from langhoc.catalogue import Catalogue
from langhoc.catalogue.asking import _BITS, FIRST_RELATION, relations_of
from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import KINDS
from langhoc.problems import has_errors
from langhoc.project import Project
from langhoc.workers import ALONE

OFFER = Path("data", "offers", "vi-tinh-buoi-toi.yml")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Files:
    """The record files of a catalogue, as data in which all scalars are text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.all = sorted(
            path
            for kind in KINDS.values()
            for path in (folder / "data").glob(kind.file or f"{kind.folder}/**/*{kind.ending}")
        )
        self.by_kind = {
            kind.name: [record["id"] for record in self.read(folder / "data" / kind.file)[0]]
            if kind.file
            else [path.stem for path in self.all if path.is_relative_to(folder / "data" / kind.folder)]
            for kind in KINDS.values()
        }

    def read(self, path: Path) -> tuple[Any, str]:
        """What the file holds, and the text below it."""
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            _nothing, front, below = text.split("---\n", 2)
            return yaml.load(front, yaml.BaseLoader), below
        return yaml.load(text, yaml.BaseLoader), ""

    def write(self, path: Path, data: Any, below: str) -> None:
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        path.write_text(f"---\n{text}---\n{below}" if path.suffix == ".md" else text, encoding="utf-8")

    def of_one_kind(self, record_id: str) -> list[str]:
        return next((ids for ids in self.by_kind.values() if record_id in ids), [])


def leaves(data: Any) -> Iterator[tuple[Any, Any, str]]:
    """Each text with the group or list in which it stands, and its key there."""
    pairs = list(data.items()) if isinstance(data, dict) else list(enumerate(data))
    for key, value in pairs:
        if isinstance(value, str):
            yield data, key, value
        else:
            yield from leaves(value)


def changed(files: Files, random: Random) -> None:
    """One thing in one file is other, or a file has come or gone."""
    path = random.choice(files.all)
    kind_is_list = path.parent == files.folder / "data"
    what = random.choice(["copy", "delete", *["text"] * 8])
    if what == "copy" and not kind_is_list:
        shutil.copy(path, path.with_name(f"{path.stem}-{random.randrange(1000)}{path.suffix}"))
    elif what == "delete" and not kind_is_list:
        path.unlink()
    else:
        data, below = files.read(path)
        within, key, value = random.choice(list(leaves(data)))
        if others := files.of_one_kind(value):
            within[key] = random.choice(others)
        elif _DAY.fullmatch(value):
            within[key] = f"{value[:-2]}{random.randrange(1, 28):02}"
        elif random.random() < 0.2:
            del within[key]
        else:
            within[key] = f"{value} {random.choice(['mới', 'hay', 'tốt'])}"
        files.write(path, data, below)


def edits(folder: Path, random: Random) -> Iterator[None]:
    """Edits, one after the other, after which the catalogue has no error."""
    while True:
        before = contents(folder / "data")
        changed(Files(folder), random)
        if not has_errors(Project(folder, TODAY, use_cache=False).check().problems):
            yield
            continue
        shutil.rmtree(folder / "data")
        for name, content in before.items():
            (folder / "data" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "data" / name).write_bytes(content)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_site_that_was_renewed_is_as_one_made_from_nothing(tmp_path: Path, seed: int) -> None:
    """Every byte, after each of many edits of any key of any kind of record."""
    start(tmp_path / "catalogue", TODAY, SAMPLE)
    host = run_mkdocs(tmp_path / "catalogue", ("vi", "en"))
    renewed = Project(tmp_path / "catalogue", TODAY, workers=ALONE)
    anew = Project(tmp_path / "catalogue", TODAY, workers=ALONE, use_cache=False)
    renewed.build(tmp_path / "site", lambda *_: host)
    fewest = 10**6
    for number, _edit in zip(range(16), edits(tmp_path / "catalogue", Random(seed)), strict=False):
        if number % 2:
            continue
        made = renewed.build(tmp_path / "site", lambda *_: host).asked
        fewest = min(fewest, sum(bool(questions) for questions in made.values()))
        anew.build(tmp_path / "anew", lambda *_: host)
        assert contents(tmp_path / "site") == contents(tmp_path / "anew")
    assert fewest < len(contents(tmp_path / "site")) / 5


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = new_catalogue(tmp_path / "catalogue")
    Project(folder, TODAY).build(tmp_path / "site", run_mkdocs)
    return folder


def made(catalogue: Path) -> set[str]:
    """The pages of records and lists that a build makes."""
    published = Project(catalogue, TODAY).build(catalogue.parent / "site", run_mkdocs)
    Project(catalogue, TODAY, use_cache=False).build(catalogue.parent / "anew", run_mkdocs)
    assert contents(catalogue.parent / "site") == contents(catalogue.parent / "anew")
    return {path for path, asked in published.asked.items() if asked}


def test_an_edit_makes_the_pages_that_tell_of_it(catalogue: Path) -> None:
    """Those of the record in each language, and where it is listed; others stand as they are."""
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    pages = made(catalogue)
    assert {"offers/vi-tinh-buoi-toi.html", "en/offers/vi-tinh-buoi-toi.html", "index.html"} <= pages
    assert (catalogue.parent / "site/topics/hoc-chu.html").is_file()
    assert "topics/hoc-chu.html" not in pages
    assert made(catalogue) == set()


def test_a_note_in_a_file_makes_no_page(catalogue: Path) -> None:
    """A file that is written otherwise and says the same is no edit."""
    text = (catalogue / OFFER).read_text(encoding="utf-8")
    (catalogue / OFFER).write_text(f"# Ghi chú\n{text}", encoding="utf-8")
    assert made(catalogue) == set()


@pytest.mark.parametrize("name", ["data/catalogue.yml", "mkdocs.yml"])
def test_what_all_pages_show_makes_all(catalogue: Path, name: str) -> None:
    before = contents(catalogue.parent / "site")
    if name.startswith("data"):
        edit(catalogue / name, "  vi: Làng", "  vi: Xóm")
    else:
        text = (catalogue / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("site_url: ")]
        (catalogue / name).write_text("\n".join(["site_url: https://khac.example/", *lines]), encoding="utf-8")
    assert len(made(catalogue)) > len(before) / 4


def test_an_editors_page_makes_no_records_page(catalogue: Path) -> None:
    """Unless it is called otherwise in the menu."""
    (catalogue / "content/about.md").write_text("# Giới thiệu\n\nMột câu.\n", encoding="utf-8")
    made(catalogue)
    (catalogue / "content/about.md").write_text("# Giới thiệu\n\nMột câu khác.\n", encoding="utf-8")
    assert made(catalogue) == set()
    (catalogue / "content/about.md").write_text("# Tên khác\n\nMột câu khác.\n", encoding="utf-8")
    assert "offers/vi-tinh-buoi-toi.html" in made(catalogue)


def test_an_edit_that_was_checked_before_it_is_built(catalogue: Path) -> None:
    """What the check has read is not what the pages were made from."""
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    assert langhoc("-C", catalogue, "check", "--today", TODAY.isoformat()).returncode == 0
    assert "offers/vi-tinh-buoi-toi.html" in made(catalogue)


def test_a_page_that_was_changed_by_hand_is_made_again(catalogue: Path) -> None:
    page = catalogue.parent / "site/offers/vi-tinh-buoi-toi.html"
    page.write_text("x", encoding="utf-8")
    made(catalogue)
    assert page.read_text(encoding="utf-8") != "x"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue"
    start(folder, TODAY, SAMPLE)
    Project(folder, TODAY).build(tmp_path / "site", run_mkdocs)
    return folder


def test_edits_of_other_sorts(sample: Path) -> None:
    """A consent that is withdrawn, a record in another file, other words, an editors' page that is gone."""
    story = next(path for path in sorted((sample / "data/stories").rglob("*.md")) if "given_on:" in path.read_text())
    text = story.read_text(encoding="utf-8")
    given = re.search(r"^( +)given_on: .*$", text, re.MULTILINE)
    assert given
    story.write_text(text.replace(given[0], f"{given[0]}\n{given[1]}withdrawn_on: {TODAY}"), encoding="utf-8")
    made(sample)
    assert not list((sample.parent / "site").rglob(f"{story.stem}.html"))

    offer = sorted((sample / "data/offers").rglob("*.yml"))[0]
    (sample / "data/offers/khac").mkdir()
    offer.rename(sample / "data/offers/khac" / offer.name)
    made(sample)

    synonyms = sample / "data/synonyms.yml"
    synonyms.write_text("- [may do, cắt may]\n", encoding="utf-8")
    made(sample)

    (sample / "content/about.md").unlink()
    made(sample)
    assert not (sample.parent / "site/about.html").exists()


def test_what_others_do_between_two_builds(catalogue: Path) -> None:
    """Another site of the same catalogue, a build without a cache, one by MkDocs."""
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    Project(catalogue, TODAY).build(catalogue.parent / "other", run_mkdocs)
    edit(catalogue / OFFER, "cho mọi người", "cho ai cũng được")
    Project(catalogue, TODAY, use_cache=False).build(catalogue.parent / "site", run_mkdocs)
    assert "offers/vi-tinh-buoi-toi.html" in made(catalogue)
    edit(catalogue / OFFER, "cho ai cũng được", "cho người lớn")
    assert "offers/vi-tinh-buoi-toi.html" in made(catalogue)


def test_what_is_kept_of_other_pages_stays(sample: Path) -> None:
    """Their Markdown, and the parts of the index that the edit does not touch."""

    def kept() -> set[bytes]:
        with contextlib.closing(sqlite3.connect(sample / ".langhoc/cache.sqlite")) as connection:
            return {key for (key,) in connection.execute("SELECT key FROM entry WHERE room = 'prose'")}

    before = kept()
    offer = sorted((sample / "data/offers").rglob("*.yml"))[0]
    offer.write_text(f"{offer.read_text(encoding='utf-8')}\ntags: [moi]\n", encoding="utf-8")
    made(sample)
    assert before
    assert before <= kept()


def test_each_question_has_a_number() -> None:
    """More would run into the numbers of what is asked about."""
    assert FIRST_RELATION + len(relations_of(Catalogue)) <= 1 << _BITS
