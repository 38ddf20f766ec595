"""Resources: books, lessons and recordings of a library that can be read or downloaded."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.media import AnyFile
from langhoc.model.record import Record
from langhoc.model.scalars import (
    AudienceRef,
    Between,
    Count,
    LanguageCode,
    LibraryRef,
    TopicRef,
    Url,
    WholeNumber,
    Word,
)
from langhoc.model.text import LocalText

# Licences that let everybody hand on copies, as a text begins that names one of them.
_FREE = re.compile(
    r"\s*(?:cc[ -]?(?:0|by)\b|creative commons\b|public domain\b|gnu free documentation|gfdl\b|"
    r"(?:thuộc )?phạm vi công cộng|(?:đã )?thuộc về công chúng)",
    re.IGNORECASE,
)


class ResourceType(StrEnum):
    BOOK = "book"
    LESSON = "lesson"
    COURSE = "course"
    VIDEO = "video"
    AUDIO = "audio"
    GUIDE = "guide"
    COLLECTION = "collection"


class ResourceFile(Part):
    """Where it can be had: an address, what sort of file it is (PDF, EPUB, MP3, …), and how large, in bytes.

    Or a file of the catalogue's own (`path`, below data/media/), of which sort and size are known.
    """

    url: Url | None = None
    path: AnyFile | None = None
    type: Word | None = None
    bytes: Count | None = None
    title: LocalText | None = None

    def faults(self) -> list[PydanticCustomError]:
        if self.path and (self.url or self.type or self.bytes is not None):
            message = Message(_("A file with a path needs no url, type or bytes: they are known."))
            extra = next(key for key in ("url", "type", "bytes") if getattr(self, key) is not None)
            return [fault("bad-value", message, at=(extra,))]
        if self.path or self.url:
            return []
        return [fault("missing-key", Message(_("The file has neither a url nor a path.")), wants=[("url",), ("path",)])]


class Resource(Record):
    """Something to read, hear or watch. `language` is a language code; OPDS calls it a publication."""

    kind: ClassVar[str] = "resource"
    stale_after: ClassVar[timedelta] = timedelta(days=730)

    type: ResourceType
    library: LibraryRef | None = None
    authors: tuple[LocalText, ...] = ()
    publisher: LocalText | None = None
    year: Annotated[WholeNumber, AfterValidator(Between(1800, 2100))] | None = None
    language: LanguageCode | None = None
    licence: LocalText | None = None
    files: tuple[ResourceFile, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    audiences: tuple[AudienceRef, ...] = ()

    @property
    def may_be_copied(self) -> bool:
        """Whether its licence lets others hand on its files: sticks and other copies have only these."""
        return self.licence is not None and any(_FREE.match(text) for text in self.licence.texts())
