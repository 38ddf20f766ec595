"""What lies on a stick is made: the site, the single file, books, a booklet, a file for Kiwix, what tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from langhoc.cache import Cache
from langhoc.catalogue import Catalogue
from langhoc.editions.lasting import BEST_FOR
from langhoc.editions.part import in_area, in_language
from langhoc.editions.resources import Chosen, chosen, with_files
from langhoc.editions.single_file import fitting, single_file
from langhoc.editions.stick.change import Source, source_of
from langhoc.editions.stick.check_page import check_page
from langhoc.editions.stick.contents import contents_of, with_words
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import BOOKLET, COPY, MARKED, RESOURCES, SITE, ZIM
from langhoc.editions.stick.manifest import Manifest
from langhoc.editions.stick.notice import notice
from langhoc.editions.stick.read_me import Label
from langhoc.editions.stick.signature import Signer
from langhoc.model import Area
from langhoc.phrases import Phrases
from langhoc.project.copies.zim import write_zim
from langhoc.project.outcome import Steps
from langhoc.project.project import Project
from langhoc.site.build import Plan, site_of
from langhoc.site.publish import publish
from langhoc.site.templates import templates
from langhoc.site.worker import is_for_worker

NO_LIMIT = 1 << 62


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a stick is to hold: of one area, or all; resources on these topics, of so many bytes together; a booklet, a
    file for Kiwix. It is signed where there is a key; `is_replaced` lets it take the place of another catalogue's.
    """

    area: str = ""
    topics: tuple[str, ...] = ()
    resources_within: int = NO_LIMIT
    best_for: timedelta = BEST_FOR
    has_booklet: bool = False
    has_zim: bool = False
    signer: Signer | None = None
    is_replaced: bool = False


Reusable = tuple[Disk, Manifest | None]
"""A stick, and the list of what lies there whole and is ours."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files by path on the stick, and all that is told in them."""

    contents: Mapping[str, Source] = field(repr=False)
    shown: tuple[Catalogue, ...] = field(repr=False)
    resources: Chosen


def made_files(
    project: Project, whole: Plan, area: Area | None, wishes: Wishes, lying: Reusable, folder: Path,
    steps: Steps,
) -> Made:  # fmt: skip
    """Make all files in `folder`, of the plan of a whole copy; what can be used again of what is `lying` there is."""
    plan = in_area(whole, area)
    resources = chosen(plan.catalogue, wishes.topics, wishes.resources_within)
    plan = replace(plan, catalogue=with_files(plan.catalogue, resources.files, f"../{RESOURCES}"))
    cache, catalogue = Cache(None), plan.catalogue
    site = site_of(plan, cache, project.workers).files
    # On a stick there is no web server.
    files = {path: make for path, make in site.items() if not is_for_worker(path)}
    publish(files, folder / SITE, project.workers, steps.file)
    alone = in_language(plan, catalogue.language)
    best_before = project.today + wishes.best_for
    start = single_file(alone, best_before, fitting(catalogue, 0), cache, project.workers, beside=RESOURCES)
    books = {name: catalogue.media[name].path for name in resources.files}
    contents = contents_of(folder / SITE, books, start)
    shown = [catalogue]
    if wishes.has_booklet:
        content, told = _booklet(whole, area, project, wishes, steps)
        contents[BOOKLET] = source_of(content)
        shown.append(told)
    if wishes.has_zim:
        with_books = replace(plan, catalogue=with_files(in_area(whole, area).catalogue, resources.files))
        contents[ZIM] = _zim(lying, contents) or _new_zim(with_books, area, project, folder)
    return Made(_with_words(contents, plan, area, project, wishes), tuple(shown), resources)


def _booklet(whole: Plan, area: Area | None, project: Project, wishes: Wishes, steps: Steps) -> tuple[bytes, Catalogue]:
    from langhoc.editions.paper.booklet import Paper, booklet  # noqa: PLC0415 (only there where it is installed)

    until = project.today + wishes.best_for
    sheet = booklet(whole, area, whole.catalogue.language, Paper.A5, until, steps.page)
    return sheet.content, sheet.shown


def _zim(lying: Reusable, contents: Mapping[str, Source]) -> Source | None:
    """The file for Kiwix that lies there, while no page is other than it was: a new one would be other each time."""
    disk, last = lying
    entry = last.entries.get(ZIM) if last else None
    if last is None or entry is None or [*disk.sums([ZIM])] != [entry.sha256]:
        return None
    then = {path: one for path, one in last.entries.items() if _is_page(path)}
    now = {path: source.entry for path, source in contents.items() if _is_page(path)}
    return Source(disk.root / ZIM, entry) if then == now else None


def _is_page(path: str) -> bool:
    return path.startswith((f"{SITE}/", f"{RESOURCES}/")) and path not in {MARKED, COPY}


def _new_zim(plan: Plan, area: Area | None, project: Project, folder: Path) -> Source:
    write_zim(in_language(plan, plan.catalogue.language), area, folder / ZIM, project.workers)
    return source_of(folder / ZIM)


def _with_words(
    contents: Mapping[str, Source], plan: Plan, area: Area | None, project: Project, wishes: Wishes
) -> dict[str, Source]:
    catalogue = plan.catalogue
    title, phrases = title_of(catalogue), Phrases(catalogue.language)
    key = wishes.signer.public if wishes.signer else None
    label = Label(
        title,
        area.title.said(catalogue.language).text if area else "",
        project.today,
        project.today + wishes.best_for,
        key.fingerprint if key else "",
    )
    environment = templates(plan.assets.theme, plan.assets.digest, catalogue.languages)[catalogue.language]
    check = check_page(environment, plan.assets, title, label.area, phrases, key)
    told = source_of(notice(plan.assets, catalogue.languages, label.made_on, label.best_before, area))
    return with_words({**contents, COPY: told}, check, label, phrases, key)


def title_of(catalogue: Catalogue) -> str:
    """On one line, in its first language, as it can be printed."""
    title = " ".join(catalogue.settings.title.said(catalogue.language).text.split())
    return "".join(sign for sign in title if sign.isprintable())
