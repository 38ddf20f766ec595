"""A day of the year as people write it: 1/10/2026, ngày 1 tháng 10 năm 2026, hôm qua."""

from __future__ import annotations

import re
from datetime import date, timedelta

from langhoc import vietnamese

_LEAD = r"(?:(?:vao |tu |on )?(?:ngay |the )?)?"
_DAY_FIRST = re.compile(_LEAD + r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR_FIRST = re.compile(_LEAD + r"(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})")
_IN_WORDS = re.compile(_LEAD + r"(\d{1,2}) thang (\d{1,2}),? (?:nam )?(\d{4})")
_ENGLISH = re.compile(r"(?:on )?(\d{1,2}) ([a-z]{3})[a-z]*\.? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGO = {
    **dict.fromkeys(("hom nay", "sang nay", "chieu nay", "toi nay", "trua nay", "today"), 0),
    **dict.fromkeys(("hom qua", "sang qua", "chieu qua", "toi qua", "yesterday"), 1),
    **dict.fromkeys(("hom kia", "hom truoc nua"), 2),
}


def day(text: str, said_on: date | None = None) -> date | None:
    """The day that `text` names; of "hôm qua" and the like, seen from the day on which it was said.

    The day stands before the month, as everywhere in Viet Nam. A day without its year is not taken for one.
    """
    plain = " ".join(vietnamese.fold(vietnamese.clean(text).text).split()).strip(" .,;")
    if said_on is not None and plain in _AGO:
        return said_on - timedelta(days=_AGO[plain])
    if match := _YEAR_FIRST.fullmatch(plain):
        return _date(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(plain) or _IN_WORDS.fullmatch(plain):
        return _date(match[3], match[2], match[1])
    if (match := _ENGLISH.fullmatch(plain)) and match[2] in _MONTHS:
        return _date(match[3], str(_MONTHS.index(match[2]) + 1), match[1])
    return None


def _date(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
