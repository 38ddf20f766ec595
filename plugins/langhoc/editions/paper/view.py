"""What paper shows of a record: as on its page, with numbers of pages in place of links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from langhoc.cache import Cache
from langhoc.catalogue import Catalogue
from langhoc.editions.alert import alert_of
from langhoc.editions.paper.coming import closed_days
from langhoc.i18n import mark as _
from langhoc.model import Event, Offer, Place, Programme, Record
from langhoc.phrases import Phrases
from langhoc.site.build import Plan
from langhoc.site.markup import safe
from langhoc.site.pages.calling import WhomToCall, whom_to_call
from langhoc.site.pages.event import told_of_event
from langhoc.site.pages.offer import told_of_offer
from langhoc.site.pages.place import told_of_place
from langhoc.site.pages.press import Press
from langhoc.site.pages.programme import told_of_programme
from langhoc.site.pages.told import Told
from langhoc.site.prose import rendered
from langhoc.site.templates import templates
from langhoc.site.urls import all_urls
from langhoc.site.views import Trust, View
from langhoc.workers import ALONE

_TELLERS: Mapping[type[Record], Callable[[Press, View, Any], Told]] = {
    Offer: told_of_offer,
    Place: told_of_place,
    Event: told_of_event,
    Programme: told_of_programme,
}
# The icon of the line that says when a class is held.
_TIMES = "clock"
_HEADING = re.compile(r"<(/?)h([1-6])")


class PaperView(View):
    """Leads to the page of a record where that is printed, too; else it is but named. `pages` are by anchor; what ends
    before `best_before` says so.
    """

    def __init__(self, press: Press, pages: Mapping[str, int], best_before: date = date.max) -> None:
        super().__init__(
            "",
            press.catalogue,
            press.urls,
            press.phrases,
            prose=press.prose,
            today=press.today,
            take_part="",
            kept={},
            of_all={},
        )
        self.press, self.pages, self.best_before = press, pages, best_before

    def href(self, record: Record) -> str:
        return f"#{anchor_of(record)}"

    def anchor(self, record: Record) -> Markup:
        title, page = self.said(record.title), self.pages.get(anchor_of(record))
        return safe(f'<a href="{self.href(record)}">{title} <span class="to">→ {page}</span></a>') if page else title


def anchor_of(record: Record) -> str:
    """Where the record stands in a document."""
    return f"r-{record.id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in full. `website` is an address as one types it."""

    anchor: str
    title: Markup
    told: Told
    is_free: bool
    summary: Markup
    description: Markup
    alert: Markup
    doubt: Markup
    call: WhomToCall | None
    trust: Trust
    website: str
    is_sample: bool


def entry(view: PaperView, record: Record) -> Entry:
    return Entry(
        anchor=anchor_of(record),
        title=view.said(record.title),
        told=_told(view, record),
        is_free=bool(getattr(record, "is_free", False)),
        summary=view.said(record.summary),
        description=_deeper(view.prose(record.description)),
        alert=alert_of(view, record),
        doubt=view.said(record.doubt),
        call=whom_to_call(view, record),
        trust=view.trust(record),
        website=typed(getattr(record, "url", None) or ""),
        is_sample=record.sample and not view.catalogue.is_imaginary,
    )


def in_brief(one: Entry) -> Entry:
    """What somebody needs to know who would ask for it."""
    return replace(one, description=Markup(), told=one.told._replace(facts=()))


def _told(view: PaperView, record: Record) -> Told:
    tell = next((one for model, one in _TELLERS.items() if isinstance(record, model)), None)
    told = tell(view.press, view, record) if tell else Told(view.phrases.sort(record))
    return _with_closed_days(told, closed_days(view, record, view.best_before)) if isinstance(record, Offer) else told


def _with_closed_days(told: Told, lines: Sequence[Markup]) -> Told:
    """What is told of a class, with lines behind its times: who reads of one day off thinks there is no other."""
    facts = [fact._replace(values=(*fact.values, *lines)) if fact.icon == _TIMES else fact for fact in told.key_facts]
    return told._replace(key_facts=facts)


def _deeper(prose: Markup) -> Markup:
    """Headings of a record's own stand below its title, which is of the third level."""
    return safe(_HEADING.sub(lambda m: f"<{m[1]}h{min(6, int(m[2]) + 2)}", prose))


def typed(address: str) -> str:
    """An address as people type it: thuvien.example/gio-mo-cua."""
    return address.partition("://")[2].rstrip("/") if "://" in address else address


def made_on(phrases: Phrases, day: date) -> str:
    return phrases.say(_("Printed from what was known on {day}."), day=phrases.short_day(day))


def ask_anew(phrases: Phrases, best_before: date) -> str:
    return phrases.say(_("Ask for a new one after {day}."), day=phrases.short_day(best_before))


def code_of(phrases: Phrases, address: str) -> str:
    """What a QR code is, for those who do not see it."""
    return phrases.say(_("QR code of {address}"), address=typed(address))


def press_of(plan: Plan, language: str) -> Press:
    """What tells of records in a language of the catalogue."""
    catalogue: Catalogue = plan.catalogue
    urls = {one.language: one for one in all_urls(catalogue.languages)}
    made = templates(plan.assets.theme, plan.assets.digest, catalogue.languages)
    prose = rendered((), Cache(None), ALONE)
    return Press(
        catalogue,
        Phrases(language),
        urls[language],
        tuple(urls.values()),
        made[language],
        prose,
        plan.today,
        "",
        {},
        {},
    )
