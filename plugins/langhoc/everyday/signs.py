"""A text about days and times, cut into signs: days, numbers, times and parts of the day, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from langhoc import vietnamese


class Kind(Enum):
    DAYS = auto()
    NUMBER = auto()
    COUNT = auto()
    TU = auto()
    TIME = auto()
    PART = auto()
    TO = auto()
    DASH = auto()
    SLASH = auto()
    AND = auto()
    REST = auto()
    FILL = auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """`days` are numbers of days, 0 for Monday; `hour` and `minute` a time, or `hour` a bare number.

    `part` is the part of the day that the sign names or that is written behind a time ("am", "pm"). COUNT and TU are
    of no use to a reader: they are told apart before.
    """

    kind: Kind
    days: tuple[int, ...] = ()
    hour: int = 0
    minute: int = 0
    part: str = ""


_IN_WORDS = {"hai": 0, "ba": 1, "tu": 2, "bon": 2, "nam": 3, "sau": 4, "bay": 5}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = {"sang": "am", "morning": "am", "trua": "noon", "chieu": "pm", "afternoon": "pm", "toi": "evening"}
_PARTS |= {"dem": "evening", "evening": "evening"}
_NO_TIME = r"(?!\d|\s*(?:h|g|gio)(?![a-z])|\s*[hg]\s*\d)"
# Over folded text. What is longer stands before what it begins with: every day before day, a time before a number.
_PATTERNS = {
    "all": r"(?:(?:hang|moi|tat ca cac) ngay|ca tuan|every ?day|daily)(?: trong tuan)?",
    "weekend": r"(?:cac ngay )?cuoi tuan|weekends?",
    "count": r"(?P<times>\d{1,2})\s*buoi(?:\s*(?:/|mot|moi|trong)?\s*(?:tuan|ngay))?",
    "day_of_month": r"ngay (?=\d{1,2}(?!\d|\s*(?:h|g|gio|buoi)(?![a-z])|\s*[hg]\s*\d))",
    "fill": r"(?:hang|moi) tuan|buoi|vao|luc|cac|nhung|ngay|from|on|every|at|mo cua|hoc|moi|tuan",
    "word_number": r"hai|ba|tu|bon|nam|sau|bay",
    "rest": r"nghi|tru|dong cua|except|closed(?: on)?",
    "sunday": r"chu nhat|c\.?n",
    "weekday": rf"(?:thu|t)[ .]?\s*(?:(?P<digit>[2-7]){_NO_TIME}|(?P<word>hai|ba|tu|bon|nam|sau|bay))",
    "english": r"(?P<name>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:days?)?",
    "time": r"(?P<hour>\d{1,2})\s*(?:(?:gio|h|g)(?![a-z])"
    r"(?:\s*(?P<minute>\d{2})(?!\d|\s*(?:h|g|:|gio))|\s*(?P<half>ruoi))?"
    r"|[:.](?P<minutes>\d{2})(?!\d)(?::00)?)\s*(?:(?:phut|ph|p|')(?![a-z]))?(?:\s*(?P<am_pm>[ap])\.?m\.?)?",
    "hour_only": r"(?P<whole>\d{1,2})\s*(?P<am_or_pm>[ap])\.?m\.?",
    "part": r"sang|trua|chieu|toi|dem|mornings?|afternoons?|evenings?",
    "to": r"cho den|den|to|until|till",
    "and": r"va|and",
    "number": r"\d{1,2}(?!\d)",
    "arrow": r"->|→|=>",
    "dash": r"[-‐-―−~]",
    "slash": r"/",
    "comma": r"[,;&+\n]",
    "skip": r"[\s().:|•]+",
}
_MARKS = {"arrow", "dash", "slash", "comma", "skip"}


def _whole(name: str, form: str) -> str:
    """A word stands between what is no letter."""
    return rf"(?P<{name}>{form})" if name in _MARKS else rf"(?P<{name}>(?<![a-z])(?:{form})(?![a-z]))"


_SIGNS = re.compile("|".join(_whole(name, form) for name, form in _PATTERNS.items()))
_PLAIN = {
    "fill": Kind.FILL, "rest": Kind.REST, "to": Kind.TO, "arrow": Kind.TO, "and": Kind.AND, "comma": Kind.AND,
    "dash": Kind.DASH, "slash": Kind.SLASH,
}  # fmt: skip


def signs(text: str) -> list[Sign] | None:
    """The signs of `text` in order; None when a word of it is none."""
    low = vietnamese.clean(text).text.lower()
    plain = vietnamese.fold(low)
    exact = low if len(low) == len(plain) else plain
    found: list[Sign] = []
    at = 0
    while at < len(plain):
        match = _SIGNS.match(plain, at)
        if match is None:
            return None
        at = match.end()
        written = exact[match.start() : at]
        if match["english"] and not written.isascii():
            return None  # "thứ" is no Thursday.
        if match["day_of_month"]:
            return None
        if sign := _sign(match, written):
            found.append(sign)
    return _with_words_told_apart(found)


def _sign(match: re.Match[str], written: str) -> Sign | None:
    """None for what stands between words and says nothing."""
    name = next(name for name in _PATTERNS if match[name] is not None)
    if kind := _PLAIN.get(name):
        return Sign(kind)
    read = _READERS.get(name)
    return read(match, written) if read else None


def _days(match: re.Match[str], _written: str) -> Sign:
    if match["weekday"]:
        return Sign(Kind.DAYS, (int(match["digit"]) - 2 if match["digit"] else _IN_WORDS[match["word"]],))
    return Sign(Kind.DAYS, (_ENGLISH.index(match["name"]),))


def _number(match: re.Match[str], _written: str) -> Sign:
    return Sign(Kind.NUMBER, hour=int(match["number"]))


def _number_in_words(match: re.Match[str], written: str) -> Sign:
    """The number of a day; "từ" is none, and what "tu" without marks is, what stands around it tells later."""
    word = match["word_number"]
    if word == "tu" and written != "tư":
        return Sign(Kind.TU if written == "tu" else Kind.FILL)
    return Sign(Kind.NUMBER, hour=_IN_WORDS[word] + 2)


def _count(match: re.Match[str], _written: str) -> Sign:
    return Sign(Kind.COUNT, hour=int(match["times"]))


def _part(match: re.Match[str], written: str) -> Sign:
    """What "toi" without marks is, "tối" or "tới", is told later by what stands around it."""
    if written == "tới":
        return Sign(Kind.TO)
    return Sign(Kind.PART, part="toi" if written == "toi" else _PARTS[match["part"].removesuffix("s")])


def _time(match: re.Match[str], _written: str) -> Sign:
    half = match["am_pm"] or match["am_or_pm"]
    minute = 30 if match["half"] else int(match["minute"] or match["minutes"] or 0)
    return Sign(Kind.TIME, hour=int(match["hour"] or match["whole"]), minute=minute, part=f"{half}m" if half else "")


_READERS: dict[str, Callable[[re.Match[str], str], Sign]] = {
    "all": lambda _match, _written: Sign(Kind.DAYS, tuple(range(7))),
    "weekend": lambda _match, _written: Sign(Kind.DAYS, (5, 6)),
    "sunday": lambda _match, _written: Sign(Kind.DAYS, (6,)),
    "weekday": _days,
    "english": _days,
    "word_number": _number_in_words,
    "number": _number,
    "count": _count,
    "part": _part,
    "time": _time,
    "hour_only": _time,
}


def _with_words_told_apart(found: list[Sign]) -> list[Sign]:
    """What words without marks are, by what stands around them, and which numbers are days."""
    told: list[Sign] = []
    for number, sign in enumerate(found):
        behind = found[number + 1 :]
        if sign.part == "toi":
            told.append(_evening_or_to(told, behind[:1]))
        elif sign.kind is Kind.TU:
            told.append(Sign(Kind.NUMBER, hour=4) if _is_wednesday(told, behind) else Sign(Kind.FILL))
        elif sign.kind is Kind.COUNT:
            # "Thứ 3, 5 buổi tối" are two evenings, "2 buổi, thứ 3 và 5" only says how many there are.
            is_day = _goes_on(told) and behind[:1] and behind[0].kind is Kind.PART
            told.append(Sign(Kind.NUMBER, hour=sign.hour) if is_day else Sign(Kind.FILL))
        else:
            told.append(sign)
    return told


def _evening_or_to(before: list[Sign], behind: list[Sign]) -> Sign:
    """ "toi" stands for "tới" between two days or two times, else for "tối"."""
    around = {one.kind for one in (*before[-1:], *behind)}
    is_between = before and behind and around in ({Kind.DAYS}, {Kind.TIME})
    return Sign(Kind.TO) if is_between else Sign(Kind.PART, part="evening")


def _is_wednesday(before: list[Sign], behind: list[Sign]) -> bool:
    """Whether "tu" goes on with days, and does not begin a time or a row of days: "từ 7 đến 9h", "từ thứ 2"."""
    ahead = [sign.kind for sign in behind if sign.kind not in {Kind.FILL, Kind.AND}][:3]
    is_begin = ahead[:1] in ([Kind.TIME], [Kind.PART], [Kind.DAYS]) or ahead[1:2] in ([Kind.TO], [Kind.DASH])
    return _goes_on(before) and not is_begin


def _goes_on(before: list[Sign]) -> bool:
    """Whether days stand before, with nothing between but what joins them."""
    last = next((sign.kind for sign in reversed(before) if sign.kind not in {Kind.AND, Kind.FILL}), None)
    return last in {Kind.DAYS, Kind.NUMBER}
