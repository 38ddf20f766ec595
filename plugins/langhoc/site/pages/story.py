"""A story's page: the text first, then what helped, so that a reader can do the same."""

from __future__ import annotations

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Offer, Place, Programme, Record, Story
from langhoc.site.cards import Section
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import filled, section
from langhoc.site.views import Fact, View

# What an old copy says in place of the story.
_OVER = _("This story is told no more: those it tells of agreed to it until {day}. What you read is an old copy.")


def story_page(press: Press, story: Story) -> Page:
    view = press.view(press.urls.record(story))
    sort = press.phrases.label(story.subject)
    return press.record_page(
        story,
        view,
        lambda: [sort],
        template="story",
        trail=(view.list_anchor("story"), *_trail(view, story)),
        kind=sort,
        facts=_facts(press, view, story),
        until=str(story.last_day or ""),
        over=press.phrases.say(_OVER, day=_last_day(press, story)),
        sections=_what_helped(press, view, story),
    )


def _trail(view: View, story: Story) -> tuple[Markup, ...]:
    return view.trail(view.catalogue.area(story.area)) if story.area else ()


def _facts(press: Press, view: View, story: Story) -> tuple[Fact, ...]:
    return view.facts(
        (_("Who it tells of"), story.called),
        (_("Learning model"), view.named(story.model)),
        (_("Told on what basis"), press.phrases.label(story.basis) if story.basis else None),
        (_("May be told until"), _last_day(press, story)),
    )


def _last_day(press: Press, story: Story) -> str:
    return press.phrases.short_day(story.last_day) if story.last_day else ""


def _what_helped(press: Press, view: View, story: Story) -> list[Section]:
    def named(ids: tuple[str, ...], model: type[Record]) -> list[Record]:
        return [press.catalogue.get(model, one) for one in ids]

    helped = [*named(story.offers, Offer), *named(story.places, Place), *named(story.programmes, Programme)]
    return filled(section(view, _("What helped"), helped))
