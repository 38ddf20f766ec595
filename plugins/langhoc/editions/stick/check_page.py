"""The page on a stick that checks it in a browser: one file, with its script, its style and the key in it."""

from __future__ import annotations

import json

from jinja2 import Environment

from langhoc.editions.stick import layout
from langhoc.editions.stick.signature import PublicKey
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets
from langhoc.site.frame import source_hash

_WORDS = {
    "good": _("Everything is there and whole."),
    "bad": _("Something is wrong with this stick."),
    "what": _("{catalogue}, no. {sequence}, of {day}."),
    "stick": _("This is stick {stick}: the same should stand on its label."),
    "unfinished": _("The last writing was broken off: plug it into the computer that wrote it, and write again."),
    "signed": _("The signature fits the key below."),
    "forged": _("The signature does not fit: somebody else wrote this list."),
    "damaged": _("Damaged"),
    "missing": _("Missing"),
    "strange": _("Strange, do not open"),
    "whyStrange": _(
        "We did not bring them. They lie among our files, are called like one, or are programs: they may harm the "
        "computer. Tell whoever gave you the stick, and delete them."
    ),
    "foreign": _("Not ours; they do no harm as long as nobody opens them"),
    "litter": _("Left there by computers and telephones"),
    "noList": _("There is no list here. Choose the stick itself, not a folder in it."),
    "listDamaged": _("The list itself is damaged. Ask for a new copy."),
    "reading": _("Reading …"),
    "failed": _("The stick cannot be read. Plug it in again."),
}


def check_page(
    environment: Environment, assets: Assets, title: str, area: str, phrases: Phrases, key: PublicKey | None
) -> bytes:
    """`area` is what the one is called whose part it is, or empty: the list that the page reads has its id alone."""
    script = assets.check.decode()
    style = (assets.theme / "stick" / "check.css").read_text(encoding="utf-8")
    words = {name: phrases.say(text) for name, text in _WORDS.items()}
    if area:
        words["what"] = words["what"].replace("{catalogue}", f"{{catalogue}} ({area})")
    about = {**sorting(), "key": key.text if key else "", "words": words}
    page = environment.get_template("stick/check.html").render(
        language=phrases.language,
        title=title,
        policy="; ".join(_policy(script, style)),
        style=style,
        script=script,
        about=json.dumps(about, ensure_ascii=False).replace("<", "\\u003c"),
        fingerprint=key.fingerprint if key else "",
    )
    return page.encode()


def sorting() -> dict[str, dict[str, str | list[str]]]:
    """By which the page tells files apart as layout.sort_of does: names, and regular expressions."""
    names: dict[str, str | list[str]] = {
        "manifest": layout.MANIFEST,
        "pending": layout.PENDING,
        "signature": layout.SIGNATURE,
        "start": layout.START,
        "older": layout.OLDER,
        "own": [layout.MANIFEST, layout.PENDING, layout.SIGNATURE],
        "aside": f"{layout.ASIDE}/",
        "back": f"{layout.BACK}/",
    }
    rules: dict[str, str | list[str]] = {
        "listable": layout.LISTABLE,
        "programs": layout.PROGRAMS,
        "litter": layout.LITTER,
        "alike": layout.ALIKE,
    }
    return {"names": names, "rules": rules}


def _policy(script: str, style: str) -> tuple[str, ...]:
    """Nothing but what is in the page, and nobody is asked for anything."""
    own = (f"script-src {source_hash(script)}", f"style-src {source_hash(style)}")
    return ("default-src 'none'", *own, "base-uri 'none'", "form-action 'none'")
