"""The commands of the spreadsheet door: `template`, `import` and `export`."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console, console_of
from langhoc.cli.options import KindName, today_option
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Problem
from langhoc.project import Project

if TYPE_CHECKING:
    from langhoc.project.sheets import Import, Sheet

# So many alike are shown; a list of thousands of rows may have the same thing in each.
_SHOWN = 5


class Encoding(click.ParamType[str]):
    """The name of an encoding of texts."""

    name = "encoding"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from langhoc.doors.spreadsheet.csv_text import is_encoding  # noqa: PLC0415

        if not is_encoding(str(value)):
            message = _("{value!r} is not an encoding such as utf-8, utf-16, cp1258 or cp1252.")
            self.fail(console_of(ctx).sentence(Message(message, {"value": value})), param, ctx)
        return str(value)


@click.command(cls=Spoken)
@click.argument("kind", type=KindName())
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .xlsx to write."
)
@click.pass_obj
def template(console: Console, kind: str, output: Path) -> None:
    """Write an Excel file to fill in: headings, lists to choose from, an example."""
    # No other command needs spreadsheets.
    from langhoc.project.files import write_file  # noqa: PLC0415
    from langhoc.project.sheets import template_of  # noqa: PLC0415

    _refuse_other_endings(console, output, (".xlsx",))
    _keep_what_is_there(console, output)
    write_file(output, template_of(console.folder, kind, console.language))
    console.say(_("{file} is ready to be filled in. Then: langhoc import {file} --kind {kind}"), file=output, kind=kind)


@click.command(cls=Spoken)
@click.argument("kind", type=KindName())
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .xlsx or .csv to write."
)
@today_option
@click.pass_obj
def export(console: Console, kind: str, output: Path, today: date) -> None:
    """Write all records of a kind to a sheet; imported again as it is, it changes nothing."""
    from langhoc.project.files import write_file  # noqa: PLC0415
    from langhoc.project.sheets import exported_from  # noqa: PLC0415

    ending = _refuse_other_endings(console, output, (".xlsx", ".csv"))
    _keep_what_is_there(console, output)
    given = exported_from(Project(console.folder, today), kind, console.language, ending)
    write_file(output, given.content)
    for id, column in given.left_out:
        text = _(
            "{id}: {column} is longer than a cell can be, and was left out; to import the file does not change it."
        )
        console.complain(Message(text, {"id": id, "column": column}))
    if given.withheld:
        text = _("Stories left out, for nobody agreed that they are given away: {n}.")
        console.complain(Message(text, {"n": given.withheld}))
    if given.faulty:
        text = _("Of these files not all could be read: {files}. Look at: langhoc check")
        console.complain(Message(text, {"files": ", ".join(given.faulty)}))
    console.say(_("{file} has {n} records."), file=output, n=given.count)


def _refuse_other_endings(console: Console, path: Path, endings: tuple[str, ...]) -> str:
    if path.suffix.lower() not in endings:
        either = Message(_("{this} or {that}"), {"this": endings[0], "that": endings[-1]})
        params = {"file": path.name, "endings": either if len(endings) > 1 else endings[0]}
        raise click.UsageError(console.sentence(Message(_("{file} does not end in {endings}."), params)))
    return path.suffix.lower()


def _keep_what_is_there(console: Console, path: Path) -> None:
    """Exits 1 where there is such a file: somebody may have filled it in for hours."""
    if path.exists():
        text = _("{file} is there already, and may have been filled in. Choose another name, or delete it first.")
        console.complain(Message(text, {"file": path}))
        sys.exit(1)


@click.command("import", cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=KindName(), help="What its rows are.")
@click.option(
    "--columns",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file that says which column is what.",
)
@click.option("--encoding", type=Encoding(), help="Of a .csv, where it is not found out rightly.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--skip-faulty", is_flag=True, help="Take in the other rows where some have faults.")
@click.option(
    "--inbox", is_flag=True, help="Take in all that lies in inbox/, by what the files are called, and delete it there."
)
@click.option("--all", "all_problems", is_flag=True, help="Show every message, not only the first of those alike.")
@today_option
@click.pass_obj
def import_(
    console: Console,
    file: Path | None,
    kind: str | None,
    columns: Path | None,
    encoding: str | None,
    dry_run: bool,
    skip_faulty: bool,
    inbox: bool,
    all_problems: bool,
    today: date,
) -> None:
    """Take the rows of a sheet (.xlsx, .xls, .ods, .csv) into the catalogue.

    Rows are found again by id, or by name and place; so the same sheet twice changes nothing. Nothing is written while
    a row has a fault.
    """
    from langhoc.project.inbox import sheets_in  # noqa: PLC0415
    from langhoc.project.sheets import Sheet  # noqa: PLC0415

    if inbox == bool(file) or (inbox and (kind or columns)):
        raise click.UsageError(console.sentence(Message(_("Name a file and its --kind, or say --inbox."))))
    if file and not kind:
        raise click.UsageError(console.sentence(Message(_("Say --kind: what are its rows?"))))
    project, taking = Project(console.folder, today), _Taking(console, dry_run, skip_faulty, all_problems)
    if file and kind:
        ended = [taking.take(project, Sheet(file, file.name, kind, columns, encoding))]
    else:
        sheets, problems = sheets_in(console.folder, encoding)
        console.problems_if_any(problems)
        ended = [not problems, *(taking.take(project, sheet, is_inbox=True) for sheet in sheets)]
        if not sheets and not problems:
            console.say(_("The inbox is empty."))
    if not all(ended):
        sys.exit(1)


class _Taking:
    """Takes sheets in, and tells what came of it."""

    def __init__(self, console: Console, dry_run: bool, skip_faulty: bool, all_problems: bool) -> None:
        self._console, self._dry_run = console, dry_run
        self._skip_faulty, self._all_problems = skip_faulty, all_problems

    def take(self, project: Project, sheet: Sheet, is_inbox: bool = False) -> bool:
        """Whether all rows went in, or would have."""
        from langhoc.project.files import write_files  # noqa: PLC0415
        from langhoc.project.sheets import read_sheet  # noqa: PLC0415

        found = read_sheet(project, sheet)
        self._tell(found.problems)
        is_writable = found.is_whole or (self._skip_faulty and found.can_skip)
        if self._dry_run:
            for line in _diff(found):
                click.echo(line)
        elif is_writable:
            write_files(project.folder, found.files)
            if is_inbox and found.is_whole:
                for path in (sheet.path, sheet.columns):
                    if path:
                        path.unlink()
        self._sum_up(sheet, found, is_writable)
        return found.is_whole

    def _tell(self, problems: Sequence[Problem]) -> None:
        """The problems; of those alike, in one column, the first few and how many there are."""
        shown, hidden = problems, 0
        if not self._all_problems:
            counts: Counter[object] = Counter()
            kept = []
            for problem in problems:
                alike = problem.code, problem.place.file, problem.place.column, problem.field.rpartition(".")[2]
                counts[alike] += 1
                if counts[alike] <= _SHOWN:
                    kept.append(problem)
            shown, hidden = kept, len(problems) - len(kept)
        self._console.problems_if_any(shown)
        if hidden:
            text = _("{n} more messages like these are not shown; --all shows them.")
            self._console.complain(Message(text, {"n": hidden}))

    def _sum_up(self, sheet: Sheet, found: Import, is_writable: bool) -> None:
        counts = {
            "new": found.new,
            "changed": found.changed,
            "unchanged": found.unchanged,
            "refused": len(found.refused),
        }
        if not any(counts.values()) and not found.problems:
            self._console.say(_("{file}: nothing is filled in but the example."), file=sheet.name)
            return
        self._console.say(
            _("{file}: {new} new, {changed} changed, {unchanged} as they were, {refused} refused."),
            file=sheet.name,
            **counts,
        )
        if self._dry_run:
            self._console.say(_("Nothing was written: this was a trial."))
        elif not is_writable:
            if found.can_skip and found.files:
                self._console.complain(
                    Message(_("Nothing was written. Mend these rows; or take in the others with --skip-faulty."))
                )
            else:
                self._console.complain(Message(_("Nothing was written.")))


def _diff(found: Import) -> Iterator[str]:
    """What would change in the files, as `diff -u` shows it."""
    for name, text in found.files.items():
        before = found.before[name]
        old = f"a/{name}" if before else "/dev/null"
        yield from difflib.unified_diff(before.splitlines(), text.splitlines(), old, f"b/{name}", lineterm="")
