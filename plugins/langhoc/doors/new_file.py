"""Where a new record's file goes: a name that no record has, in the folder where those of its commune lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import PurePosixPath

from langhoc import vietnamese
from langhoc.model import Kind
from langhoc.model.scalars import ID_LENGTH, is_id
from langhoc.reading import DATA, Found


def new_path(kind: Kind, title: str, places: Collection[str], found: Sequence[Found]) -> str:
    """A path from the catalogue's folder: named by the words of the title; where these are taken, with one of the
    `places` (ids of its area or place) too, else with a number. What has no words is named by its kind.

    `found` is all that was read: a catalogue leaves out the stories that may not be told, whose files are there.
    """
    records = [one.record for one in found]
    taken = {name for one in records for name in (one.id, *(old.rpartition("/")[2] for old in one.formerly))}
    record_id = _free(vietnamese.slug(title) or kind.name, places, taken)
    return new_file(kind, record_id, places, folders_of(one.file for one in found))


def free_id(title: str, places: Iterable[str], taken: Collection[str]) -> str | None:
    """An id of the words of the title that is not `taken`; None where there are no words."""
    slug = vietnamese.slug(title)
    return _free(slug, places, taken) if slug else None


def _free(slug: str, places: Iterable[str], taken: Collection[str]) -> str:
    more = chain(places, map(str, range(2, len(taken) + 3)))
    ways = chain([slug], (_behind(slug, one) for one in more))
    return next(way for way in ways if is_id(way) and way not in taken)


def _behind(slug: str, more: str) -> str:
    return f"{slug[: ID_LENGTH - len(more) - 1].rstrip('-')}-{more}"


def new_file(kind: Kind, record_id: str, places: Iterable[str], folders: Collection[str]) -> str:
    """Into the folder of its commune, where the catalogue has one, `folders` being those that hold records now."""
    top = PurePosixPath(DATA, kind.folder)
    folder = next((str(top / one) for one in sorted(places) if str(top / one) in folders), str(top))
    return f"{folder}/{record_id}{kind.ending}"


def folders_of(files: Iterable[str]) -> frozenset[str]:
    """Those in which the files of records lie."""
    return frozenset(str(PurePosixPath(file).parent) for file in files)
