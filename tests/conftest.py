"""What several test modules share: the fixtures' folders, and goldens, which `--update-goldens` writes anew."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from langhoc.cache import open_cache
from langhoc.catalogue import Checked, check

TESTS = Path(__file__).parent
TODAY = date(2026, 11, 21)

Golden = Callable[[str, str], None]
Check = Callable[[Path], Checked]
WriteFiles = Callable[[dict[str, str | bytes]], Path]

# No test measures time: the machine may have other things to do. By itself each run tries other examples; what decides
# whether a change lands (make test) tries the same ones each time.
settings.register_profile("searching", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.load_profile("searching")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write tests/goldens anew")


def pytest_configure() -> None:
    """What the tests start is to hear Ctrl-C, though a shell that runs them in the background has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a computer remembers of sticks is the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return TESTS / "fixtures"


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """A function that compares a text with the file of that name in tests/goldens."""
    update = request.config.getoption("--update-goldens")

    def compare(name: str, text: str) -> None:
        path = TESTS / "goldens" / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8"), f"{path} differs; see --update-goldens"

    return compare


@pytest.fixture(scope="session")
def checked() -> Check:
    """A function that checks the catalogue in a folder, without a cache, on 21 November 2026."""

    def run(folder: Path) -> Checked:
        with open_cache(None) as cache:
            return check(folder, TODAY, cache)

    return run


@pytest.fixture
def write_files(tmp_path: Path) -> WriteFiles:
    """A function that writes a catalogue: data/catalogue.yml, and the given files by their path below data/."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in {"catalogue.yml": "title: Làng Mẫu\n", **files}.items():
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write
