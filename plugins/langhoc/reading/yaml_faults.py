"""What libyaml says of a broken layout -> where it is, and what a volunteer understands."""

from __future__ import annotations

import re

import yaml

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Problem
from langhoc.reading.source import Source

# YAML 1.2, production [1] c-printable.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_EXPLAINED = (
    ("mapping values are not allowed", _("There is a colon in the middle of a text, or a line is indented wrongly."),
     _("Put the text between double quotes.")),
    ("found character that cannot start any token", _("A text cannot begin with this sign here."),
     _("Indent with spaces, not tabs; put a text that begins with % @ ` or a tab between double quotes.")),
    ("tab character", _("A tab stands where spaces should."),
     _("Indent with spaces, not tabs.")),
    ("incompatible YAML document", _("A line cannot begin with %."),
     _("Delete the line.")),
    ("while scanning a directive", _("A line cannot begin with %."),
     _("Put the text between double quotes.")),
    ("while scanning an alias", _("A text cannot begin with *."),
     _("Put the text between double quotes.")),
    ("while scanning an anchor", _("A text cannot begin with &."),
     _("Put the text between double quotes.")),
    ("scanning a tag", _("A text cannot begin with !."),
     _("Put the text between double quotes.")),
    ("parsing a tag", _("A text cannot begin with !."),
     _("Put the text between double quotes.")),
    ("undefined tag handle", _("A text cannot begin with !."),
     _("Put the text between double quotes.")),
    ("while scanning a block scalar", _("Nothing stands behind > or | on its line; the text begins in the next one."),
     _("A text that begins with > or | stands between double quotes.")),
    ("escape", _("This sign may not stand behind \\ between double quotes."),
     _("Write \\\\ for one \\, or put the text between single quotes.")),
    ("while scanning a quoted scalar", _("A text between quotes is not closed."),
     _("Put a closing quote at its end.")),
    ("could not find expected ':'", _("A key without a colon, or a line that is not indented enough."),
     _("Write key: value, with a space behind the colon.")),
    ("did not find expected key",
     _("The line is indented differently from its neighbours, or a quote is inside a text."),
     _("Give keys of one group the same number of spaces.")),
    ("did not find expected '-' indicator", _("The line is indented differently from the list it belongs to."),
     _("Give all hyphens of a list the same number of spaces.")),
    ("did not find expected <document start>", _("The line is indented less than the first one."),
     _("Give keys of one group the same number of spaces.")),
    ("did not find expected ',' or", _("A bracket is not closed, or a comma is missing."),
     _("Close every bracket that was opened; put a comma between two values.")),
    ("did not find expected node content", _("A bracket is not closed, or a value is missing."),
     _("Close every bracket that was opened.")),
    ("block sequence entries are not allowed", _("A list cannot begin here."),
     _("Begin the list on a line of its own.")),
    ("mapping keys are not allowed", _("A text cannot begin with ?."),
     _("Put the text between double quotes.")),
)  # fmt: skip

# Here the mistake is where libyaml began, not where it gave up.
_BEGUN = re.compile("quoted scalar: found unexpected end|simple key|alias|anchor|tag|block scalar")


def unprintable(source: Source) -> Problem | None:
    """The first sign of the file that no text has, such as NUL or Escape."""
    match = UNPRINTABLE.search(source.text)
    if match is None:
        return None
    line = source.text.count("\n", 0, match.start())
    column = match.start() - (source.text.rfind("\n", 0, match.start()) + 1)
    message = Message(_("The file holds a sign that no text has."))
    return Problem("bad-yaml", source.place(line, column), message, Message(_("Delete it, or write the line anew.")))


def broken_layout(source: Source, error: yaml.YAMLError | ValueError) -> Problem:
    """What `error` says, at its place."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem("bad-yaml", source.place(0, 0), *_explain(str(error)))
    said = f"{error.context or ''}: {error.problem or ''}"
    began = error.context_mark if _BEGUN.search(said) else None
    mark = began or error.problem_mark or error.context_mark
    place = source.place(mark.line, mark.column) if mark else source.place(0, 0)
    return Problem("bad-yaml", place, *_explain(said))


def _explain(said: str) -> tuple[Message, Message | None]:
    for pattern, message, hint in _EXPLAINED:
        if pattern in said:
            return Message(message), Message(hint)
    return Message(_("The layout breaks here.")), None
