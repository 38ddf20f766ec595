"""What is on: the meetings of all offers between two days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from langhoc.catalogue.catalogue import Catalogue
from langhoc.model import LearningCentre, Occurrence, Offer, Session
from langhoc.model.times import closure_on


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
    place_id = session.place or (offer.places[0] if len(offer.places) == 1 else None)
    place = catalogue.centre(place_id) if place_id else None
    return [
        _meeting(catalogue, offer, occurrence, place)
        for occurrence in session.occurrences(first, last, place.closures if place else ())
    ]


def _meeting(catalogue: Catalogue, offer: Offer, occurrence: Occurrence, usual: LearningCentre | None) -> Meeting:
    moved_to = occurrence.change.place if occurrence.change else None
    if not moved_to:
        return Meeting(offer, occurrence, usual)
    place = catalogue.centre(moved_to)
    return Meeting(offer, replace(occurrence, closure=closure_on(occurrence.day, place.closures)), place)
