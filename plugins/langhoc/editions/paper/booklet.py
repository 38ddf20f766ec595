"""A directory to be printed, folded and carried from house to house: what to learn, when, where, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

from markupsafe import Markup
from weasyprint.document import Document

from langhoc.catalogue import Catalogue
from langhoc.editions.paper.font import font_of, printable
from langhoc.editions.paper.index import Letter, index_of
from langhoc.editions.paper.nearby import nearby
from langhoc.editions.paper.printing import laid_out, numbered, printed
from langhoc.editions.paper.sheet import Sheet, lacking_in, only
from langhoc.editions.paper.theme import address_of, files_of, style_of
from langhoc.editions.paper.view import (
    Entry,
    PaperView,
    anchor_of,
    ask_anew,
    code_of,
    entry,
    in_brief,
    made_on,
    press_of,
    typed,
)
from langhoc.editions.paper.week import DayOfRows, by_weekday, is_online, others
from langhoc.i18n import mark as _
from langhoc.model import (
    Area,
    ConnectedClassroom,
    DigitalLibrary,
    Event,
    LearningCentre,
    Offer,
    Place,
    Programme,
    Record,
    Story,
)
from langhoc.phrases import Phrases
from langhoc.site.build import Plan
from langhoc.site.pages.area import former
from langhoc.site.pages.calling import receiver
from langhoc.site.pages.press import Press
from langhoc.site.views import View
from langhoc.workers import Progress, unseen

# Sheets are folded once: so many pages are on each.
_FOLDED = 4
_NOTES = _FOLDED - 1

# Lines to write on.
_LINES = 16


class Paper(StrEnum):
    """What it is printed on; A5 is folded from A4."""

    A5 = "a5"
    A4 = "a4"


_WISHES = {Paper.A5: 5, Paper.A4: 8}
_MISTAKES = {Paper.A5: 6, Paper.A4: 9}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a booklet tells of, each in Vietnamese order of title, events in order of their days. `nearest` are places
    of other communes, where its own has none.
    """

    places: tuple[LearningCentre | ConnectedClassroom, ...]
    offers: tuple[Offer, ...]
    libraries: tuple[DigitalLibrary, ...]
    events: tuple[Event, ...]
    programmes: tuple[Programme, ...]
    stories: tuple[Story, ...]
    nearest: tuple[Place, ...] = ()

    @property
    def all(self) -> tuple[Record, ...]:
        held = (*self.places, *self.nearest, *self.offers, *self.libraries)
        return (*held, *self.events, *self.programmes, *self.stories)


@dataclass(frozen=True, slots=True)
class Cover:
    """`name` is whose booklet it is, `catalogue` the name of the whole. `address` leads to the newest, if anywhere;
    `typed` is how one types it, `code` says what the QR code is.
    """

    name: str
    catalogue: str
    extent: str
    made_on: str
    ask_anew: str
    address: str
    typed: str
    code: str
    formerly: Markup
    copying: str
    is_imaginary: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A story that may be told in copies."""

    anchor: str
    title: Markup
    kind: str
    summary: Markup
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the booklet: its anchor, title and page; what it lists, or tells one by one."""

    anchor: str
    title: str
    entries: Sequence[Entry] = ()
    days: Sequence[DayOfRows] = ()
    stories: Sequence[Told] = ()
    letters: Sequence[Letter] = ()
    page: int = 0

    @property
    def is_filled(self) -> bool:
        return bool(self.entries or self.days or self.stories or self.letters)


