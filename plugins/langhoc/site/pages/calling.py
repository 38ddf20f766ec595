"""Whom to call about a record: its own contacts, else those of the nearest that has some. And whom to write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from langhoc import vietnamese
from langhoc.model import Area, Event, Offer, Place, Programme, Record, Resource
from langhoc.site.views import CallCard, View


@dataclass(frozen=True, slots=True)
class WhomToCall:
    """Contacts, and whose they are where they are not the record's own. `others` can be called where these cannot."""

    of: Markup
    contacts: tuple[CallCard, ...]
    others: WhomToCall | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """Those who keep the catalogue, in a line, and where a message reaches them: an e-mail address, and a number that
    takes messages. Each may be empty.
    """

    line: Markup
    email: str
    phone: str


def receiver(view: View) -> Receiver:
    """Only a mobile phone takes messages."""
    contact = view.catalogue.settings.corrections
    number = vietnamese.phone(contact.phone) if contact and contact.phone else None
    phone = number.uri.removeprefix("tel:") if number and number.kind == "mobile" else ""
    return Receiver(view.contact_line(contact), (contact.email if contact else None) or "", phone)


def whom_to_call(view: View, record: Record) -> WhomToCall | None:
    """The contacts of the first that has any: the record, its place, its organiser, the commune it is held in.

    Where none of those has a number, there are others: who reads little does not write letters.
    """
    having = (one for one in _in_turn(view, record) if one.contacts)
    nearest = next(having, None)
    if nearest is None:
        return None
    found = _whom(view, record, nearest)
    others = None if _can_be_called(nearest) else next(filter(_can_be_called, having), None)
    return found if others is None else replace(found, others=_whom(view, record, others))


def _whom(view: View, record: Record, of: Record) -> WhomToCall:
    return WhomToCall(Markup() if of is record else view.said(of.title), view.contacts(of.contacts))


def _can_be_called(record: Record) -> bool:
    return any(contact.phone or contact.zalo for contact in record.contacts)


def _in_turn(view: View, record: Record) -> Iterator[Record]:
    yield record
    near = [view.catalogue.record(one) for one in dict.fromkeys(_near(record)) if one]
    yield from near
    for one in (record, *near):
        yield from _areas(view, one)
    # A class held nowhere in particular: whom the whole catalogue's area names.
    yield from view.catalogue.roots if isinstance(record, (Offer, Event, Place)) else ()


def _near(record: Record) -> Iterable[str | None]:
    """The ids of those who know most about the record."""
    if isinstance(record, Offer):
        return (*record.places, record.provider, record.programme)
    if isinstance(record, Event):
        return (*record.organisers, *record.places, record.campaign)
    if isinstance(record, Programme):
        return (*record.organisers, record.part_of)
    if isinstance(record, Place):
        return (record.operator,)
    return (record.library,) if isinstance(record, Resource) else (getattr(record, "parent", None),)


def _areas(view: View, record: Record) -> tuple[Area, ...]:
    if isinstance(record, Area):
        return view.catalogue.ancestors(record)
    return view.catalogue.with_ancestors(getattr(record, "area", None))
