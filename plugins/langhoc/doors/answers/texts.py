"""Texts as they stand in cells: several in one, and those that a spreadsheet program would take for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

DELETE = "-"
"""In a cell: take away what the record has there. An empty cell changes nothing."""

# What programs begin a formula with (OWASP, "CSV Injection"; those of Asia take the wide signs too), and our own sign
# for taking away.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DELETE = re.compile(r"'*-")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_GUARDED_DELETE = re.compile(r"'+-")
_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;\n]*?))\s*(?:;|\n|$)', re.DOTALL)
_QUOTED = re.compile(r'[;\n]|^"|^\s|\s$|^$')


def kept(text: str) -> str:
    """`text` as a cell of a workbook holds it, which is marked as text: only what means to delete is guarded."""
    return f"'{text}" if _DELETE.fullmatch(text) else text


def guarded(text: str) -> str:
    """`text` as CSV holds it, which no program can take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unkept(text: str) -> str:
    """What `kept` was given."""
    return text[1:] if _GUARDED_DELETE.fullmatch(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def joined(items: Iterable[str]) -> str:
    """Several texts in one cell, with ; between them; one that holds a ; or a line break stands between quotes."""
    return "; ".join(_quoted(item) for item in items)


def _quoted(item: str) -> str:
    doubled = item.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(item) else item


def items_of(text: str) -> list[str]:
    """The texts of one cell, as `joined` was given them; people may write each on a line of its own."""
    found: list[str] = []
    at = 0
    while at <= len(text):
        match = _ITEM.match(text, at)
        if match is None:
            return [*found, text[at:].strip()]
        found.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        ended = match.end() == len(text) and not (match[0].endswith((";", "\n")))
        if ended:
            break
        at = match.end()
    return found
