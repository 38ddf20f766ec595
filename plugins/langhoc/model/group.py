"""A group of keys: what records, their parts and the settings are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from langhoc.model.faults import raise_all

G = TypeVar("G", bound="Group")

# What every pydantic model has besides its values.
_KEYS_WRITTEN, _OTHER_KEYS, _PRIVATE = (
    vars(BaseModel)[f"__pydantic_{name}__"] for name in ("fields_set", "extra", "private")
)


class Group(BaseModel):
    """Frozen; a key it does not know is an error, and so is a Python name where files write another (`from`)."""

    # What validates a group is made when the first one is read: few catalogues have all kinds of record.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def faults(self) -> list[PydanticCustomError]:
        """What is wrong between keys each of which is right by itself."""
        return []

    @model_validator(mode="after")
    def _without_faults(self) -> Self:
        if faults := self.faults():
            raise_all(faults)
        # Which keys were written nobody asks, and a set for each group takes a third of all memory.
        object.__setattr__(self, "__pydantic_fields_set__", _name_set(type(self)))
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Its values alone: pydantic would send every key with them, three times over."""
        model = type(self)
        return _put_together, (model, _values(model)(self.__dict__))

    def changed(self, **values: Any) -> Self:
        """A copy with other values, which nobody validates again. pydantic's copy takes several times as long."""
        both = self.__dict__ | values
        return _put_together(type(self), _values(type(self))(both))


def _put_together(model: type[G], values: tuple[Any, ...]) -> G:
    """A group whose values were validated before."""
    group = model.__new__(model)
    group.__dict__.update(zip(_names(model), values, strict=True))
    _KEYS_WRITTEN.__set__(group, _name_set(model))
    _OTHER_KEYS.__set__(group, None)
    _PRIVATE.__set__(group, None)
    return group


@cache
def _names(model: type[Group]) -> tuple[str, ...]:
    """The names of its fields, in order."""
    return tuple(model.model_fields)


@cache
def _values(model: type[Group]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What gives its values in the order of its names; with less than two of them an itemgetter gives no tuple."""
    names = _names(model)
    return itemgetter(*names) if len(names) > 1 else lambda values: tuple([values[name] for name in names])


@cache
def _name_set(model: type[Group]) -> set[str]:
    """One for all groups of a model: pydantic copies it before it changes it."""
    return set(_names(model))


class Part(Group):
    """A group of keys inside a record."""
