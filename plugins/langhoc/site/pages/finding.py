"""The page where one looks for something to learn: a script answers there; without one it leads to the lists."""

from __future__ import annotations

from typing import NamedTuple

from langhoc.i18n import mark as _
from langhoc.model import KINDS, Event
from langhoc.site.pages.calling import receiver
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.urls import Urls
from langhoc.site.views import View

# What most people ask for; always in sight. The names are those in the page's address.
_QUICK = (
    ("free", _("Free"), "coin"),
    ("evening", _("In the evening"), "clock"),
    ("near", _("Near me"), "pin"),
    ("open", _("Taking learners now"), "people"),
)
# What else a list can be narrowed to, in the order in which it is shown; folded away until it is wanted.
_FACETS = (
    ("kind", _("What kind")),
    ("topic", _("Topic")),
    ("area", _("Ward or commune")),
    ("audience", _("For whom")),
    ("day", _("On which day")),
    ("mode", _("In person or online")),
    ("language", _("Taught in")),
    ("access", _("For people with disabilities")),
)
_ORDERS = (("best", _("Best match")), ("name", _("By name")), ("near", _("Nearest")))

# The lists that lead on where no script runs.
_LISTS = ("offer", "centre", "area", "event")


class Quick(NamedTuple):
    """A way to narrow a list that is always in sight: its name in an address, its words, its icon."""

    name: str
    words: str
    icon: str


def quick_ways(press: Press) -> list[Quick]:
    return [Quick(name, press.phrases.say(words), icon) for name, words, icon in _QUICK]


def finding_page(press: Press) -> Page:
    view, say = press.view(press.urls.finding), press.phrases.say
    about = About(
        say(_("Find something to learn")), say(_("Classes, places and events by topic, place and time.")), "finding"
    )
    content = {
        "quick": quick_ways(press),
        "facets": [(name, say(words)) for name, words in _FACETS],
        "orders": [(name, say(words)) for name, words in _ORDERS],
        "lists": _lists(press, view),
        "wish_to": receiver(view),
        "site_title": view.plain(press.catalogue.settings.title),
    }
    return press.page("finding", view, about, _address, content)


def _address(urls: Urls) -> str:
    return urls.finding


def _lists(press: Press, view: View) -> list[tuple[str, str, str]]:
    """Address, words and number of each list. All places stand on one."""
    catalogue = press.catalogue
    counts = {kind: len(catalogue.all_of(KINDS[kind].model)) for kind in _LISTS} | {"centre": len(catalogue.places)}
    shown = [kind for kind in _LISTS if counts[kind] or KINDS[kind].model is not Event]
    return [(view.listing(kind), press.phrases.plural(kind), press.phrases.number(counts[kind])) for kind in shown]
