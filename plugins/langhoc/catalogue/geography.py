"""Distances on the ground."""

from __future__ import annotations

import math

from langhoc.model import Location

EARTH_RADIUS_KM = 6371.0


def distance_km(a: Location, b: Location) -> float:
    """The great-circle distance between two points, in kilometres (haversine)."""
    phi_a, phi_b = math.radians(a.latitude), math.radians(b.latitude)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = math.radians(b.longitude - a.longitude) / 2
    h = math.sin(half_phi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h))
