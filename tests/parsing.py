"""A built page as a browser would take it apart: its elements, addresses, ids and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

# The attributes that name an address which a browser loads by itself, and those that lead on when somebody wants to.
LOADING = {
    ("link", "href"), ("script", "src"), ("img", "src"), ("img", "srcset"), ("iframe", "src"), ("object", "data"),
    ("embed", "src"), ("audio", "src"), ("video", "src"), ("video", "poster"), ("source", "src"), ("source", "srcset"),
    ("use", "href"), ("image", "href"), ("input", "src"), ("body", "background"),
}  # fmt: skip
LEADING = {("a", "href"), ("area", "href"), ("form", "action"), ("button", "formaction"), ("blockquote", "cite")}
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Their end may be left out, as Python-Markdown and hand-written HTML do.
_MAY_STAY_OPEN = {"p", "li", "dt", "dd", "tr", "td", "th", "option"}

Element = tuple[str, dict[str, str]]


@dataclass
class Parsed(HTMLParser):
    """One page. `faults` tells of tags that do not match."""

    elements: list[Element] = field(default_factory=list)
    inline_scripts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    # What each sort of element holds, with what is in the elements inside.
    texts: dict[str, str] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, html: str) -> Parsed:
        parsed = cls()
        parsed.feed(html)
        parsed.close()
        parsed.faults += [f"<{tag}> is not closed" for tag in parsed._open if tag not in _MAY_STAY_OPEN]
        return parsed

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "script" and "src" not in names:
            self.inline_scripts.append("")
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1] != tag and self._open[-1] in _MAY_STAY_OPEN:
            self._open.pop()
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag] = self.texts.get(tag, "") + data
        if self._open:
            tag = self._open[-1]
            if tag == "script" and "src" not in self.elements[-1][1]:
                self.inline_scripts[-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _tag, attributes in self.elements if "id" in attributes]

    def addresses(self, which: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """(element, address) for each attribute in `which`."""
        for tag, attributes in self.elements:
            yield from ((tag, attributes[name]) for name in attributes if (tag, name) in which)

    @property
    def policy(self) -> str:
        named = [meta for meta in self.all("meta") if meta.get("http-equiv", "").lower() == "content-security-policy"]
        assert len(named) == 1
        return named[0]["content"]


def parsed_pages(site: Path) -> dict[str, Parsed]:
    """Path -> page, for every page of a built site."""
    pages = sorted(site.rglob("*.html"))
    return {page.relative_to(site).as_posix(): Parsed.of(page.read_text(encoding="utf-8")) for page in pages}
