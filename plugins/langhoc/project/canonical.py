"""The files of a catalogue, brought into the one canonical layout."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from langhoc.doors.formatting import formatted
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Kind
from langhoc.problems import Problem
from langhoc.project.change import change_since
from langhoc.project.languages import known_languages
from langhoc.project.outcome import NotBuilt
from langhoc.reading import DATA, SETTINGS_FILE
from langhoc.reading.files import list_files
from langhoc.reading.source import read_bytes


@dataclass(frozen=True, slots=True)
class Tidied:
    """What is to be written, by paths from the catalogue's folder; how many files were so already; and what forbids
    to lay the others out.
    """

    texts: Mapping[str, str]
    unchanged: int
    problems: tuple[Problem, ...]


def tidied(folder: Path, only: Collection[Path] = (), since: str = "") -> Tidied:
    """How the catalogue's files should be laid out; of `only` these, if any; of those changed `since` a revision of
    Git's, if one is given. Nothing is written.

    Raises NotBuilt when the catalogue's settings cannot be read, and with a sentence when one of `only` is none of
    its files.
    """
    kinds = _kinds(folder)
    names = _names(folder, only, kinds) if only else tuple(kinds)
    if since:
        touched = change_since(folder, since).touched
        names = tuple(name for name in names if name in touched)
    languages = known_languages(folder)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name in names:
        content = read_bytes(folder / name, name)
        text = [content] if isinstance(content, Problem) else formatted(content, name, kinds[name], languages)
        if isinstance(text, list):
            problems += text
        elif text.encode() != content:
            texts[name] = text
    faulty = len({problem.place.file for problem in problems})
    return Tidied(texts, len(names) - len(texts) - faulty, tuple(problems))


def _kinds(folder: Path) -> dict[str, Kind | None]:
    """The kind of records in each file; None of the settings."""
    return {f"{DATA}/{SETTINGS_FILE}": None, **{file.name: file.kind for file in list_files(folder).records}}


def _names(folder: Path, only: Collection[Path], kinds: Collection[str]) -> tuple[str, ...]:
    """The files of `only` by their paths from the catalogue's folder, as they may be given, too."""
    names = []
    for path in only:
        meant = (_below(folder, one) for one in (path, folder / path))
        name = next((one for one in meant if one in kinds), None)
        if name is None:
            raise NotBuilt(message=Message(_("{file} is no file of this catalogue's records."), {"file": path}))
        names.append(name)
    return tuple(dict.fromkeys(names))


def _below(folder: Path, path: Path) -> str:
    full, top = path.resolve(), folder.resolve()
    return full.relative_to(top).as_posix() if full.is_relative_to(top) else ""
