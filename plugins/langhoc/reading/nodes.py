"""What a YAML file holds, each value with its position: scalars as texts, groups of keys, lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column, counted from 0, and how many signs wide on that line."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, always as text; None where nothing is written."""

    text: str | None
    position: Position


@dataclass(slots=True)
class Mapping:
    position: Position
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class Sequence:
    position: Position
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


def to_data(node: Node) -> Any:
    """Plain texts, dicts and lists, for a model to validate. A key with nothing behind it is left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {key: data for key, value in node.values.items() if (data := to_data(value)) is not None}


def find(node: Node, path: Path) -> tuple[Position, Path]:
    """The position of the value at `path`, or of the nearest value above it, and the path that was found."""
    found: Path = ()
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.values:
            node = node.values[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
        found = (*found, step)
    return node.position, found


def find_key(node: Node, path: Path) -> Position:
    """The position of the last key of `path` itself, not of its value."""
    parent = node
    for step in path[:-1]:
        if isinstance(parent, Mapping) and isinstance(step, str):
            parent = parent.values[step]
        elif isinstance(parent, Sequence) and isinstance(step, int):
            parent = parent.items[step]
    key = path[-1] if path else None
    if isinstance(parent, Mapping) and isinstance(key, str) and key in parent.keys:
        return parent.keys[key].position
    return find(node, path)[0]
