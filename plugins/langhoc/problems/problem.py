"""A problem, and the place in a file where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from langhoc.i18n import Message
from langhoc.problems.codes import CODES, Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a path relative to the catalogue's folder, line and column counted from 1.

    `excerpt` is the whole line, `width` how many of its characters are meant. Line 0 means the whole file.
    """

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `field` is the path inside the record, as `sessions.0.from`.

    `is_older` says that it was there before the change that is looked at: then it is nobody's fault now, and no error.
    """

    code: str
    place: Place
    message: Message
    hint: Message | None = None
    field: str = ""
    is_older: bool = False

    @property
    def severity(self) -> Severity:
        severity = CODES[self.code].severity
        return Severity.WARNING if self.is_older and severity is Severity.ERROR else severity


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems as a reader meets them: file by file, from top to bottom; the older ones last."""
    return sorted(problems, key=lambda p: (p.is_older, p.place.file, p.place.line, p.place.column, p.code, p.field))


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
