"""The command `pack`: all of a catalogue in one file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from langhoc.cli.console import Console
from langhoc.cli.options import today_option
from langhoc.i18n import mark as _


@click.command()
@click.option("--area", default="", metavar="CODE", help="Only what is in this area, by its id or its code.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file; it ends in .html.")
@click.option(
    "--best-for", type=click.IntRange(1, 3650), default=180, help="So many days; then it says it is old (180)."
)
@today_option
@click.pass_obj
def pack(console: Console, area: str, output: Path, best_for: int, today: date) -> None:
    """Write all of the catalogue into one file, which a tap opens, with no network."""
    from langhoc.mkdocs_plugin import run_mkdocs  # noqa: PLC0415
    from langhoc.project import NotBuilt, Project  # noqa: PLC0415
    from langhoc.project.copies.pack import pack as packed  # noqa: PLC0415 (no other command needs it)

    if output.suffix.lower() != ".html":
        raise click.UsageError(f"{output.name} does not end in .html.")
    project = Project(console.folder, today)
    try:
        made = packed(project, run_mkdocs, output, area, best_for)
    except NotBuilt as error:
        if error.problems:
            console.checked(error.problems)
        raise
    console.say(
        _("{file}: {records} records in {kilobytes} KB; after {day} it says that it is old."),
        file=output,
        records=made.records,
        kilobytes=round(made.size / 1000),
        day=made.best_before,
    )
