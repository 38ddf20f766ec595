"""The documented purge of a story from Git's history, run word for word on a real repository."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.running import BIN

DOCS = Path(__file__).parent.parent / "docs"
SECRET = ("Chuyện bí mật", "picture-of-her", "Cô Bí Mật")


def commands(page: str) -> str:
    """What a page says is to be typed for the purge."""
    found = re.findall(r"```bash\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose past, on two branches and a tag, holds a story under two names, its picture, and her name."""
    bare, work = tmp_path / "catalogue.git", tmp_path / "work"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(tmp_path, "clone", "-q", str(bare), str(work))
    git(work, "checkout", "-q", "-b", "main")
    for name in ("data/stories/ten-truoc.md", "data/media/chuyen-cu.jpg", "data/offers/lop-mau.yml"):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
    (work / "data/offers/lop-mau.yml").write_text("title: Lớp Mẫu\nhow_to_join: Gọi Cô Bí Mật\n", encoding="utf-8")
    (work / "data/stories/ten-truoc.md").write_text(f"{SECRET[0]}\n" * 9, encoding="utf-8")
    (work / "data/media/chuyen-cu.jpg").write_text(SECRET[1])
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "Thêm chuyện của Cô Bí Mật")
    git(work, "tag", "dau-tien")
    git(work, "mv", "data/stories/ten-truoc.md", "data/stories/chuyen-cu.md")
    git(work, "commit", "-q", "-m", "Đổi tên")
    git(work, "branch", "khac")
    git(work, "rm", "-q", "data/stories/chuyen-cu.md", "data/media/chuyen-cu.jpg")
    git(work, "commit", "-q", "-m", "Xóa")
    git(work, "push", "-q", "--all", "origin")
    git(work, "push", "-q", "--tags", "origin")
    return bare


def everything(repository: Path, tmp_path: Path) -> str:
    """All names, all contents and all notes that a fresh clone brings along."""
    # Sent as to another computer: a copy on the same disk takes what nobody can reach any more, too.
    git(tmp_path, "clone", "-q", "--mirror", repository.as_uri(), "seen.git")
    seen = tmp_path / "seen.git"
    objects = git(seen, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    texts = [git(seen, "cat-file", "-p", line.split()[0]) for line in objects]
    subprocess.run(["rm", "-r", str(seen)], check=True)
    return "\n".join(texts)


@pytest.mark.parametrize("page", ["purge.md", "purge.vi.md"])
def test_what_is_documented_leaves_nothing(page: str, repository: Path, tmp_path: Path) -> None:
    """In no branch and no tag, under no name it ever had, in no other file and no note; the rest of the past stays."""
    before = everything(repository, tmp_path)
    assert all(secret in before for secret in SECRET)
    (tmp_path / "words.txt").write_text("Cô Bí Mật==>***\n", encoding="utf-8")
    environment = {
        **os.environ, "ADDRESS": str(repository), "PATH": f"{BIN}:{os.environ['PATH']}", "GIT_CONFIG_COUNT": "0",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands(page)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    after = everything(repository, tmp_path)
    assert [secret for secret in (*SECRET, "chuyen-cu", "ten-truoc") if secret in after] == []
    assert "Lớp Mẫu" in after
    assert "Gọi ***" in after
    assert sorted(git(repository, "for-each-ref", "--format=%(refname)").split()) == [
        "refs/heads/khac", "refs/heads/main", "refs/tags/dau-tien",
    ]  # fmt: skip


def test_the_names_a_story_ever_had_are_found(repository: Path, tmp_path: Path) -> None:
    """By the command that the page names first."""
    git(tmp_path, "clone", "-q", str(repository), "clone")
    [line] = re.findall(r"\$ (git log .*)", (DOCS / "purge.md").read_text(encoding="utf-8"))
    said = subprocess.run(["bash", "-c", line], cwd=tmp_path / "clone", capture_output=True, text=True).stdout
    assert said.split() == ["data/stories/chuyen-cu.md", "data/stories/ten-truoc.md"]


def test_both_languages_say_the_same_commands() -> None:
    """A translation that lags behind would lose somebody's history."""
    assert commands("purge.md") == commands("purge.vi.md")
