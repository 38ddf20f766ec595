"""Làng Học against MkDocs with Material, on the same records: `python benchmarks/against_material.py`.

Each round runs every case once, one after the other, each a process of its own, so that what else the machine
does meets all of them alike; ratios are taken within a round. Medians go to benchmarks/results/.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path

import langhoc
from generate import write_as_markdown, write_catalogue
from imaginary import TODAY, sample
from measure import Cost, Failed, cost_of

HERE = Path(__file__).parent
WORK = HERE / "work"
ASIDE = WORK / "aside"
RESULT = HERE / "results" / "against-material.md"
WANTED = 4.0
PACKAGES = ("langhoc", "mkdocs", "mkdocs-material", "Jinja2", "Markdown", "pydantic", "PyYAML")


@dataclass(frozen=True, slots=True)
class Case:
    """A build of what lies in `folder`. `prepare` brings that to where it begins, and is not measured."""

    name: str
    folder: Path
    command: tuple[str, ...]
    prepare: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """A case's costs, one a round."""

    name: str
    costs: tuple[Cost, ...]


def cases(ours: Path, in_one: Path, theirs: Path) -> tuple[Case, ...]:
    """In the order of a round. The first is what the others are compared with; `in_one` is `ours` in one language."""
    bin_ = Path(sys.executable).parent
    today = ("--today", TODAY.isoformat())
    build = (str(bin_ / "langhoc"), "-C", str(ours), "build", *today)
    build_in_one = (str(bin_ / "langhoc"), "-C", str(in_one), "build", *today, "--no-cache")
    mkdocs = (str(bin_ / "mkdocs"), "build", "--quiet", "--config-file")
    from_nothing = partial(_set_aside, ours / "site", ours / ".langhoc")
    no_site = partial(_set_aside, theirs / "site")
    return (
        Case("Làng Học, one language, from nothing", in_one, build_in_one, partial(_set_aside, in_one / "site")),
        Case("MkDocs + Material, with search", theirs, (*mkdocs, str(theirs / "mkdocs.yml")), no_site),
        Case("Làng Học, two languages, from nothing", ours, (*build, "--no-cache"), from_nothing),
        Case("Làng Học, two languages, from nothing, cache written", ours, build, from_nothing),
        Case("MkDocs + Material, without search", theirs, (*mkdocs, str(theirs / "without-search.yml")), no_site),
        Case("Làng Học again, nothing edited", ours, build, lambda: None),
        Case("Làng Học again, one record edited", ours, build, partial(_edit_one, ours)),
    )


def _set_aside(*folders: Path) -> None:
    """Out of the way, but not deleted before all is measured.

    For a minute after a deletion ext4 looks at every deleted inode before it gives out another
    (fs/ext4/ialloc.c, recently_deleted), which would add seconds to whatever is built next.
    """
    ASIDE.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        if folder.exists():
            folder.rename(Path(tempfile.mkdtemp(dir=ASIDE), folder.name))


