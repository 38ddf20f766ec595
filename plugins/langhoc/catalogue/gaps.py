"""What is missing in a catalogue: communes without a place, records that nobody has looked at for long, loose ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from langhoc.catalogue.catalogue import Catalogue
from langhoc.model import Area, Audience, Organisation, Place, Record, Topic


class Counts(NamedTuple):
    """What a commune has: places in use, classes that go on, and how many of these are free, or in the evening."""

    places: int
    classes: int
    free: int
    evenings: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """The communes with places and those without; by its id what each of the former has; the places and classes that
    nobody has looked at, and those that nobody has looked at for long, the oldest first.
    """

    with_places: list[Area]
    empty: list[Area]
    counts: dict[str, Counts]
    unchecked: list[Record]
    stale: list[Record]


def gaps(catalogue: Catalogue, today: date) -> Gaps:
    communes = catalogue.communes
    with_places = [area for area in communes if catalogue.places_in_use(area)]
    places: list[Record] = [place for place in catalogue.all_of(Place) if not place.is_over(today)]
    offers = [offer for offer in catalogue.offers if not offer.is_over(today)]
    # Nobody needs to ask about what is over.
    records = [*places, *offers]
    going_on = {offer.id for offer in offers}
    return Gaps(
        with_places=with_places,
        empty=[area for area in communes if not catalogue.places_in_use(area)],
        counts={area.id: _counts(catalogue, area, going_on) for area in with_places},
        unchecked=[record for record in records if not record.is_checked],
        stale=_oldest_first([one for one in records if one.is_checked and one.is_stale(today)]),
    )


def _counts(catalogue: Catalogue, area: Area, going_on: set[str]) -> Counts:
    offers = [offer for offer in catalogue.offers_in(area) if offer.id in going_on]
    free = sum(offer.is_free for offer in offers)
    evenings = sum(offer.is_in_the_evening for offer in offers)
    return Counts(len(catalogue.places_in_use(area)), len(offers), free, evenings)


def stale_by_body(catalogue: Catalogue, today: date) -> dict[str | None, list[Record]]:
    """What nobody has looked at for long, of all kinds, the oldest first, by the id of the body that keeps it right.

    A record of several bodies stands with each. Where none is `responsible`, it is whoever runs it: a place's operator,
    a class's provider, the organisers of an event. What names none of these stands with None, which comes last.
    """
    stale = [one for one in catalogue.all_of(Record) if one.is_stale(today) and not one.is_over(today)]
    bodies: dict[str | None, list[Record]] = {}
    for record in _oldest_first(stale):
        for body in _keepers(catalogue, record) or (None,):
            bodies.setdefault(body, []).append(record)
    return dict(sorted(bodies.items(), key=lambda entry: (entry[0] is None, entry[0] or "")))


def _keepers(catalogue: Catalogue, record: Record) -> tuple[str, ...]:
    """The ids of the bodies that keep a record right."""
    run_by = (getattr(record, "operator", None), getattr(record, "provider", None), *getattr(record, "organisers", ()))
    bodies = (one for one in run_by if one and isinstance(catalogue.record(one), Organisation))
    return record.responsible or tuple(dict.fromkeys(bodies))


def orphans(catalogue: Catalogue) -> tuple[Record, ...]:
    """Loose ends: the topics, audiences and bodies that no record names, and the places of which nothing is told but
    where they are: no class, event, story or other record names them, and they do not say when they are open.
    """
    return tuple(record for record in catalogue.all_of(Record) if _is_loose(catalogue, record))


def _is_loose(catalogue: Catalogue, record: Record) -> bool:
    if isinstance(record, Place):
        return (
            record.area is not None and record.hours is None and not record.is_gone and not catalogue.all_naming(record)
        )
    # A body that has bodies below it is named by them.
    return isinstance(record, (Topic, Audience, Organisation)) and not catalogue.all_naming(record)


def _oldest_first(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (record.checked_on or date.min, record.id))
