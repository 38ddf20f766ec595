"""A runner for workflows: the shell commands of each step in a real bash, in a real repository.

Expressions are looked up in the contexts that a test gives; one that a test does not know is an error. Actions are not
run; of artifacts it does what they do, by folders. There is no GitHub here: `gh` is tests/stand_in_for_gh.py, which
keeps comments, issues and pull requests in a file.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from tests.repository import GIT
from tests.running import BIN

REPOSITORY = "xa-mau/lang-hoc"
_STAND_IN = Path(__file__).parent / "stand_in_for_gh.py"
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_WORD = re.compile(r"'[^']*'|[A-Za-z_][\w.-]*(?:\(\))?")


def workflow(file: Path) -> dict[str, Any]:
    """With `on` as it is written: YAML 1.1 takes it for yes."""
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


@dataclass
class Host:
    """What lies on the Git host's side: artifacts by name, and what the stand-in keeps."""

    folder: Path

    def __post_init__(self) -> None:
        (self.folder / "bin").mkdir(parents=True)
        self.write(comments=[], issues=[], pulls={}, proposed=[], statuses=[], calls=[])
        _program(self.folder / "bin/gh", f'exec "{sys.executable}" "{_STAND_IN}" "$@"')
        # The packages of the tests are there; that they can be installed is proved of the wheel.
        no_pip = 'case "$*" in "-m pip install"*) exit 0;; esac'
        _program(self.folder / "bin/python", f'{no_pip}\nexec "{sys.executable}" "$@"')

    def read(self) -> dict[str, Any]:
        return json.loads((self.folder / "state.json").read_text(encoding="utf-8"))

    def write(self, **news: Any) -> None:
        before = self.read() if (self.folder / "state.json").exists() else {}
        (self.folder / "state.json").write_text(json.dumps({**before, **news}), encoding="utf-8")

    def artifact(self, name: str) -> Path:
        return self.folder / "artifacts" / name


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@dataclass
class Run:
    """One run of a job: what it said, what its steps gave, and whether each went well."""

    file: Path
    folder: Path
    host: Host
    github: dict[str, Any]
    needs: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    outcomes: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.temp = self.host.folder / f"temp-{len(list(self.host.folder.iterdir()))}"
        self.temp.mkdir()
        self.summary = self.temp / "summary.md"
        self._all = workflow(self.file)
        (self.temp / "event.json").write_text(json.dumps(self.github["event"]), encoding="utf-8")

    @property
    def has_failed(self) -> bool:
        return "failure" in self.outcomes.values()

    def job(self, name: str) -> Run:
        """Run the job, or skip it where its condition says so."""
        job = self._all["jobs"][name]
        if not self._holds(job.get("if", "success()")):
            self.outcomes[name] = "skipped"
            return self
        for step in job["steps"]:
            self._step(step, {**self._all.get("env", {}), **job.get("env", {})})
        return self

    def _step(self, step: dict[str, Any], env: dict[str, str]) -> None:
        key = step.get("id", step["name"])
        if not self._holds(step.get("if", "success()")):
            self.outcomes[key] = "skipped"
        elif "run" in step:
            self.outcomes[key] = self._commands(step, {**env, **step.get("env", {})})
        else:
            self.outcomes[key] = self._action(step["uses"].partition("@")[0], step.get("with", {}))

    def _commands(self, step: dict[str, Any], env: dict[str, str]) -> str:
        assert "${{" not in step["run"], "what comes from outside reaches a shell by its environment only"
        script, output = self.temp / "step.sh", self.temp / "output"
        script.write_text(step["run"], encoding="utf-8")
        output.write_text("", encoding="utf-8")
        whole = {
            "PATH": os.pathsep.join([str(self.host.folder / "bin"), str(BIN), os.environ["PATH"]]),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "HOME": str(self.temp),
            "SOURCE_DATE_EPOCH": "1795237200",
            "NO_MKDOCS_2_WARNING": "1",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_EVENT_PATH": str(self.temp / "event.json"),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://git.example",
            "STAND_IN": str(self.host.folder),
            **{name: value for name, value in GIT.items() if not name.startswith(("GIT_AUTHOR", "GIT_COMMITTER"))},
            **{name: self._filled(value) for name, value in env.items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        done = subprocess.run(
            command, cwd=self.folder, env=whole, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, encoding="utf-8", timeout=300,
        )  # fmt: skip
        self.said += f"[{step['name']}]\n{done.stdout}"
        lines = output.read_text(encoding="utf-8").splitlines()
        self.outputs[step.get("id", step["name"])] = dict(line.split("=", 1) for line in lines)
        return "failure" if done.returncode else "success"

    def _action(self, action: str, given: dict[str, str]) -> str:
        values = {name: self._filled(value) for name, value in given.items()}
        if action == "actions/upload-artifact":
            shutil.copytree(values["path"], self.host.artifact(values["name"]), dirs_exist_ok=True)
        elif action == "actions/upload-pages-artifact":
            shutil.copytree(values["path"], self.host.artifact("github-pages"), dirs_exist_ok=True)
        elif action == "actions/download-artifact":
            shutil.copytree(self.host.artifact(values["name"]), values["path"])
        return "success"

    # Expressions

    def _filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: str(self._value(found[1].strip())), text)

    def _holds(self, condition: str) -> bool:
        inner = _EXPRESSION.fullmatch(condition.strip())
        python = _WORD.sub(lambda found: repr(self._value(found[0])), inner[1].strip() if inner else condition)
        for sign, meaning in (("&&", " and "), ("||", " or "), ("!=", "<>"), ("!", " not "), ("<>", "!=")):
            python = python.replace(sign, meaning)
        return bool(eval(python))

    def _value(self, word: str) -> Any:
        if word.startswith("'"):
            return word[1:-1]
        if word in {"cancelled()", "success()"}:
            return False if word == "cancelled()" else not self.has_failed
        root, *path = word.split(".")
        if root == "steps":
            return self._of_step(*path)
        at: Any = {"github": self.github, "needs": self.needs, "runner": {"temp": str(self.temp)}}[root]
        for name in path:
            at = at[name]
        return at

    def _of_step(self, step: str, what: str, name: str = "") -> str:
        return self.outcomes[step] if what == "outcome" else self.outputs.get(step, {}).get(name, "")
