"""All pages of a catalogue in one language."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from jinja2 import Environment

from langhoc.catalogue import Catalogue
from langhoc.model import KINDS
from langhoc.phrases import Phrases
from langhoc.site.pages.area import area_page
from langhoc.site.pages.calendar import calendar_page
from langhoc.site.pages.consent import consent_page
from langhoc.site.pages.coverage import coverage_page
from langhoc.site.pages.event import event_page
from langhoc.site.pages.finding import finding_page
from langhoc.site.pages.home import home_page
from langhoc.site.pages.indicator import indicator_page
from langhoc.site.pages.learning_model import model_page
from langhoc.site.pages.lists import list_page
from langhoc.site.pages.offer import offer_page
from langhoc.site.pages.organisation import organisation_page
from langhoc.site.pages.page import Page
from langhoc.site.pages.place import place_page
from langhoc.site.pages.press import Press
from langhoc.site.pages.programme import programme_page
from langhoc.site.pages.resource import resource_page
from langhoc.site.pages.saved import saved_page
from langhoc.site.pages.story import story_page
from langhoc.site.pages.tell import tell_page
from langhoc.site.pages.vocabulary import audience_page, topic_page
from langhoc.site.prose import Prose
from langhoc.site.urls import all_urls
from langhoc.site.views import View

# Every page's head leads to these lists, even while there is nothing in them.
_ALWAYS_LISTED = ("offer", "centre", "area")

# Who makes the page of a record, by its kind: each takes records of that kind.
_MAKERS: Mapping[str, Callable[[Press, Any], Page]] = {
    "area": area_page,
    "centre": place_page,
    "library": place_page,
    "classroom": place_page,
    "offer": offer_page,
    "event": event_page,
    "story": story_page,
    "programme": programme_page,
    "organisation": organisation_page,
    "model": model_page,
    "resource": resource_page,
    "indicator": indicator_page,
    "topic": topic_page,
    "audience": audience_page,
}


@dataclass(frozen=True, slots=True)
class FromEditors:
    """What editors wrote for pages like these: the text of the home page, as HTML; where one is told to take part."""

    home_text: str = ""
    take_part: str = ""


class Pages:
    def __init__(
        self,
        catalogue: Catalogue,
        language: str,
        templates: Environment,
        prose: Prose,
        today: date,
        editors: FromEditors,
        scripts: Mapping[str, str],
        of_all: dict[Hashable, Any],
    ) -> None:
        """`scripts` are the paths of those that pages load; `of_all` is kept for the pages of all languages."""
        phrases = Phrases(language)
        urls = {one.language: one for one in all_urls(catalogue.languages)}
        everywhere = tuple(urls.values())
        self._press = Press(
            catalogue, phrases, urls[language], everywhere, templates, prose, today, editors.take_part, scripts, of_all
        )
        self._home_text = editors.home_text

    def view(self, path: str) -> View:
        """What a page at `path` can show, for one that is not made here."""
        return self._press.view(path)

    def makers(self) -> Mapping[str, Callable[[], Page]]:
        """What makes each page, by its path, in the order of the site; a page needs none of the others."""
        press, catalogue, urls = self._press, self._press.catalogue, self._press.urls
        return {
            urls.home: partial(home_page, press, self._home_text),
            urls.finding: partial(finding_page, press),
            urls.tell: partial(tell_page, press),
            urls.calendar: partial(calendar_page, press),
            urls.coverage: partial(coverage_page, press),
            urls.consent: partial(consent_page, press),
            urls.saved: partial(saved_page, press),
            **{urls.listing(kind): partial(list_page, press, kind) for kind in self._listed()},
            **{
                urls.record(record): partial(_MAKERS[kind.name], press, record)
                for kind in KINDS.values()
                for record in catalogue.all_of(kind.model)
            },
        }

    def _listed(self) -> list[str]:
        """The kinds that have a list: those of which there are records."""
        all_of = self._press.catalogue.all_of
        return [name for name, kind in KINDS.items() if name in _ALWAYS_LISTED or all_of(kind.model)]
