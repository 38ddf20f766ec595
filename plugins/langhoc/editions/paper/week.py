"""Classes by the days of the week: then those of other days, those of which no times are known, those online."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.editions.paper.view import PaperView, anchor_of
from langhoc.i18n import mark as _
from langhoc.model import Change, Mode, Offer, Session, Weekday
from langhoc.model.times import WEEKDAYS
from langhoc.site.cards import cost_words, where
from langhoc.site.sessions import current_changes


@dataclass(frozen=True, slots=True)
class Row:
    """A class on a day: from when, to when; `times` are words for days that no heading names. `page` is where more is
    told of it; `notes` are changes.
    """

    anchor: str
    page: int
    title: Markup
    where: Markup
    is_free: bool
    tags: tuple[str, ...]
    notes: tuple[str, ...]
    starts: str = ""
    ends: str = ""
    times: str = ""


@dataclass(frozen=True, slots=True)
class DayOfRows:
    """What is on under a heading; `is_day`: that is a day of the week, and each row has its hours."""

    name: str
    rows: tuple[Row, ...]
    is_day: bool = False


def by_weekday(
    view: PaperView, offers: Iterable[Offer], names_area: bool, changes_until: date = date.max
) -> list[DayOfRows]:
    """The days that have classes, in order; `names_area`: each row says in which commune."""
    placed = [offer for offer in offers if not is_online(view.catalogue, offer)]
    rows = {day: tuple(_on(view, day, placed, names_area, changes_until)) for day in WEEKDAYS}
    return [DayOfRows(view.phrases.label(day), of_day, is_day=True) for day, of_day in rows.items() if of_day]


def others(view: PaperView, offers: Iterable[Offer], names_area: bool) -> list[DayOfRows]:
    """Those not held each week, those of unknown times, and those online."""
    offers = list(offers)
    placed = [offer for offer in offers if not is_online(view.catalogue, offer)]
    groups = [
        (_("On some days only"), [row for one in placed for row in _irregular(view, one, names_area)]),
        (_("Ask for the times"), [_row(view, one, None, names_area) for one in placed if not _current(view, one)]),
        (_("On the internet, from anywhere"), [_online(view, one) for one in offers if is_online(view.catalogue, one)]),
    ]
    return [DayOfRows(view.phrases.say(name), tuple(rows)) for name, rows in groups if rows]


def is_online(catalogue: Catalogue, offer: Offer) -> bool:
    """Whether it is held nowhere but on the internet."""
    return offer.mode is Mode.ONLINE and not any(place.area for place in catalogue.places_of(offer))


def _current(view: PaperView, offer: Offer) -> list[Session]:
    """Its sessions that are not over."""
    ends = ((session, session.last_day(offer.ends_on)) for session in offer.sessions)
    return [session for session, last in ends if last is None or last >= view.today]


def _is_weekly(session: Session) -> bool:
    return not session.dates and session.every == 1 and session.nth is None


def _on(view: PaperView, day: Weekday, offers: Iterable[Offer], names_area: bool, changes_until: date) -> Iterator[Row]:
    held = [
        (session.starts, vietnamese.sort_key(view.plain(offer.title)), offer, session)
        for offer in offers
        for session in _current(view, offer)
        if _is_weekly(session) and day in session.days
    ]
    for _starts, _title, offer, session in sorted(held, key=lambda one: one[:2]):
        changes = [one for one in current_changes([session], view.today) if one.date.weekday() == day.number]
        near = [one for one in changes if one.date <= changes_until]
        yield _hours(view, session, _row(view, offer, session, names_area, near))


def _hours(view: PaperView, session: Session, row: Row) -> Row:
    ends = view.phrases.say(_("to {time}"), time=view.phrases.clock(session.ends))
    return replace(row, starts=view.phrases.clock(session.starts), ends=ends)


def _irregular(view: PaperView, offer: Offer, names_area: bool) -> Iterator[Row]:
    for session in _current(view, offer):
        if not _is_weekly(session):
            row = _row(view, offer, session, names_area, current_changes([session], view.today))
            yield replace(row, times=view.phrases.session(session))


def _online(view: PaperView, offer: Offer) -> Row:
    return replace(_row(view, offer, None, False), times=view.phrases.sessions(_current(view, offer)))


def _row(
    view: PaperView, offer: Offer, session: Session | None, names_area: bool, changes: Iterable[Change] = ()
) -> Row:
    return Row(
        anchor=view.href(offer),
        page=view.pages.get(anchor_of(offer), 0),
        title=view.said(offer.title),
        where=_where(view, offer, session, names_area),
        is_free=offer.is_free,
        tags=tuple(_tags(view, offer, session)),
        notes=tuple(map(view.phrases.change, changes)),
    )


def _where(view: PaperView, offer: Offer, session: Session | None, names_area: bool) -> Markup:
    held = view.catalogue.place_of(offer, session) if session else None
    places = (held,) if held else view.catalogue.places_of(offer)
    named = [where(view, place) if names_area else view.said(place.title) for place in places]
    return view.joined([*named, view.said(session.room) if session else ""], by=", ")


def _tags(view: PaperView, offer: Offer, session: Session | None) -> Iterator[str]:
    """What it costs where it costs something, whether it takes learners, when it begins."""
    if not offer.is_free:
        yield cost_words(view, offer.cost)
    if session and session.shift:
        yield view.plain(session.shift)
    if state := view.phrases.enrolment(offer, view.today):
        yield state
    if offer.starts_on and offer.starts_on > view.today:
        yield view.phrases.say("Begins on {day}", day=view.phrases.day_in_list(offer.starts_on))
