"""The rules across records. Each takes what was read and yields what is wrong, by record and key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from langhoc import privacy, vietnamese
from langhoc.catalogue.geography import distance_km
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import (
    KINDS,
    MEDIA,
    Area,
    Contact,
    DigitalLibrary,
    Event,
    Offer,
    Place,
    Record,
    Resource,
    Session,
    Story,
    StorySubject,
    texts,
)
from langhoc.model.scalars import Reference
from langhoc.reading import DATA, Found, Path, Reading, did_you_mean

# A point may lie outside the circle as large as its area: areas are not round.
FARTHEST_RADII = 3

_FOLDERS = [kind.folder for kind in KINDS.values()]

# The keys, each with the path to it, that lead from a record to one above it.
_UPWARD: tuple[Path, ...] = (("parent",), ("part_of",), ("lifecycle", "into"))

ById = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a record breaks, at one of its keys; `path` None means the record as a whole."""

    code: str
    found: Found
    path: Path | None
    message: Message
    hint: Message | None = None


def breaches(reading: Reading, today: date) -> Iterator[Breach]:
    """All breaches of all rules."""
    found = reading.found
    by_id = {one.record.id: one.record for one in found}
    yield from duplicate_ids(found)
    yield from old_ids_in_use(found)
    yield from broken_references(reading)
    yield from missing_media(reading)
    yield from circles(found)
    yield from unchecked(found, today)
    yield from far_points(found, by_id)
    yield from held_at_gone_places(found, by_id, today)
    yield from same_titles(reading)
    yield from private(found, by_id, today)


def duplicate_ids(found: Iterable[Found]) -> Iterator[Breach]:
    first: dict[str, Found] = {}
    for one in found:
        taken = first.setdefault(one.record.id, one)
        if taken is not one:
            yield _taken(one.record.id, taken, one, None if one.number is None else ("id",))


def old_ids_in_use(found: Iterable[Found]) -> Iterator[Breach]:
    """An old id leads readers on to one record: no other may have it, nor have had it."""
    found = tuple(found)
    first = {one.record.id: one for one in found}
    for one in found:
        for number, old in enumerate(one.record.formerly):
            yield from _old_id(one, number, old, first)


def _old_id(one: Found, number: int, old: str, first: dict[str, Found]) -> Iterator[Breach]:
    folder, _slash, former = old.rpartition("/")
    own = KINDS[one.record.kind].folder
    taken = first.setdefault(former, one)
    if folder not in {"", *_FOLDERS}:
        message = Message(_("There is no folder data/{folder}/."), {"folder": folder})
        yield Breach("bad-id", one, ("formerly", number), message, did_you_mean(folder, _FOLDERS))
    elif taken is not one or (former == one.record.id and folder in {"", own}):
        yield _taken(former, taken, one, ("formerly", number))


def _taken(record_id: str, by: Found, later: Found, path: Path | None) -> Breach:
    message = Message(_("The id “{id}” is taken by {file}."), {"id": record_id, "file": by.file})
    return Breach("duplicate-id", later, path, message)


def broken_references(reading: Reading) -> Iterator[Breach]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in reading.found:
        kinds[one.record.id].add(one.record.kind)
    for one in reading.found:
        for path, reference, target in one.references:
            is_there = not kinds.get(target, set()).isdisjoint(reference.kinds)
            if not is_there and not reading.unread.may_hold(target, reference.kinds):
                yield _broken(one, path, reference, target, kinds)


def _broken(one: Found, path: Path, reference: Reference, target: str, kinds: Mapping[str, set[str]]) -> Breach:
    if target in kinds:
        params = {"id": target, "kind": ", ".join(kinds[target]), "expected": ", ".join(reference.kinds)}
        message = Message(_("“{id}” is of kind {kind}; {expected} is expected here."), params)
        return Breach("wrong-kind", one, path, message)
    choices = [record_id for record_id, its in kinds.items() if not its.isdisjoint(reference.kinds)]
    message = Message(_("There is no record “{id}”."), {"id": target})
    return Breach("unknown-reference", one, path, message, did_you_mean(target, choices))


def missing_media(reading: Reading) -> Iterator[Breach]:
    for one in reading.found:
        for path, wanted, name in one.media:
            if name not in reading.media:
                message = Message(_("There is no file {file}."), {"file": f"{DATA}/{MEDIA}/{name}"})
                choices = [other for other in reading.media if other.endswith(wanted.endings)]
                yield Breach("missing-media", one, path, message, did_you_mean(name, choices))


