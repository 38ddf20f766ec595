"""What can be found: a document for each page, in one language."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from langhoc.catalogue import Catalogue
from langhoc.model import (
    KINDS,
    PARTLY,
    Area,
    Audience,
    DigitalLibrary,
    Event,
    Indicator,
    LearningModel,
    LocalText,
    Offer,
    Organisation,
    Place,
    Record,
    Resource,
    Topic,
)
from langhoc.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Document:
    """A page as search sees it.

    A result shows `title`, `place`, and those of `names` that were asked for; `title_language` is set when the
    title is not in the page's language. A reader finds it by the words of `titles`, `places`, `names` (former
    units, landmarks) and `names_around` (those of the places that hold it), in whichever language they are
    written; of `texts`, those that tell at length are in the page's language. `within` are the numbers of the
    documents that hold it.
    """

    path: str
    kind: str
    title: str
    title_language: str = ""
    place: str = ""
    titles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    names_around: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    within: tuple[int, ...] = ()


def documents(catalogue: Catalogue, language: str, path_of: Callable[[str, str], str]) -> list[Document]:
    """A document for every record, in a fixed order. `path_of` gives a page by kind and id."""
    records = [record for kind in KINDS.values() for record in catalogue.all_of(kind.model)]
    numbers = {record.id: number for number, record in enumerate(records)}
    seen = _Seen(catalogue, language, Phrases(language))
    return [seen.document(record, path_of(record.kind, record.id), numbers) for record in records]


def page_document(path: str, title: str, description: str, content: str) -> Document:
    """An editors' page; `content` is its HTML."""
    texts = (description, html.unescape(_TAG.sub(" ", content)))
    return Document(path=path, kind="page", title=title, titles=(title,), texts=texts)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A catalogue as search sees it in one language."""

    catalogue: Catalogue
    language: str
    phrases: Phrases

    def document(self, record: Record, path: str, numbers: dict[str, int]) -> Document:
        title = record.title.said(self.language)
        around = self._around(record)
        return Document(
            path=path,
            kind=record.kind,
            title=title.text,
            title_language="" if title.language == self.language else title.language,
            place=self._shown_place(record),
            titles=record.title.texts(),
            places=tuple(self._places(record, around)),
            names=tuple(_names(record)),
            names_around=tuple(name for one in around for name in _names(one)),
            texts=tuple(self._texts(record)),
            within=tuple(numbers[one.id] for one in around if not isinstance(record, Area)),
        )

    def _around(self, record: Record) -> list[Area | Place]:
        """The places whose names lead to the record: a class by its centre's, a centre by its ward's."""
        if isinstance(record, (Offer, Event)):
            named = self._places_named(record)
            areas = {area.id: area for place in named if (area := self.catalogue.area_of(place))}
            own = [record.area] if isinstance(record, Event) and record.area else []
            return [*named, *({one: self.catalogue.area(one) for one in own} | areas).values()]
        area = getattr(record, "area", None)
        return [self.catalogue.area(area)] if area else []

    def _places_named(self, record: Offer | Event) -> Sequence[Place]:
        if isinstance(record, Offer):
            return self.catalogue.places_of(record)
        return [self.catalogue.place(place) for place in record.places]

    def _places(self, record: Record, around: Sequence[Record]) -> Iterable[str]:
        above = self.catalogue.ancestors(record) if isinstance(record, Area) else ()
        for place in (*around, *above):
            yield from place.title.texts()
        for place in (record, *around):
            if isinstance(place, Place):
                yield from _texts_of(place.address)

    def _shown_place(self, record: Record) -> str:
        """As "Phường Bến Thành"; a class's centre stands before its ward."""
        if isinstance(record, Area):
            return ", ".join(self._said(area.title) for area in self.catalogue.ancestors(record))
        if isinstance(record, (Offer, Event)) and (places := self._places_named(record)):
            return "; ".join(map(self._place_in_area, places))
        area = getattr(record, "area", None)
        return self._said(self.catalogue.area(area).title) if area else ""

    def _place_in_area(self, place: Place) -> str:
        area = self.catalogue.area_of(place)
        return ", ".join([self._said(place.title), *([self._said(area.title)] if area else [])])

    def _said(self, text: LocalText) -> str:
        return text.said(self.language).text

    def _texts(self, record: Record) -> Iterable[str]:
        yield from _texts_of(*getattr(record, "also", ()), *getattr(record, "authors", ()))
        if isinstance(record, _NAMED_ONLY):
            return
        yield from (_LINK.sub("] ", self._said(text)) for text in (record.summary, record.description) if text)
        yield from record.tags
        if not isinstance(record, (Area, Topic, Audience)):
            yield self.phrases.sort(record)
        if isinstance(record, Offer):
            yield from self._offer_texts(record)
        elif isinstance(record, (Event, Resource)):
            yield from self._words(record)

    def _offer_texts(self, offer: Offer) -> Iterable[str]:
        if offer.cost:
            yield self.phrases.cost(offer.cost)
        yield from (self.phrases.session(session) for session in offer.sessions)
        yield self._said(offer.gain) if offer.gain else ""
        yield from self._words(offer)

    def _words(self, record: Offer | Event | Resource) -> Iterable[str]:
        """Its topics and audiences, as people call them."""
        words: list[Topic | Audience] = [*self.catalogue.topics_of(record), *self.catalogue.audiences_of(record)]
        for word in words:
            yield from _texts_of(word.title, *word.also)


# Who looks for a body, a model or a figure looks for its name; their texts would make everybody's index larger.
_NAMED_ONLY = (Organisation, LearningModel, Indicator)
_TAG = re.compile(r"<[^>]*>")
# The address of a Markdown link, and one that stands bare: nobody types them.
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+")


def _names(record: Record) -> Iterable[str]:
    """What a place is called besides its title: other and former names, and what stands near it."""
    if isinstance(record, Area):
        for text in _texts_of(*record.aliases, *record.former_units, *record.near):
            yield text.removesuffix(PARTLY)
    elif isinstance(record, Place):
        yield from _texts_of(*record.near)
        for stop in record.route.stops if isinstance(record, DigitalLibrary) and record.route else ():
            yield from _texts_of(stop.where)


def _texts_of(*texts: LocalText | None) -> Iterable[str]:
    for text in texts:
        if text is not None:
            yield from text.texts()
