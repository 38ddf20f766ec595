"""What is said once about a whole catalogue: data/catalogue.yml."""

from __future__ import annotations

import re
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.record import Contact
from langhoc.model.scalars import Url, Word
from langhoc.model.text import Summary, Title


class Settings(BaseModel):
    """The catalogue's own title, languages (the first is the default), licence, and where it is edited.

    `repository` is the address of the Git repository's file view, to which `/data/centres/x.yml` is added.
    `corrections` is whom to tell of a mistake; without it a record's own contact is named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    summary: Summary | None = None
    languages: tuple[Word, ...] = ("vi", "en")
    licence: Word = "CC BY 4.0"
    repository: Url | None = None
    corrections: Contact | None = None

    @model_validator(mode="after")
    def _languages(self) -> Self:
        for number, code in enumerate(self.languages):
            if not re.fullmatch(r"[a-z]{2,3}", code):
                message = Message(_("“{code}” is not a language code such as vi or en."), {"code": code})
                raise fault("unknown-language", message, at=("languages", number))
        if not self.languages:
            raise fault("unknown-language", Message(_("A catalogue has at least one language.")), at=("languages",))
        return self


def languages_of(data: Any) -> tuple[str, ...]:
    """The languages that raw settings name, before they are validated: texts need them to be read at all."""
    named = data.get("languages") if isinstance(data, dict) else None
    if isinstance(named, list) and named and all(isinstance(code, str) for code in named):
        return tuple(named)
    return ("vi", "en")
