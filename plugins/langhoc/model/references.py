"""Which other records a record names, and at which key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from langhoc.model.scalars import Reference
from langhoc.model.shape import groups_in

Path = tuple[str | int, ...]


def references(record: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Reference, str]]:
    """Every reference of `record`: the path of its key (names as in the file), what it may name, the id."""
    for name, key, reference in _bearing(type(record)):
        yield from _found(getattr(record, name), (*path, key), reference)


def _found(value: Any, path: Path, reference: Reference | None) -> Iterator[tuple[Path, Reference, str]]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _found(item, (*path, number), reference)
    elif isinstance(value, BaseModel):
        yield from references(value, path)
    elif reference is not None and isinstance(value, str):
        yield path, reference, value


@cache
def _bearing(model: type[BaseModel]) -> tuple[tuple[str, str, Reference | None], ...]:
    """The fields of `model` in which a reference can stand, found once from the types."""
    rows = []
    for name, info in model.model_fields.items():
        reference = _reference(info.annotation, info)
        if reference is not None or any(_bearing(part) for part in groups_in(info.annotation)):
            rows.append((name, info.alias or name, reference))
    return tuple(rows)


def _reference(annotation: Any, info: FieldInfo | None = None) -> Reference | None:
    marks = [*(info.metadata if info else ()), *getattr(annotation, "__metadata__", ())]
    found = next((mark for mark in marks if isinstance(mark, Reference)), None)
    return found or next((r for part in get_args(annotation) if (r := _reference(part))), None)
