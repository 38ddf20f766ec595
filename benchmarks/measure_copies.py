"""Copies that travel, measured: `python benchmarks/measure_copies.py`.

The report goes to benchmarks/results/copies.md; a run of some sections is only printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping

from copies import single_file, stick
from machine import described
from measure import Failed
from rounds import HERE, WORK

RESULT = HERE / "results" / "copies.md"
PACKAGES = ("langhoc", "playwright")

# A section gives its lines of the report; it is told how many rounds to measure.
SECTIONS: Mapping[str, Callable[[int], Iterator[str]]] = {"file": single_file.section, "stick": stick.section}


def report(chosen: Mapping[str, Callable[[int], Iterator[str]]], rounds: int) -> str:
    lines = [
        "# Copies, measured",
        "",
        f"`{' '.join(['python benchmarks/measure_copies.py', *sys.argv[1:]])}` · {described(PACKAGES)}",
        "",
    ]
    for section in chosen.values():
        lines += section(rounds)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure copies for those without a network.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is opened (5)")
    parser.add_argument("--only", choices=SECTIONS, help="one section, which is printed and not kept")
    asked = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    chosen = {asked.only: SECTIONS[asked.only]} if asked.only else SECTIONS
    try:
        text = report(chosen, asked.rounds)
    except Failed as failed:
        sys.exit(str(failed))
    if not asked.only:
        RESULT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
