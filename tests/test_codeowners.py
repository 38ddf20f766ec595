"""CODEOWNERS: whom a Git host asks to look at a change, from the editors of areas."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.running import DAY, edit, new_catalogue, said

CENTRE = "data/centres/trung-tam-hoc-tap-cong-dong-xa-mau.yml"
OFFER = "data/offers/vi-tinh-buoi-toi.yml"
TOP = Path(__file__).parent.parent


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return new_catalogue(tmp_path / "x")


def lines(folder: Path) -> list[str]:
    """What stands in the file that the command writes, without its header."""
    answer = said("-C", str(folder), "codeowners", "--today", DAY)
    assert answer.exit_code == 0, answer.stderr
    return [line for line in (folder / "CODEOWNERS").read_text(encoding="utf-8").splitlines() if line[0] != "#"]


def editors(folder: Path, area: str, *names: str) -> None:
    written = ", ".join(f'"{name}"' for name in names)
    edit(folder / "data/areas.yml", f"- id: {area}\n", f"- id: {area}\n  editors: [{written}]\n")


def test_those_above_look_at_everything(catalogue: Path) -> None:
    assert lines(catalogue) == []
    editors(catalogue, "tinh-mau", "@tinh-mau")
    assert lines(catalogue) == ["* @tinh-mau"]


def test_a_commune_has_editors_of_its_own(catalogue: Path) -> None:
    """They look at its places, and at the classes that are held there."""
    editors(catalogue, "tinh-mau", "@tinh-mau")
    editors(catalogue, "xa-mau", "@hoi/xa-mau", "van-phong@example.org")
    who = "@hoi/xa-mau van-phong@example.org"
    assert lines(catalogue) == ["* @tinh-mau", f"/{CENTRE} {who}", f"/{OFFER} {who}"]


def test_a_commune_can_own_a_folder(catalogue: Path) -> None:
    """Where all records of a folder belong to the same, a new file in it does, too; a space in its name is a space."""
    editors(catalogue, "xa-mau", "@xa-mau")
    folder = catalogue / "data/centres/xa mau"
    folder.mkdir()
    (catalogue / CENTRE).rename(folder / Path(CENTRE).name)
    assert lines(catalogue) == ["/data/centres/xa\\ mau/ @xa-mau", f"/{OFFER} @xa-mau"]


def test_a_pattern_is_no_name(catalogue: Path) -> None:
    """A folder whose name would be a pattern is left to those who look at everything."""
    editors(catalogue, "xa-mau", "@xa-mau")
    folder = catalogue / "data/centres/[a]*"
    folder.mkdir()
    (catalogue / CENTRE).rename(folder / Path(CENTRE).name)
    assert lines(catalogue) == [f"/{OFFER} @xa-mau"]


def test_check_says_when_it_is_out_of_date(catalogue: Path) -> None:
    """And writes nothing."""
    lines(catalogue)
    assert said("-C", str(catalogue), "codeowners", "--check", "--today", DAY).exit_code == 0
    editors(catalogue, "xa-mau", "@xa-mau")
    answer = said("-C", str(catalogue), "codeowners", "--check", "--today", DAY)
    assert answer.exit_code == 1
    assert "Run: langhoc codeowners" in answer.stderr
    assert "@xa-mau" not in (catalogue / "CODEOWNERS").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["hoi", "@", "@a b", "@a\\n* @evil", "@a/", "a@b", "@a#b"])
def test_a_name_that_is_none_is_refused(catalogue: Path, name: str) -> None:
    """No line can be smuggled into the file."""
    editors(catalogue, "xa-mau", name)
    answer = said("-C", str(catalogue), "check", "--today", DAY)
    assert answer.exit_code == 1
    assert "data/areas.yml:" in answer.stdout


def test_our_own_is_up_to_date() -> None:
    """This repository's, and that of a new catalogue."""
    for folder in (TOP, TOP / "plugins/langhoc/starter"):
        answer = said("-C", str(folder), "codeowners", "--check")
        assert answer.exit_code == 0, answer.stderr
