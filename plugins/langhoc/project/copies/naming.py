"""What is meant by a name that was typed: an area, a topic, what a sheet is made of, by its id or as people say it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.doors.answers.names import named
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area, Event, Offer, Place, Record, Topic
from langhoc.project.outcome import QUIET, Steps, WrongOption
from langhoc.search.names import UNITS
from langhoc.search.words import Word, written_words

R = TypeVar("R", bound=Record)
Name = tuple[Word, ...]

# A sheet is of what one can go to. Others are printed where their id is typed, but never found by words; of the last
# nothing can be said on a noticeboard: they are words, figures and rules.
_OF_POSTERS = (Offer, Place, Event)
_WITHOUT_POSTER = {"topic", "audience", "indicator", "model"}

_SHOWN_AT_MOST = 8
_NEAR_AT_MOST = 4
_ALIKE = 0.7


def area_called(catalogue: Catalogue, name: str, steps: Steps = QUIET) -> Area:
    """The area of that id or code, or the one that is called so: with marks or without, with "xã", "phường" or
    without. Raises WrongOption, with those that fit or come near.
    """
    of_code = [one for one in catalogue.areas if one.code == name]
    fit = of_code or _by_id(catalogue.areas, name) or _so_called(catalogue.areas, _name(name))
    unknown = Message(
        _("No area is called “{name}”. `langhoc report --areas` lists them."),
        {"name": name},
    )
    return _the_one(catalogue, name, fit, lambda: _near(catalogue.areas, name), unknown, steps)


def topic_called(catalogue: Catalogue, name: str, steps: Steps = QUIET) -> Topic:
    """The topic of that id or name. Raises WrongOption."""
    fit = _by_id(catalogue.topics, name) or _so_called(catalogue.topics, _name(name))
    unknown = Message(_("No topic is called “{name}”."), {"name": name})
    return _the_one(catalogue, name, fit, lambda: _near(catalogue.topics, name), unknown, steps)


def subject_called(catalogue: Catalogue, name: str, steps: Steps = QUIET) -> Record:
    """Of what a sheet can be made: the record of that id; or the class, place or event of that title, or in whose
    names these words stand. Raises WrongOption.
    """
    of_id = _by_id(catalogue.by_id.values(), name)
    if of_id and of_id[0].kind in _WITHOUT_POSTER:
        params = {"record": said_in_full(catalogue, of_id[0])}
        raise WrongOption(message=Message(_("A poster is of a class, a place or an event, not of {record}."), params))
    records = [one for one in catalogue.by_id.values() if isinstance(one, _OF_POSTERS)]
    asked = _name(name)
    fit = of_id or _so_called(records, asked, _titles) or _with_words(records, asked)
    return _the_one(catalogue, name, fit, lambda: _near(records, name), _no_subject(catalogue, name), steps)


def _no_subject(catalogue: Catalogue, name: str) -> Message:
    """That nothing on a poster is called so; whoever means an area is told how to name it."""
    if _so_called(catalogue.areas, _name(name)):
        message = _('No class, place or event is called “{name}”, but an area is. Its week: --area "{name}".')
        return Message(message, {"name": name})
    return Message(_("No class, place or event that may be copied is called “{name}”."), {"name": name})


def _the_one(
    catalogue: Catalogue, name: str, fit: Sequence[R], near: Callable[[], Iterable[R]], unknown: Message, steps: Steps
) -> R:
    """The one that fits; what it is is told, where it was not named by its id."""
    if len(fit) == 1:
        if name != fit[0].id:
            params = {"name": name, "record": said_in_full(catalogue, fit[0])}
            steps.told(Message(_("“{name}” is {record}."), params))
        return fit[0]
    if fit:
        several = Message(_("“{name}” may be one of these. Name it by what stands in brackets:"), {"name": name})
        raise WrongOption(message=_with_lines(several, catalogue, catalogue.sorted(fit)))
    others = list(near())
    if others:
        raise WrongOption(message=_with_lines(Message("{unknown} {near}", _nearest(unknown)), catalogue, others))
    raise WrongOption(message=unknown)


def _nearest(unknown: Message) -> dict[str, object]:
    return {"unknown": unknown, "near": Message(_("Nearest to it:"))}


def _with_lines(said: Message, catalogue: Catalogue, records: Sequence[Record]) -> Message:
    lines = [said_in_full(catalogue, one) for one in records[:_SHOWN_AT_MOST]]
    if len(records) > _SHOWN_AT_MOST:
        lines.append("…")
    return Message("{said}{lines}", {"said": said, "lines": "".join(f"\n  {line}" for line in lines)})


def said_in_full(catalogue: Catalogue, record: Record) -> str:
    """As "Xã Mẫu [xa-mau], Tỉnh Mẫu": a record with its id, and where it is."""
    title, *around = [_title(catalogue, one) for one in (record, *_around(catalogue, record))]
    return ", ".join([f"{title} [{record.id}]", *around])


def _title(catalogue: Catalogue, record: Record) -> str:
    return " ".join(record.title.said(catalogue.language).text.split())


def _around(catalogue: Catalogue, record: Record) -> tuple[Record, ...]:
    if isinstance(record, Area):
        return catalogue.ancestors(record)
    places = catalogue.places_of(record)[:1] if isinstance(record, Offer) else ()
    area = next((place.area for place in places), getattr(record, "area", None))
    return (*places, *catalogue.with_ancestors(area)[:1])


# What names mean


def _by_id(records: Iterable[R], name: str) -> list[R]:
    """Of that id, which may stand in brackets behind a name."""
    id = name.rstrip("] ").rpartition("[")[2]
    return [one for one in records if one.id == id]


def _so_called(records: Iterable[R], asked: Name, names: Callable[[Record], Iterable[Name]] | None = None) -> list[R]:
    """Those of which a name is what was typed: marks and all, where it has any and there is such a one; else folded."""
    alike = [(one, name) for one in records for name in (names or _names)(one) if _bare(name) == _bare(asked)]
    exact = [one for one, name in alike if _marked(name) == _marked(asked) != _bare(asked)]
    return list({one.id: one for one in exact or [one for one, _name in alike]}.values())


def _with_words(records: Iterable[R], asked: Name) -> list[R]:
    """Those in a name of which these words stand."""
    return [one for one in records if asked and any(_holds(name, asked) for name in _names(one))]


def _holds(name: Name, asked: Name) -> bool:
    return f" {_bare(asked)} " in f" {_bare(name)} "


def _near(records: Sequence[R], name: str) -> Iterable[R]:
    """Those with these words in what they are or were called, or without what sort of unit they say it is; else those
    whose names look like it.
    """
    asked = _name(name)
    for words in filter(None, (asked, _without_sort(asked))):
        if found := [one for one in records if any(_holds(said, words) for said in _all_names(one))]:
            return found
    known = {_bare(said): one for one in records for said in _all_names(one)}
    alike = difflib.get_close_matches(_bare(asked), known, n=_NEAR_AT_MOST, cutoff=_ALIKE)
    return list(islice({known[said].id: known[said] for said in alike}.values(), _NEAR_AT_MOST))


def _name(text: str) -> Name:
    return tuple(written_words(vietnamese.clean(text).text))


def _bare(name: Name) -> str:
    return " ".join(word.folded for word in name)


def _marked(name: Name) -> str:
    return " ".join(word.marked or word.folded for word in name)


def _titles(record: Record) -> Iterator[Name]:
    yield from map(_name, record.title.texts())


def _names(record: Record) -> Iterator[Name]:
    """What a record is called in any language; an area also without what sort it is."""
    for name in map(_name, named(record).names):
        yield name
        if isinstance(record, Area) and (rest := _without_sort(name)):
            yield rest


def _without_sort(name: Name) -> Name:
    length = next((len(unit) for unit in UNITS if [word.folded for word in name[: len(unit)]] == unit), 0)
    return name[length:] if length else ()


def _all_names(record: Record) -> Iterator[Name]:
    yield from _names(record)
    yield from (_name(text) for unit in getattr(record, "former_units", ()) for text in unit.texts())
