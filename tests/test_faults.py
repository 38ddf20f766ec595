"""Hundreds of files with one fault each: every kind, every key, every form of value; each told once, at its line.

They are made of the examples that editors copy; in tests/fixtures/faults/ stands, kind by kind, what one fault makes of
them. A row names a key; its value becomes what stands behind `is` (a key that the example lacks is added at the end;
`is: null` takes the key away), it is misspelt as `called`, or its lines become what stands behind `becomes`. Line 0 is
the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from tests.running import TODAY

from langhoc.cache import open_cache
from langhoc.catalogue import Checked, check
from langhoc.doors.examples import EXAMPLES
from langhoc.model import KINDS

FAULTS = Path(__file__).parent / "fixtures" / "faults"
FEWEST = 400

Row = dict[str, str]


def rows(kind: str) -> list[Row]:
    read = yaml.load((FAULTS / f"{kind}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(read, list)
    return read


def faulty(kind: str, row: Row) -> str:
    """The kind's example with the fault of a row."""
    before, lines, behind = parted(kind, row["key"])
    indent = "- " if lines and lines[0].startswith("- ") else "  " if KINDS[kind].is_list else ""
    if "becomes" in row:
        lines = row["becomes"].split("\n")
    elif "called" in row:
        lines = [lines[0].replace(row["key"], row["called"], 1), *lines[1:]]
    else:
        lines = [] if row["is"] == "null" else [f"{indent}{row['key']}: {row['is']}"]
    return "\n".join([*before, *lines, *behind])


def parted(kind: str, key: str) -> tuple[list[str], list[str], list[str]]:
    """The lines of the kind's example: those of the first key of that name, and those before and behind."""
    lines = EXAMPLES[kind].text.split("\n")
    end = lines.index("---", 1) if kind == "story" else len(lines) - 1
    pattern = re.compile(rf"(- |  ){key}:" if KINDS[kind].is_list else rf"{key}:")
    first = next((n for n, line in enumerate(lines[:end]) if pattern.match(line)), end)
    deeper = "    " if KINDS[kind].is_list else "  "
    last = first + (first < end)
    while last < end and lines[last].startswith(deeper):
        last += 1
    return lines[:first], lines[first:last], lines[last:]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, which together are a catalogue without a fault."""
    folder = tmp_path_factory.mktemp("examples")
    for example in EXAMPLES.values():
        (folder / example.file).parent.mkdir(parents=True, exist_ok=True)
        (folder / example.file).write_text(example.text, encoding="utf-8")
    (folder / "data/catalogue.yml").write_text("title: Làng Mẫu\n", encoding="utf-8")
    return folder


Checking = Callable[[Path, str | bytes], Checked]


@pytest.fixture(scope="module")
def checking(catalogue: Path) -> Iterator[Checking]:
    """A function that checks the catalogue with other contents of one file."""

    def run(file: Path, content: str | bytes) -> Checked:
        good = file.read_bytes()
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            with open_cache(None) as cache:
                return check(catalogue, TODAY, cache)
        finally:
            file.write_bytes(good)

    return run


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_fault_is_told_once_and_at_its_line(kind: str, catalogue: Path, checking: Checking) -> None:
    """And nothing else is: neither of this file nor of those that name its record."""
    name = EXAMPLES[kind].file
    for row in rows(kind):
        text = faulty(kind, row)
        assert text != EXAMPLES[kind].text, row
        found = checking(catalogue / name, text).problems
        said = [(problem.code, problem.place.file, problem.place.line) for problem in found]
        assert said == [(row["says"], name, int(row["line"]))], (row, text)


def test_there_are_many_faults_and_no_two_alike() -> None:
    """Every kind has its own."""
    files = [(kind, faulty(kind, row)) for kind in EXAMPLES for row in rows(kind)]
    assert len(files) == len(set(files))
    assert len(files) >= FEWEST
