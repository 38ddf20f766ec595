"""What a command costs: its wall time, its processor time, its memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time; seconds of processor time, user and system, of the process and all below it; MiB.

    The memory is the most that a single process held at once: of several processes, that of the largest.
    """

    wall: float
    cpu: float
    memory: float


class Failed(Exception):
    """The command did not end well; the last lines of what it said."""


def cost_of(command: Sequence[str], log: Path, environ: Mapping[str, str]) -> Cost:
    """Run `command` as one process of its own; what it says goes to the file `log`. Raises Failed."""
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environ)
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        said = log.read_text(errors="replace").splitlines()[-20:]
        raise Failed("\n".join([" ".join(command), *said]))
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
