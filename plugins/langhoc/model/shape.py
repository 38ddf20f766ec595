"""The shape of a model as its doors see it: which keys a group of keys has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

Path = tuple[str | int, ...]


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of `model` as files write them; `id` is a record's file name, not a key, where it is one."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys of the group that `path` leads to from `model`; none when it leads to no group."""
    for step in path:
        if isinstance(step, int):
            continue
        inner = _group_below(model, step)
        if inner is None:
            return ()
        model = inner
    return keys_of(model)


def _group_below(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, info in model.model_fields.items():
        if key == (info.alias or name):
            return next(groups_in(info.annotation), None)
    return None


def groups_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The groups of keys that a type is made of: `tuple[Contact, ...] | None` holds Contact."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from groups_in(part)
