"""How people type: a text as it should be written -> as it comes from a phone, a keyboard without its input method,
a hurried thumb."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

Typing = Callable[[str, Random], str]

_WORD = re.compile(r"[^\W_]+")


def unmarked(text: str, _random: Random | None = None) -> str:
    """As from a phone: no tones, no marks, d for đ."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("Đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """The words without marks, in order: what one text must have of another to be asked for by it."""
    return tuple(_WORD.findall(unmarked(text)))


def marked(text: str, _random: Random | None = None) -> str:
    """As it should be, in small letters."""
    return text.lower()


def decomposed(text: str, _random: Random | None = None) -> str:
    """As some keyboards send it: letters and marks apart."""
    return unicodedata.normalize("NFD", text.lower())


# --- Other spellings of the same sound


_PAIRS = tuple(
    (unicodedata.normalize("NFC", first + tone + second), unicodedata.normalize("NFC", first + second + tone))
    for first, second in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0309\u0303\u0323"
)
# hòa, not hoàn: the tone may only wander where nothing follows.
_WANDERING = tuple((re.compile(f"(?<!q){old}\\b"), new) for old, new in _PAIRS)
_FINAL_Y = re.compile("\\b([hklmst])([yỳýỷỹỵ])\\b")
_AS_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


def spelled_otherwise(text: str, _random: Random | None = None) -> str:
    """hòa as hoà, mỹ as mĩ; the same text where there is nothing to spell otherwise."""
    text = text.lower()
    for old, new in _WANDERING:
        text = old.sub(new, text)
    return _FINAL_Y.sub(lambda found: found[1] + _AS_I[found[2]], text)


# --- Keys of an input method that was not on


class _Keys(NamedTuple):
    """What is typed for a mark: the shape of a letter, and the tone of a word."""

    tones: Mapping[str, str]
    circumflex: str
    breve: str
    horn: str
    stroke: str


_TELEX = _Keys(dict(zip("\u0300\u0301\u0309\u0303\u0323", "fsrxj", strict=True)), "", "w", "w", "d")
_VNI = _Keys(dict(zip("\u0300\u0301\u0309\u0303\u0323", "21345", strict=True)), "6", "8", "7", "9")


def telex(text: str, random: Random) -> str:
    """đọc as ddocj or ddojc."""
    return _typed(text, _TELEX, tone_last=random.random() < 0.7)


def vni(text: str, random: Random) -> str:
    """đọc as d9oc5 or d9o5c."""
    return _typed(text, _VNI, tone_last=random.random() < 0.7)


def _typed(text: str, keys: _Keys, tone_last: bool) -> str:
    return _WORD.sub(lambda found: _typed_word(found[0], keys, tone_last), unicodedata.normalize("NFC", text.lower()))


def _typed_word(word: str, keys: _Keys, tone_last: bool) -> str:
    typed, tone = "", ""
    for letter in word:
        shape, own_tone = _letter(letter, keys)
        typed += shape + ("" if tone_last else own_tone)
        tone = tone or own_tone
    return typed + (tone if tone_last else "")


def _letter(letter: str, keys: _Keys) -> tuple[str, str]:
    """The keys of a letter, and that of the tone it bears."""
    if letter == "đ":
        return "d" + keys.stroke, ""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    shapes = {"\u0302": keys.circumflex or base, "\u0306": keys.breve, "\u031b": keys.horn}
    shape = base + "".join(shapes.get(mark, "") for mark in marks)
    return shape, "".join(keys.tones.get(mark, "") for mark in marks)


# --- Slips


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: [row[n] for n in (at - 1, at + 1) if 0 <= n < len(row)] for row in _ROWS for at, key in enumerate(row)}


def missing(word: str, at: int, _random: Random) -> str:
    return word[:at] + word[at + 1 :]


def doubled(word: str, at: int, _random: Random) -> str:
    return word[: at + 1] + word[at:]


def swapped(word: str, at: int, _random: Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def wrong(word: str, at: int, random: Random) -> str:
    """The key beside the right one."""
    beside = _BESIDE.get(unmarked(word[at]))
    return word[:at] + random.choice(beside) + word[at + 1 :] if beside else word


_SLIPS = (missing, doubled, swapped, wrong)


def mistyped(text: str, random: Random) -> str:
    """One slip in one word of three letters or more; half of the texts are typed without marks."""
    text = random.choice((unmarked, marked))(text)
    words = text.split()
    chosen = random.choice([n for n, word in enumerate(words) if len(word) >= 3])
    word = words[chosen]
    words[chosen] = random.choice(_SLIPS)(word, random.randrange(len(word)), random)
    return " ".join(words)


def unfinished(text: str, random: Random) -> str:
    """The last word breaks off, after its second letter at the earliest."""
    words = random.choice((unmarked, marked))(text).split()
    last = words[-1]
    return " ".join([*words[:-1], last[: random.randrange(2, len(last))] if len(last) > 2 else last])
