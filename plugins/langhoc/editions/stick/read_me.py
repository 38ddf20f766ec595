"""The read-me of a stick, for those who look into it with any computer: what to open, and that it may be passed on."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import BACK, BOOKLET, CHECK, OLDER, READ_ME, RESOURCES, SITE, START, ZIM
from langhoc.editions.stick.manifest import Manifest
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.problems import visible_line

_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a stick: whose it is, from when, until when it is good; of which key's hand, if it is signed."""

    title: str
    area: str
    made_on: date
    best_before: date
    fingerprint: str = ""


def read_me(label: Label, paths: Collection[str], phrases: Phrases) -> bytes:
    """As the editor of Windows shows it: with a mark of its encoding, and its line breaks."""
    lines = "\n".join(_lines(label, paths, phrases))
    return ("\ufeff" + lines.replace("\n", "\r\n") + "\r\n").encode()


def _lines(label: Label, paths: Collection[str], phrases: Phrases) -> Iterator[str]:
    yield from filter(None, (label.title.upper(), label.area))
    yield phrases.say(_("A copy made on {day}."), day=phrases.day_in_list(label.made_on))
    for name, said in _contents(phrases):
        if name in {*paths, BACK, OLDER} or any(path.startswith(f"{name}/") for path in paths):
            yield f"\n{f'{name}/index.html' if name == SITE else name}\n  {said}"
    yield "\n" + phrases.say(_("You may copy all of it for others, free of charge."))
    yield phrases.say(_("After {day} ask for a newer one."), day=phrases.day_in_list(label.best_before))
    if label.fingerprint:
        yield "\n" + phrases.say(_("It is signed. These digits stand on the label, too:"))
        yield f"  {label.fingerprint}"


def area_told(disk: Disk, manifest: Manifest) -> str:
    """What the area of a stick is called, as its read-me says below the title; empty where that is not whole. The list
    itself names no more than the id.
    """
    entry, content = manifest.entries.get(READ_ME), disk.read(READ_ME, _LONGEST) or b""
    if not manifest.area or entry is None or hashlib.sha256(content).hexdigest() != entry.sha256:
        return ""
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    return visible_line(lines[1]) if len(lines) > 1 else ""


def _contents(phrases: Phrases) -> Iterator[tuple[str, str]]:
    """What may lie there, what to open first before all."""
    for name, said in (
        (START, _("Open this first: everything in one file, on a telephone or an old computer, with no network.")),
        (OLDER, _("The same of the time before, where there is one: only if the first one is damaged.")),
        (SITE, _("All pages, each as a file of its own, for a computer.")),
        (RESOURCES, _("Books, lessons and recordings that may be handed on.")),
        (BOOKLET, _("The same on paper: print it for those without a telephone.")),
        (ZIM, _("For readers who have Kiwix.")),
        (CHECK, _("Sees whether all files are whole.")),
        (BACK, _("Save here what you want to tell: a new class, a mistake. Bring the stick back with it.")),
    ):
        yield name, phrases.say(said)
