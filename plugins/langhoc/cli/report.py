"""`langhoc report`: what was given away and is to be called back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from langhoc.cli.console import Console
from langhoc.cli.options import today_option
from langhoc.cli.recall import note_issue, tell_recall


@click.command()
@click.option("--recall", is_flag=True, help="Which copies hold stories and pictures that may not be told any more.")
@click.option(
    "--issued",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="SITE",
    help="Note down that a copy of a built site is given away, in private/issued.jsonl.",
)
@today_option
@click.pass_obj
def report(console: Console, recall: bool, issued: Path | None, today: date) -> None:
    """Show which copies that were given away are to be called back."""
    if issued:
        note_issue(console, issued, today)
    elif recall:
        tell_recall(console, today)
    else:
        raise click.UsageError("Say --recall or --issued SITE.")
