"""The menu behind the button: what a catalogue has besides the four items that are always in sight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment

from langhoc.catalogue import Catalogue
from langhoc.i18n import mark as _
from langhoc.model import KINDS
from langhoc.phrases import Phrases
from langhoc.site.host import ContentPage
from langhoc.site.urls import Urls

# For residents, and for those who keep the catalogue.
_FOR_ALL = ("topic", "audience", "event", "library", "resource", "story", "programme")
_FOR_OFFICIALS = ("model", "indicator", "organisation", "classroom")


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Links under a heading, or under none; each is a path in the site and its words."""

    heading: str
    items: list[tuple[str, str]]


class Menu:
    """The menu of one language, as HTML for a page at any depth."""

    def __init__(
        self, catalogue: Catalogue, urls: Urls, templates: Environment, contents: Iterable[ContentPage]
    ) -> None:
        self._phrases = Phrases(urls.language)
        self._templates = templates
        self._groups = [group for group in self._all(catalogue, urls, contents) if group.items]
        self._made: dict[int, str] = {}

    def html(self, depth: int) -> str:
        if depth not in self._made:
            template = self._templates.get_template("bodies/menu.html")
            self._made[depth] = template.render(groups=self._groups, up="../" * depth)
        return self._made[depth]

    def _all(self, catalogue: Catalogue, urls: Urls, contents: Iterable[ContentPage]) -> Iterable[MenuGroup]:
        finding = (urls.finding, self._phrases.say(_("Find something to learn")))
        saved = (urls.saved, self._phrases.say(_("My list")))
        yield MenuGroup("", [finding, saved, *self._lists(catalogue, urls, _FOR_ALL)])
        pages = [page for page in contents if page.language == urls.language and page.path != urls.home]
        telling = (urls.tell, self._phrases.say(_("Tell of a place, a class, a story")))
        yield MenuGroup("", [telling, *((page.path, page.title) for page in pages)])
        has_communes = any(area.type.is_commune_level for area in catalogue.areas)
        coverage = [(urls.coverage, self._phrases.say(_("Where something is missing")))] if has_communes else []
        consent = (urls.consent, self._phrases.say(_("Consent sheet for a story")))
        for_officials = [*coverage, consent, *self._lists(catalogue, urls, _FOR_OFFICIALS)]
        yield MenuGroup(self._phrases.say(_("For officials")), for_officials)

    def _lists(self, catalogue: Catalogue, urls: Urls, kinds: Iterable[str]) -> list[tuple[str, str]]:
        """The lists of those kinds of which there are records."""
        filled = (kind for kind in kinds if catalogue.all_of(KINDS[kind].model))
        return [(urls.listing(kind), self._phrases.plural(kind)) for kind in filled]
