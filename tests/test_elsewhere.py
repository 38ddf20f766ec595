"""On Windows: nothing of the package needs what only Unix has. The suite's workflow runs the tests there."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.running import DAY, said, tree_hash

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "plugins/langhoc"
FILES = sorted(PACKAGE.rglob("*.py"))

# Modules and functions that Windows has not, or that do something else there.
_MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "posix", "syslog", "crypt"}
_FUNCTIONS = {
    "os": {
        "fork", "forkpty", "getuid", "geteuid", "getgid", "setuid", "chown", "lchown", "mkfifo", "mknod", "killpg",
        "setsid", "getpgid", "nice", "sched_getaffinity", "uname", "wait", "waitpid", "symlink", "link",
        "readlink", "sync",
    },
    "signal": {"SIGHUP", "SIGKILL", "SIGUSR1", "SIGALRM", "alarm", "pause", "pthread_sigmask", "sigwait"},
    "time": {"tzset"},
}  # fmt: skip
# `can_fork` lets only Linux use these; how many processors there are is asked another way elsewhere, and where memory
# cannot be bounded it is not.
GUARDED = {
    ("editions/stick/disk.py", "os.sync"),
    ("workers/here.py", "os.sched_getaffinity"),
    ("workers/beside.py", "signal.pthread_sigmask"),
    ("doors/spreadsheet/workbook.py", "resource"),
}
_NOT_IN_NAMES = set('<>:"|?*\\')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def used(file: Path) -> Iterator[tuple[str, str]]:
    """(file, name) of all that Windows has not."""
    name = file.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in _FUNCTIONS.get(node.value.id, ()):
                yield name, f"{node.value.id}.{node.attr}"
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from ((name, module) for module in modules if module.partition(".")[0] in _MODULES)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "symlink_to":
            yield name, "symlink_to"


def test_what_windows_has_not_is_used_where_it_is_guarded() -> None:
    assert {one for file in FILES for one in used(file)} == GUARDED


def test_every_text_is_read_and_written_as_utf_8() -> None:
    """Windows would take another encoding where none is named."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--preview", "--select", "PLW1514", str(PACKAGE)]
    said_of = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert said_of.returncode == 0, said_of.stdout


def test_it_works_without_what_windows_has_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue is made, checked, built and reported on; the bytes are those of Linux."""
    folder = tmp_path / "x"
    assert said("new", str(folder), "--today", DAY).exit_code == 0
    site = ("build", "--today", DAY, "--no-cache", "--site-dir")
    assert said("-C", str(folder), *site, str(tmp_path / "there")).exit_code == 0
    monkeypatch.setattr(sys, "platform", "win32")
    for module, names in ((os, _FUNCTIONS["os"]), (signal, _FUNCTIONS["signal"])):
        for name in names - {"readlink", "waitpid"}:
            monkeypatch.delattr(module, name, raising=False)
    for command in (("check",), (*site, str(tmp_path / "here")), ("report",), ("codeowners",), ("fmt", "--check")):
        answer = said("-C", str(folder), *command)
        assert answer.exit_code == 0, answer.output
    assert tree_hash(tmp_path / "here") == tree_hash(tmp_path / "there")


def tracked() -> list[tuple[str, str]]:
    """(mode, name) of each file of the repository."""
    command = ["git", "ls-files", "-s", "-z"]
    answer = subprocess.run(command, cwd=TOP, capture_output=True, encoding="utf-8", timeout=60)
    if answer.returncode:
        pytest.skip("not a clone")
    rows = [row.partition("\t") for row in answer.stdout.split("\0") if row]
    return [(about.split()[0], name) for about, _tab, name in rows]


def test_the_repository_can_be_cloned_there() -> None:
    """No links; no name that Windows cannot hold, nor two that differ in capitals alone."""
    files = tracked()
    assert [name for mode, name in files if mode == "120000"] == []
    for _mode, name in files:
        assert not set(name) & _NOT_IN_NAMES, name
        for part in name.split("/"):
            assert part.partition(".")[0].lower() not in _DEVICES, name
            assert part == part.rstrip(" ."), name
    assert len({name.lower() for _mode, name in files}) == len(files)
    assert max(len(name) for _mode, name in files) < 200
