"""Work that is divided between processes gives what one process gives, wherever they are."""

from __future__ import annotations

import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.running import environment, eventually

from langhoc.workers import ALONE, Elsewhere, Here, Sendable, WorkersLost, begun, divided, divided_then

ITEMS = list(range(1000))

# The processes are asked for outright: a test runner may have threads, beside which work is not divided.
TWO = Here(2, may_fork=lambda: True)


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """Two processes that were started anew: they share no memory with this one."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:
        yield executor


@pytest.fixture
def elsewhere(pool: Executor) -> Elsewhere:
    return Elsewhere(pool, 2)


def pid(_n: int) -> Callable[[], int]:
    return os.getpid


def tripled(n: int) -> Sendable[int]:
    return Sendable(operator.mul, 3, n)


def test_the_results_are_those_of_one_process_in_order(elsewhere: Elsewhere) -> None:
    """Whoever makes them, results come in the order of the items, and some were made elsewhere."""
    ways = (ALONE, TWO, elsewhere)
    assert [divided(tripled, ITEMS, way) for way in ways] == [[3 * n for n in ITEMS]] * 3
    assert [divided(tripled, [], way, fewest=1) for way in ways] == [[]] * 3
    assert len({os.getpid(), *divided(pid, ITEMS, TWO)}) == 2


def test_of_two_parts_each_process_does_one() -> None:
    """However long each takes, nobody waits for the other with nothing to do."""
    assert len(set(divided(pid, ITEMS[:2], TWO, fewest=1))) == 2
    assert divided(pid, ITEMS[:1], TWO, fewest=1) == [os.getpid()]


def test_little_work_stays_here(elsewhere: Elsewhere) -> None:
    """A process is not started or asked for a handful of items, nor a fork beside a thread, which may hold a lock."""
    assert divided(pid, ITEMS[:10], TWO) == [os.getpid()] * 10
    assert divided(lambda n: partial(abs, n), ITEMS[:10], elsewhere) == ITEMS[:10]
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert set(divided(pid, ITEMS, Here(2))) == {os.getpid()}
    finally:
        waiting.set()
        thread.join()


def test_what_cannot_be_sent_is_done_here(elsewhere: Elsewhere) -> None:
    """Other computers do not see this one's files: what needs those is done by this process, in its place."""

    def task(n: int) -> Callable[[], int]:
        return os.getpid if n % 3 else Sendable(eval, "__import__('os').getpid()", {"n": n})

    def then(n: int, made: int) -> tuple[int, int, int]:
        return n, made, os.getpid()

    made = divided_then(task, then, ITEMS, elsewhere)
    assert [n for n, _pid, _here in made] == ITEMS
    assert {here for _n, _pid, here in made} == {os.getpid()}
    assert {one == os.getpid() for n, one, _here in made if n % 3} == {True}
    assert os.getpid() not in {one for n, one, _here in made if not n % 3}
    assert set(divided(pid, ITEMS, elsewhere)) == {os.getpid()}


def test_what_tasks_share_is_sent_once(pool: Executor) -> None:
    """A whole catalogue is not pickled for each page, nor for each piece of work."""
    sent: list[bytes] = []

    def share(blob: bytes) -> bytes:
        sent.append(blob)
        return blob

    workers = Elsewhere(pool, 2, share)
    shared = [1, 2, 3]
    for _time in range(2):
        assert divided(partial(Sendable, operator.contains, shared), ITEMS, workers).count(True) == 3
    assert len(sent) == 1
    assert divided(partial(Sendable, operator.contains, [4]), ITEMS, workers).count(True) == 1
    assert len(sent) == 2


def test_an_error_is_the_same_wherever_it_is_raised(elsewhere: Elsewhere) -> None:
    """What fails in another process fails here with its own type and text."""

    def task(n: int) -> Callable[[], object]:
        return Sendable(operator.getitem, ITEMS, n if n != 700 else "gone")

    for way in (ALONE, TWO, elsewhere):
        with pytest.raises(TypeError, match="list indices"):
            divided(task, ITEMS, way)


