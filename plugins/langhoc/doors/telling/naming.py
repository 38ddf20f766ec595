"""Whether a name that stands in a text is a record's: written as the record is called, and ending where its name does.

"Xã Mấu Sơn" is not Xã Mẫu, though it begins with the same letters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from langhoc import vietnamese
from langhoc.search.names import UNITS
from langhoc.search.words import Word, chunks, words_of

_MANY_DIGITS = 3
_HYPHENS = {"-", "‐", "‑", "–", "—"}
_LONGEST_END = 4

# What is no part of a name, folded: short words for units, and where it is.
_SHORT = [
    text.split()
    for text in ("tp", "tphcm", "hcm", "hcmc", "sg", "q", "h", "p", "x", "t", "tx", "tt", "dt", "sdt", "vn", "viet nam")
]  # fmt: skip
# These too, where they are not written with a capital as names are.
_FILLING = [
    text.split()
    for text in (
        "gan", "o", "thuoc", "doi dien", "ben", "canh", "tai", "trong", "sau", "truoc", "phia", "di", "dien thoai",
        "goi", "lien he", "hoac", "va", "la", "co", "nha", "truong", "trung tam", "so", "duong", "khu", "to", "hoi",
        "uy ban", "ubnd", "ngay", "nay", "cu", "luc", "khi", "mo", "moi", "near", "at", "in", "by", "and", "or", "next",
    )
]  # fmt: skip


class Said(NamedTuple):
    """A word of a text: the letters it stands in, and what stands before these; "" within them."""

    word: Word
    letters: str
    gap: str


def said_words(text: str) -> list[Said]:
    """The words of a text in reading order."""
    plain = vietnamese.clean(text).text.replace("_", " ")
    said: list[Said] = []
    at = 0
    for letters in chunks(plain):
        start = plain.index(letters, at)
        gap = plain[at:start]
        said += [Said(word, letters, "" if number else gap) for number, word in enumerate(words_of(letters))]
        at = start + len(letters)
    return said


def is_so_called(
    words: Sequence[Said], at: int, names: Collection[tuple[Word, ...]], is_known: Callable[[str], bool]
) -> bool:
    """Whether what stands at `at` is one of the names, each of as many words, and not the beginning of another.

    Its marks are the name's, or it has none. `is_known` tells of folded words that they name what it may lie in.
    """
    (length,) = {len(name) for name in names}
    written, behind = words[at : at + length], words[at + length : at + length + _LONGEST_END]
    first = len(_beginning([one.word.folded for one in written], UNITS))
    own = written[first:]
    has_no_marks = not any(one.word.marked for one in own)
    is_same = has_no_marks or any(
        [one.word.marked for one in own] == [w.marked for w in name[first:]] for name in names
    )
    return is_same and not _goes_on(own, behind, is_known)


def _goes_on(name: Sequence[Said], behind: Sequence[Said], is_known: Callable[[str], bool]) -> bool:
    """Whether what stands behind may belong to the name."""
    if not behind or "\n" in behind[0].gap:
        return False
    after, gap = behind[0], behind[0].gap.strip()
    if gap:
        return gap in _HYPHENS and (gap == after.gap or len(after.letters) == 1)
    folded = [one.word.folded for one in behind]
    is_placed = any(is_known(" ".join(folded[:length])) for length in range(2, len(folded) + 1))
    if is_placed or _beginning(folded, UNITS) or _beginning(folded, _SHORT):
        return False
    if after.letters[0].isdigit():
        return len(after.letters) < _MANY_DIGITS
    if all(_has_capital(one.letters) for one in name):
        return after.letters[0].isupper()
    return not _beginning(folded, _FILLING)


def _has_capital(letters: str) -> bool:
    """As names are written; where all letters are large they say nothing."""
    return letters[0].isdigit() or (letters[0].isupper() and not letters[1:].isupper())


def _beginning(words: Sequence[str], sorts: Collection[Sequence[str]]) -> Sequence[str]:
    """That of `sorts` with which the words begin; none."""
    return next((one for one in sorts if list(words[: len(one)]) == list(one)), ())
