"""What all records have in common."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Group, Part
from langhoc.model.media import Picture, Recording
from langhoc.model.scalars import Between, Day, Decimal, Email, FormerId, Id, OrganisationRef, Phone, Url, Word, YesNo
from langhoc.model.text import LocalText, Summary, Title


class Source(Part):
    """Where a fact is from: a page (`url`), or something to be seen elsewhere (`place`).

    `date` is the day that the source bears; `seen_on` the day somebody read it, for a source that bears none.
    """

    title: LocalText
    url: Url | None = None
    place: LocalText | None = None
    date: Day | None = None
    seen_on: Day | None = None

    def faults(self) -> list[PydanticCustomError]:
        errors = []
        if not (self.url or self.place):
            message = Message(_("The source has neither a url nor a place."))
            errors.append(fault("source-without-place", message, wants=[("url",), ("place",)]))
        if not (self.date or self.seen_on):
            message = Message(_("The source has neither a date nor seen_on."))
            errors.append(fault("source-without-place", message, wants=[("date",), ("seen_on",)]))
        return errors


class Location(Part):
    """A point on the ground, WGS 84, in degrees. The bounds hold all of Viet Nam with its islands."""

    latitude: Annotated[Decimal, AfterValidator(Between(6, 24))]
    longitude: Annotated[Decimal, AfterValidator(Between(102, 118))]


class Contact(Part):
    """Whom to call or write to: an office and a role, not a private person."""

    role: LocalText | None = None
    phone: Phone | None = None
    zalo: Phone | None = None
    email: Email | None = None
    url: Url | None = None
    calling_hours: LocalText | None = None

    def faults(self) -> list[PydanticCustomError]:
        if self.phone or self.zalo or self.email or self.url:
            return []
        message = Message(_("The contact has no phone, zalo, email or url."))
        return [fault("missing-key", message, wants=[("phone",), ("zalo",), ("email",), ("url",)])]


class Alert(Part):
    """A short notice that matters now, shown at the top of the record until a day (included)."""

    text: LocalText
    until: Day


class Record(Group):
    """One thing of the catalogue. `id` is the file's name without its ending.

    `responsible` are the bodies who keep it right, `doubt` what nobody is sure of.
    It is stale when `stale_after` has passed since `checked_on`.
    """

    kind: ClassVar[str]
    stale_after: ClassVar[timedelta] = timedelta(days=365)

    id: Id
    title: Title
    summary: Summary | None = None
    description: LocalText | None = None
    contacts: tuple[Contact, ...] = ()
    image: Picture | None = None
    audio: Recording | None = None
    alert: Alert | None = None
    tags: tuple[Word, ...] = ()
    doubt: LocalText | None = None
    responsible: tuple[OrganisationRef, ...] = ()
    sources: tuple[Source, ...] = ()
    checked_on: Day | None = None
    checked_by: LocalText | None = None
    formerly: tuple[FormerId, ...] = ()
    sample: YesNo = False

    @property
    def is_checked(self) -> bool:
        """Whether somebody looked at it, and it says where it is from."""
        return self.checked_on is not None and bool(self.sources)

    def is_stale(self, today: date) -> bool:
        """Whether so much time has passed since somebody looked that it may well be wrong."""
        return self.checked_on is not None and today - self.checked_on > self.stale_after

    @property
    def last_day(self) -> date | None:
        """The last day on which it is held, or may be told; None for what goes on."""
        return None

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed, or the place is gone."""
        last = self.last_day
        return last is not None and last < today
