"""Text as HTML: MarkupSafe's type, and what it does, without a second look at what is safe already."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def safe(html: str) -> Markup:
    """HTML that holds nothing but what was made safe."""
    return str.__new__(Markup, html)


def shown(value: object) -> Markup:
    """What MarkupSafe's `escape` gives."""
    html = written(value)
    return html if type(html) is Markup else str.__new__(Markup, html)


def written(value: object) -> str:
    """As `shown`, for what is but to be joined with other HTML: a text that is safe stays as it is."""
    if type(value) is Markup:
        return value
    # Most texts have nothing that `escape` replaces. To look with a pattern takes many times as long.
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


def joined(parts: Iterable[str], by: str) -> Markup:
    """The parts that say something; `by`, which stands between them, is HTML."""
    return str.__new__(Markup, by.join([written(part) for part in parts if part]))
