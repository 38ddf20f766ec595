"""A resource's page: what it is, how large it is, where to get it."""

from __future__ import annotations

from pathlib import PurePosixPath

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Resource, ResourceFile
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import related
from langhoc.site.views import Fact, View


def resource_page(press: Press, resource: Resource) -> Page:
    view = press.view(press.urls.record(resource))
    sort = press.phrases.label(resource.type)
    return press.record_page(
        resource,
        view,
        lambda: [sort, view.plain(resource.publisher)],
        trail=(view.list_anchor("resource"), *_library(view, resource)),
        kind=sort,
        key_facts=_key_facts(view, resource),
        facts=_facts(press, view, resource),
        sections=related(view, resource),
    )


def _library(view: View, resource: Resource) -> tuple[Markup, ...]:
    return (view.named(resource.library),) if resource.library else ()


def _key_facts(view: View, resource: Resource) -> list[Fact]:
    rows = [
        view.fact(_("Read or download"), [_file(view, file) for file in resource.files], "book"),
        view.fact(_("For whom"), view.joined(map(view.anchor, view.catalogue.audiences_of(resource))), "people"),
    ]
    return [row for row in rows if row.values]


def _file(view: View, file: ResourceFile) -> Markup:
    """A link that says what comes: "Mở (PDF, 2,4 MB)"."""
    address, sort, size = _own(view, file.path) if file.path else (file.url, file.type, file.bytes)
    about = view.joined([sort or "", view.phrases.size(size) if size else ""])
    name = view.said(file.title) or Markup("{}").format(view.phrases.say(_("Open it")))
    words = Markup("{} ({})").format(name, about) if about else name
    return Markup('<a href="{}">{}</a>').format(address, words)


def _own(view: View, name: str) -> tuple[str, str, int]:
    """The address, sort and size of a file that belongs to the catalogue."""
    return view.file(name), PurePosixPath(name).suffix[1:].upper(), view.catalogue.media[name].bytes


def _facts(press: Press, view: View, resource: Resource) -> tuple[Fact, ...]:
    return view.facts(
        (_("Author"), view.joined(map(view.said, resource.authors))),
        (_("Published by"), resource.publisher),
        (_("Year"), str(resource.year) if resource.year else None),
        (_("Language"), press.phrases.language_name(resource.language) if resource.language else None),
        (_("Licence"), resource.licence),
        (_("In the library"), view.named(resource.library)),
        (_("Topics"), view.joined(map(view.anchor, press.catalogue.topics_of(resource)))),
    )
