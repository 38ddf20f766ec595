"""A programme's page: what one can get out of it and how, who runs it, what belongs to it."""

from __future__ import annotations

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Application, Milestone, Programme
from langhoc.site.cards import Section
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import filled, related, section
from langhoc.site.pages.told import Told
from langhoc.site.sessions import over_notes
from langhoc.site.views import Fact, View


def programme_page(press: Press, programme: Programme) -> Page:
    view = press.view(press.urls.record(programme))
    sort = press.phrases.label(programme.type)
    return press.record_page(
        programme,
        view,
        lambda: [sort, *(view.plain(press.catalogue.record(one).title) for one in programme.organisers)],
        trail=(view.list_anchor("programme"),),
        website=programme.url,
        sections=[
            *filled(_timeline(press, view, programme), _parts(press, view, programme)),
            *related(view, programme, but=(Programme,)),
        ],
        **told_of_programme(press, view, programme)._asdict(),
    )


def told_of_programme(press: Press, view: View, programme: Programme) -> Told:
    return Told(
        kind=press.phrases.label(programme.type),
        notes=over_notes(view, programme),
        key_facts=_application(press, view, programme.apply) if programme.apply else (),
        facts=_facts(view, programme),
    )


def _application(press: Press, view: View, apply: Application) -> list[Fact]:
    day, money = press.phrases.short_day, press.phrases.money
    number = press.phrases.counted("{n} a time", "{n} each time", apply.number) if apply.number else None
    rows = [
        view.fact(_("Who may apply"), apply.who, "people"),
        view.fact(_("How much"), [view.strong(money(apply.amount)) if apply.amount else None, number], "coin"),
        view.fact(_("Apply until"), view.strong(day(apply.deadline)) if apply.deadline else None, "clock"),
        view.fact(_("Hand in where"), apply.where, "pin"),
        view.fact(_("Papers"), apply.papers),
        view.fact(_("Who proposes"), apply.nominated_by),
        view.fact(_("Result on"), day(apply.results_on) if apply.results_on else None),
    ]
    return [row for row in rows if row.values]


def _facts(view: View, programme: Programme) -> tuple[Fact, ...]:
    day = view.phrases.short_day
    return view.facts(
        (_("Also called"), view.joined(map(view.said, programme.also))),
        (_("Since"), day(programme.starts_on) if programme.starts_on else None),
        (_("Until"), day(programme.ends_on) if programme.ends_on else None),
        (_("Run by"), [view.named(one) for one in programme.organisers]),
        (_("Where"), view.named(programme.area)),
        (_("Part of"), view.named(programme.part_of)),
        (_("How to give"), programme.how_to_give),
    )


def _timeline(press: Press, view: View, programme: Programme) -> Section:
    lines = [_milestone(view, one) for one in sorted(programme.timeline, key=lambda one: one.when)]
    return Section(press.phrases.say(_("How it went")), [], tuple(lines))


def _milestone(view: View, milestone: Milestone) -> Markup:
    when = view.strong(view.phrases.period(milestone.when))
    source = Markup("({})").format(view.source(milestone.source)) if milestone.source else Markup()
    return view.joined([view.joined([when, view.said(milestone.text)], by=": "), source], by=" ")


def _parts(press: Press, view: View, programme: Programme) -> Section:
    parts = [one for one in press.catalogue.naming(programme, Programme) if one.part_of == programme.id]
    return section(view, _("Belongs to it"), parts)
