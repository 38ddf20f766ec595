"""Indicators: figures of a locality, each with its day, its source, and what is doubtful about it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.record import Record, Source
from langhoc.model.scalars import AboutRef, AreaRef, Decimal, Period, YesNo
from langhoc.model.text import LocalText


class Measure(StrEnum):
    """A stock is how much there is on a day, a flow how much within a time; a goal is what is to be reached."""

    STOCK = "stock"
    FLOW = "flow"
    GOAL = "goal"


class Exactness(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"


class Figure(Part):
    """One value: a number (`value`, of `of` in all), or what stands in place of one (`text`, as "level 3").

    It is of `area`; `scope` names what is counted where it is no area of today, as a former district.
    `unverified` marks a figure that no second source confirms. Without `when` its day is not known.
    """

    when: Period | None = None
    value: Decimal | None = None
    exactness: Exactness = Exactness.EXACT
    of: Decimal | None = None
    text: LocalText | None = None
    area: AreaRef | None = None
    scope: LocalText | None = None
    unverified: YesNo = False
    note: LocalText | None = None
    source: Source | None = None

    def faults(self) -> list[PydanticCustomError]:
        if self.value is not None or self.text:
            return []
        message = Message(_("The figure has neither a value nor a text."))
        return [fault("missing-key", message, wants=[("value",), ("text",)])]


class Indicator(Record):
    """A figure and how it went on: `series` is what was, `targets` what is to be. `about` is what it tells of."""

    kind: ClassVar[str] = "indicator"

    measure: Measure
    unit: LocalText | None = None
    about: tuple[AboutRef, ...] = ()
    series: tuple[Figure, ...] = ()
    targets: tuple[Figure, ...] = ()

    def faults(self) -> list[PydanticCustomError]:
        if self.series or self.targets:
            return []
        message = Message(_("The indicator has no figures: neither series nor targets."))
        return [fault("missing-key", message, wants=[("series",), ("targets",)])]
