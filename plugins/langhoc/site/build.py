"""Catalogue and host -> every file of the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from itertools import chain
from typing import Any

from langhoc import __version__
from langhoc.cache import Cache, code_digest, digest
from langhoc.catalogue import Catalogue, Questions, kept_long
from langhoc.model import MEDIA, Area, Record
from langhoc.phrases import Phrases
from langhoc.search import (
    Document,
    Facets,
    Keeper,
    Source,
    Synonyms,
    documents,
    gazetteer,
    index_files,
    made,
    page_document,
    renewed,
    seal,
)
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.form_files import form_files
from langhoc.site.frame import Frame
from langhoc.site.host import DEEPEST_RECORD, ContentPage, Host
from langhoc.site.markup import written
from langhoc.site.menu import Menu
from langhoc.site.not_found import NOT_FOUND, not_found_page
from langhoc.site.pages import FromEditors, Page, Pages
from langhoc.site.prose import Prose, rendered
from langhoc.site.publish import MARKER, WORKER, Files, marker
from langhoc.site.redirects import redirects
from langhoc.site.sitemap import sitemap
from langhoc.site.spoken import spoken_scripts
from langhoc.site.templates import Templates, templates
from langhoc.site.urls import SEARCH, Urls, all_urls, depth, link, quoted
from langhoc.site.worker import OFFLINE, offline_page, worker
from langhoc.workers import ALONE, Sendable, Workers, WorkersLost, divided


@dataclass(frozen=True, slots=True)
class Plan:
    """What a site is made from: nothing else goes into it. `only_in` is a language, where it is made in that alone."""

    catalogue: Catalogue
    host: Host
    assets: Assets
    today: date
    only_in: str | None = None

    @property
    def urls(self) -> tuple[Urls, ...]:
        """The paths of each language that the site is made in."""
        everywhere = all_urls(self.catalogue.languages)
        return tuple(urls for urls in everywhere if self.only_in in {None, urls.language})


Makers = Mapping[str, Callable[[], Page]]
"""Path in the site -> what makes the page but for its frame."""


class Making:
    """What the pages of a plan are made with, and its indexes: here, or in another process that it is sent to."""

    def __init__(self, plan: Plan, prose: Prose) -> None:
        self.plan, self._prose = plan, prose
        self._frames: dict[tuple[str, int, str], Frame] = {}

    @cached_property
    def templates(self) -> Templates:
        return templates(self.plan.assets.theme, self.plan.assets.digest, self.plan.catalogue.languages)

    @cached_property
    def menus(self) -> Mapping[str, Menu]:
        return _menus(self.plan, self.templates)

    @cached_property
    def pages(self) -> Makers:
        """Of two with one address the later one stands: a record's page over an editors' page."""
        return {**_content_pages(self.plan), **_record_pages(self.of_languages)}

    @cached_property
    def of_languages(self) -> Mapping[str, Pages]:
        """What makes the pages of each language but the editors'."""
        return _of_languages(self.plan, self.templates, self._prose)

    def frame(self, language: str, depth: int, section: str) -> Frame:
        """The frame of the pages of a section: but for their own, its slots are filled."""
        found = self._frames.get((language, depth, section))
        if found is None:
            found = self._frames[language, depth, section] = self._alike(language, depth, section)
        return found

    def _alike(self, language: str, depth: int, section: str) -> Frame:
        settings = self.plan.catalogue.settings
        values = {
            "site-title": written(settings.title.said(language).text),
            "licence": written(settings.licence),
            "menu": self.menus[language].html(depth),
            f"current-{section}": ' aria-current="page"',
        }
        own = {"title", "description", "head", "body", *map(_href, settings.languages)}
        return self.plan.host.frame(language, depth).alike(values, own)

    def __reduce__(self) -> tuple[Callable[..., Making], tuple[object, ...]]:
        """Sent is what cannot be found there: neither the theme, nor what was found out of the records, nor files."""
        plan = self.plan
        found = tuple(replace(one) for one in plan.catalogue.found)
        catalogue, host = replace(plan.catalogue, found=found), replace(plan.host, files={}, warnings=())
        return _making_there, (catalogue, host, plan.assets.digest, plan.today, plan.only_in, self._prose)


