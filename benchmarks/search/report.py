"""The report: what was measured beside what was wanted, class by class, and how."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata

from measure import Cost
from search.browser import SLOWER, Cold, Ranked
from search.figures import Found, mean_reciprocal_rank, share
from search.indexing import IndexCost
from search.questions import HALVES, Question, by_half

_PACKAGES = ("langhoc", "mkdocs", "mkdocs-material", "pagefind", "playwright")
_RARE = 0.95


@dataclass(frozen=True, slots=True)
class Measured:
    """Our search on one catalogue. What was not asked for is None."""

    name: str
    records: int
    questions: Sequence[Question]
    answers: Sequence[Sequence[str]]
    index: IndexCost | None = None
    cold: Sequence[Cold] | None = None
    typed: tuple[Sequence[Cold], Sequence[Cold]] | None = None
    ranked: Ranked | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """Another search on the same records; what lunr lacks of these is None."""

    name: str
    found: Found
    index: Cost | None = None
    files: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Bounds for a number of records: KB, ms, s, files and MiB at the most; MRR@10 at the least."""

    cold: float
    rank: float
    seconds: float
    files: int
    right: float
    memory: float | None = None


WANTED = {
    200: Wanted(cold=45, rank=10, seconds=1, files=1, right=0.95),
    5_000: Wanted(cold=50, rank=30, seconds=5, files=750, right=0.93),
    50_000: Wanted(cold=60, rank=60, seconds=60, files=3500, right=0.90, memory=1200),
}


def report(ours: Sequence[Measured], peers: Sequence[Peer], lunr: Sequence[Peer], browser: str, head: str) -> str:
    """`head` says by which command and at which revision."""
    whole = [one for one in ours if one.index and one.cold and one.ranked]
    parts: list[Iterable[str]] = [
        ["# Search, measured", "", head, "", f"{_machine()} · Chromium {browser} · {_versions()}", ""],
        _summary(whole, peers) if whole else (),
        _found_of(ours, peers),
        _in_detail(whole) if whole else (),
        _of_lunr(lunr, _asked_of_peers(ours)) if lunr else (),
        _notes() if whole else (),
    ]
    return "\n".join(line for part in parts for line in part)


# --- The table of what was wanted


def _summary(ours: Sequence[Measured], peers: Sequence[Peer]) -> Iterator[str]:
    yield from _head(["", *(_title(one) for one in ours), *(f"{peer.name}, 5,000" for peer in peers)])
    for name, row in _ROWS.items():
        cells = [row.of_ours(one) for one in ours] + [row.of_peer(peer) for peer in peers]
        yield _line([name, *cells])
    right = _right_of_peer(_asked_of_peers(ours))
    yield _line(["MRR@10", *map(_right, ours), *map(right, peers)])
    yield from ("", "In brackets what was wanted; what missed it is in bold. 1 KB is 1,000 bytes.", "")


@dataclass(frozen=True, slots=True)
class _Row:
    of_ours: Callable[[Measured], str]
    of_peer: Callable[[Peer], str]


def _judged(said: str, value: float, bound: float | None, at_least: bool = False) -> str:
    if bound is None:
        return said
    is_kept = value >= bound if at_least else value <= bound
    return f"{said if is_kept else f'**{said}**'} ({'≥' if at_least else '≤'} {bound:g})"


def _bound(one: Measured, name: str) -> float | None:
    wanted = WANTED.get(one.records) if one.name == "generated" else None
    return getattr(wanted, name) if wanted else None


def _cold(one: Measured) -> str:
    size = share([each.size for each in one.cold or ()], _RARE) / 1000
    return _judged(f"{size:.1f} KB", size, _bound(one, "cold"))


def _rank(one: Measured) -> str:
    assert one.ranked
    time = share(one.ranked.times, _RARE)
    return _judged(f"{time:.1f} ms", time, _bound(one, "rank"))


def _seconds(one: Measured) -> str:
    assert one.index
    return _judged(f"{one.index.seconds:.2f} s", one.index.seconds, _bound(one, "seconds"))


def _memory(one: Measured) -> str:
    assert one.index
    said = f"{one.index.memory:.0f} MiB"
    return f"{_judged(said, one.index.memory, _bound(one, 'memory'))}, of which {one.index.read:.0f} the records"


