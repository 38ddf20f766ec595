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
from itertools import chain

from langhoc.cache import Cache
from langhoc.editions.single_file.essentials import essentials
from langhoc.editions.single_file.slices import Slices, compressed, sliced
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.site.build import Making, Plan, index_files_of, making_of
from langhoc.site.frame import source_hash
from langhoc.site.markup import written
from langhoc.site.spoken import spoken_scripts
from langhoc.site.urls import SEARCH, Urls
from langhoc.workers import ALONE, Workers

# What the file begins with; the first runs in every browser, or does no harm there.
_AT_FIRST = ("age", "pack")
_BODY = re.compile(r"<body>(?P<inner>.*)</body>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_ICON = "assets/icon.svg"
_SPOT = "\ue010"
_CURRENT = "current-"


def single_file(plan: Plan, best_before: date, cache: Cache, workers: Workers = ALONE) -> bytes:
    """The file of all there is in the plan of a copy. After `best_before` it says of itself that it is old."""
    making = making_of(plan, cache, workers)
    urls = Urls(plan.catalogue.language, is_first=True)
    slices = sliced(dict(chain(_pages(making), _index(plan, urls))))
    firsts = {"directory": _directory(slices), "style": _style(plan), **_scripts(plan)}
    before, after = _shell(making, urls)
    codes = [plan.assets.pack[name].decode() for name in _AT_FIRST]
    first = (plan.assets.theme / "pack" / "first.css").read_text(encoding="utf-8")
    phrases = Phrases(urls.language)
    about = {
        "home": urls.home,
        "site": plan.host.site_url or "",
        "scripts": [*_scripts(plan)],
        "sizes": {name: len(text.encode()) for name, text in firsts.items()},
        "words": {"missing": phrases.say(_("This page is not in this copy."))},
    }
    template = making.templates[urls.language].get_template("pack/single_file.html")
    page = template.render(
        language=urls.language,
        title=plan.catalogue.settings.title.said(urls.language).text,
        policy=_policy([first, firsts["style"]], [*codes, *_scripts(plan).values()]),
        icon=_icon(plan),
        first=first,
        best_before=best_before.isoformat(),
        made_on=phrases.say(_("A copy made on {day}."), day=phrases.day_in_list(plan.today)),
        before=before,
        after=after,
        is_imaginary=plan.catalogue.is_imaginary,
        groups=list(essentials(plan, urls)),
        about=json.dumps(about, ensure_ascii=False).replace("<", "\\u003c"),
        firsts=[(name, compressed(text)) for name, text in firsts.items()],
        scripts=codes,
        slices=slices.packed,
    )
    return page.encode()


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


def _directory(slices: Slices) -> str:
    lines = [[size, "\t".join(names)] for size, names in zip(slices.sizes, slices.names, strict=True)]
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def _style(plan: Plan) -> str:
    host = [content.decode() for path, content in plan.host.files.items() if path.endswith(".css")]
    return "".join([*host, plan.assets.style[1].decode()])


def _scripts(plan: Plan) -> dict[str, str]:
    urls = Urls(plan.catalogue.language, is_first=True)
    path, content = spoken_scripts(plan.assets, urls)["share"]
    scripts = [*plan.assets.scripts.values(), (path, content)]
    return {posixpath.basename(path).partition(".")[0]: content.decode() for path, content in scripts}


def _shell(making: Making, urls: Urls) -> tuple[str, str]:
    """The frame of all pages: what stands before and behind what is a page's own."""
    plan = making.plan
    frame = plan.host.frame(urls.language, 0)
    sections = [name.removeprefix(_CURRENT) for name in frame.parts[1::2] if name.startswith(_CURRENT)]
    values = {
        **{_CURRENT + section: f' data-section="{section}"' for section in sections},
        "site-title": written(plan.catalogue.settings.title.said(urls.language).text),
        "licence": written(plan.catalogue.settings.licence),
        "menu": making.menus[urls.language].html(0),
        "body": _SPOT,
    }
    inner = _BODY.search(frame.filled(values).decode())
    assert inner is not None
    html = _SCRIPT.sub("", inner["inner"]).replace(_ICON, _icon(plan))
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
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)
