"""A catalogue's folder and what is done with it: check it, have the host run when it must, build the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from importlib import metadata
from pathlib import Path

from langhoc.cache import Cache, code_digest, digest, open_cache
from langhoc.catalogue import Catalogue, Checked, check
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem, Severity
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.build import site_files
from langhoc.site.host import Host
from langhoc.site.publish import NotOurs, Published, check_ours, publish

VIET_NAM = timezone(timedelta(hours=7))
CACHE_FILE = Path(".langhoc", "cache.sqlite")
HOST_FILE = "mkdocs.yml"

_HOST_ROOM, _INPUTS_ROOM = "host", "host inputs"
_HOST_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")


def today_in(environ: Mapping[str, str], now: datetime) -> date:
    """The day that checks and lists take for today: SOURCE_DATE_EPOCH's if set, else today in Viet Nam.

    Raises ValueError when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else now
    return moment.astimezone(VIET_NAM).date()


class NotBuilt(Exception):
    """Nothing was written, and why: problems of the catalogue, or a sentence."""

    def __init__(self, problems: tuple[Problem, ...] = (), message: Message | None = None) -> None:
        super().__init__(message.said() if message else f"{len(problems)} problems")
        self.problems = problems
        self.message = message


@dataclass(frozen=True)
class HostRun:
    """What the host made, and the files and folders that it depends on besides mkdocs.yml."""

    host: Host
    inputs: tuple[Path, ...]


RunHost = Callable[[Path, tuple[str, ...]], HostRun]


@dataclass(frozen=True, slots=True)
class Steps:
    """What a build tells while it works; the defaults keep quiet."""

    checked: Callable[[Checked], None] = lambda checked: None
    warned: Callable[[tuple[Problem, ...]], None] = lambda problems: None
    page: Callable[[int], None] = lambda pages: None
    file: Callable[[int, int], None] = lambda done, of: None


@dataclass(frozen=True)
class Project:
    """`folder` holds data/ and mkdocs.yml. `strict` makes warnings stop a build."""

    folder: Path
    today: date
    strict: bool = False
    use_cache: bool = True
    assets: Assets = field(default_factory=lambda: Assets(theme_dir()))

    def check(self, cache: Cache | None = None) -> Checked:
        if cache is not None:
            return check(self.folder, self.today, cache)
        with self._cache() as opened:
            return check(self.folder, self.today, opened)

    def build(self, site_dir: Path, run_host: RunHost, steps: Steps = Steps()) -> Published:  # noqa: B008
        """Check, let the host run when what it depends on has changed, and bring `site_dir` up to date.

        Raises NotBuilt before anything in `site_dir` has changed.
        """
        with self._cache() as cache:
            catalogue = self._usable(self.check(cache), steps)
            _refuse_foreign(site_dir)
            host = self._host(catalogue.languages, run_host, cache)
            self._heed(host, steps)
            return self._write(catalogue, host, site_dir, cache, steps)

    def build_with(self, host: Host, catalogue: Catalogue, site_dir: Path) -> Published:
        """As `build`, for a host that has run already."""
        with self._cache() as cache:
            return self._write(catalogue, host, site_dir, cache, Steps())

    def usable(self) -> tuple[Catalogue, tuple[Problem, ...]]:
        """The catalogue, and what is to be said of it. Raises NotBuilt when it cannot be built."""
        checked = self.check()
        return self._usable(checked, Steps()), checked.problems

    def _usable(self, checked: Checked, steps: Steps) -> Catalogue:
        steps.checked(checked)
        if checked.catalogue is None or (self.strict and checked.count(Severity.WARNING)):
            raise NotBuilt(checked.problems)
        return checked.catalogue

    def _heed(self, host: Host, steps: Steps) -> None:
        """Pass on what the host warned of."""
        warnings = tuple(Problem("page-warning", Place(HOST_FILE), Message("{text}", {"text": text})) for text in host.warnings)
        if warnings:
            steps.warned(warnings)
        if warnings and self.strict:
            raise NotBuilt(warnings)

    def _write(self, catalogue: Catalogue, host: Host, site_dir: Path, cache: Cache, steps: Steps) -> Published:
        files = site_files(catalogue, host, self.assets, self.today, cache, steps.page)
        try:
            return publish(files, site_dir, steps.file)
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
        known = digest(code_digest(), self.assets.digest, ",".join(languages), _versions(), self._config_bytes())
        inputs = cache.get(_INPUTS_ROOM, known)
        if inputs is not None:
            kept = cache.get(_HOST_ROOM, self._host_key(known, json.loads(inputs)))
            if kept is not None:
                return Host.from_json(kept)
        run = run_host(self.folder, languages)
        names = [str(path) for path in run.inputs]
        cache.put(_INPUTS_ROOM, known, json.dumps(names).encode())
        cache.put(_HOST_ROOM, self._host_key(known, names), run.host.to_json())
        cache.forget_unused(_INPUTS_ROOM)
        cache.forget_unused(_HOST_ROOM)
        return run.host

    def _config_bytes(self) -> bytes:
        try:
            return (self.folder / HOST_FILE).read_bytes()
        except OSError as error:
            params = {"file": HOST_FILE, "folder": self.folder}
            raise NotBuilt(message=Message(_("There is no file {file} in {folder}."), params)) from error

    def _host_key(self, known: bytes, inputs: list[str]) -> bytes:
        files = sorted({file for name in inputs for file in _files_below(Path(name))})
        return digest(known, *(part for file in files for part in (str(file), file.read_bytes())))


def _files_below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())


def _versions() -> str:
    def version(package: str) -> str:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            return ""

    return " ".join(version(package) for package in _HOST_PACKAGES)


def _refuse_foreign(site_dir: Path) -> None:
    try:
        check_ours(site_dir)
    except NotOurs:
        message = Message(
            _("{folder} holds something that Làng Học did not build. Name an empty folder, or delete this one."),
            {"folder": site_dir},
        )
        raise NotBuilt(message=message) from None
