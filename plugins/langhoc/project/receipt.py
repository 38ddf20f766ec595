"""What a build was made from and what it left, so that one to which nothing is new ends at once."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from langhoc.cache import Cache, code_digest, digest
from langhoc.problems import Problem, from_rows, rows
from langhoc.project.inputs import DataLooks, Inputs
from langhoc.site.publish import lying_in

_ROOM = "receipts"


@dataclass(frozen=True, slots=True)
class Laid:
    """How many files lie in a site, and a digest of their paths, sizes and times of change."""

    count: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """`made_from` is a digest of all that went into the site but the catalogue's files, of which `looks` tells;
    `inputs` is what the host looked at. What was said of the catalogue and of its pages is kept, too: it is true as
    long as nothing changes.
    """

    made_from: bytes
    looks: DataLooks
    inputs: Inputs
    laid: Laid
    said: tuple[Problem, ...]
    warned: tuple[Problem, ...]

    def to_json(self) -> bytes:
        return json.dumps(
            {
                "made_from": self.made_from.hex(),
                "looks": [self.looks.digest.hex(), dict(self.looks.lately)],
                "inputs": self.inputs.to_json().decode(),
                "laid": [self.laid.count, self.laid.digest.hex()],
                "said": rows(self.said),
                "warned": rows(self.warned),
            },
            ensure_ascii=False,
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Receipt:
        kept = json.loads(data)
        return cls(
            made_from=bytes.fromhex(kept["made_from"]),
            looks=DataLooks(bytes.fromhex(kept["looks"][0]), kept["looks"][1]),
            inputs=Inputs.from_json(kept["inputs"].encode()),
            laid=Laid(kept["laid"][0], bytes.fromhex(kept["laid"][1])),
            said=from_rows(kept["said"]),
            warned=from_rows(kept["warned"]),
        )


def last(cache: Cache, folder: Path, site_dir: Path) -> Receipt | None:
    """That of the last build of `site_dir` from `folder`, if the site lies there as that build left it."""
    kept = cache.get(_ROOM, site_key(folder, site_dir))
    receipt = Receipt.from_json(kept) if kept else None
    return receipt if receipt and receipt.laid == laid(site_dir) else None


def keep(cache: Cache, folder: Path, site_dir: Path, receipt: Receipt) -> None:
    cache.put(_ROOM, site_key(folder, site_dir), receipt.to_json())
    # One for each place that is built to would never be dropped.
    cache.forget_unused(_ROOM)


def site_key(folder: Path, site_dir: Path) -> bytes:
    """The way from the catalogue's folder, which may be moved; on Windows there may be none. Another version of this
    code may have kept something else.
    """
    with contextlib.suppress(ValueError):
        return digest(code_digest(), os.path.relpath(site_dir, folder))
    return digest(code_digest(), str(site_dir.absolute()))


def laid(site_dir: Path) -> Laid:
    """What lies there now."""
    found = ((path, entry.stat(follow_symlinks=False)) for path, entry in lying_in(site_dir))
    told = sorted((path, stat.st_size, stat.st_mtime_ns) for path, stat in found)
    return Laid(len(told), digest(repr(told)))
