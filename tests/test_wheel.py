"""What `pip install langhoc` gives: a package that works alone, and makes the same bytes as the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.running import DAY, environment, langhoc, tree_hash

pytestmark = pytest.mark.slow

TOP = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as for a release."""
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(place), str(TOP)]
    said = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=300)
    assert said.returncode == 0, said.stderr + said.stdout
    return next(place.glob("langhoc-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that has nothing but the wheel and what it asks for."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, timeout=120)
    command = [sys.executable, "-m", "pip", "--python", str(place / "bin/python"), "install", "--quiet", str(wheel)]
    said = subprocess.run(command, capture_output=True, text=True, env=plain(), timeout=600)
    assert said.returncode == 0, said.stderr
    return place / "bin"


def plain(**more: str) -> dict[str, str]:
    """An environment in which the checkout cannot be found."""
    return {name: value for name, value in environment(**more).items() if name != "PYTHONPATH"}


def at(place: Path, *command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    full = [str(place / command[0]), *map(str, command[1:])]
    # Noon of DAY in Viet Nam, for mkdocs build has no --today.
    env = plain(SOURCE_DATE_EPOCH="1795237200")
    return subprocess.run(full, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=120)


def test_a_wheel_holds_what_runs_and_nothing_else(wheel: Path) -> None:
    """Code, theme, messages and the starter; no tests, no example, no caches."""
    names = set(zipfile.ZipFile(wheel).namelist())
    package = TOP / "plugins" / "langhoc"
    expected = {f"langhoc/{path.relative_to(package).as_posix()}" for path in files_below(package)}
    expected |= {f"langhoc/theme/{path.relative_to(TOP / 'theme').as_posix()}" for path in files_below(TOP / "theme")}
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert "langhoc/starter/.gitignore" in names
    assert "langhoc/starter/.github/workflows/check.yml" in names
    assert "langhoc/starter/.gitlab-ci.yml" in names
    assert {"langhoc/locale/vi/LC_MESSAGES/langhoc.po", "langhoc/locale/vi/LC_MESSAGES/click.mo"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_a_new_catalogue_can_install_what_it_names(wheel: Path, installed: Path, tmp_path: Path) -> None:
    """Its requirements.txt fits this very wheel, as workflows install it."""
    assert at(installed, "langhoc", "new", "x", cwd=tmp_path).returncode == 0
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", "there"]
    asked = ["--find-links", str(wheel.parent), "--requirement", "x/requirements.txt"]
    said = subprocess.run([*command, *asked], cwd=tmp_path, capture_output=True, text=True, env=plain(), timeout=300)
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "there/langhoc/starter/.github/workflows/check.yml").is_file()


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_it_works_alone(installed: Path, tmp_path: Path) -> None:
    """new, check, build and mkdocs build, far from the checkout: the bytes are those that the checkout makes."""
    assert at(installed, "langhoc", "new", "x", cwd=tmp_path).returncode == 0
    checked = at(installed, "langhoc", "-C", "x", "check", "--strict", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    built = at(installed, "langhoc", "-C", "x", "build", "--strict", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    by_mkdocs = at(installed, "mkdocs", "build", "--strict", "-q", "-d", tmp_path / "other", cwd=tmp_path / "x")
    assert by_mkdocs.returncode == 0, by_mkdocs.stderr
    here = langhoc("-C", tmp_path / "x", "build", "--no-cache", "--today", DAY, "--site-dir", tmp_path / "here")
    assert here.returncode == 0, here.stderr
    assert tree_hash(tmp_path / "x" / "site") == tree_hash(tmp_path / "here")
    assert tree_hash(tmp_path / "other") == tree_hash(tmp_path / "here")
    where = at(installed, "python", "-c", "import langhoc; print(langhoc.__file__)", cwd=tmp_path)
    assert where.stdout.startswith(str(installed.parent))