def _read_once(folder: Path) -> None:
    """So that every build finds its files in memory: it is not the disk that is measured."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


def in_one_language(folder: Path) -> Path:
    """A copy of the catalogue in its first language alone, as MkDocs builds it."""
    copy = folder.with_name(f"{folder.name}-vi")
    _set_aside(copy)
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("site", ".langhoc"))
    settings = copy / "data" / "catalogue.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"languages:\n(- vi\n)- en\n", r"languages:\n\1", text), encoding="utf-8")
    return copy


def _edit_one(folder: Path) -> None:
    """The first offer costs one đồng more: its page changes, and every list it stands in."""
    path = min((folder / "data/offers").rglob("*.yml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?<=amount: )\d+", lambda found: str(int(found[0]) + 1), text, count=1), encoding="utf-8")


def measure(chosen: Sequence[Case], rounds: int) -> list[Measured]:
    """Every case once a round, in turn."""
    costs: dict[str, list[Cost]] = {case.name: [] for case in chosen}
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for number in range(rounds):
        for case in chosen:
            case.prepare()
            _read_once(case.folder)
            cost = cost_of(case.command, WORK / "last.log", environ)
            costs[case.name].append(cost)
            print(f"round {number + 1}: {case.name}: {cost.wall:.2f} s", file=sys.stderr, flush=True)
    return [Measured(name, tuple(found)) for name, found in costs.items()]


# The report


def report(measured: Sequence[Measured], count: int, rounds: int, revision: str) -> str:
    """Everything a reader needs to judge the figures, and to get them again."""
    ours, theirs = measured[0], measured[1]
    ratios = _ratios(theirs, ours, _wall)
    verdict = "reached" if statistics.median(ratios) >= WANTED else "missed"
    return "\n".join(
        [
            f"# Làng Học against MkDocs + Material, {count:,} records",
            "",
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · `python benchmarks/against_material.py --records {count}"
            f" --runs {rounds}` · revision {revision}",
            "",
            f"{_machine()} · Python {platform.python_version()} · {_versions()}",
            "",
            *_table(measured),
            "",
            f"MkDocs + Material with search took {statistics.median(ratios):.1f} times as long as Làng Học in one"
            f" language (single rounds: {', '.join(f'{ratio:.1f}' for ratio in ratios)}),"
            f" and {_ratio(theirs, ours, _cpu):.1f} times the CPU; wanted: {WANTED:.0f} times the wall, {verdict}.",
            "",
            *_notes(),
            "",
        ]
    )


def _table(measured: Sequence[Measured]) -> Iterator[str]:
    first = measured[0]
    yield "| build | wall, s | least–most | CPU, s | memory, MiB | wall, times the first row | CPU, times |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for row in measured:
        walls = [cost.wall for cost in row.costs]
        cpu = statistics.median(cost.cpu for cost in row.costs)
        memory = statistics.median(cost.memory for cost in row.costs)
        yield (
            f"| {row.name} | {statistics.median(walls):.2f} | {min(walls):.2f}–{max(walls):.2f} | {cpu:.2f} "
            f"| {memory:.0f} | {_ratio(row, first, _wall):.2f} | {_ratio(row, first, _cpu):.2f} |"
        )


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _ratio(of: Measured, to: Measured, side: Callable[[Cost], float]) -> float:
    return statistics.median(_ratios(of, to, side))


def _ratios(of: Measured, to: Measured, side: Callable[[Cost], float]) -> list[float]:
    """How many times as much `of` took as `to`, round by round."""
    return [side(one) / side(other) for one, other in zip(of.costs, to.costs, strict=True)]


def _notes() -> tuple[str, ...]:
    return (
        "Medians of the rounds; CPU is user and system time of the process and all below it; memory is that of the",
        "largest single process. Làng Học checks all records and makes every page (the areas', topics' and lists too)",
        "and the search index; MkDocs makes a page a record in one language, with only the home page and two lists in",
        "its navigation (with every page in it, 1,000 records took nine times the CPU).",
    )


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _versions() -> str:
    return ", ".join(f"{package} {metadata.version(package)}" for package in PACKAGES)


def _revision() -> str:
    """The commit of the code that is measured, and whether its files differ from it."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(Path(langhoc.__file__).parents[2]), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--", "plugins", "theme")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if changed else "")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure Làng Học against MkDocs with Material.")
    parser.add_argument("--records", type=int, default=5000, help="how many (5000)")
    parser.add_argument("--runs", type=int, default=3, help="how often each build is run (3)")
    asked = parser.parse_args()
    made = sample(asked.records)
    ours, theirs = WORK / f"langhoc-{asked.records}", WORK / f"material-{asked.records}"
    _set_aside(ours, theirs)
    write_catalogue(made, ours)
    write_as_markdown(made, theirs)
    revision = _revision()
    try:
        measured = measure(cases(ours, in_one_language(ours), theirs), asked.runs)
    except Failed as failed:
        sys.exit(str(failed))
    finally:
        shutil.rmtree(ASIDE, ignore_errors=True)
    text = report(measured, asked.records, asked.runs, revision)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
