"""A file of the catalogue -> the same in the canonical layout, with its comments; nothing of it is lost."""

from __future__ import annotations

from langhoc.doors.layout import group_laid_out, laid_out
from langhoc.model import Kind, Settings
from langhoc.problems import Problem, Severity
from langhoc.reading.comments import comments_of
from langhoc.reading.nodes import Sequence, to_data
from langhoc.reading.records import read_group, read_value
from langhoc.reading.source import decode


def formatted(content: bytes, name: str, kind: Kind | None, languages: tuple[str, ...]) -> str | list[Problem]:
    """The text that a file of that `content` should have, or why it has to be mended first.

    `kind` is that of its records, None for the catalogue's settings; `name` is its path from the catalogue's folder.
    A record may have faults: only what cannot be read, or would be lost, keeps a file from being laid out.
    """
    source, problems = decode(content, name)
    written = None
    if source is not None:
        is_list = kind is not None and kind.is_list
        written, more = read_value(source) if is_list else read_group(source, languages[0])
        problems += more
    grave = [problem for problem in problems if problem.severity is not Severity.NOTICE]
    if source is None or written is None or grave:
        return grave
    if kind is not None and kind.is_list != isinstance(written.node, Sequence):
        return source.text
    data, comments = to_data(written.node), comments_of(written.source, written.node)
    if kind is None:
        return group_laid_out(Settings, data, languages, comments)
    return laid_out(kind, data, languages, comments)
