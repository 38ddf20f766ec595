"""Pictures, recordings and books: files that records show. They lie in data/media/ and are named from there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator

from langhoc import vietnamese
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.scalars import ID_PATTERN, LanguageCode, Word, is_id
from langhoc.model.text import LocalText

MEDIA = "media"
"""The folder below data/, and that of the site."""


class MediaSort(StrEnum):
    PICTURE = "picture"
    SOUND = "sound"
    VIDEO = "video"
    DOCUMENT = "document"


# SVG and HTML are left out: opened by themselves they may run what a stranger wrote.
MEDIA_SORTS: Mapping[str, MediaSort] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp"), MediaSort.PICTURE),
    **dict.fromkeys((".mp3", ".m4a", ".ogg", ".opus"), MediaSort.SOUND),
    ".mp4": MediaSort.VIDEO,
    **dict.fromkeys((".pdf", ".epub", ".docx", ".odt", ".pptx", ".xlsx"), MediaSort.DOCUMENT),
}

_NAME = re.compile(rf"(?:{ID_PATTERN.pattern}/)*{ID_PATTERN.pattern}\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class InMedia:
    """Marks a key as the path of a file below data/media/, of one of `sorts`, and sees that it can be one."""

    sorts: tuple[MediaSort, ...]

    @property
    def endings(self) -> tuple[str, ...]:
        return tuple(ending for ending, sort in MEDIA_SORTS.items() if sort in self.sorts)

    def __call__(self, name: str) -> str:
        if self._fits(name):
            return name
        if PurePosixPath(name).suffix.lower() in self.endings:
            message = Message(_("No file of data/media/ can be called “{name}”."), {"name": name})
        else:
            params = {"name": name, "endings": " ".join(self.endings)}
            message = Message(_("“{name}” cannot be a file of data/media/ here: such files end in {endings}."), params)
        meant = media_name(name)
        hint = Message(_("Write {meant}."), {"meant": meant}) if self._fits(meant) else None
        raise fault("bad-media-name", message, hint)

    def _fits(self, name: str) -> bool:
        return is_media_name(name) and PurePosixPath(name).suffix in self.endings


def is_media_name(name: str) -> bool:
    """Whether a file of data/media/ may be called so: small letters without marks, digits, hyphens, folders."""
    return _NAME.fullmatch(name) is not None and all(is_id(part.split(".")[0]) for part in name.split("/"))


def media_name(name: str) -> str:
    """What `name` could be called instead: "Ảnh/IMG_01.JPG" becomes "anh/img-01.jpg"."""
    path = PurePosixPath(name.strip().replace("\\", "/"))
    folders = [part for part in path.parts[:-1] if part not in {"/", "..", "data", MEDIA}]
    return "/".join([*map(vietnamese.slug, folders), vietnamese.slug(path.stem) + path.suffix.lower()])


PictureFile = Annotated[Word, AfterValidator(InMedia((MediaSort.PICTURE,)))]
SoundFile = Annotated[Word, AfterValidator(InMedia((MediaSort.SOUND,)))]
AnyFile = Annotated[Word, AfterValidator(InMedia(tuple(MediaSort)))]


class Picture(Part):
    """A picture: `alt` says what is to be seen to those who do not see it, `credit` whose it is."""

    file: PictureFile
    alt: LocalText
    credit: LocalText


class Recording(Part):
    """The record read aloud, half a minute, for people who read little. `language` is a language code."""

    file: SoundFile
    credit: LocalText
    language: LanguageCode | None = None
