"""Rounds of commands: every case once, one after the other, each a process of its own, so that what else the machine
does meets all of them alike; ratios are taken within a round.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Cost, cost_of

HERE = Path(__file__).parent
WORK = HERE / "work"
ASIDE = WORK / "aside"
BIN = Path(sys.executable).parent
# As users have it: what Python has compiled is kept, as Hugo is compiled.
ENVIRON = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Case:
    """Something of which the time is taken. `prepare` brings all to where it begins, and is not measured."""

    name: str
    run: Callable[[], Cost]
    prepare: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Measured:
    """A case's costs, one a round."""

    name: str
    costs: tuple[Cost, ...]

    @property
    def wall(self) -> float:
        return statistics.median(cost.wall for cost in self.costs)


def command(*words: str) -> Callable[[], Cost]:
    return lambda: cost_of(words, WORK / "last.log", ENVIRON)


def edited(folder: Path) -> Path:
    """The file of the catalogue that `edit_one` changes."""
    return min((folder / "data/offers").rglob("*.yml"))


def edit_one(folder: Path) -> None:
    """A class costs one đồng more: its page changes, and every list it stands in."""
    offer = edited(folder)
    text = offer.read_text(encoding="utf-8")
    more = re.sub(r"(?<=amount: )\d+", lambda found: str(int(found[0]) + 1), text, count=1)
    offer.write_text(more, encoding="utf-8")


def set_aside(*folders: Path) -> None:
    """Out of the way, but not deleted before all is measured.

    For a minute after a deletion ext4 looks at every deleted inode before it gives out another
    (fs/ext4/ialloc.c, recently_deleted), which would add seconds to whatever is built next.
    """
    ASIDE.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        if folder.exists():
            folder.rename(Path(tempfile.mkdtemp(dir=ASIDE), folder.name))


def read_once(folder: Path) -> None:
    """So that every build finds its files in memory: it is not the disk that is measured."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


def measure(chosen: Sequence[Case], rounds: int, folder: Path) -> list[Measured]:
    """Every case once a round, in turn."""
    costs: dict[str, list[Cost]] = {case.name: [] for case in chosen}
    for number in range(rounds):
        for case in chosen:
            case.prepare()
            read_once(folder)
            cost = case.run()
            costs[case.name].append(cost)
            say(f"round {number + 1}: {case.name}: {cost.wall:.2f} s")
    return [Measured(name, tuple(found)) for name, found in costs.items()]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def bold(value: float, most: float, unit: str) -> str:
    said = f"{value:,.0f}{unit}" if value >= 100 else f"{value:.2f}{unit}"
    return said if value <= most else f"**{said}**"


def ratios_of(of: Measured, to: Sequence[Measured]) -> list[float]:
    """How many times as long `of` took as all of `to`, round by round."""
    rounds = zip(of.costs, *(one.costs for one in to), strict=True)
    return [cost.wall / sum(other.wall for other in others) for cost, *others in rounds]


def table(measured: Sequence[Measured]) -> Iterator[str]:
    yield "| build | wall, s | least–most | CPU, s | largest process, MiB |"
    yield "|---|--:|--:|--:|--:|"
    for row in measured:
        walls = [cost.wall for cost in row.costs]
        cpu, memory = (statistics.median(getattr(cost, side) for cost in row.costs) for side in ("cpu", "memory"))
        yield f"| {row.name} | {row.wall:.2f} | {min(walls):.2f}–{max(walls):.2f} | {cpu:.2f} | {memory:.0f} |"
