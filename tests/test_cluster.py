"""A cluster that is not there, is another, or is lost on the way: a sentence, and the old site; never a traceback."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.running import TODAY, Server, contents, free_port, new_catalogue

from langhoc.cli.commands import langhoc
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import NotBuilt, Project, Steps
from langhoc.project import cluster as clusters
from langhoc.workers import Elsewhere

PACKAGE = Path(__file__).parent.parent / "plugins" / "langhoc"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's catalogue with its site."""
    folder = new_catalogue(tmp_path_factory.mktemp("built") / "catalogue")
    Project(folder, TODAY).build(folder / "site", run_mkdocs)
    return folder


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    with scheduling() as (address, _server):
        yield address


@contextmanager
def scheduling() -> Iterator[tuple[str, Server]]:
    address = f"tcp://127.0.0.1:{free_port()}"
    with Server("dask", "scheduler", "--host", address, "--no-dashboard") as server:
        server.wait_for("Scheduler at")
        yield address, server


@contextmanager
def working(address: str, **variables: str) -> Iterator[Server]:
    with Server("dask", "worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", **variables) as server:
        server.wait_for("Registered to")
        yield server


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is going to answer."""
    monkeypatch.setattr(clusters, "PATIENCE_SECONDS", 0.5)


def refused(folder: Path, address: str, language: str = "en") -> str:
    """What `langhoc build` says that builds nothing with the cluster at the address."""
    before = contents(folder / "site")
    said = CliRunner().invoke(langhoc, ["-C", str(folder), "--lang", language, "build", "--cluster", address])
    assert said.exit_code == 1, said.output
    assert isinstance(said.exception, SystemExit)
    assert "Traceback" not in said.output
    assert contents(folder / "site") == before
    return said.output


# Before there is anything to do


def test_nobody_answers(built: Path, impatient: None) -> None:
    """In both languages it is said where nobody answers, and that the old site stands."""
    address = f"tcp://127.0.0.1:{free_port()}"
    said = refused(built, address)
    assert f"No cluster answers at {address}" in said
    assert "what was there is unchanged" in said
    assert f"Không có cụm máy nào trả lời ở {address}" in refused(built, address, "vi")


@pytest.mark.parametrize("address", ["192.0.2.1:8786", "tcp://192.0.2.1", "http://192.0.2.1:80", "here", ""])
def test_what_is_no_address(built: Path, address: str) -> None:
    """A wrong option, as any other."""
    said = CliRunner().invoke(langhoc, ["--lang", "en", "-C", str(built), "build", "--cluster", address])
    assert said.exit_code == 2
    assert "is not an address such as tcp://" in said.output


def test_without_its_part_of_the_package(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who did not install what a cluster needs is told how to."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install langhoc[cluster]" in refused(built, "tcp://127.0.0.1:8786")


def test_nobody_works(built: Path, scheduler: str, impatient: None) -> None:
    """A scheduler alone makes nothing."""
    assert f"The cluster at {scheduler} has no workers" in refused(built, scheduler)


CODES_ELSEWHERE = {"another langhoc": ("workers/new.py", "# New.\n"), "none": ("__init__.py", "raise ImportError\n")}


@pytest.mark.parametrize(("file", "code"), CODES_ELSEWHERE.values(), ids=CODES_ELSEWHERE)
def test_workers_with_another_langhoc(built: Path, scheduler: str, tmp_path: Path, file: str, code: str) -> None:
    """Other code may make other bytes: it is said which workers have it, and nothing is built."""
    copy = tmp_path / "plugins" / "langhoc"
    shutil.copytree(PACKAGE, copy)
    (tmp_path / "theme").symlink_to(PACKAGE.parent.parent / "theme")
    (copy / file).write_text(code, encoding="utf-8")
    with working(scheduler, PYTHONPATH=str(copy.parent)) as worker:
        address = worker.wait_for(r"Start worker at:\s+(\S+)")[1]
        said = refused(built, scheduler)
    assert f"{address}: another langhoc or Python than on this computer" in said


# On the way


class Ending:
    """A cluster in which something happens as soon as the first pages have come from it."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._address = folder, address

    def build(self, site: Path, happens: Callable[[], None]) -> None:
        def progress(done: int, of: int) -> None:
            nonlocal happens
            happens()
            happens = bool

        with clusters.cluster(self._address) as workers:
            assert isinstance(workers, Elsewhere)
            workers.fewest, workers.patience = 1, 0.2
            project = Project(self._folder, TODAY, use_cache=False, workers=workers)
            project.build(site, run_mkdocs, Steps(file=progress))


def killing(*servers: Server) -> Callable[[], None]:
    def kill() -> None:
        for server in servers:
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()

    return kill


def test_a_worker_dies(built: Path, tmp_path: Path) -> None:
    """The others do its work."""
    with ExitStack() as stack:
        address, _scheduler = stack.enter_context(scheduling())
        first, _second = (stack.enter_context(working(address)) for _worker in range(2))
        Ending(built, address).build(tmp_path / "site", killing(first))
    assert contents(tmp_path / "site") == contents(built / "site")


LOSSES = {"the workers": "No worker of the cluster at .* is left", "the scheduler": "does not answer any more"}


@pytest.mark.parametrize(("who", "sentence"), LOSSES.items(), ids=LOSSES)
def test_all_is_lost(built: Path, tmp_path: Path, who: str, sentence: str) -> None:
    """A sentence says so, and nothing was written."""
    with ExitStack() as stack:
        address, scheduler = stack.enter_context(scheduling())
        workers = [stack.enter_context(working(address)) for _worker in range(2)]
        ends = workers if who == "the workers" else [scheduler]
        with pytest.raises(NotBuilt, match=sentence):
            Ending(built, address).build(tmp_path / "site", killing(*ends))
    assert not (tmp_path / "site").exists()
