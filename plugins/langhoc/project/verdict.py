"""What was said of a catalogue: as long as nothing in it changes, it is true."""

from __future__ import annotations

import json
from datetime import date

from langhoc.cache import Cache, code_digest, digest, installed
from langhoc.problems import Problem, from_rows, rows
from langhoc.project.inputs import DataLooks, is_as_it_looks

_ROOM = "verdicts"


def last(cache: Cache, today: date, looks: DataLooks) -> tuple[Problem, ...] | None:
    """All problems of the catalogue that looks so, if it did when it was checked last, on the same day."""
    kept = cache.get(_ROOM, _key(today))
    found = json.loads(kept) if kept else None
    if found is None or found["looks"] != looks.digest.hex():
        return None
    is_same = all(is_as_it_looks(name, content) for name, content in found["lately"].items())
    return from_rows(found["problems"]) if is_same else None


def keep(cache: Cache, today: date, looks: DataLooks, problems: tuple[Problem, ...]) -> None:
    """`looks` are of before the catalogue was read."""
    found = {"looks": looks.digest.hex(), "lately": dict(looks.lately), "problems": rows(problems)}
    cache.put(_ROOM, _key(today), json.dumps(found, ensure_ascii=False).encode())
    cache.forget_unused(_ROOM)


def _key(today: date) -> bytes:
    return digest(code_digest(), *installed(), today.isoformat())
