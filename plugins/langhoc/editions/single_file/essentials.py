"""What anybody can read of a copy without a script: what there is, where, when, for how much, and whom to call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from langhoc.editions.alert import alert_of
from langhoc.i18n import mark as _
from langhoc.model import Area, EnrolmentState, Event, Offer, Place, Record
from langhoc.site.cards import Card, card, offer_cards
from langhoc.site.pages import whom_to_call
from langhoc.site.sessions import sessions_in_full
from langhoc.site.views import View


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call: numbers with their addresses; `of` names whose they are where they are not the record's own."""

    of: str | Markup = ""
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What of a record anybody needs: what it is, texts that say where, when and for how much, whom to call; of a
    place what is held there.
    """

    title: Markup
    texts: tuple[str | Markup, ...]
    call: Call
    held: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What there is in an area."""

    name: str
    rows: tuple[Row, ...]


def essentials(view: View) -> tuple[Group, ...]:
    """Places by the communes they are in, with what is held there; then all that is held elsewhere."""
    return tuple(group for group in _Listing(view).groups() if group.rows)


@dataclass(frozen=True, slots=True)
class _Listing:
    """The list as it is made: `told` are the ids of what stands in it already."""

    view: View
    told: set[str] = field(default_factory=set)

    def groups(self) -> Iterator[Group]:
        catalogue = self.view.catalogue
        for area in catalogue.areas:
            places = [one for one in catalogue.places_in_use(area) if one.area == area.id]
            rows = [self._place(one) for one in places]
            # What is held at a place stands there.
            rows += self._held(one for one in catalogue.events_in(area) if one.area == area.id)
            yield Group(self._named(area), tuple(rows))
        rest = self._held((*catalogue.offers, *catalogue.events))
        yield Group(self.view.phrases.say(_("Elsewhere, or on the internet")), tuple(rest))

    def _named(self, area: Area) -> str:
        """As "Khu phố 3, Phường Mẫu"; the province need not be said each time."""
        above = [one for one in self.view.catalogue.ancestors(area) if one.parent]
        return ", ".join(self.view.plain(one.title) for one in (area, *above))

    def _place(self, place: Place) -> Row:
        catalogue, call = self.view.catalogue, self._call(place)
        here: tuple[Offer | Event, ...] = (*catalogue.offers_at(place), *catalogue.naming(place, Event))
        texts = [self.view.said(place.address), *self._warnings(place, card(self.view, place))]
        return Row(self.view.said(place.title), _said(texts), call, tuple(self._held(here, place, call)))

    def _held(
        self, several: Iterable[Offer | Event], here: Place | None = None, known: Call | None = None
    ) -> Iterator[Row]:
        """Those that are not over, and not told yet; what is said of the place need not be said again."""
        for one in several:
            if one.id in self.told or one.is_over(self.view.today):
                continue
            self.told.add(one.id)
            shown = self._card(one, here)
            call = self._call(one)
            when = self._times(one, here) or shown.when
            texts = [when, *self._bounds(one), shown.cost, shown.where, *self._warnings(one, shown)]
            is_known = known is not None and call.numbers == known.numbers
            yield Row(shown.title, _said(texts), Call() if is_known else call)

    def _times(self, one: Offer | Event, here: Place | None) -> Markup:
        """All the times of a class: there is no other page to look in."""
        return sessions_in_full(self.view, one, here) if isinstance(one, Offer) else Markup()

    def _bounds(self, one: Offer | Event) -> Iterator[str]:
        """The first day of a class, while it is to come, and the last one, for nobody says later that it is over; the
        days of an event say both.
        """
        if isinstance(one, Event):
            return
        say, day = self.view.phrases.say, self.view.phrases.day_in_list
        if one.starts_on and one.starts_on > self.view.today:
            yield say("Begins on {day}", day=day(one.starts_on))
        if one.last_day:
            yield say("Until {day}", day=day(one.last_day))

    def _card(self, one: Offer | Event, here: Place | None) -> Card:
        if here is None:
            return card(self.view, one)
        if isinstance(one, Offer):
            return offer_cards(self.view, [one], here)[0]
        shown = card(self.view, one)
        return shown._replace(where=self.view.said(one.where)) if one.places == (here.id,) else shown

    def _warnings(self, record: Record, shown: Card) -> tuple[str, ...]:
        """What would make the way there vain; that a class takes learners is no such thing."""
        is_sample = record.sample and not self.view.catalogue.is_imaginary
        enrolment = record.enrolment if isinstance(record, Offer) else None
        is_open = enrolment is not None and enrolment.state is EnrolmentState.OPEN
        state = "" if is_open else shown.state
        return (shown.kind if is_sample else "", alert_of(self.view, record), shown.notice, state, shown.age)

    def _call(self, record: Record) -> Call:
        """The first of those whom its page names that has a number."""
        whom = whom_to_call(self.view, record)
        if whom is None:
            return Call()
        nearest = whom.others or whom
        numbers = (one.phone or one.zalo for one in nearest.contacts)
        return Call(nearest.of, tuple(number for number in numbers if number))


def _said(texts: Iterable[str | Markup]) -> tuple[str | Markup, ...]:
    return tuple(filter(None, texts))
