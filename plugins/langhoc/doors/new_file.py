"""Where a new record's file goes: a name that no record has."""

from __future__ import annotations

from collections.abc import Iterable

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.model import Kind
from langhoc.model.scalars import is_id

# Leaves room for a number.
_LONGEST = 70


def new_path(kind: Kind, title: str, places: Iterable[str], catalogue: Catalogue) -> str:
    """A path from the catalogue's folder: named by the words of the title; where these are taken, with the first of
    the `places` (ids of its area or place) too, then with a number.
    """
    name = vietnamese.slug(title)
    first = name if is_id(name) else kind.name
    others = (vietnamese.slug(f"{first} {one}") for one in places)
    taken = {*catalogue.by_id, *(old.rpartition("/")[2] for one in catalogue.by_id.values() for old in one.formerly)}
    numbered = (vietnamese.slug(f"{first[:_LONGEST]} {number}") for number in range(2, len(taken) + 3))
    record_id = next(one for one in (first, *others, *numbered) if is_id(one) and one not in taken)
    return f"data/{kind.folder}/{record_id}{kind.ending}"
