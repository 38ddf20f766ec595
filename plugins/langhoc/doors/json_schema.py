"""Kinds -> JSON Schema (draft-07), for editors' tools that mark a wrong key and offer the right ones.

It describes a record as `fmt` lays it out; what it cannot say (ids that have to exist, ends after beginnings) the
checker tells. Each key bears its label and its hint in one language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from langhoc.doors.keys import Key, Takes, keys
from langhoc.i18n import Translate, translator
from langhoc.model import KINDS, Kind
from langhoc.model.group import Group
from langhoc.model.scalars import ID_PATTERN
from langhoc.phrases import KIND_LABELS, KIND_PLURALS, LABELS
from langhoc.phrases.fields import KIND_HINTS, field_of
from langhoc.reading.front_matter import ENDING, TEXT_KEY

FOLDER = "schemas"
"""Where a catalogue keeps them, beside data/."""

EDITOR_SETTINGS = ".vscode/settings.json"

# Editors' tools know this draft: yaml-language-server, check-jsonschema and VS Code.
_DRAFT = "http://json-schema.org/draft-07/schema#"

_YEAR = "[0-9]{4}"
_MONTH = f"{_YEAR}-[0-9]{{2}}"
_DAY = f"{_MONTH}-[0-9]{{2}}"
_ID = {"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"}
_FORMER_ID = {"type": "string", "pattern": f"^({ID_PATTERN.pattern}/)?{ID_PATTERN.pattern}$"}
_FORMS: Mapping[Takes, dict[str, Any]] = {
    Takes.WORD: {"type": "string", "minLength": 1},
    Takes.YES_NO: {"type": "boolean"},
    Takes.DAY: {"type": "string", "pattern": f"^{_DAY}$"},
    # A year alone needs no quotes.
    Takes.PERIOD: {"type": ["string", "integer"], "pattern": f"^({_DAY}|{_MONTH}|{_YEAR}(/{_YEAR})?)$"},
    Takes.TIME: {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    Takes.WHOLE_NUMBER: {"type": "integer"},
    Takes.DECIMAL: {"type": "number"},
    # Between quotes where it has no spaces: as a number it would lose its first zero.
    Takes.PHONE: {"type": "string", "minLength": 3},
    Takes.URL: {"type": "string", "pattern": "^https?://"},
    Takes.EMAIL: {"type": "string", "pattern": "@"},
    Takes.ID: _FORMER_ID,
    Takes.REFERENCE: _ID,
    Takes.FILE: {"type": "string", "minLength": 1},
}


def file_name(kind: Kind) -> str:
    return f"{kind.name}.schema.json"


def json_schema(kind: Kind, languages: Sequence[str]) -> dict[str, Any]:
    """The schema of a file with records of `kind`; of a story, of its front matter.

    `languages` are those that texts may be in; labels and hints are in the first.
    """
    schema = _Schema(tuple(languages), translator(languages[0]))
    record = schema.record(kind)
    about = {"$schema": _DRAFT, "title": schema.say((KIND_PLURALS if kind.is_list else KIND_LABELS)[kind.name])}
    if kind.is_list:
        record = {"type": "array", "items": record}
    return {**about, "description": schema.say(KIND_HINTS[kind.name]), **record, "definitions": schema.parts}


def editor_files(languages: Sequence[str]) -> dict[str, str]:
    """What editors' tools need, by path from the catalogue's folder: a schema a kind, and VS Code's settings."""
    schemas = {f"{FOLDER}/{file_name(kind)}": json_schema(kind, languages) for kind in KINDS.values()}
    return {name: _json(value) for name, value in {**schemas, EDITOR_SETTINGS: _editor_settings()}.items()}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _editor_settings() -> dict[str, Any]:
    """Which files are records of which kind. A story is Markdown: its front matter no tool looks at."""
    own = {f"./{FOLDER}/{file_name(kind)}": _files(kind) for kind in KINDS.values() if kind.ending != ENDING}
    return {"yaml.schemas": own, "files.encoding": "utf8", "files.insertFinalNewline": True}


def _files(kind: Kind) -> str:
    return f"data/{kind.file}" if kind.file else f"data/{kind.folder}/**/*{kind.ending}"


@dataclass(frozen=True, slots=True)
class _Schema:
    """The schemas of groups of keys; `parts` are those that were met on the way, by their names."""

    languages: tuple[str, ...]
    say: Translate
    parts: dict[str, Any] = field(default_factory=dict)

    def record(self, kind: Kind) -> dict[str, Any]:
        schema = self._group(kind.model, [key for key in keys(kind.model) if key.name != "id" or kind.is_list])
        if kind.ending == ENDING:
            # Below the keys stands the text in the first language.
            schema["properties"][TEXT_KEY]["anyOf"] = [self._texts(self.languages[1:], None)]
        return schema

    def _group(self, model: type[Group], told: Sequence[Key]) -> dict[str, Any]:
        required = [key.name for key in told if key.required]
        return {
            "type": "object",
            "properties": {key.name: self._key(model, key) for key in told},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }

    def _key(self, model: type[Group], key: Key) -> dict[str, Any]:
        about = field_of(model, key.name)
        value = self._value(key)
        if key.several:
            value = {"type": "array", "items": value}
        return {"description": f"{self.say(about.label)} – {self.say(about.hint)}", **value}

    def _value(self, key: Key) -> dict[str, Any]:
        if key.part:
            # What stands beside a $ref is not read.
            return {"allOf": [self._part(key.part)]}
        if key.choices:
            return self._choice(key.choices)
        if key.takes is Takes.TEXT:
            return {"anyOf": [_text(key.longest), self._texts(self.languages, key.longest)]}
        form = dict(_FORMS[key.takes])
        if key.bounds:
            form |= {"minimum": key.bounds.low, "maximum": key.bounds.high}
        return form

    def _part(self, part: type[Group]) -> dict[str, Any]:
        if part.__name__ not in self.parts:
            self.parts[part.__name__] = self._group(part, keys(part))
        return {"$ref": f"#/definitions/{part.__name__}"}

    def _choice(self, choices: type[StrEnum]) -> dict[str, Any]:
        labels = LABELS.get(choices, {})
        # Of a figure's exactness the label has room for the figure.
        said = [self.say(labels[choice]).format(value="…") if choice in labels else choice.value for choice in choices]
        return {"type": "string", "enum": [choice.value for choice in choices], "enumDescriptions": said}

    def _texts(self, languages: Sequence[str], longest: int | None) -> dict[str, Any]:
        by_language = {code: _text(longest) for code in languages}
        return {"type": "object", "properties": by_language, "additionalProperties": False, "minProperties": 1}


def _text(longest: int | None) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, **({"maxLength": longest} if longest else {})}
