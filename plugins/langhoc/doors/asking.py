"""A record made by questions, one after the other: which are asked, and what an answer says.

What is asked of a kind is what its example tells, for that is what people want to know. An answer is understood as the
cell of a spreadsheet is, with two conveniences more: a number chooses from a list that was shown, and a part of a
record's name is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from langhoc import vietnamese
from langhoc.doors.answers.columns import Column, Columns
from langhoc.doors.answers.hints import cell_hints
from langhoc.doors.answers.mending import choice_label, taken
from langhoc.doors.answers.merging import Edit
from langhoc.doors.answers.names import Names
from langhoc.doors.answers.refusal import Refused
from langhoc.doors.answers.texts import DELETE
from langhoc.doors.examples import example_data
from langhoc.doors.keys import Takes
from langhoc.doors.layout import laid_out
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Kind
from langhoc.phrases import Phrases
from langhoc.phrases.fields import field_of
from langhoc.problems import Problem, Severity
from langhoc.reading.files import RecordFile
from langhoc.reading.front_matter import ENDING, TEXT_KEY
from langhoc.reading.record_file import read_content

# Of a record with many names to choose from only those are shown that the answer brings to mind.
MOST_SHOWN = 12

# Not asked where another answer has made it pointless.
_ONLY_WHERE = {"consent": ("basis", "consent")}
# What a later answer may still put right.
_INCOMPLETE = {"missing-key", "consent-missing", "source-without-place", "which-days", "merged-into", "moved-where"}
_SAMPLE_ID = "x"
_TIMES = _("All on one line, as T2-T6 7h30-11h30, 13h30-17h.")


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in the list that is shown, what is written for it, and what it is called in any language."""

    label: str
    value: str
    called: tuple[str, ...]


@dataclass(slots=True)
class Form:
    """The record while it is being asked for. `shown` are the choices of the question that was asked last."""

    kind: Kind
    languages: tuple[str, ...]
    names: Names
    language: str
    shown: Sequence[Choice] = ()
    _draft: Edit = field(init=False)

    def __post_init__(self) -> None:
        self._draft = Edit({}, self.languages[0])

    @property
    def data(self) -> dict[str, Any]:
        """As files hold it."""
        return deepcopy(self._draft.finished())

    def questions(self) -> Iterator[Column]:
        """The columns to ask for, each when all before it are answered. The id of a list's record is asked last."""
        for column in _asked(self.kind, self.languages):
            key, value = _ONLY_WHERE.get(str(column.path[0]), ("", ""))
            if not key or self._draft.data.get(key) == value:
                yield column

    def ask(self, column: Column) -> Sequence[Choice]:
        """The choices to show with the question, if there are few."""
        self.shown = self._choices(column)
        return self.shown

    def answer(self, column: Column, text: str) -> tuple[Message, ...]:
        """Take the answer in, or back; what was understood otherwise than it stands there is told. Raises Refused.

        After a refusal `shown` may be those that the answer brings to mind.
        """
        path = tuple(step for step in column.path if step is not None)
        if text.strip() == DELETE:
            self._draft.put(column, path, None)
            return ()
        before = deepcopy(self._draft.data)
        got = taken(self._meant(column, text), column, self.names)
        if got is None:
            return ()
        self._know(column, got.value)
        self._draft.put(column, path, got.value)
        for name, value in got.beside.items():
            self._draft.put(column, (*path[:-1], name), value)
        if problem := self._fault(path):
            self._draft.data = before
            raise Refused(problem.code, problem.message, problem.hint)
        return got.told

    def with_id(self, record_id: str) -> dict[str, Any]:
        return {"id": record_id, **self.data}

    def _meant(self, column: Column, text: str) -> str:
        """The answer with what its numbers and parts of names stand for; several stand between ; or commas."""
        parts = text.replace(",", ";").split(";") if column.key.several and self._picks(column) else [text]
        return "; ".join(self._one(column, part.strip()) for part in parts)

    def _picks(self, column: Column) -> bool:
        return column.key.takes in {Takes.CHOICE, Takes.REFERENCE}

    def _one(self, column: Column, text: str) -> str:
        if self._picks(column) and text.isdecimal() and 0 < int(text) <= len(self.shown):
            return self.shown[int(text) - 1].value
        like = self._like(column, text) if self._picks(column) and text else []
        exact = [one for one in like if vietnamese.fold(text) in map(vietnamese.fold, one.called)]
        if len(like) == 1 or len(exact) == 1:
            return (exact or like)[0].value
        if like:
            self.shown = like[:MOST_SHOWN]
            message = Message(_("“{text}” may be any of these. Choose a number."), {"text": text})
            raise Refused("ambiguous", message)
        return text

    def _like(self, column: Column, text: str) -> list[Choice]:
        """The choices or records in whose names all words of `text` stand."""
        words = set(vietnamese.words(text))
        all_there_are = self._records(column) if column.key.kinds else self._choices(column)
        return [one for one in all_there_are if any(words <= set(vietnamese.words(name)) for name in one.called)]

    def _records(self, column: Column) -> list[Choice]:
        fit = [one for one in self.names.all if one.kind in column.key.kinds]
        rows = [Choice(self.names.shown(one.id), one.id, (*one.names, one.id)) for one in fit]
        return sorted(rows, key=lambda one: vietnamese.sort_key(one.label))

    def _choices(self, column: Column) -> Sequence[Choice]:
        if column.key.choices and not column.is_of_times:
            return [_choice(choice, self.language) for choice in column.key.choices]
        records = self._records(column) if column.key.takes is Takes.REFERENCE else []
        return records if len(records) <= MOST_SHOWN else ()

    def _know(self, column: Column, value: object) -> None:
        """An id that no record has is not left for the checker to find at the end."""
        if column.key.takes is not Takes.REFERENCE:
            return
        for one in value if isinstance(value, list) else [value]:
            if self.names.kind_of(str(one)) not in column.key.kinds:
                hint = Message(_("Write a part of its name; or leave the answer empty."))
                raise Refused("unknown-reference", Message(_("Nothing is called “{name}”."), {"name": one}), hint)

    def _fault(self, path: Sequence[str | int]) -> Problem | None:
        """What the checker says of the value at `path`."""
        where = ".".join(map(str, path))
        found = _problems(self.kind, self.data, self.languages)
        about = (one for one in found if one.field == where or one.field.startswith(f"{where}."))
        return next((one for one in about if one.code not in _INCOMPLETE), None)


