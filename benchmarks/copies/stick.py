"""The stick, measured: how long the first copy takes beside cp, and what of one is written after an edit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from generate import write_catalogue
from imaginary import TODAY, sample
from langhoc.editions.stick.change import Source, change_to, lists_on, source_of
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import MANIFEST, OLDER, START
from langhoc.editions.stick.manifest import Entry
from langhoc.editions.stick.update import SEVERAL, update
from measure import Cost
from rounds import BIN, WORK, Case, command, edit_one, measure, ratios_of, say, set_aside

RECORDS = 5_000
# Times as long as cp; files and MB besides START.
MOST_TIMES, MOST_FILES, MOST_MB = 1.3, 200, 4.0
_CLUSTER = 32 * 1024

OURS, CP = "brought, flushed, read back", "cp -r, then sync"


def section(rounds: int) -> Iterator[str]:
    """The part of the report that tells of sticks."""
    folder, stick, other = WORK / "copies-stick", WORK / "usb", WORK / "usb-2"
    set_aside(folder, stick, other)
    write_catalogue(sample(RECORDS), folder)
    stick.mkdir()
    write = command(str(BIN / "langhoc"), "-C", str(folder), "stick", str(stick), "--today", TODAY.isoformat())
    say("writing a stick")
    write()
    before = _entries(stick)

    def prepare() -> None:
        set_aside(other)
        other.mkdir()
        command("sync")()

    contents = {path: source_of(stick / path) for path in before}
    cases = (
        Case(CP, command("sh", "-c", f"cp -r '{stick}/.' '{other}/' && sync"), prepare),
        Case(OURS, partial(_bring, contents, other), prepare),
    )
    cp, ours = measure(cases, rounds, stick)
    edit_one(folder)
    say("writing it again, after an edit")
    write()
    yield from _report(before, _entries(stick), stick, [cp.wall, ours.wall], ratios_of(ours, [cp]), rounds)


def _entries(stick: Path) -> dict[str, Entry]:
    last = lists_on(Disk(stick)).last
    assert last is not None
    return dict(last.entries)


def _report(
    before: dict[str, Entry], after: dict[str, Entry], stick: Path, walls: list[float], ratios: list[float], rounds: int
) -> Iterator[str]:
    written = {path: entry for path, entry in after.items() if before.get(path) != entry and path not in {START, OLDER}}
    size = sum(entry.size for entry in written.values()) + (stick / MANIFEST).stat().st_size * 2
    held = sum(entry.size for entry in before.values())
    in_clusters = sum(-(-entry.size // _CLUSTER) * _CLUSTER for entry in before.values())
    times = statistics.median(ratios)
    yield from (
        f"## A stick of {RECORDS:,} records, {rounds} rounds",
        "",
        "| | |",
        "|---|--:|",
        f"| files | {len(before):,} |",
        f"| MB; in clusters of 32 KiB | {held / 1e6:.0f}; {in_clusters / 1e6:.0f} |",
        f"| {CP}, s | {walls[0]:.2f} |",
        f"| {OURS}, s | {walls[1]:.2f} |",
        f"| times as long | {_held(times, MOST_TIMES)}, {min(ratios):.2f}–{max(ratios):.2f} (≤ {MOST_TIMES}) |",
        f"| one record edited: files written besides START | {_held(len(written), MOST_FILES)} (≤ {MOST_FILES}) |",
        f"| MB of these and of the lists | {_held(size / 1e6, MOST_MB)} (≤ {MOST_MB:.0f}) |",
        "",
        "Both bring the same files to an empty folder of the same disk; ours also reads back and hashes what it wrote.",
    )


def _held(value: float, most: float) -> str:
    said = f"{value:.2f}" if isinstance(value, float) else str(value)
    return said if value <= most else f"**{said}**"


def _bring(contents: Mapping[str, Source], to: Path) -> Cost:
    """As a first writing does it when all is made and listed."""
    disk, begun = Disk(to), time.perf_counter()
    update(disk, change_to(disk, contents, ("Xã Mẫu", ""), "222-222", date(2026, 11, 21)), None, workers=SEVERAL)
    return Cost(time.perf_counter() - begun, cpu=0, memory=0)
