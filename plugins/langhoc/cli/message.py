"""The command `add --from`: a message becomes a record, once an editor has seen what was understood of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Severity, visible_line
from langhoc.project import NotBuilt

if TYPE_CHECKING:
    from langhoc.doors.telling.draft import Understood
    from langhoc.doors.telling.sent import Sent
    from langhoc.model import Record
    from langhoc.problems import Problem
    from langhoc.project import Project
    from langhoc.reading import Found

STANDARD_INPUT = Path("-")

# As old programs of Windows save Vietnamese.
_ENCODINGS = ("utf-8-sig", "cp1258")
_MARKS_OF_16_BITS = (b"\xff\xfe", b"\xfe\xff")
_LONGEST = 1_000_000
_TEXT = ".txt"


def add_from(console: Console, file: Path, yes: bool, today: date) -> None:
    """Show what each message in `file` ("-": standard input; a folder: each text in it and below) was understood to
    say, and write the records of it.

    Each is written when the editor at a terminal says so, or with `yes`; else nothing is. Exits 1 when there is a
    message of which no record can be made, or a text in which there is none.
    """
    from langhoc.project import Project  # noqa: PLC0415

    project = Project(console.folder, today)
    if not file.is_dir():
        made = _added_from(console, project, file, yes)
    else:
        several = [_added_of_several(console, project, file, one, yes) for one in _texts_in(file)]
        made = all(several)
    if not made:
        sys.exit(1)


def is_text(name: PurePath) -> bool:
    """Whether `add --from` reads a file of this name, from the folder that it is given; hidden ones it does not."""
    return name.suffix.lower() == _TEXT and not any(part.startswith(".") for part in name.parts)


def _texts_in(folder: Path) -> list[Path]:
    """Such as come back on a stick, by their names in the folder. Raises NotBuilt where there is none."""
    names = sorted(one.relative_to(folder) for one in folder.rglob("*") if one.is_file())
    found = list(filter(is_text, names))
    if not found:
        message = _("There is no text in {folder}: nothing to read. A message is a file that ends in .txt.")
        raise NotBuilt(message=Message(message, {"folder": folder}))
    return found


def _added_of_several(console: Console, project: Project, folder: Path, name: Path, yes: bool) -> bool:
    """The same of one that hinders no other."""
    click.echo(f"\n{visible_line(name.as_posix())}")
    try:
        return _added_from(console, project, folder / name, yes)
    except NotBuilt as error:
        console.not_built(error)
        return False


def _added_from(console: Console, project: Project, file: Path, yes: bool) -> bool:
    """Whether a record could be made of each message. Raises NotBuilt where there is none, or no text."""
    from langhoc.doors.telling.issue_form import sent_in_issue  # noqa: PLC0415
    from langhoc.doors.telling.sent import messages_in  # noqa: PLC0415 (no other command needs it)

    text = _text(file)
    of_issue = sent_in_issue(text)
    found = (of_issue,) if of_issue else messages_in(text)
    if not found:
        raise _refusal(_("{file} holds no message. It names its answers, as in: Tên lớp: …"), file)
    asks = file != STANDARD_INPUT and sys.stdin.isatty()
    # What one message lacks keeps no other from being written.
    made = [_added(console, project, one, yes, asks) for one in found]
    return all(made)


def _text(file: Path) -> str:
    """Raises NotBuilt."""
    if file != STANDARD_INPUT and not file.is_file():
        raise _refusal(_("There is no file {file}."), file)
    content = _content(file)
    if len(content) > _LONGEST:
        raise _refusal(
            _("{file} is longer than 1 MB: take the messages out of it, and leave what else is there."), file
        )
    if content.startswith(_MARKS_OF_16_BITS):
        return content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refusal(_("{file} is not a text. Save the message as plain text in UTF-8."), file)


def _content(file: Path) -> bytes:
    """No more than shows that it is too long."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(_LONGEST + 1)
    with file.open("rb") as opened:
        return opened.read(_LONGEST + 1)


def _refusal(text: str, file: Path) -> NotBuilt:
    return NotBuilt(message=Message(text, {"file": file}))


