"""An offer's page, in the order a resident asks: is it on, when, where, for how much, for whom, whom to call."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Mode, Offer
from langhoc.site.cards import cost_lines, cost_words
from langhoc.site.next_meeting import times_of
from langhoc.site.pages.page import Page
from langhoc.site.pages.place import place_lines
from langhoc.site.pages.press import Press
from langhoc.site.pages.related import related
from langhoc.site.pages.told import Told
from langhoc.site.sessions import change_notes, later_changes, over_notes
from langhoc.site.views import Fact, Note, Tag, View


class _Subjects(NamedTuple):
    """What the topics and audiences of a class say on its page: alike for all classes that have the same ones."""

    way: tuple[Markup, ...]
    who: Markup
    links: tuple[Fact, ...]


def offer_page(press: Press, offer: Offer) -> Page:
    view = press.view(press.urls.record(offer))
    subjects = _subjects(view, offer)
    return press.record_page(
        offer,
        view,
        lambda: _about(press, view, offer),
        trail=subjects.way,
        is_free=offer.is_free,
        website=offer.url,
        sections=related(view, offer),
        links=subjects.links,
        **told_of_offer(press, view, offer)._asdict(),
    )


def told_of_offer(press: Press, view: View, offer: Offer) -> Told:
    return Told(
        kind=press.phrases.label(offer.type),
        tags=_tags(view, offer),
        notes=_notes(press, view, offer),
        key_facts=[fact for fact in _key_facts(press, view, offer, _subjects(view, offer).who) if fact.values],
        facts=_facts(press, view, offer),
    )


def _subjects(view: View, offer: Offer) -> _Subjects:
    return view.once(("subjects", offer.topics, offer.audiences), lambda: _new_subjects(view, offer))


def _new_subjects(view: View, offer: Offer) -> _Subjects:
    """The way to the class, whom it is for, and what leads on: the other classes of its topics and audiences."""
    audiences = view.catalogue.audiences_of(offer)
    topics = [view.anchor(topic) for topic in view.catalogue.topics_of(offer)]
    more = view.joined([view.anchor(one) for one in audiences])
    return _Subjects(
        way=(view.list_anchor("offer"), *topics[:1]),
        who=view.strong(view.joined([view.said(one.title) for one in audiences])) if audiences else Markup(),
        links=view.facts((_("Topics"), view.joined(topics)), (_("More for"), more)),
    )


def _about(press: Press, view: View, offer: Offer) -> list[str]:
    places = press.catalogue.places_of(offer)
    where = ", ".join(view.plain(place.title) for place in places)
    when = press.phrases.session(offer.sessions[0]) if offer.sessions else ""
    return [press.phrases.label(offer.type), where, when, cost_words(view, offer.cost)]


def _tags(view: View, offer: Offer) -> list[Tag]:
    """What to see at once besides the price: whether it takes learners, and whether one must go there."""
    mode = "" if offer.mode is Mode.IN_PERSON else view.phrases.label(offer.mode)
    enrolment = Tag(view.phrases.enrolment(offer, view.today), str(offer.last_day_to_enrol or ""))
    return [tag for tag in (enrolment, Tag(mode)) if tag.text]


def _notes(press: Press, view: View, offer: Offer) -> list[Note]:
    changes = change_notes(view, offer.sessions)
    return [*changes, *over_notes(view, offer)]


# When, where, for how much, for whom


def _key_facts(press: Press, view: View, offer: Offer, who: Markup) -> list[Fact]:
    return [
        view.fact(_("When"), _times(press, view, offer), "clock"),
        view.fact(_("Where"), [place_lines(view, place) for place in press.catalogue.places_of(offer)], "pin"),
        view.fact(_("Cost"), cost_lines(view, offer.cost), "coin"),
        view.fact(_("For whom"), _learners(view, offer, who), "people"),
    ]


def _times(press: Press, view: View, offer: Offer) -> list[str | Markup]:
    times = [line for lines in times_of(view, offer, offer.sessions) for line in lines]
    unknown = [] if times else [press.phrases.say("The times are not known. Call and ask.")]
    return [*times, *unknown, _span(view, offer), *later_changes(view, offer.sessions)]


def _span(view: View, offer: Offer) -> str:
    """Its first and last day, as far as they are known."""
    day, say = view.phrases.short_day, view.phrases.say
    if offer.starts_on and offer.ends_on:
        return say("From {first} to {last}", first=day(offer.starts_on), last=day(offer.ends_on))
    if offer.starts_on:
        message = _("Begins on {day}") if offer.starts_on > view.today else _("Since {day}")
        return say(message, day=day(offer.starts_on))
    return say("Until {day}", day=day(offer.ends_on)) if offer.ends_on else ""


def _learners(view: View, offer: Offer, who: Markup) -> list[object]:
    return [
        who,
        view.phrases.ages(offer.ages) if offer.ages else None,
        view.phrases.label(offer.level) if offer.level else None,
        _schooling(view, offer),
        _yes_no(view, offer.temporary_residents, _("Temporary residents may join"), _("For local residents only")),
    ]


def _schooling(view: View, offer: Offer) -> Markup | None:
    needed = view.said(offer.schooling_needed)
    return Markup("{}: {}").format(view.phrases.say(_("Schooling needed")), needed) if needed else None


def _yes_no(view: View, value: bool | None, yes: str, no: str) -> str | None:
    return None if value is None else view.phrases.say(yes if value else no)


# The rest


def _facts(press: Press, view: View, offer: Offer) -> tuple[Fact, ...]:
    seats = offer.enrolment.seats if offer.enrolment else None
    return view.facts(
        (_("How to join"), offer.how_to_join),
        (_("Put your name down"), _enrolment_window(view, offer)),
        (_("Seats"), view.phrases.number(seats) if seats else None),
        (_("Papers"), offer.papers),
        (_("Bring"), offer.bring),
        (_("Device and data"), offer.device),
        (_("What you gain"), offer.gain),
        (_("Certificate"), _certificate(view, offer)),
        (_("Childcare"), _yes_no(view, offer.childcare, _("Yes"), _("No"))),
        (_("Organised by"), view.named(offer.provider) if offer.provider not in offer.places else None),
        (_("Part of"), view.named(offer.programme)),
        (_("Language"), view.phrases.language_name(offer.language) if offer.language else None),
    )


def _certificate(view: View, offer: Offer) -> Markup:
    """Its name, and who issues it."""
    certificate = offer.certificate
    return view.joined([view.said(certificate.name), view.said(certificate.issuer)]) if certificate else Markup()


def _enrolment_window(view: View, offer: Offer) -> str | None:
    if offer.enrolment is None:
        return None
    opens, closes = offer.enrolment.opens, offer.enrolment.closes
    day, say = view.phrases.short_day, view.phrases.say
    if opens and closes:
        return say("From {first} to {last}", first=day(opens), last=day(closes))
    if closes:
        return say("Until {day}", day=day(closes))
    return say("From {day} on", day=day(opens)) if opens else None
