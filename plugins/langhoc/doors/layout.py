"""The one canonical layout of a record's file: data -> YAML, or Markdown with front matter.

It is what the browser form saves, so that a record looks the same whichever door it came through: that of the npm
package `yaml` with the options indent 2, indentSeq, no line width, and single quotes where quotes are needed. Keys
stand in the model's order, texts as one for each language, empty values not at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from langhoc.doors.keys import Key, Takes, keys
from langhoc.model import Kind
from langhoc.model.group import Group
from langhoc.reading import Path
from langhoc.reading.front_matter import ENDING, FENCE, TEXT_KEY

Comments = Mapping[Path, Sequence[str]]
"""Lines beginning with #, by the path of the key or item that they stand above; others go to the end."""

_STEP = "  "

# What a plain text must not look like, as YAML 1.2 has it (the core schema), and what would break it off.
_BREAKS = re.compile(r"""^[\n\t ,\[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]\Z""")
_LOOKS_OTHERWISE = re.compile(
    r"~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|0o[0-7]+|[-+]?[0-9]+|0x[0-9a-fA-F]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_FRACTION = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def laid_out(kind: Kind, data: Any, languages: Sequence[str], comments: Comments | None = None) -> str:
    """The whole text of a file that holds `data`: of a list's kind all its records, else one.

    `data` is as files hold it: texts, lists and groups by key; a story's text is its `description`. What does not fit
    the model is written all the same, behind what fits. `languages` are the catalogue's, the first its own.
    """
    writer = _Writer(comments or {})
    if kind.is_list:
        tidied = [_group(kind.model, one, languages) for one in data]
        return writer.text([one for one in tidied if not _is_empty(one)])
    record = _group(kind.model, data, languages)
    if kind.ending != ENDING:
        return writer.text(record)
    body = _taken_out(record, languages[0])
    return f"{FENCE}\n{writer.text(record)}{FENCE}\n" + (f"\n{body}\n" if body else "")


def group_laid_out(model: type[Group], data: Any, languages: Sequence[str], comments: Comments | None = None) -> str:
    """As `laid_out`, of a file with one group of keys that is no record, as data/catalogue.yml."""
    return _Writer(comments or {}).text(_group(model, data, languages))


def _taken_out(record: Any, language: str) -> str:
    """The text that stands below the front matter, and no longer in it."""
    texts = record.get(TEXT_KEY) if isinstance(record, dict) else None
    if not isinstance(texts, dict) or not isinstance(texts.get(language), str):
        return ""
    body = texts.pop(language)
    if not texts:
        del record[TEXT_KEY]
    return str(body)


# Data as the layout has it: the model's order, texts by language, numbers as numbers; a bool, int or float stays one


def _group(model: type[Group], value: Any, languages: Sequence[str]) -> Any:
    if not isinstance(value, Mapping):
        return _as_it_is(value)
    known = _keys_by_name(model)
    names = [*(name for name in known if name in value), *(name for name in value if name not in known)]
    tidied = {name: _value(known.get(name), value[name], languages) for name in names}
    return {name: one for name, one in tidied.items() if not _is_empty(one)}


@cache
def _keys_by_name(model: type[Group]) -> dict[str, Key]:
    return {key.name: key for key in keys(model)}


def _value(key: Key | None, value: Any, languages: Sequence[str]) -> Any:
    if key is None:
        return _as_it_is(value)
    if key.several and isinstance(value, Sequence) and not isinstance(value, str):
        items = [_one(key, item, languages) for item in value]
        return [item for item in items if not _is_empty(item)]
    return _one(key, value, languages)


def _one(key: Key, value: Any, languages: Sequence[str]) -> Any:
    if key.part is not None:
        return _group(key.part, value, languages)
    if key.takes is Takes.TEXT:
        return _text(value, languages)
    plain = _as_it_is(value)
    return _typed(key.takes, plain) if isinstance(plain, str) else plain


def _text(value: Any, languages: Sequence[str]) -> Any:
    if not isinstance(value, Mapping):
        plain = _as_it_is(value)
        return {languages[0]: plain} if isinstance(plain, str) and plain else plain
    codes = [*(code for code in languages if code in value), *(code for code in value if code not in languages)]
    tidied = {code: _as_it_is(value[code]) for code in codes}
    return {code: text for code, text in tidied.items() if not _is_empty(text)}


def _as_it_is(value: Any) -> Any:
    """The same, without the spaces around texts and without what is empty."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return {str(key): one for key, item in value.items() if not _is_empty(one := _as_it_is(item))}
    if isinstance(value, Sequence):
        return [one for item in value if not _is_empty(one := _as_it_is(item))]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, (list, dict)) and not value)


def _typed(takes: Takes, text: str) -> Any:
    """Numbers, yes and no as what they are; a text that is none of these stays a text."""
    if takes is Takes.YES_NO and text in {"true", "false"}:
        return text == "true"
    if takes is Takes.WHOLE_NUMBER and _WHOLE.fullmatch(text):
        return int(text)
    if takes is Takes.DECIMAL and _FRACTION.fullmatch(text):
        return float(text)
    return text


# Text


class _Writer:
    """Writes YAML, each comment above what it is about."""

    def __init__(self, comments: Comments) -> None:
        self._comments = comments
        self._written: set[Path] = set()

    def text(self, value: Any) -> str:
        lines = list(self._block(value, (), "")) if value else []
        left = [line for path, found in self._comments.items() if path not in self._written for line in found]
        return "".join(f"{line}\n" for line in (*lines, *left))

    def _block(self, value: Any, path: Path, indent: str) -> Iterator[str]:
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            at = (*path, step)
            self._written.add(at)
            yield from (f"{indent}{line}" for line in self._comments.get(at, ()))
            yield from self._pair(step, item, at, indent) if isinstance(step, str) else self._item(item, at, indent)

    def _pair(self, key: str, value: Any, path: Path, indent: str) -> Iterator[str]:
        name = scalar(key, indent, is_key=True)
        if isinstance(value, (dict, list)):
            yield f"{indent}{name}:"
            yield from self._block(value, path, indent + _STEP)
        else:
            yield f"{indent}{name}: {scalar(value, indent + _STEP)}"

    def _item(self, value: Any, path: Path, indent: str) -> Iterator[str]:
        if not isinstance(value, (dict, list)):
            yield f"{indent}- {scalar(value, indent + _STEP)}"
            return
        inner = list(self._block(value, path, indent + _STEP))
        # A comment on the first key of an item stands above the item.
        first = next(number for number, line in enumerate(inner) if not line.lstrip().startswith("#"))
        yield from (line.removeprefix(_STEP) for line in inner[:first])
        yield f"{indent}- {inner[first][len(indent) + len(_STEP) :]}"
        yield from inner[first + 1 :]


def scalar(value: Any, indent: str, is_key: bool = False) -> str:
    """A single value as it is written behind a key whose content is indented by `indent`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number(value) if isinstance(value, (int, float)) else _written(str(value), indent, is_key)


def _written(text: str, indent: str, is_key: bool) -> str:
    if _UNSEEN.search(text) or (is_key and "\n" in text):
        return _double_quoted(text)
    if "\n" in text:
        return _literal(text, indent)
    return _quoted(text) if not text or _BREAKS.search(text) or _LOOKS_OTHERWISE.fullmatch(text) else text


def _number(value: int | float) -> str:
    """Without decimals that it does not have, and never with an exponent."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def _quoted(text: str) -> str:
    if "'" in text and '"' not in text:
        return _double_quoted(text)
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _double_quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _literal(text: str, indent: str) -> str:
    """Line by line as it is; `text` neither begins nor ends with space."""
    lines = [f"{indent}{line}" if line else "" for line in text.split("\n")]
    return "\n".join(["|-", *lines])
