"""What a site on a web server has for when there is no network: a service worker, and a page in the place of others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from jinja2 import Environment

from langhoc.catalogue import Catalogue
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets
from langhoc.site.frame import source_hash
from langhoc.site.publish import WORKER
from langhoc.site.urls import SEARCH, Urls, all_urls

OFFLINE = "offline.html"


def is_for_worker(path: str) -> bool:
    """Whether a file of a site is of use on a web server alone: the worker, and what only it asks for."""
    return path in {WORKER, OFFLINE} or (path.startswith(f"{SEARCH}/") and path.endswith(".json"))


def worker(
    assets: Assets,
    everywhere: Iterable[Urls],
    spoken: Mapping[str, Mapping[str, str]],
    styles: Iterable[str],
    edition: str,
) -> bytes:
    """The script, which is another one for each `edition` of the site: so browsers see that the site has changed.
    `spoken` are the paths of scripts by language and name; `styles` of those that are not the theme's own.
    """
    scripts = [assets.scripts["langhoc"][0], *(path for paths in spoken.values() for path in paths.values())]
    site = {
        "edition": edition,
        "shell": ["index.html", OFFLINE, assets.icon],
        "assets": [*styles, assets.style[0], *scripts],
        "downloaded": {
            "pages": {urls.language: [urls.finding, urls.saved, urls.tell] for urls in everywhere},
            "assets": [assets.scripts["qr"][0]],
        },
        "offline": {language: paths["offline"] for language, paths in spoken.items()},
    }
    return f"const SITE = {json.dumps(site)};\n".encode() + assets.worker


def offline_page(catalogue: Catalogue, assets: Assets, templates: Environment) -> bytes:
    """A page that needs no other file and says it in every language; the worker sets in what there is."""
    style = (assets.theme / "not_found.css").read_text(encoding="utf-8")
    texts = [(urls.language, Phrases(urls.language)) for urls in all_urls(catalogue.languages)]
    said = [
        (
            language,
            phrases.say(_("There is no network")),
            phrases.say(_("This page was not downloaded yet. What you looked at before is still here:")),
            phrases.say(_("Try again")),
        )
        for language, phrases in texts
    ]
    page = templates.get_template("offline.html").render(texts=said, style=style, style_hash=source_hash(style))
    return page.encode()
