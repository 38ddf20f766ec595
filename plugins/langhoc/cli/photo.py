"""The command `photo`: photographs become pictures that records can show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.reasons import reason
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _

if TYPE_CHECKING:
    from langhoc.doors.photographs import Made
    from langhoc.project.pictures import Put

_MEGABYTE, _KILOBYTE = 1_000_000, 1000


@click.command(cls=Spoken)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the pictures go: a folder, or for one a file that ends in .webp, .jpg or .png. Else data/media/.",
)
@click.pass_obj
def photo(console: Console, files: tuple[Path, ...], output: Path | None) -> None:
    """Turn photographs upright, make them small, and take off all that tells more than is to be seen.

    The photographs stay as they are. One that lies in data/media/ is exchanged for its picture, and moves to
    private/originals/, of which Git takes nothing.
    """
    if len(files) > 1 and output and output.suffix and not output.is_dir():
        raise click.UsageError(console.sentence(Message(_("Several pictures need a folder: --output names a file."))))
    failed = [file for file in files if not _tried(console, file, output)]
    if failed:
        sys.exit(1)


def _tried(console: Console, file: Path, output: Path | None) -> bool:
    """Whether there is a picture of the photograph now."""
    # No other command needs what looks into pictures.
    from langhoc.doors.photographs import NotAPhoto  # noqa: PLC0415
    from langhoc.project.pictures import NothingToMend, put_picture  # noqa: PLC0415

    try:
        put = put_picture(console.folder, file, output)
    except NothingToMend:
        console.say(_("{file}: there is nothing to mend."), file=file)
        return True
    except NotAPhoto as error:
        reasons = [console.sentence(one) for one in (error.message, error.hint) if one]
        console.complain(Message("{file}: {reasons}", {"file": file, "reasons": " ".join(reasons)}))
        return False
    except OSError as error:
        console.complain(Message(_("{file}: {reason}."), {"file": error.filename or file, "reason": reason(error)}))
        return False
    _tell(console, file, put)
    return True


def _tell(console: Console, file: Path, put: Put) -> None:
    made = put.made
    console.say(
        _("{file}: {width} × {height} points, {size} (before: {was_width} × {was_height}, {was_size})."),
        file=put.file,
        width=made.width,
        height=made.height,
        size=_size(len(made.content)),
        was_width=made.was_width,
        was_height=made.was_height,
        was_size=_size(put.before),
    )
    for sentence in _what_was_done(put, made):
        console.say(sentence)
    if put.original:
        console.say(_("The photograph itself is now {file}. Git takes nothing of that folder."), file=put.original)
    else:
        console.say(_("The photograph itself is as it was: {file}. Keep it out of data/."), file=file)
    if put.name:
        console.say(_("In a record, with what is to be seen and whose the picture is:"))
        click.echo(f"\nimage:\n  file: {put.name}\n  alt:\n  credit:\n")


def _what_was_done(put: Put, made: Made) -> list[str]:
    done = [] if put.is_new else [_("The same picture lay there before.")]
    if made.was_turned:
        done.append(_("It was turned upright."))
    if made.told_place:
        done.append(_("The place where it was taken was in the file: it is taken off, and all else the camera wrote."))
    else:
        done.append(_("What the camera wrote into the file is taken off."))
    return done


def _size(count: int) -> str:
    return f"{count / _MEGABYTE:.1f} MB" if count >= _MEGABYTE else f"{max(1, round(count / _KILOBYTE))} KB"
