"""The walk through every door: a story is added by it, and is checked, previewed and seen on the built site.

The doors are those of CONTRIBUTING.md. That of the browser form is walked in tests/browser/test_editing.py.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.repository import commit, git, repository
from tests.runner import REPOSITORY, Host, Run
from tests.running import BIN, DAY, environment, langhoc, new_catalogue

pytestmark = pytest.mark.posix

ROOT = Path(__file__).parent.parent
GUIDES = {language: ROOT / name for language, name in {"en": "CONTRIBUTING.md", "vi": "CONTRIBUTING.vi.md"}.items()}

TITLE = "Cô Hoa học vi tính ở tuổi 62"
TOLD = "Cô Hoa bán hàng ở chợ Mẫu, ngày trước không dám cầm con chuột máy tính."

Door = Callable[[Path, Path], None]
"""Adds the story to the catalogue in the first folder; what lies beside it is in the second."""


def by_message(catalogue: Path, beside: Path) -> None:
    """What the form on the site makes, sent by Zalo: quoted, with emoji and bold marks."""
    answers = (
        ("Gọi người ấy là", "cô Hoa"), ("Câu chuyện", TOLD), ("Phường, xã", "xã Mẫu"),
        ("Ai đã đồng ý", "Người trong chuyện đã đồng ý"), ("Đồng ý cho", "để trên trang này"),
        ("Đồng ý ngày", "20/11/2026"),
    )  # fmt: skip
    lines = [f"👉 {number}. *{asked}*: {answer}" for number, (asked, answer) in enumerate(answers, 1)]
    message = beside / "message.txt"
    message.write_text("\n".join(["> Tin gửi Làng Học: một câu chuyện", *lines]), "utf-8")
    done = langhoc("-C", catalogue, "add", "--from", message, "--yes", "--today", DAY)
    assert done.returncode == 0, done.stdout + done.stderr


def by_questions(catalogue: Path, _beside: Path) -> None:
    answers = (
        TITLE, "person", "cô Hoa", "consent", "20/11/2026", "Người được kể", "1", "xa mau", "", "Lời kể",
        "Văn phòng Xã Mẫu", "20/11/2026", "21/11/2026", TOLD, "", "", "y",
    )  # fmt: skip
    command = [str(BIN / "langhoc"), "-C", str(catalogue), "add", "story", "--today", DAY]
    text = "".join(f"{answer}\n" for answer in answers)
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", env=environment(), timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def by_hand(language: str) -> Door:
    """The template of the guide, copied as it stands; the ids in it are made real ones, as the guide says."""

    def write(catalogue: Path, _beside: Path) -> None:
        guide = GUIDES[language].read_text("utf-8")
        (template,) = re.findall(r"```markdown\n(---\ntitle: .*?)```", guide, re.DOTALL)
        told = template.replace("[vi-tinh-buoi-toi-xa-mau]", "[vi-tinh-buoi-toi]")
        (catalogue / "data/stories").mkdir(exist_ok=True)
        (catalogue / "data/stories/co-hoa-hoc-vi-tinh.md").write_text(told, "utf-8")

    return write


def by_sheet(catalogue: Path, beside: Path) -> None:
    """The template of a sheet, filled in and dropped into inbox/."""
    file = beside / "mau.xlsx"
    assert langhoc("--lang", "vi", "-C", catalogue, "template", "story", "-o", file).returncode == 0
    values = {
        "title": TITLE, "subject": "Chuyện một người", "called": "cô Hoa", "basis": "Người trong chuyện đã đồng ý",
        "consent.given_on": "20/11/2026", "consent.by": "Người được kể", "consent.scope": "Đăng lên trang",
        "area": "Xã Mẫu", "description": TOLD, "checked_on": "21/11/2026",
    }  # fmt: skip
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    # Below the headings, the hidden keys and the example.
    columns = {cell.value: cell.column for cell in sheet[2]}
    for name, value in values.items():
        sheet.cell(4, columns[name], value)
    book.save(catalogue / "inbox" / "cau-chuyen-thang-11.xlsx")


DOORS: dict[str, Door] = {
    "message": by_message,
    "questions": by_questions,
    "template, English guide": by_hand("en"),
    "template, Vietnamese guide": by_hand("vi"),
    "sheet": by_sheet,
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_story_comes_in(door: Door, tmp_path: Path) -> None:
    """Proposed as a change, it is checked by the workflow and previewed; taken in, it is on the site."""
    catalogue = repository(new_catalogue(tmp_path / "catalogue"))
    host = Host(tmp_path / "host")
    git(catalogue, "switch", "--quiet", "--create", "change")
    door(catalogue, tmp_path)
    commit(catalogue, "A story")
    git(catalogue, "switch", "--quiet", "--detach", "main")
    git(catalogue, "merge", "--quiet", "--no-ff", "--no-edit", "change")
    run = Run(catalogue / ".github/workflows/check.yml", catalogue, host, _pull_request(catalogue)).job("check")
    summary = run.summary.read_text("utf-8") if run.summary.exists() else ""
    assert not run.has_failed, run.said + summary
    assert _shows(host.artifact("preview"))
    # What the checks have imported is part of the change by now.
    assert langhoc("-C", catalogue, "build", "--today", DAY).returncode == 0
    assert _shows(catalogue / "site")


def _pull_request(folder: Path) -> dict[str, Any]:
    head = {"ref": "change", "sha": git(folder, "rev-parse", "change"), "repo": {"full_name": REPOSITORY}}
    return {
        "event": {"repository": {"default_branch": "main"}, "pull_request": {"number": 7, "head": head}},
        "repository": REPOSITORY, "server_url": "https://git.example", "run_id": "55", "token": "no-token",
    }  # fmt: skip


def _shows(site: Path) -> bool:
    """Whether the story has a page that tells it, and the list of stories leads there."""
    pages = [page for page in (site / "stories").glob("*.html") if TOLD in page.read_text("utf-8")]
    listed = (site / "stories" / "index.html").read_text("utf-8")
    return len(pages) == 1 and pages[0].name in listed
