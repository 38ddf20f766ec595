"""A group of keys: what records, their parts and the settings are made of."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from langhoc.model.faults import raise_all

# In the context of a validation: the values come from a record in which there were no faults.
CHECKED_BEFORE = "checked_before"


class Group(BaseModel):
    """Frozen; a key it does not know is an error, and so is a Python name where files write another (`from`)."""

    # What validates a group is made when the first one is read: few catalogues have all kinds of record.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def faults(self) -> list[PydanticCustomError]:
        """What is wrong between keys each of which is right by itself."""
        return []

    @model_validator(mode="after")
    def _without_faults(self, info: ValidationInfo) -> Self:
        is_checked = info.context is not None and info.context.get(CHECKED_BEFORE)
        if not is_checked and (faults := self.faults()):
            raise_all(faults)
        # Which keys were written nobody asks, and a set for each group takes a third of all memory.
        object.__setattr__(self, "__pydantic_fields_set__", _name_set(type(self)))
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Its values alone: pydantic would send every key with them, three times over."""
        return _put_together, (type(self), tuple([self.__dict__[name] for name in _names(type(self))]))


def _put_together(model: type[Group], values: tuple[Any, ...]) -> Group:
    """A group whose values were validated before."""
    names = _names(model)
    group = model.__new__(model)
    state = {"__dict__": dict(zip(names, values, strict=True)), "__pydantic_fields_set__": _name_set(model)}
    for key, value in {**state, "__pydantic_extra__": None, "__pydantic_private__": None}.items():
        object.__setattr__(group, key, value)
    return group


@cache
def _names(model: type[Group]) -> tuple[str, ...]:
    """The names of its fields, in order."""
    return tuple(model.model_fields)


@cache
def _name_set(model: type[Group]) -> set[str]:
    """One for all groups of a model: pydantic copies it before it changes it."""
    return set(_names(model))


class Part(Group):
    """A group of keys inside a record."""
