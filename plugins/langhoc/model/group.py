"""A group of keys: what records, their parts and the settings are made of."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from langhoc.model.faults import raise_all

# In the context of a validation: the values come from a record in which there were no faults.
CHECKED_BEFORE = "checked_before"


class Group(BaseModel):
    """Frozen; a key it does not know is an error, and so is a Python name where files write another (`from`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def faults(self) -> list[PydanticCustomError]:
        """What is wrong between keys each of which is right by itself."""
        return []

    @model_validator(mode="after")
    def _without_faults(self, info: ValidationInfo) -> Self:
        if not (info.context or {}).get(CHECKED_BEFORE):
            raise_all(self.faults())
        return self


class Part(Group):
    """A group of keys inside a record."""
