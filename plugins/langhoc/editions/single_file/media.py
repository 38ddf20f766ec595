"""Which pictures and recordings go into a copy in one file, within a budget."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from langhoc.catalogue import Catalogue
from langhoc.model import MEDIA, MEDIA_SORTS, Event, MediaSort, Offer, Place, Record
from langhoc.reading import Medium

_TYPES: Mapping[str, str] = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pictures and recordings that are in, by their names, and how many are not."""

    media: Mapping[str, Medium]
    left_out: int


def fitting(catalogue: Catalogue, budget: int) -> Chosen:
    """As many as go into `budget` bytes of the file, of those that pages show.

    Pictures come before recordings, what shows a place, a class or an event before the rest, small ones before large.
    """
    shown = _shown(catalogue)
    chosen: dict[str, Medium] = {}
    left = budget
    for name in sorted(shown, key=lambda name: (_is_heard(name), not shown[name], catalogue.media[name].bytes, name)):
        length = _length(catalogue.media[name])
        if length <= left:
            chosen[name] = catalogue.media[name]
            left -= length
    return Chosen(chosen, len(shown) - len(chosen))


def as_text(medium: Medium) -> str:
    """The file in Base64: to compress it once more would gain nothing."""
    return base64.b64encode(medium.path.read_bytes()).decode()


def path_and_type(name: str) -> tuple[str, str]:
    """Where pages look for the file, and its media type."""
    return f"{MEDIA}/{name}", _TYPES[PurePosixPath(name).suffix]


def _shown(catalogue: Catalogue) -> dict[str, bool]:
    """Each by its name; whether it shows somewhere to go or something to go for."""
    shown: dict[str, bool] = {}
    for record in catalogue.by_id.values():
        for name in _files(record):
            shown[name] = shown.get(name, False) or _is_visited(record)
    return shown


def _files(record: Record) -> Iterator[str]:
    if record.image:
        yield record.image.file
    if record.audio:
        yield record.audio.file


def _is_visited(record: Record) -> bool:
    return isinstance(record, (Place, Offer, Event))


def _is_heard(name: str) -> bool:
    return MEDIA_SORTS[PurePosixPath(name).suffix] is MediaSort.SOUND


def _length(medium: Medium) -> int:
    """In Base64: four letters for each three bytes or what is left of them."""
    return 4 * -(-medium.bytes // 3)
