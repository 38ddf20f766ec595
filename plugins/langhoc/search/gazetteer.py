"""Where places lie and what they are called: who asks for "quận 4" or "chợ Bà Chiểu" means what is found there."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from langhoc.catalogue import Catalogue
from langhoc.model import PARTLY, Area, LocalText, Location
from langhoc.search.names import ending, keys, said_names
from langhoc.search.packing import hashed, id_beside, packed, sign

# What lies around an area is told until there is so much, in so many areas: an island is far from all.
_ENOUGH_AROUND, _MOST_AROUND = 64, 24
# More names than this do not stand together.
_COMMON = 40
_KM_A_DEGREE = 111.2
# In degrees to the north and to the south: so far is looked for what lies around, at first.
_BELT = 1 / 16

# Instead of the documents of what holds most of them: to ask for it narrows nothing.
EVERYWHERE = "*"
_ROOT, _LANDMARK = -1, -2

Filled = Sequence[tuple[float, float, str]]
"""The latitudes, longitudes and ids of areas that hold something, from south to north."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area with all its names; or the landmarks that a place is found by, with the area in which it is.

    `key` is the id of what holds the documents: the area itself, or the place.
    """

    key: str
    title: str
    names: tuple[str, ...]
    id: str = ""
    parent: str = ""
    point: Location | None = None


class Held:
    """Which documents lie in an area, or at a place, by its id.

    `joined` are those of them that one can join, `rest` all others; `topics` are the documents on each topic.
    """

    def __init__(
        self,
        numbers: Mapping[str, int],
        joined: Mapping[str, Sequence[int]],
        rest: Mapping[str, Sequence[int]],
        topics: Mapping[str, Sequence[int]],
    ) -> None:
        self.numbers = numbers
        self.count = len(numbers)
        self._joined, self._rest, self._topics = joined, rest, topics
        self._packed: dict[str, str] = {}

    def _parts(self, one: str) -> tuple[Sequence[int], Sequence[int]]:
        return self._joined.get(one, ()), self._rest.get(one, ())

    def count_at(self, one: str) -> int:
        return sum(map(len, self._parts(one)))

    def signs(self, topics: Sequence[str]) -> Mapping[int, str]:
        """A character for each document that is on one of these topics."""
        places = enumerate(topics, 1)
        return {number: sign(place) for place, topic in places for number in self._topics.get(topic, ())}

    def topics_at(self, one: str, signs: Mapping[int, str]) -> str:
        """A character for each document there, in the order of `at`: which topic it is on; the first for none."""
        none = sign(0)
        found = "".join([signs.get(number, none) for part in self._parts(one) for number in part])
        return found if found.strip(none) else ""

    def at(self, one: str) -> str:
        """What one can join there, then all else, packed."""
        if one not in self._packed:
            self._packed[one] = ".".join(filter(None, map(packed, self._parts(one))))
        return self._packed[one]

    def at_none_of(self, others: Sequence[str], one: str) -> str:
        """As `at`, without what is at these."""
        parts = zip(self._parts(one), *map(self._parts, others), strict=True)
        return ".".join(filter(None, (packed(sorted(set(part).difference(*less))) for part, *less in parts)))


@dataclass(frozen=True, slots=True)
class WordsOfNames:
    """Names of one word; words with which names end; and those that stand before in the endings they are found by."""

    alone: frozenset[str]
    last: frozenset[str]
    before: frozenset[str]

    def part_in(self, word: str) -> int:
        """1 if names end with it, and 2 if it stands before."""
        return (word in self.last) + 2 * (word in self.before)


@dataclass(frozen=True)
class Gazetteer:
    areas: tuple[Place, ...]
    landmarks: tuple[Place, ...]

    @cached_property
    def roots(self) -> tuple[Place, ...]:
        return tuple(area for area in self.areas if not area.parent)

    @cached_property
    def trees(self) -> Mapping[str, Sequence[Place]]:
        """By the id of an area that is in no other the areas in it, if there are any."""
        below: dict[str, list[Place]] = defaultdict(list)
        for area in self.areas:
            below[area.parent].append(area)
        return {root.id: below[root.id] for root in self.roots if root.id in below}

    @cached_property
    def common_endings(self) -> frozenset[str]:
        """Words with which very many names end: their names would not fit into one part."""
        places = (*self.areas, *self.landmarks)
        count = Counter(end for place in places for name in place.names for end in set(map(ending, keys(name))))
        return frozenset(end for end, names in count.items() if names > _COMMON)

    @cached_property
    def words_of_names(self) -> WordsOfNames:
        places = (*self.areas, *self.landmarks)
        found = {key for place in places for name in place.names for key in keys(name)}
        ends = [ending(key, self.common_endings).split() for key in found]
        return WordsOfNames(
            frozenset(key for key in found if " " not in key),
            frozenset(words[-1] for words in ends),
            frozenset(word for words in ends for word in words[:-1]),
        )

    def named(self, held: Held, topics: Sequence[str]) -> Iterator[tuple[str, list[object]]]:
        """The ends of all names, each with what is called so: `[number, id, documents, title, names, topics]`.

        Of a landmark all is its area's but for the documents; its number is the complement of that.
        """
        signs = held.signs(topics)
        for area in self.areas:
            documents = self._documents(area, held)
            on = held.topics_at(area.id, signs) if documents != EVERYWHERE else ""
            for end, names in _by_ending(area, self.common_endings).items():
                yield end, _called(held.numbers[area.id], area, documents, names, on)
        for landmark in self.landmarks:
            on = held.topics_at(landmark.key, signs)
            for end, names in _by_ending(landmark, self.common_endings).items():
                yield end, _called(~held.numbers[landmark.id], landmark, held.at(landmark.key), names, on)

    def whole(self, held: Held) -> Iterator[list[object]]:
        """All that is called something: an area's `[step, parent, point, documents, names]`; its title is one, too.

        A step leads to its number from the one before. A landmark has its area's number, and a parent that is none.
        """
        before = 0
        for area in self.areas:
            number = held.numbers[area.id]
            others = [name for name in area.names if name != area.title]
            parent = held.numbers[area.parent] if area.parent else _ROOT
            yield [number - before, parent, _point(area), self._documents(area, held), _joined(others)]
            before = number
        for mark in self.landmarks:
            number = held.numbers[mark.id]
            yield [number - before, _LANDMARK, "", held.at(mark.key), _joined(mark.names)]
            before = number

    def _documents(self, area: Place, held: Held) -> str:
        return EVERYWHERE if self._is_everywhere(area, held) else held.at(area.id)

    def _is_everywhere(self, area: Place, held: Held) -> bool:
        return not area.parent and held.count_at(area.id) > held.count // 2

    def area_parts(self, held: Held, count: int) -> Iterator[tuple[str, object]]:
        """Where areas lie, and what is around: `[id, number, title, documents, point, around]`; then their trees."""
        parts: dict[int, list[object]] = defaultdict(list)
        around = self._around(held)
        for area in self.areas:
            name, number, documents = id_beside(area.title, area.id), held.numbers[area.id], self._documents(area, held)
            said = [name, number, area.title, documents, _point(area), around.get(area.id, [])]
            parts[hashed(area.id) % count].append(said)
        yield from ((f"a{count}-{number}", parts[number]) for number in range(count))
        yield from self._trees(held)

    def _trees(self, held: Held) -> Iterator[tuple[str, object]]:
        """Of each that has areas in it its own documents, or those in no area below; then those below with theirs."""
        for root in self.roots:
            if root.id not in self.trees:
                continue
            below = self.trees[root.id]
            filled = [one for one in below if held.at(one.id)]
            own = EVERYWHERE if self._is_everywhere(root, held) else held.at_none_of([one.id for one in below], root.id)
            rows = [(root, own), *((one, held.at(one.id)) for one in filled)]
            yield (
                f"t{hashed(root.id):x}",
                [[id_beside(one.title, one.id), one.title, documents] for one, documents in rows],
            )

    def tops(self, held: Held) -> list[list[str]]:
        """Each area that is in no other: its id and title, and its documents, if nothing is in it."""
        return [
            [one.id, one.title, *([] if one.id in self.trees else [self._documents(one, held)])] for one in self.roots
        ]

    def everywhere(self, held: Held) -> set[str]:
        """The names of what holds most of all documents."""
        return {
            key for root in self.roots if self._is_everywhere(root, held) for name in root.names for key in keys(name)
        }

    def _around(self, held: Held) -> dict[str, list[list[object]]]:
        """For each area the documents in those around it, with the kilometres between their middles, nearest first."""
        above = {area.parent for area in self.areas}
        lowest = [area for area in self.areas if area.point and area.id not in above]
        points = ((area.point, area.id) for area in lowest if held.at(area.id))
        filled = sorted((point.latitude, point.longitude, id) for point, id in points if point)
        return {area.id: _nearest(area, filled, held) for area in lowest}


def gazetteer(catalogue: Catalogue, language: str) -> Gazetteer:
    """The areas of a catalogue, and what its places are near to."""
    areas = (
        Place(area.id, area.title.said(language).text, _names_of_area(area), area.id, area.parent or "", area.location)
        for area in catalogue.areas
    )
    places = ((place, area, _distinct(place.near)) for place in catalogue.places if (area := catalogue.area_of(place)))
    landmarks = (
        Place(place.id, area.title.said(language).text, names, area.id) for place, area, names in places if names
    )
    return Gazetteer(tuple(_handed_down(tuple(areas))), tuple(landmarks))


def _handed_down(areas: Sequence[Place]) -> Iterator[Place]:
    """What an area was also called goes to those in it that were called so: "Bình Dương" is not the whole new city."""
    below: dict[str, list[Place]] = defaultdict(list)
    for area in areas:
        below[area.parent].append(area)
    known = {area.id: {key for name in area.names for key in keys(name)} for area in areas}
    given: dict[str, list[str]] = defaultdict(list)
    kept: dict[str, list[str]] = {}
    for area in areas:
        heirs = {name: [one for one in below[area.id] if known[one.id] & {*keys(name)}] for name in area.names}
        kept[area.id] = [name for name in area.names if name == area.title or not heirs[name]]
        for name in set(area.names) - set(kept[area.id]):
            for heir in heirs[name]:
                given[heir.id].append(name)
    for area in areas:
        names = dict.fromkeys([*kept[area.id], *sorted(given[area.id])])
        yield replace(area, names=tuple(names))


def _called(number: int, place: Place, documents: str, names: Iterable[str], topics: str) -> list[object]:
    return [number, id_beside(place.title, place.id), documents, place.title, _joined(names), topics]


def _joined(names: Iterable[str]) -> str:
    return "|".join(name.replace("|", " ") for name in names)


def _point(area: Place) -> str:
    """Its middle in thousandths of a degree; empty where it is not known."""
    return f"{round(area.point.latitude * 1000)},{round(area.point.longitude * 1000)}" if area.point else ""


def _names_of_area(area: Area) -> tuple[str, ...]:
    return _distinct((area.title, *area.aliases, *area.former_units, *area.near))


def _distinct(texts: Iterable[LocalText]) -> tuple[str, ...]:
    """Every name that the texts hold, once."""
    found: dict[str, str] = {}
    for text in texts:
        for written in text.texts():
            for name in said_names(written.removesuffix(PARTLY)):
                for key in keys(name)[:1]:
                    found.setdefault(key, name)
    return tuple(found.values())


def _by_ending(place: Place, common: Container[str]) -> dict[str, list[str]]:
    """The last words of its names, by which they are looked up, each with the names that end so."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in place.names:
        for end in dict.fromkeys(ending(key, common) for key in keys(name)):
            found[end].append(name)
    return found


