"""What is on: the meetings of classes, the halts of mobile libraries, and the events, between two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from langhoc.catalogue.catalogue import Catalogue
from langhoc.model import DigitalLibrary, Event, Occurrence, Offer, Place, Session, Stop
from langhoc.model.times import closure_on


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of an offer, or one halt of a library, at the place of that day, where it is known."""

    of: Offer | DigitalLibrary
    occurrence: Occurrence
    place: Place | None
    stop: Stop | None = None


def meetings(catalogue: Catalogue, first: date, last: date) -> list[Meeting]:
    """Every meeting from `first` to `last`, in order of time; the cancelled ones are among them and say so."""
    held = [*_of_offers(catalogue, first, last), *_of_routes(catalogue, first, last)]
    return sorted(held, key=lambda m: (m.occurrence.day, m.occurrence.starts, m.of.id))


def _of_offers(catalogue: Catalogue, first: date, last: date) -> Iterator[Meeting]:
    for offer in catalogue.offers:
        for session in offer.sessions:
            bounded = session.within(offer.starts_on, offer.ends_on)
            yield from _meetings(catalogue, offer, bounded, catalogue.place_of(offer, session), first, last)


def _of_routes(catalogue: Catalogue, first: date, last: date) -> Iterator[Meeting]:
    for library in catalogue.libraries:
        for stop in library.route.stops if library.route else ():
            place = catalogue.place(stop.place) if stop.place else None
            for meeting in _meetings(catalogue, library, stop, place, first, last):
                yield replace(meeting, stop=stop)


def _meetings(
    catalogue: Catalogue, of: Offer | DigitalLibrary, session: Session, place: Place | None, first: date, last: date
) -> list[Meeting]:
    return [
        _meeting(catalogue, of, occurrence, place)
        for occurrence in session.occurrences(first, last, place.closures if place else ())
    ]


def _meeting(catalogue: Catalogue, of: Offer | DigitalLibrary, occurrence: Occurrence, usual: Place | None) -> Meeting:
    moved_to = occurrence.change.place if occurrence.change else None
    if not moved_to:
        return Meeting(of, occurrence, usual)
    place = catalogue.place(moved_to)
    return Meeting(of, replace(occurrence, closure=closure_on(occurrence.day, place.closures)), place)


def events_between(catalogue: Catalogue, first: date, last: date) -> list[Event]:
    """The events of which a day lies from `first` to `last`, in order of their first day."""
    return [event for event in catalogue.events if event.starts_on <= last and event.last_day >= first]
