"""The commands. Exit codes: 0 all is well, 1 the catalogue has errors or nothing could be written, 2 a wrong option."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from langhoc import __version__
from langhoc.cli.adding import add
from langhoc.cli.codeowners import codeowners
from langhoc.cli.comment import comment
from langhoc.cli.console import Console, console_of
from langhoc.cli.copies.key import key
from langhoc.cli.copies.pack import pack
from langhoc.cli.copies.paper import booklet, poster
from langhoc.cli.copies.stick import stick
from langhoc.cli.copies.verify import verify
from langhoc.cli.copies.zim import zim
from langhoc.cli.exits import STOPPED, WRONG_OPTION
from langhoc.cli.formatting import fmt
from langhoc.cli.options import Day, today_option
from langhoc.cli.photo import photo
from langhoc.cli.reasons import reason
from langhoc.cli.report import report
from langhoc.cli.schema import schema
from langhoc.cli.sheets import export, import_, template
from langhoc.cli.spoken import Spoken, speak
from langhoc.cli.starting import SAMPLE, STARTER, start
from langhoc.i18n import Message, message_language, translator
from langhoc.i18n import mark as _
from langhoc.problems import CODES, FORMATS, Severity, as_summary
from langhoc.project import HostRun, NotBuilt, Project, Steps, WrongOption, today_in
from langhoc.site.assets import theme_dir
from langhoc.workers import Here, Workers

if TYPE_CHECKING:
    from langhoc.site.showing import Showing

DEFAULT_SITE = "site"


class Scheduler(click.ParamType[str]):
    """The address of a Dask cluster's scheduler."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"(tcp|tls)://\S+:\d+", str(value)):
            message = Message(_("{value!r} is not an address such as tcp://192.0.2.1:8786."), {"value": value})
            self.fail(console_of(ctx).sentence(message), param, ctx)
        return str(value)


strict_option = click.option("--strict", is_flag=True, help="Warnings count as errors.")
site_option = click.option(
    "--site-dir", type=click.Path(path_type=Path), help="Where the site goes; `site` in the catalogue's folder."
)


class Commands(click.Group, Spoken):
    """A group whose commands end with a sentence, not with a traceback, where the computer refuses something."""

    command_class = Spoken

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """In the computer's language until another is named."""
        language = message_language(os.environ)
        speak(language)
        return super().make_context(info_name, args, parent, obj=Console(Path(), language), **extra)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NotBuilt as error:
            console_of(ctx).not_built(error)
            sys.exit(WRONG_OPTION if isinstance(error, WrongOption) else 1)
        except KeyboardInterrupt:
            console_of(ctx).complain(Message(_("Stopped.")))
            sys.exit(STOPPED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # Whoever read the output has had enough; click ends quietly.
            console_of(ctx).complain(_refusal(error))
            sys.exit(1)


def _refusal(error: OSError) -> Message:
    if error.filename is None:
        return Message(_("The computer refused: {reason}."), {"reason": reason(error)})
    return Message(_("{file}: {reason}."), {"file": error.filename, "reason": reason(error)})


def _language(ctx: click.Context, _param: click.Parameter, language: str | None) -> None:
    """It is looked at before all else: what is wrong with the rest is told in it, too."""
    if language:
        speak(language)
        ctx.obj = Console(Path(), language)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="langhoc")
@click.option("-C", "folder", type=click.Path(path_type=Path), default=Path(), help="The folder of mkdocs.yml.")
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    callback=_language,
    expose_value=False,
    is_eager=True,
    help="The language of messages.",
)
@click.pass_context
def langhoc(ctx: click.Context, folder: Path) -> None:
    """Làng Học: catalogues of community learning spaces, as one folder that works everywhere."""
    ctx.obj = Console(folder, console_of(ctx).language)


@langhoc.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="The full imaginary catalogue, in which every feature can be seen.")
@today_option
@click.pass_obj
def new(console: Console, folder: Path, sample: bool, today: date) -> None:
    """Make a small, valid catalogue to start from."""
    try:
        start(folder, today, SAMPLE if sample else STARTER)
    except FileExistsError:
        console.complain(Message(_("{folder} is not empty. Nothing was written."), {"folder": folder}))
        sys.exit(1)
    except OSError as error:
        params = {"folder": folder, "reason": reason(error)}
        console.complain(Message(_("{folder} cannot be written: {reason}."), params))
        sys.exit(1)
    console.say(_("A catalogue stands in {folder}. Next: langhoc -C {folder} build"), folder=folder)