def _choice(choice: StrEnum, language: str) -> Choice:
    called = tuple(choice_label(choice, code) for code in ("vi", "en"))
    return Choice(choice_label(choice, language), str(choice), (*called, str(choice)))


def label(column: Column, words: Phrases) -> str:
    """What is asked, as "Học phí: Số tiền"."""
    return ": ".join(words.say(field_of(model, key.name).label) for model, key in column.trail)


def hint(column: Column, words: Phrases) -> str:
    """How it is answered."""
    sentences = [*cell_hints(column), *([_TIMES] if column.is_of_times else [])]
    return " ".join(words.say(sentence) for sentence in sentences)


def _problems(kind: Kind, data: Mapping[str, Any], languages: tuple[str, ...]) -> list[Problem]:
    name = kind.file or f"{_SAMPLE_ID}{kind.ending}"
    whole = [{"id": _SAMPLE_ID, **data}] if kind.is_list else data
    text = laid_out(kind, whole, languages)
    file = RecordFile(Path(f"{_SAMPLE_ID}{kind.ending}"), name, kind)
    problems = read_content(text.encode(), file, languages).problems
    return [one for one in problems if one.severity is Severity.ERROR]


def _asked(kind: Kind, languages: tuple[str, ...]) -> Iterator[Column]:
    """What the example of the kind tells, as columns in its order; a story's text at the end."""
    columns = Columns(kind.name, languages)
    names = list(_told(example_data(kind.name, languages[0]), columns, ""))
    if kind.ending == ENDING:
        names = [*(name for name in names if name != TEXT_KEY), TEXT_KEY]
    for name in names:
        column = columns.named(name)
        if column is not None:
            yield columns.first(column)


def _told(data: Mapping[str, Any], columns: Columns, above: str) -> Iterator[str]:
    """The names of the columns that hold something; of a list's groups those of the first."""
    for key, value in data.items():
        name = f"{above}{key}"
        column = columns.named(name)
        if column is not None and column.key.part and column.is_of_times:
            yield name
        elif column is not None and not column.key.part:
            if key != "id":
                yield name
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield from _told(value[0], columns, f"{name}.1.")
        elif isinstance(value, Mapping):
            yield from _told(value, columns, f"{name}.")
