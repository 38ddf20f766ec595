"""The rules across records. Each takes what was read and yields what is wrong, by record and key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from langhoc.catalogue.geography import distance_km
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area, LearningCentre, Offer, Record, references
from langhoc.reading import Found
from langhoc.reading.explain import did_you_mean
from langhoc.reading.nodes import Path

# A point may lie outside the circle as large as its area: areas are not round.
FARTHEST_RADII = 3


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a record breaks, at one of its keys."""

    code: str
    found: Found
    path: Path
    message: Message
    hint: Message | None = None


def duplicate_ids(found: Sequence[Found]) -> Iterator[Breach]:
    by_id: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_id[one.record.id].append(one)
    for same in by_id.values():
        for later in same[1:]:
            params = {"id": later.record.id, "file": same[0].file}
            message = Message(_("The id “{id}” is taken by {file}."), params)
            yield Breach("duplicate-id", later, ("id",), message)


def broken_references(found: Iterable[Found], by_id: Mapping[str, Record]) -> Iterator[Breach]:
    for one in found:
        for path, reference, target in references(one.record):
            record = by_id.get(target)
            if record is None:
                choices = [other.id for other in by_id.values() if other.kind in reference.kinds]
                message = Message(_("There is no record “{id}”."), {"id": target})
                yield Breach("unknown-reference", one, path, message, did_you_mean(target, choices))
            elif record.kind not in reference.kinds:
                params = {"id": target, "kind": record.kind, "expected": ", ".join(reference.kinds)}
                message = Message(_("“{id}” is of kind {kind}; {expected} is expected here."), params)
                yield Breach("wrong-kind", one, path, message)


def circles(found: Iterable[Found], by_id: Mapping[str, Record]) -> Iterator[Breach]:
    for one in found:
        for key in ("parent", "part_of"):
            way = _way_up(one.record, key, by_id)
            if way and way[-1] == one.record.id:
                message = Message(_("{way} stand in a circle."), {"way": " → ".join([one.record.id, *way])})
                yield Breach("circle", one, (key,), message)


def _way_up(record: Record, key: str, by_id: Mapping[str, Record]) -> list[str]:
    """The ids above `record`, up to the top, or up to the first that comes again."""
    way: list[str] = []
    above = getattr(record, key, None)
    while above and above not in way:
        way.append(above)
        above = getattr(by_id.get(above), key, None)
    return way


def unchecked(found: Iterable[Found], today: date) -> Iterator[Breach]:
    for one in found:
        record = one.record
        if isinstance(record, (LearningCentre, Offer)) and not (record.checked_on and record.sources):
            missing = _("The record has no sources.") if record.checked_on else _("The record has no checked_on.")
            yield Breach("unchecked", one, (), Message(missing))
        elif record.checked_on and today - record.checked_on > record.stale_after:
            message = Message(_("Last checked on {day}."), {"day": str(record.checked_on)})
            yield Breach("stale", one, ("checked_on",), message)


def far_points(found: Iterable[Found], by_id: Mapping[str, Record]) -> Iterator[Breach]:
    for one in found:
        centre = one.record
        area = by_id.get(centre.area) if isinstance(centre, LearningCentre) else None
        if not isinstance(centre, LearningCentre) or not isinstance(area, Area):
            continue
        if centre.location and area.location and area.radius_km:
            distance = distance_km(centre.location, area.location)
            if distance > FARTHEST_RADII * area.radius_km:
                params = {"distance": f"{distance:.1f}", "area": area.id, "radius": f"{area.radius_km:.1f}"}
                message = Message(_("{distance} km from the middle of {area}, whose radius is {radius} km."), params)
                yield Breach("far-from-area", one, ("location",), message)


def offers_at_gone_places(found: Iterable[Found], by_id: Mapping[str, Record]) -> Iterator[Breach]:
    for one in found:
        if not isinstance(one.record, Offer):
            continue
        for number, place_id in enumerate(one.record.places):
            place = by_id.get(place_id)
            if isinstance(place, LearningCentre) and place.is_gone:
                message = Message(_("“{id}” no longer exists."), {"id": place_id})
                yield Breach("dissolved-place", one, ("places", number), message)


def breaches(found: Sequence[Found], today: date) -> Iterator[Breach]:
    """All breaches of all rules."""
    by_id = {one.record.id: one.record for one in found}
    yield from duplicate_ids(found)
    yield from broken_references(found, by_id)
    yield from circles(found, by_id)
    yield from unchecked(found, today)
    yield from far_points(found, by_id)
    yield from offers_at_gone_places(found, by_id)
