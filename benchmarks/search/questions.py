"""Questions with known answers.

For an imaginary catalogue they are made by rules from records drawn with a fixed seed; those of the city are
written by hand (questions-city.yml). Both were written before the ranking was. Every class is halved: the ranking
may be tuned on one half only, and is judged on both.

The rules know nothing of how search works. What is right is what truly has all that was asked: the words in its
title, the place named, an evening, no fee. Only what few pages have is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

import yaml

import words
from imaginary import Data, Entry, Sample
from search.typed import (
    Typing,
    decomposed,
    marked,
    mistyped,
    spelled_otherwise,
    telex,
    unfinished,
    unmarked,
    vni,
    words_of,
)

CITY = Path(__file__).parent / "questions-city.yml"
HALVES = ("tune", "held out")
# Who gets more right answers than this has not said what they look for.
MOST_RIGHT = 10
_ATTEMPTS = 2000
_EVENING = "17:00"


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed; the pages that answer it, as "offers/yoga"; its class; its half."""

    text: str
    right: frozenset[str]
    sort: str
    half: str


def by_half(questions: Sequence[Question]) -> Mapping[str, list[Question]]:
    return {half: [one for one in questions if one.half == half] for half in HALVES}


# --- What is true of an imaginary catalogue


@dataclass(frozen=True, slots=True)
class Asked:
    """A centre or an offer, with all that can be asked of it; texts without marks, as tuples of words."""

    page: str
    title: str
    subject: str
    title_words: frozenset[str]
    ward: Data
    landmarks: frozenset[str]
    topics: frozenset[str] = frozenset()
    is_free: bool = False
    in_evening: bool = False
    on_working_evening: bool = False


class World:
    """A sample, looked at from the side of somebody who asks."""

    def __init__(self, made: Sample) -> None:
        wards = {area["id"]: area for area in made.areas}
        centres = {one.id: one for one in made.centres}
        self.wards = [area for area in made.areas if "parent" in area]
        self.topics, self.audiences = made.topics, made.audiences
        # Without marks -> as written; those of centres and wards are written alike.
        self.landmarks = {unmarked(name): name for one in (*made.areas, *_data(made.centres)) for name in _near_by(one)}
        self.centres = [_centre(one, wards) for one in made.centres]
        self.offers = [_offer(one, centres[one.data["places"][0]], wards) for one in made.offers]

    @cached_property
    def _by_word(self) -> Mapping[str, set[int]]:
        found = defaultdict(set)
        for number, one in enumerate(self.all):
            for word in one.title_words:
                found[word].add(number)
        return found

    @cached_property
    def _in_ward(self) -> Mapping[str, list[Asked]]:
        found = defaultdict(list)
        for one in self.all:
            found[one.ward["id"]].append(one)
        return found

    @cached_property
    def _by_landmark(self) -> Mapping[str, list[Asked]]:
        found = defaultdict(list)
        for one in self.all:
            for landmark in one.landmarks:
                found[landmark].append(one)
        return found

    @cached_property
    def all(self) -> list[Asked]:
        return [*self.centres, *self.offers]

    def titled(self, text: str, begun: bool = False) -> list[Asked]:
        """Those whose titles have every word; `begun`: of a title's last word only the beginning is given."""
        *first, last = words_of(text)
        numbers = set.intersection(*(self._by_word.get(word, set()) for word in (first if begun else [*first, last])))
        found = [self.all[number] for number in sorted(numbers)]
        return [one for one in found if words_of(one.title)[-1].startswith(last)] if begun else found

    def in_ward(self, ward: Data) -> list[Asked]:
        return self._in_ward[ward["id"]]

    def near(self, landmark: str) -> list[Asked]:
        return self._by_landmark[unmarked(landmark)]

    def about(self, word: str) -> frozenset[str]:
        """The topics that people call so."""
        return frozenset(topic["id"] for topic in self.topics if word in topic["also"])


def _centre(entry: Entry, wards: Mapping[str, Data]) -> Asked:
    title, ward = entry.data["title"], wards[entry.data["area"]]
    return Asked(
        page=f"centres/{entry.id}",
        title=title,
        subject=title,
        title_words=frozenset(words_of(title)),
        ward=ward,
        landmarks=_landmarks(entry, ward),
    )


def _offer(entry: Entry, centre: Entry, wards: Mapping[str, Data]) -> Asked:
    title, ward = entry.data["title"], wards[centre.data["area"]]
    evenings = [session for session in entry.data["sessions"] if session["from"] >= _EVENING]
    return Asked(
        page=f"offers/{entry.id}",
        title=title,
        subject=title.split(",")[0],
        title_words=frozenset(words_of(title)),
        ward=ward,
        landmarks=_landmarks(centre, ward),
        topics=frozenset(entry.data["topics"]),
        is_free=entry.data["cost"]["amount"] == 0,
        in_evening=bool(evenings),
        on_working_evening=any(day not in ("sat", "sun") for session in evenings for day in session["days"]),
    )


def _data(entries: Iterable[Entry]) -> Iterator[Data]:
    return (entry.data for entry in entries)


