"""Classes by the days of the week: then those of other days, those of which no times are known, those online."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.editions.alert import alert_of
from langhoc.editions.paper.coming import next_days
from langhoc.editions.paper.view import PaperView, anchor_of
from langhoc.i18n import mark as _
from langhoc.model import Change, Mode, Offer, Place, Session, Weekday
from langhoc.model.times import WEEKDAYS
from langhoc.site.cards import age, cost_words, where
from langhoc.site.sessions import current_changes, sessions_in_full

_SOON_OVER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """A class on a day: from when, to when; `times` are words for days that no heading names, `also` for the others on
    which it is held. `page` is where more is told of it; `begins` is one of the tags, `notes` are its urgent notice and
    changes, `of_places` the notices of where it is held, or `see` where these stand. `age` says that what is known of
    it is old, or that nobody looked at it.
    """

    anchor: str
    page: int
    title: Markup
    where: Markup
    is_free: bool
    tags: tuple[str, ...]
    begins: str
    notes: tuple[str, ...]
    of_places: tuple[Markup, ...] = ()
    see: tuple[Markup, ...] = ()
    starts: str = ""
    ends: str = ""
    times: str = ""
    also: str = ""
    age: str = ""


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


def on_some_days(view: PaperView, offers: Iterable[Offer], changes_until: date) -> list[DayOfRows]:
    """Below one heading those that are held in no week alike, by their next days."""
    days = [
        (one, next_days(view, one, view.best_before)) for one in offers if not by_weekday(view, [one], names_area=False)
    ]
    rows = [replace(_on_next(view, one, changes_until), times=said) for one, said in days if said]
    return [DayOfRows(view.phrases.say(_("Some days")), tuple(rows))] if rows else []


def _on_next(view: PaperView, offer: Offer, changes_until: date) -> Row:
    changes = current_changes(offer.current_sessions(view.today), view.today)
    return _row(view, offer, None, False, [one for one in changes if one.date <= changes_until])


def folded(view: PaperView, days: Iterable[DayOfRows], is_once: bool) -> list[DayOfRows]:
    """Each class once for all days on which it has the same hours and place; `is_once`: only the first time of each."""
    rows = [(day, row) for day in days for row in day.rows]
    times = Counter(row.anchor for _day, row in rows)
    kept: dict[DayOfRows, list[Row]] = {}
    told: set[str] = set()
    for (day, row), *others in _alike(rows):
        if not is_once or row.anchor not in told:
            has_more = is_once and times[row.anchor] > 1 + len(others)
            kept.setdefault(day, []).append(_with_others(view, row, others, has_more))
            told.add(row.anchor)
    return [replace(day, rows=tuple(kept[day])) for day in dict.fromkeys(day for day, _row in rows) if day in kept]


def _alike(rows: Iterable[tuple[DayOfRows, Row]]) -> Iterable[Sequence[tuple[DayOfRows, Row]]]:
    """The rows of a class with the same hours and place, with their days."""
    groups: dict[tuple[object, ...], list[tuple[DayOfRows, Row]]] = {}
    for day, row in rows:
        groups.setdefault((row.anchor, row.starts, row.ends, row.where), []).append((day, row))
    return groups.values()


def _with_others(view: PaperView, row: Row, others: Sequence[tuple[DayOfRows, Row]], has_more: bool) -> Row:
    """A row with the days and notes of the others; `has_more`: it is held at other times, too."""
    numbers = {view.phrases.label(day): day for day in WEEKDAYS}
    days = [numbers[day.name] for day, _row in others if day.name in numbers]
    notes = dict.fromkeys(note for one in (row, *(other for _day, other in others)) for note in one.notes)
    said = [view.phrases.say(_("also {days}"), days=view.phrases.weekdays(days))] if days else []
    more = [view.phrases.say(_("and at other times"))] if has_more else []
    return replace(row, also=", ".join([*said, *more]), notes=tuple(notes))


def others(view: PaperView, offers: Iterable[Offer], names_area: bool) -> list[DayOfRows]:
    """Those not held each week, those of unknown times, and those online."""
    offers = list(offers)
    placed = [offer for offer in offers if not is_online(view.catalogue, offer)]
    groups = [
        (_("On some days only"), [row for one in placed for row in _irregular(view, one, names_area)]),
        (_("Ask for the times"), [_row(view, one, None, names_area) for one in placed if not _has_times(view, one)]),
        (_("On the internet, from anywhere"), [_online(view, one) for one in offers if is_online(view.catalogue, one)]),
    ]
    return [DayOfRows(view.phrases.say(name), tuple(rows)) for name, rows in groups if rows]


def notices_of_places(view: PaperView, offers: Iterable[Offer]) -> tuple[Markup, ...]:
    """The urgent notices of where they are held, each once, with the name of the place."""
    places = {place.id: place for offer in offers for place in view.catalogue.places_of(offer)}.values()
    told = [(view.said(place.title), alert_of(view, place)) for place in places]
    return tuple(view.joined([title, alert], by=": ") for title, alert in told if alert)


def is_online(catalogue: Catalogue, offer: Offer) -> bool:
    """Whether it is held nowhere but on the internet."""
    return offer.mode is Mode.ONLINE and not any(place.area for place in catalogue.places_of(offer))


def _has_times(view: PaperView, offer: Offer) -> bool:
    return bool(offer.current_sessions(view.today))


def _is_weekly(session: Session) -> bool:
    return not session.dates and session.every == 1 and session.nth is None


def _on(view: PaperView, day: Weekday, offers: Iterable[Offer], names_area: bool, changes_until: date) -> Iterator[Row]:
    held = [
        (session.starts, vietnamese.sort_key(view.plain(offer.title)), offer, session)
        for offer in offers
        for session in offer.current_sessions(view.today)
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
    for session in offer.current_sessions(view.today):
        if not _is_weekly(session):
            row = _row(view, offer, session, names_area, current_changes([session], view.today))
            yield replace(row, times=view.phrases.session(session))


def _online(view: PaperView, offer: Offer) -> Row:
    return replace(_row(view, offer, None, False), times=sessions_in_full(view, offer))


def _row(
    view: PaperView, offer: Offer, session: Session | None, names_area: bool, changes: Iterable[Change] = ()
) -> Row:
    places = _places(view, offer, session)
    return Row(
        anchor=view.href(offer),
        page=view.pages.get(anchor_of(offer), 0),
        title=view.said(offer.title),
        where=_where(view, places, session, names_area),
        is_free=offer.is_free,
        tags=tuple(_tags(view, offer, session)),
        begins=_begins(view, offer, session),
        notes=tuple(filter(None, (alert_of(view, offer), *map(view.phrases.change, changes)))),
        of_places=tuple(filter(None, (alert_of(view, one) for one in places if not _is_printed(view, one)))),
        see=tuple(filter(None, (_see(view, one) for one in places if _is_printed(view, one)))),
        age=age(view, offer),
    )


def _is_printed(view: PaperView, place: Place) -> bool:
    """Whether its notice can be read with it; where no pages are known yet, all are taken for printed."""
    return not view.pages or anchor_of(place) in view.pages


def _see(view: PaperView, place: Place) -> Markup:
    """Where the notice of a place is to be read. One that ends soon is over before most read it."""
    if place.alert is None or not alert_of(view, place) or place.alert.until - view.today < _SOON_OVER:
        return Markup()
    page = view.pages.get(anchor_of(place), 0)
    told = view.phrases.say(_("The place has a notice: see page {page}."), page=page)
    return Markup('<a href="{}">{}</a>').format(view.href(place), told)


def _places(view: PaperView, offer: Offer, session: Session | None) -> tuple[Place, ...]:
    held = view.catalogue.place_of(offer, session) if session else None
    return (held,) if held else view.catalogue.places_of(offer)


def _where(view: PaperView, places: Iterable[Place], session: Session | None, names_area: bool) -> Markup:
    named = [where(view, place) if names_area else view.said(place.title) for place in places]
    return view.joined([*named, view.said(session.room) if session else ""], by=", ")


def _tags(view: PaperView, offer: Offer, session: Session | None) -> Iterator[str]:
    """What it costs where it costs something, for whom its hours are, whether it takes learners, its first and last
    day.
    """
    if not offer.is_free:
        yield cost_words(view, offer.cost)
    if session and session.shift:
        yield view.plain(session.shift)
    state = view.phrases.enrolment(offer, view.today)
    yield from filter(None, (state, _begins(view, offer, session), _ends(view, offer, session)))


def _begins(view: PaperView, offer: Offer, session: Session | None) -> str:
    """From which day on it is held, while that is to come."""
    first = (session.starts_on if session else None) or offer.starts_on
    if first is None or first <= view.today:
        return ""
    message = _("Begins on {day}") if first == offer.starts_on else _("From {day} on")
    return view.phrases.say(message, day=view.phrases.day_in_list(first))


def _ends(view: PaperView, offer: Offer, session: Session | None) -> str:
    """Its last day, where the sheet is still good then; days that are listed say it themselves."""
    last = session.last_day(offer.ends_on) if session else offer.last_day
    if last is None or last >= view.best_before or (session and session.dates):
        return ""
    return view.phrases.say("Until {day}", day=view.phrases.day_in_list(last))
