"""Options that several commands have."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from langhoc.cli.console import console_of
from langhoc.editions.lasting import BEST_FOR
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project import NotBuilt, WrongOption, today_in

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day, as 2026-11-21."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            message = Message(_("{value!r} is not a day such as 2026-11-21."), {"value": value})
            self.fail(console_of(ctx).sentence(message), param, ctx)


class KindName(click.ParamType[str]):
    """A kind of record, as offer, lop-hoc. The kinds are looked up when one is named: most commands do without the
    model.
    """

    name = "kind"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from langhoc.model import KINDS  # noqa: PLC0415
        from langhoc.phrases.kind_words import kind_called  # noqa: PLC0415

        kind = str(value) if value in KINDS else kind_called(str(value))
        if kind is None:
            self.fail(_no_kind(str(value), ctx), param, ctx)
        return kind


def _no_kind(value: str, ctx: click.Context | None) -> str:
    from langhoc.model import KINDS  # noqa: PLC0415
    from langhoc.phrases import KIND_LABELS  # noqa: PLC0415

    console = console_of(ctx)
    named = ", ".join(f"{kind} ({console.sentence(Message(KIND_LABELS[kind]))})" for kind in KINDS)
    params = {"value": value, "kinds": named}
    return console.sentence(Message(_("“{value}” is not a kind of record. Kinds are: {kinds}."), params))


def _today(ctx: click.Context, param: click.Parameter, value: date | None) -> date:
    try:
        return value or today_in(os.environ, datetime.now(UTC))
    except NotBuilt as error:
        reason = error.message or Message(str(error))
        raise click.UsageError(console_of(ctx).sentence(reason)) from None


def _output(ending: str) -> Callable[[click.Context, click.Parameter, Path], Path]:
    def checked(_ctx: click.Context, _param: click.Parameter, file: Path) -> Path:
        if file.suffix.lower() != ending:
            message = _("{file}: the name must end in {ending}.")
            raise WrongOption(message=Message(message, {"file": file, "ending": ending}))
        _check_folder(file)
        return file

    return checked


def _check_folder(file: Path) -> None:
    """Where a stick is not plugged in, its folder is not there: one made in its place would be on this computer."""
    folder = file.absolute().parent
    if not folder.exists():
        there = next(one for one in folder.parents if one.exists())
        message = _("There is no folder {folder}, only {there}. Is the stick plugged in? Nothing was written.")
        raise WrongOption(message=Message(message, {"folder": folder, "there": there}))


def output_option(ending: str) -> Callable[[F], F]:
    """Where a copy goes: a file with that ending, in a folder that is there. It is given as `output`."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        required=True,
        callback=_output(ending),
        help=f"The file; it ends in {ending}. Its folder is there already.",
    )


def _named(ctx: click.Context, _param: click.Parameter, area: str | None) -> str:
    """Empty where there is no such option; who names one with nothing does not mean all of them."""
    if area is not None and not area.strip():
        raise click.BadParameter(console_of(ctx).sentence(Message(_("Name an area, or leave --area out."))))
    return area or ""


area_option = click.option(
    "--area", callback=_named, metavar="AREA", help="Only what is in this area: its name, its id or its code."
)
best_for_option = click.option(
    "--best-for",
    type=click.IntRange(1, 3650),
    default=BEST_FOR.days,
    callback=lambda _ctx, _param, days: timedelta(days=days),
    help=f"So many days; then it says it is old ({BEST_FOR.days}).",
)
today_option = click.option("--today", type=Day(), callback=_today, help="The day to take for today, as 2026-11-21.")
