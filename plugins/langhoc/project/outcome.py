"""What a build tells while it works, and why there may be none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from langhoc.i18n import Message
from langhoc.problems import Problem
from langhoc.workers import Progress, unseen


class NotBuilt(Exception):
    """Nothing was written, and why: problems of the catalogue, or a sentence."""

    def __init__(self, problems: tuple[Problem, ...] = (), message: Message | None = None) -> None:
        super().__init__(message.said() if message else f"{len(problems)} problems")
        self.problems = problems
        self.message = message

    def __reduce__(self) -> tuple[type[NotBuilt], tuple[tuple[Problem, ...], Message | None]]:
        """From another process."""
        return type(self), (self.problems, self.message)


class WrongOption(NotBuilt):
    """Nothing was written, for something that was named is not there, or may be one of several."""


def _nobody(said: object) -> None:
    """Whom nothing need be told."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What a build tells: all problems of the catalogue, then what is to be said of its pages; and how far it is.

    A copy tells what a name that was typed is, and how far its printed pages are, which are gone through several times.
    """

    checked: Callable[[tuple[Problem, ...]], None] = _nobody
    warned: Callable[[tuple[Problem, ...]], None] = _nobody
    file: Progress = unseen
    page: Progress = unseen
    told: Callable[[Message], None] = _nobody


QUIET = Steps()
