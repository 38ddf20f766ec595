"""Offers: what can be learned, where, when, and for how much."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from langhoc.model.cost import Cost
from langhoc.model.group import Part
from langhoc.model.record import Record
from langhoc.model.scalars import (
    AudienceRef,
    Between,
    Count,
    Day,
    PlaceRef,
    ProgrammeRef,
    ProviderRef,
    TopicRef,
    Url,
    WholeNumber,
    Word,
    YesNo,
)
from langhoc.model.text import LocalText
from langhoc.model.times import Session, out_of_order, sessions_faults


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


class EnrolmentState(StrEnum):
    OPEN = "open"
    FULL = "full"
    WHEN_ENOUGH = "when_enough"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """Whether one can put one's name down."""
        return self in {EnrolmentState.OPEN, EnrolmentState.WHEN_ENOUGH}


Age = Annotated[WholeNumber, AfterValidator(Between(0, 120))]


class Ages(Part):
    """From which age to which, in years, both included."""

    lowest: Age | None = Field(default=None, alias="from")
    highest: Age | None = Field(default=None, alias="to")

    def faults(self) -> list[PydanticCustomError]:
        return out_of_order(self.lowest, self.highest, "to")


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
    provider: ProviderRef | None = None
    programme: ProgrammeRef | None = None
    places: tuple[PlaceRef, ...] = ()
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

    @property
    def is_free(self) -> bool:
        return self.cost is not None and self.cost.is_free

    @property
    def is_in_the_evening(self) -> bool:
        return any(session.is_in_the_evening for session in self.sessions)

    def takes_learners(self, today: date) -> bool:
        """Whether one can put one's name down on that day, as far as it says so."""
        enrolment = self.enrolment
        if enrolment is None or enrolment.state is None or not enrolment.state.is_open:
            return False
        has_begun = enrolment.opens is None or enrolment.opens <= today
        return has_begun and (enrolment.closes is None or enrolment.closes >= today)

    @property
    def last_day(self) -> date | None:
        if not self.sessions:
            return self.ends_on
        # Asked of every class many times over: a loop takes half as long as an expression.
        latest = date.min
        for session in self.sessions:
            last = session.last_day(self.ends_on)
            if last is None:
                return None
            latest = max(latest, last)
        return latest

    def current_sessions(self, today: date) -> list[Session]:
        """Those that are not over."""
        ends = ((session, session.last_day(self.ends_on)) for session in self.sessions)
        return [session for session, last in ends if last is None or last >= today]

    @property
    def last_day_to_enrol(self) -> date | None:
        """None where nobody said one; what is over takes nobody."""
        closes = self.enrolment.closes if self.enrolment else None
        return min(filter(None, (closes, self.last_day)), default=None)

    def is_stale(self, today: date) -> bool:
        """What is over cannot become wrong any more."""
        return not (self.ends_on and self.ends_on < today) and super().is_stale(today)

    def faults(self) -> list[PydanticCustomError]:
        own = out_of_order(self.starts_on, self.ends_on, "ends_on")
        # Days between two bounds in the wrong order are none: every change would be one too many.
        held = [] if own else sessions_faults("sessions", self.sessions, self.starts_on, self.ends_on)
        return own + held