def _added(console: Console, project: Project, sent: Sent, yes: bool, asks: bool) -> bool:
    """Whether a record could be made of the message; whether it was written, the editor decides."""
    from langhoc.doors.layout import laid_out  # noqa: PLC0415
    from langhoc.doors.new_file import new_path  # noqa: PLC0415
    from langhoc.doors.telling.understanding import understood  # noqa: PLC0415
    from langhoc.phrases import Phrases  # noqa: PLC0415
    from langhoc.project.files import write_files  # noqa: PLC0415

    checked = project.check()
    catalogue = checked.catalogue
    if catalogue is None:
        console.problems([one for one in checked.problems if one.severity is Severity.ERROR], to_error=True)
        raise NotBuilt(message=Message(_("The catalogue has errors: mend them first. Nothing was written.")))
    record = understood(sent, catalogue, project.today, Phrases(console.language))
    _show(console, sent, record)
    if record.refusal:
        console.complain(record.refusal)
        console.complain(Message(_("Nothing was written of this message.")))
        return False
    if record.areas and asks:
        record = _placed(console, record)
    title = next(iter(record.data["title"].values()))
    found = project.reading().found
    path = new_path(
        record.kind, title, [*filter(None, [record.data.get("area")]), *record.data.get("places", [])], found
    )
    text = laid_out(record.kind, record.data, catalogue.languages)
    if known := _known(project, found, record, title, text):
        console.complain(known)
        return False
    click.echo(f"\n{path}\n\n{text}")
    news = _news(project.check({path: text}).problems, checked.problems)
    console.problems_if_any(news)
    if any(one.severity is Severity.ERROR for one in news):
        console.complain(Message(_("Nothing was written of this message.")))
        return False
    question = Message(_("Write this file?"))
    if not (yes or (asks and click.confirm(console.sentence(question), default=False))):
        console.say(_("Nothing was written. To write it: add --yes."))
        return True
    write_files(project.folder, {path: text})
    console.say(_("{file} is written. Read it once more, mend what is missing, then: langhoc build"), file=path)
    return True


def _known(project: Project, found: Sequence[Found], record: Understood, title: str, text: str) -> Message | None:
    """Why the message makes no new record: a story's twin, or an old message, would outlive that it was withdrawn."""
    for one in _alike(found, record, title):
        if _is_withdrawn(one.record) and record.data.get("area") in {None, getattr(one.record, "area", None)}:
            said = _("{file} tells of the same, and the consent to it was withdrawn. Nothing was written.")
            return Message(said, {"file": one.file})
        if (project.folder / one.file).read_text("utf-8") == text:
            return Message(_("The same already stands in {file}. Nothing was written."), {"file": one.file})
    return None


def _is_withdrawn(record: Record) -> bool:
    from langhoc.model import Story  # noqa: PLC0415

    return isinstance(record, Story) and record.consent is not None and record.consent.withdrawn_on is not None


def _alike(found: Sequence[Found], record: Understood, title: str) -> Iterator[Found]:
    """Records of the kind that are called so."""
    of_kind = (one for one in found if one.record.kind == record.kind.name)
    return (one for one in of_kind if title in one.record.title.texts())


def _news(now: Sequence[Problem], before: Sequence[Problem]) -> list[Problem]:
    """What the new file is to blame for."""
    return [one for one in now if one not in before]


def _placed(console: Console, record: Understood) -> Understood:
    """The record in the area that the editor chooses; 0 leaves it without one."""
    for number, area in enumerate(record.areas, 1):
        click.echo(f"{number}. {area.title.said(console.language).text} ({area.id})")
    question = Message(_("In which of these is it? 0: none of them"))
    number = click.prompt(console.sentence(question), type=click.IntRange(0, len(record.areas)))
    return record.placed(record.areas[number - 1]) if number else record


def _show(console: Console, sent: Sent, record: Understood) -> None:
    """Answer by answer what became of it, and what of the message is no answer."""
    console.say(_("A message was understood as {kind}:"), kind=console.sentence(Message(sent.kind.called)))
    for took in record.took:
        click.echo(f"\n  {console.sentence(Message(took.question.asks))}\n    “{_indented(took.answer)}”")
        for value in took.values:
            click.echo(f"    → {value}")
        for left in took.left:
            click.echo(f"    ! {console.sentence(left)}")
    unanswered = [question for question in sent.kind.questions if question.key not in sent.answers]
    if unanswered:
        click.echo()
        console.say(_("Not answered:"))
        for question in unanswered:
            click.echo(f"  {console.sentence(Message(question.asks))}")
    if sent.beside:
        click.echo()
        console.say(_("Not part of an answer, and left out:"))
        for line in sent.beside:
            click.echo(f"  {line}")


def _indented(answer: str) -> str:
    return answer.replace("\n", "\n     ")
