"""Resources: books, lessons and recordings of a library that can be read or downloaded."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from langhoc.model.group import Part
from langhoc.model.record import Record
from langhoc.model.scalars import AudienceRef, Between, Count, LibraryRef, TopicRef, Url, WholeNumber, Word
from langhoc.model.text import LocalText


class ResourceType(StrEnum):
    BOOK = "book"
    LESSON = "lesson"
    COURSE = "course"
    VIDEO = "video"
    AUDIO = "audio"
    GUIDE = "guide"
    COLLECTION = "collection"


class ResourceFile(Part):
    """Where it can be had: an address, what sort of file it is (PDF, EPUB, MP3, …), and how large, in bytes."""

    url: Url
    type: Word | None = None
    bytes: Count | None = None
    title: LocalText | None = None


class Resource(Record):
    """Something to read, hear or watch. `language` is a language code; OPDS calls it a publication."""

    kind: ClassVar[str] = "resource"
    stale_after: ClassVar[timedelta] = timedelta(days=730)

    type: ResourceType
    library: LibraryRef | None = None
    authors: tuple[LocalText, ...] = ()
    publisher: LocalText | None = None
    year: Annotated[WholeNumber, AfterValidator(Between(1800, 2100))] | None = None
    language: Word | None = None
    licence: LocalText | None = None
    files: tuple[ResourceFile, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    audiences: tuple[AudienceRef, ...] = ()
