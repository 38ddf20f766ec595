"""Which other records a record names, which files, and at which keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from langhoc.model.media import InMedia
from langhoc.model.scalars import Reference
from langhoc.model.shape import groups_in

Path = tuple[str | int, ...]
Mark = Reference | InMedia


def references(record: BaseModel) -> Iterator[tuple[Path, Reference, str]]:
    """Every reference of `record`: the path of its key (names as in the file), what it may name, the id."""
    return ((path, mark, name) for path, mark, name in _marked(record) if isinstance(mark, Reference))


def media_of(record: BaseModel) -> Iterator[tuple[Path, InMedia, str]]:
    """Every file of data/media/ that `record` names: the path of its key, what it may be, its path."""
    return ((path, mark, name) for path, mark, name in _marked(record) if isinstance(mark, InMedia))


def _marked(record: BaseModel) -> list[tuple[Path, Mark, str]]:
    found: list[tuple[Path, Mark, str]] = []
    _gather(record, (), None, found)
    return found


def _gather(value: Any, path: Path, mark: Mark | None, found: list[tuple[Path, Mark, str]]) -> None:
    if isinstance(value, str):
        if mark is not None:
            found.append((path, mark, value))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _gather(item, (*path, number), mark, found)
    elif isinstance(value, BaseModel):
        held = value.__dict__
        for name, key, its in _bearing(type(value)):
            if inner := held[name]:
                _gather(inner, (*path, key), its, found)


@cache
def _bearing(model: type[BaseModel]) -> tuple[tuple[str, str, Mark | None], ...]:
    """The fields of `model` in which a mark can stand, found once from the types."""
    rows = []
    for name, info in model.model_fields.items():
        mark = _mark(info.annotation, info)
        if mark is not None or any(_bearing(part) for part in groups_in(info.annotation)):
            rows.append((name, info.alias or name, mark))
    return tuple(rows)


def _mark(annotation: Any, info: FieldInfo | None = None) -> Mark | None:
    marks = [*(info.metadata if info else ()), *getattr(annotation, "__metadata__", ())]
    said = [mark.func if isinstance(mark, AfterValidator) else mark for mark in marks]
    found = next((mark for mark in said if isinstance(mark, Mark)), None)
    return found or next((mark for part in get_args(annotation) if (mark := _mark(part))), None)
