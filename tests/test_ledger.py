"""Copies that were given away: noted down whole, and told of when a story in them may not be told any more."""

from __future__ import annotations

import hashlib
import json
import subprocess
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.running import DAY, TODAY, contents, edit, langhoc
from tests.test_withdrawing import FILE, PICTURE, STORY, VOICE

from langhoc.cli.starting import start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.project.ledger import Held, Issue, fingerprint, read_ledger, recalls, record_issue, record_site

LEDGER = Path("private/issued.jsonl")
ID, PICTURES = "chuyen-xoaituong", ("hinh-xoaituong.jpg", "tieng-xoaituong.mp3")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The starter's, with a story that may be copied."""
    folder = tmp_path / "catalogue"
    start(folder, TODAY)
    for name, content in ((FILE, STORY.encode()), ("data/media/hinh-xoaituong.jpg", PICTURE),
                          ("data/media/tieng-xoaituong.mp3", VOICE)):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def issued(folder: Path) -> Issue:
    """A file of the catalogue's was given away."""
    (folder / "ban-sao.html").write_text("x")
    catalogue, _said = Project(folder, TODAY).usable()
    return record_issue(folder, folder / "ban-sao.html", "file", catalogue, TODAY)


def called_back(folder: Path, day: object = TODAY) -> dict[str, str]:
    found = recalls(folder, read_ledger(folder).issues, day)  # type: ignore[arg-type]
    return {one.what: one.why.said() for one in found}


def test_a_copy_is_noted_down(catalogue: Path) -> None:
    """What it is called, what it is to the byte, what is in it, when it went; of people nothing."""
    issue = issued(catalogue)
    assert issue == Issue("ban-sao.html", hashlib.sha256(b"x").hexdigest(), "file", TODAY, (ID,), PICTURES)
    assert read_ledger(catalogue).issues == (issue,)
    [line] = (catalogue / LEDGER).read_text(encoding="utf-8").splitlines()
    assert json.loads(line).keys() == {"artefact", "sha256", "edition", "day", "stories", "pictures"}
    assert called_back(catalogue) == {}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("expires: 2027-01-10", f"withdrawn_on: {DAY}", f"The consent was withdrawn on {DAY}."),
        ("expires: 2027-01-10", "expires: 2026-11-20", "The consent ended on 2026-11-20."),
        ("[site, copies, exports, photo]", "[site, photo]", "The consent does not reach copies."),
    ],
)
def test_what_may_not_be_told_any_more_is_called_back(old: str, new: str, why: str, catalogue: Path) -> None:
    """With its picture and its voice, and with each copy that holds them."""
    issue = issued(catalogue)
    edit(catalogue / FILE, old, new)
    gone = "No record that may be copied shows it any more."
    assert called_back(catalogue) == {f"stories/{ID}": why, **{f"media/{name}": gone for name in PICTURES}}
    found = recalls(catalogue, read_ledger(catalogue).issues, TODAY)
    assert {one.copies for one in found} == {(Held(issue),)}


def test_a_picture_alone_is_called_back(catalogue: Path) -> None:
    """Who takes back the photo lets the story stand."""
    issued(catalogue)
    edit(catalogue / FILE, "exports, photo]", "exports]")
    assert set(called_back(catalogue)) == {f"media/{name}" for name in PICTURES}


def test_a_story_that_was_deleted_is_called_back_and_one_that_was_renamed_is_not(catalogue: Path) -> None:
    """The ledger knows more than the catalogue; an old id is that of the story that has it in `formerly`."""
    issued(catalogue)
    renamed = catalogue / "data/stories/chuyen-khac.md"
    (catalogue / FILE).rename(renamed)
    edit(renamed, "[chuyen-xoaituong-cu]", f"[{ID}]")
    assert called_back(catalogue) == {}
    renamed.unlink()
    assert called_back(catalogue)[f"stories/{ID}"] == "It is not in the catalogue any more."


def test_a_day_is_enough(catalogue: Path) -> None:
    """A consent that ends by itself calls back what was given away before."""
    issued(catalogue)
    assert called_back(catalogue, TODAY.replace(year=2027, month=1, day=10)) == {}
    assert f"stories/{ID}" in called_back(catalogue, TODAY.replace(year=2027, month=1, day=11))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(cut=st.integers(min_value=1, max_value=400))
