"""The command `pack`: all of a catalogue in one file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.options import best_for_option, today_option
from langhoc.i18n import mark as _

if TYPE_CHECKING:
    from langhoc.project.copies.pack import Packed


@click.command()
@click.option("--area", default="", metavar="CODE", help="Only what is in this area, by its id or its code.")
@click.option("--language", default="", metavar="CODE", help="In this language of the catalogue, not in its first.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file; it ends in .html.")
@click.option(
    "--photos-within",
    type=click.FloatRange(0, 500),
    default=0,
    metavar="MB",
    help="Photographs and recordings up to so many megabytes of the file (0).",
)
@best_for_option
@today_option
@click.pass_obj
def pack(
    console: Console, area: str, language: str, output: Path, photos_within: float, best_for: timedelta, today: date
) -> None:
    """Write all of the catalogue into one file, which a tap opens, with no network."""
    from langhoc.mkdocs_plugin import run_mkdocs  # noqa: PLC0415
    from langhoc.project import NotBuilt, Project  # noqa: PLC0415
    from langhoc.project.copies.pack import Wanted  # noqa: PLC0415
    from langhoc.project.copies.pack import pack as packed  # noqa: PLC0415 (no other command needs it)

    if output.suffix.lower() != ".html":
        raise click.UsageError(f"{output.name} does not end in .html.")
    project = Project(console.folder, today)
    try:
        made = packed(project, run_mkdocs, output, Wanted(area, language, best_for, round(photos_within * 1e6)))
    except NotBuilt as error:
        if error.problems:
            console.checked(error.problems)
        raise
    _tell(console, output, made)


def _tell(console: Console, output: Path, made: Packed) -> None:
    console.say(
        _("{file}: {records} records in {kilobytes} KB; after {day} it says that it is old."),
        file=output,
        records=made.records,
        kilobytes=round(made.size / 1000),
        day=made.best_before,
    )
    if made.media or made.left_out:
        message = _("Photographs and recordings: {n} in it, {others} left out (--photos-within).")
        console.say(message, n=made.media, others=made.left_out)
