"""A value and the file it is written in."""

from __future__ import annotations

from dataclasses import dataclass

from langhoc.problems import Place
from langhoc.reading.nodes import Mapping, Node, Path, Position, Sequence, find, find_key
from langhoc.reading.source import Source


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it stands in a file; paths lead from this value to those below it."""

    node: Node
    source: Source

    def place(self, path: Path = ()) -> Place:
        """Where the value at `path` stands, or the nearest one above it that was written."""
        found = find(self.node, path)
        if isinstance(found, (Mapping, Sequence)):
            return self.source.place(found.position.line, found.position.column)
        return self._whole(found.position)

    def place_of_key(self, path: Path) -> Place:
        """Where the last key of `path` itself stands."""
        key = find_key(self.node, path)
        return self._whole(key.position) if key else self.place(path)

    def _whole(self, position: Position) -> Place:
        return self.source.place(position.line, position.column, position.width)
