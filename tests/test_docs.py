"""The documents are executed: what they tell a reader to type works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.running import BIN, DAY, environment, langhoc, new_catalogue

TOP = Path(__file__).parent.parent
DOCUMENTS = [
    path
    for path in (TOP / "README.md", TOP / "README.vi.md", *TOP.glob("CONTRIBUTING*.md"), *TOP.glob("docs/*.md"))
    if path.is_file()
]

_BLOCK = re.compile(r"^([ \t]*)```console\n(.*?)^[ \t]*```$", re.MULTILINE | re.DOTALL)
# These change the reader's computer or wait for them: that they exist is all that is looked at.
_ONLY_NAMED = {"make", "git", "pip", "pipx", "uv", "npm", "cd", "python3", "python", "open", "xdg-open"}
_WAITING = re.compile(r"\bserve\b")


def blocks() -> list[tuple[str, list[str]]]:
    """(document and line, its commands) for each block of commands."""
    found = []
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(text):
            commands = [line.strip()[2:] for line in block[2].splitlines() if line.strip().startswith("$ ")]
            line = text.count("\n", 0, block.start()) + 1
            if commands:
                found.append((f"{document.name}:{line}", commands))
    return found


BLOCKS = blocks()


@pytest.mark.parametrize("commands", [commands for _name, commands in BLOCKS], ids=[name for name, _c in BLOCKS])
def test_a_block_of_commands_works(commands: list[str], tmp_path: Path) -> None:
    """In a fresh catalogue, one command after the other, as a reader would type them."""
    folder = new_catalogue(tmp_path / "catalogue")
    for command in commands:
        if names_a_tool(command):
            continue
        env = environment(PATH=f"{BIN}:{environment()['PATH']}")
        said = subprocess.run(["sh", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=120)
        assert said.returncode == 0, f"$ {command}\n{said.stdout}{said.stderr}"


def names_a_tool(command: str) -> bool:
    """Whether a command is not to be run here; then what it names exists."""
    words = shlex.split(command, comments=True)
    if words[0] == "make":
        makefile = (TOP / "Makefile").read_text(encoding="utf-8")
        for target in (word for word in words[1:] if "=" not in word and not word.startswith("-")):
            assert re.search(rf"^([\w ]+ )?{re.escape(target)}( [\w ]+)?:", makefile, re.MULTILINE), (
                f"no target {target}"
            )
        return True
    if _WAITING.search(command):
        assert langhoc("serve", "--help").returncode == 0
        return True
    if words[0] in {"git", "npm"}:
        assert shutil.which(words[0])
    return words[0] in _ONLY_NAMED


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document.name for document in DOCUMENTS])
def test_the_files_that_a_document_links_to_exist(document: Path) -> None:
    """A relative link names a file of the repository."""
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in link and ":" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_command_tells_how_it_is_used() -> None:
    """--help of each, with a sentence for each option, on one page."""
    listed = langhoc("--help").stdout
    commands = re.findall(r"^  ([a-z]+)  ", listed.partition("Commands:")[2], re.MULTILINE)
    assert {"new", "check", "build", "serve"} <= set(commands)
    for command in commands:
        said = langhoc(command, "--help")
        assert said.returncode == 0
        assert said.stdout.startswith(f"Usage: langhoc {command}")


def test_the_day_of_the_documents_is_a_day() -> None:
    """The tests' today is written as the options take it."""
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", DAY)
