"""What is wrong with the editors' pages, seen from the whole site; MkDocs knows only its own pages and cannot tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from html import unescape
from urllib.parse import unquote, urlsplit

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem
from langhoc.site.host import ContentPage
from langhoc.site.publish import Files

# Sanitised HTML puts every attribute in double quotes.
_ADDRESS = re.compile(r'<(?:a|img)\b[^>]*?\s(?:href|src)="([^"]*)"')


def page_problems(pages: Iterable[ContentPage], homes: Container[str], files: Files) -> Iterator[Problem]:
    """A warning for each link that leads nowhere, and for each page that another one has taken the place of.

    `files` is the whole site. The texts for `homes` are set into pages that are not only theirs.
    """
    pages = tuple(pages)

    @cache
    def content(path: str) -> bytes:
        return files[path]()

    yield from _broken_links(pages, files, content)
    for page in pages:
        if page.path not in homes and page.html.encode() not in content(page.path):
            message = Message(_("The page is not shown: {path} lists or shows records."), {"path": page.path})
            yield Problem("page-warning", Place(page.source), message)


def _broken_links(
    pages: Iterable[ContentPage], files: Container[str], content: Callable[[str], bytes]
) -> Iterator[Problem]:
    """A warning for each link or picture of `pages` whose address names nothing among the site's `files`."""
    for page in pages:
        for address in dict.fromkeys(unescape(found) for found in _ADDRESS.findall(page.html)):
            if not _leads_somewhere(address, page.path, files, content):
                message = Message(_("The link “{address}” leads nowhere."), {"address": address})
                yield Problem("page-warning", Place(page.source), message)


def _leads_somewhere(address: str, path: str, files: Container[str], content: Callable[[str], bytes]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    if target not in files:
        return False
    if not parts.fragment or not target.endswith(".html"):
        return True
    return f'id="{unquote(parts.fragment)}"'.encode() in content(target)
