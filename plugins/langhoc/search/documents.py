"""What can be found: a document for each page, in one language."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from langhoc.catalogue import Catalogue, Questions
from langhoc.model import (
    PARTLY,
    Area,
    Audience,
    DigitalLibrary,
    Event,
    EventState,
    Indicator,
    LearningModel,
    LocalText,
    Offer,
    Organisation,
    Place,
    Record,
    Resource,
    Story,
    Topic,
)
from langhoc.phrases import Phrases
from langhoc.search.facets import Facets, Value, held


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result says of its page, in the page's language.

    `title_language` is set when the title is in another. `until` is the last day on which it takes learners, or on
    which a story may be told; `ends` the last one on which it is held. Each may be "".
    """

    title: str
    title_language: str = ""
    place: str = ""
    when: str = ""
    cost: str = ""
    state: str = ""
    note: str = ""
    until: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A page as search sees it.

    A reader finds it by the words of `titles`, `places`, `names` (former units, landmarks) and `texts`; of these,
    those that tell at length are in the page's language, the others in whichever they are written. `areas` are the
    areas that hold it, `at` the places where it is held. `worth` is how useful it is among others, from 0 to 11.
    """

    id: str
    path: str
    kind: str
    shown: Shown
    titles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    facets: tuple[Value, ...] = ()
    worth: int = 0

    @property
    def topic(self) -> str:
        """The first of its topics."""
        return next((value for facet, value in self.facets if facet == "topic"), "")


def documents(
    catalogue: Catalogue,
    language: str,
    path_of: Callable[[str, str], str],
    today: date,
    but: Container[str] = (),
) -> Iterator[tuple[Document, Questions]]:
    """A document for every record `but` those with the ids, and what was asked of the catalogue for it; made as it is
    taken, for all together take much memory. `path_of` gives a page by kind and id.
    """
    phrases = Phrases(language)
    seen = _Seen(catalogue, language, phrases, Facets(catalogue, phrases, today), today)

    def document(record: Record) -> Document:
        return seen.document(catalogue.record(record.id), path_of(record.kind, record.id))

    records = (record for id, record in catalogue.by_id.items() if id not in but)
    return (catalogue.asked.during(partial(document, record)) for record in records)


def page_document(path: str, title: str, description: str, content: str) -> Document:
    """An editors' page; `content` is its HTML."""
    texts = (description, html.unescape(_TAG.sub(" ", content)))
    return Document(id=path, path=path, kind="page", shown=Shown(title), titles=(title,), texts=texts)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A catalogue as search sees it in one language, as of a day."""

    catalogue: Catalogue
    language: str
    phrases: Phrases
    facets: Facets
    today: date

    def document(self, record: Record, path: str) -> Document:
        around, is_over = self._around(record), record.is_over(self.today)
        return Document(
            id=record.id,
            path=path,
            kind=record.kind,
            shown=self._shown(record, is_over),
            titles=record.title.texts(),
            places=tuple(self._places(record, around)),
            names=tuple(_names(record)),
            texts=tuple(self._texts(record)),
            areas=tuple(dict.fromkeys(held.id for area in self._areas(around) for held in self._with_above(area))),
            at=tuple(one.id for one in (record, *around) if isinstance(one, Place)),
            facets=self.facets.of(record),
            worth=self._worth(record, is_over),
        )

    def _with_above(self, area: Area) -> tuple[Area, ...]:
        return (area, *self.catalogue.ancestors(area))

    def _areas(self, around: Sequence[Area | Place]) -> list[Area]:
        return [one for one in around if isinstance(one, Area)]

    def _around(self, record: Record) -> list[Area | Place]:
        """The places whose names lead to the record: a class by its centre's, a centre by its ward's."""
        if isinstance(record, (Offer, Event)):
            named = self._places_named(record)
            areas = {area.id: area for place in named if (area := self.catalogue.area_of(place))}
            own = [record.area] if isinstance(record, Event) and record.area else self._provider_area(record, named)
            return [*named, *({one: self.catalogue.area(one) for one in own} | areas).values()]
        if isinstance(record, Place):
            return [*self.catalogue.areas_of(record)]
        if isinstance(record, Indicator):
            return [self.catalogue.area(area) for area in dict.fromkeys(each.area for each in record.series) if area]
        within: str = held(record, "area", "")
        return [self.catalogue.area(within)] if within else []

    def _provider_area(self, record: Offer | Event, named: Sequence[Place]) -> list[str]:
        """A class that is held at no place is looked for where its provider is; one that is online, nowhere."""
        if not isinstance(record, Offer) or named or not record.provider or record.mode == "online":
            return []
        of_provider = held(self.catalogue.record(record.provider), "area", "")
        return [of_provider] if of_provider else []

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

    # What a result shows

    def _shown(self, record: Record, is_over: bool) -> Shown:
        title = record.title.said(self.language)
        return Shown(
            title=title.text,
            title_language="" if title.language == self.language else title.language,
            place=self._shown_place(record),
            when=self._when(record),
            cost=self._cost(record),
            state=self.phrases.enrolment(record, self.today) if isinstance(record, Offer) and not is_over else "",
            note=self._note(record, is_over),
            until=self._until(record),
            ends="" if is_over or isinstance(record, Story) else str(record.last_day or ""),
        )

    def _shown_place(self, record: Record) -> str:
        """As "Phường Bến Thành"; a class's centre stands before its ward."""
        if isinstance(record, Area):
            return ", ".join(self._said(area.title) for area in self.catalogue.ancestors(record))
        if isinstance(record, (Offer, Event)) and (places := self._places_named(record)):
            return "; ".join(map(self._place_in_area, places))
        area = held(record, "area", "")
        return self._said(self.catalogue.area(area).title) if area else ""

    def _place_in_area(self, place: Place) -> str:
        area = self.catalogue.area_of(place)
        return ", ".join([self._said(place.title), *([self._said(area.title)] if area else [])])

    def _when(self, record: Record) -> str:
        if isinstance(record, Event):
            return self.phrases.days(record.starts_on, record.last_day)
        if not isinstance(record, Offer):
            return ""
        # Of a class that is over all, so that one sees which it was.
        return self.phrases.sessions(record.current_sessions(self.today) or record.sessions)

    def _cost(self, record: Record) -> str:
        cost = record.cost if isinstance(record, (Offer, Event)) else None
        return self.phrases.cost(cost) if cost else ""

    def _note(self, record: Record, is_over: bool) -> str:
        """What would make the way there vain."""
        if isinstance(record, Place) and record.lifecycle:
            return self.phrases.lifecycle(record)
        if isinstance(record, Event) and record.state is not EventState.SCHEDULED and not is_over:
            return self.phrases.label(record.state)
        return self.phrases.say("This is over") if is_over else ""

    def _until(self, record: Record) -> str:
        """The last day on which one can enrol; of a story, that on which it may be told."""
        if isinstance(record, Story):
            return str(record.last_day or "")
        return str(record.last_day_to_enrol or "") if isinstance(record, Offer) else ""

    def _worth(self, record: Record, is_over: bool) -> int:
        """Where one can go and what one can join, with known times and looked at lately, comes before what tells."""
        worth = _WORTH.get(record.kind, 0)
        if is_over:
            return worth // 4
        known = not isinstance(record, Offer) or bool(record.sessions)
        fresh = record.is_checked and not record.is_stale(self.today)
        return worth + known + fresh

    def _said(self, text: LocalText) -> str:
        return text.said(self.language).text

    # By which words it is found

    def _texts(self, record: Record) -> Iterable[str]:
        if not isinstance(record, (Topic, Audience)):
            yield from _texts_of(*held(record, "also", ()), *held(record, "authors", ()))
        if isinstance(record, _NAMED_ONLY):
            return
        yield from (_LINK.sub("] ", self._said(text)) for text in (record.summary, record.description) if text)
        yield from record.tags
        if not isinstance(record, (Area, Topic, Audience)):
            yield self.phrases.sort(record)
        if isinstance(record, Offer) and record.gain:
            yield self._said(record.gain)
        if isinstance(record, (Offer, Event, Resource)):
            yield from self._words(record)

    def _words(self, record: Offer | Event | Resource) -> Iterable[str]:
        """Its topics and audiences, as people call them."""
        words: list[Topic | Audience] = [*self.catalogue.topics_of(record), *self.catalogue.audiences_of(record)]
        for word in words:
            yield from _texts_of(word.title, *word.also)


# How useful a page is to who asks for nothing in particular. Two more come with known times and a fresh look.
_WORTH = {
    "offer": 9, "topic": 8, "event": 7, "centre": 7, "library": 7, "classroom": 7, "area": 7, "programme": 6,
    "audience": 5, "resource": 4, "story": 3, "organisation": 3, "model": 3, "page": 2, "indicator": 1,
}  # fmt: skip

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
    elif isinstance(record, (Topic, Audience)):
        yield from _texts_of(*record.also)
    elif isinstance(record, Place):
        yield from _texts_of(*record.near)
        for stop in record.route.stops if isinstance(record, DigitalLibrary) and record.route else ():
            yield from _texts_of(stop.where)


def _texts_of(*texts: LocalText | None) -> Iterable[str]:
    for text in texts:
        if text is not None:
            yield from text.texts()