def circles(found: Sequence[Found]) -> Iterator[Breach]:
    ups: dict[Path, dict[str, str]] = {path: {} for path in _UPWARD}
    for one in found:
        for path, _reference, target in one.references:
            if path in ups:
                ups[path][one.record.id] = target
    for one in found:
        for path, up in ups.items():
            way = _way_up(one.record.id, up) if one.record.id in up else []
            if way and way[-1] == one.record.id:
                message = Message(_("{way} stand in a circle."), {"way": " → ".join([one.record.id, *way])})
                yield Breach("circle", one, path, message)


def _way_up(record_id: str, up: Mapping[str, str]) -> list[str]:
    """The ids above a record, up to the top, or up to the first that comes again."""
    way: list[str] = []
    above = up.get(record_id)
    while above and above not in way:
        way.append(above)
        above = up.get(above)
    return way


def unchecked(found: Iterable[Found], today: date) -> Iterator[Breach]:
    for one in found:
        record = one.record
        if not KINDS[record.kind].is_list and not record.is_checked:
            missing = _("The record has no sources.") if record.checked_on else _("The record has no checked_on.")
            yield Breach("unchecked", one, None, Message(missing))
        elif record.is_stale(today):
            message = Message(_("Last checked on {day}."), {"day": str(record.checked_on)})
            yield Breach("stale", one, ("checked_on",), message)


def far_points(found: Iterable[Found], by_id: ById) -> Iterator[Breach]:
    for one in found:
        area = by_id.get(one.record.area or "") if isinstance(one.record, Place) else None
        if isinstance(one.record, Place) and isinstance(area, Area):
            yield from _far_point(one, one.record, area)


def _far_point(one: Found, place: Place, area: Area) -> Iterator[Breach]:
    if not place.location or not area.location or not area.radius_km:
        return
    distance = distance_km(place.location, area.location)
    if distance > FARTHEST_RADII * area.radius_km:
        params = {"distance": f"{distance:.1f}", "area": area.id, "radius": f"{area.radius_km:.1f}"}
        message = Message(_("{distance} km from the middle of {area}, whose radius is {radius} km."), params)
        yield Breach("far-from-area", one, ("location",), message)


def held_at_gone_places(found: Iterable[Found], by_id: ById, today: date) -> Iterator[Breach]:
    gone = {record.id for record in by_id.values() if isinstance(record, Place) and record.is_gone}
    for one in found:
        record = one.record
        if gone.isdisjoint(one.named):
            continue
        if isinstance(record, Offer) and not (record.ends_on and record.ends_on < today):
            yield from _gone_places(one, [*_numbered(record.places), *_held(("sessions",), record.sessions)], by_id)
        elif isinstance(record, DigitalLibrary) and record.route:
            yield from _gone_places(one, _held(("route", "stops"), record.route.stops), by_id)
        elif isinstance(record, Event) and record.last_day >= today:
            yield from _gone_places(one, _numbered(record.places), by_id)


def _held(at: Path, sessions: Sequence[Session]) -> Iterator[tuple[Path, str | None]]:
    """The places of sessions, and those that single meetings are moved to."""
    for number, session in enumerate(sessions):
        yield (*at, number, "place"), session.place
        yield from (((*at, number, "changes", n, "place"), change.place) for n, change in enumerate(session.changes))


def _numbered(places: Iterable[str]) -> list[tuple[Path, str | None]]:
    return [(("places", number), place) for number, place in enumerate(places)]


def _gone_places(one: Found, named: Iterable[tuple[Path, str | None]], by_id: ById) -> Iterator[Breach]:
    for path, place_id in named:
        place = by_id.get(place_id) if place_id else None
        if isinstance(place, Place) and place.is_gone:
            message = Message(_("“{id}” no longer exists."), {"id": place_id})
            yield Breach("dissolved-place", one, path, message, _successor(place))


def _successor(place: Place) -> Message | None:
    """The place that took `place` in, where it is known."""
    into = place.lifecycle.into if place.lifecycle else None
    return Message(_("It was merged into “{into}”."), {"into": into}) if into else None


def same_titles(reading: Reading) -> Iterator[Breach]:
    """Two records of one kind at one place with the same words in their titles: most often one thing entered twice."""
    first: dict[tuple[str, ...], Found] = {}
    for one in reading.found:
        title = _words(one.record.title.said(reading.languages[0]).text)
        other = first.setdefault((one.record.kind, title, *_whereabouts(one.record)), one)
        if other.record.id != one.record.id:
            message = Message(_("{file} has the same title but for marks and capitals."), {"file": other.file})
            yield Breach("same-title", one, ("title",), message)


# A preview looks at the same titles after each edit.
@lru_cache(maxsize=1 << 16)
def _words(title: str) -> str:
    return " ".join(vietnamese.words(title))


