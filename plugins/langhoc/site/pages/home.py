"""The home page: what would you like to learn, where are you, what is on this week, for whom, a story."""

from __future__ import annotations

from langhoc.i18n import mark as _
from langhoc.model import Area, Offer, Story
from langhoc.site.cards import cards
from langhoc.site.meetings import events_of_week, week
from langhoc.site.pages.finding import quick_ways
from langhoc.site.pages.lists import extent
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.views import View

# How much of each the home page shows; lists show all.
_MEETINGS_A_DAY, _CLASSES, _AREAS, _EVENTS = 5, 6, 9, 3


def home_page(press: Press, text: str) -> Page:
    """`text` is the editors' own, as HTML."""
    view = press.view(press.urls.home)
    catalogue = press.catalogue
    title = press.phrases.say(_("What would you like to learn?"))
    holds = extent(press.phrases, catalogue)
    about = About(title, view.plain(catalogue.settings.summary) or holds, "home")
    topics = [topic for topic in catalogue.topics if catalogue.offers_on(topic)]
    used = [one for one in catalogue.audiences if catalogue.offers_for(one)]
    audiences = sorted(used, key=lambda one: -len(catalogue.offers_for(one)))
    content = {
        "extent": holds,
        "quick": quick_ways(press),
        "topics": [(view.href(topic), view.said(topic.title), len(catalogue.offers_on(topic))) for topic in topics],
        "audiences": [(view.href(one), view.said(one.title), len(catalogue.offers_for(one))) for one in audiences],
        "areas": [(view.href(one), view.said(one.title), len(catalogue.places_in_use(one))) for one in _fullest(press)],
        "count_areas": len(catalogue.communes),
        "week": week(view, _MEETINGS_A_DAY),
        "events": events_of_week(view)[:_EVENTS],
        "offers": cards(view, _worth_a_look(press, view)),
        "story": cards(view, _story(press))[:1],
        "intro": text,
    }
    return press.page("home", view, about, lambda urls: urls.home, content)


def _fullest(press: Press) -> list[Area]:
    """The communes with the most places to learn."""
    catalogue = press.catalogue
    filled = [area for area in catalogue.communes if catalogue.places_in_use(area)]
    return sorted(filled, key=lambda area: -len(catalogue.places_in_use(area)))[:_AREAS]


def _story(press: Press) -> list[Story]:
    """The story that was looked at last."""
    return sorted(press.catalogue.stories, key=lambda story: story.checked_on or press.today.min, reverse=True)[:1]


def _worth_a_look(press: Press, view: View) -> list[Offer]:
    """Some classes, one a place: those looked at lately, with known times, free of charge come first."""

    def rank(offer: Offer) -> tuple[bool, bool, bool]:
        return view.trusted(offer) != "checked", not offer.sessions, not (offer.cost and offer.cost.is_free)

    going_on = [offer for offer in press.catalogue.offers if not offer.is_over(press.today)]
    of_a_place: dict[tuple[str, ...], Offer] = {}
    for offer in sorted(going_on, key=rank):
        of_a_place.setdefault(offer.places, offer)
    return list(of_a_place.values())[:_CLASSES]
