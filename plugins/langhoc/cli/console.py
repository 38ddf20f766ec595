"""What the commands print with: problems in the editor's language, progress on a terminal, plain lines in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from langhoc.i18n import Message, Octets, message_language, translator
from langhoc.i18n import mark as _
from langhoc.problems import Problem, Severity, report
from langhoc.project import NotBuilt, Steps

if TYPE_CHECKING:
    from rich.console import Console as Terminal
    from rich.progress import Progress

    from langhoc.catalogue import Catalogue
    from langhoc.project import Project
    from langhoc.project.copies.stick import StickSteps

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


class Console:
    """`folder` is the catalogue's folder, `language` that of messages."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.language = language

    def say(self, text: str, **params: object) -> None:
        """A sentence, to standard output."""
        _show(self.sentence(Message(text, params)))

    def complain(self, message: Message) -> None:
        """Why nothing was done, to standard error."""
        _show(self.sentence(message), "bold red", to_error=True)

    def sentence(self, message: Message) -> str:
        return message.said(translator(self.language), self._words)

    def _words(self, value: object) -> object:
        """Days and sizes as people say them. Most sentences have none, and need no calendar."""
        if not isinstance(value, (date, Octets)):
            return value
        from langhoc.phrases import Phrases  # noqa: PLC0415

        return Phrases(self.language).words(value)

    def problems(self, problems: Sequence[Problem], form: str = "text", to_error: bool = False) -> None:
        """The problems in one of the report's forms; on a terminal their first lines are coloured."""
        text = report(problems, form, self.language)
        if form != "text" or not _is_terminal(to_error):
            click.echo(text, _stream(to_error), nl=False)
            return
        for line in text.splitlines():
            colour = next((c for s, c in _COLOURS.items() if f": {self._label(s)}[" in line), None)
            _show(line, colour, to_error)

    def _label(self, severity: Severity) -> str:
        return translator(self.language)(severity.value)

    def not_built(self, error: NotBuilt) -> None:
        if error.message:
            self.complain(error.message)

    def catalogue(self, project: Project) -> Catalogue:
        """The catalogue; where it has errors they are shown. Raises NotBuilt."""
        try:
            return project.usable()[0]
        except NotBuilt as error:
            self.checked(error.problems)
            raise

    @contextmanager
    def steps(self) -> Iterator[Steps]:
        """What a build tells: a bar on a terminal, nothing between its plain lines in a pipe."""
        if not _is_terminal(to_error=True):
            yield Steps(checked=self.checked, warned=self.problems_if_any)
            return
        # Most builds are watched by nobody.
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        # A thread that refreshes the bars would forbid the build to divide its work.
        with Progress(*columns, console=_terminal(to_error=True), transient=True, auto_refresh=False) as progress:
            yield Steps(
                checked=self.checked,
                warned=self.problems_if_any,
                file=self._bar(progress, Message(_("Files"))),
            )

    @contextmanager
    def copying(self) -> Iterator[StickSteps]:
        """What a stick's writing tells: bars with bytes and the time left on a terminal, nothing in a pipe."""
        from langhoc.project.copies.stick import StickSteps  # noqa: PLC0415

        if not _is_terminal(to_error=True):
            yield StickSteps(Steps(warned=self.problems_if_any, told=self._tell))
            return
        with _bars() as progress:
            yield StickSteps(
                self._making(progress),
                self._bar(progress, Message(_("Reading the stick")), self._sizes),
                self._bar(progress, Message(_("Writing the stick")), self._sizes),
            )

    @contextmanager
    def making(self) -> Iterator[Steps]:
        """What the making of a copy in one file tells: bars on a terminal, and which record a name was taken for."""
        if not _is_terminal(to_error=True):
            yield Steps(warned=self.problems_if_any, told=self._tell)
            return
        with _bars() as progress:
            yield self._making(progress)

    def _making(self, progress: Progress) -> Steps:
        files = self._bar(progress, Message(_("Files")), _counted)
        pages = self._bar(progress, Message(_("Pages of paper")), _counted)
        return Steps(warned=self.problems_if_any, file=files, page=pages, told=self._tell)

    def _sizes(self, done: int, of: int) -> str:
        return f"{self._words(Octets(done))} / {self._words(Octets(of))}"

    def _tell(self, message: Message) -> None:
        _show(self.sentence(message))

    def _bar(
        self, progress: Progress, name: Message, said: Callable[..., str] = lambda **_counts: ""
    ) -> Callable[[int, int], None]:
        """What moves a bar, in fifty steps at the most; where there are 0, nobody knows yet how many there are."""
        task = progress.add_task(self.sentence(name), total=None, visible=False, said="")
        shown = -1

        def move(done: int, of: int) -> None:
            nonlocal shown
            step = done * 50 // of if of else done
            counts = said(done=done, of=of)
            progress.update(task, completed=done, total=of or None, refresh=step != shown, visible=True, said=counts)
            shown = step

        return move

    def checked(self, problems: Sequence[Problem]) -> None:
        """What a build has to tell of a catalogue, to standard error; of one that it refuses, only the reasons."""
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self.problems_if_any(errors or problems)
        others = len(problems) - len(errors)
        if errors and others:
            message = Message(_("There are {n} other notices and warnings: see `langhoc check`."), {"n": others})
            _show(self.sentence(message), to_error=True)

    def problems_if_any(self, problems: Sequence[Problem]) -> None:
        """The problems, to standard error."""
        if problems:
            self.problems(problems, to_error=True)


def console_of(ctx: click.Context | None) -> Console:
    """That of the command that is run; where none is yet, one that speaks the computer's language."""
    console = ctx.obj if ctx else None
    return console if isinstance(console, Console) else Console(Path(), message_language(os.environ))


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}"), TimeRemainingColumn())
    with Progress(*columns, console=_terminal(to_error=True), transient=True, auto_refresh=False) as progress:
        yield progress


def _counted(done: int, of: int) -> str:
    return f"{done}/{of or '…'}"


def _stream(to_error: bool) -> TextIO | None:
    """None where it was closed before the command began."""
    return sys.stderr if to_error else sys.stdout


def _is_terminal(to_error: bool) -> bool:
    stream = _stream(to_error)
    return "FORCE_COLOR" in os.environ or (stream is not None and stream.isatty())


def _terminal(to_error: bool) -> Terminal:
    # Takes a tenth of an idle build to import, and most builds are watched by nobody.
    from rich.console import Console as Terminal  # noqa: PLC0415

    return Terminal(stderr=to_error, highlight=False, markup=False, emoji=False, soft_wrap=True)


def _show(text: str, style: str | None = None, to_error: bool = False) -> None:
    """In colours on a terminal, as it is in a pipe."""
    if _is_terminal(to_error):
        _terminal(to_error).print(text, style=style)
    else:
        # The stream is named, for of one that is ASCII click would make one that is not.
        click.echo(text, _stream(to_error))
