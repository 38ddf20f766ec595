"""The command `stick`: the catalogue is written to a USB stick, which is brought up to date."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
from langhoc.i18n import Message, Octets
from langhoc.i18n import mark as _
from langhoc.problems import visible_line

if TYPE_CHECKING:
    from langhoc.editions.resources import Chosen
    from langhoc.editions.stick.signature import Signer
    from langhoc.project.copies.stick import Brought

_MEGABYTE = 10**6
_NAMED = 20
_A_FEW = 5


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
    from langhoc.editions.stick.target import some  # noqa: PLC0415

    change, resources = brought.change, brought.resources
    console.say(
        _("{folder} holds no. {sequence}: {files} files, {size}."),
        folder=path,
        sequence=brought.manifest.sequence,
        files=len(brought.manifest.entries),
        size=Octets(brought.manifest.size),
    )
    _tell_id(console, brought)
    console.say(
        _("{written} files written ({size}), {removed} removed."),
        written=len(change.writes),
        size=Octets(change.bytes),
        removed=len(change.removed),
    )
    _tell_removed(console, change.removed)
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


def _tell_removed(console: Console, paths: Sequence[str]) -> None:
    """What somebody may miss: pages come and go with what they tell of."""
    from langhoc.editions.stick.layout import BOOKLET, RESOURCES, SITE, ZIM  # noqa: PLC0415

    for name, option in ((BOOKLET, "--booklet"), (ZIM, "--zim")):
        if name in paths:
            console.say(_("{name} was removed: this time there was no {option}."), name=name, option=option)
    others = [path for path in paths if path not in {BOOKLET, ZIM} and not path.startswith(f"{SITE}/")]
    resources = [path for path in others if path.startswith(f"{RESOURCES}/")]
    for message, names in (
        (_("These resources were removed, for they are not chosen this time: {names}."), resources),
        (_("Removed, too: {names}."), [path for path in others if path not in resources]),
    ):
        if names:
            console.say(message, names=a_few(names))


def a_few(names: Sequence[str]) -> Message:
    """The first of them, and how many more there are."""
    first, more = ", ".join(map(visible_line, names[:_A_FEW])), len(names) - _A_FEW
    if more <= 0:
        return Message("{first}", {"first": first})
    return Message(_("{first} and {n} more"), {"first": first, "n": more})


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
