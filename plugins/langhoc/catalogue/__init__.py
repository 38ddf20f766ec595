"""All records of a catalogue, related both ways; the questions that pages ask; the rules across records."""

from langhoc.catalogue.asking import Questions, kept_long
from langhoc.catalogue.catalogue import Catalogue, with_other_answers
from langhoc.catalogue.gaps import Counts, Gaps, gaps, orphans, stale_by_body
from langhoc.catalogue.loading import Checked, check, for_use, with_found
from langhoc.catalogue.week import Meeting, events_between, meetings, meetings_of, usual_place

__all__ = [
    "Catalogue",
    "Checked",
    "Counts",
    "Gaps",
    "Meeting",
    "Questions",
    "check",
    "events_between",
    "for_use",
    "gaps",
    "kept_long",
    "meetings",
    "meetings_of",
    "orphans",
    "stale_by_body",
    "usual_place",
    "with_found",
    "with_other_answers",
]
