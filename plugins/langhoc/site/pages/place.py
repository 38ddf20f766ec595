"""The page of a place (centre, library, classroom): whom to call, when it is open, how to find it, what is held."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Borrowing, Closure, ConnectedClassroom, DigitalLibrary, LearningCentre, Offer, Place, Stop
from langhoc.site.cards import Section, offer_cards
from langhoc.site.markup import joined, safe
from langhoc.site.next_meeting import times_of
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import filled, related, section
from langhoc.site.pages.told import Told
from langhoc.site.sessions import SOON, change_notes, later_changes
from langhoc.site.views import Fact, Note, View


def place_page(press: Press, place: Place) -> Page:
    view = press.view(press.urls.record(place))
    area = press.catalogue.area_of(place)
    return press.record_page(
        place,
        view,
        lambda: [press.phrases.sort(place), view.plain(place.address) or view.plain(area.title if area else None)],
        trail=(view.list_anchor(place.kind), *(view.trail(area) if area else ())),
        map_link=view.map_link(place.location) if place.location else "",
        website=place.url,
        first=_first(press, view, place),
        sections=[*_partners(press, view, place), *_halting(view, place), *_related(view, place)],
        **told_of_place(press, view, place)._asdict(),
    )


def told_of_place(press: Press, view: View, place: Place) -> Told:
    return Told(
        kind=press.phrases.sort(place),
        notes=_notes(press, view, place),
        key_facts=[fact for fact in _key_facts(press, view, place) if fact.values],
        facts=_facts(press, view, place),
    )


# What matters now


def _notes(press: Press, view: View, place: Place) -> list[Note]:
    return [
        *([Note(state)] if (state := _state(press, view, place)) else []),
        *(
            Note(_closure(view, one), until=str(one.last))
            for one in _coming(view, place)
            if one.first - view.today < SOON
        ),
        *change_notes(view, _stops(place)),
    ]


def _stops(place: Place) -> tuple[Stop, ...]:
    return place.route.stops if isinstance(place, DigitalLibrary) and place.route else ()


def _state(press: Press, view: View, place: Place) -> Markup:
    """What has become of it, and which place took it in."""
    into = place.lifecycle.into if place.lifecycle else None
    successor = view.anchor(press.catalogue.place(into)) if into else Markup()
    return view.joined([view.phrases.lifecycle(place), successor], by=": ")


# Where and when


def _key_facts(press: Press, view: View, place: Place) -> list[Fact]:
    area = press.catalogue.area_of(place)
    address = [
        view.strong(view.said(place.address)) if place.address else None,
        view.anchor(area) if area else None,
        press.phrases.say(_("On the internet")) if isinstance(place, DigitalLibrary) and place.is_online_only else None,
        _near(view, place),
        area.crossing if area else None,
    ]
    route = place.route if isinstance(place, DigitalLibrary) else None
    halts = [joined(lines, "<br>") for lines in _halts(view, place)]
    has_hours = area is not None and (place.hours is not None or route is None)
    return [
        view.fact(_("Where"), address, "pin"),
        view.fact(_("Where it halts"), [*halts, *later_changes(view, _stops(place))], "clock"),
        view.fact(_("Open"), _opening_hours(view, place) if has_hours or place.hours else None, "clock"),
        view.fact(_("For whom"), route.open_to if route else None, "people"),
        view.fact(_("Borrowing"), _borrowing(view, place), "book"),
    ]


def _halts(view: View, place: Place) -> Iterable[list[Markup]]:
    return times_of(view, place, _stops(place)) if isinstance(place, DigitalLibrary) else ()


def _near(view: View, place: Place) -> Markup:
    """The landmarks that people find it by."""
    if not place.near:
        return Markup()
    marks = view.joined(map(view.said, place.near))
    return safe(view.phrases.say("Near {places}", places=marks))


def _opening_hours(view: View, place: Place) -> list[str | Markup]:
    hours = place.hours
    if hours is None:
        return [view.phrases.say("The hours are not known. Call and ask.")]
    rows = [f"{days}: {times}" for days, times in view.phrases.hours(hours)]
    basis = [] if rows and hours.basis == "fixed" else [view.phrases.label(hours.basis)]
    later = [_closure(view, closure) for closure in _coming(view, place) if closure.first - view.today >= SOON]
    return [*map(view.strong, rows), *basis, view.said(hours.note), *later]


def _coming(view: View, place: Place) -> list[Closure]:
    return [closure for closure in place.closures if closure.last >= view.today]


def _closure(view: View, closure: Closure) -> Markup:
    """The days on which it is closed, and why, as a sentence."""
    first, last = view.phrases.short_day(closure.first), view.phrases.short_day(closure.last)
    days = view.phrases.say("Closed from {first} to {last}", first=first, last=last)
    return view.joined([days, view.said(closure.reason)], by=": ")


def _borrowing(view: View, place: Place) -> list[object]:
    borrowing = place.borrowing if isinstance(place, DigitalLibrary) else None
    return [] if borrowing is None else [borrowing.card, *_borrowing_numbers(view, borrowing), borrowing.note]


def _borrowing_numbers(view: View, borrowing: Borrowing) -> list[str]:
    say, money = view.phrases.say, view.phrases.money
    found = []
    if borrowing.fee is not None:
        card = say(_("Card: {amount} a year"), amount=money(borrowing.fee))
        found.append(card if borrowing.fee else say(_("The card is free")))
    if borrowing.deposit:
        found.append(say(_("Deposit: {amount}"), amount=money(borrowing.deposit)))
    if borrowing.most:
        found.append(view.phrases.counted("At most {n} book at a time", "At most {n} books at a time", borrowing.most))
    if borrowing.days:
        found.append(view.phrases.counted("For {n} day", "For {n} days", borrowing.days))
    return found


# What belongs to it


def _first(press: Press, view: View, place: Place) -> list[Section]:
    """Its classes; a place without any says so, where one would look for classes."""
    offers = offer_cards(view, press.catalogue.offers_at(place), here=place)
    title = press.phrases.say(_("Classes here"))
    if offers or not place.area or isinstance(place, DigitalLibrary):
        return [Section(title, offers)] if offers else []
    unknown = Markup("{}").format(press.phrases.say(_("No class here is known yet. Call and ask.")))
    return [Section(title, [], (unknown,))]


def _halting(view: View, place: Place) -> list[Section]:
    """The mobile libraries that come here."""
    libraries = [
        one for one in view.catalogue.naming(place, DigitalLibrary) if any(s.place == place.id for s in _stops(one))
    ]
    return filled(section(view, _("Mobile libraries that halt here"), libraries))


def _related(view: View, place: Place) -> list[Section]:
    """What else names it: of classes those that it organises, or that come here for once."""
    elsewhere = {offer.id for offer in view.catalogue.offers_at(place)}
    organised = [offer for offer in view.catalogue.naming(place, Offer) if offer.id not in elsewhere]
    own = filled(section(view, _("Organised by this place, or here for once"), organised))
    return [*own, *related(view, place, but=(Offer, ConnectedClassroom, DigitalLibrary, LearningCentre))]


def _partners(press: Press, view: View, place: Place) -> list[Section]:
    partners = press.catalogue.partners(place) if isinstance(place, ConnectedClassroom) else ()
    return [section(view, _("Connected to"), partners)] if partners else []


def _facts(press: Press, view: View, place: Place) -> tuple[Fact, ...]:
    catalogue, label = press.catalogue, press.phrases.label
    room = place if isinstance(place, ConnectedClassroom) else None
    route = place.route if isinstance(place, DigitalLibrary) else None
    return view.facts(
        (_("Parking"), place.parking),
        (_("What is there"), view.joined(map(label, place.amenities))),
        (_("Equipment"), room.equipment if room else None),
        (_("Line"), room.bandwidth if room else None),
        (_("Programs in use"), view.joined(map(view.said, room.platforms)) if room else None),
        (_("For people with disabilities"), view.joined(map(label, place.accessibility))),
        (_("When it does not come, call"), view.contact_line(route.cancellation) if route else None),
        (_("Run by"), view.anchor(catalogue.record(place.operator)) if place.operator else None),
        (_("Part of"), view.anchor(catalogue.place(place.part_of)) if place.part_of else None),
        (_("Other sites"), [view.anchor(part) for part in catalogue.parts_of(place)]),
        (_("Took in"), [view.anchor(one) for one in catalogue.naming(place, Place) if _is_merged_into(one, place)]),
    )


def _is_merged_into(one: Place, place: Place) -> bool:
    return one.lifecycle is not None and one.lifecycle.into == place.id


def place_lines(view: View, place: Place) -> Markup:
    """How to find a place: its name, address and commune, and what stands near it, a line each."""
    return view.once(("place", place.id), lambda: _place_lines(view, place))


def _place_lines(view: View, place: Place) -> Markup:
    area = view.catalogue.area_of(place)
    commune = view.anchor(area) if area else Markup()
    lines = [view.strong(view.anchor(place)), view.said(place.address), commune, _near(view, place)]
    return joined(lines, "<br>")
