"""The catalogue: records by id, and what belongs to what, asked from either end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from langhoc import vietnamese
from langhoc.catalogue.geography import distance_km
from langhoc.model import Area, Audience, LearningCentre, Offer, Record, Settings, Topic
from langhoc.reading import Found

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Catalogue:
    """Every record that was read without error. Lists are in Vietnamese order of title; nothing changes it."""

    settings: Settings
    found: tuple[Found, ...] = field(repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.settings.languages

    @property
    def language(self) -> str:
        """The language that texts without a language are in."""
        return self.settings.languages[0]

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        return {found.record.id: found.record for found in self.found}

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each record, relative to the catalogue's folder, by id."""
        return {found.record.id: found.file for found in self.found}

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        return self._all(Area)

    @cached_property
    def centres(self) -> tuple[LearningCentre, ...]:
        return self._all(LearningCentre)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        return self._all(Offer)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return self._all(Topic)

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        return self._all(Audience)

    def _all(self, model: type[R]) -> tuple[R, ...]:
        records = (found.record for found in self.found)
        return self.sorted(record for record in records if isinstance(record, model))

    def sorted(self, records: Iterable[R]) -> tuple[R, ...]:
        """Records in Vietnamese order of title, then by id."""
        return tuple(sorted(records, key=lambda r: (vietnamese.sort_key(r.title.said(self.language).text), r.id)))

    # Places and what is held there

    def area(self, area_id: str) -> Area:
        record = self.by_id[area_id]
        assert isinstance(record, Area)
        return record

    def centre(self, centre_id: str) -> LearningCentre:
        record = self.by_id[centre_id]
        assert isinstance(record, LearningCentre)
        return record

    def places(self, offer: Offer) -> tuple[LearningCentre, ...]:
        return tuple(self.centre(place) for place in _places_of(offer))

    def offers_at(self, centre: LearningCentre) -> tuple[Offer, ...]:
        return self._offers_at.get(centre.id, ())

    @cached_property
    def _offers_at(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped((place, offer) for offer in self.offers for place in _places_of(offer))

    def parts_of(self, centre: LearningCentre) -> tuple[LearningCentre, ...]:
        return self._parts_of.get(centre.id, ())

    @cached_property
    def _parts_of(self) -> Mapping[str, tuple[LearningCentre, ...]]:
        return _grouped((centre.part_of, centre) for centre in self.centres if centre.part_of)

    def offers_on(self, topic: Topic) -> tuple[Offer, ...]:
        return self._offers_on.get(topic.id, ())

    @cached_property
    def _offers_on(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped((topic, offer) for offer in self.offers for topic in offer.topics)

    def topics_of(self, offer: Offer) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.id in offer.topics)

    def audiences_of(self, offer: Offer) -> tuple[Audience, ...]:
        return tuple(audience for audience in self.audiences if audience.id in offer.audiences)

    def offers_for(self, audience: Audience) -> tuple[Offer, ...]:
        return self._offers_for.get(audience.id, ())

    @cached_property
    def _offers_for(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped((audience, offer) for offer in self.offers for audience in offer.audiences)

    # The tree of areas

    @cached_property
    def roots(self) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.parent is None)

    def children(self, area: Area) -> tuple[Area, ...]:
        return self._children.get(area.id, ())

    @cached_property
    def _children(self) -> Mapping[str, tuple[Area, ...]]:
        return _grouped((area.parent, area) for area in self.areas if area.parent)

    def ancestors(self, area: Area) -> tuple[Area, ...]:
        """The areas that hold `area`, the nearest first."""
        above: list[Area] = []
        while area.parent:
            area = self.area(area.parent)
            above.append(area)
        return tuple(above)

    def centres_in(self, area: Area) -> tuple[LearningCentre, ...]:
        """The centres of the area and of all areas below it."""
        return self._centres_in.get(area.id, ())

    @cached_property
    def _centres_in(self) -> Mapping[str, tuple[LearningCentre, ...]]:
        pairs = ((area.id, centre) for centre in self.centres for area in self._areas_of(centre))
        return _grouped(pairs)

    def _areas_of(self, centre: LearningCentre) -> tuple[Area, ...]:
        area = self.area(centre.area)
        return (area, *self.ancestors(area))

    def offers_in(self, area: Area) -> tuple[Offer, ...]:
        """The offers held in the area or below it, each once."""
        held = {offer.id: offer for centre in self.centres_in(area) for offer in self.offers_at(centre)}
        return tuple(sorted(held.values(), key=lambda offer: self._rank[offer.id]))

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """The place of each offer in Vietnamese order."""
        return {offer.id: number for number, offer in enumerate(self.offers)}

    def nearest_filled(self, area: Area, most: int = 3) -> tuple[tuple[Area, float], ...]:
        """The nearest areas of the same level that have a centre in use, with the distance in kilometres."""
        here = area.location
        if here is None:
            return ()
        others = [other for other in self._filled if other.id != area.id and other.parent == area.parent]
        measured = [(other, distance_km(here, other.location)) for other in others if other.location]
        return tuple(sorted(measured, key=lambda pair: (pair[1], pair[0].id))[:most])

    @cached_property
    def _filled(self) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if any(not centre.is_gone for centre in self.centres_in(area)))


def _places_of(offer: Offer) -> list[str]:
    """Every place an offer is held at, each once: its own, and those of single sessions."""
    named = [*offer.places, *(session.place for session in offer.sessions if session.place)]
    return list(dict.fromkeys(named))


def _grouped(pairs: Iterable[tuple[str, R]]) -> Mapping[str, tuple[R, ...]]:
    groups: dict[str, list[R]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return {key: tuple(records) for key, records in groups.items()}
