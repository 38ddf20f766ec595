"""Search measured, and other searches on the same records: `python benchmarks/measure_search.py`.

A whole run goes to benchmarks/results/search.md; one that leaves something out is only printed.
What takes minutes to make is kept in benchmarks/work/.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser

from imaginary import sample
from search.browser import answers, by_the_box, chromium, cold, ranked
from search.figures import reciprocal_rank
from search.indexing import index_cost
from search.lunr_itself import lunr_itself
from search.peers import material, pagefind, pagefind_cost
from search.questions import HALVES, Question, city_questions, questions
from search.report import Measured, Peer, report
from search.sites import ROOT, WORK, our_catalogue, our_site, their_site, with_index

RESULT = Path(__file__).parent / "results" / "search.md"
SIZES = (200, 5_000, 50_000)
OF_PEERS = 5_000


def catalogues(sizes: Sequence[int], with_city: bool) -> Iterator[tuple[str, int, Path, list[Question]]]:
    """Name, number of records, folder and questions of each; the city last."""
    for size in sizes:
        made = sample(size)
        yield "generated", size, our_catalogue(made, size), questions(made)
    if with_city:
        records = sum(1 for path in (ROOT / "data").glob("*/*") if path.suffix in {".yml", ".md"})
        yield "Ho Chi Minh City", records, ROOT, city_questions()


def measured(browser: Browser, name: str, records: int, folder: Path, asked: list[Question], costs: bool) -> Measured:
    """The index first, with nothing else running; then what a browser makes of it."""
    _say(f"{name}, {records:,}: index")
    indexed = WORK / "index" / f"{name.replace(' ', '-').lower()}-{records}"
    index = index_cost(folder, indexed)
    site = our_site(ROOT, WORK / "search-city" / "site") if folder == ROOT else with_index(_pages(), indexed)
    _say(f"{name}, {records:,}: {len(asked)} questions")
    found = answers(browser, site, asked)
    if not costs:
        return Measured(name, records, asked, found)
    _say(f"{name}, {records:,}: ranking")
    times = ranked(browser, site, asked)
    _say(f"{name}, {records:,}: from nothing")
    typed = by_the_box(browser, site, asked)
    return Measured(name, records, asked, found, index, cold(browser, site, asked), typed, times)


def _pages() -> Path:
    """The site of a few records, for the pages on which people search."""
    few = our_catalogue(sample(SIZES[0]), SIZES[0])
    return our_site(few, few / "site")


def peers(browser: Browser) -> tuple[list[Peer], list[Peer]]:
    """Those on Material's site; lunr on our documents."""
    made = sample(OF_PEERS)
    asked = questions(made)
    _say("Material: site")
    site = their_site(made, OF_PEERS)
    _say("Pagefind")
    cost, files = pagefind_cost(site)
    others = [Peer("Pagefind", pagefind(browser, site, asked), cost, files)]
    _say("Material: questions")
    others.append(Peer("Material", material(browser, site, asked)))
    _say("lunr")
    whole, near = lunr_itself(browser, our_catalogue(made, OF_PEERS), asked)
    return others, [Peer("whole words", whole), Peer("also beginnings and one letter off", near)]


def misses(one: Measured) -> Iterator[str]:
    """Of the half that may be tuned on, what was not found first."""
    for question, pages in zip(one.questions, one.answers, strict=True):
        rank = reciprocal_rank(question, pages)
        if question.half == HALVES[0] and rank < 1:
            yield f"{rank:.2f}  {question.sort}: {question.text}"
            yield f"      right: {', '.join(sorted(question.right))}"
            yield f"      found: {', '.join(pages[:3]) or 'nothing'}"


def _say(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


def _head() -> str:
    last = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    changed = ["git", "-C", str(ROOT), "status", "--porcelain", "--", "plugins", "theme"]
    number, changes = (
        subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        for command in (last, changed)
    )
    command = " ".join(["python benchmarks/measure_search.py", *sys.argv[1:]])
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · `{command}` · revision {number}{' with changes' if changes else ''}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default=SIZES, type=_sizes, metavar="N,N", help="records (200,5000,50000); 0: none")
    parser.add_argument("--no-city", action="store_true", help="leave out the catalogue in data/")
    parser.add_argument("--no-peers", action="store_true", help="leave out Pagefind, Material and lunr")
    parser.add_argument("--questions-only", action="store_true", help="what is found, not what it costs")
    parser.add_argument("--misses", action="store_true", help="also print what the half for tuning did not find first")
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(",") if int(size))


def main() -> None:
    options = _options()
    is_whole = options.sizes == SIZES and not (options.no_city or options.no_peers or options.questions_only)
    with chromium() as browser:
        ours = [
            measured(browser, *catalogue, costs=not options.questions_only)
            for catalogue in catalogues(options.sizes, not options.no_city)
        ]
        others, lunr = ([], []) if options.no_peers else peers(browser)
        text = report(ours, others, lunr, browser.version, _head())
    if is_whole:
        RESULT.write_text(text, encoding="utf-8")
    print(text)
    if options.misses:
        for one in ours:
            print(f"{one.name}, {one.records:,}:", *misses(one), sep="\n")


if __name__ == "__main__":
    main()
