"""A catalogue's folder and what is done with it: check it, have the host run when it must, build the site."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from langhoc.cache import Cache, code_digest, digest, open_cache
from langhoc.catalogue import Catalogue, Checked, check
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem, Severity
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.build import Plan, site_files
from langhoc.site.host import Host
from langhoc.site.links import page_problems
from langhoc.site.publish import NotOurs, Published, check_ours, publish
from langhoc.site.urls import all_urls
from langhoc.workers import Progress, processors, unseen

VIET_NAM = timezone(timedelta(hours=7))
CACHE_FILE = Path(".langhoc", "cache.sqlite")
HOST_FILE = "mkdocs.yml"

_HOST_ROOM, _INPUTS_ROOM = "host", "host inputs"


class NotBuilt(Exception):
    """Nothing was written, and why: problems of the catalogue, or a sentence."""

    def __init__(self, problems: tuple[Problem, ...] = (), message: Message | None = None) -> None:
        super().__init__(message.said() if message else f"{len(problems)} problems")
        self.problems = problems
        self.message = message


def today_in(environ: Mapping[str, str], now: datetime) -> date:
    """The day that checks and lists take for today: SOURCE_DATE_EPOCH's if set, else today in Viet Nam.

    Raises NotBuilt when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else now
        return moment.astimezone(VIET_NAM).date()
    except (ValueError, OverflowError, OSError) as error:
        raise NotBuilt(message=Message(_("SOURCE_DATE_EPOCH is not a number of seconds."))) from error


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the host's output depends on besides mkdocs.yml: files and folders, and variables of the environment.

    Paths are seen from the catalogue's folder, so that it may be moved, or lie elsewhere on another computer.
    """

    files: tuple[Path, ...]
    variables: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        return json.dumps([[str(path) for path in self.files], self.variables]).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Inputs:
        files, variables = json.loads(data)
        return cls(tuple(Path(name) for name in files), tuple(variables))


@dataclass(frozen=True)
class HostRun:
    """What the host made, and what that depends on; None when nobody can tell, for others' code took part."""

    host: Host
    inputs: Inputs | None


RunHost = Callable[[Path, tuple[str, ...]], HostRun]


@dataclass(frozen=True, slots=True)
class Steps:
    """What a build tells while it works; the defaults keep quiet."""

    checked: Callable[[Checked], None] = lambda checked: None
    warned: Callable[[tuple[Problem, ...]], None] = lambda problems: None
    file: Progress = unseen


