"""A booklet or a poster: printed from what may be copied, and noted down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from langhoc.editions.lasting import BEST_FOR
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Record
from langhoc.project.copies.naming import area_called, subject_called
from langhoc.project.copies.plan import copied_plan, language_named
from langhoc.project.files import write_file
from langhoc.project.inputs import RunHost
from langhoc.project.ledger import record_issue
from langhoc.project.outcome import QUIET, NotBuilt, Steps
from langhoc.project.project import Project

if TYPE_CHECKING:
    from langhoc.editions.paper.sheet import Sheet


def write_booklet(
    project: Project,
    run_host: RunHost,
    output: Path,
    area: str = "",
    paper: str = "a5",
    language: str = "",
    steps: Steps = QUIET,
) -> Sheet:
    """Write the directory of all there is, or of the area that is called so.

    Raises NotBuilt when nothing can be printed here, the catalogue cannot be built, or has no such area or language.
    """
    check_printer()
    from langhoc.editions.paper.booklet import Paper, booklet  # noqa: PLC0415 (only now is it known to be there)

    plan = copied_plan(project, run_host, steps)
    found = area_called(plan.catalogue, area, steps) if area else None
    language = language_named(plan.catalogue, language)
    return _issued(
        project,
        output,
        "booklet",
        lambda: booklet(plan, found, language, Paper(paper), project.today + BEST_FOR, steps.page),
    )


def write_poster(
    project: Project, run_host: RunHost, output: Path, record: str = "", area: str = "", steps: Steps = QUIET
) -> Sheet:
    """Write the sheet of the record that is called so, or of the week in an area. Raises NotBuilt, as above."""
    check_printer()
    from langhoc.editions.paper.poster import poster  # noqa: PLC0415

    plan = copied_plan(project, run_host, steps)
    called = area_called if area else subject_called
    found: Record = called(plan.catalogue, area or record, steps)
    return _issued(project, output, "poster", lambda: poster(plan, found, project.today + BEST_FOR))


def _issued(project: Project, output: Path, edition: str, make: Callable[[], Sheet]) -> Sheet:
    sheet = make()
    write_file(output, sheet.content)
    record_issue(project.folder, output, edition, sheet.shown, project.today)
    return sheet


def check_printer() -> None:
    """Before anything is made: an extra that many do without, and libraries that Python's packages do not bring."""
    try:
        import weasyprint  # noqa: F401, PLC0415
    except ImportError as error:
        message = _("For paper WeasyPrint is needed. It comes with: {command}")
        raise NotBuilt(message=Message(message, {"command": 'pip install "langhoc[print]"'})) from error
    except OSError as error:
        message = _("WeasyPrint does not find the library Pango. On Debian and Ubuntu it comes with: {command}")
        command = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise NotBuilt(message=Message(message, {"command": command})) from error
