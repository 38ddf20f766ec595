"""`langhoc report`: what each commune has, what nobody has looked at for long and who should, and loose ends."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.running import TODAY, edit, new_catalogue, said

LATER = (TODAY + timedelta(days=400)).isoformat()
OFFER = "data/offers/vi-tinh-buoi-toi.yml"
CENTRE = "data/centres/trung-tam-hoc-tap-cong-dong-xa-mau.yml"
BODY = "title: Hội Khuyến học Xã Mẫu\ntype: association\narea: xa-mau\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The starter's, with a body that keeps the class right, and one that nobody names."""
    folder = new_catalogue(tmp_path / "x")
    for name in ("hoi-mau", "hoi-khac"):
        path = folder / f"data/organisations/{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(BODY.replace("Hội Khuyến học Xã Mẫu", name), encoding="utf-8")
    edit(folder / OFFER, "type: class", "type: class\nresponsible: [hoi-mau]")
    return folder


def report(folder: Path, *arguments: str, day: str = LATER) -> Any:
    return json.loads(said("-C", str(folder), "report", "--today", day, "--format", "json", *arguments).stdout)


def test_what_is_stale_stands_with_who_keeps_it(catalogue: Path) -> None:
    """By responsible body; what names nobody comes last."""
    bodies = {row["body"]: [one["id"] for one in row["records"]] for row in report(catalogue, "--stale")["stale"]}
    assert bodies["hoi-mau"] == ["vi-tinh-buoi-toi"]
    assert "trung-tam-hoc-tap-cong-dong-xa-mau" in bodies["_"]
    assert list(bodies) == ["hoi-mau", "_"]
    assert report(catalogue, "--stale", day=TODAY.isoformat())["stale"] == []


def test_who_runs_a_place_keeps_it_where_nobody_else_does(catalogue: Path) -> None:
    edit(catalogue / CENTRE, "type: learning_centre", "type: learning_centre\noperator: hoi-khac")
    bodies = {row["body"] for row in report(catalogue, "--stale")["stale"]}
    assert "hoi-khac" in bodies


def test_every_commune_is_told(catalogue: Path) -> None:
    """What it has, and for one that has nothing whether somebody looked."""
    edit(
        catalogue / "data/areas.yml",
        "- id: xa-mau",
        "- {id: xa-trong, title: Xã Trống, type: commune, surveyed: {date: 2026-01-01, by: Hội, finding: none}}\n"
        "- id: xa-mau",
    )
    found = {row["id"]: row for row in report(catalogue, day=TODAY.isoformat())["communes"]}
    assert (found["xa-mau"]["places"], found["xa-mau"]["classes"], found["xa-mau"]["surveyed"]) == (1, 1, None)
    assert (found["xa-trong"]["places"], found["xa-trong"]["surveyed"]) == (0, "none")


def test_loose_ends_are_told(catalogue: Path) -> None:
    """A body that no record names, not one that a class names."""
    loose = {row["id"] for row in report(catalogue)["orphans"]}
    assert "hoi-khac" in loose
    assert "hoi-mau" not in loose


def test_each_body_has_a_list_of_its_own(catalogue: Path, tmp_path: Path) -> None:
    """A title, a blank line, a mark by which it is found again, and the records as boxes to tick."""
    edit(catalogue / "data/organisations/hoi-mau.yml", "hoi-mau", '"@all <b>"')
    assert said("-C", str(catalogue), "report", "--into", str(tmp_path / "lists"), "--today", LATER).exit_code == 0
    assert {path.name for path in (tmp_path / "lists").iterdir()} == {"hoi-mau.md", "_.md"}
    title, blank, mark, *rest = (tmp_path / "lists/hoi-mau.md").read_text(encoding="utf-8").splitlines()
    assert title.startswith("To be looked at again:")
    assert (blank, mark) == ("", "<!-- langhoc:stale:hoi-mau -->")
    assert sum(line.startswith("- [ ] ") for line in rest) == 1


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_it_reads_in_both_languages(catalogue: Path, form: str) -> None:
    english = said("-C", str(catalogue), "report", "--format", form, "--today", LATER)
    vietnamese = said("--lang", "vi", "-C", str(catalogue), "report", "--format", form, "--today", LATER)
    assert (english.exit_code, vietnamese.exit_code) == (0, 0)
    assert "Never checked" in english.stdout
    assert "Never checked" not in vietnamese.stdout


def test_a_catalogue_with_an_error_has_no_report(catalogue: Path) -> None:
    edit(catalogue / OFFER, "type: class", "tipe: class")
    answer = said("-C", str(catalogue), "report")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert f"{OFFER}:" in answer.stderr
