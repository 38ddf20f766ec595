"""The command `verify`: a stick is proved."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from langhoc.cli.console import Console
from langhoc.cli.message import is_text
from langhoc.cli.spoken import Spoken
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import visible_line

if TYPE_CHECKING:
    from langhoc.editions.stick.signature import PublicKey
    from langhoc.editions.stick.verify import Verdict
    from langhoc.project.copies.proving import Proof

WHY_STRANGE = _("Do not open them: they lie among our files, are called like one, or are programs. Delete them.")
# As ab12 cd34 …
_DIGITS = re.compile(r"\s*(?:[0-9A-Fa-f]\s*){20}")
# More would hide what else there is to say.
_NAMED = 20


@click.command(cls=Spoken)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--key", metavar="KEY", help="Who must have signed it: the file of a public key, the key, or a label's digits."
)
@click.pass_obj
def verify(console: Console, path: Path, key: str | None) -> None:
    """Prove a stick: name every file that is damaged, missing, or not ours. Exits 1 where something is wrong."""
    from langhoc.project.copies.proving import prove  # noqa: PLC0415
    from langhoc.project.copies.seen import keep_seen, read_seen, seen_file  # noqa: PLC0415

    with console.copying() as steps:
        proof, seen = prove(path, read_seen(seen_file()), _public_key(console, key, path), steps.reading)
    keep_seen(seen_file(), seen)
    _tell_files(console, proof, path)
    _tell_origin(console, proof)
    _tell_what_to_do(console, proof.verdict)
    if not proof.is_good:
        sys.exit(1)


def _public_key(console: Console, given: str | None, stick: Path) -> PublicKey | None:
    from langhoc.editions.stick.signature import NotAKey, read_public_key  # noqa: PLC0415

    if given is None:
        return None
    if _DIGITS.fullmatch(given):
        return _key_of_label(given, stick)
    file = Path(given)
    try:
        return read_public_key(file.read_bytes() if file.is_file() else given.encode())
    except NotAKey as error:
        message = _("{given!r} is neither the file of a public key, nor a key, nor the digits of a label.")
        raise click.UsageError(console.sentence(Message(message, {"given": given}))) from error


def _key_of_label(digits: str, stick: Path) -> PublicKey:
    """The key that lies on the stick, if the label is its own. Raises NotBuilt."""
    from langhoc.project import NotBuilt  # noqa: PLC0415
    from langhoc.project.copies.proving import key_on  # noqa: PLC0415

    key = key_on(stick)
    if key is None:
        raise NotBuilt(message=Message(_("No key lies on {folder}: nobody can tell who wrote it."), {"folder": stick}))
    if not key.is_of_label(digits):
        message = _("The key on this stick has other digits than the label: {fingerprint}. Somebody else wrote it.")
        raise NotBuilt(message=Message(message, {"fingerprint": key.fingerprint}))
    return key


def _tell_files(console: Console, proof: Proof, stick: Path) -> None:
    verdict = proof.verdict
    for message, names in (
        (_("Damaged: {name}"), verdict.damaged),
        (_("Missing: {name}"), verdict.missing),
        (_("Strange, do not open: {name}"), verdict.strange),
        (_("Not ours: {name}"), verdict.foreign),
        (_("Left there by a computer or telephone: {name}"), verdict.litter),
    ):
        for name in names:
            console.say(message, name=visible_line(name))
    _tell_brought_back(console, verdict.brought_back, stick)


def _tell_what_to_do(console: Console, verdict: Verdict) -> None:
    if verdict.strange:
        console.complain(
            Message(_("Strange files: {n}. {why}"), {"n": len(verdict.strange), "why": Message(WHY_STRANGE)})
        )
    if verdict.is_unfinished:
        console.complain(Message(_("The last writing was broken off. Write the stick again to finish.")))
    elif verdict.damaged or verdict.missing:
        message = _("Write the stick again with langhoc stick: what is damaged or missing is written anew.")
        console.complain(Message(message))


def _tell_brought_back(console: Console, names: Sequence[str], stick: Path) -> None:
    """The texts, which can be read at once, apart from the rest."""
    from langhoc.editions.stick.layout import BACK  # noqa: PLC0415

    texts = [name for name in names if is_text(PurePosixPath(name).relative_to(BACK))]
    others = sorted({*names} - {*texts})
    read = _("Texts that came back with it: {n}. langhoc add --from {folder} reads the messages in them.")
    left = _("Other files that came back with it: {n}. langhoc import reads tables.")
    for message, some in ((read, texts), (left, others)):
        if some:
            console.say(message, n=len(some), folder=stick / BACK)
            _tell_names(console, some)


def _tell_names(console: Console, names: Sequence[str]) -> None:
    for name in names[:_NAMED]:
        console.say("  {name}", name=visible_line(name))
    if len(names) > _NAMED:
        console.say(_("  and {n} more"), n=len(names) - _NAMED)


def _tell_origin(console: Console, proof: Proof) -> None:
    from langhoc.editions.stick.target import said_of  # noqa: PLC0415

    manifest = proof.verdict.manifest
    if manifest is None:
        console.complain(Message(_("Its list is damaged: nothing else can be told.")))
        return
    params = {"whose": said_of(manifest.whose, proof.area), "sequence": manifest.sequence, "day": manifest.made_on}
    if proof.verdict.is_whole:
        message = _("All {files} files of ours are whole: {whose}, no. {sequence}, of {day}.")
        console.say(message, files=len(manifest.entries), **params)
    else:
        console.complain(Message(_("Something is wrong with {whose}, no. {sequence}, of {day}."), params))
    console.say(_("It is stick {stick}: the same should stand on its label."), stick=manifest.stick)
    _tell_signed(console, proof)
    _tell_newer(console, proof)


def _tell_signed(console: Console, proof: Proof) -> None:
    """Of a writing that was broken off nothing: that it was, is said already."""
    from langhoc.project.copies.proving import Signed  # noqa: PLC0415

    fingerprint = proof.key.fingerprint if proof.key else ""
    said = {
        Signed.NOT: _("It is not signed: anybody may have written it."),
        Signed.BY_KNOWN: _("It is signed by the key that is known: {fingerprint}"),
        Signed.BY_NEW: _("It is signed by a key that is new to this computer. Compare with the label: {fingerprint}"),
    }
    wrong = {
        Signed.NO_MORE: _("It is not signed, though such sticks are."),
        Signed.BADLY: _("Its signature does not fit: the list or the signature was changed."),
        Signed.BY_OTHER: _("It is signed by another key than is known: {fingerprint}"),
    }
    if proof.signed in said:
        console.say(said[proof.signed], fingerprint=fingerprint)
    elif proof.signed in wrong:
        console.complain(Message(wrong[proof.signed], {"fingerprint": fingerprint}))


def _tell_newer(console: Console, proof: Proof) -> None:
    if proof.newer is None:
        return
    if proof.is_old:
        older = Message(_("It is older than no. {newer}, which this computer has seen."), {"newer": proof.newer})
        console.complain(older)
    else:
        message = _("This computer has seen no. {newer} of the same day, too: ask which is meant.")
        console.say(message, newer=proof.newer)
