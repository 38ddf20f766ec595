"""What each key of a model takes, read from its type: once, for all doors."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from langhoc.model.group import Group
from langhoc.model.media import InMedia
from langhoc.model.record import Record
from langhoc.model.scalars import (
    Between,
    Clock,
    Day,
    Decimal,
    Email,
    FormerId,
    Id,
    LanguageCode,
    Period,
    Phone,
    Reference,
    Url,
    WholeNumber,
    Word,
    YesNo,
)
from langhoc.model.text import AtMost, LocalText

Mark = TypeVar("Mark")


class Takes(StrEnum):
    """The forms a value has. A key that takes several takes a list of them."""

    TEXT = "text"
    WORD = "word"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DAY = "day"
    PERIOD = "period"
    TIME = "time"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    PHONE = "phone"
    URL = "url"
    EMAIL = "email"
    ID = "id"
    REFERENCE = "reference"
    FILE = "file"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as files write it, and what it takes.

    `absent` is what stands where it is left out. Of `choices`, `kinds` (what a reference may name) and `part` there
    is the one that `takes` calls for; `bounds` are those of a number, `longest` that of a text, in characters;
    `media` says which files fit.
    """

    name: str
    takes: Takes
    required: bool
    several: bool
    absent: object = None
    choices: type[StrEnum] | None = None
    kinds: tuple[str, ...] = ()
    part: type[Group] | None = None
    bounds: Between | None = None
    longest: int | None = None
    media: InMedia | None = None


_FORMS: tuple[tuple[Any, Takes], ...] = (
    (Word, Takes.WORD),
    (YesNo, Takes.YES_NO),
    (Day, Takes.DAY),
    (Period, Takes.PERIOD),
    (Clock, Takes.TIME),
    (WholeNumber, Takes.WHOLE_NUMBER),
    (Decimal, Takes.DECIMAL),
    (Phone, Takes.PHONE),
    (Url, Takes.URL),
    (Email, Takes.EMAIL),
    (LanguageCode, Takes.WORD),
    (Id, Takes.ID),
    (FormerId, Takes.ID),
)


# What a reader wants to know of a record first; what all records have besides stands behind what its kind has.
_FIRST = ("id", "title", "code", "type", "summary", "description")


def keys(model: type[Group]) -> tuple[Key, ...]:
    """All keys of `model`, in the order in which they are asked for and written."""
    fields = model.model_fields
    first = [name for name in _FIRST if name in fields] if issubclass(model, Record) else []
    last = [name for name in Record.model_fields if name not in first] if first else []
    between = [name for name in fields if name not in first and name not in last]
    return tuple(_key(name, fields[name]) for name in (*first, *between, *last))


def own_keys(model: type[Group]) -> tuple[Key, ...]:
    """The keys that `model` says itself, without those of the classes it comes from."""
    own = inspect.get_annotations(model)
    return tuple(_key(name, info) for name, info in model.model_fields.items() if name in own)


def parts_of(model: type[Group]) -> Iterator[type[Group]]:
    """The groups of keys inside `model`, and those inside them; each before what is inside it, some twice."""
    for key in keys(model):
        if key.part:
            yield key.part
            yield from parts_of(key.part)


def _key(name: str, info: FieldInfo) -> Key:
    core, marks, several = _peeled(info.annotation, tuple(info.metadata))
    reference = _first(marks, Reference)
    longest = _first(marks, AtMost)
    return Key(
        info.alias or name,
        _takes(core, marks),
        info.is_required(),
        several,
        None if info.is_required() else info.default,
        choices=core if issubclass(core, StrEnum) else None,
        kinds=reference.kinds if reference else (),
        part=core if issubclass(core, Group) else None,
        bounds=_checked_by(marks, Between),
        longest=longest.length if longest else None,
        media=_checked_by(marks, InMedia),
    )


def _peeled(annotation: Any, marks: tuple[Any, ...] = (), several: bool = False) -> tuple[type, tuple[Any, ...], bool]:
    """The class within `X | None`, `tuple[X, ...]` and Annotated; what is said of it; whether it is that of a list."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _peeled(parts[0], (*marks, *parts[1:]), several)
    if origin in {Union, UnionType}:
        return _peeled(next(part for part in parts if part is not NoneType), marks, several)
    if origin is tuple:
        return _peeled(parts[0], marks, several=True)
    return annotation, marks, several


def _first(marks: Iterable[object], kind: type[Mark]) -> Mark | None:
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def _checked_by(marks: Iterable[object], kind: type[Mark]) -> Mark | None:
    """What of that kind looks at the value."""
    return _first((mark.func for mark in marks if isinstance(mark, AfterValidator)), kind)


def _takes(core: type, marks: tuple[Any, ...]) -> Takes:
    if _first(marks, Reference):
        return Takes.REFERENCE
    if _checked_by(marks, InMedia):
        return Takes.FILE
    for kind, takes in ((StrEnum, Takes.CHOICE), (Group, Takes.GROUP), (LocalText, Takes.TEXT)):
        if issubclass(core, kind):
            return takes
    # The first mark of such a type is the function that reads it: no two types share one.
    return next(takes for form, takes in _FORMS if get_args(form)[1] in marks)
