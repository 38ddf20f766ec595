"""Which record a copy is to be made of, by its id or by what people call it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from langhoc.doors.answers.names import Names, all_named
from langhoc.doors.answers.refusal import Refused
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Record
from langhoc.project.outcome import NotBuilt
from langhoc.reading.validation import nearest

R = TypeVar("R", bound=Record)


def called(records: Iterable[R], name: str, unknown: Message) -> R:
    """The record of that id, or the one of that title. Raises NotBuilt, with one that looks like it where there is one;
    `unknown` says of an id that nothing has it.
    """
    by_id = {one.id: one for one in records}
    names = Names(tuple(all_named(by_id.values())))
    try:
        found = by_id.get(names.id_of(name, list({one.kind for one in by_id.values()})))
    except Refused as refused:
        raise NotBuilt(message=_with(refused.message, refused.hint)) from None
    if found is None:
        meant = nearest(name, by_id)
        hint = Message(_("Did you mean “{meant}”?"), {"meant": names.shown(meant)}) if meant else None
        raise NotBuilt(message=_with(unknown, hint))
    return found


def _with(message: Message, hint: Message | None) -> Message:
    return Message("{message} {hint}", {"message": message, "hint": hint}) if hint else message
