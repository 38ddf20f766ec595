"""Events: what takes place once, or once a year."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.cost import Cost
from langhoc.model.faults import fault
from langhoc.model.record import Record
from langhoc.model.scalars import AreaRef, AudienceRef, Clock, Day, PlaceRef, ProgrammeRef, ProviderRef, TopicRef, Url
from langhoc.model.text import LocalText
from langhoc.model.times import hours_faults, out_of_order


class EventType(StrEnum):
    CAMPAIGN = "campaign"
    FESTIVAL = "festival"
    TALK = "talk"
    CONTEST = "contest"
    EXHIBITION = "exhibition"
    ACTIVITY = "activity"


class EventState(StrEnum):
    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Event(Record):
    """Something that takes place on some days. schema.org calls it an Event, iCalendar a VEVENT.

    `from` and `to` are the hours of each day. `campaign` is the programme that it belongs to: each year's week of
    a campaign is one event. A moved event says its new days; `alert` tells of it.
    """

    kind: ClassVar[str] = "event"
    type: EventType
    starts_on: Day
    ends_on: Day | None = None
    starts: Clock | None = Field(default=None, alias="from")
    ends: Clock | None = Field(default=None, alias="to")
    state: EventState = EventState.SCHEDULED
    places: tuple[PlaceRef, ...] = ()
    where: LocalText | None = None
    area: AreaRef | None = None
    topics: tuple[TopicRef, ...] = ()
    audiences: tuple[AudienceRef, ...] = ()
    cost: Cost | None = None
    how_to_join: LocalText | None = None
    organisers: tuple[ProviderRef, ...] = ()
    campaign: ProgrammeRef | None = None
    url: Url | None = None

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on

    def is_stale(self, today: date) -> bool:
        """What is past cannot become wrong any more."""
        return self.last_day >= today and super().is_stale(today)

    @property
    def is_free(self) -> bool:
        return self.cost is not None and self.cost.is_free

    def faults(self) -> list[PydanticCustomError]:
        days = out_of_order(self.starts_on, self.ends_on, "ends_on")
        return [*days, *self._end_without_start(), *hours_faults(self.starts, self.ends, "to")]

    def _end_without_start(self) -> list[PydanticCustomError]:
        if self.starts or not self.ends:
            return []
        message = Message(_("It says until when, but not from when."))
        return [fault("missing-key", message, at=("to",), wants=[("from",)])]
