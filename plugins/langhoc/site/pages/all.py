"""All pages of a catalogue in one language."""

from __future__ import annotations

from collections.abc import Callable
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

    def makers(self) -> list[Callable[[], Page]]:
        """What makes each page, in the order of the site; a page needs none of the others."""
        press, catalogue = self._press, self._press.catalogue
        return [
            partial(home_page, press, self._home_text),
            *(partial(make, press) for make in (offer_list, centre_list, area_list, topic_list)),
            *(partial(area_page, press, area) for area in catalogue.areas),
            *(partial(centre_page, press, centre) for centre in catalogue.centres),
            *(partial(offer_page, press, offer) for offer in catalogue.offers),
            *(partial(topic_page, press, topic) for topic in catalogue.topics),
        ]
