"""Which areas, places and topics of a catalogue a text names, by all they are called: former names and synonyms too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.model import Area, Place, Topic
from langhoc.model.area import PARTLY
from langhoc.search.names import UNITS, keys, said_names
from langhoc.search.words import Word, chunks, words_of, written_words

_LONGEST = 12
# Behind one of these a name is a street's or a market's: "đường Bình Thạnh" is not in Bình Thạnh.
_NO_UNIT = {"duong", "pho", "hem", "cho", "cau", "chua", "benh"}


@dataclass(frozen=True, slots=True)
class Named:
    """The areas a text may mean: one, or several of which nobody knows which.

    `is_sure` says that the one is written as it is called, or without any marks: "xã Mấu Sơn" is not Xã Mẫu.
    """

    areas: tuple[Area, ...]
    is_sure: bool


class _Said(NamedTuple):
    """A word of a text. `goes_on` says that it may belong to the name before it: a capital behind a space."""

    word: Word
    goes_on: bool


@dataclass(frozen=True)
class Mentions:
    """What the records of a catalogue are called."""

    catalogue: Catalogue

    def areas_in(self, text: str) -> Named:
        """The commune or what lies below it that `text` names; none if unknown."""
        words = _said_words(text)
        names = _names_in([one.word.folded for one in words], self._areas)
        found = [self._areas[key] for _at, key in names]
        areas = map(self.catalogue.area, sorted({one for ids in found for one in ids}))
        candidates = [area for area in areas if area.type.is_commune_level or area.type.is_below_communes]
        around = {area.id: {area.id, *(one.id for one in self.catalogue.ancestors(area))} for area in candidates}
        counts = {area.id: sum(bool(around[area.id] & ids.keys()) for ids in found) for area in candidates}
        best = [area for area in candidates if counts[area.id] == max(counts.values())]
        # A former commune's hamlets bear its name too; which of them, only their own names tell.
        named = {area.id for area in best}
        lowest = tuple(area for area in best if not (around[area.id] - {area.id}) & named)
        sure = {
            one for at, key in names for one, called in self._areas[key].items() if _is_so_called(words, at, called)
        }
        return Named(lowest, len(lowest) == 1 and lowest[0].id in sure)

    def places_in(self, text: str, within: Collection[str]) -> tuple[Place, ...]:
        """The places that `text` names; where it names several of one name, those `within` the areas with the ids."""
        ids = {one for _at, key in _names_in(self._said(text), self._places) for one in self._places[key]}
        found = [self.catalogue.place(one) for one in sorted(ids)]
        near = [place for place in found if {area.id for area in self.catalogue.areas_of(place)} & set(within)]
        return tuple(near if len(found) > 1 and near else found)

    def topics_in(self, text: str) -> tuple[Topic, ...]:
        """The topics of which `text` has a word."""
        said = " ".join(["", *self._said(text), ""])
        named = {one for key, ids in self._topics.items() if f" {key} " in said for one in ids}
        return tuple(topic for topic in self.catalogue.topics if topic.id in named)

    @cached_property
    def _areas(self) -> Mapping[str, dict[str, set[tuple[Word, ...]]]]:
        """What an area may be called, folded -> the areas called so, each with the words of its names."""
        found: dict[str, dict[str, set[tuple[Word, ...]]]] = {}
        for area in self.catalogue.areas:
            for text in (area.title, *area.aliases, *area.former_units):
                names = (name for written in text.texts() for name in said_names(written.removesuffix(PARTLY)))
                for name in names:
                    words = tuple(written_words(name))
                    # A word alone, as the "Mẫu" of a province, stands in many names.
                    for key in (key for key in keys(name) if " " in key):
                        called = words[len(words) - len(key.split()) :]
                        found.setdefault(key, {}).setdefault(area.id, set()).add(called)
        return found

    @cached_property
    def _places(self) -> Mapping[str, set[str]]:
        return self._by_words((place.id, place.title.texts()) for place in self.catalogue.places)

    @cached_property
    def _topics(self) -> Mapping[str, set[str]]:
        return self._by_words((topic.id, _all_names(topic)) for topic in self.catalogue.topics)

    def _by_words(self, named: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for record_id, names in named:
            for key in filter(None, (" ".join(self._said(name)) for name in names)):
                found.setdefault(key, set()).add(record_id)
        return found

    @cached_property
    def _synonyms(self) -> Mapping[str, str]:
        """The folded words of a synonym -> those of its group's first."""
        groups = ([" ".join(_words(text)) for text in group] for group in self.catalogue.synonyms)
        return {one: group[0] for group in groups for one in group[1:]}

    def _said(self, text: str) -> list[str]:
        """The folded words of `text`, with what means the same said the same way."""
        words = _words(text)
        said: list[str] = []
        at = 0
        while at < len(words):
            lengths = range(min(_LONGEST, len(words) - at), 0, -1)
            length = next((n for n in lengths if " ".join(words[at : at + n]) in self._synonyms), 0)
            said += self._synonyms[" ".join(words[at : at + length])].split() if length else words[at : at + 1]
            at += length or 1
        return said


def _words(text: str) -> list[str]:
    return [word.folded for word in written_words(vietnamese.clean(text).text)]


def _all_names(topic: Topic) -> Iterator[str]:
    yield from topic.title.texts()
    yield from (text for also in topic.also for text in also.texts())


def _said_words(text: str) -> list[_Said]:
    plain = vietnamese.clean(text).text.replace("_", " ")
    said: list[_Said] = []
    at = 0
    for chunk in chunks(plain):
        start = plain.index(chunk, at)
        # Where all letters are large they say nothing.
        is_behind = plain[at:start].isspace() and chunk[:1].isupper() and not plain.isupper()
        said += [_Said(word, is_behind and number == 0) for number, word in enumerate(words_of(chunk))]
        at = start + len(chunk)
    return said


def _is_so_called(words: Sequence[_Said], at: int, names: Collection[tuple[Word, ...]]) -> bool:
    """Whether what stands at `at` is one of the names, as it is written or without marks, and does not go on."""
    (length,) = {len(name) for name in names}
    written, behind = [one.word for one in words[at : at + length]], words[at + length :]
    same = any(all(said.marked in {"", own.marked} for said, own in zip(written, name, strict=True)) for name in names)
    after = [one.word.folded for one in behind]
    is_unit = any(after[: len(unit)] == unit for unit in UNITS)
    return same and not (behind and behind[0].goes_on and not is_unit)


def _names_in(words: Sequence[str], known: Collection[str]) -> list[tuple[int, str]]:
    """The longest known names in `words`, from left to right, and where each begins."""
    found = []
    at = 0
    while at < len(words):
        before = words[at - 1] if at else ""
        lengths = range(min(_LONGEST, len(words) - at), 0, -1)
        name = next((name for n in lengths if (name := " ".join(words[at : at + n])) in known), "")
        if name and (before not in _NO_UNIT or _has_unit(name)):
            found.append((at, name))
        at += len(name.split()) or 1
    return found


def _has_unit(name: str) -> bool:
    words = name.split()
    return any(words[: len(unit)] == unit for unit in UNITS)
