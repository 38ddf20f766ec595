"""Work that divides, done by several processes where there are processors and enough of it.

This process does its share, and what it makes need not be sent. The others are forks: they see everything that was
read without being sent it, and send back what they made.
Where a system cannot fork safely, or has one processor, the work is done here; the results are the same.
"""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

Progress = Callable[[int, int], None]

# A process is not worth its start for less.
_FEWEST = 150
# So many that the processes end at about the same time, so few that handing them out costs nothing.
_PARTS_EACH = 48
# How many parts a process is given before it has ended the first: so many that it never waits.
_AHEAD = 2


def unseen(done: int, of: int) -> None:
    """Progress that nobody watches."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look again and again at all that was read, and find none of it to be
    garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def divided(
    work: Callable[[Item], Made],
    items: Sequence[Item],
    processes: int,
    progress: Progress = unseen,
    fewest: int = _FEWEST,
) -> list[Made]:
    """`work` of each item, in the order of the items. What it returns can be pickled. A process is not worth its
    start for fewer than `fewest` of them.

    What `work` raises is raised here. Raises ChildProcessError when the system kills a process, which
    it does for lack of memory.
    """
    processes = min(processes, len(items) // fewest + 1)
    if processes > 1 and _can_fork():
        return _forked(work, items, processes, progress)
    made = []
    for number, item in enumerate(items, 1):
        made.append(work(item))
        progress(number, len(items))
    return made


def _can_fork() -> bool:
    """Not on macOS, whose libraries do not survive it, and not beside a thread, which may hold a lock just then."""
    is_alone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return sys.platform == "linux" and is_alone


def _forked(work: Callable[[Item], Made], items: Sequence[Item], processes: int, progress: Progress) -> list[Made]:
    """Parts are given to the other processes from the front; what they leave at the back is done here meanwhile."""
    step = -(-len(items) // (processes * _PARTS_EACH))
    waiting = deque(range(0, len(items), step))
    made: dict[int, list[Made]] = {}

    def part(start: int) -> list[Made]:
        return [work(item) for item in items[start : start + step]]

    with _pool(processes - 1, part) as submit:
        running: dict[Future[list[Made]], int] = {}
        while waiting or running:
            while waiting and len(running) < (processes - 1) * _AHEAD:
                start = waiting.popleft()
                running[submit(start)] = start
            if waiting:
                start = waiting.pop()
                made[start] = part(start)
            for done in wait(running, timeout=0 if waiting else None, return_when=FIRST_COMPLETED).done:
                made[running.pop(done)] = _result(done)
            progress(sum(map(len, made.values())), len(items))
    return [one for start in sorted(made) for one in made[start]]


def _result(done: Future[list[Made]]) -> list[Made]:
    try:
        return done.result()
    except BrokenProcessPool as error:
        raise ChildProcessError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from error


@contextmanager
def _pool(processes: int, part: Callable[[int], Any]) -> Iterator[Callable[[int], Future[Any]]]:
    """Processes that do `part` of a number; `part` reaches them by the fork, for it cannot be pickled."""
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _begin, (part,))
    # What the collector touches, a fork has to copy.
    with uncollected():
        gc.freeze()
        try:
            yield lambda start: pool.submit(_do, start)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()


# Only ever set in a process of a pool, once, when it begins.
_part: Callable[[int], Any] | None = None


def _begin(part: Callable[[int], Any]) -> None:
    """Ctrl-C is for the process that waits for this one; what it makes it sends away, and soon ends."""
    global _part  # noqa: PLW0603
    _part = part
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _do(start: int) -> Any:
    assert _part is not None
    return _part(start)
