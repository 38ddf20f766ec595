"""All of a catalogue in one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from langhoc.cache import Cache
from langhoc.editions.part import in_language
from langhoc.editions.single_file import single_file
from langhoc.project.copies.plan import copied_plan
from langhoc.project.files import write_file
from langhoc.project.inputs import RunHost
from langhoc.project.ledger import record_issue
from langhoc.project.project import Project

BEST_FOR = 180
"""Days, after which a copy says of itself that it is old."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that was written: how many records are in it, how many bytes it has, until when it is not old."""

    records: int
    size: int
    best_before: date


def pack(project: Project, run_host: RunHost, output: Path, area: str = "", best_for: int = BEST_FOR) -> Packed:
    """Write all of a catalogue, or what is in the area of that id or code, to one file, and note it down.

    Raises NotBuilt when the catalogue cannot be built or has no such area, and OSError.
    """
    plan = copied_plan(project, run_host, area)
    plan = in_language(plan, plan.catalogue.language)
    best_before = project.today + timedelta(days=best_for)
    content = single_file(plan, best_before, Cache(None), project.workers)
    write_file(output, content)
    record_issue(project.folder, output, "single file", plan.catalogue, project.today)
    return Packed(len(plan.catalogue.found), len(content), best_before)
