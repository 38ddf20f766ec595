"""Learning models: the titles that citizens, families, clans, communities and units are recognised by."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.record import Record, Source
from langhoc.model.scalars import AreaRef, Between, Count, Decimal, OrganisationRef, WholeNumber
from langhoc.model.text import LocalText


class ModelSubject(StrEnum):
    CITIZEN = "citizen"
    FAMILY = "family"
    CLAN = "clan"
    COMMUNITY = "community"
    UNIT = "unit"


class ModelLevel(Part):
    """A level of recognition, and what it takes: `points` is the fewest."""

    title: LocalText
    needs: LocalText | None = None
    points: Decimal | None = None


class Criterion(Part):
    """What is looked at, in whose words (`source`), and for how many points at most."""

    text: LocalText
    points: Decimal | None = None
    source: Source


class Recognition(Part):
    """Who was recognised in a year: one area or organisation with its grade, or how many of an area's (`count`)."""

    year: Annotated[WholeNumber, AfterValidator(Between(1990, 2100))]
    area: AreaRef | None = None
    organisation: OrganisationRef | None = None
    grade: LocalText | None = None
    count: Count | None = None
    of: Count | None = None
    source: Source | None = None

    def faults(self) -> list[PydanticCustomError]:
        if self.area or self.organisation:
            return []
        message = Message(_("Who was recognised? Name an area or an organisation."))
        return [fault("missing-key", message, wants=[("area",), ("organisation",)])]


class LearningModel(Record):
    """A model of the learning society. schema.org calls it a DefinedTerm.

    `legal_basis` are the decisions that it rests on; criteria that nobody confirmed are left out.
    """

    kind: ClassVar[str] = "model"
    stale_after: ClassVar[timedelta] = timedelta(days=730)

    subject: ModelSubject
    also: tuple[LocalText, ...] = ()
    levels: tuple[ModelLevel, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    legal_basis: tuple[Source, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
