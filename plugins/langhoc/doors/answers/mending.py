"""A cell, or an answer -> the value that a record's file holds.

What was safe to mend is told; what is unclear is refused.
Whatever else is wrong with a value is found by the checker of records, which sees every value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from langhoc import everyday, vietnamese
from langhoc.doors.answers.cell import Cell
from langhoc.doors.answers.columns import TIMES, Column
from langhoc.doors.answers.names import Names
from langhoc.doors.answers.refusal import Refused
from langhoc.doors.answers.texts import DELETE, items_of, unkept
from langhoc.doors.keys import Key, Takes, keys
from langhoc.everyday.signs import Kind as SignKind
from langhoc.everyday.signs import signs
from langhoc.i18n import Message, translator
from langhoc.i18n import mark as _
from langhoc.model.scalars import is_id, is_safe_url
from langhoc.model.times import Weekday
from langhoc.phrases import LABELS

Value = str | list[str] | list[dict[str, object]]

_YES = {"co", "yes", "y", "true", "dung", "x", "v", "1", "✓", "✔", "☑"}
_NO = {"khong", "ko", "k", "no", "n", "false", "sai", "0", "☐"}
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")
_CURRENCY = re.compile(r"\s*(?:đồng|vnđ|vnd|đ|₫)$", re.IGNORECASE)
_COMMA_DECIMAL = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d+")
_WHOLE_FLOAT = re.compile(r"(-?\d+)\.0+")
_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_SCHOOL_YEAR = re.compile(r"(?:năm học\s*)?(\d{4})\s*[-–/]\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm\s+)?(\d{4})", re.IGNORECASE)
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#].*)?")
# How days and times are written in sheets, as the hints of a template say.
_AS_USUAL = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}[h:]\d{2}")
_LANGUAGES = ("vi", "en")
_WORDS_ONLY = re.compile(r"[;,\n]")

_MENDED = {
    "nfd": _("letters of several signs were read as one"),
    "nbsp": _("special spaces were read as ordinary ones"),
    "invisible": _("signs that cannot be seen were left out"),
    "eth": _("Ð was read as Đ"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a cell gave. None takes the value away. `told` says what was mended, `beside` is for keys beside this."""

    value: Value | None
    told: tuple[Message, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)


def taken(cell: Cell, column: Column, names: Names) -> Taken | None:
    """The value of a cell below `column`; None where it says nothing. Raises Refused."""
    text, told = _text(cell, column.key)
    if not text:
        return None
    if text == DELETE:
        return Taken(None)
    text = unkept(text)
    if column.key.part:
        return _times(text, column)
    if column.key.several:
        return _several(text, column.key, names, told)
    got = _single(text, column.key, names)
    return Taken(got.value, (*told, *got.told, *_otherwise(text, got, column.key)), got.beside)


