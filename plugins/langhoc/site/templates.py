"""The Jinja environment of one language, over the theme's templates."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from langhoc.i18n import mark as _
from langhoc.i18n import translations
from langhoc.phrases import KIND_LABELS, KIND_PLURALS, Phrases

# What the page for a lost address says in every language at once, so that `_` cannot say it.
LOST = {
    "lost": _("This page does not exist"),
    "lost_how": _("It was moved or deleted, or the address is misspelt."),
}


def environment(theme: Path, phrases: Phrases) -> Environment:
    """Everything is escaped, a name that does not exist is an error, `_` says a message in the language."""
    env = Environment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    messages = translations(phrases.language)
    env.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= LOST | {
        "phrases": phrases,
        "kind_labels": {kind: phrases.say(label) for kind, label in KIND_LABELS.items()},
        "kind_plurals": {kind: phrases.say(label) for kind, label in KIND_PLURALS.items()},
    }
    return env
