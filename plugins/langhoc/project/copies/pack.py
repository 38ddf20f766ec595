"""All of a catalogue in one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from langhoc.cache import Cache
from langhoc.editions.lasting import BEST_FOR
from langhoc.editions.part import in_area, in_language
from langhoc.editions.single_file import fitting, single_file
from langhoc.project.copies.naming import area_called
from langhoc.project.copies.plan import copied_plan, language_named
from langhoc.project.files import write_file
from langhoc.project.inputs import RunHost
from langhoc.project.ledger import record_issue
from langhoc.project.outcome import QUIET, Steps
from langhoc.project.project import Project


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file is to hold: what is in the area that is called so, or all; in that language, or the first; so many
    bytes of pictures and recordings. After `best_for` it is old.
    """

    area: str = ""
    language: str = ""
    best_for: timedelta = BEST_FOR
    of_media: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that was written: how many records are in it, how many bytes it has, until when it is not old; how many
    pictures and recordings are in it, and how many are not.
    """

    records: int
    size: int
    best_before: date
    media: int
    left_out: int


def pack(
    project: Project, run_host: RunHost, output: Path, wanted: Wanted | None = None, steps: Steps = QUIET
) -> Packed:
    """Write all of a catalogue, or what is wanted of it, to one file, and note it down.

    Raises NotBuilt when the catalogue cannot be built or has no such area or language, and OSError.
    """
    wanted = wanted or Wanted()
    whole = copied_plan(project, run_host, steps)
    language = language_named(whole.catalogue, wanted.language)
    area = area_called(whole.catalogue, wanted.area, steps) if wanted.area else None
    plan = in_language(in_area(whole, area), language)
    best_before = project.today + wanted.best_for
    shown = fitting(plan.catalogue, wanted.of_media)
    content = single_file(plan, best_before, shown, Cache(None), project.workers)
    write_file(output, content)
    record_issue(project.folder, output, "single file", plan.catalogue, project.today, shown.media)
    return Packed(len(plan.catalogue.found), len(content), best_before, len(shown.media), shown.left_out)
