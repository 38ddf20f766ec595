"""Records as their files hold them: texts, groups and lists, with keys that the model does not know, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from langhoc.reading import Found
from langhoc.reading.comments import Comments, comments_of
from langhoc.reading.front_matter import ENDING
from langhoc.reading.nodes import to_data
from langhoc.reading.plain import plain_data
from langhoc.reading.record_file import load
from langhoc.reading.records import read_group, read_value


@dataclass(frozen=True)
class Held:
    """The files of the catalogue in `folder`, each read once; texts without a language are in `language`."""

    folder: Path
    language: str
    _read: dict[str, tuple[Any, Comments]] = field(default_factory=dict)

    def data(self, found: Found) -> dict[str, Any]:
        """What the file says of a record that was read from it. It is the same object each time: not to be changed."""
        whole = self.whole(found.file)
        if found.number is not None:
            whole = whole[found.number] if isinstance(whole, list) and found.number < len(whole) else {}
        return dict(whole) if isinstance(whole, Mapping) else {}

    def whole(self, file: str) -> Any:
        """All that a file holds; None where it holds nothing, or cannot be read."""
        return self._both(file)[0]

    def comments(self, file: str) -> Comments:
        """Its comments, each with the key or item that it stands above."""
        return self._both(file)[1]

    def _both(self, file: str) -> tuple[Any, Comments]:
        if file not in self._read:
            self._read[file] = self._parsed(file)
        return self._read[file]

    def _parsed(self, file: str) -> tuple[Any, Comments]:
        source, _problems = load(self.folder / file, file)
        if source is None:
            return None, {}
        plain = None if file.endswith(ENDING) or "#" in source.text else plain_data(source)
        if plain is not None:
            return plain, {}
        written = read_group(source, self.language)[0] if file.endswith(ENDING) else read_value(source)[0]
        return (to_data(written.node), comments_of(written.source, written.node)) if written else (None, {})
