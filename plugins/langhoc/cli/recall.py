"""What was given away, and what of it is to be called back: two options of the command `report`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from langhoc.cli.console import Console
from langhoc.i18n import Message
from langhoc.i18n import mark as _

if TYPE_CHECKING:
    from langhoc.project.ledger import Held, Issue, Recall

# So many of a digest tell two files apart.
_DIGITS = 12

# By Issue.edition, as the ledger keeps it.
_KINDS = {
    "site": _("the folder of a site"),
    "single file": _("the single file"),
    "zim": _("the file for Kiwix"),
    "booklet": _("the booklet"),
    "poster": _("the sheet for a noticeboard"),
}
# By ledger.Holds.
_STICKS = {
    "still": _("  Stick {stick}, last written on {day}: it is in it"),
    "perhaps": _("  Stick {stick}, last written on {day}, perhaps not to the end: it may be in it"),
    "no more": _("  Stick {stick}, last written on {day}: it is not in it any more, nothing is to be done"),
}


def note_issue(console: Console, site: Path, today: date) -> None:
    """`report --issued SITE`: a copy of a built site leaves the house."""
    from langhoc.project.ledger import record_site  # noqa: PLC0415

    issue = record_site(console.folder, site, today)
    console.say(
        _("Noted: {name}, with {stories} stories and {pictures} pictures."),
        name=issue.artefact,
        stories=len(issue.stories),
        pictures=len(issue.pictures),
    )
    tell_recall(console, today)


def tell_recall(console: Console, today: date) -> None:
    """`report --recall`: which copies hold what may not be told any more."""
    from langhoc.project.ledger import read_ledger, recalls  # noqa: PLC0415

    ledger = read_ledger(console.folder)
    if ledger.unread:
        message = Message(_("{n} lines of private/issued.jsonl cannot be read: look at them."), {"n": ledger.unread})
        console.complain(message)
    if not ledger.issues:
        console.say(_("No copy was noted down. langhoc report --issued SITE does so when one is given away."))
        return
    found = recalls(console.folder, ledger.issues, today)
    for recall in found:
        _tell(console, recall)
    if not found:
        console.say(_("Of {n} copies none is to be called back."), n=ledger.copies)
        return
    if all(held.holds == "no more" for recall in found for held in recall.copies):
        console.say(_("As far as is noted, none of these copies holds it any more."))
        return
    console.say(
        _("Ask for the copies that may hold it, or bring newer ones. What does not come back, tell those it is about.")
    )


def _tell(console: Console, recall: Recall) -> None:
    from langhoc.model import MEDIA  # noqa: PLC0415

    folder, _slash, name = recall.what.partition("/")
    message = _("Picture or recording {name}. {why}") if folder == MEDIA else _("Story {name}. {why}")
    console.say(message, name=name, why=recall.why)
    # What is still to be done comes first.
    for held in sorted(recall.copies, key=lambda held: held.holds == "no more"):
        if held.issue.stick:
            console.say(_STICKS[held.holds], stick=held.issue.stick, day=held.issue.day)
        else:
            _tell_file(console, held.issue, recall.copies)


def _tell_file(console: Console, issue: Issue, among: Sequence[Held]) -> None:
    """What a file was called and when it went; of two that are alike in that, how the digests begin."""
    kind = Message(_KINDS[issue.edition]) if issue.edition in _KINDS else issue.edition
    params = {"kind": kind, "name": issue.artefact, "day": issue.day, "sha256": issue.sha256[:_DIGITS]}
    issues = [held.issue for held in among]
    alike = {one.sha256 for one in issues if (one.artefact, one.day) == (issue.artefact, issue.day)}
    if len(alike) > 1:
        console.say(_("  {name}, {kind}, given away on {day} (its SHA-256 begins with {sha256})"), **params)
    else:
        console.say(_("  {name}, {kind}, given away on {day}"), **params)
