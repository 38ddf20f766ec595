"""Offers: what can be learned, where, when, and for how much."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import below, fault
from langhoc.model.group import Part
from langhoc.model.record import Record
from langhoc.model.scalars import AudienceRef, Between, CentreRef, Count, Day, TopicRef, Url, WholeNumber, Word, YesNo
from langhoc.model.text import LocalText
from langhoc.model.times import Session, out_of_order


class OfferType(StrEnum):
    COURSE = "course"
    CLASS = "class"
    WORKSHOP = "workshop"
    CLUB = "club"
    READING = "reading"
    VOCATIONAL = "vocational"
    ADULT_EDUCATION = "adult_education"
    TUTORING = "tutoring"
    AFTER_SCHOOL = "after_school"
    TEACHER_TRAINING = "teacher_training"
    INTERNSHIP = "internship"
    CONSULTATION = "consultation"


class Level(StrEnum):
    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    ALL = "all"


class Mode(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    MIXED = "mixed"


class CostUnit(StrEnum):
    COURSE = "course"
    MONTH = "month"
    SESSION = "session"
    YEAR = "year"
    CARD = "card"


class EnrolmentState(StrEnum):
    OPEN = "open"
    FULL = "full"
    WHEN_ENOUGH = "when_enough"
    CLOSED = "closed"


_BOUNDS = (("starts_on",), ("ends_on",))

Age = Annotated[WholeNumber, AfterValidator(Between(0, 120))]


class Ages(Part):
    """From which age to which, in years, both included."""

    lowest: Age | None = Field(default=None, alias="from")
    highest: Age | None = Field(default=None, alias="to")

    def faults(self) -> list[PydanticCustomError]:
        return out_of_order(self.lowest, self.highest, "to")


class Cost(Part):
    """What it costs, in đồng; amount 0 is free. Who pays less or nothing stands in `exemptions`."""

    amount: Count
    unit: CostUnit = CostUnit.COURSE
    exemptions: LocalText | None = None
    exam_fee: Count | None = None
    note: LocalText | None = None

    @property
    def is_free(self) -> bool:
        return self.amount == 0


class Enrolment(Part):
    """When one can put one's name down, how many seats there are, and whether any are left."""

    opens: Day | None = None
    closes: Day | None = None
    seats: Count | None = None
    state: EnrolmentState | None = None

    def faults(self) -> list[PydanticCustomError]:
        return out_of_order(self.opens, self.closes, "closes")


class Certificate(Part):
    name: LocalText
    issuer: LocalText | None = None


class Offer(Record):
    """Something to learn. HSDS calls it a service, schema.org a Course with its CourseInstance."""

    kind: ClassVar[str] = "offer"
    stale_after: ClassVar[timedelta] = timedelta(days=183)

    type: OfferType
    provider: CentreRef | None = None
    places: tuple[CentreRef, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    audiences: tuple[AudienceRef, ...] = ()
    level: Level | None = None
    ages: Ages | None = None
    schooling_needed: LocalText | None = None
    cost: Cost | None = None
    mode: Mode = Mode.IN_PERSON
    device: LocalText | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    sessions: tuple[Session, ...] = ()
    enrolment: Enrolment | None = None
    certificate: Certificate | None = None
    gain: LocalText | None = None
    bring: LocalText | None = None
    papers: LocalText | None = None
    how_to_join: LocalText | None = None
    temporary_residents: YesNo | None = None
    childcare: YesNo | None = None
    language: Word | None = None
    url: Url | None = None

    def faults(self) -> list[PydanticCustomError]:
        own = out_of_order(self.starts_on, self.ends_on, "ends_on")
        # Days between two bounds in the wrong order are none: every change would be one too many.
        held = [] if own else [error for number in range(len(self.sessions)) for error in self._session_faults(number)]
        return own + held

    def _session_faults(self, number: int) -> list[PydanticCustomError]:
        session = self.sessions[number]
        at = ("sessions", number)
        if session.every > 1 and not (session.starts_on or self.starts_on):
            message = Message(_("Every {n} weeks, but counted from when? Add starts_on."), {"n": session.every})
            return [fault("which-days", message, at=(*at, "every"), wants=[(*at, "starts_on"), ("starts_on",)])]
        bounded = session.within(self.starts_on, self.ends_on)
        found = bounded.bounds_faults() or bounded.stray_changes()
        return [_with_bounds(below(error, at)) for error in found]


def _with_bounds(error: PydanticCustomError) -> PydanticCustomError:
    """The error of a bounded session: the offer's own first and last day may be what is wrong with it."""
    context = dict(error.context or {})
    return PydanticCustomError(error.type, "{message}", {**context, "wants": (*context["wants"], *_BOUNDS)})
