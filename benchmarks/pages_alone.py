"""The pages of a catalogue without its search, from nothing: `python benchmarks/pages_alone.py FOLDER DAY`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.site import build


def main() -> None:
    folder, day = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
    build._indexes = lambda making, workers, lying: {}  # type: ignore[assignment]
    Project(folder, day, use_cache=False).build(folder / "site", run_mkdocs)


if __name__ == "__main__":
    main()
