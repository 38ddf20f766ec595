"""A catalogue's folder -> its records with the files they are from, and all problems of reading them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from langhoc.cache import Cache
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Settings
from langhoc.model.settings import DEFAULT_LANGUAGES, languages_of
from langhoc.problems import Place, Problem
from langhoc.reading.files import DATA, SETTINGS_FILE, Astray, list_files, record_file
from langhoc.reading.front_matter import ENDING
from langhoc.reading.media import Medium, read_media
from langhoc.reading.memory import Memory
from langhoc.reading.nodes import Path as KeyPath
from langhoc.reading.nodes import to_data
from langhoc.reading.record_file import FileReading, Found, load, read_content
from langhoc.reading.records import read_group, read_value, to_model
from langhoc.reading.source import Source, decode
from langhoc.reading.synonyms import Groups, read_synonyms
from langhoc.reading.unread import NOTHING_UNREAD, Unread
from langhoc.reading.written import Written
from langhoc.workers import ALONE, Workers


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `settings` is None when they have faults: the records are read all the same."""

    settings: Settings | None
    languages: tuple[str, ...]
    found: tuple[Found, ...]
    problems: tuple[Problem, ...]
    unread: Unread = NOTHING_UNREAD
    media: Mapping[str, Medium] = field(default_factory=dict)
    """The files that records may show, by their paths from data/media/; those with faults, too."""
    synonyms: Groups = ()
    contents: bytes = b""
    """A digest of what the files of records hold."""


@dataclass(frozen=True, slots=True)
class _SettingsReading:
    settings: Settings | None
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]


Proposed = Mapping[str, bytes]
"""What files of records would hold, by their paths from the catalogue's folder, whether they are there yet or not."""

NOTHING_PROPOSED: Proposed = MappingProxyType({})


def read_folder(
    folder: Path,
    cache: Cache,
    workers: Workers = ALONE,
    memory: Memory | None = None,
    proposed: Proposed = NOTHING_PROPOSED,
) -> Reading:
    """Everything below `folder`/data, as if it held what is `proposed`; `memory` is of when it was read before. Never
    raises for what a file holds; every fault is a problem.
    """
    if not (folder / DATA).is_dir():
        return Reading(None, DEFAULT_LANGUAGES, (), (_missing(folder, DATA),))
    settings = _read_settings(folder)
    listing = list_files(folder)
    memory = memory or Memory()
    kept = memory.readings(listing.records, settings.languages, workers, cache)
    lying = zip(listing.records, kept, strict=True)
    readings = [reading for file, reading in lying if file.name not in proposed]
    readings += [_read_proposed(folder, name, content, settings.languages) for name, content in proposed.items()]
    media, faulty = read_media(listing.media, cache)
    synonyms, unclear = read_synonyms(listing.synonyms)
    return Reading(
        settings=settings.settings,
        languages=settings.languages,
        found=tuple(found for reading in readings for found in reading.found),
        problems=(
            *settings.problems,
            *(one.problem for one in listing.astray),
            *faulty,
            *unclear,
            *(problem for reading in readings for problem in reading.problems),
        ),
        unread=Unread.all_of([*(one.unread for one in listing.astray), *(reading.unread for reading in readings)]),
        media=media,
        synonyms=synonyms,
        contents=memory.contents,
    )


def _read_proposed(folder: Path, name: str, content: bytes, languages: tuple[str, ...]) -> FileReading:
    file = record_file(folder, name)
    if isinstance(file, Astray):
        return FileReading(problems=(file.problem,), unread=file.unread)
    return read_content(content, file, languages)


def languages_in(folder: Path) -> tuple[str, ...] | None:
    """The languages of the catalogue, before its records are read; None when its settings have faults."""
    reading = _read_settings(folder)
    return reading.languages if reading.settings else None


def _missing(folder: Path, name: str) -> Problem:
    message = Message(_("There is no {file} in {folder}."), {"file": name, "folder": folder.resolve()})
    hint = Message(_("Go to the catalogue's folder first, or name it with -C; `langhoc new` makes one to start from."))
    return Problem("missing-data", Place(name), message, hint)


def _read_settings(folder: Path) -> _SettingsReading:
    name = f"{DATA}/{SETTINGS_FILE}"
    if not (folder / name).is_file():
        return _SettingsReading(None, DEFAULT_LANGUAGES, (_missing(folder, name),))
    source, problems = load(folder / name, name)
    written, more = read_group(source, DEFAULT_LANGUAGES[0]) if source else (None, [])
    problems += more
    if written is None:
        return _SettingsReading(None, DEFAULT_LANGUAGES, tuple(problems))
    languages = languages_of(to_data(written.node))
    settings, faults = to_model(Settings, written, languages)
    return _SettingsReading(settings, languages, (*problems, *faults))


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds keys of records that were read: a file is parsed again, once, for few records need it."""

    folder: Path
    language: str
    proposed: Proposed = field(default_factory=dict)
    _parsed: dict[str, Written | None] = field(default_factory=dict)

    def place(self, found: Found, path: KeyPath | None) -> Place:
        """The place of the key at `path`; of the record as a whole when there is none."""
        written = self._written(found.file)
        if written is None or (path is None and found.number is None):
            return Place(found.file)
        return written.place((*(() if found.number is None else (found.number,)), *(path or ())))

    def _written(self, file: str) -> Written | None:
        if file not in self._parsed:
            held = self.proposed.get(file)
            source, _problems = load(self.folder / file, file) if held is None else decode(held, file)
            self._parsed[file] = self._read(source) if source else None
        return self._parsed[file]

    def _read(self, source: Source) -> Written | None:
        if source.name.endswith(ENDING):
            return read_group(source, self.language)[0]
        return read_value(source)[0]