def test_a_torn_line_spoils_no_other(cut: int, tmp_path: Path) -> None:
    """A stick that was pulled out cuts off the last line: what stood before is whole, and what comes later."""
    site = tmp_path / "site"
    site.mkdir(exist_ok=True)
    (site / "langhoc.json").write_text("{}")
    (tmp_path / LEDGER).unlink(missing_ok=True)
    first, second = (record_site(tmp_path, site, TODAY + timedelta(days=n)) for n in range(2))
    content = (tmp_path / LEDGER).read_bytes()
    (tmp_path / LEDGER).write_bytes(content[:-cut])
    kept = read_ledger(tmp_path).issues
    assert kept == (first, second)[: len(kept)]
    third = record_site(tmp_path, site, TODAY)
    assert read_ledger(tmp_path).issues == (*kept, third)


def test_lines_that_are_none_are_told_of(catalogue: Path) -> None:
    """Somebody opened the ledger in an editor: what can be read counts, and how much cannot is said."""
    issue = issued(catalogue)
    with (catalogue / LEDGER).open("ab") as ledger:
        ledger.write(b'{"artefact": 1}\n[]\n' + b"[" * 100_000 + b"\n\n\xff\n")
    issued(catalogue)
    assert read_ledger(catalogue).issues == (issue, issue)
    assert read_ledger(catalogue).unread == 4
    said = langhoc("-C", catalogue, "report", "--recall", "--today", DAY)
    assert (said.returncode, "4 lines" in said.stderr) == (0, True)


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two people at one computer, or two windows."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "langhoc.json").write_text("{}")
    with get_context("spawn").Pool(2) as pool:
        pool.starmap(record_site, [(tmp_path, site, TODAY)] * 40)
    assert (len(read_ledger(tmp_path).issues), read_ledger(tmp_path).unread) == (40, 0)


def test_the_whole_way(catalogue: Path) -> None:
    """A site is built and put onto a stick; the story is withdrawn; the command says which stick. Git sees nothing."""
    Project(catalogue, TODAY).build(catalogue / "site", run_mkdocs)
    noted = langhoc("-C", catalogue, "report", "--issued", catalogue / "site", "--today", DAY)
    assert (noted.returncode, noted.stderr) == (0, "")
    assert "with 1 stories and 2 pictures" in noted.stdout
    assert "none is to be called back" in noted.stdout
    edit(catalogue / FILE, "expires: 2027-01-10", f"withdrawn_on: {DAY}")
    said = langhoc("-C", catalogue, "report", "--recall", "--today", DAY)
    assert said.returncode == 0
    assert f"Story {ID}. The consent was withdrawn on 21 Nov 2026.\n" in said.stdout
    assert "\n  site, the folder of a site, given away on 21 Nov 2026\n" in said.stdout
    digest = fingerprint(catalogue / "site")[:12]
    assert digest not in said.stdout
    (catalogue / "site/them.txt").write_text("x")
    langhoc("-C", catalogue, "report", "--issued", catalogue / "site", "--today", DAY)
    twice = langhoc("-C", catalogue, "--lang", "vi", "report", "--recall", "--today", DAY)
    assert f"Chuyện {ID}. Đã rút lại sự đồng ý ngày 21/11/2026." in twice.stdout
    line = "  site, thư mục trang web, đưa ra ngày 21/11/2026 (mã SHA-256 bắt đầu bằng {})"
    assert line.format(digest) in twice.stdout
    assert line.format(fingerprint(catalogue / "site")[:12]) in twice.stdout
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=catalogue, check=True, capture_output=True)
    added = subprocess.run(["git", "ls-files"], cwd=catalogue, capture_output=True, text=True).stdout
    assert "private" not in added


def test_a_foreign_folder_is_not_noted_down(catalogue: Path) -> None:
    """Nor a catalogue without its site; where nothing was given away there is nothing to call back."""
    before = contents(catalogue)
    said = langhoc("-C", catalogue, "report", "--issued", catalogue, "--today", DAY)
    assert (said.returncode, "is not a site" in said.stderr) == (1, True)
    assert "No copy was noted down" in langhoc("-C", catalogue, "report", "--recall").stdout
    assert contents(catalogue) == before
