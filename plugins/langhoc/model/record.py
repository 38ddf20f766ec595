"""What all records have in common."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.scalars import Between, Day, Decimal, Email, Id, Phone, Url, Word, YesNo
from langhoc.model.text import LocalText, Summary, Title


class Part(BaseModel):
    """A group of keys inside a record. Frozen; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(Part):
    """Where a fact is from: a page (`url`), or something to be seen elsewhere (`place`), and its date."""

    title: LocalText
    url: Url | None = None
    place: LocalText | None = None
    date: Day

    @model_validator(mode="after")
    def _findable(self) -> Self:
        if self.url is None and self.place is None:
            message = Message(_("The source has neither a url nor a place."))
            raise fault("source-without-place", message)
        return self


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

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.zalo or self.email or self.url):
            message = Message(_("The contact has no phone, zalo, email or url."))
            raise fault("missing-key", message)
        return self


class Image(Part):
    """A picture: its file beside the record, what it shows (for people who do not see it), and who made it."""

    file: Word
    alt: LocalText
    credit: LocalText


class Alert(Part):
    """A short notice that matters now, shown at the top of the record until a day (included)."""

    text: LocalText
    until: Day


class Record(BaseModel):
    """One thing of the catalogue. `id` is the file's name without its ending."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: ClassVar[str]
    stale_after: ClassVar[timedelta] = timedelta(days=365)

    id: Id
    title: Title
    summary: Summary | None = None
    description: LocalText | None = None
    tags: tuple[Word, ...] = ()
    checked_on: Day | None = None
    checked_by: LocalText | None = None
    sources: tuple[Source, ...] = ()
    formerly: tuple[Id, ...] = ()
    image: Image | None = None
    audio: Word | None = None
    alert: Alert | None = None
    sample: YesNo = False
    contacts: tuple[Contact, ...] = Field(default=())
