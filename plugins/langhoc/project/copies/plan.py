"""What a copy is made from: the plan of the site, of what may leave the house."""

from __future__ import annotations

from langhoc.catalogue import Catalogue
from langhoc.editions.part import in_area, plan_of_copy
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area
from langhoc.project.copies.naming import called
from langhoc.project.inputs import RunHost
from langhoc.project.outcome import QUIET, NotBuilt, Steps
from langhoc.project.project import Project
from langhoc.site.build import Plan


def copied_plan(project: Project, run_host: RunHost, area: str = "", steps: Steps = QUIET) -> Plan:
    """The plan of all that may be copied, or of what is in the area of that id, code or name.

    Raises NotBuilt when the catalogue cannot be built or has no such area.
    """
    plan = plan_of_copy(project.plan(run_host, steps), project.today)
    return in_area(plan, area_called(plan.catalogue, area) if area else None)


def area_called(catalogue: Catalogue, name: str) -> Area:
    """The area of that id, code or name. Raises NotBuilt."""
    of_code = next((one for one in catalogue.areas if one.code == name), None)
    unknown = Message(_("No area has the id or the code “{name}”."), {"name": name})
    return of_code or called(catalogue.areas, name, unknown)


def language_named(catalogue: Catalogue, code: str) -> str:
    """The language of that code, the first one where none is named. Raises NotBuilt where there is no such one."""
    if code and code not in catalogue.languages:
        message = _("“{code}” is not a language of this catalogue; it has {known}.")
        raise NotBuilt(message=Message(message, {"code": code, "known": ", ".join(catalogue.languages)}))
    return code or catalogue.language
