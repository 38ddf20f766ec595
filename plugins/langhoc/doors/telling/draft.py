"""What became of a message's answers, and what a record is made of while they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from langhoc import vietnamese
from langhoc.doors.telling.mentions import Mentions
from langhoc.doors.telling.questions import Question
from langhoc.doors.telling.sent import Sent
from langhoc.i18n import Message, translator
from langhoc.i18n import mark as _
from langhoc.model import Area, Kind
from langhoc.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Took:
    """What became of an answer: `values`, told in the editor's language; `left` is what was not written, and why."""

    question: Question
    answer: str
    values: tuple[str, ...] = ()
    left: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A record of `kind` as a file would hold it, and what became of each answer.

    `areas` are those it may be in, where that is to be chosen. `refusal` is why there is to be no such record.
    """

    kind: Kind
    data: Mapping[str, Any]
    took: tuple[Took, ...]
    areas: tuple[Area, ...] = ()
    refusal: Message | None = None

    def placed(self, area: Area) -> Understood:
        """The same, in `area`."""
        return replace(self, data={**self.data, "area": area.id}, areas=())


@dataclass
class Draft:
    """What was understood so far; each reader adds to it."""

    sent: Sent
    mentions: Mentions
    today: date
    phrases: Phrases
    kind: Kind
    data: dict[str, Any] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    texts: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    left: list[Message] = field(default_factory=list)

    def took(self, sentence: str, **params: object) -> None:
        self.values.append(self.phrases.say(sentence, **params))

    def text(self, text: str) -> dict[str, str]:
        """A text in the language of the message, if the catalogue has that."""
        languages = self.mentions.catalogue.languages
        return {self.sent.language if self.sent.language in languages else languages[0]: text}

    def keep(self, question: Question, answer: str) -> None:
        """The answer as a sentence of the description."""
        label = translator(self.sent.language)(question.label)
        self.texts.append(f"{label}: {answer}")
        self.took(_("kept in the description as it is"))

    def said(self, sentence: str) -> str:
        """An English sentence in the language of the message."""
        return translator(self.sent.language)(sentence)

    def label(self, key: str, name: str) -> str:
        """What a choice is called, to the editor."""
        choices = self.kind.model.model_fields[key].annotation
        return self.phrases.label(choices(name))  # type: ignore[misc]


def has(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the folded phrases stands in `text`, as whole words."""
    said = " ".join(["", *vietnamese.words(text), ""])
    return any(f" {one} " in said for one in phrases)
