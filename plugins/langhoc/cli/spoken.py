"""What `--help` and a wrong option say, in the editor's language."""

from __future__ import annotations

import gettext
import inspect
import os
import re
from collections.abc import Iterator

import click

from langhoc.cli.console import console_of
from langhoc.i18n import LOCALE_DIR, Translate, translator
from langhoc.i18n import mark as _

# Click's own words: click.po beside langhoc.po, which `make messages` compiles.
_DOMAIN = "click"
# What stands for a value, as in `--area AREA`; not the letter of `-C`.
_PLACEHOLDER = re.compile(r"(?<!-)\b[A-Z][A-Z ]*[A-Z]\b")


def speak(language: str) -> None:
    """Let click say its own words in the language.

    It asks the gettext of the standard library, which takes the language from the environment of this process; Git and
    whatever else is started from here hear of it, too.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(_DOMAIN, LOCALE_DIR)
    gettext.textdomain(_DOMAIN)


class Spoken(click.Command):
    """A command whose texts are English where it is written, and translated where they are shown."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = _said_in(ctx)
        pieces = [_with_placeholders(piece, say) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_said_in(ctx)(_told(self)))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Click shortens what it finds in a command: the text is given to it as one."""
        say = _said_in(click.get_current_context(silent=True))
        return click.Command(self.name, help=say(_told(self))).get_short_help_str(limit)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = _said_in(ctx)
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(say(_("Options"))):
            formatter.write_dl([_row(option, ctx, say) for option in options])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            if isinstance(error.param, click.Argument):
                error.param_hint = _with_placeholders(error.param.get_error_hint(ctx), _said_in(ctx))
            raise


def texts(command: click.Command) -> Iterator[str]:
    """What is to be translated for a command's `--help`: its text, its options' texts, and what stands for values."""
    ctx = click.Context(command)
    shown = [*command.collect_usage_pieces(ctx)]
    yield _told(command)
    for option in command.get_params(ctx):
        if isinstance(option, click.Option):
            yield option.help or ""
            shown.append("" if option.is_flag else option.make_metavar(ctx))
    for one in shown:
        yield from _PLACEHOLDER.findall(one)


def _said_in(ctx: click.Context | None) -> Translate:
    return translator(console_of(ctx).language)


def _told(command: click.Command) -> str:
    """The text of a command's docstring, without the ends of its lines: a line for each paragraph."""
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _row(option: click.Option, ctx: click.Context, say: Translate) -> tuple[str, str]:
    """What the option is called, and what it does; click adds what its default and its range are."""
    called, told = option.get_help_record(ctx) or ("", "")
    text = option.help or ""
    return _with_placeholders(called, say), say(text) + told.removeprefix(text)


def _with_placeholders(text: str, say: Translate) -> str:
    return _PLACEHOLDER.sub(lambda found: say(found[0]), text)
