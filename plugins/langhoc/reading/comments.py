"""The comments of a YAML file, each with the key or item that it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import yaml

from langhoc.reading.nodes import Mapping, Node, Path, Sequence
from langhoc.reading.source import Source
from langhoc.reading.yaml_file import EVENT_LOADER

Comments = dict[Path, list[str]]

LAST: Path = ()
"""Stands for the end of the file, for comments behind which nothing comes."""

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")

# Line and column, counted from 0.
_At = tuple[int, int]


def comments_of(source: Source, root: Node) -> Comments:
    """The comments of a file that was read as `root`, by the path of what they stand above or, on its line, behind."""
    if "#" not in source.text:
        return {}
    steps = sorted(_steps(root, ()), key=lambda step: step[0])
    places = [at for at, _path in steps]
    found: Comments = {}
    for at, text in _comments(source):
        begins = bisect_left(places, (at[0], 0))
        is_behind = begins < len(places) and places[begins] < at and places[begins][0] == at[0]
        number = begins if is_behind else bisect_left(places, at)
        found.setdefault(steps[number][1] if number < len(steps) else LAST, []).append(text)
    return found


def _steps(node: Node, path: Path) -> Iterator[tuple[_At, Path]]:
    """Where each key and each item begins; an item before the first key in it."""
    if isinstance(node, Mapping):
        for key, value in node.values.items():
            position = node.keys[key].position
            yield (position.line, position.column), (*path, key)
            yield from _steps(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield (item.position.line, item.position.column), (*path, number)
            yield from _steps(item, (*path, number))


def _comments(source: Source) -> Iterator[tuple[_At, str]]:
    texts = list(_texts(source))
    for number, line in enumerate(source.lines[: source.text.count("\n") + 1]):
        for match in _COMMENT.finditer(line):
            at = (number, match.start())
            if not any(begin <= at < end for begin, end in texts):
                yield at, line[match.start() :].rstrip()
                break


def _texts(source: Source) -> Iterator[tuple[_At, _At]]:
    """From where to where each text goes; of one set off by | or > only the lines below that sign."""
    for event in yaml.parse(source.text, Loader=EVENT_LOADER):
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent) and start and end:
            begin = (start.line + 1, 0) if event.style in {"|", ">"} else (start.line, start.column)
            yield begin, (end.line, end.column)