def _files(one: Measured) -> str:
    assert one.index
    return _judged(f"{one.index.files:,}", one.index.files, _bound(one, "files"))


def _right(one: Measured) -> str:
    right = mean_reciprocal_rank(zip(one.questions, one.answers, strict=True))
    return _judged(f"{right:.3f}", right, _bound(one, "right"), at_least=True)


def _asked_of_peers(ours: Sequence[Measured]) -> Sequence[Question]:
    """Peers were asked what we were, on as many records."""
    return next((one.questions for one in ours if one.name == "generated" and one.records == 5_000), ())


def _right_of_peer(questions: Sequence[Question]) -> Callable[[Peer], str]:
    return lambda peer: f"{mean_reciprocal_rank(zip(questions, peer.found.answers, strict=True)):.3f}"


_NONE = "–"
_ROWS: Mapping[str, _Row] = {
    "from nothing to the first results, p95": _Row(
        _cold, lambda peer: f"{share(peer.found.cold, _RARE) / 1000:,.0f} KB"
    ),
    f"ranking on a processor ÷{SLOWER}, p95": _Row(
        _rank, lambda peer: f"{share(peer.found.times, _RARE):.0f} ms, not slowed"
    ),
    "index made in": _Row(_seconds, lambda peer: f"{peer.index.wall:.1f} s" if peer.index else _NONE),
    "memory for it": _Row(_memory, lambda peer: f"{peer.index.memory:.0f} MiB" if peer.index else _NONE),
    "files": _Row(_files, lambda peer: f"{peer.files:,}" if peer.files else _NONE),
}


# --- What was found


def _found_of(ours: Sequence[Measured], peers: Sequence[Peer]) -> Iterator[str]:
    """Class by class: of the generated catalogues beside the others, of the city by itself, for its classes differ."""
    generated = [one for one in ours if one.name == "generated"]
    of_peers = _asked_of_peers(ours)
    if generated:
        columns = [(_title(one), one.questions, one.answers) for one in generated]
        columns += [(f"{peer.name}, 5,000", of_peers, peer.found.answers) for peer in peers]
        yield from _by_class("## Found: MRR@10, generated catalogues", columns)
    for one in ours:
        if one.name != "generated":
            yield from _by_class(f"## Found: MRR@10, {_title(one)}", [("", one.questions, one.answers)])


_Column = tuple[str, Sequence[Question], Sequence[Sequence[str]]]


def _by_class(title: str, columns: Sequence[_Column]) -> Iterator[str]:
    yield from (title, "")
    yield from _head(["class", "questions", *(name for name, _questions, _answers in columns)])
    questions = columns[0][1]
    for sort in dict.fromkeys(question.sort for question in questions):
        yield _scores(sort, columns, lambda question, sort=sort: question.sort == sort)  # type: ignore[misc]
    for half in HALVES:
        yield _scores(f"**{half}**", columns, lambda question, half=half: question.half == half)  # type: ignore[misc]
    yield _scores("**all**", columns, lambda _question: True)
    yield ""


def _scores(name: str, columns: Sequence[_Column], belongs: Callable[[Question], bool]) -> str:
    count = sum(map(belongs, columns[0][1]))
    chosen = (
        [(question, pages) for question, pages in zip(questions, answers, strict=True) if belongs(question)]
        for _name, questions, answers in columns
    )
    return _line([name, str(count), *(f"{mean_reciprocal_rank(asked):.3f}" for asked in chosen)])


# --- In detail


def _in_detail(ours: Sequence[Measured]) -> Iterator[str]:
    yield from ("## A question from nothing, and ranking", "")
    yield from _head(["", *map(_title, ours)])
    for name, of in _DETAILS.items():
        yield _line([name, *map(of, ours)])
    yield ""


def _spread(values: Iterable[float], form: str = "{:.1f}") -> str:
    listed = list(values)
    return f"{form.format(share(listed, 0.5))} / {form.format(share(listed, _RARE))}"


def _of_cold(side: Callable[[Cold], float], form: str = "{:.1f}") -> Callable[[Measured], str]:
    return lambda one: _spread(map(side, one.cold or ()), form)


