"""An organisation's page: whom to call, what it runs, who stands below it."""

from __future__ import annotations

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Organisation, Record
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import filled, related, section
from langhoc.site.views import Fact, View


def organisation_page(press: Press, organisation: Organisation) -> Page:
    view = press.view(press.urls.record(organisation))
    sort = press.phrases.label(organisation.type)
    below = [one for one in press.catalogue.naming(organisation, Organisation) if one.parent == organisation.id]
    return press.record_page(
        organisation,
        view,
        lambda: [sort, view.plain(organisation.address)],
        trail=(view.list_anchor("organisation"), *_above(view, organisation)),
        kind=sort,
        facts=_facts(view, organisation),
        website=organisation.url,
        sections=[
            *filled(section(view, _("Below it"), below)),
            *related(view, organisation, but=(Organisation,)),
        ],
    )


def _above(view: View, organisation: Organisation) -> tuple[Markup, ...]:
    return (view.named(organisation.parent),) if organisation.parent else ()


def _facts(view: View, organisation: Organisation) -> tuple[Fact, ...]:
    above: Record | None = view.catalogue.record(organisation.parent) if organisation.parent else None
    return view.facts(
        (_("Also called"), view.joined(map(view.said, organisation.also))),
        (_("Address"), organisation.address),
        (_("Where"), view.named(organisation.area)),
        (_("Belongs to"), view.anchor(above) if above else None),
    )
