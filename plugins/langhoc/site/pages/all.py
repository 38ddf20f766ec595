"""All pages of a catalogue in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from langhoc.catalogue import Catalogue
from langhoc.phrases import Phrases
from langhoc.site.pages.area import area_page
from langhoc.site.pages.centre import centre_page
from langhoc.site.pages.home import home_page
from langhoc.site.pages.lists import area_list, centre_list, offer_list, topic_list
from langhoc.site.pages.offer import offer_page
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.topic import topic_page
from langhoc.site.prose import Prose
from langhoc.site.templates import environment
from langhoc.site.urls import all_urls


class Pages:
    """`home_text` is the editors' text for the home page, as HTML."""

    def __init__(
        self, catalogue: Catalogue, language: str, theme: Path, prose: Prose, today: date, home_text: str
    ) -> None:
        phrases = Phrases(language)
        urls = {one.language: one for one in all_urls(catalogue.languages)}
        templates = environment(theme, phrases)
        self._press = Press(catalogue, phrases, urls[language], tuple(urls.values()), templates, prose, today)
        self._home_text = home_text

    def makers(self) -> Mapping[str, Callable[[], Page]]:
        """What makes each page, by its path, in the order of the site; a page needs none of the others."""
        press, catalogue, urls = self._press, self._press.catalogue, self._press.urls
        lists = {"offer": offer_list, "centre": centre_list, "area": area_list, "topic": topic_list}
        return {
            urls.home: partial(home_page, press, self._home_text),
            **{urls.listing(kind): partial(make, press) for kind, make in lists.items()},
            **{urls.record(area): partial(area_page, press, area) for area in catalogue.areas},
            **{urls.record(centre): partial(centre_page, press, centre) for centre in catalogue.centres},
            **{urls.record(offer): partial(offer_page, press, offer) for offer in catalogue.offers},
            **{urls.record(topic): partial(topic_page, press, topic) for topic in catalogue.topics},
        }
