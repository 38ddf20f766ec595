"""The page of a topic, and that of an audience: the classes, then whatever else there is."""

from __future__ import annotations

from langhoc.i18n import mark as _
from langhoc.model import Audience, Offer, Topic
from langhoc.site.cards import Section, cards
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import more, related
from langhoc.site.views import View

# Of a topic with very many classes the page shows so many.
_MOST = 120


def topic_page(press: Press, topic: Topic) -> Page:
    return _page(press, topic, press.catalogue.offers_on(topic))


def audience_page(press: Press, audience: Audience) -> Page:
    return _page(press, audience, press.catalogue.offers_for(audience))


def _page(press: Press, word: Topic | Audience, offers: tuple[Offer, ...]) -> Page:
    view = press.view(press.urls.record(word))
    count = press.phrases.counted("{n} class", "{n} classes", len(offers))
    return press.record_page(
        word,
        view,
        lambda: [f"{view.plain(word.title)}: {count}"],
        trail=(view.list_anchor(word.kind),),
        trust=None,
        call=None,
        facts=view.facts((_("Also called"), view.joined(map(view.said, word.also)))),
        first=[_classes(press, view, offers, count)],
        sections=related(view, word, but=(Offer,)),
    )


def _classes(press: Press, view: View, offers: tuple[Offer, ...], count: str) -> Section:
    if offers:
        shown = cards(view, offers, _MOST)
        return Section(count, shown, more=more(view, len(offers) - len(shown)))
    unknown = view.values(press.phrases.say(_("No class is known yet.")))
    return Section(press.phrases.plural("offer"), [], unknown)
