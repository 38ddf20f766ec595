"""However a site is built, it is the same bytes: by one process, by several, by a cluster; with a cache and without."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from tests.running import DAY, TODAY, contents, environment, langhoc

from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import CACHE_FILE, Project
from langhoc.project.cluster import cluster
from langhoc.workers import ALONE, Elsewhere, Workers

ROOT = Path(__file__).parent.parent

Site = dict[str, bytes]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue in which every feature can be seen."""
    folder = tmp_path_factory.mktemp("same") / "catalogue"
    start(folder, TODAY, SAMPLE)
    return folder


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a real cluster of two workers."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as started:
        yield started.scheduler_address


def built(folder: Path, site: Path, workers: Workers = ALONE, use_cache: bool = True) -> Site:
    Project(folder, TODAY, workers=workers, use_cache=use_cache).build(site, run_mkdocs)
    return contents(site)


def differing(one: Site, other: Site) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


# However little there is to do, it is divided: beside no thread, as a test runner has them.
IN_TWO_PROCESSES = """
import sys
from datetime import date
from pathlib import Path
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.workers import Here
folder, site, day, cache = sys.argv[1:]
project = Project(Path(folder), date.fromisoformat(day), workers=Here(2, fewest=1), use_cache=cache == "cache")
project.build(Path(site), run_mkdocs)
"""


def built_by_two(folder: Path, site: Path, use_cache: bool) -> Site:
    arguments = [str(folder), str(site), DAY, "cache" if use_cache else "none"]
    subprocess.run([sys.executable, "-c", IN_TWO_PROCESSES, *arguments], env=environment(), check=True, timeout=120)
    return contents(site)


def note_what_is_sent(workers: Workers) -> set[str]:
    """The names of the functions that a cluster is given from now on, however little there is to do."""
    assert isinstance(workers, Elsewhere)
    names: set[str] = set()
    submit, workers.fewest = workers.executor.submit, 1

    def noting(do: Any, shared: Any, make: Callable[..., Any], items: list[Any]) -> Future[Any]:
        names.add(make.__name__)
        return submit(do, shared, make, items)

    workers.executor.submit = noting  # type: ignore[method-assign,assignment]
    return names


def test_the_same_bytes(catalogue: Path, scheduler: str, tmp_path: Path) -> None:
    """Whoever makes it, without a cache, with a cold one and with one that another left, all files of a site are equal.

    A cluster reads, renders Markdown, makes indexes and pages.
    """
    expected = built(catalogue, tmp_path / "expected", use_cache=False)
    with cluster(scheduler) as workers:
        sent = note_what_is_sent(workers)
        ways: dict[str, Callable[[Path, bool], Site]] = {
            "one": lambda site, use_cache: built(catalogue, site, ALONE, use_cache),
            "two": lambda site, use_cache: built_by_two(catalogue, site, use_cache),
            "cluster": lambda site, use_cache: built(catalogue, site, workers, use_cache),
        }
        warm = {"one": "two", "two": "cluster", "cluster": "one"}
        for name, way in ways.items():
            shutil.rmtree(catalogue / ".langhoc", ignore_errors=True)
            assert differing(way(tmp_path / f"{name}-cold", True), expected) == []
            assert differing(ways[warm[name]](tmp_path / f"{warm[name]}-warm", True), expected) == []
        for name in ("two", "cluster"):
            assert differing(ways[name](tmp_path / f"{name}-none", False), expected) == []
    assert sent == {"_read", "html", "_index", "_noted_page_at"}


def test_the_command_builds_with_a_cluster(scheduler: str, tmp_path: Path) -> None:
    """The catalogue of Ho Chi Minh City with `--cluster`: what any build says, and the same bytes."""
    options = ["-C", ROOT, "build", "--no-cache", "--today", DAY]
    alone = langhoc(*options, "--site-dir", tmp_path / "alone")
    together = langhoc(*options, "--site-dir", tmp_path / "together", "--cluster", scheduler)
    assert together.returncode == 0, together.stderr
    assert together.stdout == alone.stdout.replace("alone", "together")
    assert together.stderr == alone.stderr
    assert differing(contents(tmp_path / "alone"), contents(tmp_path / "together")) == []


