"""The pages that list all records of a kind: classes by topic, places by commune, areas by letter, topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Area, Offer
from langhoc.phrases import KIND_PLURALS
from langhoc.site.areas import LetterGroup, by_letter, entries, letter_of
from langhoc.site.cards import Card, centre_cards, offer_cards
from langhoc.site.pages.home import extent
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.views import View

# A list of more records than this shows but some of each group; the group's own page has all.
MANY, SOME = 300, 6

TITLES = {**KIND_PLURALS, "area": _("Where are you?")}


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Records under a heading. `anchor` marks it on the page, `href` leads to the page of the whole group."""

    anchor: str
    name: Markup
    href: str
    count: int
    cards: list[Card]


def _about(press: Press, view: View, kind: str) -> About:
    title = press.phrases.say(TITLES[kind])
    line = view.in_one_line(
        [f"{press.phrases.say(KIND_PLURALS[kind])}: {extent(press)}", view.plain(press.catalogue.settings.summary)]
    )
    return About(title, line, kind)


def offer_list(press: Press) -> Page:
    view = press.view(press.urls.listing("offer"))
    groups = _offers_by_topic(press, view)
    return press.list_page(view, _about(press, view, "offer"), groups=groups)


def _offers_by_topic(press: Press, view: View) -> list[CardGroup]:
    """Each offer stands under each of its topics; those without one come last."""
    catalogue = press.catalogue
    groups = [
        CardGroup(topic.id, view.said(topic.title), view.href(topic), len(offers), _some_offers(press, view, offers))
        for topic in catalogue.topics
        if (offers := catalogue.offers_on(topic))
    ]
    others = [offer for offer in catalogue.offers if not offer.topics]
    if others:
        name = Markup("{}").format(press.phrases.say(_("Other classes")))
        groups.append(CardGroup("other", name, "", len(others), offer_cards(view, others)))
    return groups


def _some_offers(press: Press, view: View, offers: Sequence[Offer]) -> list[Card]:
    shown = SOME if len(press.catalogue.offers) > MANY else len(offers)
    return offer_cards(view, offers, most=shown)


def centre_list(press: Press) -> Page:
    view = press.view(press.urls.listing("centre"))
    of_places = {centre.area for centre in press.catalogue.centres}
    areas = entries(view, (area for area in press.catalogue.areas if area.id in of_places))
    groups = [_places_in(press, view, press.catalogue.area(entry.id)) for entry in areas]
    by_first = groupby(areas, key=lambda entry: letter_of(entry.name))
    jumps = [LetterGroup(letter, (same := list(group))[0].id, same) for letter, group in by_first]
    return press.list_page(view, _about(press, view, "centre"), groups=groups, jumps=jumps)


def _places_in(press: Press, view: View, area: Area) -> CardGroup:
    here = [centre for centre in press.catalogue.centres_in(area) if centre.area == area.id]
    shown = centre_cards(view, here) if len(press.catalogue.centres) <= MANY else []
    return CardGroup(area.id, view.said(area.title), view.href(area), len(here), shown)


def area_list(press: Press) -> Page:
    view = press.view(press.urls.listing("area"))
    trees = [(view.anchor(root), by_letter(view, press.catalogue.children(root))) for root in press.catalogue.roots]
    filled = [entry for entry in entries(view, press.catalogue.areas) if entry.count and entry.is_commune_level]
    return press.list_page(view, _about(press, view, "area"), trees=trees, filled=filled)


def topic_list(press: Press) -> Page:
    view = press.view(press.urls.listing("topic"))
    catalogue = press.catalogue
    topics = [
        (view.href(topic), view.said(topic.title), view.said(topic.summary), len(catalogue.offers_on(topic)))
        for topic in sorted(catalogue.topics, key=lambda topic: not catalogue.offers_on(topic))
    ]
    return press.list_page(view, _about(press, view, "topic"), topics=topics)
