"""The plan of a copy -> what the program that writes ZIM files reads: write_zim.py beside this file says how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from langhoc.cache import Cache
from langhoc.editions.zim.about import about, three_letters
from langhoc.editions.zim.entries import Leading, entries
from langhoc.model import Area
from langhoc.site.build import Plan
from langhoc.workers import ALONE, Workers

PROGRAM = Path(__file__).with_name("write_zim.py")
"""It imports libzim, and so is never imported here."""

_ICON_SIZE = 48


def stream(plan: Plan, area: Area | None, cache: Cache, workers: Workers = ALONE) -> Iterator[bytes]:
    """All there is in a plan that is made in one language, of the area or of everywhere; nothing of it is kept."""
    (urls,) = plan.urls
    yield _line({"language": three_letters(urls.language), "main": urls.home})
    for name, text in about(plan, area).items():
        yield _line({"metadata": name}, text.encode())
    yield _line({"illustration": _ICON_SIZE}, (plan.assets.theme / "icons" / "langhoc-48.png").read_bytes())
    for one in entries(plan, cache, workers):
        told = {"path": one.path, "title": one.title, "is_front": one.is_front}
        if isinstance(one, Leading):
            yield _line({**told, "to": one.to})
        else:
            index = {"index": asdict(one.searched)} if one.searched else {}
            yield _line({**told, "type": one.type, "is_compressed": one.is_compressed, **index}, one.content)
    yield _line({"end": True})


def _line(told: dict[str, object], content: bytes | None = None) -> bytes:
    size = {} if content is None else {"size": len(content)}
    return json.dumps({**told, **size}, ensure_ascii=False).encode() + b"\n" + (content or b"")
