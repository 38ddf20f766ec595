"""The rules across records. Each takes what was read and yields what is wrong, by record and key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from langhoc.catalogue.geography import distance_km
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area, LearningCentre, Offer, Record, references
from langhoc.model.scalars import Reference
from langhoc.reading import Found, Path, Reading, did_you_mean

# A point may lie outside the circle as large as its area: areas are not round.
FARTHEST_RADII = 3

# The keys, each with the path to it, that lead from a record to one above it.
_UPWARD: tuple[tuple[str, ...], ...] = (("parent",), ("part_of",), ("lifecycle", "into"))

ById = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a record breaks, at one of its keys; `path` None means the record as a whole."""

    code: str
    found: Found
    path: Path | None
    message: Message
    hint: Message | None = None


def breaches(reading: Reading, today: date) -> Iterator[Breach]:
    """All breaches of all rules."""
    found = reading.found
    by_id = {one.record.id: one.record for one in found}
    yield from duplicate_ids(found)
    yield from old_ids_in_use(found)
    yield from broken_references(reading)
    yield from circles(found, by_id)
    yield from unchecked(found, today)
    yield from far_points(found, by_id)
    yield from offers_at_gone_places(found, by_id, today)


def duplicate_ids(found: Iterable[Found]) -> Iterator[Breach]:
    first: dict[str, Found] = {}
    for one in found:
        taken = first.setdefault(one.record.id, one)
        if taken is not one:
            yield _taken(one.record.id, taken, one, None if one.number is None else ("id",))


def old_ids_in_use(found: Iterable[Found]) -> Iterator[Breach]:
    """An old id leads readers on to one record: no other may have it, nor have had it."""
    found = tuple(found)
    first = {one.record.id: one for one in found}
    for one in found:
        for number, old in enumerate(one.record.formerly):
            taken = first.setdefault(old, one)
            if taken is not one:
                yield _taken(old, taken, one, ("formerly", number))


def _taken(record_id: str, by: Found, later: Found, path: Path | None) -> Breach:
    message = Message(_("The id “{id}” is taken by {file}."), {"id": record_id, "file": by.file})
    return Breach("duplicate-id", later, path, message)


def broken_references(reading: Reading) -> Iterator[Breach]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in reading.found:
        kinds[one.record.id].add(one.record.kind)
    for one in reading.found:
        for path, reference, target in references(one.record):
            is_there = not kinds.get(target, set()).isdisjoint(reference.kinds)
            if not is_there and not reading.unread.may_hold(target, reference.kinds):
                yield _broken(one, path, reference, target, kinds)


def _broken(one: Found, path: Path, reference: Reference, target: str, kinds: Mapping[str, set[str]]) -> Breach:
    if target in kinds:
        params = {"id": target, "kind": ", ".join(kinds[target]), "expected": ", ".join(reference.kinds)}
        message = Message(_("“{id}” is of kind {kind}; {expected} is expected here."), params)
        return Breach("wrong-kind", one, path, message)
    choices = [record_id for record_id, its in kinds.items() if not its.isdisjoint(reference.kinds)]
    message = Message(_("There is no record “{id}”."), {"id": target})
    return Breach("unknown-reference", one, path, message, did_you_mean(target, choices))


def circles(found: Iterable[Found], by_id: ById) -> Iterator[Breach]:
    for one in found:
        for path in _UPWARD:
            way = _way_up(one.record, path, by_id)
            if way and way[-1] == one.record.id:
                message = Message(_("{way} stand in a circle."), {"way": " → ".join([one.record.id, *way])})
                yield Breach("circle", one, path, message)


def _way_up(record: Record, path: tuple[str, ...], by_id: ById) -> list[str]:
    """The ids above `record`, up to the top, or up to the first that comes again."""
    way: list[str] = []
    above = _above(record, path)
    while above and above not in way:
        way.append(above)
        above = _above(by_id.get(above), path)
    return way


def _above(record: Record | None, path: tuple[str, ...]) -> str | None:
    value: object = record
    for step in path:
        # Most records lack the key, of which a model makes much ado.
        value = vars(value).get(step) if isinstance(value, BaseModel) else None
    return value if isinstance(value, str) else None


def unchecked(found: Iterable[Found], today: date) -> Iterator[Breach]:
    for one in found:
        record = one.record
        if isinstance(record, (LearningCentre, Offer)) and not (record.checked_on and record.sources):
            missing = _("The record has no sources.") if record.checked_on else _("The record has no checked_on.")
            yield Breach("unchecked", one, None, Message(missing))
        elif record.checked_on and today - record.checked_on > record.stale_after:
            message = Message(_("Last checked on {day}."), {"day": str(record.checked_on)})
            yield Breach("stale", one, ("checked_on",), message)


def far_points(found: Iterable[Found], by_id: ById) -> Iterator[Breach]:
    for one in found:
        area = by_id.get(one.record.area) if isinstance(one.record, LearningCentre) else None
        if isinstance(one.record, LearningCentre) and isinstance(area, Area):
            yield from _far_point(one, one.record, area)


def _far_point(one: Found, centre: LearningCentre, area: Area) -> Iterator[Breach]:
    if not centre.location or not area.location or not area.radius_km:
        return
    distance = distance_km(centre.location, area.location)
    if distance > FARTHEST_RADII * area.radius_km:
        params = {"distance": f"{distance:.1f}", "area": area.id, "radius": f"{area.radius_km:.1f}"}
        message = Message(_("{distance} km from the middle of {area}, whose radius is {radius} km."), params)
        yield Breach("far-from-area", one, ("location",), message)


def offers_at_gone_places(found: Iterable[Found], by_id: ById, today: date) -> Iterator[Breach]:
    for one in found:
        if isinstance(one.record, Offer) and not (one.record.ends_on and one.record.ends_on < today):
            yield from _gone_places(one, one.record, by_id)


def _gone_places(one: Found, offer: Offer, by_id: ById) -> Iterator[Breach]:
    named: list[tuple[Path, str | None]] = [(("places", n), place) for n, place in enumerate(offer.places)]
    named += [(("sessions", n, "place"), session.place) for n, session in enumerate(offer.sessions)]
    for path, place_id in named:
        place = by_id.get(place_id) if place_id else None
        if isinstance(place, LearningCentre) and place.is_gone:
            message = Message(_("“{id}” no longer exists."), {"id": place_id})
            yield Breach("dissolved-place", one, path, message, _successor(place))


def _successor(place: LearningCentre) -> Message | None:
    """The centre that took `place` in, where it is known."""
    into = place.lifecycle.into if place.lifecycle else None
    return Message(_("It was merged into “{into}”."), {"into": into}) if into else None
