"""HTML -> PDF by WeasyPrint: tagged, in one font, with nothing from outside, the same bytes for the same day."""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.urls import URLFetcher, URLFetcherResponse

from langhoc.workers import Progress, unseen

T = TypeVar("T")

SCHEME = "langhoc:"
"""What the address of a file begins with that was handed over; no other address leads anywhere."""

# A page of two digits: most are.
_GUESS = 10
_TIMES = 5

# Dots per inch that a photo has at most: more, no office's printer shows.
_DPI = 200


class _OnlyThese(URLFetcher):  # type: ignore[misc]
    """Gives the files that were handed over, and fetches nothing."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._files:
            raise ValueError(f"{url} was not handed over")
        return URLFetcherResponse(url, self._files[name])


def laid_out(page: str, files: Mapping[str, bytes], each: Callable[[int], None] = lambda _number: None) -> Document:
    """The pages that an HTML document makes; `files` are what it may show, by name; `each` hears their numbers."""
    with _heard(each):
        return HTML(string=page, url_fetcher=_OnlyThese(files)).render()


@contextmanager
def _heard(each: Callable[[int], None]) -> Iterator[None]:
    """WeasyPrint tells of its pages as programs do that write a log, and in no other way."""
    ear, before = _Ear(each), PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addHandler(ear)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        PROGRESS_LOGGER.setLevel(before)
        PROGRESS_LOGGER.removeHandler(ear)


class _Ear(logging.Handler):
    def __init__(self, each: Callable[[int], None]) -> None:
        super().__init__()
        self._each = each

    def emit(self, record: logging.LogRecord) -> None:
        if "Page %d" in str(record.msg) and isinstance(record.args, tuple) and isinstance(record.args[0], int):
            self._each(record.args[0])


def numbered(
    make: Callable[[Mapping[str, int], Callable[[int], None]], Document],
    anchors: Iterable[str],
    progress: Progress = unseen,
) -> Document:
    """What `make` lays out, with the true numbers of the pages on which the anchors are: where these are wide or long
    may move what they count, so it is laid out until they stay. How many there will be is not known at first: 0.
    """
    pages, count = dict.fromkeys(anchors, _GUESS), 0
    for _time in range(_TIMES):
        document = make(pages, lambda number, of=count: progress(number, of))  # type: ignore[misc]
        count = len(document.pages)
        found = _pages_of(document)
        if all(found.get(anchor) == page for anchor, page in pages.items()):
            break
        pages = {anchor: found[anchor] for anchor in pages}
    return document


def fitted(make: Callable[[T], Document], options: Sequence[T]) -> tuple[Document, T]:
    """The first of the options with which all fits on one page, and what it makes; if there is none, the last. Each
    takes less room than the one before.
    """
    tried: dict[int, Document] = {}

    def fits(number: int) -> bool:
        tried[number] = make(options[number])
        return len(tried[number].pages) == 1

    found = bisect_left(range(len(options) - 1), True, key=fits)
    return tried.get(found) or make(options[found]), options[found]


def _pages_of(document: Document) -> dict[str, int]:
    """The number of the page on which each anchor is; of what goes on over several pages, the first."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        found.update((anchor, number) for anchor in page.anchors if anchor not in found)
    return found


def printed(document: Document) -> bytes:
    """As PDF/UA: readable aloud, with bookmarks. The day it was made is in the document."""
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", dpi=_DPI)
    return pdf
