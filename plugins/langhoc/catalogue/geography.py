"""Distances on the ground."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from langhoc.model import Area, Location

EARTH_RADIUS_KM = 6371.0
# The sides of the squares in which what is near is looked for, in degrees: a commune is about so large.
_SIDE = 0.1
# Rings of squares around that of the asked place; beyond these all is measured.
_RINGS = 5
_KM_A_DEGREE = math.radians(EARTH_RADIUS_KM)


def distance_km(a: Location, b: Location) -> float:
    """The great-circle distance between two points, in kilometres (haversine)."""
    phi_a, phi_b = math.radians(a.latitude), math.radians(b.latitude)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = math.radians(b.longitude - a.longitude) / 2
    h = math.sin(half_phi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h))


class Surroundings:
    """Areas with a middle, by the square in which that lies, so that what is near is found without measuring all."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._all = [(area, area.location) for area in areas if area.location]
        self._squares: dict[tuple[int, int], list[tuple[Area, Location]]] = defaultdict(list)
        for area, at in self._all:
            self._squares[_square(at)].append((area, at))

    def nearest(self, to: Area, most: int) -> tuple[tuple[Area, float], ...]:
        """The nearest others of the same parent, with the distance in kilometres; at the same distance, by id."""
        if to.location is None:
            return ()
        held: list[tuple[Area, Location]] = []
        for ring in range(_RINGS):
            held += [one for square in _ring(*_square(to.location), ring) for one in self._squares.get(square, ())]
            found = _measured(to, to.location, held)[:most]
            if len(found) == most and found[-1][1] < _reach_km(to.location, ring):
                return tuple(found)
        return tuple(_measured(to, to.location, self._all)[:most])


def _measured(to: Area, here: Location, held: Iterable[tuple[Area, Location]]) -> list[tuple[Area, float]]:
    others = [(area, at) for area, at in held if area.id != to.id and area.parent == to.parent]
    found = [(area, distance_km(here, at)) for area, at in others]
    return sorted(found, key=lambda pair: (pair[1], pair[0].id))


def _square(location: Location) -> tuple[int, int]:
    return math.floor(location.latitude / _SIDE), math.floor(location.longitude / _SIDE)


def _ring(row: int, column: int, ring: int) -> list[tuple[int, int]]:
    """The squares that are so many steps away."""
    steps = range(-ring, ring + 1)
    return [(row + a, column + b) for a, b in product(steps, steps) if max(abs(a), abs(b)) == ring]


def _reach_km(location: Location, ring: int) -> float:
    """How far from a point all has been seen, when this ring was the last: a degree of longitude is the shorter."""
    furthest = min(89.0, abs(location.latitude) + (ring + 1) * _SIDE)
    return ring * _SIDE * _KM_A_DEGREE * math.cos(math.radians(furthest))
