"""A page but for its frame."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """`title` and `description` are plain text, `body` is HTML.

    `section` is the menu item it belongs to. `paths` are its addresses by language.
    """

    path: str
    language: str
    section: str
    title: str
    description: str
    body: str
    paths: dict[str, str]
