"""Faults -> problems: the place in the file, a sentence for a volunteer, and what was meant."""

from __future__ import annotations

import re
from collections.abc import Collection

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import CODES, Problem
from langhoc.reading.nodes import Path
from langhoc.reading.validation import MISSING_KEY, UNKNOWN_KEY, Fault, nearest
from langhoc.reading.written import Written

_SHAPES = {
    "list_type": ("expected-list", _("A list is expected here.")),
    "tuple_type": ("expected-list", _("A list is expected here.")),
    "too_short": ("empty-text", _("The list is empty.")),
    "model_type": ("expected-mapping", _("A group of keys is expected here.")),
    "model_attributes_type": ("expected-mapping", _("A group of keys is expected here.")),
    "dict_type": ("expected-mapping", _("A group of keys is expected here.")),
    "string_type": ("expected-text", _("A text is expected here.")),
}


def did_you_mean(word: str, choices: Collection[str]) -> Message | None:
    meant = nearest(word, choices)
    return Message(_("Did you mean “{meant}”?"), {"meant": meant}) if meant else None


def explain(fault: Fault, written: Written) -> Problem:
    """The problem that `fault` is, in the file of `written`, the value that was validated."""
    if fault.type == UNKNOWN_KEY:
        return _unknown_key(fault, written)
    if fault.type == MISSING_KEY:
        message = Message(_("The key “{key}” is missing."), {"key": fault.path[-1]})
        return Problem("missing-key", written.place(fault.path[:-1]), message, field=dotted(fault.path))
    if fault.type == "enum":
        return _unknown_value(fault, written)
    return _bad_value(fault, written)


def _unknown_key(fault: Fault, written: Written) -> Problem:
    message = Message(_("There is no key “{key}” here."), {"key": fault.path[-1]})
    hint = Message(_("Keys here are: {keys}."), {"keys": ", ".join(fault.keys)})
    if fault.meant:
        hint = Message(_("Did you mean “{meant}”?"), {"meant": fault.meant})
    return Problem("unknown-key", written.place_of_key(fault.path), message, hint, dotted(fault.path))


def _unknown_value(fault: Fault, written: Written) -> Problem:
    choices = re.findall(r"'([^']*)'", str(fault.context["expected"]))
    listed = Message(_("It is one of: {choices}."), {"choices": ", ".join(choices)})
    place, field = written.place(fault.path), dotted(fault.path)
    if fault.input is None:
        return Problem("empty-text", place, Message(_("The text is empty.")), listed, field)
    if not isinstance(fault.input, str):
        return Problem("expected-text", place, Message(_("A text is expected here.")), listed, field)
    message = Message(_("“{word}” is not one of the choices."), {"word": fault.input})
    return Problem("unknown-value", place, message, did_you_mean(fault.input, choices) or listed, field)


def _bad_value(fault: Fault, written: Written) -> Problem:
    if fault.type in CODES:
        # The language is the key; behind it stands a text that may be right.
        where = written.place_of_key if fault.type == "unknown-language" else written.place
        place, field = where(fault.path), dotted(fault.path)
        return Problem(fault.type, place, fault.context["message"], fault.context["hint"], field)
    code, text = _SHAPES.get(fault.type, ("bad-value", _("This value is not possible.")))
    hint = None
    if code == "expected-list" and isinstance(fault.input, str):
        hint = Message(_("Write {meant}."), {"meant": f"[{fault.input}]"})
    return Problem(code, written.place(fault.path), Message(text), hint, dotted(fault.path))


def dotted(path: Path) -> str:
    return ".".join(map(str, path))
