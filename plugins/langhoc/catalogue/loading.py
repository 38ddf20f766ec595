"""Read, relate and check a whole catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from langhoc.cache import Cache
from langhoc.catalogue.catalogue import Catalogue
from langhoc.catalogue.rules import Breach, breaches
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS, Story
from langhoc.problems import Place, Problem, Severity, has_errors, in_reading_order
from langhoc.reading import DATA, Found, Locator, dotted, read_folder


@dataclass(frozen=True, slots=True)
class Checked:
    """A catalogue and everything that is to be said of it. `catalogue` is None when it has an error."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)


def check(folder: Path, today: date, cache: Cache, processes: int = 1) -> Checked:
    """The catalogue in `folder`, as of `today`, and all problems of all files at once.

    Records with faults of their own are left out of the rules across records, and nobody is told that they
    are missing.
    """
    reading = read_folder(folder, cache, processes)
    locator = Locator(folder, reading.languages[0])
    problems = [*reading.problems, *(_problem(locator, breach) for breach in breaches(reading, today))]
    if reading.settings is None or has_errors(problems):
        return Checked(None, tuple(in_reading_order(problems)))
    if all(KINDS[one.record.kind].is_list for one in reading.found):
        message = Message(_("The catalogue has no centre and no offer yet."))
        problems.append(Problem("empty-catalogue", Place(DATA), message))
    return Checked(Catalogue(reading.settings, _told(reading.found, today)), tuple(in_reading_order(problems)))


def _told(found: tuple[Found, ...], today: date) -> tuple[Found, ...]:
    """Without the stories that may not be told any more: they are gone from everything that is made of these."""
    return tuple(one for one in found if not (isinstance(one.record, Story) and not one.record.may_be_told(today)))


def _problem(locator: Locator, breach: Breach) -> Problem:
    place = locator.place(breach.found, breach.path)
    return Problem(breach.code, place, breach.message, breach.hint, dotted(breach.path or ()))
