"""The catalogue: records by id, and what belongs to what, asked from either end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from langhoc import vietnamese
from langhoc.catalogue.geography import Surroundings
from langhoc.model import (
    Area,
    Audience,
    ConnectedClassroom,
    DigitalLibrary,
    Event,
    Offer,
    Place,
    Record,
    Resource,
    Session,
    Settings,
    Story,
    Topic,
)
from langhoc.reading import Found, Medium

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Catalogue:
    """Every record that was read without error. Lists are in Vietnamese order of title; nothing changes it."""

    settings: Settings
    found: tuple[Found, ...] = field(repr=False)
    media: Mapping[str, Medium] = field(default_factory=dict, repr=False)
    """The files that records may show, by their paths from data/media/."""
    synonyms: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """Groups of texts that mean the same to who searches, from data/synonyms.yml; a text stands in one group."""

    @property
    def languages(self) -> tuple[str, ...]:
        return self.settings.languages

    @property
    def language(self) -> str:
        """The language that texts without a language are in."""
        return self.settings.languages[0]

    @cached_property
    def is_imaginary(self) -> bool:
        """Whether there are places and classes, and all that is in it is a sample."""
        return bool(self.offers or self.places) and all(one.record.sample for one in self.found)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        return {found.record.id: found.record for found in self.found}

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each record, relative to the catalogue's folder, by id."""
        return {found.record.id: found.file for found in self.found}

    @cached_property
    def media_shown(self) -> Mapping[str, Medium]:
        """Those that a record names: what belonged to a story that is withdrawn goes with it."""
        names = sorted({name for one in self.found for _path, _wanted, name in one.media})
        return {name: self.media[name] for name in names}

    # All of a kind

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        return self.all_of(Area)

    @cached_property
    def libraries(self) -> tuple[DigitalLibrary, ...]:
        return self.all_of(DigitalLibrary)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Centres, libraries that are somewhere, classrooms."""
        return tuple(place for place in self.all_of(Place) if place.area)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        return self.all_of(Offer)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """In order of their first day."""
        return tuple(sorted(self.all_of(Event), key=lambda event: event.starts_on))

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        return self.all_of(Story)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return self.all_of(Topic)

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        return self.all_of(Audience)

    def all_of(self, model: type[R]) -> tuple[R, ...]:
        """All records of a model, in Vietnamese order of title."""
        if model not in self._all:
            self._all[model] = tuple(record for record in self._in_order if isinstance(record, model))
        found: tuple[R, ...] = self._all[model]
        return found

    @cached_property
    def _all(self) -> dict[type[Record], tuple[Any, ...]]:
        """By model, what was asked for."""
        return {}

    @cached_property
    def _in_order(self) -> tuple[Record, ...]:
        return self.sorted(found.record for found in self.found)

    def sorted(self, records: Iterable[R]) -> tuple[R, ...]:
        """Records in Vietnamese order of title, then by id."""
        return tuple(sorted(records, key=lambda r: (vietnamese.sort_key(r.title.said(self.language).text), r.id)))

    # One by its id

    def get(self, model: type[R], record_id: str) -> R:
        """The record of a model that bears the id; that it is there was checked."""
        record = self.by_id[record_id]
        assert isinstance(record, model)
        return record

    def area(self, area_id: str) -> Area:
        return self.get(Area, area_id)

    def place(self, place_id: str) -> Place:
        return self.get(Place, place_id)

    def area_of(self, place: Place) -> Area | None:
        """Its commune or quarter; None for what is online only."""
        return self.area(place.area) if place.area else None

    # What names what

    def naming(self, record: Record, model: type[R]) -> tuple[R, ...]:
        """The records of a model that name `record` anywhere, each once, in their order."""
        found = self._naming.get(record.id)
        return tuple(other for other in found if isinstance(other, model)) if found else ()

    @cached_property
    def _naming(self) -> Mapping[str, tuple[Record, ...]]:
        named = {one.record.id: dict.fromkeys(target for *_where, target in one.references) for one in self.found}
        return _grouped((target, one) for one in self._in_order for target in named[one.id])

    # Places and what is held there

    def places_of(self, offer: Offer) -> tuple[Place, ...]:
        return self._places_of.get(offer.id, ())

    @cached_property
    def _places_of(self) -> Mapping[str, tuple[Place, ...]]:
        return _grouped((offer.id, self.place(place)) for offer in self.offers for place in _places_of(offer))

    def place_of(self, offer: Offer, session: Session) -> Place | None:
        """Where a session is held; None where that cannot be told, for the offer has several places or none."""
        place_id = session.place or (offer.places[0] if len(offer.places) == 1 else None)
        return self.place(place_id) if place_id else None

    def offers_at(self, place: Place) -> tuple[Offer, ...]:
        return self._offers_at.get(place.id, ())

    @cached_property
    def _offers_at(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped((place.id, offer) for offer in self.offers for place in self.places_of(offer))

    def parts_of(self, place: Place) -> tuple[Place, ...]:
        return self._parts_of.get(place.id, ())

    @cached_property
    def _parts_of(self) -> Mapping[str, tuple[Place, ...]]:
        return _grouped((place.part_of, place) for place in self.all_of(Place) if place.part_of)

    def offers_on(self, topic: Topic) -> tuple[Offer, ...]:
        return self._offers_on.get(topic.id, ())

    @cached_property
    def _offers_on(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped((topic, offer) for offer in self.offers for topic in offer.topics)

    def topics_of(self, record: Offer | Event | Resource) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.id in record.topics)

    def audiences_of(self, record: Offer | Event | Resource) -> tuple[Audience, ...]:
        return tuple(audience for audience in self.audiences if audience.id in record.audiences)

    def offers_for(self, audience: Audience) -> tuple[Offer, ...]:
        return self._offers_for.get(audience.id, ())

    @cached_property
    def _offers_for(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped((audience, offer) for offer in self.offers for audience in offer.audiences)

    def partners(self, classroom: ConnectedClassroom) -> tuple[ConnectedClassroom, ...]:
        """The classrooms it is connected to, whichever of the two says so."""
        named = [self.get(ConnectedClassroom, partner) for partner in classroom.partners]
        naming = (other for other in self.naming(classroom, ConnectedClassroom) if classroom.id in other.partners)
        return self.sorted({other.id: other for other in (*named, *naming) if other is not classroom}.values())

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

    def with_ancestors(self, area_id: str | None) -> tuple[Area, ...]:
        """The area and those that hold it, the nearest first; none for no area."""
        return self._with_ancestors[area_id] if area_id else ()

    @cached_property
    def _with_ancestors(self) -> Mapping[str, tuple[Area, ...]]:
        return {area.id: (area, *self.ancestors(area)) for area in self.areas}

    def places_in(self, area: Area) -> tuple[Place, ...]:
        """The places of the area and of all areas below it."""
        return self._places_in.get(area.id, ())

    @cached_property
    def _places_in(self) -> Mapping[str, tuple[Place, ...]]:
        return _grouped((area.id, place) for place in self.places for area in self.with_ancestors(place.area))

    def places_in_use(self, area: Area) -> tuple[Place, ...]:
        """As `places_in`, without those that are gone."""
        return self._places_in_use.get(area.id, ())

    @cached_property
    def _places_in_use(self) -> Mapping[str, tuple[Place, ...]]:
        in_use = ((area, place) for area, places in self._places_in.items() for place in places if not place.is_gone)
        return _grouped(in_use)

    def areas_of(self, place: Place) -> tuple[Area, ...]:
        """Its area, and those in which a mobile library halts, each once."""
        stops = place.route.stops if isinstance(place, DigitalLibrary) and place.route else ()
        at_stops = [stop.area or (self.place(stop.place).area if stop.place else None) for stop in stops]
        return tuple(self.area(one) for one in dict.fromkeys([place.area, *at_stops]) if one)

    def halting_in(self, area: Area) -> tuple[DigitalLibrary, ...]:
        """The mobile libraries that halt in the area or below it, and are not at home there."""
        return self._halting_in.get(area.id, ())

    @cached_property
    def _halting_in(self) -> Mapping[str, tuple[DigitalLibrary, ...]]:
        pairs = ((area, library) for library in self.libraries for area in self._halting_areas(library))
        return _grouped(pairs)

    def _halting_areas(self, library: DigitalLibrary) -> Iterable[str]:
        """The ids of the areas in which it halts, without those in which it is at home."""
        home = {area.id for area in self.with_ancestors(library.area)}
        halts = dict.fromkeys(area.id for at in self.areas_of(library) for area in self.with_ancestors(at.id))
        return [area for area in halts if area not in home]

    def offers_in(self, area: Area) -> tuple[Offer, ...]:
        """The offers held in the area or below it, each once; those held at no place, where their provider is."""
        return self._offers_in.get(area.id, ())

    @cached_property
    def _offers_in(self) -> Mapping[str, tuple[Offer, ...]]:
        return _grouped((area, offer) for offer in self.offers for area in self._offer_areas(offer))

    def _offer_areas(self, offer: Offer) -> Iterable[str]:
        """The ids of the areas that an offer is in. What is online is held nowhere."""
        held = [place.area for place in self.places_of(offer)]
        if not held and offer.provider and offer.mode != "online":
            held = [getattr(self.by_id[offer.provider], "area", None)]
        return dict.fromkeys(area.id for one in held for area in self.with_ancestors(one))

    def events_in(self, area: Area) -> tuple[Event, ...]:
        """The events in the area or below it, each once, in order of their first day."""
        return self._events_in.get(area.id, ())

    @cached_property
    def _events_in(self) -> Mapping[str, tuple[Event, ...]]:
        return _grouped((area_id, event) for event in self.events for area_id in self._event_areas(event))

    def _event_areas(self, event: Event) -> list[str]:
        where = [event.area, *(self.place(place).area for place in event.places)]
        return list(dict.fromkeys(area.id for area_id in where for area in self.with_ancestors(area_id)))

    def nearest_filled(self, area: Area, most: int = 3) -> tuple[tuple[Area, float], ...]:
        """The nearest areas of the same level that have a place in use, with the distance in kilometres."""
        return self._filled.nearest(area, most)

    @cached_property
    def _filled(self) -> Surroundings:
        return Surroundings(area for area in self.areas if self.places_in_use(area))


def _places_of(offer: Offer) -> list[str]:
    """Every place an offer is held at, each once: its own, and those of single sessions."""
    named = [*offer.places, *(session.place for session in offer.sessions if session.place)]
    return list(dict.fromkeys(named))


def _grouped(pairs: Iterable[tuple[str, R]]) -> Mapping[str, tuple[R, ...]]:
    groups: dict[str, list[R]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return {key: tuple(records) for key, records in groups.items()}
