"""A record's data -> the texts of its cells: what `mending` reads in them is the data again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langhoc.doors.answers.columns import Column, Path
from langhoc.doors.answers.mending import choice_label
from langhoc.doors.answers.names import Names
from langhoc.doors.answers.texts import joined
from langhoc.doors.keys import Key, Takes
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases

Data = Mapping[str, Any]
"""A record as files hold it: texts, groups and lists."""

YES_NO = {"true": _("Yes"), "false": _("No")}


def value_at(data: Any, path: Path) -> Any:
    """What stands at the path; None where nothing does."""
    for step in path:
        if isinstance(data, Mapping) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def by_language(value: Any, first: str) -> dict[str, str]:
    """A text of a file, by the code of each language: one that is written plain is in the first."""
    if isinstance(value, Mapping):
        return {str(code): text for code, text in value.items() if isinstance(text, str) and text.strip()}
    return {first: value} if isinstance(value, str) and value.strip() else {}


class Shown:
    """Values as cells show them, with words of one language; texts of a file are in `first` where they do not say."""

    def __init__(self, names: Names, first: str, words: Phrases) -> None:
        self._names, self._first, self._words = names, first, words

    def cell(self, data: Data, column: Column, path: Path | None = None) -> str:
        """The text of the cell below `column`, "" where the record says nothing there.

        `path` stands for that of the column where the row is one of a list.
        """
        value = value_at(data, column.path if path is None else path)
        if value is None:
            return ""
        if column.key.takes is Takes.TEXT:
            return self._text(value, column)
        if column.key.several:
            items = value if isinstance(value, list) else [value]
            return joined(self._single(item, column.key) for item in items if isinstance(item, str))
        return self._single(value, column.key) if isinstance(value, str) else ""

    def _text(self, value: Any, column: Column) -> str:
        code = column.language or self._first
        if not column.key.several:
            return by_language(value, self._first).get(code, "").strip()
        items = (
            [by_language(item, self._first).get(code, "").strip() for item in value] if isinstance(value, list) else []
        )
        return joined(items) if any(items) else ""

    def _single(self, value: str, key: Key) -> str:
        value = value.strip()
        if key.takes is Takes.REFERENCE:
            return self._names.shown(value)
        if key.choices and value in set(key.choices):
            return choice_label(key.choices(value), self._words.language)
        if key.takes is Takes.YES_NO and value in YES_NO:
            return self._words.say(YES_NO[value])
        if key.takes is Takes.DAY:
            return _day(value)
        return value


def _day(value: str) -> str:
    """As people write it, day first."""
    parts = value.split("-")
    return "/".join(reversed(parts)) if list(map(len, parts)) == [4, 2, 2] else value
