"""Whether a stick is as it was written, and by whom: its files, its signature, and what this computer saw before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import MANIFEST, PUBLIC_KEY, SIGNATURE
from langhoc.editions.stick.manifest import MOST_BYTES, day_of
from langhoc.editions.stick.read_me import area_told
from langhoc.editions.stick.signature import NotAKey, PublicKey, read_public_key
from langhoc.editions.stick.verify import Verdict, verify
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project.copies.seen import UNSIGNED, Seen
from langhoc.project.outcome import NotBuilt
from langhoc.workers import Progress, unseen


class Signed(StrEnum):
    """By whom a stick's list is signed, as far as this computer can tell."""

    NOT = "not"
    """By nobody, and such sticks never were."""
    NO_MORE = "no more"
    """By nobody, but this computer saw such sticks with a signature."""
    BADLY = "badly"
    """By nobody whose key is there: the list or the signature was changed."""
    BY_KNOWN = "by known"
    """By the key that was given, or that signed such sticks before."""
    BY_NEW = "by new"
    """By a key that this computer sees for the first time: its fingerprint is to be compared with the label."""
    BY_OTHER = "by other"
    """By another key than the one that was given, or that signed such sticks before."""
    NOT_YET = "not yet"
    """The writing was broken off: a list may lie there without its signature, or with that of the time before."""


@dataclass(frozen=True, slots=True)
class Proof:
    """`newer` is the number of a later list that this computer saw from the same hand, else none. Of one day there may
    be several that hold different files, and none of them is too old. `area` is what that is called whose part it is,
    where the stick says so.
    """

    verdict: Verdict
    signed: Signed
    key: PublicKey | None = None
    newer: int | None = None
    area: str = ""

    @property
    def is_old(self) -> bool:
        manifest = self.verdict.manifest
        return manifest is not None and self.newer is not None and day_of(self.newer) > day_of(manifest.sequence)

    @property
    def is_good(self) -> bool:
        return self.is_trusted and not self.verdict.strange and not self.is_old

    @property
    def is_trusted(self) -> bool:
        """Whether what its list says can be believed."""
        return self.verdict.is_whole and self.signed in {Signed.NOT, Signed.BY_KNOWN, Signed.BY_NEW}


def prove(target: Path, seen: Seen, key: PublicKey | None, progress: Progress = unseen) -> tuple[Proof, Seen]:
    """What is to be said of a stick, and what this computer knows from now on.

    Raises NotBuilt where there is no stick of ours, and OSError.
    """
    if not target.is_dir():
        raise NotBuilt(message=Message(_("There is no folder {folder}. Is the stick plugged in?"), {"folder": target}))
    disk = Disk(target)
    verdict = verify(disk, progress)
    manifest = verdict.manifest
    if manifest is None:
        if verdict.damaged:
            return Proof(verdict, Signed.NOT), seen
        params = {"folder": target, "file": MANIFEST}
        raise NotBuilt(message=Message(_("{folder} is no stick of Làng Học: there is no {file} in it."), params))
    if verdict.is_unfinished:
        return Proof(verdict, Signed.NOT_YET, area=area_told(disk, manifest)), seen
    signed, by = _signed(target, seen, manifest.whose, key)
    name = by.text if by else UNSIGNED
    known = seen.of(name, manifest.whose)
    newer = known.number if known and known.number > manifest.sequence else None
    proof = Proof(verdict, signed, by, newer, area_told(disk, manifest))
    return proof, seen.with_edition(name, manifest.whose, manifest.edition) if proof.is_trusted else seen


def _signed(
    target: Path, seen: Seen, whose: tuple[str, str], given: PublicKey | None
) -> tuple[Signed, PublicKey | None]:
    known = {given.text} if given else set(seen.keys(whose))
    if not (target / SIGNATURE).is_file():
        return (Signed.NO_MORE, None) if known else (Signed.NOT, None)
    own = key_on(target)
    candidates = [PublicKey(text) for text in sorted(known)] + ([own] if own else [])
    disk = Disk(target)
    listed, signature = (disk.read(name, MOST_BYTES) or b"" for name in (MANIFEST, SIGNATURE))
    by = next((one for one in candidates if one.has_signed(listed, signature)), None)
    if by is None:
        return Signed.BADLY, None
    if by.text in known:
        return Signed.BY_KNOWN, by
    return (Signed.BY_OTHER if known else Signed.BY_NEW), by


def key_on(target: Path) -> PublicKey | None:
    try:
        return read_public_key((target / PUBLIC_KEY).read_bytes())
    except (OSError, NotAKey):
        return None
