"""An imaginary catalogue of N records, as data: nothing is written here.

A quarter of the records are centres, the others offers; they lie in imaginary communes, whose number grows with
the catalogue. The same N and seed give the same files. As of TODAY, `langhoc check` has nothing to say of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import words
from langhoc.vietnamese import slug

TODAY = date(2026, 11, 21)
OFFERS_PER_CENTRE = 3
COMMUNES_AT_LEAST = 168
RECORDS_PER_COMMUNE = 30
COMMUNES_PER_PROVINCE = 168

# Degrees between the middles of two communes, and how far a centre may lie from the middle of its own.
_GRID, _NEARBY = 0.05, 0.01
_FIRST_DAY, _LAST_DAY = date(2026, 9, 7), date(2027, 5, 28)

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and the file it goes to below data/; the keys of `data` are those of the file."""

    id: str
    file: str
    data: Data


@dataclass(frozen=True, slots=True)
class Sample:
    """An imaginary catalogue. Areas, topics and audiences stand in lists, centres and offers one a file."""

    areas: tuple[Data, ...]
    topics: tuple[Data, ...]
    audiences: tuple[Data, ...]
    centres: tuple[Entry, ...]
    offers: tuple[Entry, ...]


def sample(count: int, seed: int = 0, communes: int = 0) -> Sample:
    """A catalogue of `count` records, of which at least one is a centre, besides its areas and lists.

    They lie in so many `communes`, 0 for as many as there are for so many records.
    """
    random = Random(seed)
    areas = _areas(communes or max(COMMUNES_AT_LEAST, count // RECORDS_PER_COMMUNE), random)
    communes = [area for area in areas if "parent" in area]
    held = max(1, count // (OFFERS_PER_CENTRE + 1))
    centres = tuple(_centre(number, communes[number % len(communes)], random) for number in range(held))
    offers = tuple(_offer(number, centres[number % held], random) for number in range(count - held))
    return Sample(areas, _topics(), _audiences(), centres, offers)


# The lists


def _areas(count: int, random: Random) -> tuple[Data, ...]:
    """`count` communes, each under one of as few provinces as hold them."""
    names = [
        " ".join(filter(None, name)) for name in product(words.FIRST_SYLLABLES, words.SECOND_SYLLABLES, words.SIDES)
    ]
    provinces = [_province(number) for number in range(-(-count // COMMUNES_PER_PROVINCE))]
    chosen = random.sample(names, count)
    communes = [_commune(n, name, provinces[n // COMMUNES_PER_PROVINCE]["id"], random) for n, name in enumerate(chosen)]
    return (*provinces, *communes)


def _province(number: int) -> Data:
    return {
        "id": f"tinh-mau-{number + 1}",
        "type": "province",
        "title": f"Tỉnh Mẫu {number + 1}",
        "contacts": [{"role": "Tổng đài tưởng tượng", "phone": "1022"}],
        "sample": True,
    }


def _commune(number: int, name: str, province: str, random: Random) -> Data:
    row, column = divmod(number, 80)
    kind, prefix = random.choice((("ward", "Phường"), ("commune", "Xã")))
    return {
        "id": f"{slug(prefix)}-{slug(name)}",
        "type": kind,
        "title": f"{prefix} {name}",
        "parent": province,
        "former_units": [f"Xã {name} {part}" for part in ("Thượng", "Hạ")],
        "near": [f"{random.choice(words.LANDMARKS)} {name}"],
        "location": {"latitude": round(9 + row * _GRID, 4), "longitude": round(104 + column * _GRID, 4)},
        "area_km2": round(random.uniform(12, 60), 2),
        "population": random.randrange(20_000, 120_000),
        "sample": True,
    }


def _topics() -> tuple[Data, ...]:
    return tuple(
        {
            "id": id_,
            "title": title,
            "summary": ", ".join(learned) + ".",
            "also": list(also),
            "sample": True,
        }
        for id_, title, also, learned in words.TOPICS
    )


def _audiences() -> tuple[Data, ...]:
    return tuple({"id": id_, "title": title, "sample": True} for id_, title in words.AUDIENCES)


# Centres


def _centre(number: int, commune: Data, random: Random) -> Entry:
    kind, prefix = random.choice(words.CENTRE_TYPES)
    name = f"{random.choice(words.FIRST_SYLLABLES)} {random.choice(words.SECOND_SYLLABLES)}"
    title = f"{prefix} {name}"
    point = commune["location"]
    data = {
        "title": title,
        "type": kind,
        "summary": _sentence(words.ABOUT_ROOMS, random),
        "description": _description(random, 7),
        "area": commune["id"],
        "address": f"{random.randrange(1, 400)} đường {random.choice(words.STREETS)}, {commune['title']}",
        "near": [f"{random.choice(words.LANDMARKS)} {name}"],
        "location": {key: round(value + random.uniform(-_NEARBY, _NEARBY), 5) for key, value in point.items()},
        "hours": {"openings": _openings(random)},
        "amenities": _codes(words.AMENITIES, random),
        "accessibility": _codes(words.ACCESSIBILITY, random),
        "parking": "Giữ xe máy trong sân.",
        "contacts": [_contact(number)],
        **_checked(random, days=300),
    }
    return _entry("centres", f"{slug(title)}-{number:05}", commune["id"], data)


def _openings(random: Random) -> list[Data]:
    evening = {"days": [day for day, _name in words.WEEKDAYS], "opens": "18:00", "closes": "21:00"}
    working = {"days": [day for day, _name in words.WEEKDAYS[:5]], "opens": "07:30", "closes": "11:30"}
    return random.choice(([evening], [working], [working, evening]))


def _contact(number: int) -> Data:
    phone = f"028 3{number // 10_000 % 1000:03} {number % 10_000:04}"
    return {"role": "Văn phòng", "phone": phone, "calling_hours": "giờ hành chính"}


# Offers


def _offer(number: int, centre: Entry, random: Random) -> Entry:
    topic, _title, _also, learned = random.choice(words.TOPICS)
    subject = random.choice(learned)
    kind, kind_name = random.choice(words.OFFER_TYPES)
    title = f"{subject}, {kind_name} {random.choice(words.FIRST_SYLLABLES)} {random.choice(words.SECOND_SYLLABLES)}"
    data = {
        "title": title,
        "type": kind,
        "summary": _sentence(words.ABOUT_LEARNERS, random),
        "description": _description(random, 6),
        "provider": centre.id,
        "places": [centre.id],
        "topics": [topic],
        "audiences": random.sample([id_ for id_, _name in words.AUDIENCES], 2),
        "cost": _cost(random),
        "starts_on": _FIRST_DAY,
        "ends_on": _LAST_DAY,
        "sessions": [_session(random) for _n in range(random.choice((1, 1, 2)))],
        "enrolment": {"closes": TODAY + timedelta(days=random.randrange(30, 120)), "seats": 25, "state": "open"},
        "gain": f"Người học {random.choice(words.GAINS)}.",
        "bring": f"Mang theo {random.choice(words.THINGS)}.",
        "contacts": centre.data["contacts"],
        **_checked(random, days=150),
    }
    return _entry("offers", f"{slug(title)[:60].strip('-')}-{number:05}", centre.data["area"], data)


def _cost(random: Random) -> Data:
    if random.random() < 0.5:
        return {"amount": 0}
    return {"amount": random.randrange(2, 40) * 50_000, "unit": random.choice(words.COST_UNITS)[0]}


def _session(random: Random) -> Data:
    """One of the ways in which sessions recur; one in ten names a day without one, and a cancelled day."""
    hour = random.choice((8, 14, 18, 19))
    hours = {"from": f"{hour:02}:00", "to": f"{hour + 1:02}:30"}
    first = random.randrange(7)
    day = words.WEEKDAYS[first][0]
    form = random.choice(("weekly", "weekly", "twice", "fortnight", "monthly", "changed"))
    if form == "twice":
        return {"days": [day, words.WEEKDAYS[(first + 2) % 7][0]], **hours}
    if form == "fortnight":
        return {"days": [day], "every": 2, **hours}
    if form == "monthly":
        return {"days": [day], "nth": random.choice((1, 2, 3, -1)), **hours}
    if form == "changed":
        coming = [TODAY + timedelta(days=7 * week + (first - TODAY.weekday()) % 7) for week in (1, 2)]
        return {"days": [day], **hours, "except": [coming[0]], "changes": [{"date": coming[1], "state": "cancelled"}]}
    return {"days": [day], **hours}


# What both have


def _entry(folder: str, id_: str, commune: str, data: Data) -> Entry:
    return Entry(id_, f"{folder}/{commune}/{id_}.yml", data)


def _checked(random: Random, days: int) -> Data:
    """Checked not more than `days` days ago, with a source."""
    day = TODAY - timedelta(days=random.randrange(1, days))
    return {
        "checked_on": day,
        "checked_by": "cộng tác viên tưởng tượng",
        "sources": [{"title": "Phiếu ghi mẫu của bộ đo", "place": "không có thật", "date": day}],
        "sample": True,
    }


def _description(random: Random, sentences: int) -> str:
    """Two paragraphs of Markdown, with one phrase in bold."""
    said = [_sentence(columns, random) for columns in random.sample(words.SENTENCES, sentences)]
    middle = sentences // 2
    said[0] = f"**{said[0]}**"
    return " ".join(said[:middle]) + "\n\n" + " ".join(said[middle:])


def _sentence(columns: Sequence[Sequence[str]], random: Random) -> str:
    return " ".join(random.choice(column) for column in columns) + "."


def _codes(choices: Sequence[tuple[str, str]], random: Random) -> list[str]:
    return [code for code, _name in choices if random.random() < 0.5]
