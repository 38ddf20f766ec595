"""What is asked of a catalogue while something is made: after an edit that is made anew only if an answer is other.

A question is kept as a number: which question it is in the last bits, before them of what it was asked.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar, overload

from langhoc.model import Record

R = TypeVar("R", bound=Record)
Made = TypeVar("Made")

Pairs = Iterable[tuple[str, R]]
"""A record's id, and a record that belongs to it."""

Questions = Sequence[int]
"""The numbers of questions, in no order."""

_BITS = 5

# What a record says, and which are all of a model; then come relations.
RECORD, ALL_OF, FIRST_RELATION = 0, 1, 2


class Asked:
    """Notes what is asked. `names` are those of which it can be, each once; its place is a name's number."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self.numbers = {name: number << _BITS for number, name in enumerate(self.names)}
        self._noted: set[int] = set()

    def note(self, question: int, name: str) -> None:
        self._noted.add(self.numbers[name] | question)

    def again(self, questions: Questions) -> None:
        """Note what was asked when something was made that serves again."""
        self._noted.update(questions)

    def during(self, make: Callable[[], Made]) -> tuple[Made, Questions]:
        """What `make` makes, and what was asked for it, of which nothing is noted here."""
        before, own = self._noted, set[int]()
        self._noted = own
        try:
            return make(), tuple(own)
        finally:
            self._noted = before


def kept_long(questions: Questions) -> Questions:
    """The same numbers in a ninth of the memory: in a tuple each of them is an object."""
    return array("I", questions)


class _Answers(Protocol):
    """What has relations."""

    @property
    def asked(self) -> Asked: ...


class Related(Generic[R]):
    """Which records belong to a record, in order: asked of the one, it gives the others; that it is asked is noted."""

    def __init__(self, pairs: Pairs[R], question: int, asked: Asked) -> None:
        groups: dict[str, list[R]] = defaultdict(list)
        for record_id, record in pairs:
            groups[record_id].append(record)
        self.groups = {record_id: tuple(records) for record_id, records in groups.items()}
        self._question = question
        self._asked = asked

    def __call__(self, record: Record) -> tuple[R, ...]:
        self._asked.note(self._question, record.id)
        return self.groups.get(record.id, ())


class relation(Generic[R]):
    """A method that pairs records, each once for all who ask."""

    def __init__(self, pairs: Callable[[Any], Pairs[R]]) -> None:
        self._pairs = pairs
        self.__doc__ = pairs.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        self._question = FIRST_RELATION + relations_of(owner).index(name)

    @overload
    def __get__(self, catalogue: None, owner: type) -> relation[R]: ...
    @overload
    def __get__(self, catalogue: _Answers, owner: type) -> Related[R]: ...
    def __get__(self, catalogue: _Answers | None, owner: type) -> relation[R] | Related[R]:
        if catalogue is None:
            return self
        # What is asked to find it out is not what they asked.
        pairs, _questions = catalogue.asked.during(lambda: tuple(self._pairs(catalogue)))
        related = vars(catalogue)[self._name] = Related(pairs, self._question, catalogue.asked)
        return related


def relations_of(catalogue: type) -> list[str]:
    """The names of its relations, in order."""
    return [name for name, one in vars(catalogue).items() if isinstance(one, relation)]
