"""`langhoc comment`: what is said to whoever proposed a change, made from the reports of a run."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from langhoc.cli.console import Console, console_of
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import as_comment, told_again

# The first speaks; the others are folded away.
_LANGUAGES = ("vi", "en")
_REFUSED = "import.txt"
# No run of a catalogue that can be read says more. In bytes.
_LARGEST = 20_000_000
_ADDRESS = re.compile(r"https://[\w.-]+(:\d+)?/[\w./-]*", re.ASCII)


def _address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value and not _ADDRESS.fullmatch(value):
        message = Message(_("{value!r} is not an address of the kind https://…"), {"value": value})
        raise click.BadParameter(console_of(ctx).sentence(message))
    return value or None


@click.command(cls=Spoken)
@click.argument("reports", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--preview", callback=_address, help="Where the pages of the change can be seen, as https://…")
@click.pass_obj
def comment(console: Console, reports: Path, preview: str | None) -> None:
    """Write the comment on a change from DIR/vi.json and DIR/en.json, as `check --format json` wrote them, and from
    what `import` said of sheets that it refused, in DIR/import.txt.

    The reports may be a stranger's: they are read as data and refused where they are anything else.
    """
    try:
        by_language = [(language, told_again(_read(reports / f"{language}.json"))) for language in _LANGUAGES]
        refused = _read(reports / _REFUSED).splitlines() if (reports / _REFUSED).exists() else []
    except ValueError:
        console.complain(Message(_("{folder} holds no reports of `langhoc check --format json`."), {"folder": reports}))
        sys.exit(1)
    click.echo(as_comment(by_language, preview, [line for line in refused if line.strip()]))


def _read(file: Path) -> str:
    """Raises ValueError for what is no text file of a likely size."""
    if file.is_symlink() or file.stat().st_size > _LARGEST:
        raise ValueError(file.name)
    return file.read_text(encoding="utf-8")
