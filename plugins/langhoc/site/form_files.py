"""The files of the browser form: a page for each language of the catalogue, and what all of them share."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from langhoc.catalogue import Catalogue
from langhoc.doors.browser_form.configuration import form_config
from langhoc.doors.browser_form.git_host import asked_host
from langhoc.doors.browser_form.place import within_kind
from langhoc.i18n import translator
from langhoc.model import KINDS, Editing
from langhoc.site.assets import Assets
from langhoc.site.publish import Files
from langhoc.site.templates import templates
from langhoc.site.urls import Urls, all_urls, link

_FOLDER = "edit"
_OWN = ("form.css", "start.js")
# The form's own names for its languages; each but English has its words in a file.
_LOCALES = {"vi": "vi", "en": "en-US"}
_WORDS = {"vi": "vi.js"}
_FORM = "sveltia-cms.js"


def form_files(catalogue: Catalogue, assets: Assets) -> Files:
    """By path in the site; none where the catalogue is not edited so."""
    editing = catalogue.settings.editing
    if editing is None:
        return {}
    theme = assets.theme / "editing"
    shared = [*(theme / name for name in _OWN), *sorted(path for path in (theme / "vendor").iterdir())]
    files = {f"{_FOLDER}/{path.name}": path.read_bytes for path in shared}
    for urls in all_urls(catalogue.languages):
        files |= {
            urls.form: partial(_page, catalogue, urls, assets, editing),
            urls.form.replace("index.html", "config.js"): partial(_config, catalogue, urls),
        }
    return files


def policy(editing: Editing) -> str:
    """What the page may do: run the site's own scripts, and talk to the Git host alone.

    The form writes its styles into the page as it goes; a picture that is chosen is shown from the browser's memory.
    """
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob:",
        "connect-src": f"'self' data: blob: {asked_host(editing)}",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _page(catalogue: Catalogue, urls: Urls, assets: Assets, editing: Editing) -> bytes:
    env = templates(assets.theme, assets.digest, catalogue.languages)[urls.language]
    top = link(urls.form, "")
    words = [_WORDS[urls.language]] if urls.language in _WORDS else []
    page = env.get_template("editing/page.html").render(
        language=urls.language,
        policy=policy(editing),
        title=catalogue.settings.title.said(urls.language).text,
        top=top,
        home=link(urls.form, urls.home),
        shared=f"{top}{_FOLDER}/",
        scripts=[*words, "start.js", _FORM],
    )
    return page.encode()


def _config(catalogue: Catalogue, urls: Urls) -> bytes:
    """A script: data that a page from a disk could not fetch."""
    say, settings = translator(urls.language), catalogue.settings
    form: Mapping[str, object] = {
        "language": _LOCALES.get(urls.language, _LOCALES["en"]),
        "home": link(urls.form, urls.home),
        "icon": link(urls.form, "assets/icon.svg"),
        "config": form_config(settings, urls.language, say, set(_in_folders(catalogue))),
    }
    written = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    return f"window.CMS_MANUAL_INIT = true;\nwindow.LANGHOC_FORM = {written};\n".encode()


def _in_folders(catalogue: Catalogue) -> Iterator[str]:
    """The kinds of which some records lie in folders below the kind's own."""
    for record_id, record in catalogue.by_id.items():
        if not KINDS[record.kind].is_list and len(within_kind(catalogue.all_found[record_id].file)) > 1:
            yield record.kind
