"""What this computer knows of sticks it wrote or looked at: their keys, and the highest number of each.

Whoever brings an older list with a good signature, or one by another key, is found out. It lies with the user's data,
for sticks of several catalogues may be seen.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import user_data_dir

from langhoc.editions.stick.manifest import Edition
from langhoc.project.files import write_file

UNSIGNED = ""

Whose = tuple[str, str]


def seen_file() -> Path:
    return Path(user_data_dir("langhoc", appauthor=False)) / "sticks.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """The latest edition by key, as minisign writes it, or UNSIGNED; and by catalogue and area."""

    editions: Mapping[tuple[str, Whose], Edition]

    def of(self, key: str, whose: Whose) -> Edition | None:
        return self.editions.get((key, whose))

    def keys(self, whose: Whose) -> frozenset[str]:
        """Those that such sticks were signed with."""
        return frozenset(key for key, one in self.editions if one == whose and key != UNSIGNED)

    def without_keys(self, whose: Whose) -> Seen:
        """Of whose sticks nobody is to expect a signature any more."""
        kept = {(key, one): edition for (key, one), edition in self.editions.items() if one != whose or key == UNSIGNED}
        return replace(self, editions=kept)

    def with_edition(self, key: str, whose: Whose, edition: Edition) -> Seen:
        known = self.of(key, whose)
        is_later = known is None or known.number <= edition.number
        return replace(self, editions={**self.editions, (key, whose): edition}) if is_later else self


def read_seen(file: Path) -> Seen:
    """Nothing where there is no such file, or none that can be read."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        rows = json.loads(file.read_bytes())
        told = (
            (str(key), (str(title), str(area)), Edition(int(n), str(digest))) for key, title, area, n, digest in rows
        )
        return Seen({(key, whose): edition for key, whose, edition in told})
    return Seen({})


def keep_seen(file: Path, seen: Seen) -> None:
    """Where that cannot be kept, nobody is kept from working."""
    rows = [[key, *whose, one.number, one.digest] for (key, whose), one in sorted(seen.editions.items(), key=_by_key)]
    with contextlib.suppress(OSError):
        write_file(file, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def _by_key(row: tuple[tuple[str, Whose], Edition]) -> tuple[str, Whose]:
    return row[0]
