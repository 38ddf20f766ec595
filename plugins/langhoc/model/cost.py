"""What something costs."""

from __future__ import annotations

from enum import StrEnum

from langhoc.model.group import Part
from langhoc.model.scalars import Count
from langhoc.model.text import LocalText


class CostUnit(StrEnum):
    COURSE = "course"
    MONTH = "month"
    SESSION = "session"
    YEAR = "year"
    CARD = "card"


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
