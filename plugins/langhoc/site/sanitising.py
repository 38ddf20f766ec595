"""HTML that came from editors -> HTML that cannot do harm: what is not allowed by name is dropped."""

from __future__ import annotations

import nh3

URL_SCHEMES = {"http", "https", "mailto", "tel"}

_PROSE_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_PAGE_TAGS = _PROSE_TAGS | {"h1", "div", "span", "img", "figure", "figcaption", "details", "summary", "section"}

_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "*": {"lang", "dir"},
}
_PAGE_ATTRIBUTES = {
    **_ATTRIBUTES,
    "img": {"src", "alt", "width", "height", "loading"},
    "details": {"open"},
    "*": {"lang", "dir", "id", "class"},
}


def sanitise(html: str) -> str:
    """The rendered Markdown of a record: text, links, lists and tables; no pictures, ids or classes."""
    return _PROSE.clean(html)


def sanitise_page(html: str) -> str:
    """The rendered Markdown of an editors' page: headings with ids, admonitions and local pictures too."""
    return _PAGE.clean(html)


def _local_picture(tag: str, attribute: str, value: str) -> str | None:
    """A page fetches nothing from another host, so a picture's address is relative.

    Browsers drop white space and control characters from an address, and read a backslash as a slash.
    """
    if tag != "img" or attribute != "src":
        return value
    address = "".join(sign for sign in value if sign > " ").replace("\\", "/")
    is_elsewhere = address.startswith("/") or ":" in address.partition("/")[0]
    return None if is_elsewhere else value


_PROSE = nh3.Cleaner(tags=_PROSE_TAGS, attributes=_ATTRIBUTES, url_schemes=URL_SCHEMES, link_rel="noopener")
_PAGE = nh3.Cleaner(
    tags=_PAGE_TAGS,
    attributes=_PAGE_ATTRIBUTES,
    attribute_filter=_local_picture,
    url_schemes=URL_SCHEMES,
    link_rel="noopener",
)
