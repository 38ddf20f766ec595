"""The command `pack`: all of a catalogue in one file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.options import area_option, best_for_option, output_option, today_option
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Octets
from langhoc.i18n import mark as _

if TYPE_CHECKING:
    from langhoc.project.copies.pack import Packed


@click.command(cls=Spoken)
@area_option
@click.option("--language", default="", metavar="CODE", help="In this language of the catalogue, not in its first.")
@output_option(".html")
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

    project = Project(console.folder, today)
    wanted = Wanted(area, language, best_for, round(photos_within * 1e6))
    try:
        with console.making() as steps:
            made = packed(project, run_mkdocs, output, wanted, steps)
    except NotBuilt as error:
        console.checked(error.problems)
        raise
    _tell(console, output, made)
    if photos_within and not (made.media or made.left_out):
        console.say(_("There are no photographs and no recordings that could go into it."))


def _tell(console: Console, output: Path, made: Packed) -> None:
    console.say(
        _("{file}: {records} records in {size}; after {day} it says that it is old."),
        file=output,
        records=made.records,
        size=Octets(made.size),
        day=made.best_before,
    )
    if made.media or made.left_out:
        message = _("Photographs and recordings: {n} in it, {others} left out (--photos-within).")
        console.say(message, n=made.media, others=made.left_out)