@dataclass(frozen=True)
class Project:
    """`folder` holds data/ and mkdocs.yml. `strict` makes warnings stop a build."""

    folder: Path
    today: date
    strict: bool = False
    use_cache: bool = True
    assets: Assets = field(default_factory=lambda: Assets(theme_dir()))
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    processes: int = field(default_factory=processors)

    def check(self, cache: Cache | None = None) -> Checked:
        if cache is not None:
            return check(self.folder, self.today, cache, self.processes)
        with self._cache() as opened:
            return check(self.folder, self.today, opened, self.processes)

    def build(self, site_dir: Path, run_host: RunHost, steps: Steps = Steps()) -> Published:
        """Check, let the host run when what it depends on has changed, and bring `site_dir` up to date.

        Raises NotBuilt before anything in `site_dir` has changed.
        """
        with self._cache() as cache:
            catalogue = self._usable(self.check(cache), steps)
            _refuse_foreign(site_dir)
            host = self._host(catalogue.languages, run_host, cache)
            return self._write(catalogue, host, site_dir, cache, steps)

    def build_with(self, host: Host, catalogue: Catalogue, site_dir: Path, steps: Steps) -> Published:
        """As `build`, for a host that has run already and has told what it had to say."""
        with self._cache() as cache:
            return self._write(catalogue, replace(host, warnings=()), site_dir, cache, steps)

    def usable(self) -> tuple[Catalogue, tuple[Problem, ...]]:
        """The catalogue, and what is to be said of it. Raises NotBuilt when it cannot be built."""
        checked = self.check()
        return self._usable(checked, Steps()), checked.problems

    def _usable(self, checked: Checked, steps: Steps) -> Catalogue:
        steps.checked(checked)
        if checked.catalogue is None or (self.strict and checked.count(Severity.WARNING)):
            raise NotBuilt(checked.problems)
        return checked.catalogue

    def _write(self, catalogue: Catalogue, host: Host, site_dir: Path, cache: Cache, steps: Steps) -> Published:
        plan = Plan(catalogue, host, self.assets, self.today)
        files = site_files(plan, cache, self.processes)
        homes = {urls.home for urls in all_urls(catalogue.languages)}
        warnings = (*_said(host), *page_problems(host.contents, homes, files))
        if warnings:
            steps.warned(warnings)
        if warnings and self.strict:
            raise NotBuilt(warnings)
        try:
            return publish(files, site_dir, self.processes, steps.file)
        except NotOurs:
            _refuse_foreign(site_dir)
            raise
        except OSError as error:
            params = {"folder": error.filename or site_dir, "reason": error.strerror or str(error)}
            raise NotBuilt(message=Message(_("The site cannot be written to {folder}: {reason}."), params)) from error

    def _cache(self) -> AbstractContextManager[Cache]:
        return open_cache(self.folder / CACHE_FILE if self.use_cache else None)

    # The host

    def _host(self, languages: tuple[str, ...], run_host: RunHost, cache: Cache) -> Host:
        """The host's last output while nothing it depends on has changed, else a new one."""
        config = self._config_bytes()
        if not cache.keeps:
            return run_host(self.folder, languages).host
        known = digest(code_digest(), self.assets.digest, ",".join(languages), _versions(), config)
        kept = self._kept_host(known, cache)
        if kept is not None:
            return kept
        run = run_host(self.folder, languages)
        if run.inputs is not None:
            cache.put(_INPUTS_ROOM, known, run.inputs.to_json())
            cache.put(_HOST_ROOM, self._host_key(known, run.inputs), run.host.to_json())
        cache.forget_unused(_INPUTS_ROOM)
        cache.forget_unused(_HOST_ROOM)
        return run.host

    def _kept_host(self, known: bytes, cache: Cache) -> Host | None:
        inputs = cache.get(_INPUTS_ROOM, known)
        kept = cache.get(_HOST_ROOM, self._host_key(known, Inputs.from_json(inputs))) if inputs else None
        return Host.from_json(kept) if kept else None

    def _config_bytes(self) -> bytes:
        try:
            return (self.folder / HOST_FILE).read_bytes()
        except FileNotFoundError as error:
            params = {"file": HOST_FILE, "folder": self.folder}
            raise NotBuilt(message=Message(_("There is no file {file} in {folder}."), params)) from error
        except OSError as error:
            raise _unreadable(error, self.folder / HOST_FILE) from error

    def _host_key(self, known: bytes, inputs: Inputs) -> bytes:
        files = sorted({file for path in inputs.files for file in _files_below(self.folder / path)})
        values = (self.environ.get(name, "") for name in inputs.variables)
        return digest(known, *values, *(part for file in files for part in (_name(file, self.folder), _read(file))))


def _said(host: Host) -> tuple[Problem, ...]:
    """What the host warned of."""
    return tuple(Problem("page-warning", Place(HOST_FILE), Message("{text}", {"text": text})) for text in host.warnings)


def _files_below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(error, file) from error


def _unreadable(error: OSError, file: Path) -> NotBuilt:
    params = {"file": file, "reason": error.strerror or str(error)}
    return NotBuilt(message=Message(_("{file} cannot be read: {reason}."), params))


def _versions() -> str:
    """Every installed package with its version, by the names of their folders: MkDocs may use any of them."""
    folders = (Path(place) for place in sys.path if Path(place).is_dir())
    return " ".join(sorted({found.name for folder in folders for found in folder.glob("*.dist-info")}))


def _refuse_foreign(site_dir: Path) -> None:
    try:
        check_ours(site_dir)
    except NotOurs:
        message = Message(
            _("{folder} holds something that Làng Học did not build. Name an empty folder, or delete this one."),
            {"folder": site_dir},
        )
        raise NotBuilt(message=message) from None
