"""Files are written: all of them whole, or none."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write each text to its path from `folder`, in UTF-8, with folders as needed.

    Raises OSError before any of the files has changed; what could not be foreseen leaves each of them whole.
    """
    _write({folder / name: text.encode() for name, text in texts.items()})


def write_file(file: Path, content: bytes) -> None:
    """A file is there whole, or as it was; its folder is made as needed. Raises OSError."""
    _write({file: content})


@contextlib.contextmanager
def made_beside(file: Path) -> Iterator[Path]:
    """A path, alone in a folder beside `file`, for what a program writes bit by bit: it takes the place of `file` in
    the end, whole, and is gone where that is not reached. Raises OSError.
    """
    folder = _beside(file)
    folder.mkdir(parents=True)
    try:
        made = folder / file.name
        yield made
        _settle(made, file)
        made.replace(file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(contents: Mapping[Path, bytes]) -> None:
    beside = {target: _beside(target) for target in contents}
    try:
        for target, content in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_beside(beside[target], content, target)
        for target, aside in beside.items():
            aside.replace(target)
    finally:
        for aside in beside.values():
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """A new file's name beside `target`. Not a record's name."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")


def _write_beside(path: Path, content: bytes, target: Path) -> None:
    """A new file, which may be read and written by whoever may do so with `target`."""
    with path.open("xb") as file:
        file.write(content)
    _settle(path, target)


def _settle(path: Path, target: Path) -> None:
    """A new file is on the disk, and has the permissions of the one whose place it will take."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, path)
