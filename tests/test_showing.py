"""A site of which nothing is made before it is asked for, and a folder that is read again and again."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.running import TODAY, contents, edit, new_catalogue

from langhoc.cache import open_cache
from langhoc.catalogue import Checked, check
from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.reading import Memory
from langhoc.site.showing import Showing

OFFER = Path("data", "offers", "vi-tinh-buoi-toi.yml")


def test_it_shows_what_a_build_writes(tmp_path: Path) -> None:
    """Every file of the full sample, the index too; and none besides."""
    start(tmp_path / "catalogue", TODAY, SAMPLE)
    project = Project(tmp_path / "catalogue", TODAY)
    project.build(tmp_path / "site", run_mkdocs)
    showing = project.showing(run_mkdocs)
    built = contents(tmp_path / "site")
    assert any(path.startswith("search/") for path in built)
    assert {path: showing.content(path) for path in built} == built
    for odd in ("", "search", "search/", "search/xx.js", "search/vi/w0.js", "../mkdocs.yml", "offers", "nowhere.html"):
        assert showing.content(odd) is None


def test_it_is_the_same_until_something_is_edited(tmp_path: Path) -> None:
    catalogue = new_catalogue(tmp_path)
    memory = Memory()

    def showing() -> Showing:
        return Project(catalogue, TODAY, memory=memory).showing(run_mkdocs)

    first = showing()
    assert first.is_same_as(showing())
    (catalogue / OFFER).touch()
    assert first.is_same_as(showing())
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    assert not first.is_same_as(showing())
    edit(catalogue / OFFER, "cho mọi người", "cho người mới")
    assert first.is_same_as(showing())
    (catalogue / "content/about.md").write_text("# Mới\n", encoding="utf-8")
    assert not first.is_same_as(showing())


# What is read again


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue whose files have not changed lately."""
    folder = new_catalogue(tmp_path / "catalogue")
    # When a file's name or rights were changed cannot be set back.
    time.sleep(2.1)
    return folder


def read(folder: Path, memory: Memory) -> Checked:
    with open_cache(None) as cache:
        return check(folder, TODAY, cache, memory=memory)


def titles(checked: Checked) -> dict[str, str]:
    assert checked.catalogue is not None
    return {record_id: record.title.said("vi").text for record_id, record in checked.catalogue.by_id.items()}


def test_what_looks_as_it_did_is_not_read_again(catalogue: Path) -> None:
    memory = Memory()
    first, second = read(catalogue, memory), read(catalogue, memory)
    assert first.catalogue is not None
    assert second.catalogue is not None
    assert all(one is other for one, other in zip(first.catalogue.found, second.catalogue.found, strict=True))
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    assert "cho mọi người" in titles(read(catalogue, memory))["vi-tinh-buoi-toi"]


def test_an_edit_that_hides_is_seen(catalogue: Path) -> None:
    """As many bytes as before, and the day of before."""
    memory = Memory()
    read(catalogue, memory)
    looked = (catalogue / OFFER).stat()
    edit(catalogue / OFFER, "cho người mới", "cho người mời")
    os.utime(catalogue / OFFER, ns=(looked.st_atime_ns, looked.st_mtime_ns))
    looks = (catalogue / OFFER).stat()
    assert (looks.st_size, looks.st_mtime_ns) == (looked.st_size, looked.st_mtime_ns)
    assert "cho người mời" in titles(read(catalogue, memory))["vi-tinh-buoi-toi"]


def test_what_has_only_just_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within one step of the disk's clock a file may change once more, and look as before."""
    catalogue = new_catalogue(tmp_path)
    soon = time.time_ns() + 600 * 10**9  # However slow the computer is, it has only just changed.
    monkeypatch.setattr("langhoc.reading.memory.looks_of", lambda _found: (1, 1, soon, soon))
    memory = Memory()
    read(catalogue, memory)
    edit(catalogue / OFFER, "cho người mới", "cho mọi người")
    assert "cho mọi người" in titles(read(catalogue, memory))["vi-tinh-buoi-toi"]


def test_files_that_come_and_go(catalogue: Path) -> None:
    memory = Memory()
    before = titles(read(catalogue, memory))
    (catalogue / "data/offers/moi.yml").write_bytes((catalogue / OFFER).read_bytes())
    assert titles(read(catalogue, memory)).keys() - before.keys() == {"moi"}
    (catalogue / "data/offers/moi.yml").unlink()
    assert titles(read(catalogue, memory)) == before


def test_what_was_wrong_is_told_again(catalogue: Path) -> None:
    """Until it is mended."""
    edit(catalogue / OFFER, "type: class", "type: clas")
    time.sleep(2.1)
    memory = Memory()
    first = read(catalogue, memory)
    assert [problem.code for problem in first.problems] == ["unknown-value"]
    assert read(catalogue, memory).problems == first.problems
    edit(catalogue / OFFER, "type: clas", "type: class")
    assert read(catalogue, memory).problems == ()


def test_other_languages_are_read_anew(catalogue: Path) -> None:
    """Which languages a text may be in stands in data/catalogue.yml."""
    memory = Memory()
    first = read(catalogue, memory).catalogue
    assert first is not None
    assert first.languages == ("vi", "en")
    edit(catalogue / "data/catalogue.yml", "  - vi\n  - en\n", "  - vi\n")
    assert "unknown-language" in {problem.code for problem in read(catalogue, memory).problems}
