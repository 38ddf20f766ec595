"""How problems are shown: for people, for GitHub and GitLab, as JSON, as SARIF 2.1.0. Text out; nothing is printed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from gettext import NullTranslations
from urllib.parse import quote

from langhoc.i18n import Message, Translate, translations
from langhoc.i18n import mark as _
from langhoc.problems.codes import CODES, Severity
from langhoc.problems.problem import Place, Problem

EXCERPT_WIDTH = 100
OLDER = _("What was there before this change, in files that it does not touch:")
_OLDER_LABEL = _("older")

_LABELS = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTICE: _("notice")}
# GitLab's own grades are info, minor, major, critical and blocker.
_GITLAB_GRADES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def as_text(problems: Sequence[Problem], language: str) -> str:
    """Every problem with its line, a caret below what is meant, and a hint; the older ones apart; then the count."""
    new, older = apart(problems)
    blocks = [visible(_block(problem, language)) for problem in new]
    if older:
        blocks += [f"{translations(language).gettext(OLDER)}\n", *(visible(_block(one, language)) for one in older)]
    return "\n".join([*blocks, summary(problems, language)]) + "\n"


def apart(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Those of the change that is looked at, and the older ones, each in their order."""
    return [one for one in problems if not one.is_older], [one for one in problems if one.is_older]


def _block(problem: Problem, language: str) -> str:
    say = translations(language).gettext
    place = problem.place
    lines = [f"{_position(problem)}: {label(problem.severity, say)}[{problem.code}] {problem.message.said(say)}"]
    if place.excerpt and place.column:
        lines += _excerpt(place)
    if problem.hint:
        lines.append(f"  = {problem.hint.said(say)}")
    return "\n".join(lines) + "\n"


def label(severity: Severity, say: Translate) -> str:
    """What a grade is called."""
    return say(_LABELS[severity])


def visible_line(text: str) -> str:
    """As `visible`, of what is to stand on one line, such as a file's name."""
    return visible(text.replace("\n", _picture("\n")))


def visible(text: str) -> str:
    """`text` without what a terminal would obey: a record's control characters are shown, not sent."""
    return "".join(sign if sign in "\n\t" or sign.isprintable() else _picture(sign) for sign in text)


def _picture(sign: str) -> str:
    """Unicode's picture of a control character, ␛ for Escape; � for anything else that cannot be printed."""
    return chr(0x2400 + ord(sign)) if ord(sign) < 0x20 else "\ufffd"


