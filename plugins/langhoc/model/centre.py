"""Learning centres: any place where people of a commune learn."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from langhoc.model.place import Place
from langhoc.model.scalars import AreaRef


class CentreType(StrEnum):
    LEARNING_CENTRE = "learning_centre"
    COMMUNITY_SPACE = "community_space"
    CULTURE_HOUSE = "culture_house"
    CONTINUING_EDUCATION_CENTRE = "continuing_education_centre"
    VOCATIONAL_CENTRE = "vocational_centre"
    SCHOOL = "school"
    OTHER = "other"


class LearningCentre(Place):
    """A place to learn. schema.org calls it an EducationalOrganization."""

    kind: ClassVar[str] = "centre"

    type: CentreType
    area: AreaRef
