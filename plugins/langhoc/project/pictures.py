"""A photograph -> a picture in the catalogue's folder. The photograph stays, but not where Git would take it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from langhoc.doors.photographs import MOST_BYTES, WRITTEN, Made, NotAPhoto, made_from
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import MEDIA, is_media_name, media_name
from langhoc.project.files import write_file
from langhoc.project.private import private_folder
from langhoc.reading import DATA, is_fit_to_show

_USUAL = ".webp"
_ORIGINALS = "originals"


@dataclass(frozen=True, slots=True)
class Put:
    """A picture, and where it lies.

    `name` is how a record names it: from data/media/, empty elsewhere. `before` is the photograph's size in bytes, and
    `original` where it was moved, if it lay in data/media/. `is_new` is False where the same picture lay there before.
    """

    file: Path
    name: str
    made: Made
    before: int
    original: Path | None = None
    is_new: bool = True


class NothingToMend(Exception):
    """The picture lies in data/media/ and is as it should be: to save it again would only make it worse."""


def put_picture(folder: Path, photo: Path, output: Path | None = None) -> Put:
    """Make a picture of the photograph in a file, for the catalogue in `folder`.

    It is put into data/media/, into the folder `output`, or as that file, if it ends as pictures do. A photograph that
    lies in data/media/ is exchanged for its picture. Raises NotAPhoto, NothingToMend, and OSError.
    """
    content = _content(photo)
    within = _within(folder, photo)
    if within is not None and output is None:
        return _exchanged(folder, photo, within, content)
    file = _target(folder, photo, output)
    made = made_from(content, file.suffix)
    name = _name(folder, file)
    if not os.path.lexists(file):
        write_file(file, made.content)
        return Put(file, name, made, len(content))
    if file.is_file() and file.read_bytes() == made.content:
        return Put(file, name, made, len(content), is_new=False)
    raise _taken(file)


def _content(photo: Path) -> bytes:
    status = photo.stat()
    if not stat.S_ISREG(status.st_mode):
        raise NotAPhoto(Message(_("This is no file.")))
    if status.st_size > MOST_BYTES:
        raise NotAPhoto(Message(_("The file is so large that it was not looked at.")))
    return photo.read_bytes()


def _within(folder: Path, path: Path) -> str | None:
    """The path of a file from data/media/; None where it lies elsewhere."""
    top = (folder / DATA / MEDIA).resolve()
    # What a link leads to is not what lies there.
    real = path.parent.resolve() / path.name
    return real.relative_to(top).as_posix() if real.is_relative_to(top) else None


def _target(folder: Path, photo: Path, output: Path | None) -> Path:
    if output and output.suffix.lower() in WRITTEN:
        return _allowed(folder, output)
    stem = media_name(f"{photo.stem}{_USUAL}")
    if not is_media_name(stem):
        raise _nameless(photo)
    return (output or folder / DATA / MEDIA) / stem


def _nameless(photo: Path) -> NotAPhoto:
    hint = Message(_("Say with -o how it is to be called, as -o data/media/le-khai-giang.webp."))
    return NotAPhoto(Message(_("Of “{name}” no name can be made."), {"name": photo.name}), hint)


def _allowed(folder: Path, file: Path) -> Path:
    """The file, if a record can name it where it is to lie. Outside data/media/ a file may be called anything."""
    within = _within(folder, file)
    if within is None or is_media_name(within):
        return file
    meant = media_name(within)
    hint = Message(_("Write {meant}."), {"meant": f"{DATA}/{MEDIA}/{meant}"}) if is_media_name(meant) else None
    raise NotAPhoto(Message(_("No record can name a file that is called so.")), hint)


def _name(folder: Path, file: Path) -> str:
    return _within(folder, file) or ""


def _taken(file: Path) -> NotAPhoto:
    message = Message(_("{file} is there already, and is another picture. Nothing was written."), {"file": file})
    return NotAPhoto(message, Message(_("Say with -o how the new one is to be called.")))


def _exchanged(folder: Path, photo: Path, within: str, content: bytes) -> Put:
    """The picture in place of its photograph, which moves to where Git does not look."""
    ending = photo.suffix.lower() if photo.suffix.lower() in WRITTEN else _USUAL
    name = media_name(f"{within.removesuffix(photo.suffix)}{ending}")
    if not is_media_name(name):
        raise _nameless(photo)
    file = folder / DATA / MEDIA / name
    if name == within and is_fit_to_show(content, ending):
        raise NothingToMend
    made = made_from(content, ending)
    if name != within and os.path.lexists(file) and not file.samefile(photo):
        raise _taken(file)
    original = _moved_away(folder, within, content)
    write_file(file, made.content)
    if name != within:
        photo.unlink(missing_ok=True)
    return Put(file, name, made, len(content), original)


def _moved_away(folder: Path, within: str, content: bytes) -> Path:
    """Where the photograph lies now. One of the same name that lay there is kept, too."""
    at = Path(within)
    originals = private_folder(folder, _ORIGINALS, *at.parent.parts)
    for number in range(1, 1000):
        original = originals / (at.name if number == 1 else f"{at.stem}-{number}{at.suffix}")
        if original.is_file() and original.read_bytes() == content:
            return original
        if not os.path.lexists(original):
            write_file(original, content)
            return original
    raise FileExistsError(originals)
