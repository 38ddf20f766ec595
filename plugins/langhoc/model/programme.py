"""Programmes: movements, scholarships, support clubs, funds, networks, campaigns."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic_core import PydanticCustomError

from langhoc.model.group import Part
from langhoc.model.record import Record, Source
from langhoc.model.scalars import AreaRef, Count, Day, Period, ProgrammeRef, ProviderRef, Url
from langhoc.model.text import LocalText
from langhoc.model.times import out_of_order


class ProgrammeType(StrEnum):
    MOVEMENT = "movement"
    PROGRAMME = "programme"
    SCHOLARSHIP = "scholarship"
    SUPPORT_CLUB = "support_club"
    FUND = "fund"
    NETWORK = "network"
    CAMPAIGN = "campaign"


class Application(Part):
    """How one gets something out of it. `amount` is in đồng for each, `number` how many there are."""

    who: LocalText | None = None
    nominated_by: LocalText | None = None
    amount: Count | None = None
    number: Count | None = None
    papers: LocalText | None = None
    where: LocalText | None = None
    deadline: Day | None = None
    results_on: Day | None = None

    def faults(self) -> list[PydanticCustomError]:
        return out_of_order(self.deadline, self.results_on, "results_on")


class Milestone(Part):
    """Something that happened, and when."""

    when: Period
    text: LocalText
    source: Source | None = None


class Programme(Record):
    """A programme. `how_to_give` leads through the association: account numbers are refused everywhere."""

    kind: ClassVar[str] = "programme"

    type: ProgrammeType
    also: tuple[LocalText, ...] = ()
    part_of: ProgrammeRef | None = None
    organisers: tuple[ProviderRef, ...] = ()
    area: AreaRef | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    apply: Application | None = None
    how_to_give: LocalText | None = None
    timeline: tuple[Milestone, ...] = ()
    url: Url | None = None

    @property
    def last_day(self) -> date | None:
        return self.ends_on

    def faults(self) -> list[PydanticCustomError]:
        return out_of_order(self.starts_on, self.ends_on, "ends_on")
