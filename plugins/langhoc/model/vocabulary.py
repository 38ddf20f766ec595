"""Topics and audiences: the words by which offers are grouped. Each is a list in one file."""

from __future__ import annotations

from typing import ClassVar

from langhoc.model.record import Record
from langhoc.model.text import LocalText


class Topic(Record):
    """Something one can learn about. `also` holds other words people type for it."""

    kind: ClassVar[str] = "topic"

    also: tuple[LocalText, ...] = ()


class Audience(Record):
    """A situation people are in, as "free only in the evening". `also` holds other words people type for it."""

    kind: ClassVar[str] = "audience"

    also: tuple[LocalText, ...] = ()
