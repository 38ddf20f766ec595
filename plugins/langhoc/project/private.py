"""The folder for what stays with the editors: it is on no site, and Git takes nothing of it."""

from __future__ import annotations

from pathlib import Path

PRIVATE = "private"

# Git reads it whatever the catalogue's own .gitignore says.
_NOT_FOR_GIT = "# What lies here stays on this computer.\n*\n"


def private_folder(folder: Path, *within: str) -> Path:
    """That of the catalogue in `folder`, or a folder `within` it: made where it is not there. Raises OSError."""
    top = folder / PRIVATE
    found = top.joinpath(*within)
    found.mkdir(parents=True, exist_ok=True)
    keep_out = top / ".gitignore"
    if not keep_out.exists():
        keep_out.write_text(_NOT_FOR_GIT, encoding="utf-8")
    return found
