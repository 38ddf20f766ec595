"""Markdown of records -> safe HTML, made once for each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markdown import Markdown
from markupsafe import Markup

from langhoc.cache import Cache, code_digest, digest
from langhoc.site.sanitising import sanitise
from langhoc.workers import divided

_ROOM = "prose"
_HEADING = re.compile(r"<(/?)h([1-6])")


Prose = Mapping[str, Markup]
"""Texts in Markdown -> what they say as safe HTML."""


def rendered(texts: Iterable[str], cache: Cache, processes: int) -> Prose:
    """Every text, from the cache where it was rendered before."""
    keys = {text: digest(code_digest(), text) for text in texts}
    kept = {text: cache.get(_ROOM, key) for text, key in keys.items()}
    new = [text for text, html in kept.items() if html is None]
    markdown = Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    for text, html in zip(new, divided(lambda text: _render(text, markdown), new, processes), strict=True):
        kept[text] = html.encode()
        cache.put(_ROOM, keys[text], html.encode())
    cache.forget_unused(_ROOM)
    return {text: Markup(html.decode()) for text, html in kept.items() if html is not None}


def _render(text: str, markdown: Markdown) -> str:
    """Headings begin at the second level, for a page's title is its first."""
    html = markdown.reset().convert(text)
    html = _HEADING.sub(lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}", html)
    return sanitise(html)
