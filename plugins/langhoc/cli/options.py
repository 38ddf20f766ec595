"""Options that several commands have."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import click

from langhoc.project import NotBuilt, today_in


class Day(click.ParamType[date]):
    """A day, as 2026-11-21."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-11-21.", param, ctx)


class KindName(click.ParamType[str]):
    """A kind of record, as offer. The kinds are looked up when one is named: most commands do without the model."""

    name = "kind"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from langhoc.model import KINDS  # noqa: PLC0415

        if value not in KINDS:
            self.fail(f"{value!r} is not a kind of record: {', '.join(KINDS)}.", param, ctx)
        return str(value)


def _today(ctx: click.Context, param: click.Parameter, value: date | None) -> date:
    try:
        return value or today_in(os.environ, datetime.now(UTC))
    except NotBuilt as error:
        raise click.UsageError(str(error)) from None


today_option = click.option("--today", type=Day(), callback=_today, help="The day to take for today, as 2026-11-21.")
