"""Catalogue and host -> every file of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
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
from langhoc.site.prose import Prose, rendered
from langhoc.site.publish import MARKER, marker
from langhoc.site.redirects import redirects
from langhoc.site.sitemap import sitemap
from langhoc.site.urls import Urls, all_urls, depth, link
from langhoc.workers import Progress, divided, unseen


@dataclass(frozen=True, slots=True)
class Plan:
    """What a site is made from: nothing else goes into it."""

    catalogue: Catalogue
    host: Host
    assets: Assets
    today: date


Files = Mapping[str, bytes]
"""Path in the site -> content."""


def site_files(plan: Plan, cache: Cache, processes: int = 1, progress: Progress = unseen) -> Files:
    """Everything there is. The same plan gives the same bytes, however many processes make them."""
    catalogue, host = plan.catalogue, plan.host
    prose = rendered(_descriptions(catalogue), cache, processes)
    makers = [*_index_makers(plan), *_page_makers(plan, prose)]
    made = dict(divided(lambda make: make(), makers, processes, progress))
    files: dict[str, bytes] = {**host.files, **plan.assets.files, **made}
    for urls in all_urls(catalogue.languages):
        files |= redirects(catalogue, urls)
    files[NOT_FOUND] = not_found_page(catalogue, host, plan.assets)
    if host.site_url:
        files["sitemap.xml"] = sitemap(host.site_url, [path for path in made if path.endswith(".html")])
    files[MARKER] = marker(plan.today.isoformat(), __version__)
    return files


def _descriptions(catalogue: Catalogue) -> Iterator[str]:
    """Every text in Markdown that a page says."""
    for record in catalogue.by_id.values():
        if record.description:
            yield from {record.description.said(language).text for language in catalogue.languages}


Maker = Callable[[], tuple[str, bytes]]
"""Makes one file: its path and its content."""


def _index_makers(plan: Plan) -> Iterator[Maker]:
    """The search indexes, which take longest and so are begun first."""
    for urls in all_urls(plan.catalogue.languages):
        yield partial(_index, plan, urls)


def _index(plan: Plan, urls: Urls) -> tuple[str, bytes]:
    return urls.search_index, index_file(_documents(plan.catalogue, plan.host, urls), urls.language)


def _page_makers(plan: Plan, prose: Prose) -> Iterator[Maker]:
    """The editors' pages, then the records': of two with one address, the later one stands."""
    homes = {urls.language: urls.home for urls in all_urls(plan.catalogue.languages)}
    own = [make for language, home in homes.items() for make in _makers_in(plan, prose, language, home)]
    others = [page for page in plan.host.contents if page.path not in homes.values()]
    yield from (partial(_page_file, plan, partial(_content_page, page, plan.host, plan.catalogue)) for page in others)
    yield from (partial(_page_file, plan, make) for make in own)


def _makers_in(plan: Plan, prose: Prose, language: str, home: str) -> list[Callable[[], Page]]:
    text = plan.host.home_text(home)
    return Pages(plan.catalogue, language, plan.assets.theme, prose, plan.today, text).makers()


def _page_file(plan: Plan, make: Callable[[], Page]) -> tuple[str, bytes]:
    page = make()
    return page.path, _framed(page, plan.host, plan.catalogue.settings).encode()


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
    return found + [page_document(page.path, page.title, page.description, page.html) for page in pages]
