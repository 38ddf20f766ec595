"""What was given away: a line for each copy that left the house, so that a story can be called back from there.

The ledger lies in private/, of which Git takes nothing: it is this computer's. Of people it holds nothing, only what is
in each copy: ids of stories, names of pictures.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS, MEDIA, ConsentScope, Record, Story
from langhoc.project.outcome import NotBuilt
from langhoc.project.private import PRIVATE, private_folder
from langhoc.reading import Found, read_folder
from langhoc.site.publish import MARKER

LEDGER = "issued.jsonl"

_STORIES = KINDS[Story.kind].folder
_LIST = "index"
_OF_STICKS = ("stick", "is_done")


@dataclass(frozen=True, slots=True)
class Issue:
    """A copy that was given away: what it is called, its SHA-256 in hexadecimal digits, of which sort it is, and when.

    `edition` is a word such as site, file, stick. `stories` are the ids of those in it, `pictures` the names of all
    files from data/media/.

    Of a stick it is a writing, and `stick` its id: noted when it begins, and again when it came to its end; `is_done`
    is whether it did, as far as anybody knows.
    """

    artefact: str
    sha256: str
    edition: str
    day: date
    stories: tuple[str, ...]
    pictures: tuple[str, ...]
    stick: str = ""
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class Ledger:
    """All issues, the oldest first; and how many lines could not be read, but for a last one that was torn off."""

    issues: tuple[Issue, ...]
    unread: int = 0

    @property
    def sticks(self) -> frozenset[str]:
        """The ids of those that were written."""
        return frozenset(issue.stick for issue in self.issues if issue.stick)

    @property
    def copies(self) -> int:
        """How many there are: a stick is one, however often it was written."""
        return len(self.sticks) + sum(not issue.stick for issue in self.issues)


class Holds(StrEnum):
    """Whether a copy that has held something holds it still."""

    STILL = "still"
    PERHAPS = "perhaps"
    """The last writing may have been broken off: nobody knows whether it put it there, or took it away."""
    NO_MORE = "no more"


@dataclass(frozen=True, slots=True)
class Held:
    """A copy that has held something; of a stick, how it was written last."""

    issue: Issue
    holds: Holds = Holds.STILL


@dataclass(frozen=True, slots=True)
class Recall:
    """A story, or a picture, that may not be in any copy any more; why; and those that were given away with it, each
    stick once.
    """

    what: str
    why: Message
    copies: tuple[Held, ...]


# Writing


def record_issue(
    folder: Path, artefact: Path, edition: str, catalogue: Catalogue, day: date, pictures: Iterable[str] | None = None
) -> Issue:
    """Note down that `artefact`, a file or folder made of `catalogue`, leaves the house on the day. Raises OSError.

    `pictures` are the files from data/media/ in it, where these are not all that the catalogue shows.
    """
    return note_issue(folder, artefact.name, fingerprint(artefact), edition, (catalogue,), day, pictures)


def note_issue(
    folder: Path,
    name: str,
    sha256: str,
    edition: str,
    catalogues: Collection[Catalogue],
    day: date,
    pictures: Iterable[str] | None = None,
    stick: str = "",
    is_done: bool = True,
) -> Issue:
    """The same of what is made of several, and is known by that digest; of a stick, its id, and whether its writing
    came to its end. Raises OSError.
    """
    stories = {story.id for one in catalogues for story in one.stories}
    names = {file for one in catalogues for file in one.media_shown} if pictures is None else pictures
    issue = Issue(name, sha256, edition, day, tuple(sorted(stories)), tuple(sorted(names)), stick, is_done)
    _append(private_folder(folder) / LEDGER, issue)
    return issue


def record_site(folder: Path, site: Path, day: date) -> Issue:
    """Note down that a copy of a built site leaves the house. What is in it is read from it.

    Raises NotBuilt where `site` is none of ours, and OSError.
    """
    if not (site / MARKER).is_file():
        raise NotBuilt(message=Message(_("{folder} is not a site that Làng Học built."), {"folder": site}))
    pages = sorted((site / _STORIES).glob("*.html"))
    # A page without a main part leads on from an old address.
    stories = tuple(page.stem for page in pages if page.stem != _LIST and b"<main" in page.read_bytes())
    shown = sorted(path for path in (site / MEDIA).rglob("*") if path.is_file())
    pictures = tuple(path.relative_to(site / MEDIA).as_posix() for path in shown)
    issue = Issue(site.resolve().name, fingerprint(site), "site", day, stories, pictures)
    _append(private_folder(folder) / LEDGER, issue)
    return issue


def fingerprint(artefact: Path) -> str:
    """The SHA-256 of a file; of a folder that of its list: a line for each file, as sha256sum writes it, by path."""
    if not artefact.is_dir():
        return _sha256(artefact)
    files = sorted((path.relative_to(artefact).as_posix(), path) for path in artefact.rglob("*") if path.is_file())
    lines = (f"{_sha256(path)}  {name}\n".encode() for name, path in files)
    return hashlib.sha256(b"".join(lines)).hexdigest()


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _append(file: Path, issue: Issue) -> None:
    """A whole line at once: a second process writes before or behind it, and what is cut off is the last line."""
    told = {**asdict(issue), "day": issue.day.isoformat()}
    kept = {name: value for name, value in told.items() if issue.stick or name not in _OF_STICKS}
    line = json.dumps(kept, ensure_ascii=False) + "\n"
    with file.open("ab") as ledger:
        # A line that was torn off is closed, so that it spoils no other.
        torn = ledger.tell() > 0 and not file.read_bytes().endswith(b"\n")
        ledger.write((b"\n" if torn else b"") + line.encode())
        ledger.flush()
        os.fsync(ledger.fileno())


# Reading


def read_ledger(folder: Path) -> Ledger:
    """What was given away so far. Raises OSError where there is a ledger that cannot be read."""
    file = folder / PRIVATE / LEDGER
    if not file.exists():
        return Ledger(())
    *lines, last = file.read_bytes().split(b"\n")
    read = [_issue(line) for line in lines if line.strip()]
    if whole := _issue(last):
        read.append(whole)
    return Ledger(tuple(_settled([one for one in read if one])), read.count(None))


def _settled(issues: list[Issue]) -> list[Issue]:
    """Of a writing that came to its end, that it began need not be told."""
    settled: list[Issue] = []
    ended: set[Issue] = set()
    for issue in reversed(issues):
        if issue.is_done:
            ended.add(issue)
        if issue.is_done or replace(issue, is_done=True) not in ended:
            settled.append(issue)
    return settled[::-1]


def _issue(line: bytes) -> Issue | None:
    """None for what is no line of a ledger."""
    try:
        told = json.loads(line)
        stories, pictures = (tuple(map(str, told[name])) for name in ("stories", "pictures"))
        artefact, sha256, edition = (str(told[name]) for name in ("artefact", "sha256", "edition"))
        stick, is_done = str(told.get("stick", "")), bool(told.get("is_done", True))
        return Issue(artefact, sha256, edition, date.fromisoformat(told["day"]), stories, pictures, stick, is_done)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


# Calling back


def recalls(folder: Path, issues: Iterable[Issue], today: date) -> list[Recall]:
    """What was given away and may not be in any copy any more: stories first, then pictures.

    Records with faults count as gone: nobody can tell what may be told of them.
    """
    with open_cache(None) as cache:
        found = read_folder(folder, cache).found
    return list(_recalls(tuple(issues), found, today))


def _recalls(issues: tuple[Issue, ...], found: tuple[Found, ...], today: date) -> Iterator[Recall]:
    stories = {one.record.id: one.record for one in found if isinstance(one.record, Story)}
    now_called = {old.rpartition("/")[2]: story for story in stories.values() for old in story.formerly}
    for id in sorted({id for issue in issues for id in issue.stories}):
        story = stories.get(id) or now_called.get(id)
        if story is None or not _may_be_copied(story, today):
            yield Recall(
                f"{_STORIES}/{id}",
                _why_not(story, today),
                _copies(issues, {one for one in issues if id in one.stories}),
            )
    shown = {name for one in found if _is_pictured(one.record, today) for _path, _wanted, name in one.media}
    for name in sorted({name for issue in issues for name in issue.pictures} - shown):
        why = Message(_("No record that may be copied shows it any more."))
        yield Recall(f"{MEDIA}/{name}", why, _copies(issues, {one for one in issues if name in one.pictures}))


def _copies(issues: tuple[Issue, ...], having: set[Issue]) -> tuple[Held, ...]:
    """The copies that were given away with something, a stick once: of those issues, the ones `having` it."""
    sticks: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.stick:
            sticks.setdefault(issue.stick, []).append(issue)
    others = (Held(issue) for issue in issues if not issue.stick and issue in having)
    written = (Held(all_of[-1], _holds(all_of, having)) for all_of in sticks.values() if having & {*all_of})
    return (*others, *written)


def _holds(writings: list[Issue], having: set[Issue]) -> Holds:
    """Whether it is on a stick after these writings."""
    lying = lying_of(writings)
    if not having & {*lying}:
        return Holds.NO_MORE
    return Holds.STILL if having.issuperset(lying) and lying[0].is_done else Holds.PERHAPS


def lying_of(writings: Sequence[Issue]) -> Sequence[Issue]:
    """Of the writings of a stick those of which something may lie there: the last one that came to its end, and what
    was begun since.
    """
    last = max((at for at, one in enumerate(writings) if one.is_done), default=0)
    return writings[last:]


def _may_be_copied(story: Story, today: date) -> bool:
    return story.may_be_told(today) and story.may_be_told(today, ConsentScope.COPIES)


def _is_pictured(record: Record, today: date) -> bool:
    return not isinstance(record, Story) or (record.may_be_pictured and _may_be_copied(record, today))


def _why_not(story: Story | None, today: date) -> Message:
    """Why a story may not be in copies."""
    consent = story.consent if story else None
    if consent is None:
        return Message(_("It is not in the catalogue any more."))
    if consent.withdrawn_on and consent.withdrawn_on <= today:
        return Message(_("The consent was withdrawn on {day}."), {"day": consent.withdrawn_on})
    if consent.expires and consent.expires < today:
        return Message(_("The consent ended on {day}."), {"day": consent.expires})
    return Message(_("The consent does not reach copies."))
