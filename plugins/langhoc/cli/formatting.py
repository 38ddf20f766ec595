"""The command `fmt`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from langhoc.cli.console import Console
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _


@click.command(cls=Spoken)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_look", is_flag=True, help="Write nothing; exit 1 where a file is laid out otherwise.")
@click.option("--changed-since", "since", metavar="REV", default="", help="Only files that differ from this commit.")
@click.pass_obj
def fmt(console: Console, files: tuple[Path, ...], only_look: bool, since: str) -> None:
    """Bring records into the one layout, which the browser form writes too: all, or those of FILES."""
    from langhoc.project.canonical import tidied  # noqa: PLC0415 (no other command needs it)
    from langhoc.project.files import write_files  # noqa: PLC0415

    found = tidied(console.folder, files, since)
    if only_look:
        for name in found.texts:
            console.say(_("{file} is laid out otherwise."), file=name)
    else:
        write_files(console.folder, found.texts)
    console.problems_if_any(found.problems)
    if found.texts and only_look:
        console.complain(Message(_("Files to lay out: {n}. Run: langhoc fmt"), {"n": len(found.texts)}))
    elif not only_look:
        console.say(_("Files laid out: {n}; as they were: {unchanged}."), n=len(found.texts), unchanged=found.unchanged)
    if found.problems or (found.texts and only_look):
        sys.exit(1)
