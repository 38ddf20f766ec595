"""Builds measured, beside Hugo, Pagefind and others on the same records: `python benchmarks/measure_build.py`.

The tables go to benchmarks/results/build.md.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generate import write_as_markdown, write_catalogue
from hugo_site import write_hugo
from imaginary import TODAY, sample
from machine import described
from measure import Cost, Failed, with_memory
from rounds import (
    ASIDE,
    BIN,
    ENVIRON,
    HERE,
    WORK,
    Case,
    Measured,
    bold,
    command,
    edit_one,
    edited,
    measure,
    ratios_of,
    read_once,
    say,
    set_aside,
    table,
)

RESULT = HERE / "results" / "build.md"
PACKAGES = ("langhoc", "hugo", "pagefind", "mkdocs", "mkdocs-material", "zensical", "pydantic", "PyYAML", "Jinja2")

_DAY = ("--today", TODAY.isoformat())


@dataclass(frozen=True, slots=True)
class Wanted:
    """`of` takes at most so many times what all of `to` take together."""

    what: str
    of: str
    to: tuple[str, ...]
    most: float


HUGO, PAGEFIND = "Hugo, pages alone", "Pagefind, of Hugo's pages"
COLD, COLD_UNCACHED = "Làng Học, everything, from nothing", "Làng Học, everything, from nothing, without a cache"
ALONE = "Làng Học, pages alone in one language, from nothing"
EDITED, AGAIN = "Làng Học, one record edited", "Làng Học, nothing edited"
COPY = "cp of Làng Học's finished site"
MATERIAL, ZENSICAL = "MkDocs + Material, with search", "Zensical"

WANTED = (
    Wanted("Everything from nothing, of Hugo and Pagefind", COLD, (HUGO, PAGEFIND), 0.6),
    Wanted("Pages alone in one language, of Hugo", ALONE, (HUGO,), 1.0),
    Wanted("One record edited, of Hugo", EDITED, (HUGO,), 0.25),
    Wanted("Nothing edited, of Hugo", AGAIN, (HUGO,), 0.15),
)


def cases(folder: Path, with_others: bool) -> tuple[Case, ...]:
    """In the order of a round."""
    ours, in_one, hugo, markdown = (folder / name for name in ("langhoc", "langhoc-vi", "hugo", "markdown"))
    build = (str(BIN / "langhoc"), "-C", str(ours), "build", *_DAY)
    alone = (sys.executable, str(HERE / "pages_alone.py"), str(in_one), TODAY.isoformat())
    from_nothing = partial(set_aside, ours / "site", ours / ".langhoc")
    pagefind = (sys.executable, "-m", "pagefind", "--quiet", "--site", str(hugo / "public"))
    copy = ("cp", "-r", str(ours / "site"), str(folder / "copy"))
    own = (
        Case(HUGO, command(*_hugo(hugo)), partial(set_aside, hugo / "public", hugo / "resources")),
        Case(PAGEFIND, command(*pagefind)),
        Case(ALONE, command(*alone), partial(set_aside, in_one / "site")),
        Case(COLD_UNCACHED, command(*build, "--no-cache"), from_nothing),
        Case(COLD, command(*build), from_nothing),
        Case(AGAIN, command(*build)),
        Case(EDITED, command(*build), partial(edit_one, ours)),
        Case(COPY, command(*copy), partial(set_aside, folder / "copy")),
    )
    if not with_others:
        return own
    mkdocs = (str(BIN / "mkdocs"), "build", "--quiet", "--config-file", str(markdown / "mkdocs.yml"))
    zensical = (str(BIN / "zensical"), "build", "--config-file", str(markdown / "mkdocs.yml"), "--clean")
    no_site = partial(set_aside, markdown / "site", markdown / ".cache")
    return (*own, Case(MATERIAL, command(*mkdocs), no_site), Case(ZENSICAL, command(*zensical), no_site))


def _hugo(folder: Path) -> tuple[str, ...]:
    return (str(BIN / "hugo"), "--quiet", "--noChmod", "--noTimes", "--source", str(folder))


def made(count: int) -> Path:
    """The same records as a catalogue in two languages and in one, as a site of Hugo's, and as Markdown pages."""
    folder = WORK / f"build-{count}"
    set_aside(folder)
    records = sample(count)
    write_catalogue(records, folder / "langhoc")
    write_hugo(records, folder / "hugo")
    write_as_markdown(records, folder / "markdown")
    in_one = folder / "langhoc-vi"
    shutil.copytree(folder / "langhoc", in_one)
    settings = in_one / "data" / "catalogue.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"languages:\n(- vi\n)- en\n", r"languages:\n\1", text), encoding="utf-8")
    return folder


# How it grows, and a page fresh in the preview


