"""Text that is written in one or more languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import Path, fault, raise_all

SUMMARY_LENGTH = 160
_SHORT = 40


class Said(NamedTuple):
    """A text and the language it is in, for a page to mark what is not in its own."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text by language code, in the order written; never empty.

    In a record it is either a plain text, which is in the catalogue's first language, or a group of keys,
    one a language. Validation takes the catalogue's languages from the context key `languages`.
    """

    by_language: tuple[tuple[str, str], ...]

    def said(self, language: str) -> Said:
        """The text in `language`, else in the language written first."""
        for code, text in self.by_language:
            if code == language:
                return Said(text, code)
        code, text = self.by_language[0]
        return Said(text, code)

    def texts(self) -> tuple[str, ...]:
        return tuple(text for _code, text in self.by_language)

    def __reduce__(self) -> tuple[Callable[..., LocalText], tuple[tuple[tuple[str, str], ...]]]:
        return _written, (self.by_language,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            _local_text,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda text: dict(text.by_language)),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1}
        return {"anyOf": [text, {"type": "object", "additionalProperties": text, "minProperties": 1}]}


def _written(by_language: tuple[tuple[str, str], ...]) -> LocalText:
    """One object for all that say the same in few words: many records have the same office hours."""
    is_short = len(by_language[0][1]) <= _SHORT
    return _shared(by_language) if is_short else LocalText(by_language)


@lru_cache(maxsize=1 << 14)
def _shared(by_language: tuple[tuple[str, str], ...]) -> LocalText:
    return LocalText(by_language)


def _local_text(value: Any, info: ValidationInfo) -> LocalText:
    if isinstance(value, LocalText):
        return value
    languages: tuple[str, ...] = (info.context or {}).get("languages", ("vi", "en"))
    if isinstance(value, str) and (text := value.strip()):
        return _written(((languages[0], text),))
    by_language = value if isinstance(value, Mapping) else {languages[0]: value}
    if not by_language:
        raise _empty()
    at_key = isinstance(value, Mapping)
    raise_all([e for code, text in by_language.items() for e in _text_faults(code, text, languages, at_key)])
    return _written(tuple((code, text.strip()) for code, text in by_language.items()))


def _text_faults(code: str, text: Any, languages: tuple[str, ...], at_key: bool) -> list[PydanticCustomError]:
    at = (code,) if at_key else ()
    if code not in languages:
        params = {"code": code, "known": ", ".join(languages)}
        message = Message(_("“{code}” is not a language of this catalogue; it has {known}."), params)
        return [fault("unknown-language", message, at=at)]
    if text is not None and not isinstance(text, str):
        return [fault("expected-text", Message(_("A text is expected, or one text for each language.")), at=at)]
    return [] if text and text.strip() else [_empty(at)]


def _empty(at: Path = ()) -> PydanticCustomError:
    return fault("empty-text", Message(_("The text is empty.")), at=at)


@dataclass(frozen=True, slots=True)
class AtMost:
    """A bound on the length of a LocalText, in characters of each language."""

    length: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._bounded, handler(source))

    def _bounded(self, value: LocalText) -> LocalText:
        raise_all([self._too_long(code, len(text)) for code, text in value.by_language if len(text) > self.length])
        return value

    def _too_long(self, code: str, length: int) -> PydanticCustomError:
        params = {"length": length, "most": self.length}
        message = Message(_("The text has {length} characters; at most {most} fit."), params)
        return fault("too-long", message, at=(code,))


Title = Annotated[LocalText, AtMost(200)]
Summary = Annotated[LocalText, AtMost(SUMMARY_LENGTH)]
