"""What was given away, and what of it is to be called back: two options of the command `report`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from langhoc.cli.console import Console
from langhoc.i18n import Message
from langhoc.i18n import mark as _

if TYPE_CHECKING:
    from langhoc.project.ledger import Recall

# By ledger.Holds.
_STICKS = {
    "still": _("  {day}  stick {stick}, last written as {artefact}: it is in it"),
    "perhaps": _("  {day}  stick {stick}, last written as {artefact}, perhaps not to the end: it may be in it"),
    "no more": _("  {day}  stick {stick}, last written as {artefact}: it is not in it any more, nothing is to be done"),
}


def note_issue(console: Console, site: Path, today: date) -> None:
    """`report --issued SITE`: a copy of a built site leaves the house."""
    from langhoc.project.ledger import record_site  # noqa: PLC0415

    issue = record_site(console.folder, site, today)
    console.say(
        _("Noted: {name}, with {stories} stories and {pictures} pictures, as {sha256}…"),
        name=issue.artefact,
        stories=len(issue.stories),
        pictures=len(issue.pictures),
        sha256=issue.sha256[:12],
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
    console.say("{what}: {why}", what=recall.what, why=console.sentence(recall.why))
    # What is still to be done comes first.
    for held in sorted(recall.copies, key=lambda held: held.holds == "no more"):
        issue = held.issue
        params = {"day": issue.day, "edition": issue.edition, "artefact": issue.artefact, "stick": issue.stick}
        if issue.stick:
            console.say(_STICKS[held.holds], **params)
        else:
            console.say("  {day}  {edition}  {artefact}  {sha256}", sha256=issue.sha256[:12], **params)
