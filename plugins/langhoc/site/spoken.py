"""Scripts that bring their own words: few readers load them, so no page has to hold what they say."""

from __future__ import annotations

import json
from collections.abc import Mapping

from langhoc.cache import digest
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets
from langhoc.site.urls import Urls

_SAID: Mapping[str, Mapping[str, str]] = {
    "share": {
        "label": _("A short text to send. Change it as you like; nothing is sent until you send it."),
        "nothing": _("This page has no address to be sent: write what you like."),
        "copy": _("Copy the text"),
        "hand": _("Send by Zalo or another app"),
        "text": _("Send as a text message"),
        "qr": _("QR code"),
        "copied": _("Copied."),
        "noQr": _("No QR code could be drawn: the text may be too long."),
        "qrAway": _("No QR code could be drawn: what draws it did not come. Try again where there is a network."),
        "byHand": _("It is marked: copy it from the menu of your phone or browser."),
        "call": _("Call"),
        "before": _("Call before you go: something may have changed."),
        "calendar": _("Downloaded. Open it to put it in the calendar."),
        "saved": _("Kept in this browser."),
        "unsaved": _("Taken off."),
        "all": _("My list"),
        "refused": _("This browser keeps nothing."),
    },
    "offline": {
        "stale": _("No network. This page is as it was on {day}."),
        "newer": _("This page has changed."),
        "reload": _("Show the new one"),
        "download": _("Download, to read without a network"),
        "size": _("{n} pages and the search, about {size} MB."),
        "start": _("Download now"),
        "begun": _("Downloading. Keep this page open."),
        "doing": _("Downloading… {n}%"),
        "kept": _(
            "Downloaded on {day}: the classes and places to learn of {place} can be read and searched without a "
            "network. Other pages need one."
        ),
        "again": _("Download again"),
        "remove": _("Delete what was downloaded"),
        "failed": _("Not all of it came. What came is kept; try again."),
    },
}


def spoken_scripts(assets: Assets, urls: Urls) -> dict[str, tuple[str, bytes]]:
    """By name: where in the site each lies in the language of `urls`, and what it is."""
    phrases = Phrases(urls.language)
    ways = {"list": urls.saved, "qrScript": assets.scripts["qr"][0]}
    made = {}
    for name, sentences in _SAID.items():
        said = {key: phrases.say_plain(sentence) for key, sentence in sentences.items()} | ways
        words = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        begin = "(window.langhoc = window.langhoc || {}).said = Object.assign(window.langhoc.said || {}, "
        content = f"{begin}{words});\n".encode() + assets.spoken[name]
        made[name] = f"assets/{name}-{urls.language}.{digest(content).hex()[:8]}.js", content
    return made
