"""A key to sign sticks with, on a disk: its secret half for its owner alone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from langhoc.editions.stick.signature import PublicKey
from langhoc.project.files import write_file


def write_key(file: Path, secret: bytes, public: PublicKey) -> None:
    """Raises OSError, FileExistsError where there is such a file: a key is never written over."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if public_file(file).exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(public_file(file)))
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as content:
        content.write(secret)
    write_file(public_file(file), public.file())


def public_file(file: Path) -> Path:
    """Where the public half of a secret key lies."""
    return file.with_name(f"{file.name}.pub")
