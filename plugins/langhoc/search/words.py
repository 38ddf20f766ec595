"""The words of a text, folded and as written, for what is found and for what is found first.

theme/scripts/search/10-words.js does the same to what is typed; tests/fixtures/words.json holds both to it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from langhoc import vietnamese

# Letters, digits, and what folding drops from between them.
_CHUNK = re.compile("[\\w\u0300-\u036f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# "hoà", "khoẻ", "thuỷ": the tone on the second vowel of an open syllable, where others write "hòa", "khỏe", "thủy".
_LATE_TONE = re.compile("(^|[^q])(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])$")
# "kỹ", "lý": the one vowel of a syllable, where others write "kĩ", "lí".
_LONG_I = re.compile("^([b-df-hj-np-tv-xzđ]+)y([\u0300\u0301\u0303\u0309\u0323]?)$")
# "Q4", "P12": a quarter's or a ward's number, written together with the short word for it.
_NUMBERED = re.compile("([pqPQ])([0-9]{1,2})")


class Word(NamedTuple):
    """A word folded; and as it is written, when it has marks, else ""."""

    folded: str
    marked: str


def written_words(text: str) -> list[Word]:
    """The words of a text in reading order, repeats included."""
    return list(chain.from_iterable(map(words_of, chunks(text))))


def chunks(text: str) -> list[str]:
    """What `words_of` takes: the runs of letters and digits, as they are written."""
    return _CHUNK.findall(text.replace("_", " "))


# A language has few words, and a catalogue says them often.
@lru_cache(maxsize=1 << 16)
def words_of(chunk: str) -> tuple[Word, ...]:
    """The words of a run of letters and digits: mostly one."""
    if numbered := _NUMBERED.fullmatch(chunk):
        return Word(numbered[1].lower(), ""), Word(numbered[2], "")
    folded = [_LONG_I.sub(r"\1i", word) for word in vietnamese.words(chunk)]
    marked = _marked(chunk)
    if marked not in folded and [vietnamese.fold(marked)] == folded:
        return (Word(folded[0], marked),)
    return tuple(Word(word, "") for word in folded)


def _marked(chunk: str) -> str:
    """The chunk in lower case and NFC, its tone where most people write it, and i where both are written."""
    bare = unicodedata.normalize("NFD", _INVISIBLE.sub("", chunk)).lower()
    return unicodedata.normalize("NFC", _LONG_I.sub(r"\1i\2", _LATE_TONE.sub(r"\1\2\4\3", bare)))
