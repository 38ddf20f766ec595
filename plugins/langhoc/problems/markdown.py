"""Problems as Markdown, for the summary of a run and for the comment on a change.

What records say is a stranger's text: nothing of it becomes a link, a picture, a mention or a tag.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from langhoc.i18n import Message, Translate, translator
from langhoc.i18n import mark as _
from langhoc.problems.codes import CODES, Severity
from langhoc.problems.problem import Problem
from langhoc.problems.report import OLDER, label, summary

SUMMARY_SIZE = 900_000
"""In bytes. GitHub drops a summary of more than 1 MiB."""
_COMMENT_SIZE = 28_000
"""In bytes, of each of two languages: a comment holds 65,536 signs."""

_MOST_LINES = 40

COMMENT_MARK = "<!-- langhoc:comment -->"
"""How the comment on a change is found again. It cannot be seen."""

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTICE: "ℹ️"}
_ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in string.punctuation})
# GitHub looks for these in the text that a reader sees, whatever stands for the signs in what was written.
_LINKED = re.compile(r"@|#(?=\w)|:(?=//)|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE)
_JOINER = "\u2060"
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as it was said in one language; line 0 means the whole file."""

    severity: Severity
    code: str
    file: str
    line: int
    text: str
    is_older: bool


def told(problems: Sequence[Problem], language: str) -> list[Told]:
    say = translator(language)
    return [_told(problem, say) for problem in problems]


def _told(problem: Problem, say: Translate) -> Told:
    said = [problem.message, *([problem.hint] if problem.hint else [])]
    text = " ".join(message.said(say) for message in said)
    return Told(problem.severity, problem.code, problem.place.file, problem.place.line, text, problem.is_older)


def told_again(text: str) -> list[Told]:
    """What `check --format json` wrote, which may come from a stranger's computer. Raises ValueError."""
    try:
        rows = json.loads(text)
        if not isinstance(rows, list):
            raise TypeError(type(rows).__name__)
        return [_read(row) for row in rows]
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _read(row: Any) -> Told:
    """One row. Of its keys only those are read that are known, each only in its form."""
    if row["code"] not in CODES:
        raise ValueError(row["code"])
    texts = [text for text in (row["message"], row["hint"]) if text is not None]
    if not all(isinstance(text, str) for text in (*texts, row["file"])) or not isinstance(row["line"], int):
        raise TypeError(row["code"])
    severity = Severity(row["severity"])
    line = row["line"] if 0 <= row["line"] < 10**7 else 0
    return Told(severity, row["code"], row["file"], line, " ".join(texts), row["older"] is True)


def as_summary(problems: Sequence[Problem], language: str) -> str:
    """The whole list, those of the change first, as a run's summary has it."""
    rows = told(problems, language)
    return f"### {plain(summary(problems, language))}\n\n{_lists(rows, translator(language), SUMMARY_SIZE)}"


def as_comment(
    by_language: Sequence[tuple[str, Sequence[Told]]], preview: str | None, refused: Sequence[str] = ()
) -> str:
    """What is said to whoever proposed a change: in the first language, and folded away in the others.

    `preview` is the address of the built pages; None where they could not be built. `refused` are the lines that were
    said of sheets that could not be taken in, in whatever language.
    """
    first, *others = (_greeting(rows, language, preview, refused) for language, rows in by_language)
    names = [language.upper() if language != "en" else "English" for language, _rows in by_language[1:]]
    folded = (_folded(name, text) for name, text in zip(names, others, strict=True))
    return "\n".join([COMMENT_MARK, first, *folded])


def _greeting(rows: Sequence[Told], language: str, preview: str | None, refused: Sequence[str]) -> str:
    say = translator(language)
    wrong = sum(row.severity is Severity.ERROR for row in rows)
    paragraphs = [
        say(_("**Thank you!** A machine has looked at your change; a person will look at it, too.")),
        "" if refused and not wrong else _verdict(wrong, say),
        _refusal(refused, say),
        _preview_line(preview, say),
        _lists(rows, say, _COMMENT_SIZE),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _verdict(wrong: int, say: Translate) -> str:
    if wrong:
        return Message(_("Still to mend: **{n}**. Each line below says where, and how."), {"n": wrong}).said(say)
    return say(_("Nothing has to be mended."))


def _refusal(lines: Sequence[str], say: Translate) -> str:
    if not lines:
        return ""
    shown = "<br>".join(plain(line) for line in lines[:_MOST_LINES])
    heading = say(_("A sheet could not be taken in as it is. Mend it, and put it there again:"))
    return f"{heading}\n\n{shown}"


def _preview_line(preview: str | None, say: Translate) -> str:
    if preview is None:
        return say(_("There are no pages to look at yet: they can be made when all is mended."))
    text = _("[See the pages as they would be]({address}): download, unpack, open index.html.")
    return Message(text, {"address": preview}).said(say)


def _lists(rows: Sequence[Told], say: Translate, size: int) -> str:
    """A table of what belongs to the change, and one, folded away, of what is older: as much as fits into `size`."""
    new = [row for row in rows if not row.is_older]
    older = [row for row in rows if row.is_older]
    parts = [_table(new, say, size)] if new else []
    if older:
        rest = max(0, size - sum(len(part.encode()) for part in parts))
        parts.append(_folded(f"{say(OLDER)} {len(older)}", _table(older, say, rest)))
    return "\n".join(parts)


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{plain(title)}</summary>\n\n{text}\n</details>\n"


def _table(rows: Sequence[Told], say: Translate, size: int) -> str:
    """The rows that fit into `size` bytes, and how many do not."""
    lines = ["| | | |", "|---|---|---|"]
    for number, row in enumerate(rows):
        line = _line(row, say)
        size -= len(line.encode())
        if size < 0:
            lines.append(_left_out(len(rows) - number, say))
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _left_out(count: int, say: Callable[[str], str]) -> str:
    text = _("… and {n} more: see the log of the run, or `langhoc check`.")
    return f"| | | {Message(text, {'n': count}).said(say)} |"


def _line(row: Told, say: Translate) -> str:
    where = f"{row.file}:{row.line}" if row.line else row.file
    grade = f"{_SIGNS[row.severity]} {label(row.severity, say)}"
    return f"| {grade} | <code>{plain(where)}</code> | {plain(row.text)} <code>{row.code}</code> |"


def plain(text: str) -> str:
    """`text` on one line, of which Markdown and GitHub see nothing but letters."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    shown = "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in short)
    return _LINKED.sub(lambda found: f"{found[0]}{_JOINER}", shown).translate(_ENTITIES)