def test_a_killed_process_is_noticed() -> None:
    """When the system kills a process (out of memory), the work ends with an error and does not hang."""
    here = os.getpid()

    def work(n: int) -> Callable[[], int]:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return partial(abs, n)

    with pytest.raises(ChildProcessError):
        divided(work, ITEMS, TWO)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor, pytest.raises(WorkersLost):
        divided(partial(Sendable, exec, "import os; os._exit(1)"), [{}] * 200, Elsewhere(executor, 1))


class Silent(Executor):
    """Never does anything."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


def test_nobody_waits_for_those_who_are_gone() -> None:
    """An executor that does not tell that nobody is left is looked after."""

    def look() -> None:
        raise WorkersLost("gone")

    with pytest.raises(WorkersLost, match="gone"):
        divided(tripled, ITEMS, Elsewhere(Silent(), 2, look=look, patience=0.01))


# Beside this process


def test_what_is_begun_is_there_when_it_is_waited_for() -> None:
    """From a process of its own where there may be one, else from this one, which does it when it must."""
    for workers in (TWO, ALONE, Here(2, may_fork=lambda: False)):
        with begun(os.getpid, workers) as result:
            assert (result() == os.getpid()) == (workers is not TWO)
    with begun(sys.exit, ALONE):
        pass


def test_what_a_begun_task_raises_is_raised_when_it_is_waited_for() -> None:
    for workers in (TWO, ALONE):
        with begun(partial(operator.getitem, ITEMS, "gone"), workers) as result, pytest.raises(TypeError, match="list"):
            result()
        with begun(partial(sys.exit, 3), workers) as result, pytest.raises(SystemExit, match="3"):
            result()


def test_a_killed_task_is_noticed() -> None:
    with begun(lambda: os.kill(os.getpid(), signal.SIGKILL), TWO) as result, pytest.raises(ChildProcessError):
        result()


def test_what_nobody_waits_for_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once: while it begins, while it works, while it waits to be listened to. What it wrote aside is gone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "aside"))
    (tmp_path / "aside").mkdir()

    def work(seconds: int) -> bytes:
        tempfile.mkdtemp()
        (tmp_path / "begun").touch()
        time.sleep(seconds)
        return bytes(10_000_000)

    with begun(partial(time.sleep, 60), TWO):
        pass
    for seconds in (60, 0):
        with begun(partial(work, seconds), TWO):
            eventually((tmp_path / "begun").exists)
            time.sleep(0.1)
        (tmp_path / "begun").unlink()
    with begun(tempfile.mkdtemp, TWO) as result:
        assert Path(result()).is_relative_to(tmp_path / "aside")
    assert list((tmp_path / "aside").iterdir()) == []


FORKING = """
import os, time
from langhoc.workers import Here, begun, divided
def work(n):
    print(os.getpid(), flush=True)
    time.sleep(60)
with begun(lambda: work(0), Here(2)):
    divided(lambda n: lambda: work(n), range(1000), Here(2))
"""


def test_forks_do_not_outlive_a_killed_process() -> None:
    """A process that is killed cannot end its forks: they end by themselves, with the memory they hold."""
    command = [sys.executable, "-c", FORKING]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        pids = {int(process.stdout.readline()) for _process in range(3)}
        process.send_signal(signal.SIGKILL)
    assert len(pids) == 3
    eventually(lambda: not any(is_running(pid) for pid in pids))


def is_running(pid: int) -> bool:
    """Whether it does anything: one that ended may wait for somebody to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_progress_reaches_the_end(elsewhere: Elsewhere) -> None:
    """Who watches sees how much is done, up to all of it."""
    for way in (ALONE, TWO, elsewhere):
        seen: list[tuple[int, int]] = []
        divided(tripled, ITEMS, way, lambda done, of, seen=seen: seen.append((done, of)))  # type: ignore[misc]
        assert seen == sorted(seen)
        assert seen[-1] == (1000, 1000)
