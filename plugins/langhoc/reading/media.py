"""The files in data/media/ -> what pages must know of them. Each is looked at: names say little, phones write much."""

from __future__ import annotations

import json
import os
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from langhoc.cache import Cache, code_digest, digest
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import MEDIA, MEDIA_SORTS, MediaSort
from langhoc.problems import Place, Problem
from langhoc.reading.files import DATA, MediaFile
from langhoc.reading.source import NO_FILE

# What a phone on 3G can bear, in bytes: a picture or half a minute of speech within some seconds; what is
# downloaded at will, within minutes. And the longest side of a picture that its screen has room for, in pixels.
HEAVIEST_PICTURE = 300_000
_LARGEST: Mapping[MediaSort, int] = {
    MediaSort.PICTURE: HEAVIEST_PICTURE,
    MediaSort.SOUND: 1_000_000,
    MediaSort.VIDEO: 20_000_000,
    MediaSort.DOCUMENT: 20_000_000,
}
LONGEST_SIDE = 1280
# What nobody means to publish, and what would take all memory to look at.
_ENORMOUS_BYTES, _ENORMOUS_PIXELS = 100_000_000, 40_000_000
# In a book: so many pictures are looked at, and of each so many bytes; what is written about one stands in front.
_MOST_WITHIN, _ENORMOUS_WITHIN = 500, 1_000_000

_PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}

# EXIF 2.32: where, turned how, and what tells of the camera or its owner.
_EXIF_PLACE, _EXIF_TURNED, _EXIF_MORE, _EXIF_SMALL = 0x8825, 0x0112, 0x8769, 0x0201
_ON_ITS_SIDE = 5
# What stands before it in JPEG, in PNG and in WebP, and how far before; how it begins.
_BEFORE_EXIF = ((b"Exif\0\0", 6), (b"eXIf", 4), (b"EXIF", 8))
_EXIF_BEGINS = (b"II*\0", b"MM\0*")
_LONGEST_EXIF = 0x10000
_OF_THE_CAMERA = {0x010F, 0x0110, 0x013B, 0xA430, 0xA431, 0xA435}

# How places are written: in XMP, in any of its encodings; in films also in QuickTime's and 3GPP's boxes, and beside
# them by cameras of helmets and cars, all along the way.
_IN_XMP = tuple("GPSLatitude".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_IN_FILMS = (b"\xa9xyz", b"loci\0\0\0\0", b"com.apple.quicktime.location", b"GoPro MET", b"freeGPS ")
# How ImageMagick writes EXIF and XMP into a PNG: packed, so that nothing can be found in it.
_PACKED = "Raw profile type "

# What Pillow raises for files that are cut off, of another sort, or made to harm.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, RuntimeError, struct.error)

# How files of a sort begin.
_BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    ".mp3": (b"ID3", *(bytes([0xFF, second]) for second in (0xE2, 0xE3, 0xF2, 0xF3, 0xFA, 0xFB))),
    ".ogg": (b"OggS",), ".opus": (b"OggS",), ".pdf": (b"%PDF-",),
}  # fmt: skip
# An ISO file of media says its brand; these are of pictures.
_ISO, _OF_PICTURES = {".m4a", ".mp4"}, {b"heic", b"heix", b"mif1", b"msf1", b"avif"}
# What stands in a document that is a ZIP file.
_WITHIN = {".epub": "mimetype", ".odt": "mimetype", **dict.fromkeys((".docx", ".pptx", ".xlsx"), "[Content_Types].xml")}

ROOM = "media"


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that records may show: its path, its size in bytes, and a picture's measures in pixels (else 0).

    In a copy it may lie `beside` the site: at that path from the site's top.
    """

    path: Path
    bytes: int
    width: int = 0
    height: int = 0
    beside: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is in a file: whether it is of its sort, a picture's measures, and what it tells besides."""

    is_sound: bool
    width: int = 0
    height: int = 0
    tells_place: bool = False
    tells_more: bool = False


def read_media(files: Iterable[MediaFile], cache: Cache) -> tuple[Mapping[str, Medium], list[Problem]]:
    """The files by their names, and what is wrong with them. One with a fault is there nevertheless."""
    media: dict[str, Medium] = {}
    problems: list[Problem] = []
    for file in files:
        media[file.name], found = _look_at(file, cache)
        problems += found
    cache.forget_unused(ROOM)
    return media, problems


