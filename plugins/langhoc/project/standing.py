"""What was asked of the catalogue for the pages and indexes that stand: after an edit only what is other is made."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from langhoc.cache import Cache, digest
from langhoc.catalogue import Catalogue, Questions, with_found, with_other_answers
from langhoc.project.receipt import site_key
from langhoc.reading import ROOM as READINGS
from langhoc.reading import Keys, Memory
from langhoc.search import FIRST
from langhoc.site.build import NOTHING, Lying, Plan, Site, around
from langhoc.site.publish import Published

_ROOM, _INDEXES = "standing", "indexes"
_HEAD_BYTES = 8
_PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Standing:
    """`around` is a digest of all that went into the pages but records, `readings` are the keys of what held these;
    `names` are those in whose numbers the questions are told; `asked` is of the pages by their paths, and of each
    language's documents by their ids. `indexes` are digests of what is kept of the indexes, by language.
    """

    around: bytes
    readings: Keys
    names: tuple[str, ...]
    asked: Mapping[str, Mapping[str, Questions]]
    indexes: Mapping[str, bytes]

    def still_true(self, before: Catalogue, now: Catalogue) -> Mapping[str, frozenset[str]]:
        """As `asked`, what would be made as it was."""
        others = with_other_answers(before, now)
        return {
            sort: frozenset(name for name, questions in asked.items() if others.isdisjoint(questions))
            for sort, asked in self.asked.items()
        }

    def to_bytes(self) -> bytes:
        head = {
            "around": self.around.hex(),
            "readings": [key.hex() for key in self.readings],
            "names": self.names,
            "asked": [[sort, [[name, len(one)] for name, one in asked.items()]] for sort, asked in self.asked.items()],
            "indexes": {language: first.hex() for language, first in self.indexes.items()},
        }
        told = json.dumps(head).encode()
        questions = array("I")
        for asked in self.asked.values():
            for one in asked.values():
                questions.extend(one)
        return len(told).to_bytes(_HEAD_BYTES) + told + questions.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Standing:
        told, questions = data[_HEAD_BYTES:], array("I")
        length = int.from_bytes(data[:_HEAD_BYTES])
        head = json.loads(told[:length])
        questions.frombytes(told[length:])
        asked: dict[str, dict[str, Questions]] = {}
        begins = 0
        for sort, names in head["asked"]:
            asked[sort] = {}
            for name, count in names:
                asked[sort][name] = questions[begins : begins + count]
                begins += count
        readings = tuple(map(bytes.fromhex, head["readings"]))
        indexes = {language: bytes.fromhex(first) for language, first in head["indexes"].items()}
        return cls(bytes.fromhex(head["around"]), readings, tuple(head["names"]), asked, indexes)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a site stands: its key in the `cache`, and the memory of what its records are read from."""

    key: bytes
    cache: Cache
    memory: Memory

    @classmethod
    def of(cls, folder: Path, site_dir: Path, cache: Cache, memory: Memory) -> Ground:
        return cls(site_key(folder, site_dir), cache, memory)

    def last(self) -> Standing | None:
        """What the last build left."""
        kept = self.cache.get(_ROOM, self.key)
        return Standing.from_bytes(kept) if kept else None

    def compared(self, plan: Plan, last: Standing | None) -> tuple[Plan, Lying]:
        """The plan, with the numbers of `last`; what lies there as it would be made."""
        is_alike = last is not None and last.around == around(plan)
        found = self.memory.found_in(self.cache, last.readings) if last and is_alike else None
        if last is None or found is None:
            return plan, NOTHING
        catalogue = plan.catalogue.with_numbers_of(last.names)
        true = last.still_true(with_found(catalogue, found, plan.today), catalogue)
        documents = {language: true[language] for language in last.indexes if self._is_there(language, last)}
        gone = frozenset(id for language in documents for id in last.asked[language] if id not in catalogue.by_id)
        keepers = {language: partial(self._piece, language) for language in documents}
        return replace(plan, catalogue=catalogue), Lying(true[_PAGES], documents, gone, keepers)

    def keep_indexes(self, site: Site) -> Mapping[str, bytes]:
        """Put what is kept of the indexes into the cache, and nowhere else: it is large. Gives digests for `keep`."""
        firsts = {}
        for language, index in site.indexes.items():
            firsts[language] = digest(index.kept[FIRST])
            while index.kept:
                name, piece = index.kept.popitem()
                self.cache.put(_INDEXES, self._piece_key(language, name), piece)
        return firsts

    def keep(
        self, plan: Plan, last: Standing | None, site: Site, firsts: Mapping[str, bytes], published: Published
    ) -> None:
        """What stands now. What asked for nothing is always made."""
        asked = {_PAGES: _with(last, _PAGES, site.lying)}
        asked[_PAGES] |= {path: questions for path, questions in published.asked.items() if questions}
        for language, index in site.indexes.items():
            asked[language] = _with(last, language, plan.catalogue.by_id.keys()) if index.is_renewed else {}
            asked[language] |= index.asked
        standing = Standing(around(plan), self.memory.keys, plan.catalogue.asked.names, asked, firsts)
        self.cache.put(_ROOM, self.key, standing.to_bytes())
        # One for each place that is built to would never be dropped; so it is with the readings that none needs now.
        self.cache.forget_unused(_ROOM)
        self.cache.forget_unused(READINGS)
        if not any(index.is_renewed for index in site.indexes.values()):
            self.cache.forget_unused(_INDEXES)

    # What is kept of the indexes

    def _is_there(self, language: str, last: Standing) -> bool:
        """Whether it is that of the last build, and not of one that was broken off."""
        first = self._piece(language, FIRST)
        return first is not None and digest(first) == last.indexes[language]

    def _piece(self, language: str, name: str) -> bytes | None:
        return self.cache.get(_INDEXES, self._piece_key(language, name))

    def _piece_key(self, language: str, name: str) -> bytes:
        return digest(self.key, language, name)


def _with(last: Standing | None, sort: str, names: Set[str]) -> dict[str, Questions]:
    """What was asked for those of them that are as they were."""
    return {name: asked for name, asked in last.asked[sort].items() if name in names} if last else {}
