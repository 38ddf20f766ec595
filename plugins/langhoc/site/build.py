"""Catalogue and host -> every file of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from urllib.parse import quote

from markupsafe import escape

from langhoc import __version__
from langhoc.cache import Cache
from langhoc.catalogue import Catalogue
from langhoc.model import Settings
from langhoc.search import Document, documents, index_file, page_document
from langhoc.site.assets import Assets
from langhoc.site.host import ContentPage, Host
from langhoc.site.not_found import NOT_FOUND, not_found_page
from langhoc.site.pages import Page, Pages
from langhoc.site.prose import PROSE_ROOM, Prose
from langhoc.site.publish import MARKER, marker
from langhoc.site.redirects import redirects
from langhoc.site.sitemap import sitemap
from langhoc.site.urls import PAGED, Urls, all_urls, depth, link


def site_files(
    catalogue: Catalogue,
    host: Host,
    assets: Assets,
    today: date,
    cache: Cache,
    *,
    progress: Callable[[int], None] = lambda pages: None,
) -> Mapping[str, bytes]:
    """Path in the site -> content, everything there is. The same input gives the same bytes."""
    files: dict[str, bytes] = {**host.files, **assets.files}
    pages = list({page.path: page for page in _pages(catalogue, host, assets, today, cache)}.values())
    for number, page in enumerate(pages, 1):
        files[page.path] = _framed(page, host, catalogue.settings).encode()
        progress(number)
    for urls in all_urls(catalogue.languages):
        files |= redirects(catalogue, urls, PAGED)
        files[urls.search_index] = index_file(_documents(catalogue, host, urls), urls.language)
    files[NOT_FOUND] = not_found_page(catalogue, host, assets)
    if host.site_url:
        files["sitemap.xml"] = sitemap(host.site_url, pages)
    files[MARKER] = marker(today.isoformat(), __version__)
    return files


def _pages(catalogue: Catalogue, host: Host, assets: Assets, today: date, cache: Cache) -> Iterator[Page]:
    """The editors' pages, then the records': of two with one address, the later one stands."""
    prose = Prose(cache)
    homes = {urls.language: urls.home for urls in all_urls(catalogue.languages)}
    yield from (_content_page(page, host, catalogue) for page in host.contents if page.path not in homes.values())
    for language, home in homes.items():
        yield from Pages(catalogue, language, assets.theme, prose, today, host.home_text(home)).all()
    cache.forget_unused(PROSE_ROOM)


def _content_page(page: ContentPage, host: Host, catalogue: Catalogue) -> Page:
    """An editors' page; its counterpart in another language is the file of the same name in that one's folder."""
    own_prefix = "" if page.language == catalogue.language else f"{page.language}/"
    name = page.path.removeprefix(own_prefix)
    counterparts = {}
    for urls in all_urls(catalogue.languages):
        path = urls.prefix + name
        counterparts[urls.language] = path if any(other.path == path for other in host.contents) else urls.home
    return Page(page.path, page.language, "page", page.title, page.description, page.html, counterparts)


def _framed(page: Page, host: Host, settings: Settings) -> str:
    values = {
        "site-title": str(escape(settings.title.said(page.language).text)),
        "licence": str(escape(settings.licence)),
        "title": str(escape(page.title)),
        "description": str(escape(page.description)),
        "head": _absolute_links(page, host.site_url),
        "body": page.body,
        f"current-{page.section}": ' aria-current="page"',
    }
    values |= {f"href-{language}": link(page.path, quote(path)) for language, path in page.paths.items()}
    return host.frame(page.language, depth(page.path)).filled(values)


def _absolute_links(page: Page, site_url: str | None) -> str:
    """The page's canonical address and its other languages; both need absolute addresses."""
    if not site_url:
        return ""
    alternates = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{escape(site_url + quote(path))}">'
        for language, path in page.paths.items()
    )
    return f'<link rel="canonical" href="{escape(site_url + quote(page.path))}">{alternates}'


def _documents(catalogue: Catalogue, host: Host, urls: Urls) -> list[Document]:
    """What search finds: records, and the editors' pages."""
    found = documents(catalogue, urls.language, urls.record_id)
    pages = [page for page in host.contents if page.language == urls.language and page.path != urls.home]
    return found + [page_document(quote(page.path), page.title, page.description, page.html) for page in pages]
