"""A sheet for the noticeboard: one thing to learn, or a commune's week; strips to tear off, and lines for wishes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from markupsafe import Markup
from weasyprint.document import Document

from langhoc.editions.paper.font import font_of, printable
from langhoc.editions.paper.nearby import Nearby, nearby
from langhoc.editions.paper.printing import fitted, laid_out, printed
from langhoc.editions.paper.sheet import Sheet, lacking_in, only
from langhoc.editions.paper.theme import address_of, files_of, style_of
from langhoc.editions.paper.view import Entry, PaperView, ask_anew, code_of, entry, made_on, press_of, typed
from langhoc.editions.paper.week import DayOfRows, by_weekday, notices_of_places
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area, Offer, Place, Record, Story
from langhoc.site.build import Plan
from langhoc.site.cards import age
from langhoc.site.meetings import WEEK
from langhoc.site.pages.calling import WhomToCall
from langhoc.site.views import CallCard, Fact

# So many strips: each is wide enough for three lines, and so long that a number stands on it in large figures.
_STRIPS = 9
_ON_STRIP = 44

# Points: the first that fits. Nobody reads less from further than an arm's length.
_SIZES = (24.0, 22.0, 20.0, 18.0, 16.5, 15.0, 14.0, 13.0, 12.0, 11.0)
_SIZES_OF_WEEK = (22.0, 20.0, 18.0, 16.0, 14.0, 12.5)
# Where even the smallest is too large: so many lines of each fact.
_LINES = (4, 2)

# So many classes without a fixed day are named, and so many places.
_UNFIXED = 12
_PLACES = 12

# Where a class does not fit, so many of the next ones are tried.
_TRIES = 4

# Millimetres: the height of a line to write on, and what is below all else, with strips and without.
_LINE, _BELOW, _BARE = 10.8, 48, 13
_LEAST_LINES, _MOST_LINES = 2, 12
_PIXELS = 96 / 25.4

# A title of at most so many letters stands so large.
_TITLES = ((18, "huge"), (34, "large"), (60, "medium"))


_NOWHERE = Markup()


class Photo(NamedTuple):
    """What is to be seen on it (plain), and whose it is."""

    alt: str
    credit: Markup


class Line(NamedTuple):
    """A class or a place: what it is, where, a sentence about it, and whom to call (plain). `age` is as in a row."""

    title: Markup
    is_free: bool
    where: Markup
    text: Markup
    number: str = ""
    age: str = ""


class Group(NamedTuple):
    """Lines below a heading."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the sheet. `number` is the one to call, `whom` whose it is, `besides` who is nearer but can be
    written to only; `on_strip` is what stands before the number on each strip, `address` where the page of the record
    is, as one types it. Of an area `days` are its week, `where` is the place of all that is on then, where it is one,
    else each says its own, cut off where the sheet `is_dense`; `notices` are those of the places, `groups` what is held
    at other times and where one can go, or, where there is no room for that, `unfixed` names the former; `extent` says
    how much there is, and `more` how much of that is not on the sheet. `over` says that it is over, or the place gone.
    """

    catalogue: str
    about: Entry
    over: str
    photo: Photo | None
    number: str
    whom: WhomToCall | None
    besides: WhomToCall | None
    on_strip: str
    address: str
    code: str
    made_on: str
    ask_anew: str
    days: Sequence[DayOfRows] = ()
    notices: Sequence[Markup] = ()
    where: Markup = _NOWHERE
    is_dense: bool = False
    groups: Sequence[Group] = ()
    unfixed: Sequence[Line] = ()
    extent: str = ""
    more: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether what is known is so old that it is said at the top. That it is over says more."""
        return not self.extent and not self.over and self.about.trust.state != "checked"

    @property
    def has_ages(self) -> bool:
        """Whether a line of a week says how old it is."""
        lines = [*self.unfixed, *(line for group in self.groups for line in group.lines)]
        return any(row.age for day in self.days for row in day.rows) or any(line.age for line in lines)

    @property
    def title_size(self) -> str:
        length = len(self.about.title.striptags())
        return next((size for most, size in _TITLES if length <= most), "small")