def booklet(
    plan: Plan, area: Area | None, language: str, paper: Paper, best_before: date, progress: Progress = unseen
) -> Sheet:
    """Of what there is in the plan of a copy, or in an area of it. It is best before the day, or a story's last one.
    `progress` is told of pages, of which all are gone through several times.
    """
    press, font = press_of(plan, language), font_of(plan.assets.theme)
    chosen = chosen_of(plan.catalogue, area, plan.today)
    last = min([best_before, *(story.last_day for story in chosen.stories if story.last_day)])
    cover = _cover(plan, PaperView(press, {}), area, chosen, last)
    files = {**font.files, **files_of(plan, cover.address)}
    make = partial(_page, plan, press, last, paper, cover, chosen, area is None)
    anchors = [*map(anchor_of, chosen.all), *(part.anchor for part in _parts(PaperView(press, {}), chosen, False))]
    document = numbered(
        lambda pages, page: laid_out(printable(make(pages), font.signs), files, page), anchors, progress
    )
    if paper is Paper.A5:
        document = _folded(document)
    shown = only(plan.catalogue, chosen.all)
    unprinted = lacking_in(make({}), shown, plan.catalogue, font.signs)
    return Sheet(printed(document), len(document.pages), shown, last, unprinted)


def _page(
    plan: Plan,
    press: Press,
    best_before: date,
    paper: Paper,
    cover: Cover,
    chosen: Chosen,
    names_area: bool,
    pages: Mapping[str, int],
) -> str:
    """The document with the numbers of pages, by anchor."""
    view = PaperView(press, pages, best_before)
    return press.templates.get_template("paper/booklet.html").render(
        language=view.language,
        paper=paper.value,
        styles=[style_of(plan, name) for name in ("paper", "booklet", paper.value)],
        made=plan.today.isoformat(),
        cover=cover,
        parts=_parts(view, chosen, names_area),
        receiver=receiver(view).line if plan.catalogue.settings.corrections else "",
        notes=range(_NOTES if paper is Paper.A5 else 0),
        wishes=range(_WISHES[paper]),
        mistakes=range(_MISTAKES[paper]),
        lines=range(_LINES),
    )


def _folded(document: Document) -> Document:
    """Without those pages for notes that are too many: they stand before the last page."""
    surplus = len(document.pages) % _FOLDED
    return document.copy([*document.pages[: -1 - surplus], document.pages[-1]])


# What is in it


def chosen_of(catalogue: Catalogue, area: Area | None, today: date) -> Chosen:
    """Of an area, or of all: what one can still go to, in order."""
    found = [one for one in (_all(catalogue) if area is None else _of(catalogue, area)) if not one.is_over(today)]
    in_order = catalogue.sorted({one.id: one for one in found}.values())
    return Chosen(
        places=tuple(one for one in in_order if isinstance(one, (LearningCentre, ConnectedClassroom))),
        offers=tuple(one for one in in_order if isinstance(one, Offer)),
        libraries=tuple(one for one in in_order if isinstance(one, DigitalLibrary)),
        events=tuple(one for one in catalogue.events if one in found),
        programmes=tuple(one for one in in_order if isinstance(one, Programme)),
        stories=tuple(one for one in in_order if isinstance(one, Story)),
        nearest=tuple(one.place for one in nearby(catalogue, area)) if area else (),
    )


def _all(catalogue: Catalogue) -> Iterator[Record]:
    for model in (Place, Offer, Event, Programme, Story):
        yield from catalogue.all_of(model)


def _of(catalogue: Catalogue, area: Area) -> Iterator[Record]:
    """What is there, what its classes belong to, what is meant for all of the areas above it, and stories that are told
    from there; of what is online the classes, but no libraries: who has a booklet in hand has no network.
    """
    online = (one for one in catalogue.offers if is_online(catalogue, one))
    offers, places = [*catalogue.offers_in(area), *online], [*catalogue.places_in(area), *catalogue.halting_in(area)]
    yield from (*offers, *places, *catalogue.events_in(area))
    yield from (catalogue.record(offer.programme) for offer in offers if offer.programme)
    there = {area.id, *(one.id for one in _below(catalogue, area))}
    near = there.union(one.id for one in catalogue.ancestors(area))
    meant: tuple[Event | Programme, ...] = (*catalogue.events, *catalogue.all_of(Programme))
    yield from (one for one in meant if one.area in near)
    held = {one.id for one in (*offers, *places)}
    yield from (one for one in catalogue.stories if one.area in there or held & {*one.offers, *one.places})