def _making_there(
    catalogue: Catalogue, host: Host, theme: bytes, today: date, only_in: str | None, prose: Prose
) -> Making:
    """In another process, perhaps of another computer, whose theme must be the same."""
    assets = Assets(theme_dir())
    if assets.digest != theme:
        raise WorkersLost(f"{theme_dir()} is another theme")
    return Making(Plan(catalogue, host, assets, today, only_in), prose)


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies there as it would be made: pages by their paths, documents of the indexes by language and id; those
    that are `gone`; and where what was kept of the index of each language is found.
    """

    pages: frozenset[str] = frozenset()
    documents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    keepers: Mapping[str, Keeper] = field(default_factory=dict)


NOTHING = Lying()


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index of one language, as `search.Index`, and what was asked for those documents that were made."""

    seals: Mapping[str, str]
    files: Mapping[str, bytes]
    kept: dict[str, bytes]
    asked: Mapping[str, Questions]
    is_renewed: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """All files; those that lie there as they would be made, which are not to be asked for; the indexes by language."""

    files: Files
    lying: frozenset[str]
    indexes: Mapping[str, Indexed]


def site_of(plan: Plan, cache: Cache, workers: Workers = ALONE, lying: Lying = NOTHING) -> Site:
    """Everything there is. The same plan gives the same bytes."""
    making = Making(plan, rendered(_descriptions(plan, lying.pages), cache, workers, are_all=not lying.pages))
    # The indexes take most memory: what makes each page is not there yet.
    indexes, pages = _indexes(making, workers, lying), _all_but_indexes(making)
    parts = {f"{SEARCH}/{path}": _made_of(index, path) for index in indexes.values() for path in sorted(index.seals)}
    stand = {path for path, make in parts.items() if make is _stands}
    parts |= {f"{SEARCH}/{language}.json": partial(_list_of_parts, index.seals) for language, index in indexes.items()}
    if not lying.pages:
        pages = _neighbours_together(pages, plan)
    return Site({**pages, **parts}, frozenset(stand | (lying.pages & pages.keys())), indexes)


def _made_of(index: Indexed, path: str) -> Callable[[], bytes]:
    return partial(bytes, index.files[path]) if path in index.files else _stands


def _list_of_parts(seals: Mapping[str, str]) -> bytes:
    """The names of all parts of an index, of which the first one's is empty, with the first 32 bits of their seals as
    numbers: for who keeps them all, and wants those that are new.
    """
    parts = {path.partition("/")[2].removesuffix(".js"): int(seals[path][:8], 16) for path in sorted(seals)}
    return json.dumps(parts, separators=(",", ":")).encode() + b"\n"


def _stands() -> bytes:
    """For a file that need not be made."""
    raise AssertionError


def making_of(plan: Plan, cache: Cache, workers: Workers = ALONE) -> Making:
    """What makes the pages, their frames and menus: for copies that are no folder of files."""
    return Making(plan, rendered(_descriptions(plan), cache, workers))


def page_files(plan: Plan, cache: Cache, workers: Workers = ALONE) -> Files:
    """All but the indexes, which take long to make."""
    return _all_but_indexes(making_of(plan, cache, workers))


def _all_but_indexes(making: Making) -> Files:
    plan = making.plan
    catalogue, host = plan.catalogue, plan.host
    pages = {path: Sendable(_page_at, making, path) for path in making.pages}
    files: dict[str, Callable[[], bytes]] = {
        **{path: partial(bytes, content) for path, content in (*host.files.items(), *plan.assets.files.items())},
        **_spoken_files(plan),
        **pages,
        **{f"{MEDIA}/{name}": one.path.read_bytes for name, one in catalogue.media_shown.items() if not one.beside},
        **_redirects(plan),
        **form_files(catalogue, plan.assets),
        WORKER: partial(_worker, plan),
        OFFLINE: partial(offline_page, catalogue, plan.assets, making.templates[catalogue.language]),
        NOT_FOUND: partial(not_found_page, catalogue, host, plan.assets, making.templates[catalogue.language]),
        MARKER: partial(marker, plan.today.isoformat(), __version__),
    }
    if host.site_url:
        files["sitemap.xml"] = partial(sitemap, host.site_url, tuple(pages))
    return files


def _worker(plan: Plan) -> bytes:
    styles = [path for path in plan.host.files if path.endswith(".css")]
    spoken = {urls.language: _paths(spoken_scripts(plan.assets, urls)) for urls in plan.urls}
    return worker(plan.assets, plan.urls, spoken, styles, _edition(plan))


def _spoken_files(plan: Plan) -> Files:
    found = (spoken_scripts(plan.assets, urls).values() for urls in plan.urls)
    return {path: partial(bytes, content) for scripts in found for path, content in scripts}


def _paths(scripts: Mapping[str, tuple[str, bytes]]) -> dict[str, str]:
    return {name: path for name, (path, _content) in scripts.items()}


