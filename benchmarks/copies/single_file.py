"""The copy in one file, measured as a resident's phone meets it: what it weighs, how soon it can be used."""

from __future__ import annotations

import re
import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from generate import write_catalogue
from imaginary import TODAY, sample
from rounds import BIN, HERE, WORK, command, say
from search.browser import chromium

# What Chromium's tools slow a processor by: a cheap phone, against a desk.
SLOWER = 4
_PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
_LONGEST = 120_000
_WORD = "vi tinh"

# Milliseconds, by what is measured, at the most records.
PAINT, OPEN, SEARCH = "first paint", "a record opened", "search answers"
WANTED_MS = {PAINT: 1_000, OPEN: 1_000, SEARCH: 2_000}


@dataclass(frozen=True, slots=True)
class Sort:
    """A catalogue: how many records in how many communes (0: as many as there are), and KB wanted at most."""

    name: str
    records: int
    communes: int = 0
    most: int | None = None
    is_timed: bool = True


_SORTS = (
    Sort("one commune, 200", 200, communes=1, most=300),
    Sort("168 communes, 200", 200, most=300, is_timed=False),
    Sort("168 communes, 5,000", 5_000, most=5_000),
)
_CITY = Sort("Ho Chi Minh City, all", 0, is_timed=False)


@dataclass(slots=True)
class Measured:
    """A file's KB (of 1,000 bytes), and milliseconds by what was measured, one a round."""

    sort: Sort
    size: float
    times: dict[str, list[float]] = field(default_factory=dict)


def section(rounds: int) -> Iterator[str]:
    """The part of the report that tells of the copy in one file."""
    found = [Measured(sort, packed(sort).stat().st_size / 1000) for sort in (*_SORTS, _CITY)]
    with chromium() as browser:
        for number in range(rounds):
            for one in found:
                if one.sort.is_timed:
                    say(f"round {number + 1}: {one.sort.name}")
                    _measure(browser, _file(one.sort), one)
        version = browser.version
    yield from (f"## One file, {rounds} rounds", "", *_table(found), "")
    yield from _notes(version)


def packed(sort: Sort) -> Path:
    """The file of a catalogue, made by the command that editors have."""
    folder = WORK / f"copies-{sort.records}-{sort.communes}"
    if sort is _CITY:
        _write_city(folder)
    else:
        write_catalogue(sample(sort.records, communes=sort.communes), folder)
    file = _file(sort)
    say(f"packing: {sort.name}")
    command(str(BIN / "langhoc"), "-C", str(folder), "pack", "-o", str(file), "--today", TODAY.isoformat())()
    return file


def _write_city(folder: Path) -> None:
    """A copy of the example: what is packed is noted down as given away beside it."""
    for name in ("data", "content"):
        shutil.copytree(HERE.parent / name, folder / name, dirs_exist_ok=True)
    shutil.copy(HERE.parent / "mkdocs.yml", folder)


def _file(sort: Sort) -> Path:
    return WORK / (re.sub(r"\W+", "-", sort.name.lower()) + ".html")


# --- In a browser that has never been anywhere


def _measure(browser: Browser, file: Path, one: Measured) -> None:
    with _phone(browser) as page:
        page.add_init_script(_TYPE % _WORD)
        page.goto(file.as_uri(), wait_until="commit")
        answered = page.evaluate("answered")
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        one.times.setdefault(PAINT, []).append(painted)
        one.times.setdefault(SEARCH, []).append(answered)
    with _phone(browser) as page:
        page.goto(f"{file.as_uri()}#/offers/index.html")
        link = page.locator("#lh-page h3 a").nth(3)
        link.wait_for()
        page.evaluate(_NOTE_OPENED, link.inner_text())
        link.tap()
        one.times.setdefault(OPEN, []).append(page.evaluate("opened"))


@contextmanager
def _phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**_PHONE)
    try:
        page = context.new_page()
        page.set_default_timeout(_LONGEST)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield page
    finally:
        context.close()


# As soon as the box is there, a word stands in it; then the first answer is waited for, and that it is painted.
_TYPE = """window.answered = new Promise((done) => {
  const look = () => {
    const box = document.querySelector('html.js [data-langhoc=search]:not([hidden])');
    if (!box) return requestAnimationFrame(look);
    const field = box.querySelector('input');
    field.focus();
    field.value = '%s';
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));
    const wait = () => {
      if (!document.querySelector('.lh-results a')) return requestAnimationFrame(wait);
      requestAnimationFrame(() => done(performance.now()));
    };
    wait();
  };
  requestAnimationFrame(look);
})"""
# From when the finger was lifted until the record's heading is painted.
_NOTE_OPENED = """(title) => {
  window.opened = new Promise((done) => addEventListener('touchend', (event) => {
    const look = () => {
      const heading = document.querySelector('#lh-page h1');
      if (!heading || heading.textContent.trim() !== title.trim()) return requestAnimationFrame(look);
      requestAnimationFrame(() => done(performance.now() - event.timeStamp));
    };
    look();
  }, {once: true, passive: true}));
}"""


# --- As it is told


def _table(found: Sequence[Measured]) -> Iterator[str]:
    yield "| | KB | " + " | ".join(f"{name}, ms" for name in WANTED_MS) + " |"
    yield "|---|--:|" + "--:|" * len(WANTED_MS)
    for one in found:
        cells = [_times(one, name) for name in WANTED_MS]
        yield f"| {one.sort.name} | {_size(one)} | {' | '.join(cells)} |"


def _size(one: Measured) -> str:
    most = one.sort.most
    if most is None:
        return f"{one.size:,.0f}"
    return f"{_bold(one.size, most)} (≤ {most:,})"


def _times(one: Measured, name: str) -> str:
    times = one.times.get(name)
    if not times:
        return "–"
    return f"{_bold(statistics.median(times), WANTED_MS[name])}, at most {max(times):,.0f} (≤ {WANTED_MS[name]:,})"


def _bold(value: float, most: float) -> str:
    said = f"{value:,.0f}"
    return said if value <= most else f"**{said}**"


def _notes(version: str) -> Iterator[str]:
    yield f"Chromium {version} without a window, 360 pixels wide, its processor slowed {SLOWER} times; each time a"
    yield "browser that has never seen the file, which lies on the disk. Medians; in brackets what was wanted, and what"
    yield "missed it is in bold. First paint is of the first contents. A record is opened by a tap on the list of all"
    yield f"classes, until its heading is painted. Search answers when results of “{_WORD}”, typed as soon as there is"
    yield "a box, are painted; like the first paint that is counted from the opening of the file."
    yield ""