def is_fit_to_show(content: bytes, ending: str) -> bool:
    """Whether there is nothing to be said of a picture of these contents, whose file's name ends so."""
    seen = _seen_picture(content, ending)
    is_small = max(seen.width, seen.height) <= LONGEST_SIDE and len(content) <= HEAVIEST_PICTURE
    return seen.is_sound and is_small and not seen.tells_place and not seen.tells_more


def _look_at(file: MediaFile, cache: Cache) -> tuple[Medium, list[Problem]]:
    try:
        status = os.lstat(file.path)
        if not stat.S_ISREG(status.st_mode):
            return Medium(file.path, 0), [_problem("unreadable", file, Message(NO_FILE))]
        if status.st_size > _ENORMOUS_BYTES:
            return Medium(file.path, status.st_size), [_enormous(file)]
        content = file.path.read_bytes()
    except OSError as error:
        message = Message(_("The file cannot be read: {reason}."), {"reason": error.strerror or str(error)})
        return Medium(file.path, 0), [_problem("unreadable", file, message)]
    seen = _kept(content, _ending(file), cache)
    medium = Medium(file.path, len(content), seen.width, seen.height)
    return medium, list(_problems(file, medium, seen))


def _kept(content: bytes, ending: str, cache: Cache) -> _Seen:
    """What is in the file: it is unpacked once, for only so is it sure that it is whole."""
    key = digest(code_digest(), ending, content)
    kept = cache.get(ROOM, key)
    if kept:
        return _Seen(*json.loads(kept))
    seen = _seen_picture(content, ending) if ending in _PICTURES else _seen(content, ending)
    values = [seen.is_sound, seen.width, seen.height, seen.tells_place, seen.tells_more]
    cache.put(ROOM, key, json.dumps(values).encode())
    return seen


def _ending(file: MediaFile) -> str:
    return PurePosixPath(file.name).suffix


# Sounds, videos, documents


def _seen(content: bytes, ending: str) -> _Seen:
    is_sound = _is_of_its_sort(content, ending)
    if not is_sound:
        return _Seen(False)
    signs = (*_IN_XMP, *_IN_FILMS) if ending in _ISO else ()
    # A book or a recording may hold pictures as they came from a phone.
    pictures = _pictures_within(content) if ending in _WITHIN else (content,)
    return _Seen(True, tells_place=_has_any(content, signs) or any(map(_holds_place, pictures)))


def _is_of_its_sort(content: bytes, ending: str) -> bool:
    if ending in _ISO:
        return content[4:8] == b"ftyp" and content[8:12] not in _OF_PICTURES
    if ending in _WITHIN:
        return _holds(content, _WITHIN[ending])
    return content.startswith(_BEGINNINGS[ending])


def _holds(content: bytes, name: str) -> bool:
    """Whether it is a ZIP file with that file in it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return name in packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _pictures_within(content: bytes) -> Iterator[bytes]:
    """What lies in a ZIP file and is called a picture; of what would fill the memory only the beginning."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = [one for one in packed.infolist() if PurePosixPath(one.filename).suffix.lower() in _PICTURES]
            for one in names[:_MOST_WITHIN]:
                with packed.open(one) as file:
                    yield file.read(_ENORMOUS_WITHIN)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError, zlib.error):
        return


def _holds_place(content: bytes) -> bool:
    """Whether a block of EXIF that names a place stands in it, or XMP that does."""
    if b"<x:xmpmeta" in content and _has_any(content, _IN_XMP):
        return True
    try:
        return any(exif.get_ifd(_EXIF_PLACE) for exif in _written(content))
    except _DAMAGED:
        return False


def _has_any(content: bytes, signs: Iterable[bytes]) -> bool:
    return any(sign in content for sign in signs)


# Pictures


def _seen_picture(content: bytes, ending: str) -> _Seen:
    """The picture as it is shown: turned as its camera said."""
    from PIL import Image  # noqa: PLC0415 - it takes 60 ms, and most catalogues have no pictures

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content), formats=[_PICTURES[ending]]) as it:
            width, height = it.size
            if width * height > _ENORMOUS_PIXELS:
                return _Seen(True, width, height)
            it.load()
            if it.getexif().get(_EXIF_TURNED, 1) >= _ON_ITS_SIDE:
                width, height = height, width
            tells_more = any(map(_tells_more, (it.getexif(), *_written(content))))
            return _Seen(True, width, height, tells_place(content, it), tells_more)
    except (*_DAMAGED, Image.DecompressionBombError):
        return _Seen(False)