def grown(count: int) -> Cost:
    """Everything from nothing, of so many records, with the memory of all processes together."""
    folder = WORK / f"build-{count}"
    set_aside(folder)
    write_catalogue(sample(count), folder / "langhoc")
    read_once(folder)
    words = (str(BIN / "langhoc"), "-C", str(folder / "langhoc"), "build", *_DAY)
    cost = with_memory(words, WORK / "last.log", ENVIRON)
    say(f"{count} records: {cost.wall:.2f} s, {cost.memory:.0f} MiB")
    return cost


def fresh(folder: Path, times: int) -> list[float]:
    """Seconds from the save of a record until `langhoc serve` gives its new page, so many times."""
    ours = folder / "langhoc"
    words = (str(BIN / "langhoc"), "-C", str(ours), "serve", *_DAY)
    with (WORK / "serve.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, env=ENVIRON)
        try:
            return [_until_fresh(ours) for _ in range(times)]
        finally:
            process.terminate()
            process.wait()


def _until_fresh(folder: Path) -> float:
    address = f"http://127.0.0.1:8000/offers/{edited(folder).stem}.html"
    before = _shown_at(address)
    time.sleep(3)
    begun = time.perf_counter()
    edit_one(folder)
    # As an open page does it: wait until there is something new, then ask for the page again.
    script = re.search(r"/-/langhoc-reload\.js\?after=\d+", before)
    if script is None:
        raise Failed(f"{address} is no page of the preview")
    _asked(f"http://127.0.0.1:8000{script[0]}&wait=1")
    if _asked(address) == before:
        raise Failed(f"{address} did not change")
    return time.perf_counter() - begun


def _shown_at(address: str, patience: float = 120) -> str:
    """The page, as soon as there is one."""
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        with contextlib.suppress(OSError):
            return _asked(address)
        time.sleep(0.1)
    raise Failed(f"{address} was not shown in {patience} s")


def _asked(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        text: str = answer.read().decode()
    return text


# The report


def report(measured: Sequence[Measured], asked: argparse.Namespace, growth: dict[int, Cost], seen: list[float]) -> str:
    """Everything a reader needs to judge the figures, and to get them again."""
    lines = [
        "# Builds, measured",
        "",
        f"`{' '.join(['python benchmarks/measure_build.py', *sys.argv[1:]])}` · {described(PACKAGES)}",
        "",
        *_verdicts(measured, growth, seen, asked.records),
        "",
        f"## {asked.records:,} records, {asked.rounds} rounds",
        "",
        *table(measured),
        "",
        *_NOTES,
        "",
    ]
    return "\n".join(lines)


def _verdicts(measured: Sequence[Measured], growth: dict[int, Cost], seen: list[float], records: int) -> Iterator[str]:
    by_name = {one.name: one for one in measured}
    yield "| | measured | wanted |"
    yield "|---|--:|--:|"
    for wanted in WANTED:
        ratios = ratios_of(by_name[wanted.of], [by_name[name] for name in wanted.to])
        found = f"{bold(statistics.median(ratios), wanted.most, ' ×')} ({min(ratios):.2f}–{max(ratios):.2f})"
        yield f"| {wanted.what} | {found} | ≤ {wanted.most} × |"
    if seen:
        yield f"| A page fresh in the preview, after the save | {bold(statistics.median(seen), 0.3, ' s')} | ≤ 0.3 s |"
    for count, cost in growth.items():
        if count <= records:
            yield f"| {count:,} records from nothing | {bold(cost.wall, 1.5, ' s')} | ≤ 1.5 s |"
            continue
        found = f"{bold(cost.wall / by_name[COLD].wall, 11, ' ×')} ({cost.wall:.1f} s)"
        yield f"| {count:,} records from nothing, of {records:,} | {found} | ≤ 11 × |"
        yield f"| memory for that, all processes | {bold(cost.memory, 1430, ' MiB')} | ≤ 1.5 GB |"


_NOTES = (
    "Medians of the rounds; ratios are taken within each round, and what missed its figure is in bold. CPU is user and",
    "system time of the process and all below it. Everything: all records are checked, and all pages in Vietnamese and",
    "English are made, those of areas, topics and lists too, with both search indexes; from nothing, the cache is",
    "written as well. Hugo makes a page a record in one language, with a minimal layout, without feeds and taxonomies;",
    "Pagefind indexes those pages. MkDocs and Zensical make the same pages with Material's layout and search.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure builds beside Hugo, Pagefind and others.")
    parser.add_argument("--records", type=int, default=5000, help="how many (5000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build is run (3)")
    parser.add_argument("--others", action="store_true", help="also MkDocs + Material and Zensical")
    parser.add_argument(
        "--sizes", default="200,50000", help="also from nothing, of so many records (200,50000); 0: none"
    )
    asked = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    try:
        folder = made(asked.records)
        measured = measure(cases(folder, asked.others), asked.rounds, folder)
        seen = fresh(folder, asked.rounds)
        growth = {int(count): grown(int(count)) for count in asked.sizes.split(",") if int(count)}
    except Failed as failed:
        sys.exit(str(failed))
    finally:
        shutil.rmtree(ASIDE, ignore_errors=True)
    text = report(measured, asked, growth, seen)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
