"""A stick: made of the catalogue in a folder, refused before the first write where it would do harm, noted down."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from langhoc.catalogue import Catalogue
from langhoc.editions.resources import Chosen
from langhoc.editions.stick.change import Change, Lists, Terms, change_to, lists_on
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import MANIFEST, PUBLIC_KEY, SIGNATURE
from langhoc.editions.stick.manifest import Edition, Manifest, new_stick
from langhoc.editions.stick.signature import NotAKey, PublicKey, Signer, read_public_key
from langhoc.editions.stick.target import (
    refusal_of_change,
    refusal_of_contents,
    refusal_of_folder,
    refusal_of_names,
)
from langhoc.editions.stick.update import SEVERAL, update
from langhoc.editions.stick.verify import strange_on
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project.copies.naming import area_called, topic_called
from langhoc.project.copies.paper import check_printer
from langhoc.project.copies.plan import copied_plan
from langhoc.project.copies.seen import UNSIGNED, Whose, keep_seen, read_seen, seen_file
from langhoc.project.copies.stick_files import Reusable, Wishes, made_files, title_of
from langhoc.project.copies.zim import check_libzim
from langhoc.project.inputs import RunHost
from langhoc.project.ledger import Ledger, lying_of, note_issue, read_ledger
from langhoc.project.outcome import QUIET, NotBuilt, Steps
from langhoc.project.project import Project
from langhoc.workers import Progress, unseen

_MAKING = "stick-"
_LOCK = "writing-{}.lock"
_LONGEST_SECONDS = 24 * 3600
_LONGEST_KEY = 1 << 12


class BrokenOff(Exception):
    """Writing a stick was broken off, by an `error` of the computer; the next writing finishes it."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True, slots=True)
class StickSteps:
    """What is told meanwhile: of the building in files, of reading and writing the stick in bytes."""

    build: Steps = QUIET
    reading: Progress = unseen
    writing: Progress = unseen


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done to a stick, and what lies on it now; `strange` is what of somebody else's nobody should open,
    `stick_before` the id that it had.
    """

    change: Change
    resources: Chosen
    key: PublicKey | None
    strange: tuple[str, ...] = ()
    stick_before: str = ""

    @property
    def manifest(self) -> Manifest:
        return self.change.manifest


def write_stick(
    project: Project,
    run_host: RunHost,
    target: Path,
    wishes: Wishes,
    steps: StickSteps = StickSteps(),
    chosen: Callable[[str], str] = secrets.choice,
) -> Brought:
    """Make or update a stick; `chosen` makes its id the first time (new_stick).

    Raises NotBuilt and OSError before anything is written there, Damaged and BrokenOff.
    """
    _refuse(refusal_of_folder(target, project.folder, Path.home(), os.environ))
    _check_extras(wishes)
    with alone(target):
        return _written(project, run_host, target, wishes, steps, chosen)


def _written(
    project: Project,
    run_host: RunHost,
    target: Path,
    wishes: Wishes,
    steps: StickSteps,
    chosen: Callable[[str], str],
) -> Brought:
    whole = copied_plan(project, run_host, steps=steps.build)
    topics = tuple(topic_called(whole.catalogue, name, steps.build).id for name in wishes.topics)
    wishes = replace(wishes, topics=topics)
    area = area_called(whole.catalogue, wishes.area, steps.build) if wishes.area else None
    whose = title_of(whole.catalogue), area.id if area else ""
    disk, ledger = Disk(target), read_ledger(project.folder)
    lists = lists_on(disk)
    called = area.title.said(whole.catalogue.language).text if area else ""
    _refuse(refusal_of_contents(disk, lists, whose, wishes.is_replaced, called) or _refusal_of_key(disk, wishes))
    with _making(project.folder) as folder:
        made = made_files(project, whole, area, wishes, _reusable(ledger, disk, lists), folder, steps.build)
        _refuse(refusal_of_names(made.contents, {path: one.entry.size for path, one in made.contents.items()}))
        terms = _terms(disk, lists, ledger, wishes, whose, made.shown[0])
        stick = _id_of(lists, ledger, chosen)
        change = change_to(disk, made.contents, whose, stick, project.today, terms, steps.reading)
        _refuse(refusal_of_change(disk, change))
        if not change.is_listed:
            _note(project, target, made.shown, change.manifest, is_done=False)
            _bring(disk, change, wishes.signer, steps.writing)
        _note(project, target, made.shown, change.manifest, is_done=True)
    _keep(wishes, whose, change.manifest.edition)
    key = wishes.signer.public if wishes.signer else None
    return Brought(change, made.resources, key, _strange_on(disk, change.manifest), lists.stick)


def _terms(disk: Disk, lists: Lists, ledger: Ledger, wishes: Wishes, whose: Whose, catalogue: Catalogue) -> Terms:
    return Terms(
        known=read_seen(seen_file()).of(_name_of(wishes), whose),
        is_proved=_is_proved(disk, wishes.signer),
        may_keep=_may_keep(ledger, lists, catalogue),
        owns_all=lists.are_gone and (wishes.is_replaced or lists.is_begun),
    )


def _name_of(wishes: Wishes) -> str:
    """By which this computer knows such sticks."""
    return wishes.signer.public.text if wishes.signer else UNSIGNED


def _keep(wishes: Wishes, whose: Whose, edition: Edition) -> None:
    """What is known from now on; another stick may have been written meanwhile."""
    seen = read_seen(seen_file())
    known = seen.without_keys(whose) if wishes.is_replaced and not wishes.signer else seen
    keep_seen(seen_file(), known.with_edition(_name_of(wishes), whose, edition))


def _strange_on(disk: Disk, manifest: Manifest) -> tuple[str, ...]:
    """Of a stick that was pulled out since, nothing can be told."""
    with contextlib.suppress(OSError):
        return strange_on(disk, manifest)
    return ()


def _check_extras(wishes: Wishes) -> None:
    """Raises NotBuilt where what makes a booklet or a file for Kiwix is not installed."""
    if wishes.has_booklet:
        check_printer()
    if wishes.has_zim:
        check_libzim()


def _refuse(reason: Message | None) -> None:
    if reason:
        raise NotBuilt(message=reason)


def _refusal_of_key(disk: Disk, wishes: Wishes) -> Message | None:
    """A stick that was signed stays so, by the same key: who looks for the signature must not find it gone."""
    content = disk.read(PUBLIC_KEY, _LONGEST_KEY)
    if wishes.is_replaced or (content is None and disk.read(SIGNATURE, _LONGEST_KEY) is None):
        return None
    with contextlib.suppress(NotAKey):
        if wishes.signer and (content is None or read_public_key(content) == wishes.signer.public):
            return None
    return Message(_("This stick is signed. Give --key with its own key, or --replace to write it anew otherwise."))


def _is_proved(disk: Disk, signer: Signer | None) -> bool:
    """Whether what signs the list that lies there is what shall."""
    listed, signature = (disk.root / MANIFEST), (disk.root / SIGNATURE)
    with contextlib.suppress(OSError):
        if signer is None:
            return not signature.exists()
        return signer.public.has_signed(listed.read_bytes(), signature.read_bytes())
    return False


def _may_keep(ledger: Ledger, lists: Lists, catalogue: Catalogue) -> bool:
    """Whether all stories that came with what lies there may still be told, as far as the ledger knows."""
    stories = {story.id for story in catalogue.stories}
    known = {issue.sha256 for issue in ledger.issues if stories.issuperset(issue.stories)}
    return all(_digest(one) in known for one in (lists.last, lists.pending) if one)


def _digest(manifest: Manifest) -> str:
    return sha256(manifest.written()).hexdigest()


def _id_of(lists: Lists, ledger: Ledger, chosen: Callable[[str], str]) -> str:
    """That of the stick, or a new one where it has none of its own: what was copied by hand from another, and lies as
    this computer did not leave that one, must not be taken for it.
    """
    if not lists.stick:
        return new_stick(chosen, ledger.sticks)
    writings = [issue for issue in ledger.issues if issue.stick == lists.stick]
    one, lying = lists.last or lists.pending, {issue.sha256 for issue in lying_of(writings)}
    is_another = one is not None and bool(writings) and _digest(one) not in lying
    return new_stick(chosen, ledger.sticks) if is_another else lists.stick


def _reusable(ledger: Ledger, disk: Disk, lists: Lists) -> Reusable:
    """What lies there, with its list if this computer wrote that: of others' nothing is used again."""
    known = {issue.sha256 for issue in ledger.issues}
    return disk, lists.last if lists.last and _digest(lists.last) in known else None


