"""Which areas, places and topics of a catalogue a text names, by all they are called: former names and synonyms too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.doors.telling.naming import Said, is_so_called, said_words
from langhoc.model import Area, Place, Topic
from langhoc.model.area import PARTLY
from langhoc.search.names import UNITS, keys, said_names
from langhoc.search.words import Word, written_words

_LONGEST = 12
# Behind one of these a name is a street's or a market's: "đường Bình Thạnh" is not in Bình Thạnh.
_NO_UNIT = {"duong", "pho", "hem", "cho", "cau", "chua", "benh"}


@dataclass(frozen=True, slots=True)
class Named:
    """The areas a text may mean: one, or several of which nobody knows which.

    `sure` are the ids of those, and of others around them, that are written as they are called, or without any marks.
    """

    areas: tuple[Area, ...]
    sure: frozenset[str]

    @property
    def is_one(self) -> bool:
        return len(self.areas) == 1 and self.areas[0].id in self.sure

    def raised(self, above: Callable[[Area], Area]) -> Named:
        """What lies above the areas instead of them."""
        raised = {area.id: above(area) for area in self.areas}
        areas = tuple({area.id: area for area in raised.values()}.values())
        return Named(areas, self.sure | {raised[one].id for one in raised if one in self.sure})


@dataclass(frozen=True)
class Mentions:
    """What the records of a catalogue are called."""

    catalogue: Catalogue

    def areas_in(self, text: str) -> Named:
        """The commune or what lies below it that `text` names; none if unknown."""
        words = said_words(text)
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
        sure = {area.id for area in candidates if self._is_surely(area.id, around[area.id], words, names)}
        return Named(tuple(area for area in lowest if area.id in sure) or lowest, frozenset(sure))

    def _is_surely(
        self, area_id: str, around: Collection[str], words: Sequence[Said], names: Iterable[tuple[int, str]]
    ) -> bool:
        """Whether one of the names at their places is the area's, which lies in those `around`."""

        def is_known(key: str) -> bool:
            return not self._areas.get(key, {}).keys().isdisjoint(around)

        own = ((at, self._areas[key][area_id]) for at, key in names if area_id in self._areas[key])
        return any(is_so_called(words, at, called, is_known) for at, called in own)

    def places_in(self, text: str, within: Collection[str]) -> tuple[Place, ...]:
        """The places that `text` names; where it names several of one name, those `within` the areas with the ids."""
        ids = {one for _at, key in _names_in(self._said(text), self._places) for one in self._places[key]}
        found = [self.catalogue.place(one) for one in sorted(ids)]
        near = [place for place in found if {area.id for area in self.catalogue.areas_of(place)} & set(within)]
        return tuple(near if len(found) > 1 and near else found)

    def topics_in(self, text: str) -> tuple[Topic, ...]:
        """The topics of which `text` has a word, with its marks or without any: who knits ("đan") plays no zither."""
        said = " ".join(["", *self._said(text), ""])
        named = {one for key, ids in self._topics.items() if f" {key} " in said for one in ids}
        words = _written(text)
        return tuple(one for one in self.catalogue.topics if one.id in named and not _is_another(words, one))

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


def _written(text: str) -> list[Word]:
    return written_words(vietnamese.clean(text).text)


def _words(text: str) -> list[str]:
    return [word.folded for word in _written(text)]


def _is_another(words: Sequence[Word], topic: Topic) -> bool:
    """Whether names of the topic stand there, and each with marks that are not its own."""
    names = [name for name in map(_written, _all_names(topic)) if name]
    stretches = ((words[at : at + len(name)], name) for name in names for at in range(len(words) - len(name) + 1))
    same = [(said, name) for said, name in stretches if [one.folded for one in said] == [one.folded for one in name]]
    return bool(same) and all(any(one.marked for one in said) and list(said) != name for said, name in same)


def _all_names(topic: Topic) -> Iterator[str]:
    yield from topic.title.texts()
    yield from (text for also in topic.also for text in also.texts())


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