def _near_by(data: Data) -> list[str]:
    return list(data.get("near", ()))


def _landmarks(centre: Entry, ward: Data) -> frozenset[str]:
    return frozenset(unmarked(landmark) for landmark in (*_near_by(centre.data), *_near_by(ward)))


# --- Rules: a text and the pages that are right, drawn from a world

Drawn = tuple[str, Iterable[str]]
Rule = Callable[[World, Random], Drawn]


def _titled(typing: Typing, begun: bool = False) -> Rule:
    """An offer's or a centre's title, or what is learned and the name without the word for its kind."""

    def rule(world: World, random: Random) -> Drawn:
        one = random.choice(world.centres if random.random() < 0.2 else world.offers)
        text = _said_of(one, random)
        typed = typing(text, random)
        is_like_others = typing in (spelled_otherwise, unfinished) and typed in (marked(text), unmarked(text))
        return ("", ()) if is_like_others else (typed, _pages(world.titled(typed if begun else text, begun)))

    return rule


def _said_of(one: Asked, random: Random) -> str:
    """The whole title, or an offer's subject and name: "Bảng tính An Bửu"."""
    whole = one.title.replace(",", "")
    name = one.title.split()[-2:]
    return whole if random.random() < 0.5 or one.subject == one.title else " ".join([one.subject, *name])


def _slipped(world: World, random: Random) -> Drawn:
    """A slip that does not make another record's title of it."""
    one = random.choice(world.offers)
    text = _said_of(one, random)
    typed = mistyped(text, random)
    return ("", ()) if world.titled(typed) else (typed, _pages(world.titled(text)))


def _in_ward(world: World, random: Random) -> Drawn:
    """In a third of the questions the ward's bare name, which may stand in a title as well."""
    one = random.choice(world.offers)
    right = [other for other in world.in_ward(one.ward) if _is_about(other, one.subject)]
    ward = one.ward["title"]
    if random.random() < 1 / 3:
        ward = ward.split(" ", 1)[1]
        right += world.titled(f"{one.subject} {ward}")
    elif random.random() < 0.3:
        ward = f"{ward[0]}. {ward.split(' ', 1)[1]}"
    return _either(f"{one.subject} {ward}", random), _pages(right)


def _in_former(world: World, random: Random) -> Drawn:
    one = random.choice(world.offers)
    text = f"{one.subject} {random.choice(one.ward['former_units'])}"
    return _either(text, random), _pages(_about(world.in_ward(one.ward), one.subject))


def _near(world: World, random: Random) -> Drawn:
    one = random.choice(world.offers)
    landmark = random.choice(sorted(one.landmarks))
    text = f"{one.subject} {random.choice(('gần', 'gần', 'ở', 'kế bên'))} {world.landmarks[landmark]}"
    return _either(text, random), _pages(_about(world.near(landmark), one.subject))


_SPOKEN_EVENING = (
    "muốn học {subject} buổi tối {place}",
    "cho em hỏi {place} có lớp {subject} nào học buổi tối không ạ",
    "tôi đi làm cả ngày, muốn tìm lớp {subject} tối {place}",
    "{place} có chỗ nào dạy {subject} ban đêm không vậy",
)
_SPOKEN_FREE = (
    "mình cần học {subject} miễn phí {place}",
    "có ai biết {place} chỗ nào dạy {subject} miễn phí không",
    "tìm giúp tôi lớp {subject} không tốn tiền {place} với",
    "{place} có lớp {subject} 0 đồng nào không ạ",
)


def _spoken(world: World, random: Random) -> Drawn:
    """A sentence with a wish that the record must meet."""
    one = random.choice(world.offers)
    right, place = _somewhere(world, one, random)
    wants_evening = random.random() < 0.5
    if not (one.on_working_evening if wants_evening else one.is_free):
        return "", ()
    said = random.choice(_SPOKEN_EVENING if wants_evening else _SPOKEN_FREE)
    meets = [other for other in right if (other.in_evening if wants_evening else other.is_free)]
    return _either(said.format(subject=one.subject.lower(), place=place), random), _pages(_about(meets, one.subject))


def _somewhere(world: World, one: Asked, random: Random) -> tuple[list[Asked], str]:
    """A way to say where it is, and all that is there."""
    landmark = random.choice(sorted(one.landmarks))
    return random.choice(
        (
            (world.in_ward(one.ward), f"ở {one.ward['title'].lower()}"),
            (world.in_ward(one.ward), f"ở {random.choice(one.ward['former_units']).lower()}"),
            (world.near(landmark), f"gần {world.landmarks[landmark]}"),
        )
    )


def _by_everyday_word(world: World, random: Random) -> Drawn:
    """What people call a topic, and a place. A title with the word in it, as a Trường bổ túc, is as right."""
    one = random.choice(world.offers)
    topic = next(topic for topic in world.topics if topic["id"] in one.topics)
    said = [other for other in topic["also"] if other not in _ALSO_A_THING]
    if not said:
        return "", ()
    word = random.choice(said)
    right, place = _somewhere(world, one, random)
    meant = [other for other in right if other.topics & world.about(word) or _is_about(other, word)]
    return _either(f"{word} {place}", random), _pages(meant)


