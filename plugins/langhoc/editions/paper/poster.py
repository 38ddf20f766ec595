"""A sheet for the noticeboard: one thing to learn, or a commune's week; strips to tear off, and lines for wishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from weasyprint.document import Document

from langhoc.editions.paper.board import LEAST_LINES, Option, Photo, Poster, dialled
from langhoc.editions.paper.board_of_area import with_week
from langhoc.editions.paper.font import font_of, printable
from langhoc.editions.paper.printing import fitted, laid_out, printed
from langhoc.editions.paper.sheet import Sheet, lacking_in, only
from langhoc.editions.paper.theme import address_of, files_of, style_of
from langhoc.editions.paper.view import Entry, PaperView, ask_anew, code_of, entry, made_on, press_of, typed
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Area, Place, Record, Story
from langhoc.site.build import Plan
from langhoc.site.pages.calling import WhomToCall
from langhoc.site.views import Fact

# So many strips: each is wide enough for three lines, and so long that a number stands on it in large figures.
_STRIPS = 9
_ON_STRIP = 44

# Points: the first that fits. Nobody reads less from further than an arm's length.
_SIZES = (24.0, 22.0, 20.0, 18.0, 16.5, 15.0, 14.0, 13.0, 12.0, 11.0)
# Where even the smallest is too large: so many lines of each fact.
_LINES = (4, 2)

# Millimetres: the height of a line to write on, and what is below all else, with strips and without.
_LINE, _BELOW, _BARE = 10.8, 48, 13
_MOST_LINES = 12
_PIXELS = 96 / 25.4


def poster(plan: Plan, record: Record, best_before: date) -> Sheet:
    """Of a record, or of the week in an area, in the catalogue's first language. It is best before the day."""
    last = min([best_before, *([record.last_day] if isinstance(record, Story) and record.last_day else [])])
    view, font = PaperView(press_of(plan, plan.catalogue.language), {}, last), font_of(plan.assets.theme)
    made = _poster(plan, view, record, last)
    files = {**font.files, **files_of(plan, address_of(plan, view.urls.record(record))), **_photo_file(plan, record)}

    def lay(option: Option) -> Document:
        return laid_out(printable(_page(plan, view, option), font.signs), files)

    if isinstance(record, Area):
        document, option, others = with_week(lay, view, made, record)
    else:
        (document, option), others = fitted(lay, _options(made)), []
    if (lines := _lines(document, made)) > option.lines:
        option = option._replace(lines=lines)
        document = lay(option)
    shown = only(plan.catalogue, [record, *others], pictured=record.id if made.photo else None)
    unprinted = lacking_in(_page(plan, view, option), shown, plan.catalogue, font.signs)
    pages, warning = len(document.pages), _warning(view, record)
    return Sheet(printed(document), pages, shown, last, unprinted, bool(made.number), warning)


def _page(plan: Plan, view: PaperView, option: Option) -> str:
    return view.press.templates.get_template("paper/poster.html").render(
        language=view.language,
        styles=[style_of(plan, name) for name in ("paper", "poster")],
        size=option.size,
        made=plan.today.isoformat(),
        poster=option.poster,
        lines=range(option.lines),
        strips=range(_STRIPS if option.poster.has_strips else 0),
        below=_below(option.poster),
        is_imaginary=plan.catalogue.is_imaginary,
    )


def _below(made: Poster) -> int:
    return _BELOW if made.has_strips else _BARE


def _lines(document: Document, made: Poster) -> int:
    """How many lines there is room for."""
    first, *others = document.pages
    if others:
        return LEAST_LINES
    _left, end = first.anchors["end"][:2]
    left = first.height - end - _below(made) * _PIXELS
    return min(_MOST_LINES, LEAST_LINES + max(0, int(left / (_LINE * _PIXELS))))


def _poster(plan: Plan, view: PaperView, record: Record, last: date) -> Poster:
    about = entry(view, record)
    address = address_of(plan, view.urls.record(record))
    over, whom = _over(view, record), _called(about.call)
    return Poster(
        catalogue=view.plain(plan.catalogue.settings.title),
        about=_without_end(about) if over else about,
        over=over,
        photo=_photo(view, record),
        number=dialled(whom.contacts[0]) if whom else "",
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
    return replace(nearest, contacts=tuple(sorted(nearest.contacts, key=lambda card: not dialled(card))))


def _written_to(call: WhomToCall | None) -> WhomToCall | None:
    """Who is nearer than those who are called, and can be written to."""
    if call is None or call.others is None:
        return None
    contacts = tuple(card for card in call.contacts if card.email)
    return replace(call, contacts=contacts) if contacts else None


def _short(title: str) -> str:
    """As much of a title, in whole words, as a strip has room for."""
    if len(title) <= _ON_STRIP:
        return title
    return f"{title[:_ON_STRIP].rpartition(' ')[0] or title[:_ON_STRIP]}…"


def _options(made: Poster) -> list[Option]:
    brief = [Option(_SIZES[-1], _with_lines(made, most)) for most in _LINES]
    return [*(Option(size, made) for size in _SIZES), *brief]


def _with_lines(made: Poster, most: int) -> Poster:
    """With at most so many lines of each fact: where to ask for the rest stands on it, too."""
    told = made.about.told
    facts = [Fact(fact.name, fact.values[:most], fact.icon) for fact in told.key_facts]
    return replace(made, about=replace(made.about, told=told._replace(key_facts=facts)))
