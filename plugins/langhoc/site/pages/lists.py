"""The pages that list all records of a kind: classes by topic, places by sort, areas by letter, and so on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from langhoc import vietnamese
from langhoc.catalogue import Catalogue
from langhoc.i18n import mark as _
from langhoc.model import KINDS, Audience, Offer, Place, Record, Topic
from langhoc.phrases import KIND_PLURALS, Phrases
from langhoc.site.areas import by_letter, entries
from langhoc.site.cards import Card, cards
from langhoc.site.meetings import by_month
from langhoc.site.pages.finding import quick_ways
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.pages.related import more
from langhoc.site.views import View

# A list of more records than this shows but some of each group; the group's own page has all.
MANY, SOME = 300, 6
# Nobody reads further down: what stands behind is found by searching.
_MOST = 120

TITLES = {**KIND_PLURALS, "area": _("Where are you?")}
# In a sentence below the title: what one finds here.
_ABOUT = {
    "centre": _("Choose what sort of place you look for. For those near you, choose your ward or commune."),
    "library": _("Where books can be read and borrowed, and where to learn on the internet."),
    "event": _("Weeks, days and contests that anybody may join."),
    "story": _("People, families and communities who learn, and what helped them."),
    "programme": _("Scholarships, funds, clubs and movements: who may apply, and how."),
    "classroom": _("Rooms that learn together with others, over a line."),
    "resource": _("Books, lessons and courses to be read or downloaded."),
    "organisation": _("Who runs places, holds classes and keeps programmes going."),
    "model": _("Titles by which citizens, families, clans, communities and units are recognised."),
    "indicator": _("How learning goes here: each figure with its day, its source, and what is doubtful."),
    "audience": _("Choose what fits you, and see the classes meant for you."),
}


# Kinds whose lists are read sort by sort.
_GROUPED = {"library", "programme", "organisation", "resource"}


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Records under a heading. `anchor` marks it on the page, `href` leads to the page of the whole group.

    Where there is no such page, `more` says how many are not shown. `is_all` says that it holds all of the list,
    whose title is heading enough.
    """

    anchor: str
    name: Markup
    href: str
    count: int
    cards: list[Card]
    more: str = ""
    is_all: bool = False


def list_page(press: Press, kind: str) -> Page:
    make = _OWN.get(kind, _cards_list)
    return make(press, kind)


def _about(press: Press, view: View, kind: str) -> About:
    title = press.phrases.say(TITLES[kind])
    about = press.phrases.say(_ABOUT[kind]) if kind in _ABOUT else _how_much(press, kind)
    return About(title, view.in_one_line([about, view.plain(press.catalogue.settings.summary)]), kind)


def _how_much(press: Press, kind: str) -> str:
    return f"{press.phrases.plural(kind)}: {extent(press.phrases, press.catalogue)}"


def extent(phrases: Phrases, catalogue: Catalogue) -> str:
    """How much the catalogue holds, or a part of one of what it is about: "32 nơi học và 30 lớp"."""
    whole = catalogue.only_of
    places, offers = (
        (catalogue.places_in(whole), catalogue.offers_in(whole)) if whole else (catalogue.places, catalogue.offers)
    )
    in_use = phrases.counted("{n} place to learn", "{n} places to learn", sum(not place.is_gone for place in places))
    return phrases.listed([in_use, phrases.counted("{n} class", "{n} classes", len(offers))])


# Most kinds: cards, by what sort of thing they are


def _cards_list(press: Press, kind: str) -> Page:
    view = press.view(press.urls.listing(kind))
    records = press.catalogue.all_of(KINDS[kind].model)
    about = press.phrases.say(_ABOUT[kind])
    is_grouped = kind in _GROUPED and len(records) > SOME
    groups = _by_sort(view, records) if is_grouped else _together(press, view, kind, records)
    return press.list_page("list_cards", view, _about(press, view, kind), intro=about, groups=groups)


def _together(press: Press, view: View, kind: str, records: Sequence[Record]) -> list[CardGroup]:
    return [replace(_group(view, press.phrases.plural(kind), records), is_all=True)] if records else []


