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


def section(view: View, heading: str, records: Iterable[Record]) -> Section:
    return Section(view.phrases.say(heading), cards(view, records, _MOST))


def related(view: View, record: Record, but: Iterable[type[Record]] = ()) -> list[Section]:
    """A section for each kind of which some records name this one, without those kinds that stand elsewhere."""
    return list(_related(view, record, tuple(but)))


def _related(view: View, record: Record, but: tuple[type[Record], ...]) -> Iterator[Section]:
    for model, heading in _HEADINGS.items():
        found = () if model in but else view.catalogue.naming(record, model)
        if found:
            yield section(view, heading, found)


def filled(*sections: Section) -> list[Section]:
    """Those that show anything."""
    return [one for one in sections if one.cards or one.lines]
