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
    held = [one for of, session in _held(catalogue) for one in meetings_of(catalogue, of, session, first, last)]
    return sorted(held, key=lambda m: (m.occurrence.day, m.occurrence.starts, m.of.id))


def _held(catalogue: Catalogue) -> Iterator[tuple[Offer | DigitalLibrary, Session]]:
    """Every session of an offer, and every stop of a library."""
    yield from ((offer, session) for offer in catalogue.offers for session in offer.sessions)
    routes = ((library, library.route) for library in catalogue.libraries if library.route)
    yield from ((library, stop) for library, route in routes for stop in route.stops)


def meetings_of(
    catalogue: Catalogue, of: Offer | DigitalLibrary, session: Session, first: date, last: date
) -> list[Meeting]:
    """The meetings of one session of an offer, or the halts at one stop of a library; as `meetings`."""
    bounded = _bounded(of, session)
    place = usual_place(catalogue, of, session)
    stop = session if isinstance(session, Stop) else None
    held = bounded.occurrences(first, last, place.closures if place else ())
    return [_meeting(catalogue, of, occurrence, place, stop) for occurrence in held]


def _bounded(of: Offer | DigitalLibrary, session: Session) -> Session:
    return session.within(of.starts_on, of.ends_on) if isinstance(of, Offer) else session


def usual_place(catalogue: Catalogue, of: Offer | DigitalLibrary, session: Session) -> Place | None:
    """Where a session of an offer is held, or at which place a library halts; None where that cannot be told."""
    if isinstance(of, Offer):
        return catalogue.place_of(of, session)
    return catalogue.place(session.place) if session.place else None


def _meeting(
    catalogue: Catalogue, of: Offer | DigitalLibrary, occurrence: Occurrence, usual: Place | None, stop: Stop | None
) -> Meeting:
    moved_to = occurrence.change.place if occurrence.change else None
    if not moved_to:
        return Meeting(of, occurrence, usual, stop)
    place = catalogue.place(moved_to)
    return Meeting(of, replace(occurrence, closure=closure_on(occurrence.day, place.closures)), place, stop)


def events_between(catalogue: Catalogue, first: date, last: date) -> list[Event]:
    """The events of which a day lies from `first` to `last`, in order of their first day."""
    return [event for event in catalogue.events if event.starts_on <= last and event.last_day >= first]
