"""The Jinja environment of one language, over the theme's templates."""

from __future__ import annotations

import json
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from langhoc.i18n import mark as _
from langhoc.i18n import translations
from langhoc.phrases import Phrases

# What the page for a lost address says in every language at once, so that `_` cannot say it.
LOST = {
    "lost": _("This page does not exist"),
    "lost_how": _("It was moved or deleted, or the address is misspelt."),
}


class SaidAtOnce(Extension):
    """Says `_("…")` when a template is compiled: a language has templates of its own, and pages are many."""

    _CALL = re.compile(r"""\b_\((?P<quote>["'])(?P<text>(?:(?!(?P=quote))[^\\])*)(?P=quote)\)""")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return self._CALL.sub(self._said, source)

    def _said(self, call: re.Match[str]) -> str:
        phrases, sentence = self.environment.globals["phrases"], call["text"]
        assert isinstance(phrases, Phrases)
        return json.dumps(phrases.say(sentence), ensure_ascii=False)


def environment(theme: Path, phrases: Phrases) -> Environment:
    """Everything is escaped, a name that does not exist is an error, `_` says a message in the language."""
    env = Environment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", SaidAtOnce],
    )
    messages = translations(phrases.language)
    env.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= LOST | {
        "phrases": phrases,
    }
    return env
