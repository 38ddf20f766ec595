"""Copies for those without a network: made of the catalogue in a folder, and noted down as given away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from langhoc.cache import Cache
from langhoc.catalogue import Catalogue
from langhoc.editions.part import part_of
from langhoc.editions.single_file import plan_of_copy, single_file
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area
from langhoc.project.files import write_file
from langhoc.project.inputs import RunHost
from langhoc.project.ledger import record_issue
from langhoc.project.outcome import NotBuilt
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
    plan = plan_of_copy(project.plan(run_host), project.today)
    if area:
        plan = replace(plan, catalogue=part_of(plan.catalogue, _area(plan.catalogue, area)))
    best_before = project.today + timedelta(days=best_for)
    content = single_file(plan, best_before, Cache(None), project.workers)
    write_file(output, content)
    record_issue(project.folder, output, "single file", plan.catalogue, project.today)
    return Packed(len(plan.catalogue.found), len(content), best_before)


def _area(catalogue: Catalogue, name: str) -> Area:
    found = next((one for one in catalogue.areas if name in {one.id, one.code}), None)
    if found is None:
        raise NotBuilt(message=Message(_("No area has the id or the code “{name}”."), {"name": name}))
    return found
