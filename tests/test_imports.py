"""The house plan holds: each room imports only from the rooms before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins" / "langhoc"
ROOMS = (
    "i18n", "problems", "vietnamese", "everyday", "privacy", "cache", "workers", "model", "reading", "catalogue",
    "phrases", "exports", "search", "doors", "site", "editions", "project", "preview", "mkdocs_plugin", "cli",
)  # fmt: skip
# Beside the translations lies a script that gathers the texts: a tool, not a room.
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "locale" not in path.parts)


def module_of(path: Path) -> str:
    steps = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(steps[:-1] if steps[-1] == "__init__" else steps)


MODULES = {module_of(path): path for path in FILES}


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a file imports, in full; of `from a import b`, a.b where that is a module."""
    return frozenset(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in inner)


def room_of(module: str) -> str | None:
    steps = module.split(".")
    return steps[1] if steps[0] == "langhoc" and len(steps) > 1 else None


IDS = [path.relative_to(PACKAGE).as_posix() for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_imports_go_one_way(path: Path) -> None:
    """A room imports from itself and from those before it in the plan."""
    here = room_of(module_of(path))
    if here is None:
        return
    assert here in ROOMS, f"{here} is not in the plan"
    rooms = {room for name in imports(path) if (room := room_of(name))}
    assert {room for room in rooms if ROOMS.index(room) > ROOMS.index(here)} == set()


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_only_the_adapter_knows_the_host(path: Path) -> None:
    """One module imports mkdocs; only the command line prints, asks, or knows click and rich."""
    tops = {name.partition(".")[0] for name in imports(path)}
    room = room_of(module_of(path))
    if room != "mkdocs_plugin":
        assert "mkdocs" not in tops
    if room != "cli":
        assert not tops & {"click", "rich"}
        calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        assert not {call.id for call in calls if isinstance(call, ast.Name)} & {"print", "input"}


def test_what_is_under_another_licence_stands_apart() -> None:
    """One file imports libzim, a program of its own, which imports nothing of the package and is imported by none."""
    (program,) = [path for path in FILES if any(name.partition(".")[0] == "libzim" for name in imports(path))]
    assert not any(name.partition(".")[0] == "langhoc" for name in imports(program))
    assert not [path for path in FILES if module_of(program) in imports(path)]


def within_room(module: str) -> list[str]:
    """The modules of the same room that `module` imports, without the room's front door."""
    room = room_of(module)
    names = [name for name in imports(MODULES[module]) if name in MODULES and room_of(name) == room]
    return [name for name in names if name != f"langhoc.{room}" or module == name]


@pytest.mark.parametrize("module", [name for name in MODULES if name.count(".") == 2])
def test_no_circles_within_a_room(module: str) -> None:
    """Following imports inside a room never leads back."""
    seen: set[str] = set()
    ahead = within_room(module)
    while ahead:
        name = ahead.pop()
        assert name != module
        if name not in seen:
            seen.add(name)
            ahead += within_room(name)


@pytest.mark.parametrize("module", [name for name in MODULES if name.count(".") == 2])
def test_a_module_does_not_go_through_its_own_front_door(module: str) -> None:
    """A module names the neighbour it needs, not the room's __init__, which imports it in turn."""
    assert f"langhoc.{room_of(module)}" not in set(imports(MODULES[module]))


def test_commands_are_there_before_the_model_is() -> None:
    """To import what it does not need takes a build to which nothing is new longer than all it does."""
    heavy = ["pydantic", "jinja2", "mkdocs", "openpyxl", "PIL", "rich"]
    heavy += [f"langhoc.{room}" for room in ("model", "reading", "doors")]
    program = "import sys, langhoc.cli.commands; print([name for name in sys.argv[1:] if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program, *heavy], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