def _excerpt(place: Place) -> list[str]:
    """The line with a caret below; of a very long line, the part around what is meant."""
    number = str(place.line)
    gutter = " " * len(number)
    start = max(0, place.column - 1 - EXCERPT_WIDTH // 2) if len(place.excerpt) > EXCERPT_WIDTH else 0
    shown = place.excerpt[start : start + EXCERPT_WIDTH]
    before = shown[: place.column - 1 - start]
    indent = "".join(sign if sign == "\t" else " " for sign in before)
    carets = "^" * max(1, min(place.width, len(shown) - len(before)))
    return [f"{gutter} |", f"{number} | {shown}", f"{gutter} | {indent}{carets}"]


def _position(problem: Problem) -> str:
    place = problem.place
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file


def summary(problems: Sequence[Problem], language: str) -> str:
    """One line: how many errors, warnings and notices; how many older ones, which do not count."""
    catalogue = translations(language)
    new, older = apart(problems)
    counted = ", ".join(_counts(new, catalogue)) + "." if new else catalogue.gettext("No problems found.")
    if not older:
        return counted
    left = catalogue.ngettext(
        "{n} older one elsewhere does not count.", "{n} older ones elsewhere do not count.", len(older)
    )
    return f"{counted} {left.format(n=len(older))}"


def _counts(problems: Sequence[Problem], catalogue: NullTranslations) -> Iterator[str]:
    counts = Counter(problem.severity for problem in problems)
    parts = (
        (Severity.ERROR, catalogue.ngettext("{n} error", "{n} errors", counts[Severity.ERROR])),
        (Severity.WARNING, catalogue.ngettext("{n} warning", "{n} warnings", counts[Severity.WARNING])),
        (Severity.NOTICE, catalogue.ngettext("{n} notice", "{n} notices", counts[Severity.NOTICE])),
    )
    return (text.format(n=counts[severity]) for severity, text in parts if counts[severity])


def as_github(problems: Sequence[Problem], language: str) -> str:
    """Workflow commands, one a problem: GitHub shows them beside the changed lines, the first ten of each grade."""
    return "".join(_annotation(problem, language) for problem in problems)


def _annotation(problem: Problem, language: str) -> str:
    say = translations(language).gettext
    place = problem.place
    title = f"{problem.code} ({say(_OLDER_LABEL)})" if problem.is_older else problem.code
    where = {"file": place.file, "title": title}
    if place.line:
        where |= {"line": str(place.line), "col": str(place.column)}
    keys = ",".join(f"{key}={_escape(value, ':,')}" for key, value in where.items())
    return f"::{problem.severity} {keys}::{_escape(_sentence(problem, say))}\n"


def _escape(text: str, more: str = "") -> str:
    """Percent-escape as GitHub's workflow commands ask for; properties escape colon and comma too."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _sentence(problem: Problem, say: Callable[[str], str]) -> str:
    parts: list[Message] = [problem.message, *([problem.hint] if problem.hint else [])]
    return " ".join(part.said(say) for part in parts)


def as_json(problems: Sequence[Problem], language: str) -> str:
    """A list of objects, one a problem."""
    say = translations(language).gettext
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "field": problem.field,
            "message": problem.message.said(say),
            "hint": problem.hint.said(say) if problem.hint else None,
            "older": problem.is_older,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_sarif(problems: Sequence[Problem], language: str) -> str:
    """A SARIF 2.1.0 log (OASIS standard, 2020), with the reference's text for each code that occurs."""
    say = translations(language).gettext
    used = sorted({problem.code for problem in problems})
    run = {
        "tool": {"driver": {"name": "langhoc", "rules": [_sarif_rule(name, say) for name in used]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, used.index(problem.code), say) for problem in problems],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(name: str, say: Callable[[str], str]) -> dict[str, object]:
    code = CODES[name]
    return {
        "id": name,
        "shortDescription": {"text": say(code.title)},
        "fullDescription": {"text": say(code.explanation)},
        "defaultConfiguration": {"level": _SARIF_LEVELS[code.severity]},
    }


def _sarif_result(problem: Problem, rule: int, say: Callable[[str], str]) -> dict[str, object]:
    place = problem.place
    location: dict[str, object] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        start = max(1, place.column)
        location["region"] = {"startLine": place.line, "startColumn": start, "endColumn": start + place.width}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[problem.severity],
        "message": {"text": _sentence(problem, say)},
        "locations": [{"physicalLocation": location}],
        **({"baselineState": "unchanged"} if problem.is_older else {}),
    }


def as_gitlab(problems: Sequence[Problem], language: str) -> str:
    """GitLab's Code Quality report: a list of objects, each told apart from others by its fingerprint.

    A fingerprint is of what is wrong and in which file, not of the line: GitLab compares it with those of the branch
    that the change goes out from. Two of a kind in a file are numbered.
    """
    say = translations(language).gettext
    rows, seen = [], Counter[str]()
    for problem in problems:
        what = "\0".join((problem.code, problem.place.file, problem.field, problem.message.said()))
        seen[what] += 1
        rows.append(
            {
                "description": _sentence(problem, say),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{what}\0{seen[what]}".encode(errors="replace")).hexdigest(),
                "severity": _GITLAB_GRADES[problem.severity],
                "location": {"path": problem.place.file, "lines": {"begin": max(1, problem.place.line)}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Sequence[Problem], str], str]] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
    "sarif": as_sarif,
}


def report(problems: Sequence[Problem], form: str, language: str) -> str:
    """The problems in one of FORMATS, in `language` ("vi" or "en")."""
    return FORMATS[form](problems, language)
