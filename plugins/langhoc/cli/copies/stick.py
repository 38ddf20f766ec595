"""The command `stick`: the catalogue is written to a USB stick, which is brought up to date."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.copies.verify import WHY_STRANGE
from langhoc.cli.exits import STOPPED
from langhoc.cli.options import area_option, best_for_option, today_option
from langhoc.cli.reasons import reason
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _

if TYPE_CHECKING:
    from langhoc.editions.resources import Chosen
    from langhoc.editions.stick.signature import Signer
    from langhoc.project.copies.stick import Brought

_MEGABYTE = 10**6
_NAMED = 20


@click.command(cls=Spoken)
@click.argument("path", type=click.Path(path_type=Path))
@area_option
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TOPIC",
    help="Only resources on this topic, by its id or name; may be repeated.",
)
@click.option(
    "--resources-within",
    "megabytes",
    type=click.IntRange(0),
    metavar="MB",
    help="No more of resources than this (all).",
)
@best_for_option
@click.option("--booklet", is_flag=True, help="With the booklet, as a PDF. Needs langhoc[print].")
@click.option("--zim", is_flag=True, help="With a file for Kiwix. Needs langhoc[zim].")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="Sign it with this secret key.")
@click.option("--replace", is_flag=True, help="Write over a stick of another catalogue, area or key.")
@today_option
@click.pass_obj
def stick(
    console: Console,
    path: Path,
    area: str,
    topics: tuple[str, ...],
    megabytes: int | None,
    best_for: timedelta,
    booklet: bool,
    zim: bool,
    key: Path | None,
    replace: bool,
    today: date,
) -> None:
    """Write the catalogue to a USB stick, or bring one up to date. PATH is the stick, or a folder on it."""
    from langhoc.editions.stick.update import Damaged  # noqa: PLC0415
    from langhoc.mkdocs_plugin import run_mkdocs  # noqa: PLC0415
    from langhoc.project import NotBuilt, Project  # noqa: PLC0415
    from langhoc.project.copies.stick import BrokenOff, write_stick  # noqa: PLC0415
    from langhoc.project.copies.stick_files import NO_LIMIT, Wishes  # noqa: PLC0415

    budget = NO_LIMIT if megabytes is None else megabytes * _MEGABYTE
    wishes = Wishes(area, topics, budget, best_for, booklet, zim, _signer(console, key), replace)
    try:
        with console.copying() as steps:
            brought = write_stick(Project(console.folder, today), run_mkdocs, path, wishes, steps)
    except NotBuilt as error:
        console.checked(error.problems)
        raise
    except Damaged as error:
        message = _("{file} is not read back as it was written: this stick is worn out. Take another one.")
        console.complain(Message(message, {"file": error.path}))
        sys.exit(1)
    except KeyboardInterrupt:
        console.complain(Message(_("Stopped. Write the stick again to finish.")))
        sys.exit(STOPPED)
    except BrokenOff as broken:
        message = _("Writing {folder} was broken off: {reason}. Write it again to finish.")
        console.complain(Message(message, {"folder": path, "reason": reason(broken.error)}))
        sys.exit(1)
    _tell(console, path, brought, is_asked=bool(topics) or megabytes is not None)


def _tell(console: Console, path: Path, brought: Brought, is_asked: bool) -> None:
    """`is_asked`: somebody said which resources are to be on it."""
    from langhoc.editions.stick.target import megabytes, some  # noqa: PLC0415
    from langhoc.problems import visible_line  # noqa: PLC0415

    change, resources = brought.change, brought.resources
    console.say(
        _("{folder} holds no. {sequence}: {files} files, {megabytes} MB."),
        folder=path,
        sequence=brought.manifest.sequence,
        files=len(brought.manifest.entries),
        megabytes=megabytes(brought.manifest.size),
    )
    _tell_id(console, brought)
    console.say(
        _("{written} files written ({megabytes} MB), {removed} removed."),
        written=len(change.writes),
        megabytes=megabytes(change.bytes),
        removed=len(change.removals) + len(change.first) + len(change.leftovers),
    )
    if is_asked or resources.left_out:
        _tell_resources(console, resources)
    if brought.key:
        message = _("It is signed. Write these digits on its label: {fingerprint}")
        console.say(message, fingerprint=brought.key.fingerprint)
    if others := [name for name in change.foreign if name not in brought.strange]:
        console.say(_("Not ours, and left as they were: {names}."), names=some(others))
    if brought.strange:
        message = _("Strange, and left as they were: {names}. {why}")
        names = ", ".join(map(visible_line, brought.strange[:_NAMED]))
        more = " …" if len(brought.strange) > _NAMED else ""
        params = {"names": names + more, "why": Message(WHY_STRANGE)}
        console.complain(Message(message, params))


def _tell_id(console: Console, brought: Brought) -> None:
    now, before = brought.manifest.stick, brought.stick_before
    if before in {"", now}:
        console.say(_("It is stick {stick}: write that on its label."), stick=now)
        return
    message = _("This stick was {before}, as another one is: it is {stick} from now on. Change its label.")
    console.complain(Message(message, {"before": before, "stick": now}))


def _tell_resources(console: Console, resources: Chosen) -> None:
    counts = {"n": len(resources.files), "left": resources.left_out, "others": resources.off_topic}
    if not any(counts.values()):
        console.say(_("There are no books or lessons whose files may be copied."))
        return
    console.say(_("Of the resources {n} files are on it; for {left} there was no room."), **counts)
    if resources.off_topic:
        console.say(_("Not on it are {others} files about other topics."), **counts)


def _signer(console: Console, file: Path | None) -> Signer | None:
    from langhoc.editions.stick.signature import NotAKey, read_secret_key  # noqa: PLC0415
    from langhoc.project import NotBuilt  # noqa: PLC0415

    if file is None:
        return None
    question = console.sentence(Message(_("Password of {file}"), {"file": file.name}))
    try:
        return read_secret_key(file.read_bytes(), lambda: click.prompt(question, hide_input=True, err=True))
    except NotAKey as error:
        message = _("The password does not fit {file}: try once more. Or it is no secret key: `langhoc key` makes one.")
        raise NotBuilt(message=Message(message, {"file": file})) from error
