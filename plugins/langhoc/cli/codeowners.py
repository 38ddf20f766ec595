"""`langhoc codeowners`: who looks at a change to which file, written from the editors of areas."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.options import today_option
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project import Project
from langhoc.project.files import write_files

if TYPE_CHECKING:
    from datetime import date


@click.command(cls=Spoken)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit 1 where the file is not as it should be."
)
@today_option
@click.pass_obj
def codeowners(console: Console, only_check: bool, today: date) -> None:
    """Write CODEOWNERS from `editors` in data/areas.yml: whom GitHub and GitLab ask to look at a change."""
    from langhoc.doors import CODEOWNERS  # noqa: PLC0415
    from langhoc.doors import codeowners as owners_of  # noqa: PLC0415

    catalogue = console.catalogue(Project(console.folder, today))
    path, text = console.folder / CODEOWNERS, owners_of(catalogue)
    if _read(path) == text:
        console.say(_("{file} is as it should be."), file=CODEOWNERS)
    elif only_check:
        console.complain(
            Message(_("{file} is not as data/areas.yml says. Run: langhoc codeowners"), {"file": CODEOWNERS})
        )
        sys.exit(1)
    else:
        write_files(console.folder, {CODEOWNERS: text})
        console.say(_("{file} is written."), file=CODEOWNERS)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
