"""YAML text -> nodes with positions, string-first: a small, strict part of YAML, built from libyaml's events.

Building from events needs no recursion, so nesting that would crash the composer is refused in time. YAML's
own guesses (no -> False, 14:30 -> 870, 00004 -> 4) never happen, for every scalar stays the text it is.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Problem
from langhoc.reading.nodes import Mapping, Node, Position, Scalar, Sequence
from langhoc.reading.source import Source

DEEPEST = 32

try:
    _Loader: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML was built without libyaml: slower, the same events
    _Loader = yaml.SafeLoader

_LOST = re.compile(r"\s+#(?=\S)")

# What libyaml says, and what a volunteer understands.
_EXPLAINED = (
    ("mapping values are not allowed", _("There is a colon in the middle of a text, or a line is indented wrongly."),
     _("Put the text between double quotes.")),
    ("found character that cannot start any token", _("A text cannot begin with this sign here."),
     _("Indent with spaces, not tabs; put a text that begins with % @ ` or a tab between double quotes.")),
    ("while scanning a quoted scalar", _("A text between quotes is not closed."),
     _("Put a closing quote at its end.")),
    ("could not find expected ':'", _("A key without a colon, or a line that is not indented enough."),
     _("Write key: value, with a space behind the colon.")),
    ("did not find expected key", _("The line is indented differently from its neighbours, or a quote is inside a text."),
     _("Give keys of one group the same number of spaces.")),
    ("did not find expected '-' indicator", _("The line is indented differently from the list it belongs to."),
     _("Give all hyphens of a list the same number of spaces.")),
    ("did not find expected ',' or", _("A bracket is not closed, or a comma is missing."),
     _("Close [ with ] and { with }; put a comma between two values.")),
    ("did not find expected node content", _("A bracket is not closed, or a value is missing."),
     _("Close [ with ] and { with }.")),
    ("block sequence entries are not allowed", _("A list cannot begin here."),
     _("Begin the list on a line of its own.")),
    ("control characters are not allowed", _("The file holds signs that no text has."),
     _("Delete them, or write the file anew.")),
    ("special characters are not allowed", _("The file holds signs that no text has."),
     _("Delete them, or write the file anew.")),
)  # fmt: skip


class _Stop(Exception):
    """Nothing behind this event is worth reading."""


def parse(source: Source) -> tuple[Node | None, list[Problem]]:
    """The one document of `source`, and every problem of its layout. None when there is nothing to validate."""
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=_Loader):
            builder.take(event)
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax(source, error))
    except (yaml.YAMLError, ValueError) as error:
        builder.problems.append(Problem("bad-yaml", source.place(0, 0), *_explain(str(error))))
    return builder.root, builder.problems


def _syntax(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    context, said = error.context or "", error.problem or ""
    if "quoted scalar" in context and error.context_mark:
        mark = error.context_mark
    place = source.place(mark.line, mark.column) if mark else source.place(0, 0)
    return Problem("bad-yaml", place, *_explain(f"{context}: {said}"))


def _explain(said: str) -> tuple[Message, Message | None]:
    for pattern, message, hint in _EXPLAINED:
        if pattern in said:
            return Message(message), Message(hint)
    return Message(_("The layout breaks here.")), None


class _Builder:
    """Takes events one by one and keeps the open groups and lists on a stack."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._begin(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.AliasEvent):
            message = Message(_("A text that begins with * would be a YAML alias."))
            self._refuse("alias", event, message, Message(_("Put the text between double quotes.")))
            self._add(Scalar("", _position(event)))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse("several-documents", event, Message(_("A second document begins here.")))
            raise _Stop

    def _begin(self, event: Any) -> None:
        self._check_marks(event)
        if len(self._open) >= DEEPEST:
            self._refuse("too-deep", event, Message(_("Nested deeper than {most} levels."), {"most": DEEPEST}))
            raise _Stop
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        node = kind(_position(event))
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _scalar(self, event: Any) -> None:
        self._check_marks(event)
        plain = not event.style
        if plain:
            self._check_lost(event)
        self._add(Scalar(None if plain and event.value == "" else event.value, _position(event)))

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
        return Scalar("", node.position)

    def _pair(self, parent: Mapping, key: Scalar, value: Node) -> None:
        name = key.text or ""
        if name in parent.keys:
            first = parent.keys[name].position.line + 1
            message = Message(_("The key “{key}” stands here and in line {line}."), {"key": name, "line": first})
            where = key.position
            place = self.source.place(where.line, where.column, where.width)
            self.problems.append(Problem("duplicate-key", place, message, field=name))
            return
        parent.keys[name] = key
        parent.values[name] = value

    def _check_marks(self, event: Any) -> None:
        if event.anchor is not None:
            message = Message(_("A text that begins with & would be a YAML anchor."))
            self._refuse("alias", event, message, Message(_("Put the text between double quotes.")))
        if event.tag is not None:
            message = Message(_("A word that begins with ! would be a YAML tag."))
            self._refuse("tag", event, message, Message(_("Put the text between double quotes.")))

    def _check_lost(self, event: Any) -> None:
        line = self.source.lines[event.end_mark.line] if event.end_mark.line < len(self.source.lines) else ""
        if match := _LOST.match(line, event.end_mark.column):
            lost = line[match.end() - 1 :].rstrip()
            place = self.source.place(event.end_mark.line, match.end() - 1, len(lost))
            message = Message(_("“{lost}” is read as a comment and lost."), {"lost": lost})
            hint = Message(_("Put the whole text between double quotes."))
            self.problems.append(Problem("lost-text", place, message, hint))

    def _refuse(self, code: str, event: Any, message: Message, hint: Message | None = None) -> None:
        mark = event.start_mark
        self.problems.append(Problem(code, self.source.place(mark.line, mark.column), message, hint))


def _position(event: Any) -> Position:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if start.line == end.line else 1
    return Position(start.line, start.column, max(1, width))


