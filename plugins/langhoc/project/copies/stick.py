"""A stick: made of the catalogue in a folder, refused before the first write where it would do harm, noted down."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from langhoc.cache import Cache
from langhoc.catalogue import Catalogue
from langhoc.editions.part import in_language
from langhoc.editions.resources import Chosen, chosen, with_files
from langhoc.editions.single_file import single_file
from langhoc.editions.stick.change import Change, Lists, Source, change_to, lists_on
from langhoc.editions.stick.check_page import check_page
from langhoc.editions.stick.contents import contents_of, with_words
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import MANIFEST, RESOURCES, SIGNATURE
from langhoc.editions.stick.manifest import Manifest
from langhoc.editions.stick.read_me import Label
from langhoc.editions.stick.signature import PublicKey, Signer
from langhoc.editions.stick.target import (
    refusal_of_change,
    refusal_of_contents,
    refusal_of_folder,
    refusal_of_names,
)
from langhoc.editions.stick.update import update
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.project.copies.pack import BEST_FOR
from langhoc.project.copies.plan import copied_plan
from langhoc.project.copies.seen import UNSIGNED, Whose, keep_seen, read_seen, seen_file
from langhoc.project.inputs import RunHost
from langhoc.project.ledger import note_issue, read_ledger
from langhoc.project.outcome import QUIET, NotBuilt, Steps
from langhoc.project.project import Project
from langhoc.site.build import Plan, site_of
from langhoc.site.publish import publish
from langhoc.site.templates import templates
from langhoc.workers import Progress, unseen

NO_LIMIT = 1 << 62
_MAKING = "stick-"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a stick is to hold: of one area, or all; resources on these topics, of so many bytes together; files that
    were made already, by their names there. It is signed where there is a key; `is_replaced` lets it take the place of
    another catalogue's.
    """

    area: str = ""
    topics: tuple[str, ...] = ()
    resources_within: int = NO_LIMIT
    best_for: int = BEST_FOR
    others: Mapping[str, Path] = field(default_factory=dict)
    signer: Signer | None = None
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class StickSteps:
    """What is told meanwhile: of the building in files, of reading and writing the stick in bytes."""

    build: Steps = QUIET
    reading: Progress = unseen
    writing: Progress = unseen


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done to a stick, and what lies on it now."""

    change: Change
    resources: Chosen
    key: PublicKey | None

    @property
    def manifest(self) -> Manifest:
        return self.change.manifest


def write_stick(
    project: Project, run_host: RunHost, target: Path, wishes: Wishes, steps: StickSteps = StickSteps()
) -> Brought:
    """Make or update a stick. Raises NotBuilt before anything is written there, Damaged, and OSError."""
    _refuse(refusal_of_folder(target, project.folder, Path.home(), os.environ))
    plan = copied_plan(project, run_host, wishes.area, steps.build)
    _refuse_topics(plan.catalogue, wishes.topics)
    whose, disk, lists = whose_is(plan.catalogue, wishes.area), Disk(target), lists_on(Disk(target))
    _refuse(refusal_of_contents(disk, lists, whose, wishes.is_replaced))
    _refuse(_refusal_of_key(disk, wishes))
    resources = chosen(plan.catalogue, wishes.topics, wishes.resources_within)
    plan = replace(plan, catalogue=with_files(plan.catalogue, resources.files, f"../{RESOURCES}"))
    seen = read_seen(seen_file())
    with _making(project.folder) as folder:
        contents = _contents(plan, project, wishes, resources, folder, steps.build)
        _refuse(refusal_of_names(contents, {path: one.entry.size for path, one in contents.items()}))
        change = change_to(
            disk,
            contents,
            whose,
            project.today,
            known=seen.latest(whose),
            is_proved=_is_proved(disk, wishes.signer),
            may_keep=_may_keep(project.folder, lists, plan.catalogue),
            progress=steps.reading,
        )
        _refuse(refusal_of_change(disk, change))
        signature = wishes.signer.signature(change.manifest) if wishes.signer else None
        if not change.is_listed:
            _note(project, target, plan.catalogue, change.manifest)
            update(disk, change, signature, steps.writing)
    key = wishes.signer.public if wishes.signer else None
    keep_seen(seen_file(), seen.with_edition(key.text if key else UNSIGNED, whose, change.manifest.edition))
    return Brought(change, resources, key)


def whose_is(catalogue: Catalogue, area: str) -> Whose:
    """The title of the catalogue, on one line; and the id of the area whose part it is."""
    title = " ".join(catalogue.settings.title.said(catalogue.language).text.split())
    return title, next((one.id for one in catalogue.areas if area in {one.id, one.code}), "")


def _refuse(reason: Message | None) -> None:
    if reason:
        raise NotBuilt(message=reason)


def _refuse_topics(catalogue: Catalogue, topics: tuple[str, ...]) -> None:
    known = {topic.id for topic in catalogue.topics}
    for topic in topics:
        if topic not in known:
            _refuse(Message(_("No topic has the id “{name}”."), {"name": topic}))


def _refusal_of_key(disk: Disk, wishes: Wishes) -> Message | None:
    """A stick that was signed stays signed: who looks for the signature must not find it gone."""
    if wishes.signer or wishes.is_replaced or not (disk.root / SIGNATURE).exists():
        return None
    return Message(_("This stick is signed. Give --key with the key, or --replace to write it anew without."))


def _is_proved(disk: Disk, signer: Signer | None) -> bool:
    """Whether what signs the list that lies there is what shall."""
    listed, signature = (disk.root / MANIFEST), (disk.root / SIGNATURE)
    with contextlib.suppress(OSError):
        if signer is None:
            return not signature.exists()
        return signer.public.has_signed(listed.read_bytes(), signature.read_bytes())
    return False


def _may_keep(folder: Path, lists: Lists, catalogue: Catalogue) -> bool:
    """Whether all stories and pictures that came with what lies there may still be told, as far as the ledger knows."""
    stories, pictures = {story.id for story in catalogue.stories}, set(catalogue.media_shown)
    known = {
        issue.sha256
        for issue in read_ledger(folder).issues
        if stories.issuperset(issue.stories) and pictures.issuperset(issue.pictures)
    }
    return all(_digest(one) in known for one in (lists.last, lists.pending) if one)


def _digest(manifest: Manifest) -> str:
    return sha256(manifest.written()).hexdigest()


@contextlib.contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """A folder for what is made and not yet on the stick; what a killed run left of it is deleted."""
    own = folder / ".langhoc"
    own.mkdir(exist_ok=True)
    for left in own.glob(f"{_MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=own, prefix=_MAKING) as made:
        yield Path(made)


def _contents(
    plan: Plan, project: Project, wishes: Wishes, resources: Chosen, folder: Path, steps: Steps
) -> dict[str, Source]:
    catalogue, cache = plan.catalogue, Cache(None)
    site = folder / "site"
    publish(site_of(plan, cache, project.workers).files, site, project.workers, steps.file)
    best_before = project.today + timedelta(days=wishes.best_for)
    start = single_file(in_language(plan, catalogue.language), best_before, cache, project.workers)
    files = {name: catalogue.media[name].path for name in resources.files}
    contents = contents_of(site, files, start, wishes.others)
    key = wishes.signer.public if wishes.signer else None
    title, area = whose_is(catalogue, wishes.area)
    phrases = Phrases(catalogue.language)
    label = Label(title, _area_name(catalogue, area), project.today, best_before, key.fingerprint if key else "")
    environment = templates(plan.assets.theme, plan.assets.digest, catalogue.languages)[catalogue.language]
    return with_words(contents, check_page(environment, plan.assets, title, phrases, key), label, phrases, key)


def _area_name(catalogue: Catalogue, area: str) -> str:
    return next((one.title.said(catalogue.language).text for one in catalogue.areas if one.id == area), "")


def _note(project: Project, target: Path, catalogue: Catalogue, manifest: Manifest) -> None:
    """Before the first write: what may have left the house is known, whatever happens then."""
    name = f"{target.resolve().name or 'USB'} {manifest.sequence}"
    note_issue(project.folder, name, _digest(manifest), "stick", catalogue, project.today)
