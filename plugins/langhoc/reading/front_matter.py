"""Markdown with front matter: a record's keys between two lines ---, and its text below them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from langhoc.reading.nodes import Mapping, Node, Position, Scalar, to_data
from langhoc.reading.source import Source
from langhoc.reading.yaml_faults import UNPRINTABLE

FENCE = "---"
ENDING = ".md"
# The key that the text below the front matter is the value of, in the catalogue's first language.
TEXT_KEY = "description"


def parted(source: Source) -> tuple[Source, Scalar | None]:
    """The front matter, its lines where they were, and the text below it, if there is one.

    A file that does not begin with --- is all front matter: what is missing is told by the reader of YAML, and so is
    a sign that no text has.
    """
    if source.lines[0].rstrip() != FENCE or UNPRINTABLE.search(source.text):
        return source, None
    end = next((n for n, line in enumerate(source.lines) if n and line.rstrip() == FENCE), None)
    if end is None:
        return source, None
    keys = "".join(f"{line}\n" for line in source.lines[:end])
    body = source.lines[end + 1 :]
    first = next((n for n, line in enumerate(body) if line.strip()), None)
    if first is None:
        return replace(source, text=keys), None
    text = "\n".join(body).strip()
    return replace(source, text=keys), Scalar(text, Position(end + 1 + first, 0, len(body[first])))


def with_text(root: Mapping, text: Scalar, language: str) -> Mapping | None:
    """The keys with the text among them; None when it stands there too.

    Its translations stand in the front matter: `description: {en: …}`.
    """
    written = root.values.get(TEXT_KEY)
    if written is None or (isinstance(written, Scalar) and written.text is None):
        value: Node = text
    elif isinstance(written, Mapping) and language not in to_data(written):
        keys = {language: Scalar(language, text.position), **written.keys}
        value = Mapping(written.position, keys, {language: text} | written.values | {language: text})
    else:
        return None
    keys = {**root.keys, TEXT_KEY: root.keys.get(TEXT_KEY, Scalar(TEXT_KEY, text.position))}
    return Mapping(root.position, keys, {**root.values, TEXT_KEY: value})


def with_plain_text(data: dict[str, Any], text: str, language: str) -> dict[str, Any] | None:
    """As `with_text`, of plain data."""
    written = data.get(TEXT_KEY, {})
    if not isinstance(written, dict) or language in written:
        return None
    return {**data, TEXT_KEY: {language: text, **written}}
