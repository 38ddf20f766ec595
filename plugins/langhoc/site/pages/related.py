"""What else belongs to a record: sections of cards for all that names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from langhoc.i18n import mark as _
from langhoc.model import (
    ConnectedClassroom,
    Event,
    Indicator,
    LearningCentre,
    LearningModel,
    Offer,
    Organisation,
    Programme,
    Record,
    Resource,
    Story,
)
from langhoc.model import DigitalLibrary as Library
from langhoc.site.cards import Section, cards
from langhoc.site.views import View

# In this order; each kind's heading where no better one is given.
_HEADINGS: dict[type[Record], str] = {
    Offer: _("Classes"),
    Event: _("Events"),
    Programme: _("Programmes and scholarships"),
    LearningCentre: _("Places to learn"),
    Library: _("Libraries"),
    ConnectedClassroom: _("Connected classrooms"),
    Resource: _("Books and lessons"),
    Story: _("Stories"),
    LearningModel: _("Learning models"),
    Organisation: _("Organisations"),
    Indicator: _("Figures"),
}
# More than this of a kind would bury the rest.
_MOST = 24


def section(view: View, heading: str, records: Iterable[Record], most: int | None = _MOST) -> Section:
    """The records under a heading, at `most` so many; it says how many more there are."""
    records = _in_order(view, records)
    shown = cards(view, records, most)
    return Section(view.phrases.say(heading), shown, more=more(view, len(records) - len(shown)))


def more(view: View, left: int) -> str:
    """How many are not shown, and what to do about it."""
    counted = view.phrases.counted
    return counted("and {n} more: search for it", "and {n} more: search for them", left) if left else ""


def _in_order(view: View, records: Iterable[Record]) -> list[Record]:
    """As they come; events by their day, those to come first and the latest of the past next."""
    records = list(records)
    if not all(isinstance(record, Event) for record in records):
        return records
    events = sorted((one for one in records if isinstance(one, Event)), key=lambda event: event.starts_on)
    past = [event for event in reversed(events) if event.last_day < view.today]
    return [*(event for event in events if event.last_day >= view.today), *past]


def related(view: View, record: Record, but: Iterable[type[Record]] = ()) -> list[Section]:
    """A section for each kind of which some records name this one, without those kinds that stand elsewhere."""
    return list(_related(view, record, tuple(but)))


def _related(view: View, record: Record, but: tuple[type[Record], ...]) -> Iterator[Section]:
    by_kind: dict[type[Record], list[Record]] = {}
    for other in view.catalogue.naming(record, Record):
        by_kind.setdefault(type(other), []).append(other)
    for model, heading in _HEADINGS.items():
        if model in by_kind and model not in but:
            yield section(view, heading, by_kind[model])


def filled(*sections: Section) -> list[Section]:
    """Those that show anything."""
    return [one for one in sections if one.cards or one.lines]
