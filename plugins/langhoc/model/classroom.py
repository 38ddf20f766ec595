"""Connected classrooms: rooms that learn together with others, over a line."""

from __future__ import annotations

from typing import ClassVar

from langhoc.model.place import Place
from langhoc.model.scalars import AreaRef, ClassroomRef
from langhoc.model.text import LocalText


class ConnectedClassroom(Place):
    """A classroom that is connected to `partners`. It is enough that one of the two names the other."""

    kind: ClassVar[str] = "classroom"

    area: AreaRef
    partners: tuple[ClassroomRef, ...] = ()
    equipment: tuple[LocalText, ...] = ()
    bandwidth: LocalText | None = None
    platforms: tuple[LocalText, ...] = ()
