"""A piece of work, handed out in parts to an executor, and what was made of it put together in its order.

Whoever does the parts, the results are the same.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
Kept = TypeVar("Kept")

Progress = Callable[[int, int], None]

# So many that the processes end at about the same time, so few that handing them out costs nothing.
PARTS_EACH = 48
# How many parts a process is given before it has ended the first: so many that it never waits.
AHEAD = 2


def unseen(done: int, of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Sendable(Generic[Made]):
    """A task that any process can do, on any computer, with nothing but what it is given: `make(shared, item)`.

    `make` is a function of a module, `shared` and `item` can be pickled. All such tasks of a piece of work have one
    `make` and one `shared`, which is sent once.
    """

    make: Callable[[Any, Any], Made]
    shared: Any
    item: Any

    def __call__(self) -> Made:
        return self.make(self.shared, self.item)


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Made, Kept]):
    """`then` is done with an item and what its task made, where this computer's files are. So is each task that is
    not Sendable. What comes of it can be pickled.
    """

    items: Sequence[Item]
    task_of: Callable[[Item], Callable[[], Made]]
    then: Callable[[Item, Made], Kept]

    def part(self, start: int, size: int) -> list[Kept]:
        """All of a part, done by this process."""
        return [self.then(item, self.task_of(item)()) for item in self.items[start : start + size]]


class Crew(ABC):
    """An executor that is ready to do one piece of work."""

    size: int
    """Of a part, in items."""
    ahead: int = 1
    """How many parts it is given before it has ended the first."""
    is_helped: bool = False
    """Whether the process that hands out the parts does some itself meanwhile."""
    patience: float | None = None
    """After how many seconds in which nothing came back to look whether anybody is left."""

    def __init__(self, executor: Executor, work: Work[Any, Any, Any]) -> None:
        self.executor, self.work = executor, work

    @abstractmethod
    def submit(self, start: int) -> Future[Any]:
        """Give the part that begins there to the executor."""

    def received(self, start: int, done: Future[Any]) -> list[Any]:
        """What was made of that part."""
        made: list[Any] = done.result()
        return made

    def look(self) -> None:  # noqa: B027 (most executors tell by themselves)
        """Raise where nobody is left."""


class Workers(ABC):
    """Who does work that divides."""

    @abstractmethod
    def crew(self, work: Work[Any, Any, Any], fewest: int | None) -> AbstractContextManager[Crew]:
        """Those who do this piece of work; fewer items than `fewest` are not worth starting or asking others for."""


def divided(
    task_of: Callable[[Item], Callable[[], Made]],
    items: Sequence[Item],
    workers: Workers,
    progress: Progress = unseen,
    fewest: int | None = None,
) -> list[Made]:
    """What the task of each item makes, in the order of the items. It can be pickled.

    What a task raises is raised here. Raises ChildProcessError when the system kills a process, which it does for
    lack of memory, and WorkersLost when those of other computers are gone.
    """
    return divided_then(task_of, lambda _item, made: made, items, workers, progress, fewest)


def divided_then(
    task_of: Callable[[Item], Callable[[], Made]],
    then: Callable[[Item, Made], Kept],
    items: Sequence[Item],
    workers: Workers,
    progress: Progress = unseen,
    fewest: int | None = None,
) -> list[Kept]:
    """As `divided`, what `then` makes of each item and what its task made; `then` may use this computer's files."""
    work = Work(items, task_of, then)
    with workers.crew(work, fewest) as crew:
        return _done_by(crew, work, progress)


def _done_by(crew: Crew, work: Work[Item, Made, Kept], progress: Progress) -> list[Kept]:
    """Parts are given out from the front; where this process helps, it does those at the back meanwhile, the last one
    at least: of two parts, two processes do one each. Where nothing comes back for a while, it does one itself.
    """
    own = 1 if crew.is_helped else 0
    waiting = deque(range(0, len(work.items), crew.size))
    running: dict[Future[Any], int] = {}
    made: dict[int, list[Kept]] = {}
    try:
        while waiting or running:
            while len(waiting) > own and len(running) < crew.ahead:
                start = waiting.popleft()
                running[crew.submit(start)] = start
            is_busy = crew.is_helped and bool(waiting)
            if is_busy:
                start = waiting.pop()
                made[start] = work.part(start, crew.size)
            ended = wait(running, 0 if is_busy else crew.patience, FIRST_COMPLETED).done
            for done in ended:
                start = running.pop(done)
                made[start] = crew.received(start, done)
            if not ended and not is_busy:
                crew.look()
                # What was made may never arrive, though somebody is left: nobody waits for ever for one part.
                start = waiting.pop() if waiting else _given_up(running)
                made[start] = work.part(start, crew.size)
            progress(sum(map(len, made.values())), len(work.items))
    finally:
        for left in running:
            left.cancel()
    return [one for start in sorted(made) for one in made[start]]


def _given_up(running: dict[Future[Any], int]) -> int:
    """Of the parts that are done elsewhere one of which nothing more is expected."""
    future, start = running.popitem()
    future.cancel()
    return start
