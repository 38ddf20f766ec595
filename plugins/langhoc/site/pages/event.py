"""An event's page: is it on, when, where, for whom, who organises it, and the other years of its campaign."""

from __future__ import annotations

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Event, EventState, Programme
from langhoc.site.cards import Section, cost_lines, event_days, event_state
from langhoc.site.pages.page import Page
from langhoc.site.pages.place import place_lines
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import filled, related, section
from langhoc.site.pages.told import Told
from langhoc.site.repeating import calendar_button, event_held
from langhoc.site.sessions import over_notes
from langhoc.site.views import Fact, Note, View


def event_page(press: Press, event: Event) -> Page:
    view = press.view(press.urls.record(event))
    return press.record_page(
        event,
        view,
        lambda: [press.phrases.label(event.type), event_days(view, event), view.plain(event.where)],
        trail=(view.list_anchor("event"), *_campaign(view, event)),
        is_free=event.is_free,
        website=event.url,
        sections=[*filled(_other_years(press, view, event)), *related(view, event)],
        **told_of_event(press, view, event)._asdict(),
    )


def told_of_event(press: Press, view: View, event: Event) -> Told:
    return Told(
        kind=press.phrases.label(event.type),
        notes=_notes(press, view, event),
        key_facts=[fact for fact in _key_facts(press, view, event) if fact.values],
        facts=_facts(press, view, event),
    )


def _campaign(view: View, event: Event) -> tuple[Markup, ...]:
    return (view.named(event.campaign),) if event.campaign else ()


def _notes(press: Press, view: View, event: Event) -> list[Note]:
    state = "" if event.is_over(press.today) else event_state(view, event)
    return [*([Note(view.strong(state), until=str(event.last_day))] if state else []), *over_notes(view, event)]


def _key_facts(press: Press, view: View, event: Event) -> list[Fact]:
    places = [place_lines(view, press.catalogue.place(place)) for place in event.places]
    audiences = view.joined(view.anchor(one) for one in press.catalogue.audiences_of(event))
    return [
        view.fact(_("When"), [view.strong(event_days(view, event)), _calendar(view, event)], "clock"),
        view.fact(_("Where"), [*places, event.where, view.named(event.area)], "pin"),
        view.fact(_("Cost"), cost_lines(view, event.cost) if event.cost else None, "coin"),
        view.fact(_("For whom"), audiences, "people"),
    ]


def _calendar(view: View, event: Event) -> Markup:
    """Nothing of one to which nobody should come."""
    is_on = event.state in {EventState.SCHEDULED, EventState.MOVED} and not event.is_over(view.today)
    return calendar_button(view, [event_held(event)]) if is_on else Markup()


def _facts(press: Press, view: View, event: Event) -> tuple[Fact, ...]:
    return view.facts(
        (_("How to join"), event.how_to_join),
        (_("Organised by"), [view.named(one) for one in event.organisers]),
        (_("Part of"), view.named(event.campaign)),
        (_("Topics"), view.joined(view.anchor(topic) for topic in press.catalogue.topics_of(event))),
    )


def _other_years(press: Press, view: View, event: Event) -> Section:
    campaign = press.catalogue.get(Programme, event.campaign) if event.campaign else None
    others = press.catalogue.naming(campaign, Event) if campaign else ()
    return section(view, _("Other times"), [other for other in others if other is not event])
