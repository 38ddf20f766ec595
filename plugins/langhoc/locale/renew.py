"""Takes the English sentences out of code and templates and renews the .po files; translations stay.

What Click says of itself stands in click.po, written by hand: it is compiled, as Click looks for it through gettext.

Run by `make messages`. Exits 1 when a sentence has no translation, and names it.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from langhoc.cli.commands import langhoc
from langhoc.cli.spoken import texts
from langhoc.site.assets import theme_dir

LOCALE_DIR = Path(__file__).parent
PACKAGE = LOCALE_DIR.parent
LANGUAGES = ("vi",)

_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "sentence": None, "counted": (1, 2)}
# What stands within the call of another keyword is not looked at: sentence(Message(_("…"))) is taken by itself.
_ALONE = {"_": None, "ngettext": (1, 2)}
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}

# Today's would make a file differ each time it is renewed.
_DAY = datetime(2026, 11, 21, tzinfo=UTC)


def extracted(theme: Path) -> Catalog:
    """Every sentence of the package and the theme, and what the commands tell of themselves where they are asked."""
    catalog = Catalog(project="langhoc", charset="utf-8")
    for folder, keywords in product((PACKAGE, theme), (_KEYWORDS, _ALONE)):
        rows = extract_from_dir(folder, _METHODS, _OPTIONS, keywords, comment_tags=("Translators:",))
        for file, _line, message, comments, context in rows:
            catalog.add(message, None, [(f"{folder.name}/{file}", 0)], auto_comments=comments, context=context)
    for command in (langhoc, *langhoc.commands.values()):
        for text in texts(command):
            catalog.add(text, None, [("langhoc/cli", 0)])
    return catalog


def renewed(language: str, fresh: Catalog) -> Catalog:
    """The messages of `fresh`, with the translations that `language` has."""
    path = po_file(language)
    kept = Catalog(locale=language, charset="utf-8")
    if path.is_file():
        with path.open("rb") as source:
            kept = read_po(source, locale=language)
    kept.update(fresh, no_fuzzy_matching=True, keep_user_comments=True)
    kept.obsolete.clear()
    kept.header_comment = "# Làng Học: what is said on screen. `make messages` renews this file."
    kept.fuzzy = False
    kept.project, kept.version = "langhoc", ""
    kept.last_translator, kept.language_team, kept.msgid_bugs_address = "Làng Học", language, ""
    kept.creation_date = kept.revision_date = _DAY
    return kept


def as_po(catalog: Catalog) -> bytes:
    target = io.BytesIO()
    write_po(target, catalog, width=120, sort_output=True, include_lineno=False)
    return target.getvalue()


def po_file(language: str, domain: str = "langhoc") -> Path:
    return LOCALE_DIR / language / "LC_MESSAGES" / f"{domain}.po"


def compiled(po: Path) -> bytes:
    """The .po file as gettext of the standard library reads it."""
    with po.open("rb") as source:
        catalog = read_po(source)
    catalog.creation_date = catalog.revision_date = _DAY
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """What has no translation, or one that is only guessed and is not shown."""
    return [str(one.id) for one in catalog if one.id and (one.fuzzy or not all(_forms(one.string)))]


def _forms(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


def main() -> int:
    fresh = extracted(theme_dir())
    missing = 0
    for language in LANGUAGES:
        catalog = renewed(language, fresh)
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalog))
        clicks = po_file(language, "click")
        clicks.with_suffix(".mo").write_bytes(compiled(clicks))
        for sentence in untranslated(catalog):
            sys.stderr.write(f"{language}: {sentence}\n")
            missing += 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
