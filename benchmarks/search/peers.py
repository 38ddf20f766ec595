"""How others find the same pages: Pagefind and Material's search, both on the site that MkDocs + Material makes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from measure import Cost, cost_of
from search.browser import opened
from search.figures import AT_FIRST, SHOWN, Found
from search.questions import Question
from search.serve import Counting, served
from search.sites import WORK

# --- Pagefind

_PAGEFIND = "pagefind"
# The records; the pages that list them have every word and answer nothing.
_FOLDERS = ("areas", "audiences", "centres", "offers", "topics")
# Any page of the site would do; this one loads nothing by itself.
_EMPTY = "empty.html"
_LOAD_PAGEFIND = """async () => {
  window.pagefind = await import('/pagefind/pagefind.js');
  await pagefind.init();
}"""
_ASK_PAGEFIND = """async ([q, most]) => {
  const found = await pagefind.search(q);
  const shown = await Promise.all(found.results.slice(0, most).map((result) => result.data()));
  return shown.map((one) => one.url);
}"""
# Each once to load what it needs, then again for the time.
_ALL_OF_PAGEFIND = f"""async (texts) => {{
  const found = [];
  for (const q of texts) found.push(await ({_ASK_PAGEFIND})([q, {SHOWN}]));
  const times = [];
  for (const q of texts) {{
    const begun = performance.now();
    await pagefind.search(q);
    times.push(performance.now() - begun);
  }}
  return [found, times];
}}"""
# Of the questions, one in so many is asked from nothing as well: each takes some seconds.
_COLD_OF = 4
# In ms: until the server has noted the last of what it sent.
_SETTLED = 50


def pagefind_cost(site: Path) -> tuple[Cost, int]:
    """Seconds and memory of indexing `site`, and how many files there are then."""
    shutil.rmtree(site / _PAGEFIND, ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--quiet", "--site", str(site), "--root-selector", "article"]
    command += ["--glob", f"{{{','.join(_FOLDERS)}}}/*/index.html"]
    cost = cost_of(command, WORK / "pagefind.log", os.environ)
    return cost, sum(path.is_file() for path in (site / _PAGEFIND).rglob("*"))


def pagefind(browser: Browser, site: Path, questions: Sequence[Question]) -> Found:
    """`pagefind_cost` has made the index."""
    (site / _EMPTY).write_text("<!doctype html><html lang=vi><title>Pagefind</title>", encoding="utf-8")
    with served(site) as server:
        sizes = [_pagefind_cold(browser, server, question.text) for question in questions[::_COLD_OF]]
        with opened(browser, f"{server.address}/{_EMPTY}") as page:
            page.evaluate(_LOAD_PAGEFIND)
            found, times = page.evaluate(_ALL_OF_PAGEFIND, [question.text for question in questions])
    return Found(tuple([_page_of(url) for url in urls] for urls in found), tuple(sizes), tuple(times))


def _pagefind_cold(browser: Browser, server: Counting, text: str) -> int:
    with opened(browser, f"{server.address}/{_EMPTY}") as page:
        server.taken()
        page.evaluate(_LOAD_PAGEFIND)
        page.evaluate(_ASK_PAGEFIND, [text, AT_FIRST])
        page.wait_for_timeout(_SETTLED)
        return sum(one.size for one in server.taken() if one.path.startswith(_PAGEFIND))


def _page_of(url: str) -> str:
    """Its address in the site -> "offers/yoga"."""
    return url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].removesuffix("index.html").strip("/")


# --- Material

_BOX = "[data-md-component=search-query]"
# The worker that the theme starts is left as it is; what goes in and comes out is noted.
_WATCH = """() => {
  const Original = Worker;
  window.asked = {};
  window.Worker = class extends Original {
    constructor(...where) {
      super(...where);
      this.addEventListener('message', ({data}) => {
        if (data.type === 1) asked.ready = true;
        if (data.type === 3) { asked.answer = data.data; asked.took = performance.now() - asked.begun; }
      });
    }
    postMessage(message, ...more) {
      if (message.type === 2) Object.assign(asked, {query: message.data, answer: null, begun: performance.now()});
      return super.postMessage(message, ...more);
    }
  };
}"""
_RESULTS = f"""() => [asked.took, asked.answer.items.slice(0, {SHOWN}).map((item) => (item[0] || item).location)]"""


def material(browser: Browser, site: Path, questions: Sequence[Question]) -> Found:
    """Typed into its own box, one question after another; its index is loaded once, and is the same for all."""
    found, times = [], []
    with served(site) as server, _material_open(browser, server.address) as page:
        size = sum(one.size for one in server.taken() if "search" in one.path or "/lunr/" in one.path)
        for question in questions:
            took, locations = _typed(page, question.text)
            times.append(took)
            found.append([_page_of(location) for location in locations])
    return Found(tuple(found), (size,), tuple(times))


@contextmanager
def _material_open(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(600_000)
        page.add_init_script(f"({_WATCH})()")
        page.goto(address)
        page.focus(_BOX)
        page.wait_for_function("asked.ready")
        yield page
    finally:
        context.close()


def _typed(page: Page, text: str) -> tuple[float, list[str]]:
    """Emptied first, for the theme does not ask again for what stands there."""
    for typed, comes in (("", "asked.answer && !asked.query"), (text, "asked.answer && asked.query")):
        page.fill(_BOX, typed)
        page.dispatch_event(_BOX, "keyup")
        page.wait_for_function(comes)
    took, locations = page.evaluate(_RESULTS)
    return took, locations