def _whereabouts(record: Record) -> tuple[str, ...]:
    """What tells records of one title apart: where they are, who holds them, or when."""
    if isinstance(record, Area):
        return (record.parent or "", record.code or "")
    if isinstance(record, Offer):
        return (record.provider or "", *record.places)
    if isinstance(record, Event):
        return (str(record.starts_on), record.area or "", *record.places)
    if isinstance(record, Resource):
        return (record.library or "", *(file.url or file.path or "" for file in record.files))
    return (getattr(record, "area", None) or "",)


# What leads to a person


def private(found: Iterable[Found], by_id: ById, today: date) -> Iterator[Breach]:
    for one in found:
        if one.texts_with_numbers:
            yield from _private_texts(one)
        yield from _private_phones(one)
        if isinstance(one.record, Story):
            yield from _story(one, one.record, by_id, today)


def _private_texts(one: Found) -> Iterator[Breach]:
    """Account numbers, which are refused, and mobile numbers outside `contacts`."""
    for path, text in one.texts_with_numbers:
        for number in privacy.account_numbers(text):
            message = Message(_("“{number}” looks like the number of a bank account."), {"number": number})
            yield Breach("account-number", one, path, message)
        for number in privacy.mobile_numbers(text):
            message = Message(_("“{number}” is a mobile number."), {"number": number})
            yield Breach("private-phone", one, path, message, Message(_("Office numbers stand in contacts.")))


def _private_phones(one: Found) -> Iterator[Breach]:
    """Mobile numbers of which nobody says whose they are."""
    for path, contact in _contacts(one.record):
        for key in ("phone", "zalo"):
            written = getattr(contact, key)
            if written and not contact.role and privacy.is_mobile(written):
                message = Message(_("“{number}” is a mobile number, and nobody says whose."), {"number": written})
                hint = Message(_("Write role: the office or post that answers, not a person's name."))
                yield Breach("private-phone", one, (*path, key), message, hint)


def _contacts(record: Record) -> Iterator[tuple[Path, Contact]]:
    yield from ((("contacts", number), contact) for number, contact in enumerate(record.contacts))
    if isinstance(record, DigitalLibrary) and record.route and record.route.cancellation:
        yield ("route", "cancellation"), record.route.cancellation


def _story(one: Found, story: Story, by_id: ById, today: date) -> Iterator[Breach]:
    area = by_id.get(story.area) if story.area else None
    if story.subject_is_minor and isinstance(area, Area) and area.type.is_below_communes:
        message = Message(_("“{area}” leads to the child. Name the commune."), {"area": story.area})
        yield Breach("minor-identified", one, ("area",), message)
    yield from _unmarked_child(one, story)
    for key in ("image", "audio") if not story.may_be_pictured else ():
        if getattr(story, key):
            yield _not_shown(one, key, story.subject_is_minor)
    yield from _consent(one, story, today)


def _unmarked_child(one: Found, story: Story) -> Iterator[Breach]:
    """A story that seems to tell of a child, and does not say so: then nobody looks after what must not be told."""
    if story.subject_is_minor or story.subject is not StorySubject.PERSON:
        return
    for path, text in texts(story):
        for name in privacy.children(text) if path[0] != "sources" else ():
            message = Message(_("“{name}” may be a child."), {"name": name})
            hint = Message(_("If so, write subject_is_minor: true."))
            yield Breach("minor-unmarked", one, path, message, hint)
            return


def _not_shown(one: Found, key: str, is_minor: bool) -> Breach:
    if is_minor:
        message = Message(_("A child's picture or voice is never shown: it is left out."))
        return Breach("consent-scope", one, (key,), message, Message(_("Delete the key and the file.")))
    message = Message(_("Nobody agreed to picture or voice: it is left out."))
    return Breach("consent-scope", one, (key,), message, Message(_("Ask, and add photo to the scope of the consent.")))


def _consent(one: Found, story: Story, today: date) -> Iterator[Breach]:
    """Why a story that rests on consent is not shown."""
    consent = story.consent
    if consent is None or story.may_be_told(today):
        return
    if consent.given_on > today:
        why = _("The consent is given from {day} on: the story is not shown.")
        yield Breach("consent-scope", one, ("consent", "given_on"), Message(why, {"day": str(consent.given_on)}))
    elif consent.withdrawn_on and consent.withdrawn_on <= today:
        why = _("The consent was withdrawn on {day}: the story is not shown.")
        day = {"day": str(consent.withdrawn_on)}
        yield Breach("consent-withdrawn", one, ("consent", "withdrawn_on"), Message(why, day))
    elif consent.expires and consent.expires < today:
        why = _("The consent ended on {day}: the story is not shown.")
        yield Breach("consent-expired", one, ("consent", "expires"), Message(why, {"day": str(consent.expires)}))
    else:
        why = _("The consent does not reach the site: the story is not shown.")
        yield Breach("consent-scope", one, ("consent", "scope"), Message(why))
