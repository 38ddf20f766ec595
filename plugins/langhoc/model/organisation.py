"""Bodies: who runs a place, organises a class, keeps a programme going."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from langhoc.model.record import Record
from langhoc.model.scalars import AreaRef, OrganisationRef, Url
from langhoc.model.text import LocalText


class OrganisationType(StrEnum):
    AUTHORITY = "authority"
    EDUCATION_ASSOCIATION = "education_association"
    FRONT = "front"
    ASSOCIATION = "association"
    INTERNATIONAL = "international"
    UNIVERSITY = "university"
    COMPANY = "company"
    NON_PROFIT = "non_profit"
    OTHER = "other"


class Organisation(Record):
    """A body. `parent` is the one above it. HSDS calls it an organization."""

    kind: ClassVar[str] = "organisation"

    type: OrganisationType
    also: tuple[LocalText, ...] = ()
    parent: OrganisationRef | None = None
    area: AreaRef | None = None
    address: LocalText | None = None
    url: Url | None = None
