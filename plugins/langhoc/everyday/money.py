"""An amount of money as people write it: miễn phí, 200k/khoá, 1tr5, 50.000đ một buổi."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from langhoc import vietnamese


@dataclass(frozen=True, slots=True)
class Money:
    """Whole đồng, 0 for free; and for what: "course", "month", "session", "year" or "card", None if not said."""

    amount: int
    unit: str | None = None


_FREE = re.compile(
    r"(?:hoan toan )?(?:mien phi|free(?: of charge)?)(?: hoan toan| het| 100%)?|(?:khong|ko|k|hong) "
    r"(?:mat|ton|thu|phai dong|dong|co)(?: tien| phi| hoc phi| le phi)(?: gi(?: het| ca)?)?|no (?:fee|charge|cost)"
)
_LEAD = re.compile(r"(?:(?:hoc phi|le phi|phi|gia|tien hoc|fee|la|thu|dong|chi|co|:)\s*)+")
_THOUSAND, _MILLION = r"k|nghin|ngan|ng|ngan dong|thousand", r"tr|trieu|cu|million|m"
_AMOUNT = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)\s*(?:(?P<thousand>{_THOUSAND})|(?P<million>{_MILLION}))?(?P<half>\s*ruoi)?"
    rf"(?:(?<=[a-z])\s*(?P<rest>\d+)\s*(?P<rest_thousand>{_THOUSAND})?)?\s*(?P<dong>dong|vnd|d|₫)?"
)
_UNITS = {
    **dict.fromkeys(("khoa", "khoa hoc", "ca khoa", "tron khoa", "course"), "course"),
    **dict.fromkeys(("thang", "month"), "month"),
    **dict.fromkeys(("buoi", "buoi hoc", "lan", "session", "lesson"), "session"),
    **dict.fromkeys(("nam", "year"), "year"),
    **dict.fromkeys(("the", "lan lam the", "card"), "card"),
}
_NAMES = "|".join(sorted(_UNITS, key=len, reverse=True))
_UNIT_BEHIND = re.compile(rf"\s*(?:/|(?:mot|moi|1|cho|cho mot|cho moi|per|a|cho ca)\s)\s*(?:1 )?({_NAMES})")
_UNIT_AHEAD = re.compile(rf"(?:mot|moi|1|ca|tron)\s({_NAMES})\s*(?:la |:)?\s*")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")
_FRACTION = re.compile(r"\d+[.,]\d{1,2}")


def money(text: str) -> Money | None:
    """The amount that `text` names, when it names one and says nothing else.

    None for "200" alone, of which nobody knows whether it means thousands, and for a range.
    """
    plain = " ".join(vietnamese.fold(vietnamese.clean(text).text).split()).strip(" .,;!")
    if _FREE.fullmatch(plain):
        return Money(0)
    plain, unit = _without_unit(_LEAD.sub("", plain, count=1) if _LEAD.match(plain) else plain)
    match = _AMOUNT.fullmatch(plain)
    amount = _amount(match) if match else None
    return None if amount is None else Money(amount, unit if amount else None)


def _without_unit(plain: str) -> tuple[str, str | None]:
    if match := _UNIT_AHEAD.match(plain):
        return plain[match.end() :], _UNITS[match[1]]
    behind = re.compile(rf"(.*?)(?:{_UNIT_BEHIND.pattern})")
    if match := behind.fullmatch(plain):
        return match[1], _UNITS[match[2]]
    return plain, None


def _amount(match: re.Match[str]) -> int | None:
    """Whole đồng, or None where the writing leaves open which."""
    number, is_large = match["number"], match["thousand"] or match["million"]
    value = _number(number, as_fraction=bool(is_large))
    if value is None:
        return None
    if not is_large:
        return None if match["half"] or match["rest"] else _bare(value, bool(match["dong"]), number)
    scale = 1_000 if match["thousand"] else 1_000_000
    total = value * scale + (scale // 2 if match["half"] else 0)
    rest = _rest(match, scale) if match["rest"] else Decimal(0)
    if rest is None or (match["rest"] and match["half"]):
        return None
    total += rest
    return int(total) if total == int(total) else None


def _rest(match: re.Match[str], scale: int) -> Decimal | None:
    """What "5" of 1tr5 and "200 nghìn" of 1 triệu 200 nghìn add."""
    rest = match["rest"]
    if match["rest_thousand"]:
        return Decimal(rest) * 1_000 if scale > 1_000 else None
    return Decimal(rest) * scale / 10 ** len(rest) if len(rest) <= 3 else None


def _bare(value: Decimal, is_named: bool, number: str) -> int | None:
    """An amount without "k" or "triệu": it is of thousands, or it is 0, or it says đồng."""
    if value != int(value):
        return None
    is_clear = is_named or value == 0 or value >= 1_000 or bool(_GROUPED.fullmatch(number))
    return int(value) if is_clear else None


def _number(text: str, as_fraction: bool) -> Decimal | None:
    """1.500 and 1,500 are groups of thousands; 1,5 a fraction, where a word of size follows."""
    if text.isdecimal():
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", ""))
    if as_fraction and _FRACTION.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None
