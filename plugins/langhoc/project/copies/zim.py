"""A copy for Kiwix: one ZIM file, written by a program of its own, for libzim's licence is not this package's."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from langhoc.cache import Cache
from langhoc.editions.part import in_area, in_language
from langhoc.editions.zim import PROGRAM, stream
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area
from langhoc.project.copies.naming import area_called
from langhoc.project.copies.plan import copied_plan, language_named
from langhoc.project.files import made_beside
from langhoc.project.inputs import RunHost
from langhoc.project.ledger import record_issue
from langhoc.project.outcome import QUIET, NotBuilt, Steps
from langhoc.project.project import Project
from langhoc.site.build import Plan
from langhoc.workers import Workers

# A disk is full before its last byte is taken. libzim does not say that it is, and needs a little more than it writes.
_NOTHING, _LITTLE = 1 << 16, 1 << 20
_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Zim:
    """A file that was written: how many records are in it, how many bytes it has."""

    records: int
    size: int


def zim(
    project: Project, run_host: RunHost, output: Path, area: str = "", language: str = "", steps: Steps = QUIET
) -> Zim:
    """Write all of a catalogue, or what is in the area that is called so, for Kiwix, and note it down; in the
    catalogue's first language if in no other.

    Raises NotBuilt when libzim is not installed or could not do it, when the catalogue cannot be built or has no such
    area or language; and OSError.
    """
    check_libzim()
    whole = copied_plan(project, run_host, steps)
    language = language_named(whole.catalogue, language)
    found = area_called(whole.catalogue, area, steps) if area else None
    plan = in_language(in_area(whole, found), language)
    write_zim(plan, found, output, project.workers)
    record_issue(project.folder, output, "zim", plan.catalogue, project.today)
    return Zim(len(plan.catalogue.found), output.stat().st_size)


def check_libzim() -> None:
    """Before anything is made: raises NotBuilt where libzim is not installed."""
    if importlib.util.find_spec("libzim") is None:
        message = Message(_('To write copies for Kiwix, install that part of the package: pip install "langhoc[zim]"'))
        raise NotBuilt(message=message)


def write_zim(plan: Plan, area: Area | None, output: Path, workers: Workers) -> None:
    """Write the plan of a copy in one language, of an area where one is named. Raises NotBuilt and OSError."""
    _write(output, stream(plan, area, Cache(None), workers))


def _write(output: Path, chunks: Iterable[bytes]) -> None:
    """Raises NotBuilt with what the program said, and OSError."""
    with made_beside(output) as made, tempfile.TemporaryFile() as said:
        # -P: what lies beside the program is not for it to import.
        command = [sys.executable, "-P", str(PROGRAM), str(made)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said) as program:
            threading.Thread(target=_stop_when_full, args=(program, made.parent), daemon=True).start()
            try:
                fed = _feed(program, chunks)
                program.wait()
            finally:
                program.kill()
        if program.returncode and shutil.disk_usage(made.parent).free < fed + _LITTLE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(output))
        if program.returncode:
            raise _unfinished(said)


def _feed(program: subprocess.Popen[bytes], chunks: Iterable[bytes]) -> int:
    """How many bytes the program took, which may well be less than there are."""
    assert program.stdin is not None
    fed = 0
    # Where it reads no more, it has told why.
    with contextlib.suppress(BrokenPipeError):
        for chunk in chunks:
            fed += program.stdin.write(chunk)
    with contextlib.suppress(BrokenPipeError):
        program.stdin.close()
    return fed


def _stop_when_full(program: subprocess.Popen[bytes], folder: Path) -> None:
    """Where a disk is full, libzim may wait for ever."""
    while program.poll() is None:
        with contextlib.suppress(OSError):
            if shutil.disk_usage(folder).free < _NOTHING:
                program.kill()
        time.sleep(_PAUSE_SECONDS)


def _unfinished(said: IO[bytes]) -> NotBuilt:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    params = {"reason": lines[-1] if lines else "?"}
    return NotBuilt(message=Message(_("The program that writes ZIM files did not finish: {reason}"), params))
