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


def find(node: Node, path: Path) -> Node:
    """The value at `path`, or the nearest one above it that the file has."""
    for step in path:
        below = _step(node, step)
        if below is None:
            break
        node = below
    return node


def find_key(node: Node, path: Path) -> Scalar | None:
    """The last key of `path` itself, not its value; None when the file does not have it."""
    for step in path[:-1]:
        below = _step(node, step)
        if below is None:
            return None
        node = below
    return node.keys.get(str(path[-1])) if path and isinstance(node, Mapping) else None


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.values.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None
