"""Every text of a record, and at which key it stands."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from langhoc.model.shape import groups_in
from langhoc.model.text import LocalText

Path = tuple[str | int, ...]


def texts(record: BaseModel) -> list[tuple[Path, str]]:
    """Each text of a record in each of its languages, with the path of its key (names as in the file)."""
    found: list[tuple[Path, str]] = []
    _gather(record, (), found)
    return found


def _gather(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(value, LocalText):
        is_group = len(value.by_language) > 1
        found += [((*path, code) if is_group else path, text) for code, text in value.by_language]
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _gather(item, (*path, number), found)
    elif isinstance(value, BaseModel):
        held = value.__dict__
        for name, key in _bearing(type(value)):
            if inner := held[name]:
                _gather(inner, (*path, key), found)


@cache
def _bearing(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model in which a text can stand, with their keys in a file; found once from the types."""
    fields = model.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if _bears_text(info.annotation))


def _bears_text(annotation: Any) -> bool:
    is_text = annotation is LocalText or any(map(_bears_text, get_args(annotation)))
    return is_text or any(_bearing(part) for part in groups_in(annotation))
