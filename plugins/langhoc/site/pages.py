"""Catalogue -> pages: which there are, and the body of each. A body depends on records and the day only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from langhoc.catalogue import Catalogue, meetings
from langhoc.i18n import mark as _
from langhoc.model import Area, Change, LearningCentre, LocalText, Offer, Record, Topic
from langhoc.phrases import KIND_PLURALS, Phrases
from langhoc.site.prose import Prose
from langhoc.site.templates import environment
from langhoc.site.urls import Urls, link
from langhoc.site.views import View, current_changes

WEEK = timedelta(days=6)
# The kinds that have a page a record and a page that lists them, in the order of the menu.
PAGED = ("offer", "centre", "area", "topic")


@dataclass(frozen=True, slots=True)
class Page:
    """A page but for its frame. `title` and `description` are plain text, `body` is HTML.

    `section` is the menu item it belongs to. `paths` are its addresses by language.
    """

    path: str
    language: str
    section: str
    title: str
    description: str
    body: str
    paths: dict[str, str]


class Pages:
    """All pages of a catalogue in one language."""

    def __init__(
        self, catalogue: Catalogue, language: str, theme: Path, prose: Prose, today: date, home_text: str
    ) -> None:
        self.catalogue = catalogue
        self.phrases = Phrases(language)
        self.urls = _urls(catalogue, language)
        self._all_urls = tuple(_urls(catalogue, code) for code in catalogue.languages)
        self._env = environment(theme, self.phrases)
        self._prose = prose
        self._today = today
        self._home_text = home_text

    def all(self) -> Iterator[Page]:
        yield self.home()
        for kind in PAGED:
            yield self.listing(kind)
        yield from (self.area(area) for area in self.catalogue.areas)
        yield from (self.centre(centre) for centre in self.catalogue.centres)
        yield from (self.offer(offer) for offer in self.catalogue.offers)
        yield from (self.topic(topic) for topic in self.catalogue.topics)

    def home(self) -> Page:
        catalogue = self.catalogue
        view = self._view(self.urls.home)
        coming = meetings(catalogue, self._today, self._today + WEEK)
        days = groupby(coming, key=lambda meeting: meeting.occurrence.day)
        return self._page(
            "home",
            lambda urls: urls.home,
            view.plain(catalogue.settings.title),
            catalogue.settings.summary,
            view=view,
            intro=self._home_text,
            week=[(self.phrases.day(day), [view.meeting(m) for m in group]) for day, group in days],
            topics=[(view.href(topic), view.said(topic.title), self._count_offers(topic)) for topic in self._used_topics()],
            offers=[view.offer_card(offer) for offer in catalogue.offers[:6]],
            counts={kind: len(getattr(catalogue, f"{kind}s")) for kind in PAGED},
        )

    def _used_topics(self) -> list[Topic]:
        return [topic for topic in self.catalogue.topics if self.catalogue.offers_on(topic)]

    def _count_offers(self, topic: Topic) -> int:
        return len(self.catalogue.offers_on(topic))

    def listing(self, kind: str) -> Page:
        """The page of all records of a kind."""
        path = self.urls.listing(kind)
        view = self._view(path)
        title = self.phrases.say(KIND_PLURALS[kind])
        content = {"offer": self._offers, "centre": self._centres, "area": self._areas, "topic": self._topics}[kind]
        return self._page(f"list_{kind}", lambda urls: urls.listing(kind), title, None, view=view, **content(view))

    def _offers(self, view: View) -> dict[str, object]:
        return {"offers": [view.offer_card(offer) for offer in self.catalogue.offers]}

    def _centres(self, view: View) -> dict[str, object]:
        areas = [area for area in self.catalogue.areas if any(c.area == area.id for c in self.catalogue.centres_in(area))]
        groups = [
            (view.anchor(area), [view.centre_card(c) for c in self.catalogue.centres_in(area) if c.area == area.id])
            for area in areas
        ]
        return {"groups": groups}

    def _areas(self, view: View) -> dict[str, object]:
        return {"roots": [self._branch(view, root) for root in self.catalogue.roots]}

    def _branch(self, view: View, area: Area) -> dict[str, object]:
        """An area with those below it, for the tree of areas."""
        return {
            "anchor": view.anchor(area),
            "count": len(self.catalogue.centres_in(area)),
            "children": [self._branch(view, child) for child in self.catalogue.children(area)],
        }

    def _topics(self, view: View) -> dict[str, object]:
        rows = [(view.href(t), view.said(t.title), view.said(t.summary), self._count_offers(t)) for t in self.catalogue.topics]
        return {"topics": rows}

    def area(self, area: Area) -> Page:
        catalogue = self.catalogue
        view = self._view(self.urls.record(area))
        centres = catalogue.centres_in(area)
        call = catalogue.contacts_for(area)
        near = catalogue.nearest_filled(area)
        return self._record_page(
            "area",
            area,
            view,
            trail=view.trail(area)[:-1],
            kind=self.phrases.label(area.type),
            facts=view.facts(
                (_("Also called"), area.aliases),
                (_("Near"), area.near),
                (_("Before July 2025"), area.former_units),
                (_("How to get there"), area.crossing),
            ),
            children=[(view.anchor(child), len(catalogue.centres_in(child))) for child in catalogue.children(area)],
            centres=[view.centre_card(centre) for centre in centres],
            offers=[view.offer_card(offer) for offer in catalogue.offers_in(area)],
            nearest=[(view.anchor(other), self.phrases.number(round(km, 1)), len(catalogue.centres_in(other))) for other, km in near],
            surveyed_none=area.surveyed is not None and area.surveyed.finding == "none",
            call_whom=view.said(call[0].title) if call else "",
            contacts=view.contacts(call[1]) if call else (),
        )

    def centre(self, centre: LearningCentre) -> Page:
        catalogue = self.catalogue
        view = self._view(self.urls.record(centre))
        area = catalogue.area(centre.area)
        lifecycle = centre.lifecycle
        call = catalogue.contacts_for(area)
        return self._record_page(
            "centre",
            centre,
            view,
            trail=view.trail(area),
            kind=self.phrases.label(centre.type),
            state=self.phrases.label(lifecycle.state) if lifecycle and lifecycle.state != "active" else "",
            merged_into=view.anchor(catalogue.centre(lifecycle.into)) if lifecycle and lifecycle.into else "",
            hours=self.phrases.hours(centre.hours) if centre.hours else [],
            hours_basis=self.phrases.label(centre.hours.basis) if centre.hours else "",
            hours_note=view.said(centre.hours.note) if centre.hours else "",
            closures=[
                (self.phrases.short_day(c.first), self.phrases.short_day(c.last), view.said(c.reason))
                for c in centre.closures
                if c.last >= self._today
            ],
            facts=view.facts(
                (_("Address"), centre.address),
                (_("Near"), centre.near),
                (_("Getting there by boat"), area.crossing),
                (_("Parking"), centre.parking),
                (_("What is there"), [self.phrases.label(a) for a in centre.amenities]),
                (_("For people with disabilities"), [self.phrases.label(a) for a in centre.accessibility]),
                (_("Part of"), [view.anchor(catalogue.centre(centre.part_of))] if centre.part_of else None),
                (_("Other sites"), [view.anchor(part) for part in catalogue.parts_of(centre)]),
            ),
            map_link=view.map_link(centre.location) if centre.location else "",
            website=centre.url,
            contacts=view.contacts(centre.contacts),
            area_contacts=view.contacts(call[1]) if call and not centre.contacts else (),
            call_whom=view.said(call[0].title) if call else "",
            offers=[view.offer_card(offer) for offer in catalogue.offers_at(centre)],
        )

    def offer(self, offer: Offer) -> Page:
        catalogue = self.catalogue
        view = self._view(self.urls.record(offer))
        phrases = self.phrases
        cost, enrolment, certificate = offer.cost, offer.enrolment, offer.certificate
        places = catalogue.places(offer)
        contacts = offer.contacts or next((place.contacts for place in places if place.contacts), ())
        return self._record_page(
            "offer",
            offer,
            view,
            kind=phrases.label(offer.type),
            cost=phrases.cost(cost) if cost else "",
            is_free=cost is not None and cost.is_free,
            state=phrases.label(enrolment.state) if enrolment and enrolment.state else "",
            changes=[self._change(view, change) for change in current_changes(offer, self._today)],
            sessions=[
                (phrases.session(session), view.said(session.shift), view.said(session.room),
                 view.anchor(catalogue.centre(session.place)) if session.place else "",
                 [phrases.short_day(day) for day in session.exceptions if day >= self._today])
                for session in offer.sessions
            ],
            places=[(view.centre_card(place), view.said(catalogue.area(place.area).title)) for place in places],
            topics=[view.anchor(topic) for topic in catalogue.topics if topic.id in offer.topics],
            facts=view.facts(
                (_("For whom"), [view.said(a.title) for a in catalogue.audiences if a.id in offer.audiences]),
                (_("Level"), phrases.label(offer.level) if offer.level else None),
                (_("Age"), phrases.ages(offer.ages) if offer.ages else None),
                (_("Schooling needed"), offer.schooling_needed),
                (_("Begins"), phrases.day(offer.starts_on) if offer.starts_on else None),
                (_("Ends"), phrases.day(offer.ends_on) if offer.ends_on else None),
                (_("Put your name down"), self._enrolment_window(offer)),
                (_("Seats"), phrases.number(enrolment.seats) if enrolment and enrolment.seats else None),
                (_("Who pays less or nothing"), cost.exemptions if cost else None),
                (_("Exam fee"), phrases.money(cost.exam_fee) if cost and cost.exam_fee is not None else None),
                (_("About the fee"), cost.note if cost else None),
                (_("How"), phrases.label(offer.mode)),
                (_("Device and data"), offer.device),
                (_("What you gain"), offer.gain),
                (_("Certificate"), certificate.name if certificate else None),
                (_("Issued by"), certificate.issuer if certificate else None),
                (_("Bring"), offer.bring),
                (_("Papers"), offer.papers),
                (_("How to join"), offer.how_to_join),
                (_("Temporary residents"), _yes_no(phrases, offer.temporary_residents)),
                (_("Childcare"), _yes_no(phrases, offer.childcare)),
                (_("Organised by"), [view.anchor(catalogue.centre(offer.provider))] if offer.provider else None),
            ),
            website=offer.url,
            contacts=view.contacts(contacts),
        )  # fmt: skip

    def _enrolment_window(self, offer: Offer) -> str | None:
        if offer.enrolment is None:
            return None
        opens, closes = offer.enrolment.opens, offer.enrolment.closes
        if opens and closes:
            return self.phrases.say("{start} to {end}", start=self.phrases.short_day(opens), end=self.phrases.short_day(closes))
        if closes:
            return self.phrases.say("until {end}", end=self.phrases.short_day(closes))
        return self.phrases.say("from {start}", start=self.phrases.short_day(opens)) if opens else None

    def _change(self, view: View, change: Change) -> dict[str, object]:
        place = view.anchor(self.catalogue.centre(change.place)) if change.place else ""
        return {"state": change.state.value, "text": self.phrases.change(change), "note": view.said(change.note), "place": place}

    def topic(self, topic: Topic) -> Page:
        view = self._view(self.urls.record(topic))
        offers = [view.offer_card(offer) for offer in self.catalogue.offers_on(topic)]
        return self._record_page("topic", topic, view, offers=offers)

    # What all pages have in common

    def _view(self, path: str) -> View:
        return View(path, self.catalogue, self.urls, self.phrases, self._prose)

    def _record_page(self, template: str, record: Record, view: View, **content: object) -> Page:
        settings = self.catalogue.settings
        file = self.catalogue.files[record.id]
        return self._page(
            template,
            lambda urls: urls.record(record),
            view.plain(record.title),
            record.summary,
            view=view,
            section=record.kind,
            record=record,
            title=view.said(record.title),
            summary=view.said(record.summary),
            description=view.prose(record.description),
            alert=view.said(record.alert.text) if record.alert and record.alert.until >= self._today else "",
            checked=view.checked(record),
            sources=[view.source(source) for source in record.sources],
            edit=f"{settings.repository.rstrip('/')}/{file}" if settings.repository else "",
            corrections=view.contact(settings.corrections) if settings.corrections else None,
            listing=view.listing(record.kind),
            **content,
        )

    def _page(
        self,
        template: str,
        path_in: Callable[[Urls], str],
        name: str,
        about: LocalText | None,
        view: View,
        section: str = "",
        **content: object,
    ) -> Page:
        paths = {urls.language: path_in(urls) for urls in self._all_urls}
        content = {"title": name, **content}
        body = self._env.get_template(f"bodies/{template}.html").render(
            here=view, link=lambda to: link(view.path, to), urls=self.urls, **content
        )
        return Page(
            path=view.path,
            language=self.phrases.language,
            section=section or template.removeprefix("list_"),
            title=name,
            description=view.plain(about),
            body=body,
            paths=paths,
        )


def _urls(catalogue: Catalogue, language: str) -> Urls:
    return Urls(language, is_first=language == catalogue.language)


def _yes_no(phrases: Phrases, value: bool | None) -> str | None:
    if value is None:
        return None
    return phrases.say("Yes") if value else phrases.say("No")