# Words that mean one thing which can be learned, or one that a centre has: not the whole topic.
_LEARNED = [set(words_of(subject)) for *_topic, learned in words.TOPICS for subject in learned]
_THINGS = {name for _code, name in words.AMENITIES}
_ALSO_A_THING = {
    word
    for *_topic, also, _learned in words.TOPICS
    for word in also
    if word in _THINGS or any(one.issuperset(words_of(word)) for one in _LEARNED)
}


def _place_alone(world: World, random: Random) -> Drawn:
    """Its own name, its former one, or what stands there: then a centre beside it is right as well."""
    ward = random.choice(world.wards)
    way = random.choice(("own", "own", "former", "landmark"))
    if way == "landmark":
        landmark = ward["near"][0]
        beside = [one for one in world.near(landmark) if one in world.centres and one.ward is not ward]
        return _either(landmark, random), [f"areas/{ward['id']}", *_pages(beside)]
    text = ward["title"] if way == "own" else random.choice(ward["former_units"])
    return _either(text, random), [f"areas/{ward['id']}"]


def _centre_by_name(world: World, random: Random) -> Drawn:
    """As it is called, in half of the questions with its ward."""
    one = random.choice(world.centres)
    right = [other for other in world.titled(one.title) if other.page.startswith("centres/")]
    text = one.title
    if random.random() < 0.5:
        text = f"{one.title}, {one.ward['title']}"
        right = [other for other in right if other.ward is one.ward]
    return _either(text, random), _pages(right)


_ENGLISH = (
    "course {subject} {place}",
    "class {subject} {place}",
    "where can i learn {subject} {place}",
    "i want to learn {subject} {place} please",
    "learn {subject} near me {place}",
)


def _among_english(world: World, random: Random) -> Drawn:
    one = random.choice(world.offers)
    right, place = _somewhere(world, one, random)
    place = place.replace("ở ", "in ", 1).replace("gần ", "near ", 1)
    text = random.choice(_ENGLISH).format(subject=one.subject.lower(), place=place)
    return _either(text, random), _pages(_about(right, one.subject))


def _listed(world: World, random: Random) -> Drawn:
    """A topic, or a group of learners, by its title."""
    folder, listed = random.choice((("topics", world.topics), ("audiences", world.audiences)))
    one = random.choice(listed)
    same = [other for other in listed if other["title"] == one["title"]]
    return _either(one["title"].replace("–", ""), random), [f"{folder}/{other['id']}" for other in same]


def _either(text: str, random: Random) -> str:
    """With marks, or as from a phone."""
    return " ".join(random.choice((marked, unmarked))(text, random).split())


def _is_about(one: Asked, subject: str) -> bool:
    return one.title_words.issuperset(words_of(subject))


def _about(found: Iterable[Asked], subject: str) -> list[Asked]:
    return [one for one in found if _is_about(one, subject)]


def _pages(found: Iterable[Asked]) -> list[str]:
    return [one.page for one in found]


# How many of each class.
RULES: Mapping[str, tuple[Rule, int]] = {
    "title, no marks": (_titled(unmarked), 12),
    "title, marks": (_titled(marked), 8),
    "title, marks apart (NFD)": (_titled(decomposed), 6),
    "title, spelled otherwise (hoà, mĩ)": (_titled(spelled_otherwise), 8),
    "title, one slip": (_slipped, 16),
    "title, last word unfinished": (_titled(unfinished, begun=True), 8),
    "title, raw Telex": (_titled(telex), 8),
    "title, raw VNI": (_titled(vni), 8),
    "subject and ward": (_in_ward, 12),
    "subject and former unit": (_in_former, 10),
    "subject and landmark": (_near, 10),
    "spoken sentence": (_spoken, 14),
    "everyday word and place": (_by_everyday_word, 10),
    "place alone": (_place_alone, 10),
    "centre by name": (_centre_by_name, 10),
    "English words around": (_among_english, 8),
    "topic or learners by title": (_listed, 6),
}


def questions(made: Sample, seed: int = 20261122) -> list[Question]:
    """The same for the same sample and seed."""
    world = World(made)
    return [question for name, (rule, count) in RULES.items() for question in _of_class(name, rule, count, world, seed)]


def _of_class(name: str, rule: Rule, count: int, world: World, seed: int) -> Iterator[Question]:
    """A generator of its own for each class, so that a change of one leaves the others as they are."""
    random = Random(f"{seed} {name}")
    seen: set[str] = set()
    for _attempt in range(_ATTEMPTS):
        if len(seen) == count:
            return
        text, right = rule(world, random)
        pages = frozenset(right)
        if text and text not in seen and 0 < len(pages) <= MOST_RIGHT:
            yield Question(text, pages, name, HALVES[len(seen) % 2])
            seen.add(text)


def city_questions(path: Path = CITY) -> list[Question]:
    """Those written by hand: class -> question -> pages."""
    listed: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Question(text, frozenset(right), sort, HALVES[number % 2])
        for sort, asked in listed.items()
        for number, (text, right) in enumerate(asked.items())
    ]
