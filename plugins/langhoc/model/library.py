"""Libraries: with shelves, on wheels, or online only; learning platforms and portals of open lessons too."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.place import Place
from langhoc.model.record import Contact
from langhoc.model.scalars import AreaRef, Count
from langhoc.model.text import LocalText
from langhoc.model.times import Session, sessions_faults


class LibraryType(StrEnum):
    PUBLIC = "public"
    READING_ROOM = "reading_room"
    BOOK_STREET = "book_street"
    SCHOOL = "school"
    MOBILE = "mobile"
    DIGITAL = "digital"
    LEARNING_PLATFORM = "learning_platform"
    PORTAL = "portal"


class Borrowing(Part):
    """How books are borrowed. Fees and deposits are in đồng; `most` is so many at a time, `days` for how long."""

    card: LocalText | None = None
    fee: Count | None = None
    deposit: Count | None = None
    most: Count | None = None
    days: Count | None = None
    note: LocalText | None = None


class Stop(Session):
    """Where a mobile library halts, and when: at one of the catalogue's places, or `where` somebody would look."""

    where: LocalText | None = None
    area: AreaRef | None = None

    def faults(self) -> list[PydanticCustomError]:
        if self.place or self.where:
            return super().faults()
        message = Message(_("A stop says its place, or where it is."))
        return [fault("missing-key", message, wants=[("place",), ("where",)]), *super().faults()]


class Route(Part):
    """The stops of a mobile library, for whom it halts, and whom to call when it does not come."""

    stops: Annotated[tuple[Stop, ...], Field(min_length=1)]
    open_to: LocalText | None = None
    cancellation: Contact | None = None

    def faults(self) -> list[PydanticCustomError]:
        return sessions_faults("stops", self.stops)


class DigitalLibrary(Place):
    """A library. Without an area it is online only, and has a `url`. schema.org calls it a Library."""

    kind: ClassVar[str] = "library"

    type: LibraryType
    borrowing: Borrowing | None = None
    route: Route | None = None

    @property
    def is_online_only(self) -> bool:
        return self.area is None and self.route is None

    def faults(self) -> list[PydanticCustomError]:
        if self.area or self.route or self.url:
            return []
        message = Message(_("Where is it? A library has an area, a route, or is online and has a url."))
        return [fault("missing-key", message, wants=[("area",), ("route",), ("url",)])]
