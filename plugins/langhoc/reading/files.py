"""The files below data/: which of them hold records, of which kind, which records show, and which lie astray."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from langhoc import vietnamese
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS, MEDIA, MEDIA_SORTS, Kind, is_id, is_media_name, kind_of_folder, media_name
from langhoc.problems import Place, Problem
from langhoc.reading.source import NO_FILE
from langhoc.reading.unread import NOTHING_UNREAD, Unread
from langhoc.reading.validation import nearest

Parts = tuple[str, ...]
"""The names on the way from data/ to a file."""

DATA = "data"
SETTINGS_FILE = "catalogue.yml"
SYNONYMS_FILE = "synonyms.yml"

# Notes for editors may lie beside the records.
_NOTES = {".md", ".txt"}
_OF_IPHONES = {".heic", ".heif"}


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds one record or a list of them. `name` is its path from the catalogue's folder."""

    path: Path
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that records may show. `name` is its path from data/media/."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class SynonymsFile:
    """The file of words that mean the same. `name` is its path from the catalogue's folder."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Astray:
    """A file or folder that is not read, why, and what it would have held."""

    problem: Problem
    unread: Unread = NOTHING_UNREAD


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies below data/, in a fixed order."""

    records: tuple[RecordFile, ...]
    media: tuple[MediaFile, ...]
    astray: tuple[Astray, ...]
    synonyms: SynonymsFile | None = None


def list_files(folder: Path) -> Listing:
    """The files that hold records, those that records may show, and what lies astray."""
    found: list[RecordFile | MediaFile | SynonymsFile | Astray] = []
    for one in _walk(folder):
        if isinstance(one, Astray):
            found.append(one)
        else:
            found += _sorted_out(folder, *one)
    return Listing(
        tuple(one for one in found if isinstance(one, RecordFile)),
        tuple(one for one in found if isinstance(one, MediaFile)),
        tuple(one for one in found if isinstance(one, Astray)),
        next((one for one in found if isinstance(one, SynonymsFile)), None),
    )


def record_file(folder: Path, name: str) -> RecordFile | Astray:
    """The file called `name`, its path from `folder`, be it there or not; astray where it can hold no record."""
    parts = PurePosixPath(name).parts
    path = folder / name
    is_below = len(parts) > 1 and parts[0] == DATA and ".." not in parts
    found = _sort_out(folder, path, parts[1:]) if is_below else None
    if isinstance(found, (RecordFile, Astray)):
        return found
    return Astray(Problem("bad-name", Place(name), Message(_("No record can lie there."))))


def _walk(folder: Path) -> Iterator[tuple[Parts, tuple[str, ...]] | Astray]:
    """Each folder below data/, with the names of the files in it."""
    locked: list[Astray] = []
    top = os.fspath(folder / DATA)
    for root, folders, files in os.walk(top, onerror=lambda error: locked.append(_locked(folder, error))):
        above = Path(root).relative_to(top).parts
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (astray for name in folders if (astray := _odd_folder(folder, root, above, name)))
        yield above, tuple(sorted(name for name in files if not name.startswith(".")))
    yield from locked


def _locked(folder: Path, error: OSError) -> Astray:
    path = Path(error.filename)
    message = Message(_("The folder cannot be read: {reason}."), {"reason": error.strerror or str(error)})
    kind = _kind_at(path.relative_to(folder / DATA).parts)
    kinds = frozenset({kind.name} if kind else KINDS)
    return Astray(Problem("unreadable", Place(_shown(folder, path)), message), Unread(kinds=kinds))


def _odd_folder(folder: Path, root: str, above: Parts, name: str) -> Astray | None:
    is_link = os.path.islink(f"{root}{os.sep}{name}")  # noqa: PTH114 (a Path for each folder takes as long as the walk)
    kind = _kind_at((*above, name))
    if not is_link and not name.endswith(kind.ending if kind else ".yml"):
        return None
    path = folder.joinpath(DATA, *above, name)
    place = Place(_shown(folder, path))
    if is_link:
        message = Message(_("This is a link to a folder; it is not followed."))
        return Astray(Problem("stray-file", place, message))
    return Astray(Problem("unreadable", place, Message(NO_FILE)), _would_hold(folder, path))


# A preview lists the same folders again and again.
@lru_cache(maxsize=1 << 12)
def _sorted_out(
    folder: Path, above: Parts, names: tuple[str, ...]
) -> tuple[RecordFile | MediaFile | SynonymsFile | Astray, ...]:
    """What the files of one folder are, without those that need not be read."""
    at = folder.joinpath(DATA, *above)
    return tuple(one for name in names if (one := _sort_out(folder, at / name, (*above, name))))


