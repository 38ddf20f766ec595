"""The page for an address that does not exist. A host shows it at any depth, so it needs no other file."""

from __future__ import annotations

import base64
import hashlib

from langhoc.catalogue import Catalogue
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets
from langhoc.site.host import Host
from langhoc.site.templates import environment
from langhoc.site.urls import Urls

NOT_FOUND = "404.html"


def not_found_page(catalogue: Catalogue, host: Host, assets: Assets) -> bytes:
    """One page that says it in every language. Its way home is absolute: site_url, else the host's top."""
    style = (assets.theme / "not_found.css").read_text(encoding="utf-8")
    style_hash = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    texts = []
    for language in catalogue.languages:
        urls = Urls(language, is_first=language == catalogue.language)
        home = (host.site_url or "/") + urls.home
        texts.append((language, Phrases(language), home, catalogue.settings.title.said(language).text))
    env = environment(assets.theme, texts[0][1])
    page = env.get_template("not_found.html").render(texts=texts, style=style, style_hash=style_hash)
    return page.encode()
