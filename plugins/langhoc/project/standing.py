"""What the pages that stand asked of the catalogue, so that after an edit only those are made that would be other."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from langhoc.cache import Cache
from langhoc.catalogue import Catalogue, Questions, with_found, with_other_answers
from langhoc.project.receipt import site_key
from langhoc.reading import ROOM as READINGS
from langhoc.reading import Keys, Memory
from langhoc.site.build import Plan, around
from langhoc.site.publish import Published

_ROOM = "standing"
_HEAD_BYTES = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """`around` is a digest of all that went into the pages but records, `readings` are the keys of what held these;
    `names` are those in whose numbers the questions are told; `asked` is by the pages' paths.
    """

    around: bytes
    readings: Keys
    names: tuple[str, ...]
    asked: Mapping[str, Questions]

    def still_true(self, before: Catalogue, now: Catalogue) -> frozenset[str]:
        """The paths of the pages that would be made as they were."""
        others = with_other_answers(before, now)
        return frozenset(path for path, questions in self.asked.items() if others.isdisjoint(questions))

    def to_bytes(self) -> bytes:
        head = {
            "around": self.around.hex(),
            "readings": [key.hex() for key in self.readings],
            "names": self.names,
            "asked": [[path, len(questions)] for path, questions in self.asked.items()],
        }
        told = json.dumps(head).encode()
        questions = array("I", (question for asked in self.asked.values() for question in asked))
        return len(told).to_bytes(_HEAD_BYTES) + told + questions.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Standing:
        told, questions = data[_HEAD_BYTES:], array("I")
        length = int.from_bytes(data[:_HEAD_BYTES])
        head = json.loads(told[:length])
        questions.frombytes(told[length:])
        asked, begins = {}, 0
        for path, count in head["asked"]:
            asked[path] = questions[begins : begins + count]
            begins += count
        readings = tuple(map(bytes.fromhex, head["readings"]))
        return cls(bytes.fromhex(head["around"]), readings, tuple(head["names"]), asked)


def compared(plan: Plan, last: Standing | None, memory: Memory, cache: Cache) -> tuple[Plan, frozenset[str]]:
    """The plan, with the numbers of `last`; the paths of the pages that stand as they would be made."""
    found = memory.found_in(cache, last.readings) if last and last.around == around(plan) else None
    if last is None or found is None:
        return plan, frozenset()
    catalogue = replace(plan.catalogue, numbered=last.names)
    before = with_found(catalogue, found, plan.today)
    return replace(plan, catalogue=catalogue), last.still_true(before, catalogue)


def after(plan: Plan, last: Standing | None, kept: Iterable[str], published: Published, memory: Memory) -> Standing:
    """What stands now. What asked for nothing is always made."""
    asked = {path: last.asked[path] for path in kept} if last else {}
    asked |= {path: questions for path, questions in published.asked.items() if questions}
    return Standing(around(plan), memory.keys, plan.catalogue.asked.names, asked)


def last_of(cache: Cache, folder: Path, site_dir: Path) -> Standing | None:
    """That of the last build of `site_dir` from `folder`."""
    kept = cache.get(_ROOM, site_key(folder, site_dir))
    return Standing.from_bytes(kept) if kept else None


def keep(cache: Cache, folder: Path, site_dir: Path, standing: Standing) -> None:
    cache.put(_ROOM, site_key(folder, site_dir), standing.to_bytes())
    # One for each place that is built to would never be dropped; so it is with the readings that none needs now.
    cache.forget_unused(_ROOM)
    cache.forget_unused(READINGS)
