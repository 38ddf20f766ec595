"""What can be found: a document for each record, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from langhoc.catalogue import Catalogue
from langhoc.model import Area, LearningCentre, LocalText, Offer, Record
from langhoc.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Document:
    """A page as search sees it: its path, what its result says (title, kind, place), and the text to look in."""

    path: str
    title: str
    kind: str
    place: str
    text: str


def documents(catalogue: Catalogue, language: str, path_of: Callable[[str, str], str]) -> list[Document]:
    """A document for every record that has a page, in a fixed order. `path_of` gives a page by kind and id."""
    phrases = Phrases(language)
    records: list[Record] = [*catalogue.offers, *catalogue.centres, *catalogue.topics, *catalogue.areas]
    return [
        Document(
            path=path_of(record.kind, record.id),
            title=record.title.said(language).text,
            kind=record.kind,
            place=_place(catalogue, record, language),
            text=" ".join(_texts(catalogue, record, phrases)),
        )
        for record in records
    ]


def _place(catalogue: Catalogue, record: Record, language: str) -> str:
    areas: list[Area] = []
    if isinstance(record, LearningCentre):
        areas = [catalogue.area(record.area)]
    elif isinstance(record, Offer):
        areas = [catalogue.area(place.area) for place in catalogue.places(record)]
    elif isinstance(record, Area):
        areas = list(catalogue.ancestors(record))
    return ", ".join(dict.fromkeys(area.title.said(language).text for area in areas))


def _texts(catalogue: Catalogue, record: Record, phrases: Phrases) -> Iterable[str]:
    """Everything a reader might type for the record, in whichever language it is written."""
    for text in (record.title, record.summary, record.description):
        yield from text.texts() if text else ()
    yield from record.tags
    if isinstance(record, Area):
        yield from _area_texts(record)
    elif isinstance(record, LearningCentre):
        yield phrases.label(record.type)
        yield from _texts_of(record.address, *record.near)
        yield from _area_texts(catalogue.area(record.area))
    elif isinstance(record, Offer):
        yield from _offer_texts(catalogue, record, phrases)
    yield from _texts_of(*getattr(record, "also", ()))


def _area_texts(area: Area) -> Iterable[str]:
    return _texts_of(area.title, *area.aliases, *area.former_units, *area.near)


def _offer_texts(catalogue: Catalogue, offer: Offer, phrases: Phrases) -> Iterable[str]:
    yield phrases.label(offer.type)
    if offer.cost:
        yield phrases.cost(offer.cost)
    yield from (phrases.session(session) for session in offer.sessions)
    yield from _texts_of(offer.gain)
    for place in catalogue.places(offer):
        yield from _texts_of(place.title, place.address, *place.near)
        yield from _area_texts(catalogue.area(place.area))
    for topic in catalogue.topics:
        if topic.id in offer.topics:
            yield from _texts_of(topic.title, *topic.also)
    for audience in catalogue.audiences:
        if audience.id in offer.audiences:
            yield from _texts_of(audience.title, *audience.also)


def _texts_of(*texts: LocalText | None) -> Iterable[str]:
    for text in texts:
        if text is not None:
            yield from text.texts()
