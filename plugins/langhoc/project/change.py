"""What a change touches, and what was wrong before it: asked of Git, which is run and never written to."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Problem, in_reading_order
from langhoc.project.outcome import NotBuilt
from langhoc.reading import DATA, name_shown

_LINK = "120000"
_FILES = {"100644", "100755"}
# A repository may be asked about while another program works in it.
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0"}


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between a commit and the files as they lie in the catalogue's folder.

    `base` is the commit that the change goes out from; `touched` are files, by their paths from the folder, as problems
    name them: written, renamed (both names), deleted, and those that Git does not know yet.
    """

    folder: Path
    base: str
    touched: frozenset[str]

    def judged(self, problems: Sequence[Problem], check: Callable[[Path], Iterable[Problem]]) -> tuple[Problem, ...]:
        """`problems` with what is older than the change told so: it counts as a warning, and stands last.

        Older is what stands in a file that the change leaves alone, and was there at `base` too. What the change caused
        elsewhere, as by deleting a record that others name, is not older. `check` looks at a catalogue in a folder.
        """
        elsewhere = [problem for problem in problems if not self._is_in(problem)]
        if not elsewhere:
            return tuple(problems)
        with self._as_before() as (folder, links):
            before = {_sameness(problem) for problem in check(folder)}
        # A link is not laid out again: what was said of it was said before, for the file is the same.
        older = {id(one) for one in elsewhere if _sameness(one) in before or one.place.file in links}
        return tuple(in_reading_order(replace(one, is_older=True) if id(one) in older else one for one in problems))

    def _is_in(self, problem: Problem) -> bool:
        """Whether a problem stands in a touched file, or in a folder that holds one."""
        file = problem.place.file
        return file in self.touched or any(name.startswith(f"{file}/") for name in self.touched)

    @contextmanager
    def _as_before(self) -> Iterator[tuple[Path, frozenset[str]]]:
        """A folder with the catalogue's records as they were at `base`; and what were links there."""
        with tempfile.TemporaryDirectory(prefix="langhoc-") as name:
            yield Path(name), _lay_out(self.folder, self.base, Path(name))


def _sameness(problem: Problem) -> tuple[str, str, int, str]:
    """What two problems have in common that are one: in an untouched file all stands where it stood."""
    return problem.code, problem.place.file, problem.place.line, problem.field


def change_since(folder: Path, revision: str) -> Change:
    """What has changed in `folder` since it went its own way from `revision`. Raises NotBuilt, saying why not."""
    base = _base(folder, _commit(folder, revision), revision)
    differing = _git(folder, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", base, "--")
    unknown = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--")
    return Change(folder, base, frozenset(map(_shown, [*_split(differing), *_split(unknown)])))


def _commit(folder: Path, revision: str) -> str:
    """The commit that `revision` names."""
    _ask(folder, "rev-parse", "--git-dir", otherwise=_no_repository(folder))
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return _ask(folder, *asked, otherwise=lambda _reason: _missing(folder, revision)).decode().strip()


def _base(folder: Path, commit: str, revision: str) -> str:
    """Where the change went its own way: what others did to `revision` meanwhile is not part of it."""
    said = _run(folder, "merge-base", commit, "HEAD")
    if said.returncode == 0:
        return said.stdout.decode().strip()
    if _is_shallow(folder):
        raise NotBuilt(message=_cut_off(revision))
    return commit


def _no_repository(folder: Path) -> Callable[[str], Message]:
    text = _("{folder} is not in a Git repository, so nobody can tell what has changed: {reason}")
    return lambda reason: Message(text, {"folder": folder, "reason": reason})


def _missing(folder: Path, revision: str) -> Message:
    if _is_shallow(folder):
        return _cut_off(revision)
    return Message(_("Git knows no commit “{revision}” here."), {"revision": revision})


def _cut_off(revision: str) -> Message:
    text = _("The history is cut off before “{revision}”. Fetch more of it: git fetch --unshallow.")
    return Message(text, {"revision": revision})


def _is_shallow(folder: Path) -> bool:
    return _run(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


# The records as they were


def _lay_out(folder: Path, base: str, to: Path) -> frozenset[str]:
    """Write what lay below data/ at `base` to another folder, but for links, whose names come back."""
    links, wanted = set(), []
    for entry in _split(_git(folder, "ls-tree", "-r", "-z", base, "--", f"{DATA}/")):
        about, _tab, name = entry.partition(b"\t")
        mode, _kind, blob = about.decode().split()
        if mode == _LINK:
            links.add(_shown(name))
        elif mode in _FILES and b".." not in name.split(b"/"):
            wanted.append((os.fsdecode(name), blob))
    contents = _blobs(folder, [blob for _name, blob in wanted])
    for (file, _blob), content in zip(wanted, contents, strict=True):
        path = to / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return frozenset(links)


def _blobs(folder: Path, blobs: list[str]) -> Iterator[bytes]:
    """The contents of Git's objects, one after the other."""
    answer = _git(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
    at = 0
    for _blob in blobs:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


# Git itself


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What Git answers. Raises NotBuilt with its own words where it does not."""
    text = _("Git refused: {reason}")
    return _ask(folder, *arguments, given=given, otherwise=lambda reason: Message(text, {"reason": reason}))


def _ask(folder: Path, *arguments: str, otherwise: Callable[[str], Message], given: bytes = b"") -> bytes:
    """What Git answers. Raises NotBuilt with what `otherwise` makes of the reason."""
    said = _run(folder, *arguments, given=given)
    if said.returncode:
        reason = said.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise NotBuilt(message=otherwise(reason))
    return said.stdout


def _run(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        environment = {**os.environ, **_ENVIRONMENT}
        command = ["git", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        message = Message(_("Git is not installed, or {folder} does not exist."), {"folder": folder})
        raise NotBuilt(message=message) from error


def _shown(name: bytes) -> str:
    return name_shown(os.fsdecode(name))


def _split(answer: bytes) -> list[bytes]:
    return [part for part in answer.split(b"\0") if part]
