"""pydantic's errors -> problems: the place in the file, a sentence for a volunteer, and what was meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from langhoc import vietnamese
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import SEVERAL
from langhoc.model.shape import keys_at
from langhoc.problems import CODES, Problem
from langhoc.reading.nodes import Node, Path, find, find_key
from langhoc.reading.source import Source

DID_YOU_MEAN = _("Did you mean “{meant}”?")

# Weekdays as noticeboards write them.
_EVERYDAY = {
    "t2": "mon", "t3": "tue", "t4": "wed", "t5": "thu", "t6": "fri", "t7": "sat", "cn": "sun",
    "thu 2": "mon", "thu 3": "tue", "thu 4": "wed", "thu 5": "thu", "thu 6": "fri", "thu 7": "sat",
    "thu hai": "mon", "thu ba": "tue", "thu tu": "wed", "thu nam": "thu", "thu sau": "fri", "thu bay": "sat",
    "chu nhat": "sun",
}  # fmt: skip

_SHAPES = {
    "list_type": ("expected-list", _("A list is expected here.")),
    "tuple_type": ("expected-list", _("A list is expected here.")),
    "too_short": ("empty-text", _("The list is empty.")),
    "model_type": ("expected-mapping", _("A group of keys is expected here.")),
    "model_attributes_type": ("expected-mapping", _("A group of keys is expected here.")),
    "dict_type": ("expected-mapping", _("A group of keys is expected here.")),
    "string_type": ("expected-text", _("A text is expected here.")),
}


def explain(error: ValidationError, model: type[BaseModel], node: Node, source: Source) -> list[Problem]:
    """Every fault of a record. A key that is missing because it is misspelt counts once."""
    details = [single for detail in error.errors(include_url=False) for single in _singles(detail)]
    misspelt = {_meant_path(detail, model) for detail in details if detail["type"] == "extra_forbidden"}
    kept = [detail for detail in details if not (detail["type"] == "missing" and detail["loc"] in misspelt)]
    return [_problem(detail, model, node, source) for detail in kept]


def _singles(detail: ErrorDetails) -> list[ErrorDetails]:
    """One detail for each error of those that a validator raised together."""
    if detail["type"] != SEVERAL:
        return [detail]
    return [{**detail, "type": error.type, "ctx": error.context or {}} for error in detail["ctx"]["errors"]]


def _meant_path(detail: ErrorDetails, model: type[BaseModel]) -> Path | None:
    *above, key = detail["loc"]
    meant = meant_key(model, tuple(above), str(key))
    return (*above, meant) if meant else None


def meant_key(model: type[BaseModel], above: Path, key: str) -> str | None:
    """The key of the group at `above` that `key` most likely stands for."""
    return nearest(key.replace("-", "_"), keys_at(model, above))


def nearest(word: str, choices: Sequence[str]) -> str | None:
    """The choice that looks most like `word`, if any does."""
    folded = vietnamese.fold(word)
    if folded in _EVERYDAY and _EVERYDAY[folded] in choices:
        return _EVERYDAY[folded]
    found = difflib.get_close_matches(folded, choices, n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, choices: Sequence[str]) -> Message | None:
    meant = nearest(word, choices)
    return Message(DID_YOU_MEAN, {"meant": meant}) if meant else None


def _problem(detail: ErrorDetails, model: type[BaseModel], node: Node, source: Source) -> Problem:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(detail, model, node, source)
    if kind == "missing":
        return _missing_key(detail, node, source)
    if kind in {"enum", "literal_error"}:
        return _unknown_value(detail, node, source)
    return _bad_value(detail, node, source)


def _unknown_key(detail: ErrorDetails, model: type[BaseModel], node: Node, source: Source) -> Problem:
    *above, key = detail["loc"]
    meant = meant_key(model, tuple(above), str(key))
    if meant:
        hint = Message(DID_YOU_MEAN, {"meant": meant})
    else:
        hint = Message(_("Keys here are: {keys}."), {"keys": ", ".join(keys_at(model, tuple(above)))})
    message = Message(_("There is no key “{key}” here."), {"key": key})
    position = find_key(node, detail["loc"])
    place = source.place(position.line, position.column, position.width)
    return Problem("unknown-key", place, message, hint, _dotted(detail["loc"]))


def _missing_key(detail: ErrorDetails, node: Node, source: Source) -> Problem:
    *above, key = detail["loc"]
    position, _found = find(node, tuple(above))
    place = source.place(position.line, position.column)
    message = Message(_("The key “{key}” is missing."), {"key": key})
    return Problem("missing-key", place, message, field=_dotted(detail["loc"]))


def _unknown_value(detail: ErrorDetails, node: Node, source: Source) -> Problem:
    choices = re.findall(r"'([^']*)'", str(detail["ctx"]["expected"]))
    word = str(detail["input"])
    listed = Message(_("It is one of: {choices}."), {"choices": ", ".join(choices)})
    message = Message(_("“{word}” is not one of the choices."), {"word": word})
    return _at(detail["loc"], "unknown-value", message, did_you_mean(word, choices) or listed, node, source)


def _bad_value(detail: ErrorDetails, node: Node, source: Source) -> Problem:
    context: dict[str, Any] = detail.get("ctx") or {}
    if detail["type"] in CODES:
        loc = (*detail["loc"], *context["at"])
        return _at(loc, detail["type"], context["message"], context["hint"], node, source)
    code, text = _SHAPES.get(detail["type"], ("bad-value", _("This value is not possible.")))
    return _at(detail["loc"], code, Message(text), None, node, source)


def _at(loc: Path, code: str, message: Message, hint: Message | None, node: Node, source: Source) -> Problem:
    position, found = find(node, loc)
    # The way to a value may name steps of pydantic's own, which no file has.
    last_key = loc[-1] if loc and found == loc and code in {"unknown-language"} else None
    position = find_key(node, loc) if last_key is not None else position
    return Problem(code, source.place(position.line, position.column, position.width), message, hint, _dotted(loc))


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
