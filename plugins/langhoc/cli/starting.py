"""A new catalogue: the files of one that comes with the package, and what editors' tools need; all or nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

# A small catalogue to go on with, and a full imaginary one to look at.
STARTER = Path(__file__).parent.parent / "starter"
SAMPLE = Path(__file__).parent.parent / "sample"
# The day on which their records say that they were looked at.
_WRITTEN_ON = b"2026-11-21"
# What a build in a checkout may have left there.
_MADE = {".langhoc", "site", "private"}
_TEXTS = {".md", ".yml"}


def start(folder: Path, today: date, source: Path = STARTER) -> None:
    """Copy the catalogue in `source` to `folder`, its samples checked `today`.

    Raises FileExistsError when the folder holds anything, OSError when it cannot be written.
    """
    # Every command imports this module.
    from langhoc.doors.json_schema import editor_files  # noqa: PLC0415
    from langhoc.model.settings import DEFAULT_LANGUAGES  # noqa: PLC0415
    from langhoc.project.files import write_files  # noqa: PLC0415

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    is_new = not folder.exists()
    try:
        _copy(source, folder, today.isoformat().encode())
        write_files(folder, editor_files(DEFAULT_LANGUAGES))
    except BaseException:
        _empty(folder)
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _copy(source: Path, target: Path, day: bytes) -> None:
    """Contents only: an installed package may be read-only, the editors' files are not."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.name in _MADE:
            continue
        if path.is_dir():
            _copy(path, target / path.name, day)
        else:
            content = path.read_bytes()
            is_text = path.suffix in _TEXTS
            (target / path.name).write_bytes(content.replace(_WRITTEN_ON, day) if is_text else content)


def _empty(folder: Path) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
