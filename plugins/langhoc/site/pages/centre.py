"""A centre's page: whom to call, when it is open, how to find it, what is held there."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Closure, LearningCentre
from langhoc.site.cards import lifecycle, offer_cards
from langhoc.site.pages.calling import centre_call
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.views import Fact, View

# A closure that begins before this many days have passed stands at the very top.
SOON = timedelta(days=14)


def centre_page(press: Press, centre: LearningCentre) -> Page:
    view = press.view(press.urls.record(centre))
    area = press.catalogue.area(centre.area)
    kind = press.phrases.label(centre.type)
    return press.record_page(
        centre,
        view,
        lambda: [kind, view.plain(centre.address) or view.plain(area.title)],
        trail=(view.list_anchor("centre", press.phrases.say(_("Places to learn"))), *view.trail(area)),
        kind=kind,
        trust=view.trust(centre),
        state=_state(press, view, centre),
        key_facts=_key_facts(press, view, centre),
        facts=_facts(press, view, centre),
        closures=[_closure(view, closure) for closure in _coming(view, centre) if closure.first - view.today < SOON],
        call=centre_call(view, centre),
        map_link=view.map_link(centre.location) if centre.location else "",
        website=centre.url,
        offers=offer_cards(view, press.catalogue.offers_at(centre), here=centre),
    )


def _state(press: Press, view: View, centre: LearningCentre) -> Markup:
    """What has become of it, and which place took it in."""
    into = centre.lifecycle.into if centre.lifecycle else None
    successor = view.anchor(press.catalogue.centre(into)) if into else Markup()
    return view.joined([lifecycle(view, centre), successor], by=": ")


def _key_facts(press: Press, view: View, centre: LearningCentre) -> list[Fact]:
    area = press.catalogue.area(centre.area)
    where = [
        view.strong(view.said(centre.address)) if centre.address else None,
        view.anchor(area),
        _near(view, centre),
        area.crossing,
    ]
    return [view.fact(_("Where"), where, "pin"), view.fact(_("Open"), _opening_hours(view, centre), "clock")]


def _near(view: View, centre: LearningCentre) -> Markup:
    """The landmarks that people find it by."""
    if not centre.near:
        return Markup()
    marks = view.joined(map(view.said, centre.near))
    return Markup(view.phrases.say("Near {places}")).format(places=marks)


def _opening_hours(view: View, centre: LearningCentre) -> list[str | Markup]:
    hours = centre.hours
    if hours is None:
        return [view.phrases.say("The hours are not known. Call and ask.")]
    rows = [f"{days}: {times}" for days, times in view.phrases.hours(hours)]
    basis = [] if rows and hours.basis == "fixed" else [view.phrases.label(hours.basis)]
    later = [_closure(view, closure) for closure in _coming(view, centre) if closure.first - view.today >= SOON]
    return [*map(view.strong, rows), *basis, view.said(hours.note), *later]


def _coming(view: View, centre: LearningCentre) -> list[Closure]:
    return [closure for closure in centre.closures if closure.last >= view.today]


def _closure(view: View, closure: Closure) -> Markup:
    """The days on which it is closed, and why, as a sentence."""
    first, last = view.phrases.short_day(closure.first), view.phrases.short_day(closure.last)
    days = view.phrases.say("Closed from {first} to {last}", first=first, last=last)
    return view.joined([days, view.said(closure.reason)], by=": ")


def _facts(press: Press, view: View, centre: LearningCentre) -> tuple[Fact, ...]:
    catalogue, label = press.catalogue, press.phrases.label
    return view.facts(
        (_("Parking"), centre.parking),
        (_("What is there"), view.joined(map(label, centre.amenities))),
        (_("For people with disabilities"), view.joined(map(label, centre.accessibility))),
        (_("Part of"), view.anchor(catalogue.centre(centre.part_of)) if centre.part_of else None),
        (_("Other sites"), [view.anchor(part) for part in catalogue.parts_of(centre)]),
    )
