"""What the tests of building share: the real commands in processes of their own, and a folder's contents as a value."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sysconfig
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from langhoc.cli.commands import langhoc as commands
from langhoc.cli.starting import start

TODAY = date(2026, 11, 21)
DAY = TODAY.isoformat()

BIN = Path(sysconfig.get_path("scripts"))

# What root may do to a file without a look at its permissions: taken away, root is like anybody.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
LIKE_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if IS_ROOT else []


def environment(**more: str) -> dict[str, str]:
    """A plain environment in which messages are English, and `more`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH", "TMPDIR") if name in os.environ}
    return {**kept, "LANG": "en_US.UTF-8", "NO_MKDOCS_2_WARNING": "1", **more}


def run(
    *command: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    anybody: bool = False,
    said: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment's bin folder; `anybody`: without root's freedom from permissions. What is `said`
    comes in by a pipe.
    """
    name, *rest = map(str, command)
    # Windows calls it langhoc.exe.
    program = shutil.which(name, path=str(BIN)) or name
    full = [*(LIKE_ANYBODY if anybody else []), program, *rest]
    own = env or environment()
    return subprocess.run(full, cwd=cwd, env=own, input=said, capture_output=True, encoding="utf-8", timeout=120)


def langhoc(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return run("langhoc", *arguments, **options)  # type: ignore[arg-type]


def said(*arguments: str) -> Result:
    """What the command says, in English, in this process: for tests of many runs, for it takes long to begin."""
    return CliRunner(env={"LC_ALL": "en_US.UTF-8"}).invoke(commands, arguments)


def new_catalogue(folder: Path) -> Path:
    """The starter's catalogue, which has nothing to be warned of on TODAY."""
    start(folder, TODAY)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of every file below `folder`, those with dot names too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tree_hash(folder: Path) -> str:
    """One value for the names and the bytes of all files below `folder`."""
    state = hashlib.sha256()
    for name, content in sorted(contents(folder).items()):
        state.update(f"{name}\0{len(content)}\0".encode() + content)
    return state.hexdigest()


def times(folder: Path) -> dict[str, int]:
    """Path -> when last written, in nanoseconds."""
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


class Server:
    """A command that serves, in a process of its own; everything it says is kept. Ends with the `with` block."""

    def __init__(self, *command: str | Path, cwd: Path | None = None, **variables: str) -> None:
        name, *rest = map(str, command)
        self.process = subprocess.Popen(
            [str(BIN / name), *rest],
            cwd=cwd,
            env=environment(PYTHONUNBUFFERED="1", **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.said = ""
        self._more = threading.Condition()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._more:
                self.said += line
                self._more.notify_all()

    def wait_for(self, pattern: str, after: int = 0) -> re.Match[str]:
        """What it said, at last, of this form; `after` is how much of what it said is known already."""
        with self._more:
            found = self._more.wait_for(lambda: re.search(pattern, self.said[after:]), timeout=60)
        assert found, f"never said {pattern!r}, but:\n{self.said}"
        return found

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> int:
        """Stop it as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def fetch(address: str) -> tuple[int, str]:
    """Status and text of what lies at an address."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def eventually(look: Callable[[], bool]) -> None:
    """Look again and again, for up to a minute, until it is so."""
    until = time.monotonic() + 60
    while not look():
        assert time.monotonic() < until, "it never came to be so"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