def _round_trips(one: Measured) -> str:
    rounds = [each.rounds for each in one.cold or ()]
    return f"{_spread(rounds, '{:.0f}')} / {max(rounds)}"


def _typed(one: Measured) -> str:
    if not one.typed:
        return _NONE
    typed, opened = one.typed
    return f"{_spread(each.size / 1000 for each in typed)} (opened: {_spread(each.size / 1000 for each in opened)})"


def _times(one: Measured) -> str:
    assert one.ranked
    return f"{_spread(one.ranked.times)} (clock: {one.ranked.resolution:.0f} µs)"


_DETAILS: Mapping[str, Callable[[Measured], str]] = {
    "KB, p50 / p95": _of_cold(lambda one: one.size / 1000),
    "of these the engine, KB": _of_cold(lambda one: one.of_engine / 1000),
    "of these the head, KB": _of_cold(lambda one: one.of_head / 1000),
    "of these after the answer, KB": _of_cold(lambda one: one.after / 1000),
    "requests, p50 / p95": _of_cold(lambda one: one.requests, "{:.0f}"),
    "round trips of the answer after the head, p50 / p95 / most": _round_trips,
    "typed into the home page's box, KB, p50 / p95": _typed,
    f"ranking ÷{SLOWER}, ms, p50 / p95": _times,
    "questions": lambda one: ", ".join(f"{len(asked)} {half}" for half, asked in by_half(one.questions).items()),
}


def _of_lunr(lunr: Sequence[Peer], questions: Sequence[Question]) -> Iterator[str]:
    yield from (f"## lunr on our documents, 5,000 records, processor ÷{SLOWER}", "")
    yield from _head(["", "ranking, ms, p50 / p95", "engine and index, gzip", "MRR@10"])
    right = _right_of_peer(questions)
    for peer in lunr:
        yield _line([peer.name, _spread(peer.found.times), f"{peer.found.cold[0] / 1000:,.0f} KB", right(peer)])
    yield ""


def _notes() -> tuple[str, ...]:
    return (
        "## How it was measured",
        "",
        "- **Questions** are made by rules from records drawn with a fixed seed (`search/questions.py`); those of the",
        "  city are by hand (`search/questions-city.yml`). Both were written before the ranking was. Right are all",
        "  pages that have what was asked, ten at the most. Every other question of a class is held out from tuning.",
        "- **From nothing**: each question in a Chromium that has loaded nothing, the finding page opened with it,",
        "  which shows eight at first; counted are the bodies of what search loads (engine, head, parts), as sent with",
        "  gzip at level 9. Every answer of the server waits 100 ms. A round trip: a part asked for only after another",
        "  had come.",
        "  The finding page is that of 200 records beside each index, for it is the same; the city has its own site.",
        f"- **Ranking**: `finder.search` again with all parts loaded, median of five, processor slowed {SLOWER} times.",
        "- **Index**: a process of its own reads the catalogue, and is then timed until the files of one language are",
        "  written; memory is its own and its children's (Pss), the records included.",
        "- **Pagefind** indexes the site that MkDocs + Material make of the same records, with `article` as the root,",
        "  without the pages that only list, and with a page for each place (former names, landmarks) and topic (other",
        "  words). Its pages are `lang=vi`, for which it has no stemmer. Counted is what it loads to show eight",
        "  results, for one question in four.",
        "- **Material's search**: the same site, `lang: vi`, typed into its box; counted are its worker, language",
        "  scripts and index; its time is that of a query in its worker. With `lang: en`, or without its stop words,",
        "  it found no more.",
        "- **lunr**: our documents' words without marks, in three fields, ranked in the page; one question in four is",
        "  timed.",
        "",
    )


def _title(one: Measured) -> str:
    return f"{one.records:,}" if one.name == "generated" else f"{one.name}, {one.records:,}"


def _head(names: Sequence[str]) -> Iterator[str]:
    yield _line(names)
    yield "|---|" + "--:|" * (len(names) - 1)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores · Python {platform.python_version()}"


def _versions() -> str:
    return ", ".join(f"{package} {metadata.version(package)}" for package in _PACKAGES)
