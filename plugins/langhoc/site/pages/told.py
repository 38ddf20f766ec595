"""What is told of a record line by line, on its page as on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from langhoc.site.views import Fact, Note, Tag


class Told(NamedTuple):
    """What sort of thing it is; what to see at once; what matters before all else; when, where and for how much; the
    rest.
    """

    kind: str
    tags: Iterable[Tag] = ()
    notes: Iterable[Note] = ()
    key_facts: Iterable[Fact] = ()
    facts: Iterable[Fact] = ()
