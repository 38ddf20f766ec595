"""YAML text -> nodes with positions, string-first: a small, strict part of YAML, built from libyaml's events.

Building from events needs no recursion, so nesting that would crash the composer is refused in time. YAML's
own guesses (no -> False, 14:30 -> 870, 00004 -> 4) never happen, for every scalar stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Problem
from langhoc.reading.nodes import Mapping, Node, Position, Scalar, Sequence
from langhoc.reading.source import Source, tidy
from langhoc.reading.yaml_faults import UNPRINTABLE, broken_layout, unprintable

DEEPEST = 32

try:
    EVENT_LOADER: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML was built without libyaml: slower, the same events
    EVENT_LOADER = yaml.SafeLoader

_LOST = re.compile(r"\s+#(?=\S)")


class _Stop(Exception):
    """Nothing behind this event is worth reading."""


def parse(source: Source) -> tuple[Node | None, list[Problem]]:
    """The one document of `source`, and every problem of its layout. None when there is nothing to validate."""
    if problem := unprintable(source):
        return None, [problem]
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=EVENT_LOADER):
            builder.take(event)
    except _Stop:
        pass
    except (yaml.YAMLError, ValueError) as error:
        return None, [*builder.problems, broken_layout(source, error)]
    return None if builder.is_broken else builder.root, builder.problems


class _Builder:
    """Takes events one by one and keeps the open groups and lists on a stack.

    `is_broken` says that the root lacks something the file has: what a model would say of it is not to be
    trusted. A key that stands twice, a tag or a second document leave the rest as it is.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.is_broken = False
        self._open: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0
        self._has_hash = "#" in source.text

    def take(self, event: Any) -> None:
        step = _STEPS.get(type(event))
        if step is not None:
            step(self, event)

    def _end(self, _event: Any) -> None:
        self._open.pop()
        self._keys.pop()

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse("several-documents", event, _("A second document begins here."))
            raise _Stop

    def _alias(self, event: Any) -> None:
        self._refuse_mark("alias", event, _("A text that begins with * would be a YAML alias."))
        self.is_broken = True
        self._add(Scalar("", _position(event)))

    def _begin(self, event: Any) -> None:
        self._check_marks(event)
        if len(self._open) >= DEEPEST:
            self._refuse("too-deep", event, _("Nested deeper than {most} levels."), most=DEEPEST)
            self.is_broken = True
            raise _Stop
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        node = kind(_position(event))
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _scalar(self, event: Any) -> None:
        self._check_marks(event)
        if event.style:
            self._add(Scalar(self._unescaped(event), _position(event)))
            return
        if self._has_hash:
            self._check_lost(event)
        self._add(Scalar(event.value or None, _position(event)))

    def _unescaped(self, event: Any) -> str:
        """The text between quotes: an escape may have brought in what a file itself must not hold."""
        text = tidy(event.value)[0] if event.style == '"' else str(event.value)
        if UNPRINTABLE.search(text) or "\r" in text:
            self._refuse("bad-yaml", event, _("The text holds a sign that no text has."))
        return text

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = self._key(node)
        else:
            self._pair(parent, self._keys[-1], node)
            self._keys[-1] = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar) and node.text:
            return node
        place = self.source.place(node.position.line, node.position.column)
        message = Message(_("A key is a single word followed by a colon."))
        self.problems.append(Problem("bad-yaml", place, message))
        self.is_broken = True
        return Scalar("", node.position)

    def _pair(self, parent: Mapping, key: Scalar, value: Node) -> None:
        name = key.text or ""
        if name not in parent.keys:
            parent.keys[name] = key
            parent.values[name] = value
            return
        where, first = key.position, parent.keys[name].position.line + 1
        message = Message(_("The key “{key}” stands here and in line {line}."), {"key": name, "line": first})
        place = self.source.place(where.line, where.column, where.width)
        self.problems.append(Problem("duplicate-key", place, message, field=name))

    def _check_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse_mark("alias", event, _("A text that begins with & would be a YAML anchor."))
        if event.tag is not None:
            self._refuse_mark("tag", event, _("A word that begins with ! would be a YAML tag."))

    def _check_lost(self, event: Any) -> None:
        end = event.end_mark
        line = self.source.lines[end.line] if end.line < len(self.source.lines) else ""
        if match := _LOST.match(line, end.column):
            lost = line[match.end() - 1 :].rstrip()
            place = self.source.place(end.line, match.end() - 1, len(lost))
            message = Message(_("“{lost}” is read as a comment and lost."), {"lost": lost})
            hint = Message(_("Put the whole text between double quotes."))
            self.problems.append(Problem("lost-text", place, message, hint))

    def _refuse_mark(self, code: str, event: Any, text: str) -> None:
        place = self.source.place(event.start_mark.line, event.start_mark.column)
        hint = Message(_("Put the text between double quotes."))
        self.problems.append(Problem(code, place, Message(text), hint))

    def _refuse(self, code: str, event: Any, text: str, **params: object) -> None:
        place = self.source.place(event.start_mark.line, event.start_mark.column)
        self.problems.append(Problem(code, place, Message(text, params)))


def _position(event: Any) -> Position:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if start.line == end.line else 1
    return Position(start.line, start.column, width if width > 0 else 1)


_STEPS: dict[type, Callable[[_Builder, Any], None]] = {
    yaml.ScalarEvent: _Builder._scalar,
    yaml.MappingStartEvent: _Builder._begin,
    yaml.SequenceStartEvent: _Builder._begin,
    yaml.MappingEndEvent: _Builder._end,
    yaml.SequenceEndEvent: _Builder._end,
    yaml.DocumentStartEvent: _Builder._document,
    yaml.AliasEvent: _Builder._alias,
}
