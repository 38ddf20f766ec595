"""Learning centres: any place where people of a commune learn."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.record import Location, Record
from langhoc.model.scalars import AreaRef, CentreRef, Url
from langhoc.model.text import LocalText
from langhoc.model.times import Closure, Hours


class CentreType(StrEnum):
    LEARNING_CENTRE = "learning_centre"
    COMMUNITY_SPACE = "community_space"
    CULTURE_HOUSE = "culture_house"
    CONTINUING_EDUCATION_CENTRE = "continuing_education_centre"
    SCHOOL = "school"
    LIBRARY = "library"
    OTHER = "other"


class LifecycleState(StrEnum):
    PLANNED = "planned"
    ACTIVE = "active"
    PAUSED = "paused"
    MERGED = "merged"
    DISSOLVED = "dissolved"


class Amenity(StrEnum):
    WIFI = "wifi"
    COMPUTERS = "computers"
    READING_ROOM = "reading_room"
    HALL = "hall"
    AIR_CONDITIONING = "air_conditioning"
    DRINKING_WATER = "drinking_water"
    PLAYGROUND = "playground"
    SPORTS_GROUND = "sports_ground"
    CANTEEN = "canteen"


class Accessibility(StrEnum):
    RAMP = "ramp"
    TOILET = "toilet"
    LIFT = "lift"
    SIGN_LANGUAGE = "sign_language"
    SCREEN_READER_PC = "screen_reader_pc"
    BRAILLE = "braille"
    AUDIO = "audio"
    BUS_STOP = "bus_stop"


class Lifecycle(Part):
    """Whether the place is in use; a merged one says which centre took it in."""

    state: LifecycleState
    into: CentreRef | None = None

    def faults(self) -> list[PydanticCustomError]:
        if (self.state is LifecycleState.MERGED) == (self.into is not None):
            return []
        message = Message(_("A merged centre, and only a merged one, says `into`."))
        return [fault("merged-into", message, at=("state",), wants=[("into",)])]

    @property
    def is_gone(self) -> bool:
        return self.state in {LifecycleState.MERGED, LifecycleState.DISSOLVED}


class LearningCentre(Record):
    """A place to learn. HSDS calls it a location, schema.org a Place and an EducationalOrganization."""

    kind: ClassVar[str] = "centre"

    type: CentreType
    lifecycle: Lifecycle | None = None
    part_of: CentreRef | None = None
    area: AreaRef
    address: LocalText | None = None
    near: tuple[LocalText, ...] = ()
    location: Location | None = None
    hours: Hours | None = None
    closures: tuple[Closure, ...] = ()
    amenities: tuple[Amenity, ...] = ()
    accessibility: tuple[Accessibility, ...] = ()
    parking: LocalText | None = None
    url: Url | None = None

    @property
    def is_gone(self) -> bool:
        return self.lifecycle is not None and self.lifecycle.is_gone
