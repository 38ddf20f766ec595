"""Write a catalogue of N imaginary records: `python benchmarks/generate.py N FOLDER [--as-markdown FOLDER2]`.

FOLDER gets what `langhoc` reads; FOLDER2 the same records as pages of plain MkDocs with Material.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import yaml

from as_markdown import markdown_files
from imaginary import Sample, sample

SITE_NAME = "Danh mục tưởng tượng"
SITE_URL = "https://example.org/"


def write_catalogue(made: Sample, folder: Path) -> None:
    """The catalogue as `langhoc` reads it: data/, content/ and mkdocs.yml. Replaces what those hold."""
    _clear(folder, "data", "content")
    settings = {"title": SITE_NAME, "summary": "Để đo, không để dùng.", "languages": ["vi", "en"]}
    _write_yaml(folder / "data/catalogue.yml", settings)
    for name in ("areas", "topics", "audiences"):
        _write_yaml(folder / f"data/{name}.yml", list(getattr(made, name)))
    for entry in (*made.centres, *made.offers):
        _write_yaml(folder / "data" / entry.file, entry.data)
    _write(folder / "content/index.md", f"# {SITE_NAME}\n\nMọi nơi và mọi lớp ở đây đều không có thật.\n")
    _write(folder / "content/about.md", "# Giới thiệu\n\nDanh mục này chỉ để đo.\n")
    _write_yaml(folder / "mkdocs.yml", {**_host("content"), "plugins": ["langhoc"]})


def write_as_markdown(made: Sample, folder: Path) -> None:
    """The same records as Markdown pages, in Vietnamese, with two configurations: with search and without.

    Only the home page and the two lists stand in the navigation. Material would render one of thousands of
    entries into every page, which takes far longer and which nobody would do with so many pages.
    """
    _clear(folder, "docs")
    for name, text in markdown_files(made):
        _write(folder / "docs" / name, text)
    pages = {
        **_host("docs"),
        "nav": [{"Trang đầu": "index.md"}, {"Nơi học": "centres/index.md"}, {"Lớp học": "offers/index.md"}],
        "not_in_nav": "/centres/*\n/offers/*\n",
    }
    _write_yaml(folder / "mkdocs.yml", {**pages, "plugins": ["search"]})
    _write_yaml(folder / "without-search.yml", {**pages, "plugins": []})


def _host(docs_dir: str) -> dict[str, object]:
    return {
        "site_name": SITE_NAME,
        "site_url": SITE_URL,
        "docs_dir": docs_dir,
        "theme": {"name": "material", "language": "vi"},
    }


def _clear(folder: Path, *names: str) -> None:
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes as people do: no anchors, and several lines as they stand. The emitter in C is ten times faster."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: Any, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _write_yaml(path: Path, data: object) -> None:
    _write(path, yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make an imaginary catalogue.")
    parser.add_argument("count", metavar="N", type=int, help="how many centres and offers together")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where data/, content/ and mkdocs.yml go")
    parser.add_argument("--as-markdown", metavar="FOLDER2", type=Path, help="the same as pages of plain MkDocs")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    made = sample(asked.count, asked.seed)
    write_catalogue(made, asked.folder)
    if asked.as_markdown:
        write_as_markdown(made, asked.as_markdown)
    print(f"{len(made.centres)} centres, {len(made.offers)} offers, {len(made.areas)} areas in {asked.folder}")


if __name__ == "__main__":
    main()
