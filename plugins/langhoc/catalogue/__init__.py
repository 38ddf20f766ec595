"""All records of a catalogue, related both ways; the questions that pages ask; the rules across records."""

from langhoc.catalogue.catalogue import Catalogue
from langhoc.catalogue.loading import Checked, check
from langhoc.catalogue.week import Meeting, events_between, meetings, meetings_of, plain_days, usual_place

__all__ = [
    "Catalogue",
    "Checked",
    "Meeting",
    "check",
    "events_between",
    "meetings",
    "meetings_of",
    "plain_days",
    "usual_place",
]
