"""Checks measured, beside yamllint and check-jsonschema on the same files: `python benchmarks/measure_check.py`.

The table goes to benchmarks/results/check.md.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from generate import write_catalogue
from imaginary import TODAY, sample
from langhoc.doors.json_schema import editor_files
from langhoc.project.files import write_files
from machine import described
from measure import Failed
from rounds import ASIDE, BIN, HERE, WORK, Case, Measured, bold, command, edit_one, measure, set_aside, table

RESULT = HERE / "results" / "check.md"
PACKAGES = ("langhoc", "yamllint", "check-jsonschema", "ruamel.yaml", "pydantic", "PyYAML")

COLD, WARM, EDITED = "langhoc check, from nothing", "langhoc check, nothing edited", "langhoc check, one record edited"
YAMLLINT, SCHEMAS = "yamllint, relaxed", "check-jsonschema, of centres and of offers"

# Seconds, on two cores.
WANTED = {COLD: 4.0, WARM: 0.7}

# What it would say of length and style is of no use to editors.
_RELAXED = "{extends: relaxed, rules: {line-length: disable, indentation: disable}}"


def cases(folder: Path) -> tuple[Case, ...]:
    """In the order of a round."""
    check = command(str(BIN / "langhoc"), "-C", str(folder), "check", "--today", TODAY.isoformat())
    return (
        Case(COLD, check, partial(set_aside, folder / ".langhoc")),
        Case(WARM, check),
        Case(EDITED, check, partial(edit_one, folder)),
        Case(YAMLLINT, command(str(BIN / "yamllint"), "-d", _RELAXED, str(folder / "data"))),
        Case(SCHEMAS, command(sys.executable, __file__, "--schemas", str(folder))),
    )


def made(count: int) -> Path:
    """A catalogue of so many records, with its schemas."""
    folder = WORK / f"check-{count}"
    set_aside(folder)
    write_catalogue(sample(count), folder)
    write_files(folder, editor_files(("vi", "en")))
    return folder


def by_schemas(folder: Path) -> int:
    """check-jsonschema in this process, which it is made for: for thousands of files no command line is long enough."""
    from check_jsonschema import main as check_jsonschema  # noqa: PLC0415

    done = 0
    for kind, name in (("centre", "centres"), ("offer", "offers")):
        files = [str(path) for path in sorted((folder / "data" / name).rglob("*.yml"))]
        schema = str(folder / "schemas" / f"{kind}.schema.json")
        done |= check_jsonschema(["--schemafile", schema, *files], standalone_mode=False) or 0
    return done


def report(measured: Sequence[Measured], asked: argparse.Namespace) -> str:
    lines = [
        "# Checks, measured",
        "",
        f"`{' '.join(['python benchmarks/measure_check.py', *sys.argv[1:]])}` · {described(PACKAGES)}",
        "",
        *_verdicts(measured),
        "",
        f"## {asked.records:,} records, {asked.rounds} rounds",
        "",
        *table(measured),
        "",
        *_NOTES,
        "",
    ]
    return "\n".join(lines)


def _verdicts(measured: Sequence[Measured]) -> Iterator[str]:
    yield "| | measured | wanted |"
    yield "|---|--:|--:|"
    for one in measured:
        if one.name in WANTED:
            yield f"| {one.name} | {bold(one.wall, WANTED[one.name], ' s')} | ≤ {WANTED[one.name]} s |"


_NOTES = (
    "Medians of the rounds; what missed its figure is in bold. yamllint looks at the layout alone, check-jsonschema at",
    "each file by itself, against the schemas in `schemas/`; langhoc at both, at dates, hours, phones and privacy, and",
    "at what records say of each other. The peers keep nothing from one time to the next.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure checks beside yamllint and check-jsonschema.")
    parser.add_argument("--records", type=int, default=5000, help="how many (5000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run (3)")
    parser.add_argument("--schemas", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.schemas:
        sys.exit(by_schemas(asked.schemas))
    WORK.mkdir(exist_ok=True)
    try:
        folder = made(asked.records)
        measured = measure(cases(folder), asked.rounds, folder)
    except Failed as failed:
        sys.exit(str(failed))
    finally:
        shutil.rmtree(ASIDE, ignore_errors=True)
    text = report(measured, asked)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
