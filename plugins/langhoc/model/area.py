"""Areas: provinces, communes, and the quarters and hamlets below them."""

from __future__ import annotations

import math
import re
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.record import Location, Record
from langhoc.model.scalars import AreaRef, Between, Count, Day, Decimal, Word
from langhoc.model.text import LocalText

# Stands behind the name of a former unit that was divided among several.
PARTLY = " (một phần)"


class AreaType(StrEnum):
    """The kinds of unit since 1 July 2025 (Law 72/2025/QH15: two tiers), and what stands below a commune."""

    PROVINCE = "province"
    WARD = "ward"
    COMMUNE = "commune"
    SPECIAL_ZONE = "special_zone"
    QUARTER = "quarter"
    HAMLET = "hamlet"

    @property
    def is_commune_level(self) -> bool:
        return self in {AreaType.WARD, AreaType.COMMUNE, AreaType.SPECIAL_ZONE}

    @property
    def is_below_communes(self) -> bool:
        return self in {AreaType.QUARTER, AreaType.HAMLET}


class Finding(StrEnum):
    """What a survey of an area found."""

    NONE = "none"
    SOME = "some"


class Survey(Part):
    """When somebody looked for learning spaces in an area, who (a body, not a person), and what they found."""

    date: Day
    by: LocalText
    finding: Finding


# As GitHub and GitLab write them: a person, a team or a group within groups; or an e-mail address.
_EDITOR = re.compile(
    r"@[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*|[\w.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII
)


def _editor(name: str) -> str:
    if _EDITOR.fullmatch(name):
        return name
    message = Message(_("“{name}” is neither a name such as @hoi-khuyen-hoc nor an e-mail address."), {"name": name})
    raise fault("bad-value", message)


class Area(Record):
    """A unit of the country's division. `code` is the General Statistics Office's, a string: zeros lead.

    `editors` look at changes to the area's records, by their names on the Git host; without any, those of the
    area above.
    """

    kind: ClassVar[str] = "area"

    code: Word | None = None
    type: AreaType
    parent: AreaRef | None = None
    aliases: tuple[LocalText, ...] = ()
    former_units: tuple[LocalText, ...] = ()
    near: tuple[LocalText, ...] = ()
    valid_from: Day | None = None
    location: Location | None = None
    area_km2: Annotated[Decimal, AfterValidator(Between(0, 400_000))] | None = None
    population: Count | None = None
    crossing: LocalText | None = None
    surveyed: Survey | None = None
    editors: tuple[Annotated[Word, AfterValidator(_editor)], ...] = ()

    @property
    def radius_km(self) -> float | None:
        """The radius of a circle as large as the area, in kilometres."""
        return math.sqrt(self.area_km2 / math.pi) if self.area_km2 else None
