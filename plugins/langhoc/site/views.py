"""Records as a page shows them: every word chosen, every link made, so that templates only lay out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from langhoc import vietnamese
from langhoc.catalogue import Catalogue, Meeting
from langhoc.model import Area, Change, Contact, LearningCentre, Location, LocalText, Offer, Record, Source
from langhoc.phrases import Phrases
from langhoc.site.urls import Urls, link


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known: its name, and one or more values."""

    name: str
    values: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record in a list: what, where, when, free or not."""

    href: str
    title: Markup
    kind: str
    where: Markup
    when: str
    cost: str
    is_free: bool
    state: str
    alert: str


@dataclass(frozen=True, slots=True)
class CallCard:
    """Somebody to call: each number with its tel: address."""

    role: Markup
    phones: tuple[tuple[str, str], ...]
    zalo: tuple[str, str] | None
    email: str | None
    url: str | None
    hours: Markup


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting this week."""

    href: str
    title: Markup
    hours: str
    where: Markup
    note: str
    takes_place: bool


class View:
    """What one page, at `path`, shows of the catalogue in its language. Knows nothing of templates."""

    def __init__(self, path: str, catalogue: Catalogue, urls: Urls, phrases: Phrases, prose: Callable[[str], Markup]):
        self.path = path
        self.catalogue = catalogue
        self.urls = urls
        self.phrases = phrases
        self._prose = prose

    @property
    def language(self) -> str:
        return self.phrases.language

    # Texts

    def said(self, text: LocalText | None) -> Markup:
        """A text in the page's language, or marked with its own."""
        if text is None:
            return Markup()
        words, language = text.said(self.language)
        return escape(words) if language == self.language else Markup('<span lang="{}">{}</span>').format(language, words)

    def plain(self, text: LocalText | None) -> str:
        return text.said(self.language).text if text else ""

    def prose(self, text: LocalText | None) -> Markup:
        """A text in Markdown."""
        if text is None:
            return Markup()
        words, language = text.said(self.language)
        html = self._prose(words)
        return html if language == self.language else Markup('<div lang="{}">{}</div>').format(language, html)

    # Links

    def href(self, record: Record) -> str:
        return link(self.path, self.urls.record(record))

    def listing(self, kind: str) -> str:
        return link(self.path, self.urls.listing(kind))

    def anchor(self, record: Record) -> Markup:
        return Markup('<a href="{}">{}</a>').format(self.href(record), self.said(record.title))

    def source(self, source: Source) -> Markup:
        title, day = self.said(source.title), self.phrases.short_day(source.date)
        if source.url:
            return Markup('<a href="{}" rel="noopener">{}</a>, {}').format(source.url, title, day)
        return Markup("{} ({}), {}").format(title, self.said(source.place), day)

    def map_link(self, location: Location) -> str:
        """An address that opens in a phone's own map program, and in OpenStreetMap elsewhere."""
        point = f"{location.latitude:.5f}/{location.longitude:.5f}"
        return (
            f"https://www.openstreetmap.org/?mlat={location.latitude:.5f}&mlon={location.longitude:.5f}#map=17/{point}"
        )

    # Records in lists

    def offer_card(self, offer: Offer) -> Card:
        places = self.catalogue.places(offer)
        first = self.phrases.session(offer.sessions[0]) if offer.sessions else ""
        more = len(offer.sessions) - 1
        when = f"{first} {self.phrases.count('and {n} more', 'and {n} more', more)}" if more > 0 else first
        state = self.phrases.label(offer.enrolment.state) if offer.enrolment and offer.enrolment.state else ""
        return Card(
            href=self.href(offer),
            title=self.said(offer.title),
            kind=self.phrases.label(offer.type),
            where=Markup(", ").join(self._where(place) for place in places),
            when=when,
            cost=self.phrases.cost(offer.cost) if offer.cost else "",
            is_free=offer.cost is not None and offer.cost.is_free,
            state=state,
            alert=self.plain(offer.alert.text) if offer.alert else "",
        )

    def _where(self, centre: LearningCentre) -> Markup:
        area = self.catalogue.area(centre.area)
        return Markup("{}, {}").format(self.said(centre.title), self.said(area.title))

    def centre_card(self, centre: LearningCentre) -> Card:
        offers = self.catalogue.offers_at(centre)
        state = centre.lifecycle.state if centre.lifecycle else None
        return Card(
            href=self.href(centre),
            title=self.said(centre.title),
            kind=self.phrases.label(centre.type),
            where=self.said(centre.address) or self.said(self.catalogue.area(centre.area).title),
            when=self.phrases.count("{n} class", "{n} classes", len(offers)) if offers else "",
            cost="",
            is_free=False,
            state=self.phrases.label(state) if state and state != "active" else "",
            alert=self.plain(centre.alert.text) if centre.alert else "",
        )

    def meeting(self, meeting: Meeting) -> MeetingView:
        occurrence = meeting.occurrence
        note = ""
        if occurrence.closure:
            note = self.phrases.say("Closed: {reason}", reason=self.plain(occurrence.closure.reason))
        elif occurrence.change:
            note = self.phrases.label(occurrence.change.state)
        return MeetingView(
            href=self.href(meeting.offer),
            title=self.said(meeting.offer.title),
            hours=self.phrases.from_to(occurrence.starts, occurrence.ends),
            where=self._where(meeting.place) if meeting.place else Markup(),
            note=note,
            takes_place=occurrence.takes_place,
        )

    def contact(self, contact: Contact) -> CallCard:
        return CallCard(
            role=self.said(contact.role),
            phones=tuple(_dialled(number) for number in (contact.phone,) if number),
            zalo=_dialled(contact.zalo) if contact.zalo else None,
            email=contact.email,
            url=contact.url,
            hours=self.said(contact.calling_hours),
        )

    def contacts(self, contacts: Iterable[Contact]) -> tuple[CallCard, ...]:
        return tuple(self.contact(contact) for contact in contacts)

    def trail(self, area: Area) -> tuple[Markup, ...]:
        """Links to the areas that hold `area`, the largest first, and to the area itself."""
        return tuple(self.anchor(one) for one in reversed([area, *self.catalogue.ancestors(area)]))

    # What is known of a record, line by line

    def facts(self, *rows: tuple[str, object]) -> tuple[Fact, ...]:
        """The rows that say something: a text, a LocalText, or several of them."""
        found = ((name, self._values(value)) for name, value in rows)
        return tuple(Fact(self.phrases.say(name), values) for name, values in found if values)

    def _values(self, value: object) -> tuple[Markup, ...]:
        if value is None or value == "" or value == ():
            return ()
        if isinstance(value, LocalText):
            return (self.said(value),)
        if isinstance(value, (list, tuple)):
            return tuple(single for part in value for single in self._values(part))
        return (escape(value),)

    def checked(self, record: Record) -> str:
        """When somebody last looked, as a sentence; empty when nobody said so."""
        if record.checked_on is None or not record.sources:
            return ""
        return self.phrases.say("Checked on {day}", day=self.phrases.short_day(record.checked_on))


def _dialled(number: str) -> tuple[str, str]:
    phone = vietnamese.phone(number)
    return (phone.display, phone.uri) if phone else (number, "")


def current_changes(offer: Offer, today: date) -> list[Change]:
    """The changes by date that are still to come, in order of date."""
    changes = (change for session in offer.sessions for change in session.changes)
    coming = [change for change in changes if max(change.date, change.to_date or change.date) >= today]
    return sorted(coming, key=lambda change: change.date)
