"""Markdown of records -> safe HTML, made once for each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from langhoc.cache import Cache, code_digest, digest
from langhoc.site.sanitising import sanitise
from langhoc.workers import Sendable, Workers, divided

if TYPE_CHECKING:
    from markdown import Markdown

_ROOM = "prose"
_HEADING = re.compile(r"<(/?)h([1-6])")
# The names of Python-Markdown's processors that do nothing with a text that has none of the signs.
_NEEDED = {
    "`": ("backtick",),
    "\\": ("escape",),
    "[": ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    "<": ("autolink", "automail", "html"),
    "&": ("entity",),
    "<&": ("html_block",),
    "*_": ("em_strong",),
    "\n\r": ("linebreak", "nl"),
    "|": ("table",),
    ">": ("quote",),
}

# Paragraphs of lines that begin with a letter and have no sign that Markdown looks for but **: most texts are no more.
_SIGN = r"[\w,.;:?!()\"'“”‘’…–—/%+-]"
_WORDS = rf"{_SIGN}++(?: {_SIGN}++)*+"
_LINE = rf"(?=(?:\*\*)?[^\W\d])(?>{_WORDS}|(?<=[^ ]) (?=[^ \n])|\*\*{_WORDS}\*\*)++"
_PARAGRAPHS = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*")


_LAST = 256

Prose = Mapping[str, Markup]
"""Texts in Markdown -> what they say as safe HTML."""


def rendered(texts: Iterable[str], cache: Cache, workers: Workers, are_all: bool = True) -> Prose:
    """Every text; those that take long from the cache, where they were rendered before. `are_all`: what is in the cache
    of others is not needed any more. The rest, and where no cache is kept all, are rendered when they are asked for.
    """
    writer = _Writer()
    if not cache.keeps:
        return _WhenAsked(writer, {})
    keys = {text: digest(code_digest(), text) for text in texts if not _is_plain(text)}
    kept = {text: cache.get(_ROOM, key) for text, key in keys.items()}
    prose = {text: Markup(html.decode()) for text, html in kept.items() if html is not None}
    new = [text for text in keys if text not in prose]
    for text, html in zip(new, divided(partial(Sendable, _Writer.html, writer), new, workers), strict=True):
        prose[text] = Markup(html)
        cache.put(_ROOM, keys[text], html.encode())
    if are_all:
        cache.forget_unused(_ROOM)
    return _WhenAsked(writer, prose)


def _is_plain(text: str) -> bool:
    """Whether a text is paragraphs and nothing else; it need not be looked up, for that takes as long."""
    return "_" not in text and _PARAGRAPHS.fullmatch(text) is not None


class _Writer:
    """Writes HTML. Python-Markdown takes long to set up, so there is one for each set of signs that texts have."""

    def __init__(self) -> None:
        self._by_signs: dict[tuple[bool, ...], Markdown] = {}

    def __reduce__(self) -> tuple[type[_Writer], tuple[()]]:
        """Another process sets up its own."""
        return _Writer, ()

    def html(self, text: str) -> str:
        """Headings begin at the second level, for a page's title is its first."""
        text = text.strip("\n")
        if _is_plain(text):
            return _of_paragraphs(text)
        html = self._markdown(text).reset().convert(text)
        html = _HEADING.sub(lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}", html)
        return sanitise(html)

    def _markdown(self, text: str) -> Markdown:
        has = tuple(any(sign in text for sign in signs) for signs in _NEEDED)
        if has not in self._by_signs:
            self._by_signs[has] = _made_for(has)
        return self._by_signs[has]


def _of_paragraphs(text: str) -> str:
    """What Markdown makes of a text that `_PARAGRAPHS` matches: that nothing else is in it makes it safe, too."""
    parts = text.split("**")
    parts[1::2] = [f"<strong>{part}</strong>" for part in parts[1::2]]
    lines = "".join(parts).replace("\n", "<br>\n").replace("<br>\n<br>\n", "</p>\n<p>")
    return f"<p>{lines}</p>"


def _made_for(has: tuple[bool, ...]) -> Markdown:
    """Markdown without what looks for signs that a text does not have: that takes most of its time."""
    # Most edits need none of it.
    from markdown import Markdown  # noqa: PLC0415

    markdown = Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    for names, is_there in zip(_NEEDED.values(), has, strict=True):
        for name in () if is_there else names:
            for registry in (markdown.preprocessors, markdown.parser.blockprocessors, markdown.inlinePatterns):
                if name in registry:
                    registry.deregister(name)
    return markdown


class _WhenAsked(dict[str, Markup]):
    """Texts that are `made` already, and others, each rendered by the process that sets it into a page; the last of
    these are kept, for a page's counterpart in another language says the same.
    """

    def __init__(self, writer: _Writer, made: Mapping[str, Markup]) -> None:
        super().__init__(made)
        self._writer = writer
        self._made = made

    def __reduce__(self) -> tuple[type[_WhenAsked], tuple[_Writer, Mapping[str, Markup]]]:
        return _WhenAsked, (self._writer, self._made)

    def __missing__(self, text: str) -> Markup:
        if len(self) > len(self._made) + _LAST:
            self.clear()
            self.update(self._made)
        made = self[text] = Markup(self._writer.html(text))
        return made
