"""Executors of this computer: this process alone, or forks of it where there are processors and enough work.

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
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from langhoc.workers.division import AHEAD, PARTS_EACH, Crew, Work, Workers

P = ParamSpec("P")
T = TypeVar("T")

# A process is not worth its start for less.
FEWEST = 150


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


def can_fork() -> bool:
    """Not on macOS, whose libraries do not survive it, and not beside a thread, which may hold a lock just then."""
    is_alone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return sys.platform == "linux" and is_alone


class Here(Workers):
    """Up to so many processes of this computer, one for each `fewest` items, where `may_fork`."""

    def __init__(
        self, processes: int | None = None, fewest: int = FEWEST, may_fork: Callable[[], bool] = can_fork
    ) -> None:
        self._processes = processors() if processes is None else processes
        self._fewest = fewest
        self._may_fork = may_fork

    def can_fork(self) -> bool:
        """Whether another process may work beside this one just now."""
        return self._processes > 1 and self._may_fork()

    @contextmanager
    def crew(self, work: Work[Any, Any, Any], fewest: int | None) -> Iterator[Crew]:
        processes = min(self._processes, len(work.items) // (fewest or self._fewest) + 1)
        if processes > 1 and self.can_fork():
            with _forks(processes - 1, work) as crew:
                yield crew
        else:
            yield Alone(work)


ALONE = Here(1)
"""This process."""


class InProcess(Executor):
    """Does at once, in this process, what it is given."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Alone(Crew):
    """This process."""

    def __init__(self, work: Work[Any, Any, Any]) -> None:
        super().__init__(InProcess(), work)
        self.size = part_size(work, 1)

    def submit(self, start: int) -> Future[Any]:
        return self.executor.submit(self.work.part, start, self.size)


class _Forks(Crew):
    """Forks of this process, which does its share."""

    is_helped = True

    def __init__(self, executor: Executor, work: Work[Any, Any, Any], processes: int) -> None:
        super().__init__(executor, work)
        self.size = part_size(work, processes + 1)
        self.ahead = processes * AHEAD

    def submit(self, start: int) -> Future[Any]:
        return self.executor.submit(_do, start, self.size)

    def received(self, start: int, done: Future[Any]) -> list[Any]:
        try:
            return super().received(start, done)
        except BrokenProcessPool as error:
            raise ChildProcessError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from error


def part_size(work: Work[Any, Any, Any], processes: int) -> int:
    return max(1, -(-len(work.items) // (processes * PARTS_EACH)))


@contextmanager
def _forks(processes: int, work: Work[Any, Any, Any]) -> Iterator[Crew]:
    """The work reaches them by the fork, for it cannot be pickled."""
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _begin, (work,))
    # What the collector touches, a fork has to copy.
    with uncollected():
        gc.freeze()
        try:
            yield _Forks(pool, work, processes)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()


# Only ever set in a process of a pool, once, when it begins.
_work: Work[Any, Any, Any] | None = None


def _begin(work: Work[Any, Any, Any]) -> None:
    global _work  # noqa: PLW0603
    _work = work
    begin_fork()


def begin_fork() -> None:
    """Ctrl-C is for the process that waits for this one; what it makes it sends away, and soon ends."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process that was killed cannot end its forks: they would wait for it, and hold their memory, for good."""
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _do(start: int, size: int) -> Any:
    assert _work is not None
    return _work.part(start, size)
