"""Markdown of records -> safe HTML, made once for each text."""

from __future__ import annotations

import re

from markdown import Markdown
from markupsafe import Markup

from langhoc.cache import Cache, code_digest, digest
from langhoc.site.sanitising import sanitise

PROSE_ROOM = "prose"
_HEADING = re.compile(r"<(/?)h([1-6])")


class Prose:
    """Renders Markdown. Headings begin at the second level, for a page's title is its first."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._markdown = Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")

    def __call__(self, text: str) -> Markup:
        key = digest(code_digest(), text)
        kept = self._cache.get(PROSE_ROOM, key)
        if kept is None:
            kept = self._render(text).encode()
            self._cache.put(PROSE_ROOM, key, kept)
        return Markup(kept.decode())

    def _render(self, text: str) -> str:
        html = self._markdown.reset().convert(text)
        html = _HEADING.sub(lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}", html)
        return sanitise(html)
