"""The frame around every page of one language and depth: Material's, rendered once, with slots to fill.

A slot is a name between two private-use signs. Filling a frame is joining strings, so that such signs mean nothing
in what is set in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import cached_property

_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}([a-z_-]+){_CLOSE}")
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)

POLICY = "policy"


def slot(name: str) -> str:
    """What a template writes where `name` is to be set in."""
    return f"{_OPEN}{name}{_CLOSE}"


def without_slots(text: str) -> str:
    """`text` without the two signs: for what is written into the frame itself."""
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def content_security_policy(html: str, preview: bool = False) -> str:
    """A policy under which the page's own scripts run, and nothing else does: no other host, no inline style.

    Inline scripts are named by their SHA-256 hash (CSP Level 3). A preview allows what a live-reload script
    needs, which the preview server writes into the page.
    """
    hashes = [source_hash(m["code"]) for m in _INLINE_SCRIPT.finditer(html) if _is_code(m["attributes"])]
    scripts = "'self' 'unsafe-inline'" if preview else " ".join(["'self'", *dict.fromkeys(hashes)])
    rules = [
        "default-src 'none'",
        f"script-src {scripts}",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*rules, "connect-src 'self'"] if preview else rules)


def _is_code(attributes: str) -> bool:
    return "src=" not in attributes and "application/" not in attributes


def source_hash(code: str) -> str:
    """How a policy names an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


@dataclass(frozen=True)
class Frame:
    """Alternately text and the name of a slot; the first and last parts are texts."""

    parts: tuple[str, ...]

    @classmethod
    def from_html(cls, html: str, preview: bool = False) -> Frame:
        """The frame that a rendered template makes, its policy filled in."""
        html = html.replace(slot(POLICY), content_security_policy(html, preview))
        return cls(tuple(_SLOT.split(html)))

    def edited(self, edit: Callable[[str], str]) -> Frame:
        """The frame of what `edit` makes of the HTML of this one, in which slots stand as templates write them."""
        parts = list(self.parts)
        parts[1::2] = map(slot, self.parts[1::2])
        return Frame(tuple(_SLOT.split(edit("".join(parts)))))

    def alike(self, values: Mapping[str, str], own: Container[str]) -> Frame:
        """The frame of pages that have all `values` in common, which are HTML; a slot that is neither there nor among
        the pages' `own` stays empty.
        """
        parts = [self.parts[0]]
        for name, text in zip(self.parts[1::2], self.parts[2::2], strict=True):
            if name in own:
                parts += [name, text]
            else:
                # Joined: a value may be Markup, which would escape what it is added to.
                parts[-1] = "".join([parts[-1], values.get(name, ""), text])
        return Frame(tuple(parts))

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The page. Values are HTML; a slot without a value stays empty."""
        parts = list(self._encoded)
        parts[1::2] = [values[name].encode() if name in values else b"" for name in self.parts[1::2]]
        return b"".join(parts)

    @cached_property
    def _encoded(self) -> tuple[bytes, ...]:
        """The parts as they are written: most of a page is its frame."""
        return tuple(part.encode() for part in self.parts)
