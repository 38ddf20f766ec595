"""`langhoc report`: what is missing in a catalogue, who should look at what again, and what is to be called back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.options import today_option
from langhoc.cli.recall import note_issue, tell_recall
from langhoc.cli.spoken import Spoken
from langhoc.i18n import mark as _
from langhoc.project import Project

if TYPE_CHECKING:
    from langhoc.catalogue import Catalogue
    from langhoc.doors import GapReport
    from langhoc.model import Area


@click.command(cls=Spoken)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How it is shown."
)
@click.option("--stale", is_flag=True, help="Only what nobody has looked at for long, by who is responsible.")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write what is stale as Markdown, a file for each body: its title, a blank line, the text.",
)
@click.option("--areas", is_flag=True, help="Every area with its code and its id, which copies of it are asked for by.")
@click.option("--recall", is_flag=True, help="Which copies hold stories and pictures that may not be told any more.")
@click.option(
    "--issued",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="SITE",
    help="Note down that a copy of a built site is given away, in private/issued.jsonl.",
)
@today_option
@click.pass_obj
def report(
    console: Console,
    form: str,
    stale: bool,
    into: Path | None,
    areas: bool,
    recall: bool,
    issued: Path | None,
    today: date,
) -> None:
    """Show what each commune has, what is to be looked at again and by whom, and loose ends."""
    if issued:
        note_issue(console, issued, today)
    elif recall:
        tell_recall(console, today)
    elif areas:
        _tell_areas(console, today)
    else:
        _tell_gaps(console, form, stale, into, today)


def _tell_gaps(console: Console, form: str, stale: bool, into: Path | None, today: date) -> None:
    # Other commands need neither phrases nor pages.
    from langhoc.doors import GAP_FORMATS, gap_report  # noqa: PLC0415

    catalogue = console.catalogue(Project(console.folder, today))
    found = gap_report(catalogue, today, console.language)
    if into:
        _write(console, found, into)
    else:
        click.echo(GAP_FORMATS[form](found, stale), nl=False)


def _tell_areas(console: Console, today: date) -> None:
    """A line for each: its code, its name with its id, and what it is in; below each area those in it."""
    catalogue = console.catalogue(Project(console.folder, today))
    from langhoc.project.copies.naming import said_in_full  # noqa: PLC0415 (no other report needs it)

    width = max((len(area.code or "") for area in catalogue.areas), default=0)
    for area in _in_order(catalogue, catalogue.roots):
        click.echo(f"{area.code or '':{width}}  {said_in_full(catalogue, area)}")


def _in_order(catalogue: Catalogue, areas: Iterable[Area]) -> Iterator[Area]:
    for area in catalogue.sorted(areas):
        yield area
        yield from _in_order(catalogue, catalogue.children(area))


def _write(console: Console, found: GapReport, into: Path) -> None:
    from langhoc.doors import body_page  # noqa: PLC0415
    from langhoc.project.files import write_files  # noqa: PLC0415

    into.mkdir(parents=True, exist_ok=True)
    write_files(into, {f"{body.id}.md": body_page(body, found) for body in found.bodies})
    console.say(_("{folder} holds a list for each of {n} bodies."), folder=into, n=len(found.bodies))
