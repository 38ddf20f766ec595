"""The command `add`: of a kind by questions at the terminal, each answer looked at at once; or from a message."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.message import add_from
from langhoc.cli.options import KindName, today_option
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Severity

if TYPE_CHECKING:
    from langhoc.catalogue import Catalogue
    from langhoc.doors.answers.columns import Column
    from langhoc.doors.asking import Choice, Form
    from langhoc.problems import Problem
    from langhoc.project import Project


@click.command(cls=Spoken)
@click.argument("kind", required=False, type=KindName())
@click.option(
    "--from",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A message that somebody sent, saved as text, or a folder of such; - reads it from standard input.",
)
@click.option("--yes", is_flag=True, help="Write what a message says without asking.")
@today_option
@click.pass_obj
def add(console: Console, kind: str | None, file: Path | None, yes: bool, today: date) -> None:
    """Add a record: by questions about a KIND, as offer, or from a message that the site's form wrote."""
    if (kind is None) == (file is None):
        message = _("Name a kind of record, as offer; or a message with --from, of which no kind is said.")
        raise click.UsageError(console.sentence(Message(message)))
    if kind is not None:
        add_by_questions(console, kind, today)
    elif file is not None:
        add_from(console, file, yes, today)


def add_by_questions(console: Console, kind_name: str, today: date) -> None:
    """Ask for a record of the kind, show it, and write it when the editor says so. Exits 1 when nothing was written.

    What was answered is never lost: it is shown where it is not written.
    """
    from langhoc.doors.answers.names import Names, all_named  # noqa: PLC0415
    from langhoc.doors.asking import Form  # noqa: PLC0415 (no other command needs it)
    from langhoc.model import KINDS  # noqa: PLC0415
    from langhoc.project import Project  # noqa: PLC0415

    project = Project(console.folder, today)
    checked = project.check()
    if checked.catalogue is None:
        console.problems([one for one in checked.problems if one.severity is Severity.ERROR], to_error=True)
        console.complain(Message(_("The catalogue has errors: mend them first. Nothing was written.")))
        sys.exit(1)
    catalogue = checked.catalogue
    names = Names(tuple(all_named(one.record for one in catalogue.found)))
    form = Form(KINDS[kind_name], catalogue.languages, names, console.language)
    adding = _Adding(console, project, catalogue, checked.problems, form)
    try:
        adding.run()
    except (click.Abort, KeyboardInterrupt):
        adding.show_answers()
        raise KeyboardInterrupt from None


