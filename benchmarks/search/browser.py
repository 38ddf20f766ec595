"""Search as a resident's browser meets it: what is loaded, how long ranking takes, what is found. Real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, sync_playwright

from search.figures import SHOWN
from search.questions import Question
from search.serve import Counting, Served, served

CHROMIUM = "/usr/bin/chromium-headless-shell"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_FINDING = "find/index.html"
_BOX = '[data-langhoc="search"]'
_ANSWERED = f"{_BOX}[data-answered]"
# The engine, and what the finding page adds to it, at once or when it is wanted.
_ENGINE = re.compile(r"assets/(search|box|finding|facets|help)\.[^/]*\.js$")
_HEAD = re.compile(r"search/\w+\.js$")
_PARTS = re.compile(r"search/\w+/")
# What Chromium's tools take for a cheap phone, against a desk.
SLOWER = 6
_REPEATS = 5
# Answers wait so long, in seconds, that what follows from an answer is told from what merely queued.
_DELAY = 0.1
# After the answer stands, in ms: what the page loads besides is counted, too.
_SETTLED = 150
_LONGEST = 120_000
_BY_BOX = 5


@dataclass(frozen=True, slots=True)
class Cold:
    """What one question loaded from nothing: bytes of bodies as sent, and requests.

    `after` came once the answer stood, as the numbers at the filters; `rounds` is how many round trips the answer
    needed after the head.
    """

    size: int
    requests: int
    rounds: int
    of_engine: int
    of_head: int
    after: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Milliseconds of each question, the median of several; to how many microseconds the clock can be read."""

    times: tuple[float, ...]
    resolution: float


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, address: str, slower: float = 1) -> Iterator[Page]:
    """A page in a browser that has never been anywhere, its processor slowed."""
    context = browser.new_context()
    try:
        page = _patient(context)
        page.goto(address)
        if slower != 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        yield page
    finally:
        context.close()


