"""Words and values of facets, with the documents that have them: what a part says of each, and where parts begin.

Terms stand in parts in the order of the alphabet. Where a part begins is decided by the terms around it.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from langhoc.search.entries import EVERYTHING, FACET, LEVEL_BITS, Vocabulary
from langhoc.search.packing import hashed, packed, signs
from langhoc.search.weights import LEVELS

# Of a word that more than so many documents have, a share of all, the best are kept: those found last are never seen.
# A word of fewer is complete, for it tells documents apart.
FEW = 1_024
_KEPT_IN_ONE, _SHARE_IN_ONE = 64, 4
_KEPT, _SHARE = 192, 50
# A part of words is begun at one that chance picks, once the last has grown to the first of these, in parts of what it
# should be; by the second at any.
_PART_FROM, _PART_TO = 0.7, 2
_CLASSES = 16
# So many written forms of a word are told apart: as many as there are signs.
_FORMS = 64

Bounds = tuple[int, int] | None
"""Of a word that more documents than the first have, the second are kept; None: all are."""


def bounds_of(count: int) -> Bounds:
    return None if count <= FEW else (max(_KEPT, count // _SHARE), _KEPT)


def bounds_in_one(count: int) -> Bounds:
    return max(_KEPT_IN_ONE, count // _SHARE_IN_ONE), _KEPT_IN_ONE


@dataclass(frozen=True, slots=True)
class Term:
    """A term, how many documents have it, and what its part says of it, a column each.

    The columns: its size, where not all are kept; documents; levels; written forms; the form of each; flags of each.
    """

    word: str
    size: int
    columns: tuple[str, ...]

    @property
    def length(self) -> int:
        return len(self.word) + sum(map(len, self.columns))


def class_of(size: int) -> int:
    return min(_CLASSES - 1, size.bit_length())


def has_levels(word: str) -> bool:
    """Whether it is no value of a facet: of such a term all documents are told, and nothing of them."""
    return word == EVERYTHING or not word.startswith(FACET)


def term(word: str, held: Mapping[int, array[int]], vocabulary: Vocabulary, bounds: Bounds, flags: bytes) -> Term:
    """The term of a folded word or of a value; `flags` are a sign for each number, if they are told."""
    if not has_levels(word):
        (documents,) = held.values()
        return Term(word, len(documents), ("", packed(documents), "", "", "", ""))
    forms = sorted({vocabulary.word(value).marked for value in held})
    marks = {value: _mark(forms, vocabulary.word(value).marked, value % LEVEL_BITS) for value in held}
    size = sum(map(len, held.values())) if len(forms) == 1 else len(set().union(*held.values()))
    is_cut = bounds is not None and size > bounds[0]
    rows = _best(held, marks, bounds[1]) if bounds and is_cut else _all(held, marks)
    numbers = [row // _ROOM for row in rows]
    columns = (
        str(size) if is_cut and len(rows) < sum(map(len, held.values())) else "",
        packed(numbers),
        _shortened(signs(row // _FORMS % LEVEL_BITS for row in rows)),
        ",".join(forms),
        _shortened(signs(row % _FORMS for row in rows)) if len(forms) > 1 else "",
        _shortened(bytes(map(flags.__getitem__, numbers)).decode()) if flags else "",
    )
    return Term(word, size, columns)


# A row: a document, a level, a form.
_ROOM = LEVEL_BITS * _FORMS


def _mark(forms: Sequence[str], form: str, level: int) -> int:
    return level * _FORMS + min(forms.index(form), _FORMS - 1)


def _all(held: Mapping[int, array[int]], marks: Mapping[int, int]) -> list[int]:
    return sorted(number * _ROOM + marks[value] for value, numbers in held.items() for number in numbers)


def _best(held: Mapping[int, array[int]], marks: Mapping[int, int], most: int) -> list[int]:
    """The rows of the highest levels; of the last of these, those with the lowest numbers."""
    rows: list[int] = []
    for level in reversed(range(LEVELS)):
        at_level = {value: numbers[:most] for value, numbers in held.items() if value % LEVEL_BITS == level}
        rows += _all(at_level, marks)[: most - len(rows)]
    return sorted(rows)


def _shortened(said: str) -> str:
    """One character, where they are all the same."""
    return said[:1] if said.count(said[:1]) == len(said) else said


def columns(terms: Iterable[Term], are_said: bool) -> list[str]:
    """Words, then column by column what is said of them: like stands by like, and shrinks to little.

    In one file the head has said the words.
    """
    held = list(terms)
    words = "" if are_said else " ".join(term.word for term in held)
    return [words, *("~".join(column) for column in zip(*(term.columns for term in held), strict=True))]


def cut(lengths: Iterable[tuple[str, int]], middle: float) -> Iterator[list[str]]:
    """Words in order, with the lengths of their terms, cut into parts of about so many characters."""
    part: list[str] = []
    size = 0
    for word, length in lengths:
        is_picked = size >= middle * _PART_FROM and zlib.crc32(word.encode()) % 2 == 0
        if part and (is_picked or size + length > middle * _PART_TO):
            yield part
            part, size = [], 0
        part.append(word)
        size += length
    if part:
        yield part


def changed_by(bounds: Bounds, before: Bounds, size: int) -> bool:
    """Whether other documents of a term of that size are told."""
    return (bounds is not None and size > bounds[0]) != (before is not None and size > before[0])


def name_of_part(word: str) -> str:
    """The name of the part that begins with it."""
    return f"w{hashed(word):x}"