def _text(cell: Cell, key: Key) -> tuple[str, tuple[Message, ...]]:
    """The cell as text, and what was mended on the way."""
    if isinstance(cell, str):
        cleaned = vietnamese.clean(cell.strip())
        return cleaned.text.strip(), tuple(Message(_MENDED[mend]) for mend in cleaned.mended)
    if cell is None:
        return "", ()
    if isinstance(cell, bool):
        return str(cell).lower(), ()
    if isinstance(cell, float):
        return _number(cell), _lost_zeros(cell, key)
    if isinstance(cell, datetime):
        return (cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")), ()
    return (cell.isoformat() if isinstance(cell, date) else cell.isoformat("minutes")), ()


def _number(cell: float) -> str:
    """As people write it: 15 of 15.0, and never as 1e+20."""
    if not math.isfinite(cell):
        return ""
    return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else repr(cell)


def _lost_zeros(cell: float, key: Key) -> tuple[Message, ...]:
    """Of a number that should be a text nobody knows whether it began with zeros."""
    if key.takes is not Takes.WORD:
        return ()
    params = {"value": _number(cell)}
    return (Message(_("the number {value} was read as a text: look whether zeros are missing before it"), params),)


def _otherwise(text: str, got: Taken, key: Key) -> tuple[Message, ...]:
    """Told where the value is another than what stands in the cell."""
    if got.told or got.value == text or key.takes in _SAID_OTHERWISE or _AS_USUAL.fullmatch(text):
        return ()
    return (Message(_("“{text}” was read as {value}"), {"text": text, "value": got.value}),)


def _several(text: str, key: Key, names: Names, told: tuple[Message, ...]) -> Taken:
    if key.takes is Takes.TEXT:
        # An item without a text in this language keeps its place: others have it.
        return Taken(items_of(text), told)
    items = items_of(text)
    if key.takes in _NO_COMMAS and len(items) == 1 and _is_in_commas(text, key, names):
        items = [item.strip() for item in _WORDS_ONLY.split(text)]
    try:
        got = [(item, _single(item, key, names)) for item in items if item]
    except Refused:
        if key.choices is Weekday and (days := everyday.days(text)):
            return Taken(list(days), told)
        raise
    said = [message for item, one in got for message in (*one.told, *_otherwise(item, one, key))]
    return Taken([value for _item, one in got if isinstance(value := one.value, str)], (*told, *said))


def _is_in_commas(text: str, key: Key, names: Names) -> bool:
    """Whether a comma parts two values; it may be one of a name, too."""
    if "," not in text:
        return False
    try:
        _single(text, key, names)
    except Refused:
        return True
    return key.takes is not Takes.REFERENCE


def _single(text: str, key: Key, names: Names) -> Taken:
    if key.takes is Takes.REFERENCE:
        return Taken(names.id_of(text, key.kinds))
    read = _READERS.get(key.takes)
    return read(text, key) if read else Taken(text)


# Values of each form


def _yes_no(text: str, _key: Key) -> Taken:
    folded = vietnamese.fold(text)
    if folded in _YES | _NO:
        return Taken("true" if folded in _YES else "false")
    hint = Message(_("Write “Có” or “Không”."))
    raise Refused("bad-yes-no", Message(_("“{text}” is neither yes nor no."), {"text": text}), hint)


def _choice(text: str, key: Key) -> Taken:
    assert key.choices is not None
    if text in set(key.choices):
        return Taken(text)
    found = {choice for choice in key.choices if plain_label(text) in _labels(choice)}
    if key.choices is Weekday and (days := everyday.days(text)) and len(days) == 1:
        found = {Weekday(days[0])}
    if len(found) == 1:
        return Taken(str(found.pop()))
    params = {"text": text, "choices": ", ".join(choice_label(choice, "vi") for choice in key.choices)}
    hint = Message(_("The choices are: {choices}."), params)
    raise Refused("unknown-value", Message(_("“{text}” is none of the choices."), params), hint)


def choice_label(choice: StrEnum, language: str) -> str:
    """What a choice is called in a cell; one that has no name in words stands as files have it."""
    label = LABELS.get(type(choice), {}).get(choice)
    return translator(language)(label).replace("{value}", "").strip() if label else str(choice)


def _labels(choice: StrEnum) -> set[str]:
    return {plain_label(choice_label(choice, language)) for language in _LANGUAGES} | {plain_label(str(choice))}


def plain_label(text: str) -> str:
    """With small letters and no marks: what a choice is told by."""
    return " ".join(vietnamese.words(text))


def _day(text: str, _key: Key) -> Taken:
    day = everyday.day(text)
    return Taken(day.isoformat() if day else text)


def _period(text: str, key: Key) -> Taken:
    if match := _YEAR.fullmatch(text):
        return Taken(match[1])
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return Taken(f"{match[2]}-{int(match[1]):02}")
    if match := _SCHOOL_YEAR.fullmatch(text):
        return Taken(f"{match[1]}/{match[2]}")
    return _day(text, key)


def _time(text: str, key: Key) -> Taken:
    """A time of day; of a text that says from when to when, the end goes to the key beside."""
    found = [sign for sign in signs(text) or [] if sign.kind is not SignKind.FILL]
    if (
        len(found) == 1
        and found[0].kind is SignKind.TIME
        and (clock := _clock(found[0].hour, found[0].minute, found[0].part))
    ):
        return Taken(clock)
    spans = everyday.hours(text) or ()
    if len(spans) == 1 and (end := _END.get(key.name)):
        starts, ends = (moment.isoformat("minutes") for moment in (spans[0].starts, spans[0].ends))
        params = {"text": text, "starts": starts, "ends": ends}
        return Taken(starts, (Message(_("“{text}” was read as from {starts} to {ends}"), params),), {end: ends})
    if len(spans) > 1:
        hint = Message(_("Write each in a row of its own."))
        raise Refused("bad-time", Message(_("“{text}” is more than one time."), {"text": text}), hint)
    return Taken(text)


_END = {"from": "to", "opens": "closes"}


def _clock(hour: int, minute: int, part: str) -> str | None:
    hour += 12 if part == "pm" and hour < 12 else 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _whole_number(text: str, key: Key) -> Taken:
    if match := _WHOLE_FLOAT.fullmatch(text):
        return Taken(match[1])
    bare = _CURRENCY.sub("", text)
    if _GROUPED.fullmatch(bare):
        return Taken(re.sub(r"[.,\s]", "", bare))
    if bare.isdecimal():
        return Taken(bare)
    if money := everyday.money(text):
        return Taken(str(money.amount), (), {"unit": money.unit} if money.unit and key.name == "amount" else {})
    return Taken(text)


def _decimal(text: str, _key: Key) -> Taken:
    if _COMMA_DECIMAL.fullmatch(text):
        return Taken(text.replace(".", "").replace(",", "."))
    return Taken(text)


def _phone(text: str, _key: Key) -> Taken:
    """A number of digits that begins without its zero lost that to a program that took it for a number."""
    digits = _WHOLE_FLOAT.sub(r"\1", text)
    phone = vietnamese.phone(digits)
    if phone and digits.isdecimal() and not digits.startswith("0") and phone.kind in {"mobile", "landline"}:
        return Taken(phone.display)
    return Taken(digits if phone else text)


def _url(text: str, _key: Key) -> Taken:
    whole = f"https://{text}"
    return Taken(whole if _BARE_HOST.fullmatch(text) and is_safe_url(whole) else text)


def _email(text: str, _key: Key) -> Taken:
    return Taken(text.removeprefix("mailto:"))


def _id(text: str, _key: Key) -> Taken:
    slug = vietnamese.slug(text)
    return Taken(text if is_id(text) or "/" in text or not is_id(slug) else slug)


_READERS: dict[Takes, Callable[[str, Key], Taken]] = {
    Takes.YES_NO: _yes_no,
    Takes.CHOICE: _choice,
    Takes.DAY: _day,
    Takes.PERIOD: _period,
    Takes.TIME: _time,
    Takes.WHOLE_NUMBER: _whole_number,
    Takes.DECIMAL: _decimal,
    Takes.PHONE: _phone,
    Takes.URL: _url,
    Takes.EMAIL: _email,
    Takes.ID: _id,
}
# What cells call otherwise than files do, as a matter of course.
_SAID_OTHERWISE = {Takes.YES_NO, Takes.CHOICE, Takes.REFERENCE}
_NO_COMMAS = {Takes.CHOICE, Takes.REFERENCE, Takes.ID, Takes.DAY, Takes.PHONE, Takes.EMAIL}


# Times of a week in one cell


def _times(text: str, column: Column) -> Taken:
    """All of a list of opening hours or sessions: "8h00 - 17h30 từ Thứ Hai đến Thứ Bảy"."""
    part = column.key.part
    ends = TIMES.get(part) if part else None
    if ends is None:
        raise Refused("bad-value", Message(_("Such groups do not fit into one cell.")), several_hint(column))
    slots = everyday.timetable(text)
    if slots is None:
        hint = Message(
            _("Write days and hours, as {example}; or one row each."), {"example": "T2-T6 7h30-11h30, 13h30-17h"}
        )
        raise Refused(
            "bad-time", Message(_("“{text}” does not say clearly which days and hours."), {"text": text}), hint
        )
    groups: list[dict[str, object]] = [
        {"days": list(slot.days), ends[0]: slot.starts.isoformat("minutes"), ends[1]: slot.ends.isoformat("minutes")}
        for slot in slots
    ]
    return Taken(groups, (Message(_("“{text}” was read as {value}"), {"text": text, "value": _slots(slots)}),))


def _slots(slots: Sequence[everyday.Slot]) -> Message:
    """Days and hours in the reader's language: Thứ Hai–Thứ Sáu 07:30–11:30."""
    said = {
        f"slot{number}": Message(
            f"{{days}} {slot.starts:%H:%M}–{slot.ends:%H:%M}", {"days": _weekdays([Weekday(day) for day in slot.days])}
        )
        for number, slot in enumerate(slots)
    }
    return Message("; ".join(f"{{{name}}}" for name in said), said)


def _weekdays(days: Sequence[Weekday]) -> Message:
    """Three and more that follow each other as from the first to the last."""
    week = list(Weekday)
    first = week.index(days[0])
    is_row = len(days) > 2 and list(days) == week[first : first + len(days)]
    named = {day.value: Message(LABELS[Weekday][day]) for day in ([days[0], days[-1]] if is_row else days)}
    return Message(("–" if is_row else ", ").join(f"{{{name}}}" for name in named), named)


def several_hint(column: Column) -> Message:
    """Which names there are for the keys of a group of a list."""
    part = column.key.part
    assert part is not None
    first = next(key.name for key in keys(part) if not key.part)
    return Message(_("Name a key of the first of them, as {name}."), {"name": f"{column.name}.1.{first}"})
