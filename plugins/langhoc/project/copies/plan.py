"""What a copy is made from: the plan of the site, of what may leave the house."""

from __future__ import annotations

from langhoc.catalogue import Catalogue
from langhoc.editions.part import plan_of_copy
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project.inputs import RunHost
from langhoc.project.outcome import QUIET, Steps, WrongOption
from langhoc.project.project import Project
from langhoc.site.build import Plan


def copied_plan(project: Project, run_host: RunHost, steps: Steps = QUIET) -> Plan:
    """The plan of all that may be copied. Raises NotBuilt when the catalogue cannot be built."""
    return plan_of_copy(project.plan(run_host, steps), project.today)


def language_named(catalogue: Catalogue, code: str) -> str:
    """The language of that code, the first one where none is named. Raises WrongOption where there is no such one."""
    if code and code not in catalogue.languages:
        message = _("“{code}” is not a language of this catalogue; it has {known}.")
        raise WrongOption(message=Message(message, {"code": code, "known": ", ".join(catalogue.languages)}))
    return code or catalogue.language
