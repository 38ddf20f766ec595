"""What a command costs: its wall time, its processor time, its memory."""

from __future__ import annotations

import os
import re
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


# Between two looks at the memory.
_PAUSE = 0.2


def with_memory(command: Sequence[str], log: Path, environ: Mapping[str, str]) -> Cost:
    """As `cost_of`, with the most that all processes together held at once. Raises Failed."""
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environ)
        most = 0.0
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            time.sleep(_PAUSE)
        wall = time.perf_counter() - begun
    if process.returncode != 0:
        raise Failed(log.read_text(errors="replace")[-2000:])
    return Cost(wall, 0, most)


def memory_of(pid: int) -> float:
    """MiB of a process and all below it, now; a page that n of them share counts as an n-th for each."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return (int(found[1]) / 1024 if found else 0) + sum(memory_of(int(child)) for child in children)
