"""Where one can go who lives where nothing is known: some places of the neighbouring communes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from langhoc.catalogue import Catalogue
from langhoc.model import Area, Place

# So many places of each neighbour.
_OF_NEIGHBOUR = 2


@dataclass(frozen=True, slots=True)
class Nearby:
    """A place, its commune, and how far that is in kilometres."""

    place: Place
    area: Area
    km: float


def nearby(catalogue: Catalogue, area: Area) -> Iterator[Nearby]:
    """Of an area in which one can learn, none; else the nearest first."""
    if not (catalogue.places_in_use(area) or catalogue.offers_in(area) or catalogue.halting_in(area)):
        for other, km in catalogue.nearest_filled(area):
            yield from (Nearby(place, other, km) for place in catalogue.places_in_use(other)[:_OF_NEIGHBOUR])
