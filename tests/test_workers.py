"""Work that is divided between processes gives what one process gives."""

from __future__ import annotations

import os
import threading

import pytest

from langhoc.workers import _forked, divided, unseen

ITEMS = list(range(1000))

# The processes are asked for outright: a test runner may have threads, beside which work is not divided.


def test_the_results_are_those_of_one_process_in_order() -> None:
    """Whoever makes them, results come in the order of the items, and some were made elsewhere."""
    assert _forked(lambda n: n * n, ITEMS, 2, unseen) == [n * n for n in ITEMS] == divided(lambda n: n * n, ITEMS, 2)
    assert len({os.getpid(), *_forked(lambda _n: os.getpid(), ITEMS, 2, unseen)}) == 2


def test_little_work_stays_here() -> None:
    """A process is not started for a handful of items, nor beside a thread, which may hold a lock."""
    assert divided(lambda _n: os.getpid(), ITEMS[:10], 2) == [os.getpid()] * 10
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert set(divided(lambda _n: os.getpid(), ITEMS, 2)) == {os.getpid()}
    finally:
        waiting.set()
        thread.join()


def test_an_error_is_the_same_wherever_it_is_raised() -> None:
    """What fails in another process fails here with its own type and text."""

    def work(n: int) -> int:
        if n == 700:
            raise FileNotFoundError(2, "gone", "x.yml")
        return n

    with pytest.raises(FileNotFoundError, match="gone"):
        divided(work, ITEMS, 1)
    with pytest.raises(FileNotFoundError, match="gone"):
        _forked(work, ITEMS, 2, unseen)


def test_a_killed_process_is_noticed() -> None:
    """When the system kills a process (out of memory), the work ends with an error and does not hang."""
    here = os.getpid()

    def work(n: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return n

    with pytest.raises(ChildProcessError):
        _forked(work, ITEMS, 2, unseen)


def test_progress_reaches_the_end() -> None:
    """Who watches sees how much is done, up to all of it."""
    seen: list[tuple[int, int]] = []
    _forked(lambda n: n, ITEMS, 2, lambda done, of: seen.append((done, of)))
    assert seen == sorted(seen)
    assert seen[-1] == (1000, 1000)
