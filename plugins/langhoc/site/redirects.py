"""Small pages at a record's former addresses, which lead on to where it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def redirects(catalogue: Catalogue, urls: Urls) -> Mapping[str, bytes]:
    """Path -> page for every former id of the records that have a page, in one language."""
    return dict(_redirects(catalogue, urls))


def _redirects(catalogue: Catalogue, urls: Urls) -> Iterator[tuple[str, bytes]]:
    for record in catalogue.by_id.values():
        for former in record.formerly:
            folder, _slash, name = former.rpartition("/")
            path = f"{urls.prefix}{folder or KINDS[record.kind].folder}/{name}.html"
            title = record.title.said(urls.language).text
            page = _PAGE.format(language=urls.language, address=link(path, urls.record(record)), title=title)
            yield path, page.encode()
