"""Problems as JSON holds them, to be told again another time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from langhoc.i18n import Message
from langhoc.problems.problem import Place, Problem


def rows(problems: Iterable[Problem]) -> list[list[Any]]:
    return [_row(problem) for problem in problems]


def from_rows(kept: Iterable[list[Any]]) -> tuple[Problem, ...]:
    return tuple(_problem(*row) for row in kept)


def _row(problem: Problem) -> list[Any]:
    message, hint = (_said(one) for one in (problem.message, problem.hint))
    return [problem.code, astuple(problem.place), message, hint, problem.field]


def _said(message: Message | None) -> list[Any] | None:
    return [message.text, {name: str(value) for name, value in message.params.items()}] if message else None


def _problem(
    code: str, place: Iterable[Any], message: Iterable[Any], hint: Iterable[Any] | None, field: str
) -> Problem:
    return Problem(code, Place(*place), Message(*message), Message(*hint) if hint else None, field)
