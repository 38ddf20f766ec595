"""An edit -> what comes and what goes, by word and by pair: everything comes where nothing was."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from langhoc.search.entries import Entry
from langhoc.search.packing import sign
from langhoc.search.state import Entries, State

Key = TypeVar("Key")


class Changes:
    """`old` and `new` are entries by number where there may be a difference; `numbers` all numbers after it, by id."""

    def __init__(self, before: State, kept: Entries, entries: Mapping[str, Entry], numbers: Mapping[str, int]) -> None:
        self.numbers = numbers
        self.old: dict[int, Entry] = {}
        self.new: dict[int, Entry] = {}
        is_like_before = numbers is before.numbers
        for id in entries if is_like_before else dict.fromkeys((*before.numbers, *numbers)):
            was, is_ = before.numbers.get(id), numbers.get(id)
            if was == is_ and id not in entries:
                continue
            if was is not None:
                self.old[was] = kept.at(was)
            if is_ is not None:
                self.new[is_] = entries.get(id) or self.old[was or 0]

    @property
    def places(self) -> list[int]:
        """The numbers at which there may be a difference."""
        return sorted(self.old.keys() | self.new.keys())

    def flags(self, before: bytes, slots: int) -> bytes:
        """A sign for each number."""
        flags = bytearray(before or sign(0).encode() * slots)
        for number in self.places:
            flags[number] = ord(sign(self.new[number].flags if number in self.new else 0))
        return bytes(flags)

    @property
    def flagged(self) -> Iterator[Entry]:
        """Those that came to stand where one with other flags was."""
        return (one for number, one in self.new.items() if number in self.old and self.old[number].flags != one.flags)


class Difference(Generic[Key]):
    """Of what entries have the documents that have it now, and those that had it."""

    def __init__(self, changes: Changes, parts: Callable[[Entry], Iterable[Key]]) -> None:
        self.come: dict[Key, array[int]] = defaultdict(lambda: array("I"))
        self.gone: dict[Key, list[int]] = defaultdict(list)
        for number in changes.places:
            old, new = changes.old.get(number), changes.new.get(number)
            after: Iterable[Key] = parts(new) if new else ()
            if old:
                before, after = frozenset(parts(old)), frozenset(after)
                for key in before - after:
                    self.gone[key].append(number)
                after = after - before
            for key in after:
                self.come[key].append(number)

    @property
    def touched(self) -> set[Key]:
        return self.come.keys() | self.gone.keys()

    def applied(self, key: Key, held: array[int]) -> array[int]:
        """The documents that have it, ascending, after those that had it."""
        if not held:
            return self.come.get(key, held)
        after = held[:]
        for number in self.gone.get(key, ()):
            del after[bisect_left(after, number)]
        for number in self.come.get(key, ()):
            insort(after, number)
        return after
