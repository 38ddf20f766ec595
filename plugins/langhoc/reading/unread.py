"""What the catalogue has but could not be read: nobody can say that it is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """The ids of records with faults, and the kinds of which a whole file or folder could not be read."""

    ids: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def may_hold(self, record_id: str, kinds: Collection[str]) -> bool:
        """Whether a record `record_id` of one of `kinds` may be among the unread."""
        return record_id in self.ids or not self.kinds.isdisjoint(kinds)

    @classmethod
    def all_of(cls, several: Iterable[Unread]) -> Unread:
        several = tuple(several)
        ids = frozenset(record_id for one in several for record_id in one.ids)
        return cls(ids, frozenset(kind for one in several for kind in one.kinds))


NOTHING_UNREAD = Unread()
