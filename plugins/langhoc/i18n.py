"""What is said on screen, in the reader's language: gettext over the .po files in `locale/`.

The source language of the code is English. A language without a .po file is shown in English.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_DIR = Path(__file__).parent / "locale"

Translate = Callable[[str], str]


def mark(message: str) -> str:
    """Mark `message` for extraction where it is written, to be translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet in a language: an English text with `{names}`, and what stands for the names."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def said(self, translate: Translate = str) -> str:
        """The sentence in the language of `translate`."""
        return translate(self.text).format(**self.params)


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of messages for `language` (a code such as "vi"), read from its .po file.

    The .po file itself is read, so that a text mended by a translator shows at once and no compiled
    file can fall behind it.
    """
    path = LOCALE_DIR / language / "LC_MESSAGES" / "langhoc.po"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        messages = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translator(language: str) -> Translate:
    """The function that turns an English message into `language`."""
    return translations(language).gettext


def message_language(environ: Mapping[str, str]) -> str:
    """The language to talk to an editor in: Vietnamese, or English where the computer's language is English."""
    named = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    return "en" if named.startswith("en") else "vi"
