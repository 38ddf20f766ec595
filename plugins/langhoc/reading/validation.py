"""Data -> a model, or every fault of it, each once.

pydantic compares keys with each other only where each key by itself is right. So what was found wrong is
taken out, a misspelt key is read as what it most likely means, and the rest is validated again, until
nothing more comes to light. What is wrong only because something was taken out is not told.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from langhoc import vietnamese
from langhoc.model.faults import SEVERAL
from langhoc.model.shape import keys_at
from langhoc.reading.nodes import Path

Model = TypeVar("Model", bound=BaseModel)

UNKNOWN_KEY = "extra_forbidden"
MISSING_KEY = "missing"

# Weekdays as noticeboards, and computers, write them.
_EVERYDAY = {
    "t2": "mon", "t3": "tue", "t4": "wed", "t5": "thu", "t6": "fri", "t7": "sat", "cn": "sun",
    "thu 2": "mon", "thu 3": "tue", "thu 4": "wed", "thu 5": "thu", "thu 6": "fri", "thu 7": "sat",
    "thu hai": "mon", "thu ba": "tue", "thu tu": "wed", "thu nam": "thu", "thu sau": "fri", "thu bay": "sat",
    "chu nhat": "sun",
    "monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri", "saturday": "sat",
    "sunday": "sun",
}  # fmt: skip


def nearest(word: str, choices: Collection[str]) -> str | None:
    """The choice that looks most like `word`, if any does."""
    folded = vietnamese.fold(word)
    if _EVERYDAY.get(folded) in choices:
        return _EVERYDAY[folded]
    found = difflib.get_close_matches(folded, choices, n=1, cutoff=0.6)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the data. `path` leads to it, by the keys as the file writes them.

    `type` is pydantic's name for it or a problem's code. For a key that does not exist, `keys` are those the
    group may have, and `meant` is the one of them that it looks like.
    """

    type: str
    path: Path
    input: Any
    context: dict[str, Any]
    keys: tuple[str, ...] = ()
    meant: str | None = None


def validated(
    model: type[Model], data: Any, languages: Sequence[str], given: Collection[str] = ()
) -> tuple[Model | None, list[Fault]]:
    """`data` as a `model`, or None and all faults. Changes `data`. `given` are keys that no file may write."""
    context = {"languages": tuple(languages)}
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as error:
        return None, _Trial(model, data, context, frozenset(given)).faults(error)


@dataclass
class _Trial:
    """Data that is validated over and over, and what was taken out of it on the way."""

    model: type[BaseModel]
    data: Any
    context: dict[str, Any]
    given: frozenset[str]
    told: set[object] = field(default_factory=set)
    gone: set[Path] = field(default_factory=set)
    # Groups with a key that looks like no other: it may stand for any key that is missed there.
    puzzling: set[Path] = field(default_factory=set)
    # The key in the file, by the path of the key it was read as.
    renamed: dict[Path, str] = field(default_factory=dict)

    def faults(self, error: ValidationError | None) -> list[Fault]:
        found: list[Fault] = []
        while error is not None:
            details = [single for detail in error.errors(include_url=False) for single in _singles(detail)]
            unknown = [detail for detail in details if detail["type"] == UNKNOWN_KEY]
            found += [self._unknown_key(detail) for detail in unknown]
            others = [detail for detail in details if detail["type"] != UNKNOWN_KEY and not self._is_misspelt(detail)]
            # What does not fit the key that was guessed was meant for another.
            self.puzzling |= {detail["loc"][:-1] for detail in others if detail["loc"] in self.renamed}
            found += [self._fault(detail) for detail in others if self._is_news(detail)]
            taken_out = [self._take_out(detail) for detail in others]
            error = self._again() if unknown or any(taken_out) else None
        return found

    def _again(self) -> ValidationError | None:
        try:
            self.model.model_validate(self.data, context=self.context)
        except ValidationError as error:
            return error
        return None

    def _unknown_key(self, detail: ErrorDetails) -> Fault:
        """The fault of a key that does not exist, which is read from now on as what it looks like."""
        *above, key = detail["loc"]
        group: Path = tuple(above)
        keys = tuple(name for name in keys_at(self.model, group) if group or name not in self.given)
        meant = nearest(str(key).replace("-", "_"), keys)
        fault = Fault(UNKNOWN_KEY, self._as_written(detail["loc"]), detail["input"], {}, keys, meant)
        values = _value_at(self.data, group)
        value = values.pop(key)
        if meant is None:
            self.puzzling.add(group)
        elif meant not in values:
            values[meant] = value
            self.renamed[(*group, meant)] = str(key)
        return fault

    def _is_misspelt(self, detail: ErrorDetails) -> bool:
        """Whether the key that is missing was found under another name just now."""
        return detail["type"] == MISSING_KEY and detail["loc"] in self.renamed

    def _is_news(self, detail: ErrorDetails) -> bool:
        context = detail.get("ctx") or {}
        if detail["loc"] in self.renamed or (detail["type"] == MISSING_KEY and detail["loc"] in self.gone):
            return False
        if any(self._may_stand((*detail["loc"], *key)) for key in context.get("wants", ())):
            return False
        mark = (detail["type"], detail["loc"], context.get("at"))
        is_new = mark not in self.told
        self.told.add(mark)
        return is_new

    def _may_stand(self, path: Path) -> bool:
        """Whether the file may say something at or below `path` that could not be read."""
        taken_out = (*self.gone, *self.puzzling)
        return path[:-1] in self.puzzling or any(gone[: len(path)] == path for gone in taken_out)

    def _take_out(self, detail: ErrorDetails) -> bool:
        """Take out the nearest key above the fault; of a list, the whole, so that its items keep their numbers."""
        path = detail["loc"][:-1] if detail["type"] == MISSING_KEY else detail["loc"]
        while path and isinstance(path[-1], int):
            path = path[:-1]
        if not path or any(path[:length] in self.gone for length in range(1, len(path) + 1)):
            return False
        _value_at(self.data, path[:-1]).pop(path[-1], None)
        self.gone.add(path)
        return True

    def _fault(self, detail: ErrorDetails) -> Fault:
        context = detail.get("ctx") or {}
        path = (*detail["loc"], *context.get("at", ()))
        return Fault(detail["type"], self._as_written(path), detail["input"], context)

    def _as_written(self, path: Path) -> Path:
        return tuple(self.renamed.get(path[: n + 1], step) for n, step in enumerate(path))


def _singles(detail: ErrorDetails) -> list[ErrorDetails]:
    """One detail for each error of those that a validator raised together."""
    if detail["type"] != SEVERAL:
        return [detail]
    return [{**detail, "type": error.type, "ctx": error.context or {}} for error in detail["ctx"]["errors"]]


def _value_at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