def _by_sort(view: View, records: Iterable[Record]) -> list[CardGroup]:
    sorts: dict[str, list[Record]] = {}
    for record in records:
        sorts.setdefault(view.phrases.sort(record), []).append(record)
    in_order = sorted(sorts.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [_group(view, name, held) for name, held in in_order]


def _group(view: View, name: str, records: Sequence[Record]) -> CardGroup:
    shown = cards(view, records, _MOST)
    left = more(view, len(records) - len(shown))
    return CardGroup(vietnamese.slug(name), Markup("{}").format(name), "", len(records), shown, left)


def _event_list(press: Press, kind: str) -> Page:
    """Those to come by month, then those that are over, the latest first."""
    view = press.view(press.urls.listing(kind))
    events = press.catalogue.events
    coming = [event for event in events if not event.is_over(press.today)]
    groups = [
        CardGroup(vietnamese.slug(month.name), Markup("{}").format(month.name), "", len(month.cards), month.cards)
        for month in by_month(view, coming)
    ]
    past = [event for event in reversed(events) if event.is_over(press.today)]
    groups += [_group(view, press.phrases.say(_("Past")), past)] if past else []
    about = press.phrases.say(_ABOUT[kind])
    return press.list_page("list_cards", view, _about(press, view, kind), intro=about, groups=groups)


# Classes and places


def _offer_list(press: Press, kind: str) -> Page:
    view = press.view(press.urls.listing(kind))
    quick = quick_ways(press) if press.catalogue.offers else []
    groups = _offers_by_topic(press, view)
    return press.list_page("list_offer", view, _about(press, view, kind), groups=groups, quick=quick)


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
        groups.append(_group(view, press.phrases.say(_("Other classes")), others))
    return groups


def _some_offers(press: Press, view: View, offers: Sequence[Offer]) -> list[Card]:
    shown = SOME if len(press.catalogue.offers) > MANY else len(offers)
    return cards(view, offers, shown)


def _place_list(press: Press, kind: str) -> Page:
    """All places that one can go to: centres, libraries and classrooms, by sort; by commune where there are many."""
    view = press.view(press.urls.listing(kind))
    places = press.catalogue.places
    is_long = len(places) > MANY
    return press.list_page(
        "list_centre",
        view,
        _about(press, view, kind),
        intro=press.phrases.say(_ABOUT[kind]),
        groups=[] if is_long else _by_sort(view, sorted(places, key=partial(_by_area, press))),
        areas=_counted_areas(press, view) if is_long else [],
    )


def _by_area(press: Press, place: Place) -> tuple[Any, ...]:
    """Neighbours stand together, in Vietnamese order of their commune's name."""
    area = press.catalogue.area_of(place)
    return vietnamese.sort_key(area.title.said(press.phrases.language).text) if area else ()


def _counted_areas(press: Press, view: View) -> list[tuple[str, Markup, int]]:
    used = Counter(place.area for place in press.catalogue.places if place.area)
    areas = [press.catalogue.area(entry.id) for entry in entries(view, map(press.catalogue.area, used))]
    return [(view.href(area), view.said(area.title), used[area.id]) for area in areas]


def _area_list(press: Press, kind: str) -> Page:
    view = press.view(press.urls.listing(kind))
    trees = [(view.anchor(root), by_letter(view, press.catalogue.children(root))) for root in press.catalogue.roots]
    filled = [entry for entry in entries(view, press.catalogue.communes) if entry.count]
    return press.list_page("list_area", view, _about(press, view, kind), trees=trees, filled=filled)


# Words by which classes are grouped


def _topic_list(press: Press, kind: str) -> Page:
    catalogue = press.catalogue
    return _word_list(press, kind, [(topic, len(catalogue.offers_on(topic))) for topic in catalogue.topics])


def _audience_list(press: Press, kind: str) -> Page:
    catalogue = press.catalogue
    return _word_list(press, kind, [(one, len(catalogue.offers_for(one))) for one in catalogue.audiences])


def _word_list(press: Press, kind: str, counted: Sequence[tuple[Topic | Audience, int]]) -> Page:
    """Those with classes come first."""
    view = press.view(press.urls.listing(kind))
    in_order = sorted(counted, key=lambda pair: not pair[1])
    words = [(view.href(word), view.said(word.title), view.said(word.summary), count) for word, count in in_order]
    about = press.phrases.say(_ABOUT[kind]) if kind in _ABOUT else ""
    return press.list_page("list_words", view, _about(press, view, kind), intro=about, words=words)


_OWN: Mapping[str, Callable[[Press, str], Page]] = {
    "offer": _offer_list,
    "centre": _place_list,
    "area": _area_list,
    "event": _event_list,
    "topic": _topic_list,
    "audience": _audience_list,
}