class _Option(NamedTuple):
    """A way to print it: so large, in points, with so many lines to write on."""

    size: float
    poster: Poster
    lines: int = _LEAST_LINES


def poster(plan: Plan, record: Record, best_before: date) -> Sheet:
    """Of a record, or of the week in an area, in the catalogue's first language. It is best before the day."""
    last = min([best_before, *([record.last_day] if isinstance(record, Story) and record.last_day else [])])
    view, font = PaperView(press_of(plan, plan.catalogue.language), {}, last), font_of(plan.assets.theme)
    made = _poster(plan, view, record, last)
    files = {**font.files, **files_of(plan, address_of(plan, view.urls.record(record))), **_photo_file(plan, record)}

    def lay(option: _Option) -> Document:
        return laid_out(printable(_page(plan, view, option), font.signs), files)

    if isinstance(record, Area):
        document, option, others = _with_week(lay, view, made, record)
    else:
        (document, option), others = fitted(lay, _options(made)), []
    if (lines := _lines(document, made)) > option.lines:
        option = option._replace(lines=lines)
        document = lay(option)
    shown = only(plan.catalogue, [record, *others], pictured=record.id if made.photo else None)
    unprinted = lacking_in(_page(plan, view, option), shown, plan.catalogue, font.signs)
    pages, warning = len(document.pages), _warning(view, record)
    return Sheet(printed(document), pages, shown, last, unprinted, bool(made.number), warning)


def _page(plan: Plan, view: PaperView, option: _Option) -> str:
    return view.press.templates.get_template("paper/poster.html").render(
        language=view.language,
        styles=[style_of(plan, name) for name in ("paper", "poster")],
        size=option.size,
        made=plan.today.isoformat(),
        poster=option.poster,
        lines=range(option.lines),
        strips=range(_STRIPS if option.poster.number else 0),
        below=_below(option.poster),
        is_imaginary=plan.catalogue.is_imaginary,
    )


def _below(made: Poster) -> int:
    return _BELOW if made.number else _BARE


def _lines(document: Document, made: Poster) -> int:
    """How many lines there is room for."""
    first, *others = document.pages
    if others:
        return _LEAST_LINES
    _left, end = first.anchors["end"][:2]
    left = first.height - end - _below(made) * _PIXELS
    return min(_MOST_LINES, _LEAST_LINES + max(0, int(left / (_LINE * _PIXELS))))


def _poster(plan: Plan, view: PaperView, record: Record, last: date) -> Poster:
    about = entry(view, record)
    address = address_of(plan, view.urls.record(record))
    over, whom = _over(view, record), _called(about.call)
    return Poster(
        catalogue=view.plain(plan.catalogue.settings.title),
        about=_without_end(about) if over else about,
        over=over,
        photo=_photo(view, record),
        number=_dialled(whom.contacts[0]) if whom else "",
        whom=whom,
        besides=_written_to(about.call),
        on_strip=_short(view.plain(record.title)),
        address=typed(address),
        code=code_of(view.phrases, address),
        made_on=made_on(view.phrases, plan.today),
        ask_anew=ask_anew(view.phrases, last),
    )


def _over(view: PaperView, record: Record) -> str:
    """That it is over, and since when; of a place what has become of it. Empty for what is still there."""
    if not record.is_over(view.today):
        return ""
    if isinstance(record, Place):
        return ": ".join([view.phrases.lifecycle(record), *_taken_in_by(view, record)])
    say, last = view.phrases.say, record.last_day
    return say(_("This ended on {day}"), day=view.phrases.short_day(last)) if last else say("This is over")


def _taken_in_by(view: PaperView, place: Place) -> list[str]:
    into = place.lifecycle.into if place.lifecycle else None
    return [view.plain(view.catalogue.place(into).title)] if into else []


def _without_end(about: Entry) -> Entry:
    """Without the notes that would say it twice, or of days on which nothing is on any more."""
    return replace(about, told=about.told._replace(notes=()))


