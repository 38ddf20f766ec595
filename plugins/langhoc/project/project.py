"""A catalogue's folder: checked, and built into a site."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from langhoc.cache import Cache, code_digest, digest, installed, open_cache
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Problem, Severity
from langhoc.project import receipt, verdict
from langhoc.project.inputs import (
    HOST_FILE,
    DataLooks,
    Inputs,
    RunHost,
    data_looks,
    host_key,
    is_as_it_looks,
    is_older,
    read,
)
from langhoc.project.outcome import QUIET, NotBuilt, Steps
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.publish import NotOurs, Published, check_ours
from langhoc.workers import Here, Workers, begun, uncollected

if TYPE_CHECKING:
    from langhoc.catalogue import Catalogue, Checked
    from langhoc.project.standing import Ground
    from langhoc.reading import Memory, Proposed, Reading
    from langhoc.site.build import Plan, Site
    from langhoc.site.host import Host
    from langhoc.site.showing import Showing

VIET_NAM = timezone(timedelta(hours=7))
CACHE_FILE = Path(".langhoc", "cache.sqlite")

_HOST_ROOM, _INPUTS_ROOM = "host", "host inputs"


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


@dataclass(frozen=True)
class _Run:
    """The host's output, what that depends on, and the digest of all that; the last two None when nobody can tell."""

    host: Host
    inputs: Inputs | None = None
    key: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Target:
    """Where to write; where what stands there is found; whether all lies there as the last build left it."""

    folder: Path
    ground: Ground
    is_as_left: bool