def _bring(disk: Disk, change: Change, signer: Signer | None, progress: Progress) -> None:
    """Raises BrokenOff for whatever the computer refuses while the stick is being written."""
    signature = signer.signature(change.manifest) if signer else None
    try:
        update(disk, change, signature, progress, SEVERAL)
    except OSError as error:
        raise BrokenOff(error) from error


@contextlib.contextmanager
def alone(target: Path) -> Iterator[None]:
    """As long as nobody else on this computer writes this stick: two would take each other's files for rests of their
    own. The computer ends it with the process, however that ends. Raises NotBuilt.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415

    name = _LOCK.format(sha256(os.fsencode(target.resolve())).hexdigest()[:12])
    with contextlib.ExitStack() as held:
        try:
            seen_file().parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(FileLock(seen_file().parent / name, timeout=0))
        except Timeout as error:
            message = _("{folder} is being written at this moment, in another window. Wait until that is done.")
            raise NotBuilt(message=Message(message, {"folder": target})) from error
        except OSError:
            # Where nothing can be kept, nobody is kept from working.
            pass
        yield


@contextlib.contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """A folder for what is made and not yet on the stick; what a killed run left of it is deleted."""
    own = folder / ".langhoc"
    own.mkdir(exist_ok=True)
    for left in own.glob(f"{_MAKING}*"):
        # Another stick may be being written at this moment.
        if time.time() - left.stat().st_mtime > _LONGEST_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=own, prefix=_MAKING) as made:
        yield Path(made)


def _note(project: Project, target: Path, shown: tuple[Catalogue, ...], manifest: Manifest, is_done: bool) -> None:
    """Before the first write: what may have left the house is known, whatever happens then. After the last: that the
    stick holds nothing else of ours.
    """
    name, sha256 = f"{target.resolve().name or 'USB'} {manifest.sequence}", _digest(manifest)
    noted = [issue for issue in read_ledger(project.folder).issues if issue.stick == manifest.stick]
    if not noted or (noted[-1].sha256, noted[-1].is_done) != (sha256, is_done):
        note_issue(project.folder, name, sha256, "stick", shown, project.today, stick=manifest.stick, is_done=is_done)
