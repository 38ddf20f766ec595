"""The kinds of record there are, and where the files of each lie below data/."""

from __future__ import annotations

from dataclasses import dataclass

from langhoc.model.area import Area
from langhoc.model.centre import LearningCentre
from langhoc.model.classroom import ConnectedClassroom
from langhoc.model.event import Event
from langhoc.model.indicator import Indicator
from langhoc.model.learning_model import LearningModel
from langhoc.model.library import DigitalLibrary
from langhoc.model.offer import Offer
from langhoc.model.organisation import Organisation
from langhoc.model.programme import Programme
from langhoc.model.record import Record
from langhoc.model.resource import Resource
from langhoc.model.story import Story
from langhoc.model.vocabulary import Audience, Topic


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its class; the folder of its records, one a file, or the file that lists them all.

    A record of its own is YAML, or, where it is mostly a text, Markdown with front matter (`ending`).
    """

    model: type[Record]
    folder: str
    is_list: bool = False
    ending: str = ".yml"

    @property
    def name(self) -> str:
        return self.model.kind

    @property
    def file(self) -> str | None:
        """The name of the file that lists the records, for kinds that stand in one."""
        return f"{self.folder}.yml" if self.is_list else None


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(Area, "areas", is_list=True),
        Kind(Topic, "topics", is_list=True),
        Kind(Audience, "audiences", is_list=True),
        Kind(LearningCentre, "centres"),
        Kind(DigitalLibrary, "libraries"),
        Kind(ConnectedClassroom, "classrooms"),
        Kind(Offer, "offers"),
        Kind(Event, "events"),
        Kind(Story, "stories", ending=".md"),
        Kind(Programme, "programmes"),
        Kind(Organisation, "organisations"),
        Kind(LearningModel, "models"),
        Kind(Resource, "resources"),
        Kind(Indicator, "indicators"),
    )
}


def kind_of_folder(folder: str) -> Kind | None:
    """The kind whose records lie, one a file, in data/`folder`."""
    return next((kind for kind in KINDS.values() if not kind.is_list and kind.folder == folder), None)