@langhoc.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are shown.")
@click.option("--explain", type=click.Choice(list(CODES)), metavar="CODE", help="Say what a problem's code means.")
@click.option(
    "--changed-since",
    "revision",
    metavar="REV",
    help="Faults that were there at this commit, in files untouched since, are warnings.",
)
@click.option(
    "--summary", type=click.Path(path_type=Path), metavar="FILE", help="Add the whole list to this file, as Markdown."
)
@strict_option
@today_option
@click.pass_obj
def check(
    console: Console,
    form: str,
    explain: str | None,
    revision: str | None,
    summary: Path | None,
    strict: bool,
    today: date,
) -> None:
    """Show every problem of every file at once."""
    if explain:
        _explain(console, explain)
        return
    project = Project(console.folder, today)
    problems = project.problems() if revision is None else project.problems_since(revision)
    console.problems(problems, form)
    if summary:
        with summary.open("a", encoding="utf-8", newline="\n") as file:
            file.write(as_summary(problems, console.language))
    grave = {Severity.ERROR, *([Severity.WARNING] if strict else [])}
    if any(problem.severity in grave and not problem.is_older for problem in problems):
        sys.exit(1)


def _explain(console: Console, name: str) -> None:
    code = CODES[name]
    say = translator(console.language)
    click.echo(f"{code.name} ({say(code.severity.value)}): {say(code.title)}\n\n{say(code.explanation)}")


@langhoc.command()
@site_option
@strict_option
@today_option
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@click.option(
    "--cluster", type=Scheduler(), help="Let the workers of a Dask scheduler do the work, as tcp://192.0.2.1:8786."
)
@click.pass_obj
def build(
    console: Console, site_dir: Path | None, strict: bool, today: date, no_cache: bool, cluster: str | None
) -> None:
    """Check, then build the site."""
    site_dir = site_dir or console.folder / DEFAULT_SITE
    try:
        with console.steps() as steps, _workers(cluster) as workers:
            project = Project(console.folder, today, strict, use_cache=not no_cache, workers=workers)
            published = project.build(site_dir, _run_host, steps)
    except NotBuilt as error:
        console.not_built(error)
        console.complain(Message(_("The site was not built; what was there is unchanged.")))
        sys.exit(1)
    except KeyboardInterrupt:
        console.complain(Message(_("Stopped. Every file is whole; the next build finishes the work.")))
        sys.exit(STOPPED)
    console.say(
        _("{folder} is up to date: {written} files written, {deleted} deleted, {unchanged} as they were."),
        folder=site_dir,
        written=published.written,
        deleted=published.deleted,
        unchanged=published.unchanged,
    )


def _workers(address: str | None) -> AbstractContextManager[Workers]:
    """Those of the cluster at `address`, else this computer's."""
    if address is None:
        return contextlib.nullcontext(Here())
    from langhoc.project.cluster import cluster  # noqa: PLC0415

    return cluster(address)


@langhoc.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option("--today", type=Day(), help="The day to take for today, as 2026-11-21.")
@click.pass_obj
def serve(console: Console, host: str, port: int, today: date | None) -> None:
    """Show the site on this computer, and show each edit as soon as it is saved."""
    # No other command needs a server and a watcher, which take long to import.
    from langhoc.preview import Preview  # noqa: PLC0415

    watched = [console.folder / name for name in ("data", "content", "mkdocs.yml")] + [theme_dir()]
    try:
        preview = Preview(watched, _Renewal(console, today).renew, host, port)
    except OSError as error:
        params = {"host": host, "port": port, "reason": reason(error)}
        console.complain(Message(_("Cannot listen at {host}:{port}: {reason}. Try --port 0."), params))
        sys.exit(1)
    ready = partial(console.say, _("Open {address} – stop with Ctrl-C."), address=preview.address)
    with contextlib.suppress(KeyboardInterrupt):
        preview.run(ready)


class _Renewal:
    """What is read again after each edit, and what is kept from one time to the next."""

    def __init__(self, console: Console, today: date | None) -> None:
        from langhoc.reading import Memory  # noqa: PLC0415

        self._console, self._today, self._memory = console, today, Memory()
        self._shown: Showing | None = None

    def renew(self) -> Callable[[str], bytes | None] | None:
        """The site as it is now; None where that is as it was, or where the reasons were told why there is none."""
        steps = Steps(checked=self._console.checked, warned=self._console.problems_if_any)
        try:
            today = self._today or today_in(os.environ, datetime.now(UTC))
            showing = Project(self._console.folder, today, memory=self._memory).showing(_run_host, steps)
        except NotBuilt as error:
            self._console.not_built(error)
            return None
        except OSError as error:
            self._console.complain(_refusal(error))
            return None
        self._console.say(_("The pages show how it is now."))
        if self._shown and self._shown.is_same_as(showing):
            return None
        self._shown = showing
        return showing.content


def _run_host(folder: Path, languages: tuple[str, ...]) -> HostRun:
    # MkDocs takes half a second to import, and is needed only when its output is not kept from before.
    from langhoc.mkdocs_plugin import run_mkdocs  # noqa: PLC0415

    return run_mkdocs(folder, languages)


for command in (
    add, booklet, codeowners, comment, export, fmt, import_, key, pack, photo, poster, report, schema, stick, template,
    verify, zim,
):  # fmt: skip
    langhoc.add_command(command)