def _patient(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(_LONGEST)
    return page


# --- What is found, and how fast


_OPEN = f"""() => {{
  try {{
    window.finder = window.finder || langhoc.openFinder(document.querySelector('{_BOX}').dataset);
    return true;
  }} catch (error) {{ window.whyNot = String(error); return false; }}
}}"""
_ASK = f"""async (texts) => {{
  const found = [];
  for (const q of texts) {{
    const answer = await finder.search({{q, most: {SHOWN}}});
    if (answer.missing) throw new Error('A part of the index is missing: ' + q);
    found.push(answer.results.map((result) => result.path));
  }}
  return found;
}}"""
# Questions follow one another, so that no answer is merely remembered; the first round loads the parts.
_TIME = f"""async ([texts, repeats]) => {{
  const times = texts.map(() => []);
  for (let round = 0; round <= repeats; round++) {{
    for (const [number, q] of texts.entries()) {{
      const begun = performance.now();
      await finder.search({{q, most: {SHOWN}}});
      if (round) times[number].push(performance.now() - begun);
    }}
  }}
  return times;
}}"""
_RESOLUTION = """() => {
  let least = Infinity;
  for (let n = 0; n < 200; n++) {
    const from = performance.now();
    let to = from;
    while (to === from) to = performance.now();
    least = Math.min(least, to - from);
  }
  return least * 1000;
}"""


def answers(browser: Browser, site: Path, questions: Sequence[Question]) -> list[list[str]]:
    """For each question the ten pages found, best first, as "offers/yoga"."""
    with _finder(browser, site) as page:
        found: list[list[str]] = page.evaluate(_ASK, [question.text for question in questions])
    return [[path.removesuffix(".html") for path in paths] for paths in found]


def ranked(browser: Browser, site: Path, questions: Sequence[Question]) -> Ranked:
    """Each question again, all its parts loaded, on a slow processor."""
    with _finder(browser, site, SLOWER) as page:
        resolution = page.evaluate(_RESOLUTION)
        times = page.evaluate(_TIME, [[question.text for question in questions], _REPEATS])
    return Ranked(tuple(sorted(each)[len(each) // 2] for each in times), resolution)


@contextmanager
def _finder(browser: Browser, site: Path, slower: float = 1) -> Iterator[Page]:
    with served(site) as server, opened(browser, f"{server.address}/{_FINDING}", slower) as page:
        try:
            page.wait_for_function(_OPEN, timeout=_LONGEST / 4)
        except TimeoutError as error:
            raise RuntimeError(f"{site / _FINDING} opens no finder: {page.evaluate('whyNot')}") from error
        yield page


# --- What is loaded


class _Loaded(NamedTuple):
    """A file, and when a page asked for it and had it, in ms."""

    path: str
    began: float
    ended: float


_NOTE_ANSWER = f"""new MutationObserver(() => {{
  if (!window.answeredAt && document.querySelector('{_ANSWERED}')) window.answeredAt = performance.now();
}}).observe(document, {{subtree: true, attributes: true, attributeFilter: ['data-answered']}})"""
_LOADED_BEFORE = """() => performance.getEntriesByType('resource')
  .filter((entry) => entry.responseEnd <= answeredAt)
  .map((entry) => [decodeURI(new URL(entry.name).pathname).slice(1), entry.startTime, entry.responseEnd])"""


def cold(browser: Browser, site: Path, questions: Sequence[Question]) -> list[Cold]:
    """Every question in a browser that has loaded nothing yet: the finding page opened with it in its address."""
    with served(site, _DELAY) as server:
        return [_cold(browser, server, question, _opened_with) for question in questions]


def by_the_box(browser: Browser, site: Path, questions: Sequence[Question]) -> tuple[list[Cold], list[Cold]]:
    """A few questions typed into the home page's box, and the same ones opened with the address: should be alike."""
    few = questions[:: max(1, len(questions) // _BY_BOX)][:_BY_BOX]
    with served(site, _DELAY) as server:
        typed = [_cold(browser, server, question, _typed_at_home) for question in few]
        return typed, [_cold(browser, server, question, _opened_with) for question in few]


def _cold(browser: Browser, server: Counting, question: Question, way: Callable[[Page, str, str], None]) -> Cold:
    context = browser.new_context()
    page = _patient(context)
    page.add_init_script(_NOTE_ANSWER)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    server.taken()
    try:
        way(page, server.address, question.text)
        page.wait_for_selector(_ANSWERED, state="attached")
    except TimeoutError as error:
        raise RuntimeError(f"{question.text} is not answered: {'; '.join(faults)}") from error
    page.wait_for_timeout(_SETTLED)
    loaded = [one for one in server.taken() if _is_of_search(one.path)]
    before = [_Loaded(*one) for one in page.evaluate(_LOADED_BEFORE)]
    context.close()
    known = {one.path for one in before}
    return Cold(
        size=sum(one.size for one in loaded),
        requests=len(loaded),
        rounds=_rounds([one for one in before if _PARTS.search(one.path)]),
        of_engine=_size(loaded, _ENGINE),
        of_head=_size(loaded, _HEAD),
        after=sum(one.size for one in loaded if one.path not in known),
    )


def _opened_with(page: Page, address: str, text: str) -> None:
    page.goto(f"{address}/{_FINDING}?q={quote(text)}")


def _typed_at_home(page: Page, address: str, text: str) -> None:
    """The home page at rest; the box, the question, the first results below it; Enter leads to the finding page."""
    page.goto(f"{address}/index.html", wait_until="networkidle")
    page.fill(f"{_BOX} input", text)
    page.wait_for_selector(_ANSWERED, state="attached")
    page.press(f"{_BOX} input", "Enter")
    page.wait_for_url(f"**/{_FINDING}?*")


def _is_of_search(path: str) -> bool:
    return bool(_ENGINE.search(path) or _HEAD.search(path) or _PARTS.search(path))


def _size(loaded: Sequence[Served], which: re.Pattern[str]) -> int:
    return sum(one.size for one in loaded if which.search(one.path))


def _rounds(parts: Sequence[_Loaded]) -> int:
    """The longest chain of parts each of which was asked for only after the one before had come."""
    deep: dict[str, int] = {}
    ended = {part.path: part.ended for part in parts}
    for part in sorted(parts, key=lambda part: part.began):
        deep[part.path] = 1 + max((deep[one] for one in deep if ended[one] <= part.began), default=0)
    return max(deep.values(), default=0)
