"""What anybody can read of a copy without a script: what there is, where, when, for how much, and whom to call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.i18n import mark as _
from langhoc.model import Contact, Offer, Place
from langhoc.phrases import Phrases
from langhoc.search import Shown, documents
from langhoc.site.build import Plan
from langhoc.site.urls import Urls


@dataclass(frozen=True, slots=True)
class Row:
    """What of a record anybody needs: what it is, texts that say where, when and for how much, whom to call."""

    title: str
    texts: tuple[str, ...]
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class Phone:
    said: str
    uri: str


@dataclass(frozen=True, slots=True)
class Group:
    """What there is in an area."""

    name: str
    rows: tuple[Row, ...]


def essentials(plan: Plan, urls: Urls) -> Iterator[Group]:
    """Places and classes by the communes they are in, as browsers show them that can do nothing else."""
    catalogue, phrases = plan.catalogue, Phrases(urls.language)
    shown = {one.id: one.shown for one, _asked in documents(catalogue, urls.language, urls.record_id, plan.today)}
    told: set[str] = set()
    for area in catalogue.areas:
        here: list[Place | Offer] = [one for one in catalogue.places_in_use(area) if one.area == area.id]
        here += [offer for place in here if isinstance(place, Place) for offer in catalogue.offers_at(place)]
        here = [one for one in here if one.id not in told and not one.is_over(plan.today)]
        told |= {one.id for one in here}
        if here:
            yield Group(
                area.title.said(urls.language).text, tuple(_row(catalogue, one, shown[one.id], phrases) for one in here)
            )
    others = [one for one in catalogue.offers if one.id not in told and not one.is_over(plan.today)]
    if others:
        name = phrases.say(_("Elsewhere, or on the internet"))
        yield Group(name, tuple(_row(catalogue, one, shown[one.id], phrases) for one in others))


def _row(catalogue: Catalogue, record: Place | Offer, shown: Shown, phrases: Phrases) -> Row:
    place = next(iter(catalogue.places_of(record)), None) if isinstance(record, Offer) else None
    contacts = record.contacts or (place.contacts if place else ())
    sample = phrases.say(_("Example")) if record.sample and not catalogue.is_imaginary else ""
    texts = filter(None, (sample, shown.when, shown.cost, shown.place))
    return Row(shown.title, tuple(texts), tuple(_phones(contacts)))


def _phones(contacts: Iterable[Contact]) -> Iterator[Phone]:
    for contact in contacts:
        number = vietnamese.phone(contact.phone) if contact.phone else None
        if number:
            yield Phone(number.display, number.uri)
