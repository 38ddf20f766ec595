"""Areas in lists: by the letter of the name that people say, without "Phường" or "Ward"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from langhoc import vietnamese
from langhoc.model import Area
from langhoc.site.views import View


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """An area in a list: its name as it is said, the sort of unit before or after it, how many places it has."""

    id: str
    href: str
    name: str
    before: str
    after: str
    count: int
    is_commune_level: bool
    language: str


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The areas whose names begin with a letter; `anchor` is the id on the page where they stand."""

    letter: str
    anchor: str
    entries: list[AreaEntry]


def entries(view: View, areas: Iterable[Area]) -> list[AreaEntry]:
    """The areas in Vietnamese order of the name as it is said."""
    found = [_entry(view, area) for area in areas]
    return sorted(found, key=lambda entry: (vietnamese.sort_key(entry.name), entry.href))


def by_letter(view: View, areas: Iterable[Area]) -> list[LetterGroup]:
    groups = groupby(entries(view, areas), key=lambda entry: letter_of(entry.name))
    return [LetterGroup(letter, _anchor(letter), list(group)) for letter, group in groups]


def _anchor(letter: str) -> str:
    """An ASCII id: Đ, which folds to d, is told apart from D."""
    return "letter-dd" if letter == "Đ" else f"letter-{vietnamese.slug(letter) or '0'}"


def letter_of(name: str) -> str:
    """The letter to look under: Đ is one of its own, Â stands under A; digits stand together under #."""
    first = name[:1].upper()
    if first == "Đ" or not first.isalpha():
        return first if first == "Đ" else "#"
    return vietnamese.fold(first).upper()


def parted(title: str, unit: str) -> tuple[str, str, str]:
    """The sort of unit a title begins with, the name, the sort of unit it ends with.

    "Phường 4" stays whole: nobody looks for it under 4.
    """
    folded, word = title.casefold(), unit.casefold()
    if folded.startswith(f"{word} ") and title[len(word) + 1].isalpha():
        return title[: len(word)], title[len(word) + 1 :], ""
    if folded.endswith(f" {word}") and title[0].isalpha():
        return "", title[: -len(word) - 1], title[-len(word) :]
    return "", title, ""


def _entry(view: View, area: Area) -> AreaEntry:
    title, language = area.title.said(view.language)
    before, name, after = parted(title, view.phrases.label(area.type))
    return AreaEntry(
        id=area.id,
        href=view.href(area),
        name=name,
        before=before,
        after=after,
        count=len(view.catalogue.places_in_use(area)),
        is_commune_level=area.type.is_commune_level,
        language=language if language != view.language else "",
    )