def _below(catalogue: Catalogue, area: Area) -> Iterator[Area]:
    return (one for one in catalogue.areas if area in catalogue.with_all_above(one))


def _cover(plan: Plan, view: View, area: Area | None, chosen: Chosen, last: date) -> Cover:
    phrases = view.phrases
    title = view.plain(plan.catalogue.settings.title)
    address = address_of(plan, view.urls.record(area) if area else view.urls.home)
    return Cover(
        name=view.plain(area.title) if area else title,
        catalogue=title if area else "",
        extent=_extent(plan.catalogue, phrases, chosen),
        made_on=made_on(phrases, plan.today),
        ask_anew=ask_anew(phrases, last),
        address=address,
        typed=typed(address),
        code=code_of(phrases, address),
        formerly=view.joined(former(view, unit) for unit in area.former_units) if area else Markup(),
        copying=phrases.say(
            _("You may copy this booklet and hand it on. Licence: {licence}."), licence=plan.catalogue.settings.licence
        ),
        is_imaginary=plan.catalogue.is_imaginary,
    )


def _extent(catalogue: Catalogue, phrases: Phrases, chosen: Chosen) -> str:
    """As "7 nơi học, 15 lớp và 3 lớp trên mạng": those that are nowhere else stand apart, as they do inside."""
    online = sum(is_online(catalogue, one) for one in chosen.offers)
    held = len(chosen.offers) - online
    places = [*chosen.places, *(one for one in chosen.libraries if not one.is_online_only)]
    counted = [
        (len(places), phrases.counted("{n} place to learn", "{n} places to learn", len(places))),
        (held, phrases.counted("{n} class", "{n} classes", held)),
        (online, phrases.counted("{n} class on the internet", "{n} classes on the internet", online)),
    ]
    said = phrases.listed(words for n, words in counted if n)
    return said or phrases.say(_("No place to learn here is known yet."))


def _parts(view: PaperView, chosen: Chosen, names_area: bool) -> list[Part]:
    say = view.phrases.say

    def told(records: Iterable[Record]) -> list[Entry]:
        return [entry(view, record) for record in records]

    days = [*by_weekday(view, chosen.offers, names_area), *others(view, chosen.offers, names_area)]
    parts = [
        Part("week", say(_("What to learn, on which day")), days=days),
        Part("places", say(_("Places to learn")), told(chosen.places)),
        Part("nearest", say(_("Nearest places to learn")), told(chosen.nearest)),
        Part("classes", say(_("The classes, one by one")), told(chosen.offers)),
        Part("libraries", say(_("Libraries")), told(chosen.libraries)),
        Part("events", say(_("Coming events")), told(chosen.events)),
        Part(
            "programmes",
            say(_("Programmes and scholarships")),
            [in_brief(entry(view, one)) for one in chosen.programmes],
        ),
        Part("stories", say(_("Stories")), stories=[_told(view, one) for one in chosen.stories]),
        Part("index", say(_("Find it by its name")), letters=index_of(_terms(view, chosen), view.pages)),
    ]
    return [replace(part, page=view.pages.get(part.anchor, 0)) for part in parts if part.is_filled]


def _told(view: View, story: Story) -> Told:
    is_sample = story.sample and not view.catalogue.is_imaginary
    kind = view.phrases.sort(story)
    return Told(anchor_of(story), view.said(story.title), kind, view.said(story.summary), is_sample)


def _terms(view: View, chosen: Chosen) -> dict[str, list[str]]:
    """Every title, and every topic of a class, with what it leads to."""
    terms: dict[str, list[str]] = {}
    for record in chosen.all:
        terms.setdefault(view.plain(record.title), []).append(anchor_of(record))
    for offer in chosen.offers:
        for topic in view.catalogue.topics_of(offer):
            terms.setdefault(view.plain(topic.title), []).append(anchor_of(offer))
    return terms
