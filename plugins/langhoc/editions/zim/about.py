"""What is said of a copy as a whole, under the names that readers of ZIM files know.

https://wiki.openzim.org/wiki/Metadata: which there must be, and how long they may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from babel.core import get_global

from langhoc import __version__, vietnamese
from langhoc.catalogue import Catalogue
from langhoc.model import MEDIA_SORTS, Area, MediaSort
from langhoc.phrases import Phrases
from langhoc.site.build import Plan
from langhoc.site.pages.lists import extent

TITLE_LENGTH, DESCRIPTION_LENGTH = 30, 80
"""In characters, at most."""


def about(plan: Plan, area: Area | None) -> Mapping[str, str]:
    """Name -> text, of a plan that is made in one language; what is not known is left out."""
    (urls,) = plan.urls
    language, settings = urls.language, plan.catalogue.settings
    title = settings.title.said(language).text
    there = area.title.said(language).text if area else ""
    holds = extent(Phrases(language), plan.catalogue)
    summary = settings.summary.said(language).text if settings.summary else holds
    role = settings.corrections.role if settings.corrections else None
    told = {
        "Name": f"{_origin(plan)}_{language}_{area.id if area else 'all'}",
        "Title": shortened(f"{there} – {title}" if there else title, TITLE_LENGTH),
        "Description": shortened(f"{there}: {holds}" if there else summary, DESCRIPTION_LENGTH),
        "LongDescription": summary,
        "Creator": role.said(language).text if role else title,
        "Publisher": title,
        "Date": plan.today.isoformat(),
        "Language": three_letters(language),
        "License": settings.licence,
        "Source": plan.host.site_url or "",
        "Flavour": "maxi",
        "Tags": ";".join(["langhoc", "_category:other", "_ftindex:yes", *_held(plan.catalogue)]),
        "Scraper": f"langhoc {__version__}",
    }
    return {name: text for name, text in told.items() if text}


def shortened(text: str, most: int) -> str:
    """As much of `text` as fits into so many characters, up to the end of a word."""
    if len(text) <= most:
        return text
    # Room for the sign that there was more.
    whole = text[:most].rpartition(" ")[0].rstrip(" ,.;:–-")
    return f"{whole or text[: most - 1]}…"


def three_letters(language: str) -> str:
    """The code of a language in ISO 639-3, as vie of vi."""
    longer = (code for code, short in get_global("language_aliases").items() if short == language and len(code) == 3)
    return language if len(language) == 3 else next(longer, language)


def _origin(plan: Plan) -> str:
    """What stays the same from one copy to the next, and other catalogues have not: readers know a file by it."""
    host = urlsplit(plan.host.site_url or "").hostname
    return host or vietnamese.slug(plan.catalogue.settings.title.said(plan.catalogue.language).text)


def _held(catalogue: Catalogue) -> list[str]:
    sorts = {MEDIA_SORTS.get(medium.path.suffix.lower()) for medium in catalogue.media_shown.values()}
    named = {"_pictures": MediaSort.PICTURE, "_videos": MediaSort.VIDEO}
    return [f"{name}:{'yes' if sort in sorts else 'no'}" for name, sort in named.items()]
