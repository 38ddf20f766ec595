"""The page for an address that does not exist. A host shows it at any depth, so it needs no other file."""

from __future__ import annotations

from jinja2 import Environment

from langhoc.catalogue import Catalogue
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets
from langhoc.site.frame import source_hash
from langhoc.site.host import Host
from langhoc.site.urls import Urls, all_urls

NOT_FOUND = "404.html"


def _ways(urls: Urls) -> list[tuple[str, str]]:
    """Where most people wanted to go."""
    return [
        (urls.listing("offer"), _("Classes")),
        (urls.calendar, _("This week")),
        (urls.listing("area"), _("Where are you?")),
    ]


def not_found_page(catalogue: Catalogue, host: Host, assets: Assets, templates: Environment) -> bytes:
    """One page that says it in every language. Its links are absolute: site_url, else the host's top."""
    style = (assets.theme / "not_found.css").read_text(encoding="utf-8")
    texts = []
    for urls in all_urls(catalogue.languages):
        phrases, top = Phrases(urls.language), host.site_url or "/"
        title = catalogue.settings.title.said(urls.language).text
        links = [(top + urls.home, title), *((top + path, phrases.say(name)) for path, name in _ways(urls))]
        texts.append((urls.language, phrases, links))
    page = templates.get_template("not_found.html").render(texts=texts, style=style, style_hash=source_hash(style))
    return page.encode()
