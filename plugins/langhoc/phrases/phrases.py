"""Days, times, money and sessions, said in one language. Dates and numbers are CLDR's, through Babel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from enum import StrEnum
from functools import cached_property, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from langhoc.i18n import Octets, translations
from langhoc.i18n import mark as _
from langhoc.model import (
    Ages,
    Change,
    ChangeState,
    Cost,
    Exactness,
    Figure,
    Hours,
    Offer,
    Place,
    Record,
    Session,
    Weekday,
)
from langhoc.model.times import WEEKDAYS
from langhoc.phrases.amounts import is_money, is_percent, is_round, scale
from langhoc.phrases.labels import KIND_LABELS, KIND_PLURALS, LABELS

_NTH = {
    1: _("the first {days} of each month"),
    2: _("the second {days} of each month"),
    3: _("the third {days} of each month"),
    4: _("the fourth {days} of each month"),
    5: _("the fifth {days} of each month"),
    -1: _("the last {days} of each month"),
}


# The country whose order of day and month is understood everywhere; and the words that CLDR leaves out.
_DATES = {"en": "en_GB"}
_DAY = {"vi": "'ngày' d MMMM 'năm' y"}
_DAY_IN_LIST = {"vi": "d/M/y", "en": "d MMM y"}
_DAY_AND_MONTH = {"vi": "d/M", "en": "d MMM"}

_UNPARTED = "\N{NO-BREAK SPACE}"

# Before a number that has little room; the key below a chart says what they mean.
_SIGNS = {Exactness.EXACT: "", Exactness.ABOUT: "≈ ", Exactness.AT_LEAST: "≥ "}


class Phrases:
    """The words of one language ("vi", "en", …)."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._dates = _DATES.get(language, language)
        self._messages = translations(language)
        # A catalogue says the same days, amounts and sentences many times over.
        self.say_plain = lru_cache(maxsize=4096)(self._messages.gettext)
        self.day = lru_cache(maxsize=4096)(self._day)
        self.short_day = lru_cache(maxsize=4096)(self._short_day)
        self.month_name = lru_cache(maxsize=12)(self._month_name)
        self.day_in_list = lru_cache(maxsize=4096)(self._day_in_list)
        self.number = lru_cache(maxsize=4096)(self._number)
        self.counted = lru_cache(maxsize=4096)(self._counted)
        self.clock = lru_cache(maxsize=4096)(self._clock)
        self.session = lru_cache(maxsize=4096)(self._session)

    def say(self, message: str, **params: object) -> str:
        """An English message in this language, its `{names}` filled in."""
        text = self.say_plain(message)
        return text.format(**params) if params else text

    def _counted(self, one: str, many: str, n: int) -> str:
        """`one` or `many`, whichever the language uses for `n`, with `{n}` filled in."""
        return self._messages.ngettext(one, many, n).format(n=self.number(n))

    def label(self, value: StrEnum) -> str:
        return self.say(LABELS[type(value)][value])

    def sort(self, record: Record) -> str:
        """What sort of thing it is: "Thư viện công cộng"; of a kind without sorts, the kind."""
        sort = getattr(record, "type", None) or getattr(record, "subject", None)
        return self.label(sort) if isinstance(sort, StrEnum) else self.say(KIND_LABELS[record.kind])

    def plural(self, kind: str) -> str:
        """What the records of a kind are called: "Thư viện"."""
        return self.say(KIND_PLURALS[kind])

    def _number(self, value: float) -> str:
        return format_decimal(value, locale=self.language)

    def language_name(self, code: str) -> str:
        """The name of a language; what is no language's code stands as it is."""
        try:
            return Locale.parse(code).get_display_name(self.language) or code
        except (UnknownLocaleError, ValueError):
            return code

    def size(self, octets: int) -> str:
        """As "2,4 MB", for somebody who pays for each."""
        if octets < 1_000_000:
            return f"{self.number(min(octets, max(1, round(octets / 1000))))} KB"
        return f"{self.number(round(octets / 1_000_000, 1))} MB"

    def words(self, value: object) -> object:
        """A day or a size as it stands in a sentence; anything else as it is."""
        if isinstance(value, date):
            return self.day_in_list(value)
        return self.size(value) if isinstance(value, Octets) else value

    def listed(self, parts: Iterable[str]) -> str:
        return format_list(list(parts), locale=self.language)

    def _day(self, day: date) -> str:
        """As "Thứ Ba, 24 tháng 11, 2026"."""
        return format_date(day, "full", locale=self._dates)

    def _short_day(self, day: date) -> str:
        """As "ngày 24 tháng 11 năm 2026": without its first word it would read as a length of time."""
        return format_date(day, _DAY.get(self.language, "long"), locale=self._dates)

    def _day_in_list(self, day: date) -> str:
        """As short as it can stand among others: "24/11/2026"."""
        return format_date(day, _DAY_IN_LIST.get(self.language, "long"), locale=self._dates)

    def day_and_month(self, day: date) -> str:
        """The same of the months to come, without the year: "24/11"."""
        return format_date(day, _DAY_AND_MONTH.get(self.language, "d MMMM"), locale=self._dates)

    def days(self, first: date, last: date) -> str:
        """As "Từ ngày 1 tháng 10 năm 2026 đến …", or the one day with its weekday."""
        if first == last:
            return self.day(first)
        return self.say("From {first} to {last}", first=self.short_day(first), last=self.short_day(last))

    def month(self, day: date) -> str:
        """As "Tháng 10 năm 2026"."""
        return self._capital(format_skeleton("yMMMM", day, locale=self.language))

    def period(self, period: str) -> str:
        """A `Period` as it is said: "năm 2025", "tháng 5 năm 2025", "2023–2024"."""
        if "/" in period:
            return period.replace("/", "–")
        year, month, day = map(int, (*period.split("-"), "1", "1")[:3])
        if len(period) == len("2025"):
            return self.say("the year {year}", year=year)
        if len(period) == len("2025-05"):
            return format_skeleton("yMMMM", date(year, month, 1), locale=self.language)
        return self.short_day(date(year, month, day))

    def amount(self, number: float, unit: str) -> str:
        """A number with its unit, never parted at the end of a line: "15.870 lượt", "99,71%", "1,25 triệu đồng"."""
        count = self.count(number, unit)
        if is_percent(unit):
            return f"{count}{self._percent_sign}{unit[1:]}"
        return f"{count}{_UNPARTED}{unit}" if unit else count

    def count(self, number: float, unit: str) -> str:
        """The number alone; of money, its millions or billions, if that says all of it: "75 tỉ"."""
        size, message = scale(number) if is_money(unit) and is_round(number) else (1, "")
        words = self.number(number / size)
        return self.say(message, n=words).replace(" ", _UNPARTED) if message else words

    @cached_property
    def _percent_sign(self) -> str:
        return str(Locale.parse(self.language).percent_formats[None].suffix[0])

    def value(self, figure: Figure, unit: str = "") -> str:
        """The value of a figure: "ít nhất 2.100.000 người", or the words that stand in its place."""
        if figure.value is None:
            return figure.text.said(self.language).text if figure.text else ""
        number = self.amount(figure.value, unit)
        if figure.of is not None:
            number = self.say("{n} of {all}", n=self.count(figure.value, unit), all=self.amount(figure.of, unit))
        if figure.exactness is Exactness.EXACT:
            return number
        return self.say(LABELS[Exactness][figure.exactness], value=number)

    def short_value(self, figure: Figure, unit: str) -> str:
        """The value of a figure as a line has room for it, its unit told elsewhere: "≥ 1.310/1.720", "52,25%"."""
        if figure.value is None:
            return ""
        said = self.amount(figure.value, unit) if is_percent(unit) else self.count(figure.value, unit)
        whole = "" if figure.of is None else f"/{self.count(figure.of, unit)}"
        return f"{_SIGNS[figure.exactness]}{said}{whole}"

    def about_km(self, km: float) -> str:
        """A way, as the crow flies: as "cách khoảng 4,2 km"."""
        return self.say("about {km} km", km=self.number(round(km, 1) if km < 10 else round(km)))

    def near_day(self, day: date) -> str:
        """A day of these weeks, which needs no year: "Thứ Ba, 24 tháng 11"."""
        return format_date(day, "EEEE, d MMMM", locale=self._dates)

    def weekday(self, day: date) -> str:
        """As "Thứ Ba"."""
        return self.label(WEEKDAYS[day.weekday()])

    def _month_name(self, number: int) -> str:
        """As "tháng 11", "November"."""
        return format_date(date(2000, number, 1), "MMMM", locale=self._dates)

    @property
    def day_in_sentence(self) -> str:
        """What `told_day` fills in, and a script: "{weekday}, ngày {day} {month}"."""
        return self.say("{weekday}, {day} {month}")

    def told_day(self, day: date) -> str:
        """A day of these weeks in a sentence: "Thứ Ba, ngày 24 tháng 11"."""
        return self.day_in_sentence.format(weekday=self.weekday(day), day=day.day, month=self.month_name(day.month))

    def _clock(self, moment: time) -> str:
        """A time of day as it is said aloud: "18 giờ 30", "8 giờ"; "18:30" in English."""
        if moment.minute or self.language != "vi":
            return self.say("{hour}:{minute}", hour=moment.hour, minute=f"{moment.minute:02}")
        return self.say("{hour} o'clock", hour=moment.hour)

    def from_to(self, starts: time, ends: time) -> str:
        """As "18 giờ 30 đến 20 giờ 30"."""
        return self.say("{starts} – {ends}", starts=self.clock(starts), ends=self.clock(ends))

    def money(self, dong: int) -> str:
        return self.say("{amount} đồng", amount=self.number(dong))

    def cost(self, cost: Cost) -> str:
        """As "Miễn phí", or "200.000 đồng một tháng"."""
        if cost.is_free:
            return self.say("Free")
        return self.say("{amount} {unit}", amount=self.money(cost.amount), unit=self.label(cost.unit))

    def ages(self, ages: Ages) -> str:
        if ages.lowest is not None and ages.highest is not None:
            return self.say("{low} to {high} years old", low=ages.lowest, high=ages.highest)
        if ages.lowest is not None:
            return self.say("From {low} years old", low=ages.lowest)
        return self.say("Up to {high} years old", high=ages.highest) if ages.highest is not None else ""

    def weekdays(self, days: Sequence[Weekday]) -> str:
        """As "Thứ Hai đến Thứ Sáu", or "Thứ Ba và Thứ Năm"."""
        numbers = sorted({day.number for day in days})
        names = [self.label(day) for day in sorted(set(days), key=lambda day: day.number)]
        if len(numbers) == 7:
            return self.say("every day")
        if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
            return self.say("{first} to {last}", first=names[0], last=names[-1])
        return self.listed(names)

    def hours(self, hours: Hours) -> list[tuple[str, str]]:
        """The opening hours as rows of days and times; two openings on the same days share a row."""
        rows: dict[tuple[Weekday, ...], list[str]] = {}
        for opening in hours.openings:
            rows.setdefault(opening.days, []).append(self.from_to(opening.opens, opening.closes))
        return [(self._capital(self.weekdays(days)), ", ".join(times)) for days, times in rows.items()]

    def _session(self, session: Session) -> str:
        """As "Thứ Ba và Thứ Năm hằng tuần, 18 giờ 30 đến 20 giờ 30"."""
        return self._capital(f"{self._session_days(session)}, {self.from_to(session.starts, session.ends)}")

    def _session_days(self, session: Session) -> str:
        if session.dates:
            return self.listed(self.day_in_list(day) for day in session.dates)
        days = self.weekdays(session.days)
        if session.nth is not None:
            return self.say(_NTH[session.nth], days=days)
        if session.every > 1:
            return self.say("{days}, every {n} weeks", days=days, n=session.every)
        return days if len(set(session.days)) == 7 else self.say("{days} each week", days=days)

    def sessions(self, sessions: Sequence[Session]) -> str:
        """The first of them, and how many more there are; nothing where none is known."""
        if not sessions:
            return ""
        first, others = self.session(sessions[0]), len(sessions) - 1
        more = self.counted("(and {n} more time)", "(and {n} more times)", others)
        return f"{first} {more}" if others else first

    def enrolment(self, offer: Offer, today: date) -> str:
        """Whether it takes learners, where that is known; who says so still, after the last day, is not believed."""
        state = offer.enrolment.state if offer.enrolment else None
        if state is None or (state.is_open and not offer.takes_learners(today)):
            return ""
        return self.label(state)

    def lifecycle(self, place: Place) -> str:
        """What has become of a place; empty while it is in use."""
        state = place.lifecycle.state if place.lifecycle else None
        return self.label(state) if state and state != "active" else ""

    def change(self, change: Change) -> str:
        """What is different about one day: "Thứ Ba, 24 tháng 11, 2026: Nghỉ"."""
        parts = [self.what_changed(change)]
        if change.to_date:
            parts.append(self.say("to {day}", day=self.day(change.to_date)))
        if change.starts and change.ends:
            parts.append(self.from_to(change.starts, change.ends))
        elif change.starts:
            parts.append(self.say("begins {time}", time=self.clock(change.starts)))
        elif change.ends:
            parts.append(self.say("ends {time}", time=self.clock(change.ends)))
        return f"{self.day(change.date)}: {', '.join(parts)}"

    def what_changed(self, change: Change) -> str:
        """What a meeting that is moved keeps is not said to change: another hour or room is the same day."""
        if change.state is not ChangeState.MOVED or change.to_date:
            return self.label(change.state)
        return self.say(_("Other hours") if change.starts or change.ends else _("Another place"))

    @staticmethod
    def _capital(text: str) -> str:
        return text[:1].upper() + text[1:]