def _edition(plan: Plan) -> str:
    """Another one whenever a page or an index may be another; the same wherever this version makes it."""
    catalogue, host = plan.catalogue, plan.host
    others = (catalogue.synonyms, host.contents, sorted(host.files))
    return digest(__version__, *_told_to_all(plan), catalogue.contents, *map(repr, others)).hex()[:16]


def _neighbours_together(files: Files, plan: Plan) -> Files:
    """In another order: pages of an area, its places, and what is held there follow each other, for they show the same,
    and of what was shown only the last is kept.
    """
    catalogue, everywhere = plan.catalogue, plan.urls
    records = chain.from_iterable(_with_places(catalogue, area) for area in catalogue.areas)
    near = (urls.record(record) for record in records for urls in everywhere)
    return {path: files[path] for path in chain(near, files)}


def _with_places(catalogue: Catalogue, area: Area) -> Iterator[Record]:
    """An area, what lies in it and in none below it, and what is held there."""
    yield area
    for place in catalogue.places_in(area):
        if place.area == area.id:
            yield from (place, *catalogue.offers_at(place))


def around(plan: Plan) -> bytes:
    """A digest of all that goes into the pages of records and their lists but what these ask of the catalogue."""
    return digest(code_digest(), *_told_to_all(plan))


def _told_to_all(plan: Plan) -> Iterator[bytes | str]:
    """What `around` is a digest of, but for this code: the same wherever the catalogue lies."""
    catalogue, host = plan.catalogue, plan.host
    made = templates(plan.assets.theme, plan.assets.digest, catalogue.languages)
    menus = [menu.html(depth) for menu in _menus(plan, made).values() for depth in range(DEEPEST_RECORD + 1)]
    everywhere = plan.urls
    editors = [(host.home_text(urls.home), host.page(urls.take_part) is not None) for urls in everywhere]
    media = sorted((name, one.bytes, one.width, one.height) for name, one in catalogue.media.items())
    others = (catalogue.settings, media, catalogue.is_imaginary, host.site_url, host.frames, editors)
    yield plan.assets.digest
    yield from (plan.today.isoformat(), *menus, *map(repr, others))


def _descriptions(plan: Plan, kept: Container[str] = ()) -> Iterator[str]:
    """Every text in Markdown that a page says, but for those of `kept`."""
    everywhere = plan.urls
    for record in plan.catalogue.by_id.values():
        if record.description:
            said = (urls.language for urls in everywhere if urls.record(record) not in kept)
            yield from {record.description.said(language).text for language in said}


def _indexes(making: Making, workers: Workers, lying: Lying) -> Mapping[str, Indexed]:
    """Each language's index: which files are in it is known only when it is made."""
    everywhere = making.plan.urls
    again = {urls.language: _renewed_index(making.plan, urls, lying) for urls in everywhere}
    others = [urls for urls in everywhere if again[urls.language] is None]
    # Sorted once, before several processes need it.
    making.plan.catalogue.all_of(Record)
    new = iter(divided(partial(Sendable, _index, making), others, workers, fewest=1))
    return {language: index or next(new) for language, index in again.items()}


def _index(making: Making, urls: Urls) -> Indexed:
    source, asked = _source(making.plan, urls)
    index = made(source)
    return Indexed(index.seals, index.files, index.kept(), asked)


def _renewed_index(plan: Plan, urls: Urls, lying: Lying) -> Indexed | None:
    """The index after an edit; None where what was kept of it cannot be used."""
    keeper = lying.keepers.get(urls.language)
    if keeper is None:
        return None
    source, asked = _source(plan, urls, lying.documents[urls.language])
    index = renewed(source, lying.gone, keeper)
    return Indexed(index.seals, index.files, index.kept(), asked, is_renewed=True) if index else None


def index_files_of(plan: Plan, urls: Urls) -> dict[str, bytes]:
    """The files of the index of one language, by their paths in the folder of indexes; and the list of them."""
    files = index_files(_source(plan, urls)[0])
    return {**files, f"{urls.language}.json": _list_of_parts({path: seal(content) for path, content in files.items()})}


