"""What all places have in common: centres, libraries and classrooms are places where one can go."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.record import Location, Record
from langhoc.model.scalars import AreaRef, OrganisationRef, PlaceRef, Url
from langhoc.model.text import LocalText
from langhoc.model.times import Closure, Hours


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
    """Whether the place is in use; a merged one says which place took it in."""

    state: LifecycleState
    into: PlaceRef | None = None

    def faults(self) -> list[PydanticCustomError]:
        if (self.state is LifecycleState.MERGED) == (self.into is not None):
            return []
        message = Message(_("A merged place, and only a merged one, says `into`."))
        return [fault("merged-into", message, at=("state",), wants=[("into",)])]

    @property
    def is_gone(self) -> bool:
        return self.state in {LifecycleState.MERGED, LifecycleState.DISSOLVED}


class Place(Record):
    """A place where people learn. HSDS calls it a location, schema.org a Place.

    `area` is its commune, or the quarter in it; `near` are the landmarks that people find it by.
    `part_of` is the place that it is a site of; `operator` the body that runs it.
    """

    area: AreaRef | None = None
    address: LocalText | None = None
    near: tuple[LocalText, ...] = ()
    location: Location | None = None
    hours: Hours | None = None
    closures: tuple[Closure, ...] = ()
    amenities: tuple[Amenity, ...] = ()
    accessibility: tuple[Accessibility, ...] = ()
    parking: LocalText | None = None
    url: Url | None = None
    part_of: PlaceRef | None = None
    operator: OrganisationRef | None = None
    lifecycle: Lifecycle | None = None

    @property
    def is_gone(self) -> bool:
        return self.lifecycle is not None and self.lifecycle.is_gone

    def is_over(self, today: date) -> bool:
        return self.is_gone
