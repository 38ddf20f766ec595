"""A catalogue -> one HTML file with all its pages: opened by a tap from a chat, or from a stick, with no network.

First stand the essentials as plain HTML, for browsers that can do nothing else. Below them are the pages, the search
index, styles and scripts of the site itself, packed in slices; a script unpacks one when something in it is asked for.
"""

from __future__ import annotations

import base64
import json
import posixpath
import re
from collections.abc import Iterator
from datetime import date

from langhoc.cache import Cache
from langhoc.editions.made_on import BEHIND, OLD, made_on
from langhoc.editions.single_file.essentials import essentials
from langhoc.editions.single_file.media import Chosen, as_text, path_and_type
from langhoc.editions.single_file.slices import OF_INDEX, OF_PAGES, sliced
from langhoc.editions.single_file.style import names_in, used
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.site.build import Making, Plan, index_files_of, making_of
from langhoc.site.frame import source_hash
from langhoc.site.markup import written
from langhoc.site.spoken import spoken_scripts
from langhoc.site.urls import SEARCH, Urls, depth
from langhoc.workers import ALONE, Workers

_BODY = re.compile(r"<body>(?P<inner>.*)</body>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
# What it is called beside the scripts and pages.
_STYLE = "style"
_ICON = "assets/icon.svg"
_SPOT = "\ue010"
_CURRENT = "current-"


def single_file(
    plan: Plan, best_before: date, shown: Chosen, cache: Cache, workers: Workers = ALONE, beside: str = ""
) -> bytes:
    """The file of all there is in the plan of a copy in one language, with the pictures and recordings that are
    `shown`. After `best_before` it says of itself that it is old. Files of resources lie in the folder `beside` it, if
    anywhere.
    """
    making = making_of(plan, cache, workers)
    (urls,) = plan.urls
    language = urls.language
    pages, scripts = dict(_pages(making)), _scripts(plan, urls)
    before, after = _shell(making, urls)
    at_first = [code.decode() for code in plan.assets.pack.values()]
    style = used(_style(plan), names_in([before, after, *pages.values()], [*at_first, *scripts.values()]))
    at_once = {_STYLE: style, **scripts, urls.home: pages.pop(urls.home)}
    first = (plan.assets.theme / "pack" / "first.css").read_text(encoding="utf-8")
    values = {
        **_told_of_it(plan, language, best_before),
        "policy": _policy([first, style], [*at_first, *scripts.values()]),
        "first": first,
        "before": before,
        "after": after,
        "groups": essentials(making.of_languages[language].view(urls.home)),
        "is_on_stick": bool(beside),
        "about": _about(plan, urls, shown, beside),
        "scripts": at_first,
        # Who opens it soon asks for something.
        "slices": sliced(at_once, (dict(_index(plan, urls)), OF_INDEX), (pages, OF_PAGES)),
        "media": [(path_and_type(name)[1], as_text(medium)) for name, medium in shown.media.items()],
    }
    return making.templates[language].get_template("pack/single_file.html").render(values).encode()


def _told_of_it(plan: Plan, language: str, best_before: date) -> dict[str, object]:
    """What the file says of itself."""
    phrases = Phrases(language)
    return {
        "language": language,
        "title": plan.catalogue.settings.title.said(language).text,
        "icon": _icon(plan),
        "day": plan.today.isoformat(),
        "best_before": best_before.isoformat(),
        "old": phrases.say(OLD),
        "behind": phrases.say(BEHIND),
        "made_on": made_on(phrases, plan.today, plan.catalogue.only_of),
        "is_imaginary": plan.catalogue.is_imaginary,
    }


def _about(plan: Plan, urls: Urls, shown: Chosen, beside: str) -> str:
    """What scripts must know of the file, as JSON."""
    about = {
        "home": urls.home,
        "finding": urls.finding,
        "site": plan.host.site_url or "",
        "beside": beside and f"{beside}/",
        "scripts": [*_scripts(plan, urls)],
        "media": [path_and_type(name)[0] for name in shown.media],
        "words": {"missing": Phrases(urls.language).say(_("This page is not in this copy."))},
    }
    return json.dumps(about, ensure_ascii=False).replace("<", "\\u003c")


def _pages(making: Making) -> Iterator[tuple[str, str]]:
    """Each page by its path: a line that says what it is called and where in the menu it belongs, and its body."""
    for path, make in making.pages.items():
        page = make()
        about = json.dumps({"title": page.title, "section": page.section}, ensure_ascii=False)
        yield path, f"{about}\n{page.body}"


def _index(plan: Plan, urls: Urls) -> Iterator[tuple[str, str]]:
    for name, content in index_files_of(plan, urls).items():
        if name.endswith(".js"):
            yield f"{SEARCH}/{name}", content.decode()


def _style(plan: Plan) -> str:
    host = [content.decode() for path, content in plan.host.files.items() if path.endswith(".css")]
    return "".join([*host, plan.assets.style[1].decode()])


def _scripts(plan: Plan, urls: Urls) -> dict[str, str]:
    path, content = spoken_scripts(plan.assets, urls)["share"]
    scripts = [*plan.assets.scripts.values(), (path, content)]
    return {posixpath.basename(path).partition(".")[0]: content.decode() for path, content in scripts}


def _shell(making: Making, urls: Urls) -> tuple[str, str]:
    """The frame of all pages: what stands before and behind what is a page's own."""
    plan = making.plan
    up = depth(urls.home)
    frame = plan.host.frame(urls.language, up)
    sections = [name.removeprefix(_CURRENT) for name in frame.parts[1::2] if name.startswith(_CURRENT)]
    values = {
        **{_CURRENT + section: f' data-section="{section}"' for section in sections},
        "site-title": written(plan.catalogue.settings.title.said(urls.language).text),
        "licence": written(plan.catalogue.settings.licence),
        "menu": making.menus[urls.language].html(up),
        "body": _SPOT,
    }
    inner = _BODY.search(frame.filled(values).decode())
    assert inner is not None
    html = _SCRIPT.sub("", inner["inner"]).replace("../" * up + _ICON, _icon(plan))
    before, _spot, after = html.partition(_SPOT)
    return before, after


def _icon(plan: Plan) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(plan.assets.files[_ICON]).decode()}"


def _policy(styles: list[str], scripts: list[str]) -> str:
    """Only what is in the file: its own scripts and styles, and nothing from anywhere else."""
    rules = [
        "default-src 'none'",
        f"script-src {' '.join(map(source_hash, scripts))}",
        f"style-src {' '.join(map(source_hash, styles))}",
        "img-src data:",
        "media-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)
