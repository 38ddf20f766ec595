"""What stands on a sheet for the noticeboard, and the ways to print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from langhoc.editions.paper.view import Entry
from langhoc.editions.paper.week import DayOfRows
from langhoc.site.pages.calling import WhomToCall
from langhoc.site.views import CallCard

# There is room for as many lines to write on, whatever stands above them.
LEAST_LINES = 2

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
    def has_strips(self) -> bool:
        """Whether there is a number to tear off. Nobody is to ask for what is over."""
        return bool(self.number) and not self.over

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


class Option(NamedTuple):
    """A way to print it: so large, in points, with so many lines to write on."""

    size: float
    poster: Poster
    lines: int = LEAST_LINES


def dialled(card: CallCard) -> str:
    phone, zalo = card.phone, card.zalo
    return phone[0] if phone else f"Zalo {zalo[0]}" if zalo else ""