def _source(plan: Plan, urls: Urls, but: Container[str] = ()) -> tuple[Source, Mapping[str, Questions]]:
    """What the index of one language is made of: of the records all `but` those with the ids. And what was asked for
    each of their documents, once it is taken.
    """
    catalogue, language = plan.catalogue, urls.language
    asked: dict[str, Questions] = {}
    found = documents(catalogue, language, urls.record_id, plan.today, but)
    pages = [page for page in plan.host.contents if page.language == language and page.path != urls.home]
    facets = Facets(catalogue, Phrases(language), plan.today)
    source = Source(
        language=language,
        prefix=urls.prefix,
        documents=chain(
            _noting(found, asked),
            (page_document(page.path, page.title, page.description, page.html) for page in pages),
        ),
        gazetteer=gazetteer(catalogue, language),
        synonyms=Synonyms(catalogue.synonyms),
        labels=facets.labels(),
        topics=facets.topics(),
    )
    return source, asked


def _noting(found: Iterable[tuple[Document, Questions]], asked: dict[str, Questions]) -> Iterator[Document]:
    for document, questions in found:
        asked[document.id] = kept_long(questions)
        yield document


def _menus(plan: Plan, made: Templates) -> Mapping[str, Menu]:
    return {one.language: Menu(plan.catalogue, one, made[one.language], plan.host.contents) for one in plan.urls}


def _content_pages(plan: Plan) -> Makers:
    """The editors' pages but for the texts of the home pages, which are set into those."""
    homes = {urls.language: urls.home for urls in plan.urls}
    pages = [page for page in plan.host.contents if homes.get(page.language, page.path) != page.path]
    return {page.path: partial(_content_page, page, plan) for page in pages}


def _of_languages(plan: Plan, made: Templates, prose: Prose) -> Mapping[str, Pages]:
    found = {}
    of_all: dict[Hashable, Any] = {}
    for urls in plan.urls:
        take_part = urls.take_part if plan.host.page(urls.take_part) else ""
        editors = FromEditors(plan.host.home_text(urls.home), take_part)
        scripts = _paths({**plan.assets.scripts, **spoken_scripts(plan.assets, urls)})
        templates = made[urls.language]
        found[urls.language] = Pages(
            plan.catalogue, urls.language, templates, prose, plan.today, editors, scripts, of_all
        )
    return found


def _record_pages(of_languages: Mapping[str, Pages]) -> Makers:
    """A page and its counterparts in other languages one after the other: some of what they need is the same."""
    makers = [pages.makers().items() for pages in of_languages.values()]
    return {path: make for row in zip(*makers, strict=True) for path, make in row}


def _redirects(plan: Plan) -> Files:
    found = (redirects(plan.catalogue, urls) for urls in plan.urls)
    return {path: partial(bytes, content) for pages in found for path, content in pages.items()}


def noted(make: Callable[[], bytes]) -> Callable[[], tuple[bytes, Questions]]:
    """What makes the file as `make` does, and tells what was asked of the catalogue for it."""
    if isinstance(make, Sendable):
        return Sendable(_noted_page_at, make.shared, make.item)
    return lambda: (make(), ())


def _noted_page_at(making: Making, path: str) -> tuple[bytes, Questions]:
    made, asked = making.plan.catalogue.asked.during(partial(_page_at, making, path))
    return made, kept_long(asked)


def _page_at(making: Making, path: str) -> bytes:
    return framed(making.pages[path](), making)


def _content_page(page: ContentPage, plan: Plan) -> Page:
    """An editors' page; its counterpart in another language is the file of the same name in that one's folder."""
    host, catalogue = plan.host, plan.catalogue
    own_prefix = "" if page.language == catalogue.language else f"{page.language}/"
    name = page.path.removeprefix(own_prefix)
    counterparts = {}
    for urls in all_urls(catalogue.languages):
        path = urls.prefix + name
        counterparts[urls.language] = path if host.page(path) else urls.home
    return Page(page.path, page.language, "page", page.title, page.description, page.html, counterparts)


def framed(page: Page, making: Making) -> bytes:
    """The whole page."""
    frame = making.frame(page.language, depth(page.path), page.section)
    paths = {language: quoted(path) for language, path in page.paths.items()}
    values = {
        "title": written(page.title),
        "description": written(page.description),
        "head": _absolute_links(paths[page.language], paths, making.plan.host.site_url),
        "body": page.body,
    }
    return frame.filled(values | {_href(language): link(page.path, path) for language, path in paths.items()})


def _href(language: str) -> str:
    """The slot for the address of a page in a language."""
    return f"href-{language}"


def _absolute_links(own: str, paths: Mapping[str, str], site_url: str | None) -> str:
    """The page's canonical address and its other languages; both need absolute addresses."""
    if not site_url:
        return ""
    site = written(site_url)
    alternates = [
        f'<link rel="alternate" hreflang="{language}" href="{site}{path}">' for language, path in paths.items()
    ]
    return "".join([f'<link rel="canonical" href="{site}{own}">', *alternates])