def _nearest(area: Place, filled: Filled, held: Held) -> list[list[object]]:
    found: list[list[object]] = []
    count = 0
    for km, other in _others_near(area, filled):
        if count >= _ENOUGH_AROUND:
            break
        found.append([round(km, 1), held.at(other)])
        count += held.count_at(other)
    return found


def _others_near(area: Place, filled: Filled) -> list[tuple[float, str]]:
    """The kilometres to those that are nearest, and their ids: looked for in a belt that is widened until no other can
    be nearer.
    """
    assert area.point
    north, reach = area.point.latitude, _BELT
    while True:
        begin, end = (bisect_left(filled, (bound,)) for bound in (north - reach, north + reach))
        found = sorted(_measured(area, filled[begin:end]))[:_MOST_AROUND]
        if end - begin == len(filled) or (len(found) == _MOST_AROUND and found[-1][0] < _KM_A_DEGREE * reach):
            return found
        reach *= 2


def _measured(area: Place, filled: Filled) -> Iterator[tuple[float, str]]:
    assert area.point
    x, y = area.point.longitude, area.point.latitude
    # On a plane: near enough for what lies in one city.
    narrower = math.cos(math.radians(y))
    others = ((north, east, id) for north, east, id in filled if id != area.id)
    return ((_KM_A_DEGREE * math.hypot(y - north, (x - east) * narrower), id) for north, east, id in others)
