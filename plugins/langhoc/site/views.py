"""What a page shows of any record: every word chosen, every link made, so that templates only lay out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

from markupsafe import Markup, escape

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.doors.browser_form.place import form_place
from langhoc.i18n import mark as _
from langhoc.model import (
    MEDIA,
    Area,
    Contact,
    DigitalLibrary,
    Event,
    LocalText,
    Location,
    Offer,
    Picture,
    Place,
    Record,
    Recording,
    Source,
)
from langhoc.phrases import Phrases
from langhoc.site.markup import joined, safe, shown, written
from langhoc.site.prose import Prose
from langhoc.site.urls import Urls, depth, link

Made = TypeVar("Made")

_NOTHING = Markup()

# Of what several pages show alike so much is kept: some thirty megabytes, and enough for five thousand records.
_MOST_KEPT = 20_000
# Of what is kept for a page's counterparts in other languages.
_LAST = 256


class Fact(NamedTuple):
    """A line of what is known: its name, and one or more values. `icon` names one of the theme's."""

    name: str
    values: tuple[Markup, ...]
    icon: str = ""


class Note(NamedTuple):
    """What matters before anything else is read. `state` is cancelled, moved or full, where it is of a day. It stands
    there until a day, or only after one, as 2026-11-21: a page may be read long after it was made.
    """

    text: Markup
    state: str = "alert"
    until: str = ""
    after: str = ""


class Tag(NamedTuple):
    """What is to be seen at once, in a word or two; `until` a day, as a Note."""

    text: str
    until: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CallCard:
    """Somebody to call: each number with its address. Made once for all who name the same."""

    role: Markup
    phone: tuple[str, str] | None
    zalo: tuple[str, str] | None
    email: str | None
    url: str | None
    hours: Markup


@dataclass(frozen=True, slots=True)
class Trust:
    """When somebody last looked, as a sentence. `state` is checked, stale or unchecked."""

    text: str
    state: str


class Shown(NamedTuple):
    """A picture: its address, its measures in pixels, what is to be seen (plain) in which language, whose it is."""

    address: str
    width: int
    height: int
    alt: str
    language: str
    credit: Markup


class Heard(NamedTuple):
    """A recording: its address, its size in words, whose it is, and the code of its language."""

    address: str
    size: str
    credit: Markup
    language: str


