"""Small pages at a record's former addresses, which lead on to where it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from langhoc.catalogue import Catalogue
from langhoc.model import KINDS
from langhoc.site.urls import Urls, link

_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
    '<meta http-equiv="refresh" content="0; url={address}">\n<meta name="robots" content="noindex">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n</head>\n'
    '<body><p><a href="{address}">{title}</a></p></body>\n</html>\n'
)


class Moved(NamedTuple):
    """A record's page that lay at `path` and lies at `to`."""

    path: str
    to: str
    title: str


def moved(catalogue: Catalogue, urls: Urls) -> Iterator[Moved]:
    """Every former address of the records that have a page, in one language."""
    for record in catalogue.by_id.values():
        for former in record.formerly:
            folder, _slash, name = former.rpartition("/")
            path = f"{urls.prefix}{folder or KINDS[record.kind].folder}/{name}.html"
            yield Moved(path, urls.record(record), record.title.said(urls.language).text)


def redirects(catalogue: Catalogue, urls: Urls) -> Mapping[str, bytes]:
    """Path -> page for every former address, in one language."""
    return {one.path: _page(one, urls.language) for one in moved(catalogue, urls)}


def _page(one: Moved, language: str) -> bytes:
    return _PAGE.format(language=language, address=link(one.path, one.to), title=one.title).encode()
