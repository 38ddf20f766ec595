"""What a site is made from, as a digest: the catalogue's files, what the host looks at, packages, variables."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from langhoc.cache import Looks, can_tell, digest, looks_of
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project.outcome import NotBuilt

if TYPE_CHECKING:
    from langhoc.site.host import Host

HOST_FILE = "mkdocs.yml"
_DATA = "data"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the host's output depends on besides mkdocs.yml: files and folders, and variables of the environment.

    Paths are seen from the catalogue's folder, so that it may be moved, or lie elsewhere on another computer.
    """

    files: tuple[Path, ...]
    variables: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        return json.dumps([[str(path) for path in self.files], self.variables]).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Inputs:
        files, variables = json.loads(data)
        return cls(tuple(Path(name) for name in files), tuple(variables))


@dataclass(frozen=True)
class HostRun:
    """What the host made, and what that depends on; None when nobody can tell, for others' code took part. `begun` is
    when it had read nothing yet, in nanoseconds.
    """

    host: Host
    inputs: Inputs | None
    begun: int


RunHost = Callable[[Path, tuple[str, ...]], HostRun]


def host_key(folder: Path, known: bytes, inputs: Inputs, environ: Mapping[str, str]) -> bytes:
    """A digest of what is `known` and of all that the host's output depends on besides. Raises NotBuilt."""
    values = (environ.get(name, "") for name in inputs.variables)
    files = sorted({file for path in inputs.files for file in _below(folder / path)})
    return digest(known, *values, *_contents(folder, files))


def is_older(folder: Path, inputs: Inputs, than: int) -> bool:
    """Whether none of the files has changed since `than`, in nanoseconds. The clock of a file system goes on in steps:
    what comes in the first of them is read by a host that has only begun.
    """
    files = (file for path in inputs.files for file in _below(folder / path))
    return all(file.stat().st_mtime_ns < than for file in files)


@dataclass(frozen=True, slots=True)
class DataLooks:
    """`digest` is of how every file of the catalogue is called and looks. Of those that have changed so `lately` that
    their looks would not tell of another change: digests of what is in them, by their names.
    """

    digest: bytes
    lately: Mapping[str, str]


def data_looks(folder: Path) -> DataLooks:
    """Raises OSError."""
    now = time.time_ns()
    found = sorted(_looks(os.fspath(folder / _DATA)))
    lately = {name: digest(Path(name).read_bytes()).hex() for name, looks in found if not can_tell(looks, now)}
    return DataLooks(digest(repr(found)), lately)


def is_as_it_looks(name: str, content: str) -> bool:
    """Whether the file has the content of which that is the digest."""
    try:
        return digest(Path(name).read_bytes()).hex() == content
    except OSError:
        return False


def _looks(folder: str) -> Iterator[tuple[str, Looks]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _looks(entry.path)
            elif entry.is_file():
                yield entry.path, looks_of(entry.stat())


def _contents(folder: Path, files: list[Path]) -> Iterator[bytes | str]:
    """The name of each file and a digest of what is in it: many may not fit into the memory."""
    for file in files:
        yield _name(file, folder)
        yield digest(read(file))


def _below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for root, _folders, names in os.walk(path):
        yield from (Path(root, name) for name in names if Path(root, name).is_file())


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)


def read(file: Path) -> bytes:
    """Raises NotBuilt."""
    try:
        return file.read_bytes()
    except OSError as error:
        params = {"file": file, "reason": error.strerror or str(error)}
        raise NotBuilt(message=Message(_("{file} cannot be read: {reason}."), params)) from error
