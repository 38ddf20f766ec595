"""What is said on screen, in the reader's language: gettext over the .po files in `locale/`.

The source language of the code is English. A language without a .po file is shown in English.
"""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"

Translate = Callable[[str], str]
Words = Callable[[object], object]
"""What a value is called in a language, such as a day; what is said as it stands is given back."""


def mark(message: str) -> str:
    """Mark `message` for extraction where it is written, to be translated where it is shown."""
    return message


class Octets(int):
    """How large a file is, as a message names it: people say "2,4 MB"."""


def _as_it_stands(value: object) -> object:
    return value


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet in a language: an English text with `{names}`, and what stands for the names.

    That may be a sentence, too; a day or a size is said as the language does.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def said(self, translate: Translate = str, words: Words = _as_it_stands) -> str:
        """The sentence in the language of `translate`; `words` are for values that are no text."""
        params = {
            name: value.said(translate, words) if isinstance(value, Message) else words(value)
            for name, value in self.params.items()
        }
        return translate(self.text).format(**params)


class Translations(gettext.NullTranslations):
    """What is said, by the English: a text for each form of the plural there is; `form` picks one by number."""

    def __init__(self, said: Mapping[str, tuple[str, ...]], form: Callable[[int], int]) -> None:
        super().__init__()
        self._said, self._form = said, form

    def gettext(self, message: str) -> str:
        return self._said.get(message, (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        said = self._said.get(msgid1)
        return said[self._form(n)] if said else super().ngettext(msgid1, msgid2, n)


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of messages for `language` (a code such as "vi"), read from its .po file.

    The .po file itself is read, so that a text mended by a translator shows at once and no compiled
    file can fall behind it.
    """
    path = LOCALE_DIR / language / "LC_MESSAGES" / "langhoc.po"
    if not path.is_file():
        return gettext.NullTranslations()
    return read_po(path.read_text(encoding="utf-8"))


def read_po(text: str) -> Translations:
    """What a .po file says, but for what its translators marked as "fuzzy", of which they are not sure."""
    said: dict[str, tuple[str, ...]] = {}
    for comments, english, all_forms in _ENTRY.findall(_NEXT_LINE.sub("", text)):
        forms = tuple(map(_unescaped, _FORM.findall(all_forms)))
        if any(forms) and not (english and _FUZZY.search(comments)):
            said[_unescaped(english)] = forms
    header = said.pop("", ("",))[0]
    plural = _PLURAL.search(header)
    return Translations(said, gettext.c2py(plural[1] if plural else "n != 1"))


# A text goes on in the next line where that begins with a quote, too.
_NEXT_LINE = re.compile(r'"[ \t]*\n[ \t]*"')
_FORM = re.compile(r'^msgstr(?:\[\d\])?[ \t]+"(.*)"', re.MULTILINE)
_ENTRY = re.compile(
    r'((?:^#.*\n)*)^msgid[ \t]+"(.*)"\s*\n(?:msgid_plural[ \t].*\n)?((?:msgstr(?:\[\d\])?[ \t].*\n?)+)', re.MULTILINE
)
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_PLURAL = re.compile(r"^Plural-Forms:.*plural=([^;\n]+)", re.MULTILINE)


def _unescaped(text: str) -> str:
    """The text that stands between quotes: its escapes are some of JSON's."""
    return str(json.loads(f'"{text}"', strict=False)) if "\\" in text else text


def translator(language: str) -> Translate:
    """The function that turns an English message into `language`."""
    return translations(language).gettext


def message_language(environ: Mapping[str, str]) -> str:
    """The language to talk to an editor in: Vietnamese, or English where the computer's language is English."""
    named = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    return "en" if named.startswith("en") else "vi"
