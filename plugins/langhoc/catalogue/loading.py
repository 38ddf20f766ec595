"""Read, relate and check a whole catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from langhoc.cache import Cache
from langhoc.catalogue.catalogue import Catalogue
from langhoc.catalogue.rules import Breach, breaches
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS, MEDIA, ConsentScope, Story
from langhoc.problems import Place, Problem, Severity, has_errors, in_reading_order
from langhoc.reading import DATA, NOTHING_PROPOSED, Found, Locator, Memory, Proposed, Reading, dotted, read_folder
from langhoc.workers import ALONE, Workers


@dataclass(frozen=True, slots=True)
class Checked:
    """A catalogue and everything that is to be said of it. `catalogue` is None when it has an error."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)


def check(
    folder: Path,
    today: date,
    cache: Cache,
    workers: Workers = ALONE,
    memory: Memory | None = None,
    proposed: Proposed = NOTHING_PROPOSED,
) -> Checked:
    """The catalogue in `folder`, as of `today` and with what is `proposed`, and all problems of all files at once.
    `memory` is of when it was read before.

    Records with faults of their own are left out of the rules across records, and nobody is told that they
    are missing.
    """
    reading = read_folder(folder, cache, workers, memory, proposed)
    locator = Locator(folder, reading.languages[0], proposed)
    problems = [*reading.problems, *(_problem(locator, breach) for breach in breaches(reading, today))]
    if reading.settings is None or has_errors(problems):
        return Checked(None, tuple(in_reading_order(problems)))
    problems += _unused_media(reading)
    if all(KINDS[one.record.kind].is_list for one in reading.found):
        message = Message(_("The catalogue has no centre and no offer yet."))
        problems.append(Problem("empty-catalogue", Place(DATA), message))
    found = _told(reading.found, today)
    catalogue = Catalogue(reading.settings, found, reading.media, reading.synonyms, reading.contents)
    return Checked(catalogue, tuple(in_reading_order(problems)))


def with_found(catalogue: Catalogue, found: tuple[Found, ...], today: date) -> Catalogue:
    """As `catalogue`, of those records of `found` that may be told on the day."""
    return replace(catalogue, found=_told(found, today))


def for_use(catalogue: Catalogue, use: ConsentScope, today: date) -> Catalogue:
    """As `catalogue`, of what may go out so: who agreed to the site need not have agreed to copies or exports.

    Whatever leaves the house but the site itself is made of this.
    """
    found = (one for one in catalogue.found if not isinstance(one.record, Story) or one.record.may_be_told(today, use))
    return replace(catalogue, found=tuple(found))


def _told(found: tuple[Found, ...], today: date) -> tuple[Found, ...]:
    """Without the stories that may not be told any more, and the pictures and voices that nobody agreed to."""
    told = (one for one in found if not (isinstance(one.record, Story) and not one.record.may_be_told(today)))
    return tuple(_without_face_and_voice(one) for one in told)


def _without_face_and_voice(one: Found) -> Found:
    story = one.record
    if not isinstance(story, Story) or story.may_be_pictured:
        return one
    return replace(one, record=story.model_copy(update={"image": None, "audio": None}))


def _unused_media(reading: Reading) -> list[Problem]:
    """Files that no record names, once every record could be read."""
    named = {name for one in reading.found for _path, _wanted, name in one.media}
    message = Message(_("No record shows this file."))
    return [Problem("unused-media", Place(f"{DATA}/{MEDIA}/{name}"), message) for name in reading.media.keys() - named]


def _problem(locator: Locator, breach: Breach) -> Problem:
    place = locator.place(breach.found, breach.path)
    return Problem(breach.code, place, breach.message, breach.hint, dotted(breach.path or ()))
