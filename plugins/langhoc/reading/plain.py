"""YAML text -> plain data, fast, for a file in which nothing is amiss: most files are such.

libyaml composes the whole document in C, which is four times as fast as to take its events one by one in Python.
What it would do silently, or what needs a position to be told, is left to yaml_file: here is either what that
would read without a word, or nothing.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from langhoc.reading.source import Source
from langhoc.reading.yaml_faults import UNPRINTABLE
from langhoc.reading.yaml_file import DEEPEST

# An anchor, an alias or a tag, or what looks like one.
_MARK = re.compile(r"[&*!](?<![^\s\[{,:?].)(?:(?<=!)|[A-Za-z0-9_-])", re.DOTALL)
# A comment that may have been text.
_COMMENT = re.compile(r"\s#\S")
# So many levels that the composer, which recurses, might not return; brackets nest without being indented.
_DEEP = re.compile(r"\n[ \t?:-]{100}")
_MOST_BRACKETS = 100


# What stands for a tag where none is written.
_UNTAGGED = "untagged"


class _Doubtful(Exception):
    """There is something to be told."""


class _NoGuesses:
    """In place of YAML's own guesses at what a text means."""

    def resolve(self, *_about: object) -> str:
        return _UNTAGGED

    def descend_resolver(self, *_about: object) -> None: ...

    def ascend_resolver(self) -> None: ...


try:
    _Composer: Any = type("_Composer", (_NoGuesses, yaml._yaml.CParser), {})
except AttributeError:  # PyYAML was built without libyaml
    _Composer = None


def plain_data(source: Source) -> Any:
    """The file's texts, groups and lists, as `to_data` gives them; None when it is to be read with care."""
    text = source.text
    if _Composer is None or _is_doubtful(text):
        return None
    try:
        root = _Composer(text).get_single_node()
        return _data(root, 0) if root is not None else None
    except (yaml.YAMLError, ValueError, _Doubtful):
        return None


def _is_doubtful(text: str) -> bool:
    # A pattern is slow where no single sign begins it, so the sign is looked for first.
    return (
        ("\\" in text)  # an escape may bring in what a file must not hold
        or ("#" in text and _COMMENT.search(text) is not None)
        or (("*" in text or "!" in text or "&" in text) and _MARK.search(text) is not None)
        or text.count("[") + text.count("{") > _MOST_BRACKETS
        or _DEEP.search(f"\n{text}") is not None
        or UNPRINTABLE.search(text) is not None
    )


def _data(node: Any, depth: int) -> Any:
    if node.tag is not _UNTAGGED or depth > DEEPEST:
        raise _Doubtful
    value = node.value
    if isinstance(value, str):
        return value if value or node.style else None
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, depth + 1) for item in value]
    group: dict[str, Any] = {}
    for key_node, value_node in value:
        key = key_node.value
        if not key or not isinstance(key, str) or key in group:
            raise _Doubtful
        # A key with nothing behind it counts until all are seen, for it may stand twice.
        group[key] = _data(value_node, depth + 1)
    return {key: data for key, data in group.items() if data is not None}
