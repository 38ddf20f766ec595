"""What a printed sheet is besides its bytes: how many pages, what stands on it, which signs could not be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from langhoc.catalogue import Catalogue
from langhoc.editions.paper.font import lacking
from langhoc.i18n import Message
from langhoc.model import Record
from langhoc.model.texts import texts

# What of a record leads to files; paper shows none but a picture that it was given.
_WITH_FILES = {"image": None, "audio": None, "files": ()}


@dataclass(frozen=True, slots=True)
class Lacking:
    """Signs in the texts of a record's file that the font has not; a box stands for each."""

    file: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`shown` is the part of the catalogue that stands on it. After `best_before` it is to be asked for anew.
    `warning` is for who would hang it up: it invites to what is over, or what is known is old.
    """

    content: bytes
    pages: int
    shown: Catalogue
    best_before: date
    lacking: tuple[Lacking, ...]
    has_strips: bool = True
    warning: Message | None = None


def only(catalogue: Catalogue, records: Iterable[Record], pictured: str | None = None) -> Catalogue:
    """The catalogue with these records alone, without what is not printed of them; `pictured` is whose picture is."""
    found = (catalogue.all_found[one.id] for one in {record.id: record for record in records}.values())
    bare = (one if one.record.id == pictured else replace(one, record=_without_files(one.record)) for one in found)
    return replace(catalogue, found=tuple(bare))


def _without_files(record: Record) -> Record:
    return record.model_copy(update={key: none for key, none in _WITH_FILES.items() if hasattr(record, key)})


def lacking_in(page: str, shown: Catalogue, catalogue: Catalogue, signs: frozenset[str]) -> tuple[Lacking, ...]:
    """What of a page could not be printed, by the files in which it is written: of what is shown, else of all."""
    bad = set(lacking([page], signs))
    return tuple(_lacking(shown, bad, signs)) or tuple(_lacking(catalogue, bad, signs)) if bad else ()


def _lacking(catalogue: Catalogue, bad: set[str], signs: frozenset[str]) -> Iterator[Lacking]:
    for one in catalogue.found:
        found = [sign for sign in lacking((text for _path, text in texts(one.record)), signs) if sign in bad]
        if found:
            yield Lacking(one.file, tuple(found))
