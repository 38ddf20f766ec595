"""The catalogue: records by id, and what belongs to what, asked from either end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from langhoc import vietnamese
from langhoc.catalogue.asking import ALL_OF, RECORD, Asked, Pairs, relation, relations_of
from langhoc.catalogue.geography import Surroundings, distance_km
from langhoc.model import (
    KINDS,
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

# So many neighbours are told of.
_NEAREST = 3

# All that can be asked for as a whole.
_ALL: tuple[type[Record], ...] = (Record, Place, *(kind.model for kind in KINDS.values()))
_MODELS = {model.__name__: model for model in _ALL}

_UNASKED = {"by_id", "all_found", "all_by_model"}


@dataclass(frozen=True)
class Catalogue:
    """Every record that was read without error. Lists are in Vietnamese order of title; nothing changes it."""

    settings: Settings
    found: tuple[Found, ...] = field(repr=False)
    media: Mapping[str, Medium] = field(default_factory=dict, repr=False)
    """The files that records may show, by their paths from data/media/."""
    synonyms: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """Groups of texts that mean the same to who searches, from data/synonyms.yml; a text stands in one group."""
    contents: bytes = field(default=b"", compare=False, repr=False)
    """A digest of what the files of its records hold."""
    numbered: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The names that had numbers in `asked` before, which they keep."""
    only_of: Area | None = None
    """Where it is a part of a whole: the area of which all is in it."""

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
        return bool(self.all_by_model[Offer.__name__] or self._places) and all(one.record.sample for one in self.found)

    @cached_property
    def asked(self) -> Asked:
        """What is asked of this catalogue is noted here."""
        ids = (one.record.id for one in self.found)
        return Asked(dict.fromkeys([*self.numbered, *_MODELS, *ids]))

    def with_numbers_of(self, names: tuple[str, ...]) -> Catalogue:
        """The same, with numbers in `asked` as they were among `names`."""
        other = replace(self, numbered=names)
        # What is found without asking is the same; relations note where they are asked.
        vars(other).update({name: found for name, found in vars(self).items() if name in _UNASKED})
        return other

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """For those who look at them all: what is found here is not noted as asked."""
        return {one.record.id: one.record for one in self.found}

    @cached_property
    def all_found(self) -> Mapping[str, Found]:
        """As `by_id`, with the file of each."""
        return {one.record.id: one for one in self.found}

    @cached_property
    def media_shown(self) -> Mapping[str, Medium]:
        """Those that a record names: what belonged to a story that is withdrawn goes with it."""
        names = sorted({name for one in self.found for _path, _wanted, name in one.media})
        return {name: self.media[name] for name in names}

    # All of a kind

    @property
    def areas(self) -> tuple[Area, ...]:
        return self.all_of(Area)

    @property
    def libraries(self) -> tuple[DigitalLibrary, ...]:
        return self.all_of(DigitalLibrary)

    @property
    def places(self) -> tuple[Place, ...]:
        """Centres, libraries that are somewhere, classrooms."""
        self.asked.note(ALL_OF, Place.__name__)
        return self._places

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return tuple(place for place in self.all_by_model[Place.__name__] if isinstance(place, Place) and place.area)

    @property
    def offers(self) -> tuple[Offer, ...]:
        return self.all_of(Offer)

    @property
    def events(self) -> tuple[Event, ...]:
        """In order of their first day."""
        self.asked.note(ALL_OF, Event.__name__)
        return self._events

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        return tuple(sorted(self.all_by_model[Event.__name__], key=lambda event: event.starts_on))

    @property
    def stories(self) -> tuple[Story, ...]:
        return self.all_of(Story)

    @property
    def topics(self) -> tuple[Topic, ...]:
        return self.all_of(Topic)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        return self.all_of(Audience)

    def all_of(self, model: type[R]) -> tuple[R, ...]:
        """All records of a model, in Vietnamese order of title."""
        self.asked.note(ALL_OF, model.__name__)
        found: tuple[R, ...] = self.all_by_model[model.__name__]
        return found

    @cached_property
    def all_by_model(self) -> Mapping[str, tuple[Any, ...]]:
        in_order = self.sorted(self.by_id.values())
        kinds = {type(record) for record in in_order}
        # To ask each record for each model takes many times as long.
        of_models = {name: {kind for kind in kinds if issubclass(kind, model)} for name, model in _MODELS.items()}
        return {name: tuple(one for one in in_order if type(one) in of_model) for name, of_model in of_models.items()}

    def sorted(self, records: Iterable[R]) -> tuple[R, ...]:
        """Records in Vietnamese order of title, then by id."""
        return tuple(sorted(records, key=lambda r: (vietnamese.sort_key(r.title.said(self.language).text), r.id)))

    # One by its id

    def record(self, record_id: str) -> Record:
        """The record that bears the id; that it is there was checked."""
        self.asked.note(RECORD, record_id)
        return self.by_id[record_id]

    def file_of(self, record: Record) -> str:
        """The record's file, relative to the catalogue's folder."""
        self.asked.note(RECORD, record.id)
        return self.all_found[record.id].file

    def get(self, model: type[R], record_id: str) -> R:
        """As `record`, of a model."""
        record = self.record(record_id)
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
        return tuple(other for other in self.all_naming(record) if isinstance(other, model))

    @relation
    def all_naming(self) -> Pairs[Record]:
        named = {one.record.id: one.named for one in self.found}
        return ((target, one) for one in self.all_of(Record) for target in named[one.id])

    # Places and what is held there

    @relation
    def places_of(self) -> Pairs[Place]:
        """Every place an offer is held at, each once."""
        return ((offer.id, self.place(place)) for offer in self.offers for place in _places_of(offer))

    def place_of(self, offer: Offer, session: Session) -> Place | None:
        """Where a session is held; None where that cannot be told, for the offer has several places or none."""
        place_id = session.place or (offer.places[0] if len(offer.places) == 1 else None)
        return self.place(place_id) if place_id else None

    @relation
    def offers_at(self) -> Pairs[Offer]:
        return ((place.id, offer) for offer in self.offers for place in self.places_of(offer))

    @relation
    def parts_of(self) -> Pairs[Place]:
        return ((place.part_of, place) for place in self.all_of(Place) if place.part_of)

    @relation
    def offers_on(self) -> Pairs[Offer]:
        """The offers on a topic."""
        return ((topic, offer) for offer in self.offers for topic in offer.topics)

    def topics_of(self, record: Offer | Event | Resource) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.id in record.topics)

    def audiences_of(self, record: Offer | Event | Resource) -> tuple[Audience, ...]:
        return tuple(audience for audience in self.audiences if audience.id in record.audiences)

    @relation
    def offers_for(self) -> Pairs[Offer]:
        """The offers for an audience."""
        return ((audience, offer) for offer in self.offers for audience in offer.audiences)

    def partners(self, classroom: ConnectedClassroom) -> tuple[ConnectedClassroom, ...]:
        """The classrooms it is connected to, whichever of the two says so."""
        named = [self.get(ConnectedClassroom, partner) for partner in classroom.partners]
        naming = (other for other in self.naming(classroom, ConnectedClassroom) if classroom.id in other.partners)
        return self.sorted({other.id: other for other in (*named, *naming) if other is not classroom}.values())

    # The tree of areas

    @property
    def communes(self) -> tuple[Area, ...]:
        """The areas of that level of which all is in it."""
        return tuple(area for area in self.areas if area.type.is_commune_level and self.is_whole(area))

    def is_whole(self, area: Area) -> bool:
        """Whether all of the area is in it: others are in a part only because something names them."""
        return self.only_of is None or self.only_of in self.with_all_above(area)

    @property
    def roots(self) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.parent is None)

    @relation
    def children(self) -> Pairs[Area]:
        return ((area.parent, area) for area in self.areas if area.parent)

    def ancestors(self, area: Area) -> tuple[Area, ...]:
        """The areas that hold `area`, the nearest first."""
        return self.with_all_above(area)[1:]

    def with_ancestors(self, area_id: str | None) -> tuple[Area, ...]:
        """The area and those that hold it, the nearest first; none for no area."""
        return self.with_all_above(self.area(area_id)) if area_id else ()

    @relation
    def with_all_above(self) -> Pairs[Area]:
        return ((area.id, one) for area in self.areas for one in self._way_up(area))

    def _way_up(self, area: Area) -> Iterable[Area]:
        yield area
        while area.parent:
            area = self.area(area.parent)
            yield area

    @relation
    def places_in(self) -> Pairs[Place]:
        """The places of an area and of all areas below it."""
        return ((area.id, place) for place in self.places for area in self.with_ancestors(place.area))

    @relation
    def places_in_use(self) -> Pairs[Place]:
        """As `places_in`, without those that are gone."""
        in_use = (place for place in self.places if not place.is_gone)
        return ((area.id, place) for place in in_use for area in self.with_ancestors(place.area))

    def areas_of(self, place: Place) -> tuple[Area, ...]:
        """Its area, and those in which a mobile library halts, each once."""
        stops = place.route.stops if isinstance(place, DigitalLibrary) and place.route else ()
        at_stops = [stop.area or (self.place(stop.place).area if stop.place else None) for stop in stops]
        return tuple(self.area(one) for one in dict.fromkeys([place.area, *at_stops]) if one)

    @relation
    def halting_in(self) -> Pairs[DigitalLibrary]:
        """The mobile libraries that halt in an area or below it, and are not at home there."""
        return ((area, library) for library in self.libraries for area in self._halting_areas(library))

    def _halting_areas(self, library: DigitalLibrary) -> Iterable[str]:
        """The ids of the areas in which it halts, without those in which it is at home."""
        home = {area.id for area in self.with_ancestors(library.area)}
        halts = dict.fromkeys(area.id for at in self.areas_of(library) for area in self.with_ancestors(at.id))
        return [area for area in halts if area not in home]

    @relation
    def offers_in(self) -> Pairs[Offer]:
        """The offers held in an area or below it, each once; those held at no place, where their provider is."""
        return ((area, offer) for offer in self.offers for area in self._offer_areas(offer))

    def _offer_areas(self, offer: Offer) -> Iterable[str]:
        """The ids of the areas that an offer is in. What is online is held nowhere."""
        held = [place.area for place in self.places_of(offer)]
        if not held and offer.provider and offer.mode != "online":
            held = [getattr(self.by_id[offer.provider], "area", None)]
        return dict.fromkeys(area.id for one in held for area in self.with_ancestors(one))

    @relation
    def events_in(self) -> Pairs[Event]:
        """The events in an area or below it, each once, in order of their first day."""
        return ((area_id, event) for event in self.events for area_id in self._event_areas(event))

    def _event_areas(self, event: Event) -> list[str]:
        where = [event.area, *(self.place(place).area for place in event.places)]
        return list(dict.fromkeys(area.id for area_id in where for area in self.with_ancestors(area_id)))

    def nearest_filled(self, area: Area) -> tuple[tuple[Area, float], ...]:
        """The nearest areas of the same level that have a place in use, with the distance in kilometres."""
        near = ((other, other.location) for other in self.near_and_filled(area))
        return tuple((other, distance_km(area.location, at)) for other, at in near if area.location and at)

    @relation
    def near_and_filled(self) -> Pairs[Area]:
        known = [area for area in self.areas if self.is_whole(area)]
        filled = Surroundings(area for area in known if self.places_in_use(area))
        return ((area.id, other) for area in known for other, _km in filled.nearest(area, _NEAREST))


def _places_of(offer: Offer) -> list[str]:
    """Every place an offer is held at, each once: its own, and those of single sessions."""
    named = [*offer.places, *(session.place for session in offer.sessions if session.place)]
    return list(dict.fromkeys(named))


def with_other_answers(before: Catalogue, now: Catalogue) -> set[int]:
    """The questions, by the numbers of `now`, that are answered otherwise than before."""
    numbers = now.asked.numbers
    answers = [(before.all_found, now.all_found), (before.all_by_model, now.all_by_model)]
    names = relations_of(type(now))
    answers += [(getattr(before, name).groups, getattr(now, name).groups) for name in names]
    return {
        numbers[name] | question
        for question, (old, new) in enumerate(answers)
        for name in old.keys() | new.keys()
        if not _is_same(old.get(name), new.get(name))
    }


def _is_same(old: object, new: object) -> bool:
    # Most are the same objects, which a model would compare key by key.
    return old is new or old == new
