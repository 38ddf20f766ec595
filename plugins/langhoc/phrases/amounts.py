"""Units that stand with each number, and money as people say it: in millions and billions, with few digits."""

from __future__ import annotations

import math

from langhoc.i18n import mark as _
from langhoc.model import Exactness, Figure

_MONEY = {"đồng", "dong", "đ", "vnd", "vnđ"}
MILLION, BILLION = 10**6, 10**9
# Below a million an amount is read out as it is written: 50.000 đồng.
SCALES = ((BILLION, _("{n} billion")), (MILLION, _("{n} million")))
_HUNDREDTHS, _DIGITS = 100, 3


def is_money(unit: str) -> bool:
    return unit.casefold() in _MONEY


def is_percent(unit: str) -> bool:
    return unit.startswith("%")


def stands_with_each(unit: str) -> bool:
    """Whether numbers need it beside them even where the head of a table names it: 75 billion says little alone."""
    return is_money(unit) or is_percent(unit)


def scale(amount: float) -> tuple[int, str]:
    """What an amount of money is counted in, and the message that says so; 1 and "" for what is said in full."""
    return next(((size, message) for size, message in SCALES if abs(amount) >= size), (1, ""))


def spoken(figure: Figure, unit: str) -> Figure:
    """A figure as it is said: money with few digits, and if that is another amount, "about" so much."""
    if figure.value is None or not is_money(unit):
        return figure
    is_least = figure.exactness is Exactness.AT_LEAST
    value = _rounded(figure.value, is_least)
    whole = None if figure.of is None else _rounded(figure.of, False)
    if (value, whole) == (figure.value, figure.of):
        return figure
    exactness = Exactness.AT_LEAST if is_least and whole == figure.of else Exactness.ABOUT
    return figure.model_copy(update={"value": value, "of": whole, "exactness": exactness})


def _rounded(amount: float, down: bool) -> float:
    """An amount of which at most the hundredths of a million are said stays; of others, three digits do."""
    if is_round(amount):
        return amount
    step: int = 10 ** (math.floor(math.log10(abs(amount))) - _DIGITS + 1)
    return (math.floor if down else round)(amount / step) * step


def is_round(amount: float) -> bool:
    """Whether its millions or billions need no more than two places: 1.250.000, and 75.000.000.000."""
    return not amount * _HUNDREDTHS % scale(amount)[0]
