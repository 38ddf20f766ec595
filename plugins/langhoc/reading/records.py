"""Nodes -> records, or every reason why not."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from typing import Any

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem
from langhoc.reading.explain import explain
from langhoc.reading.front_matter import ENDING, TEXT_KEY, parted, with_text
from langhoc.reading.nodes import Mapping, Scalar, to_data
from langhoc.reading.source import Source
from langhoc.reading.validation import Model, validated
from langhoc.reading.written import Written
from langhoc.reading.yaml_file import parse


def read_value(source: Source) -> tuple[Written | None, list[Problem]]:
    """What a file of YAML holds; None when it holds nothing, or nothing that can be validated."""
    node, problems = parse(source)
    if node is None and problems:
        return None, problems
    if node is None or to_data(node) in (None, {}, []):
        return None, [*problems, Problem("empty-file", Place(source.name), Message(_("The file is empty.")))]
    return Written(node, source), problems


def read_group(source: Source, language: str) -> tuple[Written | None, list[Problem]]:
    """The one group of keys that a record's file holds; a text below them is in `language`."""
    front, text = parted(source) if source.name.endswith(ENDING) else (source, None)
    written, problems = read_value(front)
    if written is None:
        return None, problems
    if isinstance(written.node, Mapping):
        return _with_text(written, text, language, problems)
    message = Message(_("The file holds no group of keys, as title: … in its first line."))
    return None, [*problems, Problem("expected-mapping", written.place(), message)]


def _with_text(
    written: Written, text: Scalar | None, language: str, problems: list[Problem]
) -> tuple[Written | None, list[Problem]]:
    assert isinstance(written.node, Mapping)
    if text is None:
        return written, problems
    joined = with_text(written.node, text, language)
    if joined is None:
        message = Message(_("The text stands here and below the second line ---."))
        twice = Problem("duplicate-key", written.place_of_key((TEXT_KEY,)), message, field=TEXT_KEY)
        return written, [*problems, twice]
    return Written(joined, written.source), problems


def to_model(
    model: type[Model], written: Written, languages: tuple[str, ...], given: MappingType[str, str] | None = None
) -> tuple[Model | None, list[Problem]]:
    """`written` as a `model`, or None and all its faults.

    `given` is what the file does not say itself (an id that is the file's name): to write it there is an
    unknown key.
    """
    given = given or {}
    data: Any = to_data(written.node)
    own = isinstance(written.node, Mapping) and isinstance(data, dict)
    forbidden = [_not_a_key(key, written) for key in given if own and key in data]
    record, faults = validated(model, {**data, **given} if own else data, languages, given)
    problems = forbidden + [explain(fault, written) for fault in faults]
    return None if problems else record, problems


def _not_a_key(key: str, written: Written) -> Problem:
    message = Message(_("There is no key “{key}” here."), {"key": key})
    hint = Message(_("A record's id is its file name. Delete the line."))
    return Problem("unknown-key", written.place_of_key((key,)), message, hint, key)