def tells_place(content: bytes, picture: Any) -> bool:
    """Whether a picture, given as its file's `content` and as Pillow opened it, says where it was taken.

    Raises what Pillow raises for blocks of EXIF that are damaged.
    """
    if _has_any(content, _IN_XMP) or any(map(_says_place, picture.info.items())):
        return True
    return any(exif.get_ifd(_EXIF_PLACE) for exif in (picture.getexif(), *_written(content)))


def _says_place(written: tuple[object, object]) -> bool:
    """Whether one of the texts in a picture does, which may be packed in the file."""
    name, text = written
    if str(name).startswith(_PACKED):
        return not str(name).endswith("icc")
    told = text if isinstance(text, bytes) else str(text).encode("utf-8", "replace") if isinstance(text, str) else b""
    return _has_any(told, _IN_XMP)


def _written(content: bytes) -> Iterator[Any]:
    """Every block of EXIF there is: programs read but the first."""
    from PIL import Image  # noqa: PLC0415

    for sign, length in _BEFORE_EXIF:
        start = content.find(sign)
        while start >= 0:
            block = content[start + length : start + length + _LONGEST_EXIF]
            if block.startswith(_EXIF_BEGINS):
                exif = Image.Exif()
                exif.load(block)
                yield exif
            start = content.find(sign, start + 1)


def _tells_more(exif: Any) -> bool:
    """Whether it tells of the camera or its owner, or holds a small copy, perhaps of before something was cut off."""
    from PIL.ExifTags import IFD  # noqa: PLC0415

    named = {*exif, *exif.get_ifd(_EXIF_MORE)}
    return not named.isdisjoint(_OF_THE_CAMERA) or _EXIF_SMALL in exif.get_ifd(IFD.IFD1)


# What is wrong


def _problems(file: MediaFile, medium: Medium, seen: _Seen) -> Iterator[Problem]:
    if not seen.is_sound:
        yield _other_sort(file)
    elif seen.width * seen.height > _ENORMOUS_PIXELS:
        yield _enormous(file)
    elif seen.tells_place:
        yield _place_told(file)
    else:
        yield from _weight(file, medium)
        if seen.tells_more:
            message = Message(_("The picture tells of the camera, or holds a smaller copy of itself."))
            yield _problem("picture-tells-more", file, message, _mended_by(file))


def _mended_by(file: MediaFile) -> Message:
    path = f"{DATA}/{MEDIA}/{file.name}"
    return Message(_("langhoc photo {file} takes it off. Or take a screenshot of it, and use that."), {"file": path})


def _place_told(file: MediaFile) -> Problem:
    message = Message(_("The file tells where it was made, to the metre."))
    if _ending(file) in _PICTURES:
        return _problem("media-tells-place", file, message, _mended_by(file))
    if _ending(file) in (*_WITHIN, ".pdf"):
        hint = Message(_("A picture in it does. Mend the pictures with langhoc photo, and put them in anew."))
        return _problem("media-tells-place", file, message, hint)
    hint = Message(_("Switch the place off in the camera's settings, and record it again."))
    return _problem("media-tells-place", file, message, hint)


def _other_sort(file: MediaFile) -> Problem:
    message = Message(_("What is in the file is no {ending}, or not all of it."), {"ending": _ending(file)})
    hint = Message(_("Save it again with the program it is from. To rename a file does not change its sort."))
    return _problem("bad-media", file, message, hint)


def _enormous(file: MediaFile) -> Problem:
    return _problem("enormous-media", file, Message(_("The file is so large that it was not looked at.")))


def _weight(file: MediaFile, medium: Medium) -> Iterator[Problem]:
    most = _LARGEST[MEDIA_SORTS[_ending(file)]]
    if max(medium.width, medium.height) > LONGEST_SIDE:
        params = {"width": medium.width, "height": medium.height, "most": LONGEST_SIDE}
        message = Message(_("The picture has {width} × {height} points; {most} on its longer side are enough."), params)
        yield _problem("heavy-media", file, message, _made_light_by(file))
    elif medium.bytes > most:
        params = {"size": round(medium.bytes / 1000), "most": round(most / 1000)}
        message = Message(_("The file has {size} KB; a phone on a slow line bears {most} KB."), params)
        yield _problem("heavy-media", file, message, _made_light_by(file) if _ending(file) in _PICTURES else None)


def _made_light_by(file: MediaFile) -> Message:
    return Message(_("langhoc photo {file} makes it light."), {"file": f"{DATA}/{MEDIA}/{file.name}"})


def _problem(code: str, file: MediaFile, message: Message, hint: Message | None = None) -> Problem:
    return Problem(code, Place(f"{DATA}/{MEDIA}/{file.name}"), message, hint)