def _warning(view: PaperView, record: Record) -> Message | None:
    """What who prints it should know before it hangs. A week says it line by line."""
    if isinstance(record, Area):
        return None
    params = {"title": view.plain(record.title), "day": record.checked_on}
    if record.is_over(view.today):
        return Message(_("“{title}” is over. The sheet says so; nobody should be invited by it."), params)
    warnings = {
        "stale": _("“{title}” was last checked on {day}. The sheet says that this is old; ask before you hang it up."),
        "unchecked": _("Nobody has checked “{title}” yet. The sheet says so; ask before you hang it up."),
    }
    warning = warnings.get(view.trusted(record))
    return Message(warning, params) if warning else None


def _photo(view: PaperView, record: Record) -> Photo | None:
    """Nobody who agreed to a story with a photo agreed to hang on a noticeboard."""
    if record.image is None or isinstance(record, Story):
        return None
    return Photo(view.plain(record.image.alt), view.said(record.image.credit))


def _photo_file(plan: Plan, record: Record) -> dict[str, bytes]:
    image = None if isinstance(record, Story) else record.image
    return {"photo": plan.catalogue.media[image.file].path.read_bytes()} if image else {}


def _called(call: WhomToCall | None) -> WhomToCall | None:
    """The nearest that have a number, if anybody has; whose it is comes first."""
    nearest = (call.others or call) if call else None
    if nearest is None:
        return None
    return replace(nearest, contacts=tuple(sorted(nearest.contacts, key=lambda card: not _dialled(card))))


def _written_to(call: WhomToCall | None) -> WhomToCall | None:
    """Who is nearer than those who are called, and can be written to."""
    if call is None or call.others is None:
        return None
    contacts = tuple(card for card in call.contacts if card.email)
    return replace(call, contacts=contacts) if contacts else None


def _dialled(card: CallCard) -> str:
    phone, zalo = card.phone, card.zalo
    return phone[0] if phone else f"Zalo {zalo[0]}" if zalo else ""


def _short(title: str) -> str:
    """As much of a title, in whole words, as a strip has room for."""
    if len(title) <= _ON_STRIP:
        return title
    return f"{title[:_ON_STRIP].rpartition(' ')[0] or title[:_ON_STRIP]}…"


# One record


def _options(made: Poster) -> list[_Option]:
    brief = [_Option(_SIZES[-1], _with_lines(made, most)) for most in _LINES]
    return [*(_Option(size, made) for size in _SIZES), *brief]


def _with_lines(made: Poster, most: int) -> Poster:
    """With at most so many lines of each fact: where to ask for the rest stands on it, too."""
    told = made.about.told
    facts = [Fact(fact.name, fact.values[:most], fact.icon) for fact in told.key_facts]
    return replace(made, about=replace(made.about, told=told._replace(key_facts=facts)))


# The week in an area


def _with_week(
    lay: Callable[[_Option], Document], view: PaperView, made: Poster, area: Area
) -> tuple[Document, _Option, list[Record]]:
    """The sheet, how it is printed, and what stands on it: as many classes as fit, the most useful first."""
    offers = [one for one in view.catalogue.offers_in(area) if not one.is_over(view.today)]
    in_order = sorted(offers, key=lambda one: _use(view, one))
    useful = [one for one in in_order if by_weekday(view, [one], False)]
    unfixed = [one for one in in_order if one not in useful][:_UNFIXED]
    spots = _spots(view, area)
    full = _of_week(view, made, useful, unfixed, len(offers))
    groups = [Group(view.phrases.say(_("Ask when")), [_class(view, one) for one in unfixed]), *_places(view, spots)]

    options = [_Option(size, _with_groups(full, groups)) for size in _SIZES_OF_WEEK]
    brief = [_Option(size, _with_groups(full, _without_texts(groups))) for size in _SIZES_OF_WEEK[-2:]]
    named = [_Option(_SIZES_OF_WEEK[-1], replace(full, is_dense=is_dense)) for is_dense in (False, True)]
    document, used = fitted(lay, [*options, *brief, *named])
    if len(document.pages) == 1:
        shown = spots if used.poster.groups else []
        return document, used, [*useful, *unfixed, *(one.place for one in shown)]

    def option(some: Sequence[Offer]) -> _Option:
        poster = _of_week(view, made, some, unfixed, len(offers))
        return _Option(_SIZES_OF_WEEK[-1], replace(poster, is_dense=True))

    some = _fitting(lambda some: len(lay(option(some)).pages) == 1, useful)
    return lay(option(some)), option(some), [*some, *unfixed]