class _Adding:
    """One record that is being asked for."""

    def __init__(
        self, console: Console, project: Project, catalogue: Catalogue, known: Sequence[Problem], form: Form
    ) -> None:
        self._console, self._project, self._catalogue, self._known = console, project, catalogue, known
        self._form = form

    def run(self) -> None:
        self._console.say(
            _("Leave an answer empty where you do not know it; - takes one back. Ctrl-C ends; nothing is written then.")
        )
        for column in self._form.questions():
            self._ask(column)
        while True:
            path, text = self._file()
            news = [one for one in self._project.check({path: text}).problems if one not in self._known]
            click.echo(f"\n{path}\n\n{text}")
            self._console.problems_if_any(news)
            errors = [one for one in news if one.severity is Severity.ERROR]
            if not errors:
                break
            if not self._ask_again(errors):
                self._console.complain(Message(_("Nothing was written.")))
                sys.exit(1)
        self._write(path, text)

    def show_answers(self) -> None:
        """What there is so far, so that nobody has to think of it again."""
        if self._form.data:
            _path, text = self._file()
            click.echo(f"\n\n{text}", err=True)

    # A question

    def _ask(self, column: Column) -> None:
        """Ask until the answer can be taken, or is empty where it may be."""
        from langhoc.doors.answers.refusal import Refused  # noqa: PLC0415

        click.echo(f"\n{self._asked(column)}")
        self._list(self._form.ask(column))
        while True:
            text = self._typed(column)
            if not text and not self._is_needed(column):
                return
            try:
                told = self._form.answer(column, text) if text else ()
            except Refused as refused:
                self._console.complain(refused.message)
                # Where the choices were listed, the hint would list them again.
                if refused.hint and not (refused.code == "unknown-value" and self._form.shown):
                    click.echo(f"  {self._console.sentence(refused.hint)}")
                self._list(self._form.shown if refused.code == "ambiguous" else ())
                continue
            for message in told:
                click.echo(f"  → {self._console.sentence(message)}")
            if text:
                return
            self._console.complain(Message(_("This one is needed.")))

    def _asked(self, column: Column) -> str:
        from langhoc.doors.asking import hint, label  # noqa: PLC0415
        from langhoc.phrases import Phrases  # noqa: PLC0415

        words = Phrases(self._console.language)
        name = label(column, words)
        if self._is_needed(column):
            name = self._console.sentence(Message(_("{name} (needed)"), {"name": name}))
        return f"{name}\n  {hint(column, words)}"

    def _is_needed(self, column: Column) -> bool:
        """Whether there is no record without it: of a part, the record may do without all of it."""
        return len(column.trail) == 1 and column.key.required

    def _list(self, choices: Sequence[Choice]) -> None:
        for number, choice in enumerate(choices, 1):
            click.echo(f"  {number}. {choice.label}")

    def _typed(self, column: Column) -> str:
        if column.name.partition(".")[0] != "description":
            return str(click.prompt(">", default="", show_default=False, prompt_suffix=" ")).strip()
        self._console.say(_("  Several lines; two empty ones end it."))
        lines: list[str] = []
        while lines[-2:] != ["", ""]:
            lines.append(str(click.prompt(">", default="", show_default=False, prompt_suffix=" ")).rstrip())
        return "\n".join(lines).strip()

    def _ask_again(self, errors: Sequence[Problem]) -> bool:
        """Ask what the errors are about once more; False where no question is about them."""
        about = [column for column in self._form.questions() if any(_is_about(one, column) for one in errors)]
        for column in about:
            self._ask(column)
        return bool(about)

    # The file

    def _file(self) -> tuple[str, str]:
        """The path and the text of the file with the new record in it."""
        from langhoc.doors.answers.held import Held  # noqa: PLC0415
        from langhoc.doors.layout import laid_out  # noqa: PLC0415
        from langhoc.doors.new_file import new_path  # noqa: PLC0415

        kind, data, languages = self._form.kind, self._form.data, self._catalogue.languages
        title = data.get("title") or kind.name
        title = title if isinstance(title, str) else next(iter(title.values()))
        places = [one for one in (data.get("area"),) if isinstance(one, str)]
        path = new_path(kind, title, places, self._project.reading().found)
        if kind.file is None:
            return path, laid_out(kind, data, languages)
        record_id = path.rpartition("/")[2].removesuffix(kind.ending)
        held, name = Held(self._project.folder, languages[0]), f"data/{kind.file}"
        whole = [*(held.whole(name) or []), self._form.with_id(record_id)]
        return name, laid_out(kind, whole, languages, held.comments(name))

    def _write(self, path: str, text: str) -> None:
        from langhoc.project.files import write_files  # noqa: PLC0415

        if not click.confirm(self._console.sentence(Message(_("Write this file?"))), default=True):
            self._console.say(_("Nothing was written."))
            sys.exit(1)
        write_files(self._project.folder, {path: text})
        self._console.say(_("{file} is written. See it with: langhoc serve"), file=path)


def _is_about(problem: Problem, column: Column) -> bool:
    """Whether the problem is of what the column's answer is a part of."""
    field = [step for step in problem.field.split(".") if step and not step.isdecimal()]
    return bool(field) and [step for step in column.path if isinstance(step, str)][: len(field)] == field
