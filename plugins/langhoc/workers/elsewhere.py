"""Executors of other computers, whose processes share neither memory nor disk with this one: what a task needs is
sent to them, what they made is sent back, and what needs this computer's files is done here.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from langhoc.workers.division import AHEAD, PARTS_EACH, Crew, Sendable, Work, Workers
from langhoc.workers.here import FEWEST, Alone, uncollected


class WorkersLost(Exception):
    """Nobody is left to do the work."""


def _nothing() -> None:
    """Where an executor tells by itself that nobody is left."""


class Elsewhere(Workers):
    """The `processes` processes behind `executor`, which have this same package.

    `share` brings to all of them what every task needs, and gives what stands for it as an argument of a call;
    without one, it goes with every call. `look` raises when nobody is left; it is called every `patience` seconds in
    which nothing comes back, and when the executor raises one of `lost`.
    """

    def __init__(
        self,
        executor: Executor,
        processes: int,
        share: Callable[[bytes], Any] = bytes,
        look: Callable[[], object] = _nothing,
        lost: tuple[type[Exception], ...] = (),
        fewest: int = FEWEST,
        patience: float = 5,
    ) -> None:
        self.executor, self.processes = executor, processes
        self.look, self.patience = look, patience
        self.lost: tuple[type[Exception], ...] = (BrokenExecutor, CancelledError, *lost)
        self._share, self.fewest = share, fewest
        self._shared: tuple[object, Any] | None = None

    @contextmanager
    def crew(self, work: Work[Any, Any, Any], fewest: int | None) -> Iterator[Crew]:
        is_little = len(work.items) < (fewest or self.fewest)
        yield Alone(work) if is_little else _Away(self, work)

    def sent(self, shared: object) -> Any:
        """What stands for `shared` there: it is sent once, though several pieces of work need it."""
        if self._shared is None or self._shared[0] is not shared:
            self._shared = shared, self._share(pickle.dumps(shared, pickle.HIGHEST_PROTOCOL))
        return self._shared[1]

    def forget(self) -> None:
        """Send what is shared anew, when it is needed again."""
        self._shared = None


class _Away(Crew):
    def __init__(self, workers: Elsewhere, work: Work[Any, Any, Any]) -> None:
        super().__init__(workers.executor, work)
        self.size = max(1, -(-len(work.items) // (workers.processes * PARTS_EACH)))
        self.ahead = workers.processes * AHEAD
        self.patience = workers.patience
        self._workers = workers
        self._tasks: dict[int, list[Callable[[], Any]]] = {}

    def submit(self, start: int) -> Future[Any]:
        tasks = [self.work.task_of(item) for item in self.work.items[start : start + self.size]]
        self._tasks[start] = tasks
        sent = [task for task in tasks if isinstance(task, Sendable)]
        if not sent:
            return _nothing_to_send()
        make, shared = sent[0].make, sent[0].shared
        assert all(task.make is make and task.shared is shared for task in sent)
        with self._loss():
            return self.executor.submit(do, self._workers.sent(shared), make, [task.item for task in sent])

    def received(self, start: int, done: Future[Any]) -> list[Any]:
        made = iter(self._made(start, done))
        tasks = [next(made) if isinstance(task, Sendable) else task() for task in self._tasks.pop(start)]
        items = self.work.items[start : start + self.size]
        return [self.work.then(item, one) for item, one in zip(items, tasks, strict=True)]

    def _made(self, start: int, done: Future[Any]) -> list[Any]:
        with self._loss():
            try:
                return super().received(start, done)
            except CancelledError:
                # What all tasks share went with a process that died: others are left, or `look` says so.
                self.look()
                self._workers.forget()
                return [task() for task in self._tasks[start] if isinstance(task, Sendable)]

    @contextmanager
    def _loss(self) -> Iterator[None]:
        """Say why when nobody is left."""
        try:
            yield
        except self._workers.lost as error:
            self.look()
            raise WorkersLost(str(error) or type(error).__name__) from error

    def look(self) -> None:
        self._workers.look()


def _nothing_to_send() -> Future[list[Any]]:
    future: Future[list[Any]] = Future()
    future.set_result([])
    return future


# In the other process

# What was sent last is kept from one call to the next. What keeps things in common is not made for two threads.
_loaded = lru_cache(maxsize=1)(pickle.loads)
_one_by_one = threading.Lock()


def do(shared: bytes, make: Callable[[Any, Any], Any], items: Sequence[Any]) -> list[Any]:
    """What `make` makes of each of `items`, by the way of what `shared` holds."""
    with _one_by_one, uncollected():
        whole = _loaded(shared)
        return [make(whole, item) for item in items]


def let_go() -> None:
    """Keep nothing any longer."""
    _loaded.cache_clear()
