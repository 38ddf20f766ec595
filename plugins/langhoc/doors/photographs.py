"""A photograph as a phone or camera makes it -> a picture that a record can show: upright, small, telling nothing more.

Nothing of the file is taken over but what is to be seen: the points are painted onto an empty picture, and that is
saved. So no place, no small copy, no note of the camera's or of a program's is left, known or not, and nothing that
hangs behind the picture, as the second of film that some phones add.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.reading import HEAVIEST_PICTURE, LONGEST_SIDE, tells_place

if TYPE_CHECKING:
    from PIL.Image import Image

WRITTEN: dict[str, str] = {".webp": "WEBP", ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
"""The endings of what is made, and what Pillow calls such files."""

# What phones, screens and chats make. Of no other sort a file is opened: each reader is a way in.
_TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "BMP")
# A JPEG is opened as small as it is needed; any other is first unpacked whole, four bytes a point.
_MOST_POINTS, _MOST_POINTS_OF_JPEG = 50_000_000, 120_000_000
MOST_BYTES = 100_000_000
# From fine to plain; below that it is made smaller. A PNG is as it is.
_QUALITIES = {"WEBP": (82, 70, 58), "JPEG": (82, 70, 58), "PNG": (0,)}
_SMALLER = 0.8

# EXIF 2.32: how it is turned.
_EXIF_TURNED = 0x0112
# What Pillow raises for what is damaged, or made to harm.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, RuntimeError, struct.error, MemoryError)

_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_SVG_SIGNS = (b"<svg", b"<?xml", b"<!DOCTYPE svg")


class NotAPhoto(Exception):
    """What is in the file cannot be made into a picture. Says why and how to go on."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(str(message))
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Made:
    """A picture for a record, its measures and those of the photograph in points; what was done to it."""

    content: bytes
    width: int
    height: int
    was_width: int
    was_height: int
    was_turned: bool
    told_place: bool


def made_from(content: bytes, ending: str = ".webp") -> Made:
    """The photograph in a file's `content` as a file that ends in `ending`. Raises NotAPhoto."""
    from PIL import Image  # noqa: PLC0415 - it takes 60 ms, and no other command needs it

    _refuse_others(content)
    # Else Pillow knows but a few sorts.
    Image.init()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=_TAKEN) as photo:
            _refuse_enormous(photo)
            was, told_place, was_turned = photo.size, _told_place(content, photo), _stands_askew(photo)
            small = _small(_painted(_upright(photo), ending))
    except (*_DAMAGED, Image.DecompressionBombError) as error:
        raise NotAPhoto(Message(_("What is in the file is no picture, or not all of it."))) from error
    written, (width, height) = _light(small, WRITTEN[ending])
    return Made(written, width, height, *was, was_turned, told_place)


# What is not even opened


def _refuse_others(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise NotAPhoto(Message(_("The file is so large that it was not looked at.")))
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        hint = Message(
            _(
                "iPhones save so. Send the picture to yourself by Zalo or e-mail and take what arrives, or take a "
                "screenshot of it. For the next ones: Settings, Camera, Formats, Most Compatible."
            )
        )
        raise NotAPhoto(Message(_("The picture is a HEIC file, which few programs can open.")), hint)
    if any(sign in content[:1000] for sign in _SVG_SIGNS):
        hint = Message(_("Open it, take a screenshot, and use that."))
        raise NotAPhoto(Message(_("A drawing in SVG may hold a program, so none is taken.")), hint)


def _refuse_enormous(photo: Image) -> None:
    """Its measures are known before it is unpacked."""
    width, height = photo.size
    is_jpeg = photo.format in {"JPEG", "MPO"}
    if width * height > (_MOST_POINTS_OF_JPEG if is_jpeg else _MOST_POINTS):
        params = {"width": width, "height": height}
        raise NotAPhoto(Message(_("The picture has {width} × {height} points: too many to be opened safely."), params))


# What is to be seen


def _told_place(content: bytes, photo: Any) -> bool:
    """What is written about a picture may be damaged; the picture need not be."""
    try:
        return tells_place(content, photo)
    except _DAMAGED:
        return False


def _stands_askew(photo: Image) -> bool:
    try:
        turned: object = photo.getexif().get(_EXIF_TURNED, 1)
    except _DAMAGED:
        return False
    return turned != 1


def _upright(photo: Any) -> Image:
    """The photograph turned as its camera said, unpacked no larger than needed."""
    from PIL import ImageOps  # noqa: PLC0415

    photo.draft(photo.mode, (LONGEST_SIDE, LONGEST_SIDE))
    photo.load()
    try:
        return ImageOps.exif_transpose(photo)
    except _DAMAGED:
        turned: Image = photo
        return turned


def _painted(photo: Image, ending: str) -> Image:
    """Its points alone, in the colours of screens (sRGB), on an empty picture; on white, where that is a JPEG."""
    from PIL import Image  # noqa: PLC0415

    is_clear = photo.has_transparency_data
    seen = _in_srgb(photo).convert("RGBA" if is_clear else "RGB")
    if not is_clear:
        bare = Image.new("RGB", seen.size)
        bare.paste(seen)
        return bare
    if WRITTEN[ending] == "JPEG":
        bare = Image.new("RGB", seen.size, "white")
        bare.paste(seen, mask=seen)
        return bare
    bare = Image.new("RGBA", seen.size)
    bare.paste(seen)
    return bare


def _in_srgb(photo: Image) -> Image:
    """Newer phones save in wider colours, which look pale when read as those of screens."""
    from PIL import ImageCms  # noqa: PLC0415

    profile = photo.info.get("icc_profile")
    if not profile or photo.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return photo
    mode = "RGBA" if photo.mode == "RGBA" else "RGB"
    try:
        wide = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(photo, wide, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return photo
    return found or photo


def _small(photo: Image) -> Image:
    from PIL import Image  # noqa: PLC0415

    photo.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return photo


# How it is saved


def _light(photo: Image, form: str) -> tuple[bytes, tuple[int, int]]:
    """The file, light enough for a phone on a slow line; and the picture's measures, if it had to be made smaller."""
    from PIL import Image  # noqa: PLC0415

    while True:
        for quality in _QUALITIES[form]:
            written = _saved(photo, form, quality)
            if len(written) <= HEAVIEST_PICTURE:
                return written, photo.size
        width, height = (max(1, round(side * _SMALLER)) for side in photo.size)
        photo = photo.resize((width, height), Image.Resampling.LANCZOS)


def _saved(photo: Image, form: str, quality: int) -> bytes:
    file = io.BytesIO()
    options: dict[str, dict[str, Any]] = {
        "WEBP": {"quality": quality, "method": 4},
        "JPEG": {"quality": quality, "optimize": True, "progressive": True},
        "PNG": {"optimize": True},
    }
    photo.save(file, form, **options[form])
    return file.getvalue()