class View:
    """What one page, at `path`, shows of the catalogue in its language on a day. Knows nothing of templates."""

    def __init__(
        self,
        path: str,
        catalogue: Catalogue,
        urls: Urls,
        phrases: Phrases,
        *,
        prose: Prose,
        today: date,
        take_part: str,
        kept: dict[Hashable, Any],
        of_all: dict[Hashable, Any],
    ):
        self.path = path
        self.catalogue = catalogue
        self.urls = urls
        self.phrases = phrases
        self.language = phrases.language
        self.today = today
        self._take_part = take_part
        self._prose = prose
        self._kept, self._of_all = kept, of_all
        self._depth = depth(path)

    def ever(self, what: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes, made once for all pages: no link is in it."""
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        return self._from(self._kept, what, make)

    def in_any_language(self, what: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes, made once for a page and its counterparts in other languages: no word is in it."""
        if len(self._of_all) > _LAST:
            self._of_all.clear()
        return self._from(self._of_all, what, make)

    def _from(self, all_kept: dict[Hashable, Any], what: Hashable, make: Callable[[], Made]) -> Made:
        kept = all_kept.get(what)
        if kept is None:
            kept = all_kept[what] = self.catalogue.asked.during(make)
        made: Made = kept[0]
        self.catalogue.asked.again(kept[1])
        return made

    def once(self, what: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes, made once for all pages that lie equally deep: their links are the same."""
        return self.ever((self._depth, what), make)

    # Texts

    def said(self, text: LocalText | None) -> Markup:
        """A text in the page's language, or marked with its own."""
        if text is None:
            return _NOTHING
        words, language = text.said(self.language)
        return shown(words) if language == self.language else _in(language, "span", written(words))

    def plain(self, text: LocalText | None) -> str:
        return text.said(self.language).text if text else ""

    def prose(self, text: LocalText | None) -> Markup:
        """A text in Markdown."""
        if text is None:
            return _NOTHING
        words, language = text.said(self.language)
        html = self._prose[words]
        return html if language == self.language else _in(language, "div", html)

    def joined(self, parts: Iterable[str | Markup], by: str = ", ") -> Markup:
        """The parts that say something, side by side; `by` is HTML."""
        return joined(parts, by)

    def strong(self, text: str | Markup) -> Markup:
        return safe(f"<b>{written(text)}</b>")

    def in_one_line(self, parts: Iterable[str]) -> str:
        """What is known, as one line for a search engine: "Lớp học. Quận nào. Miễn phí."."""
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)

    # Links

    def href(self, record: Record) -> str:
        return link(self.path, self.urls.record(record))

    def to(self, path: str) -> str:
        """The address of a page that is no record's."""
        return link(self.path, path)

    def listing(self, kind: str) -> str:
        return link(self.path, self.urls.listing(kind))

    def anchor(self, record: Record) -> Markup:
        return safe(f'<a href="{self.href(record)}">{self.said(record.title)}</a>')

    def list_anchor(self, kind: str) -> Markup:
        """A link to the list of all records of a kind."""
        return self.once(("list", kind), partial(self._list_anchor, kind))

    def _list_anchor(self, kind: str) -> Markup:
        return safe(f'<a href="{self.listing(kind)}">{escape(self.phrases.plural(kind))}</a>')

    def source(self, source: Source) -> Markup:
        title, day = self.said(source.title), written(self._source_day(source))
        named = f'<a href="{written(source.url)}">{title}</a>' if source.url else title
        place = f" ({self.said(source.place)})" if source.place else ""
        return safe(f"{named}{place}, {day}")

    def _source_day(self, source: Source) -> str:
        if source.date:
            return self.phrases.short_day(source.date)
        return self.phrases.say("read on {day}", day=self.phrases.short_day(source.seen_on)) if source.seen_on else ""

    def named(self, record_id: str | None) -> Markup:
        """A link to the record with that id."""
        return self.anchor(self.catalogue.record(record_id)) if record_id else _NOTHING

    def file(self, name: str) -> str:
        """The address of a file of data/media/."""
        return self.to(self.catalogue.media[name].beside or f"{MEDIA}/{name}")

    def map_link(self, location: Location) -> str:
        """An address that opens in a phone's own map program, and in OpenStreetMap elsewhere."""
        latitude, longitude = f"{location.latitude:.5f}", f"{location.longitude:.5f}"
        return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"

    def trail(self, area: Area) -> tuple[Markup, ...]:
        """Links to the areas that hold `area`, the largest first, and to the area itself."""
        return tuple(self.anchor(one) for one in reversed([area, *self.catalogue.ancestors(area)]))

    # Pictures and recordings

    def picture(self, picture: Picture | None) -> Shown | None:
        if picture is None:
            return None
        medium = self.catalogue.media[picture.file]
        alt, language = picture.alt.said(self.language)
        other = "" if language == self.language else language
        return Shown(self.file(picture.file), medium.width, medium.height, alt, other, self.said(picture.credit))

    def recording(self, recording: Recording | None) -> Heard | None:
        """The record read aloud; in another language than the page's it says in which."""
        if recording is None:
            return None
        size = self.phrases.size(self.catalogue.media[recording.file].bytes)
        language = recording.language or self.catalogue.language
        if language != self.language:
            size = f"{self.phrases.language_name(language)}, {size}"
        return Heard(self.file(recording.file), size, self.said(recording.credit), language)

    # People to call

    def contact(self, contact: Contact) -> CallCard:
        zalo = _dialled(contact.zalo) if contact.zalo else None
        return CallCard(
            role=self.said(contact.role),
            phone=_dialled(contact.phone) if contact.phone else None,
            zalo=(zalo[0], f"https://zalo.me/{_digits(zalo[0])}") if zalo else None,
            email=contact.email,
            url=contact.url,
            hours=self.said(contact.calling_hours),
        )

    def contact_line(self, contact: Contact | None) -> Markup:
        """Somebody to call, in a line."""
        if contact is None:
            return _NOTHING
        card = self.contact(contact)
        phone = Markup('<a href="{1}">{0}</a>').format(*card.phone) if card.phone else ""
        zalo = Markup('<a href="{1}">Zalo {0}</a>').format(*card.zalo) if card.zalo else ""
        mail = Markup('<a href="mailto:{0}">{0}</a>').format(card.email) if card.email else ""
        page = Markup('<a href="{}">{}</a>').format(card.url, self.phrases.say("Website")) if card.url else ""
        return self.joined([card.role, phone, zalo, mail, page, card.hours])

    def contacts(self, contacts: Iterable[Contact]) -> tuple[CallCard, ...]:
        return tuple(self.once(_key(contact), partial(self.contact, contact)) for contact in contacts)

    def mending(self, record: Record) -> str:
        """Where to tell of a mistake: those who keep the catalogue, else the page that says how to take part."""
        corrections = self.catalogue.settings.corrections
        if corrections is None:
            return self.to(self._take_part) if self._take_part else ""
        if corrections.email:
            subject = quote(f"{self.phrases.say('Report a mistake')}: {self.plain(record.title)} ({record.id})")
            return f"mailto:{corrections.email}?subject={subject}"
        card = self.contact(corrections)
        number = card.zalo or card.phone
        return card.url or (number[1] if number else "")

    def _editing(self, record: Record) -> str:
        """Where the record is edited: in the form, else where its file is seen; empty when nobody said."""
        settings, file = self.catalogue.settings, self.catalogue.file_of(record)
        if settings.editing:
            return self.to(self.urls.form) + form_place(record.kind, file)
        return f"{settings.repository.rstrip('/')}/{file}" if settings.repository else ""

    # What is known of a record, line by line

    def facts(self, *rows: tuple[str, object]) -> tuple[Fact, ...]:
        """The rows that say something: a text, a LocalText, or several of them."""
        say = self.phrases.say_plain
        return tuple([Fact(say(name), said) for name, value in rows if value and (said := self.values(value))])

    def fact(self, name: str, value: object, icon: str = "") -> Fact:
        return Fact(self.phrases.say_plain(name), self.values(value), icon)

    def values(self, value: object) -> tuple[Markup, ...]:
        """A text, a LocalText, or several of them, as HTML; nothing for what says nothing."""
        if not value:
            return ()
        several = value if isinstance(value, (list, tuple)) else (value,)
        return tuple([self.said(one) if isinstance(one, LocalText) else shown(one) for one in several if one])

    def common(self, record: Record) -> dict[str, object]:
        """What the page of every kind of record shows."""
        return {
            "id": record.id,
            "name": self.said(record.title),
            "summary": self.said(record.summary),
            "description": self.prose(record.description),
            "picture": self.picture(record.image),
            "recording": self.recording(record.audio),
            "alert": self.alert(record),
            "doubt": self.said(record.doubt),
            "responsible": self.joined(self.anchor(self.catalogue.record(one)) for one in record.responsible),
            "is_sample": record.sample,
            "sources": [self.source(source) for source in record.sources],
            "mending": self.mending(record),
            "edit": self._editing(record),
        }

    def alert(self, record: Record) -> Note | None:
        """The record's notice, up to the day it ends."""
        if record.alert is None or record.alert.until < self.today:
            return None
        return Note(self.said(record.alert.text), until=str(record.alert.until))

    def trust(self, record: Record) -> Trust:
        """When somebody last looked at the record; what is unknown or old says so."""
        say, state = self.phrases.say, self.trusted(record)
        if record.checked_on is None or state == "unchecked":
            return Trust(say(self._unchecked(record)), "unchecked")
        day, body = self.phrases.short_day(record.checked_on), self.plain(record.checked_by)
        text = say("Checked on {day} by {body}.", day=day, body=body) if body else say("Checked on {day}.", day=day)
        return Trust(text if state == "checked" else f"{text} {say(self._old(record))}", state)

    def trusted(self, record: Record) -> str:
        """As the state of `trust`."""
        if record.checked_on is None or not record.is_checked:
            return "unchecked"
        return "stale" if record.is_stale(self.today) else "checked"

    def _unchecked(self, record: Record) -> str:
        if self._is_visited(record):
            return _("Nobody has checked this yet. Call before you go.")
        return _("Nobody has checked this yet.")

    def _old(self, record: Record) -> str:
        return _("This is old: call before you go.") if self._is_visited(record) else _("This is old.")

    def _is_visited(self, record: Record) -> bool:
        """Whether it is somewhere to go, or something to go for."""
        is_online = isinstance(record, DigitalLibrary) and record.is_online_only
        return isinstance(record, (Place, Offer, Event)) and not is_online


def _in(language: str, tag: str, html: str) -> Markup:
    return safe(f'<{tag} lang="{language}">{html}</{tag}>')


def _key(contact: Contact) -> Hashable:
    """What two contacts have in common that are the same: a model takes far longer to compare."""
    texts = (contact.phone, contact.zalo, contact.email, contact.url)
    return "contact", *texts, contact.role, contact.calling_hours


def _dialled(number: str) -> tuple[str, str]:
    phone = vietnamese.phone(number)
    return (phone.display, phone.uri) if phone else (number, f"tel:{_digits(number)}")


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
