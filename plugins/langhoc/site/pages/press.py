"""The press: sets what a page shows into its template, in one language of a catalogue."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from langhoc.catalogue import Catalogue
from langhoc.model import Record
from langhoc.phrases import Phrases
from langhoc.site.markup import joined
from langhoc.site.pages.calling import whom_to_call
from langhoc.site.pages.page import Page
from langhoc.site.prose import Prose
from langhoc.site.urls import Urls
from langhoc.site.views import Tag, View


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a page in its head: plain texts, and the menu item it belongs to."""

    title: str
    description: str
    section: str


# What the page of a record may show besides what all show; a page names what it has.
_NOTHING: dict[str, object] = {
    "kind": "",
    "is_free": False,
    "notes": (),
    "key_facts": (),
    "facts": (),
    "map_link": "",
    "website": "",
    "first": (),
    "sections": (),
    "links": (),
}


@dataclass(frozen=True, slots=True)
class Press:
    """`urls` are those of the press's language, `all_urls` those of every language of the catalogue.

    `take_part` is the path of the editors' page that says how, where there is one; `scripts` are the paths of those
    that pages load, by name.
    """

    catalogue: Catalogue
    phrases: Phrases
    urls: Urls
    all_urls: tuple[Urls, ...]
    templates: Environment
    prose: Prose
    today: date
    take_part: str
    scripts: Mapping[str, str]
    of_all: dict[Hashable, Any] = field(repr=False)
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    """What several pages show alike, so that it is made once; `of_all`: whatever their language."""

    def view(self, path: str) -> View:
        """What the page at `path` can show."""
        return View(
            path,
            self.catalogue,
            self.urls,
            self.phrases,
            prose=self.prose,
            today=self.today,
            take_part=self.take_part,
            kept=self.kept,
            of_all=self.of_all,
        )

    def page(
        self, template: str, view: View, about: About, address: Callable[[Urls], str], content: Mapping[str, object]
    ) -> Page:
        """The page that bodies/`template`.html makes of `content`. `address` gives its path in any language."""
        common = {
            "title": about.title,
            "here": view,
            "is_imaginary": self.catalogue.is_imaginary,
            "scripts": self.scripts,
        }
        values = {**common, **content}
        made = view.ever(("body", template), lambda: self.templates.get_template(f"bodies/{template}.html"))
        body = made.render(values)
        paths = {urls.language: address(urls) for urls in self.all_urls}
        return Page(view.path, self.phrases.language, about.section, about.title, about.description, body, paths)

    def list_page(self, template: str, view: View, about: About, **content: object) -> Page:
        """The page that lists all records of the kind that `about` names as its section."""
        kind = about.section
        return self.page(template, view, about, lambda urls: urls.listing(kind), content)

    def record_page(
        self,
        record: Record,
        view: View,
        parts: Callable[[], Iterable[str]],
        template: str = "record",
        trail: Iterable[Markup] = (),
        tags: Iterable[Tag] = (),
        **content: object,
    ) -> Page:
        """The page of one record. `parts` tell of it in one line, should it have no summary; `trail` leads to it."""
        description = view.plain(record.summary) or view.in_one_line(parts())
        about = About(view.plain(record.title), description, record.kind)
        call = {"call": whom_to_call(view, record), "trust": view.trust(record)}
        above = {"trail": joined(trail, " › "), "tags": (*tags, *map(Tag, record.tags))}
        shown = {**_NOTHING, **view.common(record), **call, **above, **content}
        return self.page(template, view, about, lambda urls: urls.record(record), shown)
