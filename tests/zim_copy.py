"""The imaginary catalogue and a copy of it for Kiwix, for the tests that open it and those that see it in a browser."""

from __future__ import annotations

from pathlib import Path

from tests.running import TODAY

from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.project.copies.zim import zim

# The second may be told on the site, and nowhere else.
STORY = """---
title: {title}
subject: person
basis: consent
area: xa-mau
consent:
  given_on: 2026-11-20
  by: Người được kể
  scope: [{scope}]
---

Chị kể.
"""
COPIED, NOT_COPIED = "Chuyện ai cũng được đọc", "Chuyện chỉ kể trên trang"


def imaginary(folder: Path) -> Path:
    start(folder, TODAY, SAMPLE)
    for name, title, scope in (("chuyen-chung", COPIED, "site, copies"), ("chuyen-rieng", NOT_COPIED, "site")):
        text = STORY.format(title=title, scope=scope)
        (folder / f"data/stories/{name}.md").write_text(text, encoding="utf-8")
    return folder


def copied(catalogue: Path, **options: str) -> Path:
    """The file beside the catalogue's folder."""
    file = catalogue.parent / f"xa-mau{'-'.join(options.values())}.zim"
    zim(Project(catalogue, TODAY, use_cache=False), run_mkdocs, file, **options)
    return file
