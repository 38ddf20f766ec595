"""Real Git repositories for tests: their commits are alike on every computer, and ask nobody's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Nguyễn Mẫu",
    "GIT_AUTHOR_EMAIL": "mau@example.org",
    "GIT_COMMITTER_NAME": "Nguyễn Mẫu",
    "GIT_COMMITTER_EMAIL": "mau@example.org",
    "GIT_TERMINAL_PROMPT": "0",
}


def git(folder: Path, *arguments: str) -> str:
    """What Git says, in that folder."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **GIT}
    said = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


def repository(folder: Path) -> Path:
    """A repository of all that lies in the folder, on the branch main, with one commit."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Begin")
    return folder


def commit(folder: Path, message: str) -> str:
    """Commit all that lies there; the commit's name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")
