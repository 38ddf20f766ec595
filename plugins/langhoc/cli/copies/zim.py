"""The command `zim`: all of a catalogue in one file for Kiwix."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from langhoc.cli.console import Console
from langhoc.cli.options import area_option, output_option, today_option
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Octets
from langhoc.i18n import mark as _


@click.command(cls=Spoken)
@area_option
@output_option(".zim")
@click.option("--language", default="", metavar="CODE", help="A language of the catalogue; its first one by default.")
@today_option
@click.pass_obj
def zim(console: Console, area: str, output: Path, language: str, today: date) -> None:
    """Write all of the catalogue into one file, which Kiwix shows and searches, with no network."""
    from langhoc.mkdocs_plugin import run_mkdocs  # noqa: PLC0415
    from langhoc.project import NotBuilt, Project  # noqa: PLC0415
    from langhoc.project.copies.zim import zim as written  # noqa: PLC0415 (no other command needs it)

    try:
        with console.making() as steps:
            made = written(Project(console.folder, today), run_mkdocs, output, area, language, steps)
    except NotBuilt as error:
        console.checked(error.problems)
        raise
    console.say(
        _("{file}: {records} records in {size}, for Kiwix."),
        file=output,
        records=made.records,
        size=Octets(made.size),
    )
