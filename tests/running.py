"""What the tests of building share: the real commands in processes of their own, and a folder's contents as a value."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from langhoc.cli.starting import start

TODAY = date(2026, 11, 21)
DAY = TODAY.isoformat()

BIN = Path(sys.executable).parent

# What root may do to a file without a look at its permissions: taken away, root is like anybody.
LIKE_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


def environment(**more: str) -> dict[str, str]:
    """A plain environment in which messages are English, and `more`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH", "TMPDIR") if name in os.environ}
    return {**kept, "LANG": "en_US.UTF-8", "NO_MKDOCS_2_WARNING": "1", **more}


def run(
    *command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, anybody: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment's bin folder; `anybody`: without root's freedom from permissions."""
    name, *rest = map(str, command)
    full = [*(LIKE_ANYBODY if anybody else []), str(BIN / name), *rest]
    return subprocess.run(full, cwd=cwd, env=env or environment(), capture_output=True, encoding="utf-8", timeout=120)


def langhoc(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return run("langhoc", *arguments, **options)  # type: ignore[arg-type]


def new_catalogue(folder: Path) -> Path:
    """The starter's catalogue, which has nothing to be warned of on TODAY."""
    start(folder, TODAY)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of every file below `folder`, those with dot names too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tree_hash(folder: Path) -> str:
    """One value for the names and the bytes of all files below `folder`."""
    state = hashlib.sha256()
    for name, content in sorted(contents(folder).items()):
        state.update(f"{name}\0{len(content)}\0".encode() + content)
    return state.hexdigest()


def times(folder: Path) -> dict[str, int]:
    """Path -> when last written, in nanoseconds."""
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")
