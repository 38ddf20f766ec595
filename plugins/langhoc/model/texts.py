"""Every text of a record, and at which key it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from langhoc.model.text import LocalText

Path = tuple[str | int, ...]


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each text of a record in each of its languages, with the path of its key (names as in the file)."""
    if isinstance(value, LocalText):
        is_group = len(value.by_language) > 1
        yield from (((*path, code) if is_group else path, text) for code, text in value.by_language)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts(item, (*path, number))
    elif isinstance(value, BaseModel):
        held = value.__dict__
        for name, key in _keys(type(value)):
            inner = held[name]
            if inner and isinstance(inner, (LocalText, tuple, BaseModel)):
                yield from texts(inner, (*path, key))


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, with their keys in a file."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())