def _with_groups(made: Poster, groups: Sequence[Group]) -> Poster:
    return replace(made, groups=[group for group in groups if group.lines], unfixed=())


def _without_texts(groups: Sequence[Group]) -> list[Group]:
    return [Group(group.name, [line._replace(text=Markup()) for line in group.lines]) for group in groups]


def _spots(view: PaperView, area: Area) -> list[Nearby]:
    """Where one can go in the area; where there is nothing, near it."""
    here = [Nearby(place, area, 0) for place in view.catalogue.places_in_use(area)]
    return (here or list(nearby(view.catalogue, area)))[:_PLACES]


def _places(view: PaperView, spots: Sequence[Nearby]) -> list[Group]:
    here = [_place(view, one, view.said(one.place.address)) for one in spots if not one.km]
    near = [_place(view, one, _way(view, one)) for one in spots if one.km]
    say = view.phrases.say
    return [Group(say(_("Places to learn")), here), Group(say(_("Nearest places to learn")), near)]


def _way(view: PaperView, one: Nearby) -> Markup:
    """As "Xã Mẫu, cách khoảng 4,2 km"."""
    return view.joined([view.said(one.area.title), view.phrases.about_km(one.km)])


def _place(view: PaperView, one: Nearby, where: Markup) -> Line:
    number = next(filter(None, map(_dialled, view.contacts(one.place.contacts))), "")
    summary = view.said(one.place.summary)
    return Line(view.said(one.place.title), False, where, summary, number, age(view, one.place))


def _class(view: PaperView, offer: Offer) -> Line:
    where = view.joined([view.said(place.title) for place in view.catalogue.places_of(offer)])
    return Line(view.said(offer.title), offer.is_free, where, view.said(offer.summary), age=age(view, offer))


def _fitting(fits: Callable[[list[Offer]], bool], useful: list[Offer]) -> list[Offer]:
    """The first of them, as many as fit; then those of the next few that still find room beside them."""
    most = bisect_left(range(1, len(useful)), True, key=lambda n: not fits(useful[:n]))
    some = useful[:most]
    for one in useful[most + 1 : most + 1 + _TRIES]:
        if fits([*some, one]):
            some.append(one)
    return some


def _use(view: PaperView, offer: Offer) -> tuple[bool, bool, bool, bool]:
    """How little a class helps most: who can pay, and is free by day, finds others; what is unsure comes last."""
    is_full = offer.enrolment is not None and offer.enrolment.state in {"full", "closed"}
    return is_full, not offer.is_free, not offer.is_in_the_evening, view.trusted(offer) != "checked"


def _of_week(view: PaperView, made: Poster, offers: Sequence[Offer], unfixed: Sequence[Offer], of: int) -> Poster:
    counted, left = view.phrases.counted, of - len(offers) - len(unfixed)
    days, where = _with_one_place(by_weekday(view, offers, names_area=False, changes_until=view.today + WEEK))
    return replace(
        made,
        # What is not certain of an area, as its population, is nothing that stands here.
        about=replace(made.about, doubt=Markup()),
        days=days,
        where=where,
        notices=notices_of_places(view, offers),
        unfixed=[_class(view, one) for one in unfixed],
        extent=counted("{n} class", "{n} classes", of) if of else view.phrases.say(_("No class here is known yet.")),
        more=counted("{n} finds no room here: ask", "{n} find no room here: ask", left) if left else "",
    )


def _with_one_place(days: Sequence[DayOfRows]) -> tuple[Sequence[DayOfRows], Markup]:
    """Where all is on at one place, that is said once."""
    places = {row.where for day in days for row in day.rows}
    if len(places) != 1:
        return days, Markup()
    rows = ((day, tuple(replace(row, where=Markup()) for row in day.rows)) for day in days)
    return [replace(day, rows=of_day) for day, of_day in rows], places.pop()