# Killed at any moment

# Everything is imported once; each line has it start a build in a process of its own, which has two processes.
STARTING_BUILDS = """
import os, sys, traceback
from datetime import date
from pathlib import Path
import langhoc.catalogue, langhoc.project.writing, langhoc.site.build, langhoc.site.publish
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.workers import Here
folder, day = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
for line in sys.stdin:
    process = os.fork()
    if process == 0:
        try:
            Project(folder, day, workers=Here(2, fewest=1)).build(folder / "site", run_mkdocs)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(process, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""


class Builds:
    """Builds of a catalogue, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        command = [sys.executable, "-c", STARTING_BUILDS, str(folder), DAY]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment(), stdin=pipe, stdout=pipe, encoding="utf-8")

    def build(self, killed_after: float | None = None, staging: bool = False) -> int:
        """Its exit code. Killed after so many seconds, with `staging` from when the first file is written."""
        assert self.process.stdin
        assert self.process.stdout
        left = self._staging()
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        started = int(self.process.stdout.readline())
        if killed_after is not None:
            until = time.monotonic() + 5
            while staging and time.monotonic() < until and not self._staging() - left:
                time.sleep(0.001)
            time.sleep(killed_after)
            with suppress(ProcessLookupError):
                os.kill(started, signal.SIGKILL)
        return int(self.process.stdout.readline())

    def _staging(self) -> set[Path]:
        return set(self.site.glob(".langhoc-staging-*"))


@pytest.fixture
def builds(tmp_path: Path) -> Iterator[Builds]:
    start(tmp_path / "catalogue", TODAY, SAMPLE)
    started = Builds(tmp_path / "catalogue")
    yield started
    started.process.communicate(timeout=60)


def shown(folder: Path) -> Site:
    """The files of the site that lies there."""
    return {path: content for path, content in contents(folder).items() if not path.startswith(".")}


class Edited:
    """A catalogue before and after an edit that shows on every page, by which a class is gone; to and fro."""

    def __init__(self, folder: Path) -> None:
        self._settings, self._offer = folder / "data/catalogue.yml", folder / "data/offers/lam-nam-rom.yml"
        self._before = self._settings.read_text(encoding="utf-8"), self._offer.read_bytes()

    def set(self, is_new: bool) -> None:
        title, offer = self._before
        self._settings.write_text(title.replace("Xã Mẫu", "Xã Mới") if is_new else title, encoding="utf-8")
        if is_new:
            self._offer.unlink(missing_ok=True)
        else:
            self._offer.write_bytes(offer)


def test_killed_at_any_moment(builds: Builds, tmp_path: Path) -> None:
    """Each file is that of before or after an edit, whole; the cache is sound; the next build that is let finishes.

    Half of the builds are killed anywhere, half once files are being written.
    """
    folder, site = tmp_path / "catalogue", tmp_path / "catalogue" / "site"
    edited = Edited(folder)
    sites = {}
    for is_new in (False, True):
        edited.set(is_new)
        sites[is_new] = built(folder, tmp_path / f"site-{is_new}", use_cache=False)
    begun = time.monotonic()
    assert builds.build() == 0
    span = time.monotonic() - begun
    moments, ended = random.Random(20261121), []
    for number in range(6):
        is_new = number % 2 == 1
        edited.set(is_new)
        if number % 4 < 2:
            shutil.rmtree(folder / ".langhoc")
        for staging in (False, True):
            seconds = moments.uniform(0, span / 5 if staging else span)
            ended.append(builds.build(seconds if ended else 0, staging))
            lying = shown(site)
            assert [path for path in lying if lying[path] not in (sites[False].get(path), sites[True].get(path))] == []
            assert is_sound(folder / CACHE_FILE)
        assert builds.build() == 0
        assert differing(shown(site), sites[is_new]) == []
    assert -signal.SIGKILL in ended
    assert set(ended) <= {0, -signal.SIGKILL}


def is_sound(cache: Path) -> bool:
    """Whether a database that is there is whole."""
    if not cache.exists():
        return True
    with closing(sqlite3.connect(cache)) as database:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
