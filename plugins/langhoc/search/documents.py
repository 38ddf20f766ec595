"""What can be found: a document for each page, in one language."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from langhoc.catalogue import Catalogue
from langhoc.model import Area, Audience, LearningCentre, LocalText, Offer, Record, Topic
from langhoc.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Document:
    """A page as search sees it.

    A result shows `title`, `place`, and those of `names` that were asked for; `title_language` is set when the
    title is not in the page's language. A reader finds it by the words of `titles`, `places`, `names` (former
    units, landmarks), `names_around` (those of the places that hold it) and `texts`, in whichever language they
    are written. `within` are the numbers of the documents that hold it.
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
    """A document for every record that has a page, in a fixed order. `path_of` gives a page by kind and id."""
    records: list[Record] = [*catalogue.areas, *catalogue.centres, *catalogue.offers, *catalogue.topics]
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

    def _around(self, record: Record) -> list[Area | LearningCentre]:
        """The places whose names lead to the record: a class by its centre's, a centre by its ward's."""
        if isinstance(record, LearningCentre):
            return [self.catalogue.area(record.area)]
        if isinstance(record, Offer):
            centres = self.catalogue.places(record)
            areas = {centre.area: self.catalogue.area(centre.area) for centre in centres}
            return [*centres, *areas.values()]
        return []

    def _places(self, record: Record, around: Sequence[Record]) -> Iterable[str]:
        above = self.catalogue.ancestors(record) if isinstance(record, Area) else ()
        for place in (*around, *above):
            yield from place.title.texts()
        for place in (record, *around):
            if isinstance(place, LearningCentre):
                yield from _texts_of(place.address)

    def _shown_place(self, record: Record) -> str:
        """As "Phường Bến Thành"; a class's centre stands before its ward."""
        if isinstance(record, Area):
            return ", ".join(self._said(area.title) for area in self.catalogue.ancestors(record))
        if isinstance(record, LearningCentre):
            return self._said(self.catalogue.area(record.area).title)
        centres = self.catalogue.places(record) if isinstance(record, Offer) else ()
        return "; ".join(f"{self._said(c.title)}, {self._said(self.catalogue.area(c.area).title)}" for c in centres)

    def _said(self, text: LocalText) -> str:
        return text.said(self.language).text

    def _texts(self, record: Record) -> Iterable[str]:
        yield from _texts_of(record.summary)
        yield from (_LINK.sub("] ", text) for text in _texts_of(record.description))
        yield from record.tags
        if isinstance(record, LearningCentre):
            yield self.phrases.label(record.type)
        elif isinstance(record, Offer):
            yield from self._offer_texts(record)
        elif isinstance(record, Topic):
            yield from _texts_of(*record.also)

    def _offer_texts(self, offer: Offer) -> Iterable[str]:
        yield self.phrases.label(offer.type)
        if offer.cost:
            yield self.phrases.cost(offer.cost)
        yield from (self.phrases.session(session) for session in offer.sessions)
        yield from _texts_of(offer.gain)
        words: list[Topic | Audience] = [*self.catalogue.topics_of(offer), *self.catalogue.audiences_of(offer)]
        for word in words:
            yield from _texts_of(word.title, *word.also)


_TAG = re.compile(r"<[^>]*>")
# The address of a Markdown link, and one that stands bare: nobody types them.
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+")
_PARTLY = " (một phần)"


def _names(record: Record) -> Iterable[str]:
    """What a place is called besides its title: other and former names, and what stands near it."""
    if isinstance(record, Area):
        for text in _texts_of(*record.aliases, *record.former_units, *record.near):
            yield text.removesuffix(_PARTLY)
    elif isinstance(record, LearningCentre):
        yield from _texts_of(*record.near)


def _texts_of(*texts: LocalText | None) -> Iterable[str]:
    for text in texts:
        if text is not None:
            yield from text.texts()
