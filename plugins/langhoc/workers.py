"""Work that divides, done by several processes where there are processors and enough of it.

The processes are forks: they see everything that was read without being sent it, and send back what they made.
Where a system cannot fork, or has one processor, the work is done here; the results are the same.
"""

from __future__ import annotations

import multiprocessing
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

# A process is not worth its start for less.
_FEWEST = 150
# So many that the processes end at about the same time, so few that handing them out costs nothing.
_PARTS_EACH = 16


Progress = Callable[[int, int], None]


def unseen(done: int, of: int) -> None:
    """Progress that nobody watches."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def divided(
    work: Callable[[Item], Made], items: Sequence[Item], processes: int, progress: Progress = unseen
) -> list[Made]:
    """`work` of each item, in the order of the items. What it returns can be pickled.

    What `work` raises in another process is raised here, as a RuntimeError that says what it was.
    """
    processes = min(processes, len(items) // _FEWEST + 1)
    can_fork = "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon
    if processes > 1 and can_fork:
        return _forked(work, items, processes, progress)
    made = []
    for number, item in enumerate(items, 1):
        made.append(work(item))
        progress(number, len(items))
    return made


def _forked(work: Callable[[Item], Made], items: Sequence[Item], processes: int, progress: Progress) -> list[Made]:
    context = multiprocessing.get_context("fork")
    step = -(-len(items) // (processes * _PARTS_EACH))
    taken = context.Value("l", 0)

    def mine(progress: Progress = unseen) -> dict[int, list[Made]]:
        """Take the next part that nobody has taken, until there is none."""
        made: dict[int, list[Made]] = {}
        while True:
            with taken.get_lock():
                start, taken.value = taken.value, taken.value + step
            progress(min(start, len(items)), len(items))
            if start >= len(items):
                return made
            made[start] = [work(item) for item in items[start : start + step]]

    with _helpers(context, mine, processes - 1) as receivers:
        parts = mine(progress)
        for receiver in receivers:
            parts |= _received(receiver)
    return [one for start in sorted(parts) for one in parts[start]]


@contextmanager
def _helpers(context: Any, mine: Callable[[], object], count: int) -> Iterator[list[Connection]]:
    """`count` processes that each do `mine` and send what it returns; afterwards they are gone, whatever happened."""
    pipes = [context.Pipe(duplex=False) for _one in range(count)]
    helpers = [context.Process(target=_send, args=(mine, sender), daemon=True) for _receiver, sender in pipes]
    try:
        with warnings.catch_warnings():
            # Forking beside a thread is safe here: the helpers compute and send, and take no lock that a thread holds.
            warnings.simplefilter("ignore", DeprecationWarning)
            for helper in helpers:
                helper.start()
        for _receiver, sender in pipes:
            sender.close()
        yield [receiver for receiver, _sender in pipes]
    finally:
        for helper in helpers:
            if helper.pid is not None:
                helper.terminate()
                helper.join()


def _send(mine: Callable[[], object], sender: Connection) -> None:
    try:
        sender.send((True, mine()))
    except KeyboardInterrupt:
        pass
    except Exception as error:
        sender.send((False, f"{type(error).__name__}: {error}"))


def _received(receiver: Connection) -> dict[int, list[Made]]:
    try:
        is_made, result = receiver.recv()
    except EOFError:
        is_made, result = False, "a process ended before its work was done"
    if not is_made:
        raise RuntimeError(result)
    parts: dict[int, list[Made]] = result
    return parts
