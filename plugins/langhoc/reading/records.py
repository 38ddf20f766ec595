"""Nodes -> records, or every reason why not."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem, Severity
from langhoc.reading.explain import explain, meant_key
from langhoc.reading.nodes import Mapping, Node, to_data
from langhoc.reading.source import Source
from langhoc.reading.yaml_file import parse

Model = TypeVar("Model", bound=BaseModel)


def read_group(source: Source) -> tuple[Mapping | None, list[Problem]]:
    """The one group of keys that a record's file holds."""
    node, problems = read_node(source)
    if node is None or isinstance(node, Mapping):
        return node, problems
    message = Message(_("The file holds no group of keys, as title: … in its first line."))
    place = source.place(node.position.line, node.position.column)
    return None, [*problems, Problem("expected-mapping", place, message)]


def read_node(source: Source) -> tuple[Node | None, list[Problem]]:
    """What the file holds; None when it holds nothing, or nothing that can be validated."""
    node, problems = parse(source)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    if node is None or to_data(node) in (None, {}, []):
        return None, [*problems, Problem("empty-file", Place(source.name), Message(_("The file is empty.")))]
    return node, problems


def to_model(
    model: type[Model], node: Node, source: Source, languages: tuple[str, ...], given: MappingType[str, str] | None = None
) -> tuple[Model | None, list[Problem]]:
    """`node` as a `model`, or None and all its faults.

    `given` is what the file does not say itself (an id that is the file's name): to write it there is an
    unknown key.
    """
    data = to_data(node)
    given = given or {}
    problems = [_not_a_key(key, node, source) for key in given if isinstance(data, dict) and key in data]
    data = {**data, **given} if isinstance(data, dict) else data
    context = {"languages": languages}
    try:
        return (None if problems else model.model_validate(data, context=context)), problems
    except ValidationError as error:
        problems += explain(error, model, node, source)
        problems += _hidden(error, model, data, node, source, context)
        return None, problems


def _not_a_key(key: str, node: Node, source: Source) -> Problem:
    assert isinstance(node, Mapping)
    position = node.keys[key].position
    message = Message(_("There is no key “{key}” here."), {"key": key})
    hint = Message(_("A record's id is its file name. Delete the line."))
    return Problem("unknown-key", source.place(position.line, position.column, position.width), message, hint, key)


def _hidden(
    error: ValidationError, model: type[Model], data: Any, node: Node, source: Source, context: dict[str, Any]
) -> list[Problem]:
    """Faults between keys, which pydantic looks for only when each key by itself is right.

    When nothing is wrong but keys that do not exist, they are read as what they most likely mean.
    """
    details = error.errors(include_url=False)
    if any(detail["type"] not in {"extra_forbidden", "missing"} for detail in details):
        return []
    for detail in details:
        if detail["type"] == "extra_forbidden":
            _rename(data, detail["loc"], model)
    try:
        model.model_validate(data, context=context)
    except ValidationError as second:
        return [p for p in explain(second, model, node, source) if p.code not in {"unknown-key", "missing-key"}]
    return []


def _rename(data: Any, loc: tuple[int | str, ...], model: type[BaseModel]) -> None:
    *above, key = loc
    group = data
    for step in above:
        group = group[step]
    value = group.pop(key)
    meant = meant_key(model, tuple(above), str(key))
    if meant and meant not in group:
        group[meant] = value