@dataclass(frozen=True)
class Project:
    """`folder` holds data/ and mkdocs.yml. `strict` makes warnings stop a build."""

    folder: Path
    today: date
    strict: bool = False
    use_cache: bool = True
    assets: Assets = field(default_factory=lambda: Assets(theme_dir()))
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    workers: Workers = field(default_factory=Here)
    memory: Memory | None = None
    """What is kept from one time to the next, in a process that reads the catalogue again and again."""

    def check(self, proposed: Mapping[str, str] = MappingProxyType({})) -> Checked:
        """All problems of the catalogue as it would be with the texts of the files that are `proposed`, by their paths
        from its folder, beside those that lie there or in their place.
        """
        with self._cache() as cache, uncollected():
            return self._check(cache, self._memory(), {name: text.encode() for name, text in proposed.items()})

    def problems(self) -> tuple[Problem, ...]:
        """All problems of the catalogue; told again where nothing has changed since they were found."""
        with self._cache() as cache, uncollected():
            looks = self._looks() if cache.keeps else None
            known = verdict.last(cache, self.today, looks) if looks else None
            if known is not None:
                return known
            problems = self._check(cache, self._memory()).problems
            if looks:
                verdict.keep(cache, self.today, looks, problems)
            return problems

    def problems_since(self, revision: str) -> tuple[Problem, ...]:
        """As `problems`; what is older than the change since `revision` is told so. Raises NotBuilt."""
        from langhoc.project.change import change_since  # noqa: PLC0415

        change = change_since(self.folder, revision)
        return change.judged(self.problems(), lambda folder: Project(folder, self.today, use_cache=False).problems())

    def reading(self) -> Reading:
        """All that can be read of the catalogue, whatever else is wrong with it."""
        from langhoc.reading import read_folder  # noqa: PLC0415

        with self._cache() as cache, uncollected():
            return read_folder(self.folder, cache, self.workers, self._memory())

    def build(self, site_dir: Path, run_host: RunHost, steps: Steps = QUIET) -> Published:
        """Check, let the host run when what it depends on has changed, and bring `site_dir` up to date.

        Raises NotBuilt before anything in `site_dir` has changed.
        """
        with self._cache() as cache, uncollected():
            # Looked at first: what is edited meanwhile is then found to be new by the next build.
            looks = self._looks() if cache.keeps else None
            last = receipt.last(cache, self.folder, site_dir)
            if last and looks and self._is_as_then(last, looks):
                if looks != last.looks:
                    receipt.keep(cache, self.folder, site_dir, replace(last, looks=looks))
                return _told_again(last, steps)
            memory = self._memory()
            with self._begun(run_host, cache) as host:
                said, catalogue = self._usable(self._check(cache, memory), steps)
                _refuse_foreign(site_dir)
                # Imports all that makes pages: meanwhile the host may be running.
                target = self._target(site_dir, cache, memory, is_as_left=last is not None)
                run = self._host(catalogue.languages, host, cache)
            warned, published = self._write(catalogue, run.host, target, cache, steps)
            if run.inputs and run.key and looks:
                laid, made_from = receipt.laid(site_dir), self._made_from(run.key)
                new = receipt.Receipt(made_from, looks, run.inputs, laid, said, warned)
                receipt.keep(cache, self.folder, site_dir, new)
            return published

    def plan(self, run_host: RunHost, steps: Steps = QUIET) -> Plan:
        """What the site would be made from. Raises NotBuilt."""
        from langhoc.site.build import Plan  # noqa: PLC0415

        with self._cache() as cache, uncollected():
            with self._begun(run_host, cache) as host:
                _said, catalogue = self._usable(self._check(cache, self._memory()), steps)
                run = self._host(catalogue.languages, host, cache)
            return Plan(catalogue, run.host, self.assets, self.today)

    def showing(self, run_host: RunHost, steps: Steps = QUIET) -> Showing:
        """The site as `build` would write it, nothing of it made yet. Raises NotBuilt."""
        from langhoc.project.writing import warnings_of  # noqa: PLC0415
        from langhoc.site.showing import Showing  # noqa: PLC0415

        showing = Showing(self.plan(run_host, steps))
        if warnings := warnings_of(showing.plan, showing.files):
            steps.warned(warnings)
        return showing

    def build_with(self, host: Host, catalogue: Catalogue, site_dir: Path, steps: Steps) -> Published:
        """As `build`, for a host that has run already and has told what it had to say."""
        with self._cache() as cache:
            target = self._target(site_dir, cache, self._memory(), is_as_left=False)
            return self._write(catalogue, replace(host, warnings=()), target, cache, steps)[1]

    def usable(self) -> tuple[Catalogue, tuple[Problem, ...]]:
        """The catalogue, and what is to be said of it. Raises NotBuilt when it cannot be built."""
        said, catalogue = self._usable(self.check(), QUIET)
        return catalogue, said

    def _check(self, cache: Cache, memory: Memory, proposed: Proposed | None = None) -> Checked:
        from langhoc.catalogue import check  # noqa: PLC0415

        checked = check(self.folder, self.today, cache, self.workers, memory, proposed or {})
        if self.memory is None:
            memory.keep(cache)
        return checked

    def _memory(self) -> Memory:
        from langhoc.reading import Memory  # noqa: PLC0415

        return self.memory or Memory()

    def _usable(self, checked: Checked, steps: Steps) -> tuple[tuple[Problem, ...], Catalogue]:
        steps.checked(checked.problems)
        if checked.catalogue is None or (self.strict and checked.count(Severity.WARNING)):
            raise NotBuilt(checked.problems)
        return checked.problems, checked.catalogue

    def _target(self, site_dir: Path, cache: Cache, memory: Memory, is_as_left: bool) -> _Target:
        from langhoc.project.standing import Ground  # noqa: PLC0415

        return _Target(site_dir, Ground.of(self.folder, site_dir, cache, memory), is_as_left)

    def _write(
        self, catalogue: Catalogue, host: Host, target: _Target, cache: Cache, steps: Steps
    ) -> tuple[tuple[Problem, ...], Published]:
        """What is said of the pages, and what was written."""
        from langhoc.project.writing import site_and_warnings  # noqa: PLC0415
        from langhoc.site.build import Plan  # noqa: PLC0415

        ground = target.ground
        last = ground.last() if target.is_as_left else None
        plan, lying = ground.compared(Plan(catalogue, host, self.assets, self.today), last)
        site, warnings = site_and_warnings(plan, cache, self.workers, lying)
        if warnings:
            steps.warned(warnings)
        if warnings and self.strict:
            raise NotBuilt(warnings)
        firsts = ground.keep_indexes(site) if ground.memory.keys else {}
        published = self._publish(site, target.folder, steps)
        if ground.memory.keys:
            ground.keep(plan, last, site, firsts, published)
        return warnings, published

    def _publish(self, site: Site, folder: Path, steps: Steps) -> Published:
        from langhoc.site.build import noted  # noqa: PLC0415
        from langhoc.site.publish import publish  # noqa: PLC0415

        try:
            return publish(site.files, folder, self.workers, steps.file, site.lying, noted)
        except NotOurs:
            _refuse_foreign(folder)
            raise
        except OSError as error:
            params = {"folder": error.filename or folder, "reason": error.strerror or str(error)}
            raise NotBuilt(message=Message(_("The site cannot be written to {folder}: {reason}."), params)) from error

    def _cache(self) -> AbstractContextManager[Cache]:
        return open_cache(self.folder / CACHE_FILE if self.use_cache else None)

    # What a site is made from

    def _is_as_then(self, last: receipt.Receipt, looks: DataLooks) -> bool:
        """Whether all that a site is made from is what it was."""
        if looks.digest != last.looks.digest:
            return False
        is_same = all(is_as_it_looks(name, content) for name, content in last.looks.lately.items())
        return is_same and last.made_from == self._made_from(self._host_key(last.inputs))

    def _made_from(self, host: bytes) -> bytes:
        return digest(host, self.today.isoformat(), str(self.strict))

    def _looks(self) -> DataLooks | None:
        """How the catalogue's files look from outside; None where that cannot be told."""
        with contextlib.suppress(OSError):
            return data_looks(self.folder)
        return None

    def _host_key(self, inputs: Inputs) -> bytes:
        return host_key(self.folder, self._known(), inputs, self.environ)

    def _known(self) -> bytes:
        """What any output depends on: this code, the theme, the packages that are installed, mkdocs.yml."""
        return digest(code_digest(), self.assets.digest, *installed(), self._config_bytes())

    def _config_bytes(self) -> bytes:
        if not (self.folder / HOST_FILE).exists():
            params = {"file": HOST_FILE, "folder": self.folder}
            raise NotBuilt(message=Message(_("There is no file {file} in {folder}."), params))
        return read(self.folder / HOST_FILE)

    # The host

    @contextlib.contextmanager
    def _begun(self, run_host: RunHost, cache: Cache) -> Iterator[RunHost]:
        """As `run_host`; where the host will have to run, it does so from now on, beside this process."""
        from langhoc.reading import languages_in  # noqa: PLC0415

        languages = languages_in(self.folder)
        if languages is None or not self._must_run(languages, cache):
            yield run_host
            return
        with begun(partial(run_host, self.folder, languages), self.workers) as running:
            # Somebody may just have edited the languages.
            yield lambda folder, others: running() if others == languages else run_host(folder, others)

    def _must_run(self, languages: tuple[str, ...], cache: Cache) -> bool:
        """Whether the host's output is not there. What forbids to run it is told when the records were looked at."""
        try:
            return self._kept_host(self._known_in(languages), cache) is None
        except NotBuilt:
            return False

    def _known_in(self, languages: tuple[str, ...]) -> bytes:
        return digest(self._known(), ",".join(languages))

    def _host(self, languages: tuple[str, ...], run_host: RunHost, cache: Cache) -> _Run:
        """The host's last output while nothing it depends on has changed, else a new one."""
        known = self._known_in(languages)
        if not cache.keeps:
            return _Run(run_host(self.folder, languages).host)
        kept = self._kept_host(known, cache)
        if kept is not None:
            return kept
        run = run_host(self.folder, languages)
        inputs = run.inputs if run.inputs and is_older(self.folder, run.inputs, run.begun) else None
        if inputs is not None:
            cache.put(_INPUTS_ROOM, known, inputs.to_json())
            cache.put(_HOST_ROOM, host_key(self.folder, known, inputs, self.environ), run.host.to_json())
        cache.forget_unused(_INPUTS_ROOM)
        cache.forget_unused(_HOST_ROOM)
        return _Run(run.host, inputs, self._host_key(inputs) if inputs else None)

    def _kept_host(self, known: bytes, cache: Cache) -> _Run | None:
        from langhoc.site.host import Host  # noqa: PLC0415

        told = cache.get(_INPUTS_ROOM, known)
        if not told:
            return None
        inputs = Inputs.from_json(told)
        kept = cache.get(_HOST_ROOM, host_key(self.folder, known, inputs, self.environ))
        return _Run(Host.from_json(kept), inputs, self._host_key(inputs)) if kept else None


def _told_again(last: receipt.Receipt, steps: Steps) -> Published:
    """Nothing is new: what was said is still true, and what was written lies there."""
    steps.checked(last.said)
    if last.warned:
        steps.warned(last.warned)
    return Published(0, 0, last.laid.count)


def _refuse_foreign(site_dir: Path) -> None:
    try:
        check_ours(site_dir)
    except NotOurs:
        message = Message(
            _("{folder} holds something that Làng Học did not build. Name an empty folder, or delete this one."),
            {"folder": site_dir},
        )
        raise NotBuilt(message=message) from None