def _sort_out(folder: Path, path: Path, parts: Parts) -> RecordFile | MediaFile | SynonymsFile | Astray | None:
    """What the file is; None when it need not be read."""
    if parts == (SYNONYMS_FILE,):
        return SynonymsFile(path, f"{DATA}/{SYNONYMS_FILE}")
    if parts[0] == MEDIA and len(parts) > 1:
        return _media_file(folder, path, "/".join(parts[1:]))
    stem, suffix = os.path.splitext(parts[-1])  # noqa: PTH122 (a Path takes as long as all the rest)
    kind = _kind_at(parts)
    looks_like_one = kind is not None and suffix.lower() == kind.ending and stem != "README"
    is_record = kind is not None and looks_like_one and suffix == kind.ending
    if parts == (SETTINGS_FILE,) or (suffix.lower() in _NOTES and not looks_like_one):
        return None
    if kind is None or not is_record:
        return Astray(_stray(_shown(folder, path), kind))
    name = "/".join((DATA, *parts))
    if not _is_text(name) or not (kind.is_list or is_id(stem)):
        return Astray(_bad_name(_shown(folder, path), path), _would_hold(folder, path))
    return RecordFile(path, name, kind)


def _media_file(folder: Path, path: Path, name: str) -> MediaFile | Astray | None:
    """The file at `path`, if records can show such files. Notes for editors may lie beside them."""
    if path.suffix.lower() in _NOTES:
        return None
    place = Place(_shown(folder, path))
    if path.suffix.lower() not in MEDIA_SORTS:
        hint = Message(_("Files of data/media/ end in {endings}."), {"endings": " ".join(MEDIA_SORTS)})
        if path.suffix.lower() in _OF_IPHONES:
            hint = Message(_("Take a screenshot of the picture and use that, or save it as .jpg; then langhoc photo."))
        return Astray(Problem("stray-file", place, Message(_("This file is not read.")), hint))
    if _is_text(name) and is_media_name(name) and path.suffix in MEDIA_SORTS:
        return MediaFile(path, name)
    message = Message(_("No record can name a file that is called so."))
    return Astray(Problem("bad-media-name", place, message, _better_media_name(name)))


def _better_media_name(name: str) -> Message | None:
    meant = media_name(name)
    return Message(_("Rename it to {meant}."), {"meant": f"{DATA}/{MEDIA}/{meant}"}) if is_media_name(meant) else None


def _kind_at(parts: Parts) -> Kind | None:
    """The kind of the records in the file or folder at `parts`, seen from data/."""
    if len(parts) == 1 and parts[0].endswith(".yml"):
        return next((kind for kind in KINDS.values() if kind.file == parts[0]), None)
    return kind_of_folder(parts[0]) if parts else None


def _would_hold(folder: Path, path: Path) -> Unread:
    kind = _kind_at(path.relative_to(folder / DATA).parts)
    if kind and kind.is_list:
        return Unread(kinds=frozenset({kind.name}))
    return Unread(ids=frozenset({vietnamese.slug(path.stem)}))


def _stray(name: str, kind: Kind | None) -> Problem:
    if name.lower().endswith(tuple(MEDIA_SORTS)):
        hint = Message(_("Pictures, recordings and books lie in {folder}."), {"folder": f"{DATA}/{MEDIA}/"})
    elif kind:
        hint = Message(_("Records of this folder end in {ending}."), {"ending": kind.ending})
    elif meant := _meant_list(name):
        hint = Message(_("Did you mean “{meant}”?"), {"meant": meant})
    else:
        folders = ", ".join(one.file or f"{one.folder}/" for one in KINDS.values())
        hint = Message(_("Records lie in: {folders}."), {"folders": folders})
    return Problem("stray-file", Place(name), Message(_("This file is not read.")), hint)


def _meant_list(name: str) -> str | None:
    """The one file of its kind, as data/synonyms.yml, that the file `name` is most likely to be."""
    folder, _slash, file = name.rpartition("/")
    files = (*(kind.file for kind in KINDS.values() if kind.file), SYNONYMS_FILE, SETTINGS_FILE)
    stems = [file.removesuffix(".yml") for file in files]
    meant = nearest(Path(file).stem, stems) if folder == DATA else None
    return f"{DATA}/{meant}.yml" if meant else None


def _bad_name(name: str, path: Path) -> Problem:
    meant = vietnamese.slug(path.stem)
    is_better = is_id(meant) and meant != path.stem
    hint = Message(_("Rename it to {meant}."), {"meant": f"{meant}{path.suffix}"}) if is_better else None
    return Problem("bad-name", Place(name), Message(_("The file's name cannot be an id.")), hint)


def _is_text(name: str) -> bool:
    """Whether `name` can be printed: one in another encoding than UTF-8 cannot, nor one with a line break."""
    return name.isprintable()


def _shown(folder: Path, path: Path) -> str:
    """The path from the catalogue's folder, as problems name it."""
    return name_shown(path.relative_to(folder).as_posix())


def name_shown(name: str) -> str:
    """A path with � for what cannot be printed."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
