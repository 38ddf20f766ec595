"""Files of records are written: all of them whole, or none."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write each text to its path from `folder`, in UTF-8, with folders as needed.

    Raises OSError before any of the files has changed; what could not be foreseen leaves each of them whole.
    """
    made: list[tuple[Path, Path]] = []
    try:
        for name, text in texts.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            made.append((_aside(target, text), target))
        for aside, target in made:
            aside.replace(target)
    finally:
        for aside, _target in made:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)


def _aside(target: Path, text: str) -> Path:
    """A new file beside `target`, which may be read and written by whoever may do so with that. Not a record's name."""
    path = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, path)
    return path
