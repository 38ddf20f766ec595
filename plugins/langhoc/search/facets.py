"""What a list can be narrowed to, and what each record has of it. Some hold today only: that it takes learners."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

from langhoc.catalogue import Catalogue
from langhoc.model import Accessibility, Event, Offer, Place, Record, Resource, Weekday
from langhoc.model.offer import Mode
from langhoc.phrases import Phrases

# Facets with one value are asked by their names alone.
FREE, EVENING, OPEN = "free", "evening", "open"
# These are many: they are looked for on a list of their own, or through a record that names them.
UNLISTED = ("area", "topic", "audience")

# A class may say when it is held, and what it costs, in words only.
_SAYS_EVENING = re.compile(r"\b(buổi tối|ban đêm|lớp đêm|ca tối|in the evening|evening class)", re.IGNORECASE)
_SAYS_FREE = re.compile(r"\b(miễn phí|free of charge)", re.IGNORECASE)

T = TypeVar("T")

Value = tuple[str, str]
"""A facet and one of its values: ("topic", "vi-tinh"); ("free", "")."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of a catalogue as of a day, their values named in one language."""

    catalogue: Catalogue
    phrases: Phrases
    today: date

    def of(self, record: Record) -> tuple[Value, ...]:
        """What the record can be found by; its kind alone, where it is no such thing as a list shows."""
        if record.kind in UNLISTED:
            return (("kind", record.kind),)
        return (("kind", record.kind), *self._flags(record), *self._words(record), *self._ways(record))

    def topics(self) -> Mapping[str, list[str]]:
        """Topic -> what it is called, in any language, and other words for it."""
        return {
            topic.id: [text for said in (topic.title, *topic.also) for text in said.texts()]
            for topic in self.catalogue.topics
        }

    def labels(self) -> Mapping[str, list[tuple[str, str]]]:
        """Facet -> (value, what it is called), in the order in which they are shown when nothing else decides."""
        label = self.phrases.label
        return {
            "kind": [(kind, self.phrases.plural(kind)) for kind in _LISTED],
            "topic": [(topic.id, self._named(topic)) for topic in self.catalogue.topics],
            "audience": [(audience.id, self._named(audience)) for audience in self.catalogue.audiences],
            "day": [(day.value, label(day)) for day in Weekday],
            "mode": [(mode.value, label(mode)) for mode in Mode],
            "language": [(code, self.phrases.language_name(code)) for code in self._spoken()],
            "access": [(way.value, label(way)) for way in Accessibility],
        }

    def _named(self, record: Record) -> str:
        return record.title.said(self.phrases.language).text

    def _spoken(self) -> list[str]:
        return sorted({self._language(offer) for offer in self.catalogue.offers})

    def _language(self, offer: Offer | Resource) -> str:
        return offer.language or self.catalogue.language

    def _flags(self, record: Record) -> Iterable[Value]:
        for name, holds in _FLAGS.items():
            if holds(record, self):
                yield name, ""

    def _words(self, record: Record) -> Iterable[Value]:
        yield from (("topic", topic) for topic in held(record, "topics", _NOTHING))
        yield from (("audience", audience) for audience in held(record, "audiences", _NOTHING))

    def _ways(self, record: Record) -> Iterable[Value]:
        """On which days, how, in which language, and whether one can get in."""
        places = [record] if isinstance(record, Place) else []
        if isinstance(record, Offer):
            yield "mode", record.mode.value
            yield "language", self._language(record)
            yield from (("day", day) for day in _days(record))
            places = [*self.catalogue.places_of(record)]
        for way in dict.fromkeys(way for place in places for way in place.accessibility):
            yield "access", way.value


_NOTHING: tuple[str, ...] = ()


def held(record: Record, name: str, default: T) -> T:
    """What a record holds under a name, if its kind has anything of that name."""
    return cast(T, getattr(record, name)) if name in type(record).model_fields else default


# All kinds that a list shows.
_LISTED = (
    "offer", "event", "centre", "library", "classroom", "programme", "story", "resource", "organisation", "model",
    "indicator",
)  # fmt: skip


def _unique(values: Iterable[StrEnum]) -> list[str]:
    return list(dict.fromkeys(value.value for value in values))


def _days(offer: Offer) -> list[str]:
    """The days of the week on which it is held."""
    dated = (list(Weekday)[day.weekday()] for session in offer.sessions for day in session.dates)
    return _unique([*(day for session in offer.sessions for day in session.days), *dated])


def _says(record: Record, pattern: re.Pattern[str]) -> bool:
    texts = [record.title, *([record.summary] if record.summary else [])]
    return any(pattern.search(said) for text in texts for said in text.texts())


def _is_free(record: Record, facets: Facets) -> bool:
    if not isinstance(record, (Offer, Event)):
        return False
    return record.is_free or (record.cost is None and _says(record, _SAYS_FREE))


def _is_in_the_evening(record: Record, facets: Facets) -> bool:
    if not isinstance(record, Offer):
        return False
    return record.is_in_the_evening or (not record.sessions and _says(record, _SAYS_EVENING))


def _takes_learners(record: Record, facets: Facets) -> bool:
    return isinstance(record, Offer) and record.takes_learners(facets.today)


_FLAGS: Mapping[str, Callable[[Record, Facets], bool]] = {
    FREE: _is_free,
    EVENING: _is_in_the_evening,
    OPEN: _takes_learners,
}
