"""What is on: the meetings of all offers between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from langhoc.catalogue.catalogue import Catalogue
from langhoc.model import LearningCentre, Occurrence, Offer, Session


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of an offer, at the place it is held at that day, where that is known."""

    offer: Offer
    occurrence: Occurrence
    place: LearningCentre | None


def meetings(catalogue: Catalogue, first: date, last: date) -> list[Meeting]:
    """Every meeting from `first` to `last`, in order of time; the cancelled ones are among them and say so."""
    found = [
        meeting
        for offer in catalogue.offers
        for session in offer.sessions
        for meeting in _meetings(catalogue, offer, session.within(offer.starts_on, offer.ends_on), first, last)
    ]
    return sorted(found, key=lambda m: (m.occurrence.day, m.occurrence.starts, m.offer.id))


def _meetings(catalogue: Catalogue, offer: Offer, session: Session, first: date, last: date) -> list[Meeting]:
    place_id = session.place or (offer.places[0] if offer.places else None)
    place = catalogue.centre(place_id) if place_id else None
    closures = place.closures if place else ()
    return [
        Meeting(offer, occurrence, _place_of(catalogue, occurrence, place))
        for occurrence in session.occurrences(first, last, closures)
    ]


def _place_of(catalogue: Catalogue, occurrence: Occurrence, place: LearningCentre | None) -> LearningCentre | None:
    moved_to = occurrence.change.place if occurrence.change else None
    return catalogue.centre(moved_to) if moved_to else place
