"""The command `schema`."""

from __future__ import annotations

import click

from langhoc.cli.console import Console
from langhoc.cli.spoken import Spoken
from langhoc.i18n import mark as _


@click.command(cls=Spoken)
@click.pass_obj
def schema(console: Console) -> None:
    """Write schemas/ and .vscode/settings.json, by which editors like VS Code help to write records.

    Run it again after Làng Học was brought up to date. Settings of your own are left as they are.
    """
    from langhoc.doors.json_schema import EDITOR_SETTINGS, FOLDER, editor_files  # noqa: PLC0415
    from langhoc.project.files import write_files  # noqa: PLC0415
    from langhoc.project.languages import known_languages  # noqa: PLC0415

    files = editor_files(known_languages(console.folder))
    if (console.folder / EDITOR_SETTINGS).exists():
        del files[EDITOR_SETTINGS]
    write_files(console.folder, files)
    console.say(_("The schemas stand in {folder}."), folder=console.folder / FOLDER)
