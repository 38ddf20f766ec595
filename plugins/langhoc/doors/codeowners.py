"""Who looks at a change to which file, for GitHub and GitLab: CODEOWNERS, made from the editors of areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from langhoc.catalogue import Catalogue
from langhoc.model import Event, Offer, Place, Record
from langhoc.reading import DATA

CODEOWNERS = "CODEOWNERS"
"""At the top of a repository, where both hosts look for it."""

_HEADER = (
    "# Ai xem thay đổi của tệp nào. `langhoc codeowners` viết tệp này từ `editors` trong data/areas.yml.\n"
    "# Who looks at a change to which file. Written by `langhoc codeowners` from `editors` in data/areas.yml.\n"
)
# These mean something in a pattern, and neither host has a way to write them plainly.
_PATTERN = re.compile(r"[][*?!#\\]")

_Owners = tuple[str, ...]


def codeowners(catalogue: Catalogue) -> str:
    """The whole file. The last line that fits a file counts.

    First those who look at everything: the editors of the areas above all others. Then, where a record belongs to areas
    with editors of their own, its folder, if all in it have the same, else its file.
    """
    everything = tuple(dict.fromkeys(name for area in catalogue.roots for name in area.editors))
    files = {file: owners for file, owners in _owners_of_files(catalogue) if owners != everything}
    lines = [f"* {' '.join(everything)}"] if everything else []
    lines += [f"/{_escaped(path)} {' '.join(owners)}" for path, owners in _joined(catalogue, files)]
    return _HEADER + "".join(f"{line}\n" for line in lines)


def _owners_of_files(catalogue: Catalogue) -> Iterator[tuple[str, _Owners]]:
    for found in catalogue.found:
        owners = _owners(catalogue, found.record)
        if found.number is None and owners and not _PATTERN.search(found.file):
            yield found.file, owners


def _owners(catalogue: Catalogue, record: Record) -> _Owners:
    """The editors of all areas that the record belongs to, each once."""
    areas = dict.fromkeys(_areas(catalogue, record))
    return tuple(dict.fromkeys(name for area in areas for name in _editors(catalogue, area)))


def _areas(catalogue: Catalogue, record: Record) -> list[str]:
    places: list[Place] = []
    if isinstance(record, Offer):
        places = list(catalogue.places_of(record))
    elif isinstance(record, Event):
        places = [catalogue.place(place) for place in record.places]
    provider = getattr(record, "provider", None)
    run_by = catalogue.record(provider) if provider and not places else None
    areas = [getattr(one, "area", None) for one in (record, *places, run_by)]
    return [area for area in areas if area]


def _editors(catalogue: Catalogue, area: str) -> _Owners:
    """Those of the area itself, else of the nearest above it that has any."""
    return next((one.editors for one in catalogue.with_ancestors(area) if one.editors), ())


def _joined(catalogue: Catalogue, files: dict[str, _Owners]) -> Iterator[tuple[str, _Owners]]:
    """A folder in the place of its files where all of its records have the same owners. Those of a kind never are one:
    somebody else may begin a file there.
    """
    by_folder: dict[str, set[_Owners]] = {}
    for found in catalogue.found:
        folder = str(PurePosixPath(found.file).parent)
        by_folder.setdefault(folder, set()).add(files.get(found.file, ()))
    whole = {folder: owners for folder, owners in by_folder.items() if len(owners) == 1 and _is_deep(folder)}
    lines = {}
    for file, owners in files.items():
        folder = str(PurePosixPath(file).parent)
        lines[f"{folder}/" if folder in whole else file] = owners
    yield from sorted(lines.items())


def _is_deep(folder: str) -> bool:
    """Whether it lies below the folder of a kind: data/centres/xa-mau."""
    return len(PurePosixPath(folder).parts) > len((DATA, "kind"))


def _escaped(path: str) -> str:
    return path.replace(" ", "\\ ")
