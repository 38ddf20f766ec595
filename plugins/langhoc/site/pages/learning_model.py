"""A learning model's page: its levels and criteria, what it rests on, who was recognised."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Criterion, LearningModel, ModelLevel, Recognition
from langhoc.site.cards import Section
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import filled, related
from langhoc.site.views import View


def model_page(press: Press, model: LearningModel) -> Page:
    view = press.view(press.urls.record(model))
    sort = press.phrases.label(model.subject)
    say = press.phrases.say
    return press.record_page(
        model,
        view,
        lambda: [sort],
        trail=(view.list_anchor("model"),),
        kind=sort,
        facts=view.facts((_("Also called"), view.joined(map(view.said, model.also)))),
        first=filled(
            Section(say(_("Levels")), [], tuple(_level(view, level) for level in model.levels)),
            Section(say(_("What is looked at")), [], tuple(_criterion(view, one) for one in model.criteria)),
            Section(say(_("It rests on")), [], tuple(map(view.source, model.legal_basis))),
            Section(say(_("Recognised")), [], _recognitions(view, model.recognitions)),
        ),
        sections=related(view, model),
    )


def _level(view: View, level: ModelLevel) -> Markup:
    least = view.phrases.say(_("from {n} points on"), n=view.phrases.number(level.points)) if level.points else ""
    title = view.joined([view.strong(view.said(level.title)), least])
    return view.joined([title, view.said(level.needs)], by=": ")


def _criterion(view: View, criterion: Criterion) -> Markup:
    number = view.phrases.number
    most = view.phrases.say(_("at most {n} points"), n=number(criterion.points)) if criterion.points else ""
    text = view.joined([view.said(criterion.text), most], by=": ")
    return Markup("{} ({})").format(text, view.source(criterion.source))


def _recognitions(view: View, recognitions: Iterable[Recognition]) -> tuple[Markup, ...]:
    """The latest first."""
    return tuple(_recognition(view, one) for one in sorted(recognitions, key=lambda one: -one.year))


def _recognition(view: View, one: Recognition) -> Markup:
    """As "2025: Phường Gạo, loại tốt (Thông báo …)"."""
    who = view.joined([view.named(one.organisation), view.named(one.area)])
    source = Markup("({})").format(view.source(one.source)) if one.source else Markup()
    about = view.joined([who, view.said(one.grade), _count(view, one)])
    return view.joined([view.joined([view.strong(str(one.year)), about], by=": "), source], by=" ")


def _count(view: View, one: Recognition) -> str:
    if one.count is None:
        return ""
    number = view.phrases.number
    if one.of is None:
        return number(one.count)
    return view.phrases.say("{n} of {all}", n=number(one.count), all=number(one.of))
