"""What a figure was measured on: day, machine, packages, and the commit of the code."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import langhoc


def described(packages: Iterable[str]) -> str:
    """In a line each."""
    versions = ", ".join(f"{package} {metadata.version(package)}" for package in packages)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores · Python {platform.python_version()}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · revision {revision()}\n\n{machine} · {versions}"


def revision() -> str:
    """The commit of the code that is measured, and whether its files differ from it."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(Path(langhoc.__file__).parents[2]), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--", "plugins", "theme")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")
