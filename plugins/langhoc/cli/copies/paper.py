"""The commands `booklet` and `poster`: a catalogue on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.options import area_option, output_option, today_option
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message, Octets
from langhoc.i18n import mark as _

if TYPE_CHECKING:
    from langhoc.editions.paper.sheet import Sheet


@click.command(cls=Spoken)
@output_option(".pdf")
@area_option
@click.option(
    "--paper", type=click.Choice(["a5", "a4"]), default="a5", show_default=True, help="a5 is folded from A4 sheets."
)
@click.option("--language", default="", metavar="CODE", help="Another than the catalogue's first one.")
@today_option
@click.pass_obj
def booklet(console: Console, output: Path, area: str, paper: str, language: str, today: date) -> None:
    """Print a directory: what to learn on which day, where, and whom to call. Needs langhoc[print]."""
    from langhoc.mkdocs_plugin import run_mkdocs  # noqa: PLC0415
    from langhoc.project import NotBuilt, Project  # noqa: PLC0415
    from langhoc.project.copies.paper import write_booklet  # noqa: PLC0415 (no other command needs it)

    try:
        with console.making() as steps:
            sheet = write_booklet(Project(console.folder, today), run_mkdocs, output, area, paper, language, steps)
    except NotBuilt as error:
        console.checked(error.problems)
        raise
    _warn(console, sheet)
    console.say(
        _("{file}: {pages} pages in {size}; to be replaced after {day}."),
        file=output,
        pages=sheet.pages,
        size=Octets(len(sheet.content)),
        day=sheet.best_before,
    )
    if paper == "a5":
        console.say(_("Print it as a booklet: two pages on each side of A4, both sides, folded in the middle."))


@click.command(cls=Spoken)
@click.argument("record", metavar="[RECORD]", default="")
@output_option(".pdf")
@area_option
@today_option
@click.pass_obj
def poster(console: Console, record: str, output: Path, area: str, today: date) -> None:
    """Print a sheet for the noticeboard, of RECORD (its id, or words of its title) or of the week in an area.

    It has strips to tear off and lines for wishes. Needs langhoc[print].
    """
    from langhoc.mkdocs_plugin import run_mkdocs  # noqa: PLC0415
    from langhoc.project import NotBuilt, Project  # noqa: PLC0415
    from langhoc.project.copies.paper import write_poster  # noqa: PLC0415 (no other command needs it)

    if bool(record) == bool(area):
        raise click.UsageError(console.sentence(Message(_("Name either a record or an --area."))))
    try:
        with console.making() as steps:
            sheet = write_poster(Project(console.folder, today), run_mkdocs, output, record, area, steps)
    except NotBuilt as error:
        console.checked(error.problems)
        raise
    _warn(console, sheet)
    if sheet.warning:
        console.complain(sheet.warning)
    if not sheet.has_strips:
        console.complain(Message(_("Nobody knows a number to call: the sheet has no strips to tear off.")))
    console.say(_("{file}: one sheet of A4; to be replaced after {day}."), file=output, day=sheet.best_before)


def _warn(console: Console, sheet: Sheet) -> None:
    """Of each file whose text has signs that the font has not."""
    for one in sheet.lacking:
        signs = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in one.signs)
        message = _("{file}: the font of paper does not have {signs}; a box □ stands there.")
        console.complain(Message(message, {"file": one.file, "signs": signs}))
