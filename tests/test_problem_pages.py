"""The reference of problems is as the code has it."""

from __future__ import annotations

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "docs" / "reference" / "make_problem_pages.py"


def test_the_pages_are_fresh() -> None:
    """Each code has its page, and no page is older than its text, its translation or its example."""
    fresh = runpy.run_path(str(SCRIPT))["pages"]()
    kept = {path.name: path.read_text(encoding="utf-8") for path in (SCRIPT.parent / "problems").glob("*.md")}
    stale = sorted(name for name in fresh.keys() | kept.keys() if fresh.get(name) != kept.get(name))
    assert not stale, "run: python docs/reference/make_problem_pages.py"
