"""Words that mean the same to who searches: data/synonyms.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, RootModel, model_validator
from pydantic_core import PydanticCustomError

from langhoc import vietnamese
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import Path, below, fault, raise_all

MOST_GROUPS = 500
MOST_TEXTS = 20
# A word that people type, not a sentence.
MOST_WORDS = 6
LONGEST = 60

_EXAMPLE = "[vi tính, tin học]"


class Synonyms(RootModel[tuple[tuple[str, ...], ...]]):
    """Groups of at least two texts, each text in one group only; what is said of one of a group is said of all.

    A file's texts come in NFC; runs of spaces in them become one.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_faults(cls, data: Any) -> Any:
        """The groups of a file. All faults are looked for at once, for what stands twice is told of the whole."""
        raise_all(_faults(data))
        return tuple(tuple(" ".join(text.split()) for text in group) for group in data)


def _faults(data: Any) -> list[PydanticCustomError]:
    if not isinstance(data, list):
        return [_not_a_list(data)]
    groups = data[:MOST_GROUPS]
    errors = [below(error, (number,)) for number, group in enumerate(groups) for error in _group_faults(group)]
    errors += _too_many(data, MOST_GROUPS, _("There are {number} groups; at most {most} fit."))
    return errors + _repeated(groups)


def _group_faults(group: Any) -> list[PydanticCustomError]:
    if not isinstance(group, list):
        return [_not_a_list(group)]
    texts = group[:MOST_TEXTS]
    errors = [below(error, (place,)) for place, text in enumerate(texts) for error in _text_faults(text)]
    errors += _too_many(group, MOST_TEXTS, _("The group has {number} texts; at most {most} fit."))
    if len(group) < 2:
        hint = Message(_("Add another text, or delete the group."))
        errors.append(fault("bad-value", Message(_("A group has two texts or more.")), hint))
    return errors


def _not_a_list(value: Any) -> PydanticCustomError:
    meant = f"[{value.strip()}]" if isinstance(value, str) and "," in value else _EXAMPLE
    hint = Message(_("Write each group on a line of its own: {meant}"), {"meant": f"- {meant}"})
    return fault("expected-list", Message(_("A list is expected here.")), hint)


def _too_many(several: list[Any], most: int, text: str) -> list[PydanticCustomError]:
    """A fault at the first that is one too many; what stands from there on is not looked at."""
    if len(several) <= most:
        return []
    return [fault("bad-value", Message(text, {"number": len(several), "most": most}), at=(most,))]


def _text_faults(text: Any) -> list[PydanticCustomError]:
    if text is None or (isinstance(text, str) and not text.strip()):
        return [fault("empty-text", Message(_("The text is empty.")))]
    if not isinstance(text, str):
        return [fault("expected-text", Message(_("A text is expected.")))]
    if len(text) > LONGEST:
        params = {"length": len(text), "most": LONGEST}
        return [fault("too-long", Message(_("The text has {length} characters; at most {most} fit."), params))]
    number = len(vietnamese.words(text))
    if number > MOST_WORDS:
        params = {"number": number, "most": MOST_WORDS}
        return [fault("too-long", Message(_("The text has {number} words; at most {most} fit."), params))]
    message = Message(_("“{text}” has no letter and no digit."), {"text": text})
    return [] if number else [fault("bad-value", message)]


def _repeated(groups: list[Any]) -> list[PydanticCustomError]:
    """A fault at each text that search cannot tell from one before it."""
    first: dict[tuple[str, ...], tuple[int, int]] = {}
    errors = []
    for number, group in enumerate(groups):
        for place, text in _sound_texts(group):
            at = (number, place)
            before = first.setdefault(tuple(vietnamese.words(text)), at)
            if before != at:
                errors.append(_twice(text, at, groups[before[0]] if before[0] != number else None))
    return errors


def _sound_texts(group: Any) -> Iterator[tuple[int, str]]:
    """The texts of a group that are right by themselves, with their places in it."""
    texts = group[:MOST_TEXTS] if isinstance(group, list) else []
    return ((place, text.strip()) for place, text in enumerate(texts) if not _text_faults(text))


def _twice(text: str, at: Path, other: Any) -> PydanticCustomError:
    """The fault at a text that stands before it in its own group, or in `other`."""
    if other is None:
        message = Message(_("“{text}” stands twice in one group."), {"text": text})
        hint = Message(_("Leave one out: to search, capitals, marks and signs make no difference."))
        return fault("bad-value", message, hint, at=at)
    beginning = next(_sound_texts(other))[1]
    message = Message(
        _("“{text}” stands in two groups; the other begins with “{beginning}”."),
        {"text": text, "beginning": beginning},
    )
    hint = Message(_("Join the groups, or leave it out of one: capitals, marks and signs make no difference."))
    return fault("bad-value", message, hint, at=at)
