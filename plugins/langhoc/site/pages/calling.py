"""Whom to call about a record: its own contacts, else those of the nearest record that has some."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from langhoc.model import Area, LearningCentre, Offer, Record
from langhoc.site.views import CallCard, View


@dataclass(frozen=True, slots=True)
class WhomToCall:
    """Contacts, and whose they are where they are not the record's own."""

    of: Markup
    contacts: tuple[CallCard, ...]


def offer_call(view: View, offer: Offer) -> WhomToCall | None:
    """The offer's, else its place's or its organiser's, else those of the commune it is held in."""
    named = [*offer.places, *([offer.provider] if offer.provider else [])]
    centres = [view.catalogue.centre(centre_id) for centre_id in named]
    areas = _areas_of(view, centres[0]) if centres else ()
    return _first_own(view, offer, *centres, *areas)


def centre_call(view: View, centre: LearningCentre) -> WhomToCall | None:
    return _first_own(view, centre, *_areas_of(view, centre))


def area_call(view: View, area: Area) -> WhomToCall | None:
    return _first_own(view, area, *view.catalogue.ancestors(area))


def _areas_of(view: View, centre: LearningCentre) -> tuple[Area, ...]:
    area = view.catalogue.area(centre.area)
    return (area, *view.catalogue.ancestors(area))


def _first_own(view: View, *records: Record) -> WhomToCall | None:
    """The contacts of the first of `records` that has any; named unless it is the very first."""
    found = next((record for record in records if record.contacts), None)
    if found is None:
        return None
    return WhomToCall(Markup() if found is records[0] else view.said(found.title), view.contacts(found.contacts))
