"""What is said once about a whole catalogue: data/catalogue.yml."""

from __future__ import annotations

import re
from typing import Any

from babel.localedata import exists
from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.editing import Editing
from langhoc.model.faults import fault
from langhoc.model.group import Group
from langhoc.model.record import Contact
from langhoc.model.scalars import Url, Word
from langhoc.model.text import Summary, Title

DEFAULT_LANGUAGES = ("vi", "en")

_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Settings(Group):
    """The catalogue's own title, languages (the first is the default), licence, and where it is edited.

    `repository` is the address of the Git repository's file view, to which `/data/centres/x.yml` is added.
    With `editing` the site has a form in which people with an account there edit records.
    `corrections` is whom to tell of a mistake; without it a record's own contact is named.
    """

    title: Title
    summary: Summary | None = None
    languages: tuple[Word, ...] = DEFAULT_LANGUAGES
    licence: Word = "CC BY 4.0"
    repository: Url | None = None
    editing: Editing | None = None
    corrections: Contact | None = None

    def faults(self) -> list[PydanticCustomError]:
        if not self.languages:
            return [fault("unknown-language", Message(_("A catalogue has at least one language.")), at=("languages",))]
        return [error for number in range(len(self.languages)) for error in self._language_faults(number)]

    def _language_faults(self, number: int) -> list[PydanticCustomError]:
        code, at = self.languages[number], ("languages", number)
        if not _LANGUAGE.fullmatch(code) or not exists(code):
            message = Message(_("“{code}” is not a language code such as vi or en."), {"code": code})
            return [fault("unknown-language", message, at=at)]
        if code in self.languages[:number]:
            return [fault("bad-value", Message(_("“{code}” stands twice."), {"code": code}), at=at)]
        return []


def languages_of(data: Any) -> tuple[str, ...]:
    """The languages that raw settings name, before they are validated: texts need them to be read at all.

    Where the list itself is wrong, the usual languages are let in too, so that one wrong code is not
    reported again at every text of the catalogue.
    """
    named = data.get("languages") if isinstance(data, dict) else None
    codes = named if isinstance(named, list) else []
    good = [code for code in codes if isinstance(code, str) and _LANGUAGE.fullmatch(code)]
    return tuple(dict.fromkeys(good if good and len(good) == len(codes) else [*good, *DEFAULT_LANGUAGES]))
