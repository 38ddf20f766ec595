"""A topic's page: the classes on it."""

from __future__ import annotations

from langhoc.i18n import mark as _
from langhoc.model import Topic
from langhoc.site.cards import offer_cards
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press


def topic_page(press: Press, topic: Topic) -> Page:
    view = press.view(press.urls.record(topic))
    offers = press.catalogue.offers_on(topic)
    count = press.phrases.counted("{n} class", "{n} classes", len(offers))
    return press.record_page(
        topic,
        view,
        lambda: [f"{view.plain(topic.title)}: {count}"],
        trail=(view.list_anchor("topic", press.phrases.say(_("Topics"))),),
        offers=offer_cards(view, offers),
        count=count if offers else "",
    )
