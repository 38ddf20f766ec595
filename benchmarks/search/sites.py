"""The sites that are measured, kept in benchmarks/work/: what takes minutes to make is made once."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import yaml

from generate import write_as_markdown, write_catalogue
from imaginary import TODAY, Data, Sample
from measure import cost_of

BENCHMARKS = Path(__file__).parents[1]
WORK = BENCHMARKS / "work"
ROOT = BENCHMARKS.parent
_OURS_BY = ("generate.py", "imaginary.py", "words.py")
_THEIRS_BY = (*_OURS_BY, "as_markdown.py", "search/sites.py")
_STAMP = ".made-of"


def our_catalogue(made: Sample, count: int) -> Path:
    """The folder of the catalogue, in one language, as the others have it."""
    folder, stamp = WORK / f"search-{count}", _made_of(_OURS_BY, count)
    if not _is_made(folder, stamp):
        write_catalogue(made, folder)
        settings = folder / "data" / "catalogue.yml"
        settings.write_text(re.sub(r"- en\n", "", settings.read_text(encoding="utf-8")), encoding="utf-8")
        _mark_as_made(folder, stamp)
    return folder


def our_site(catalogue: Path, site: Path) -> Path:
    """The catalogue's site, brought up to date as an editor would."""
    langhoc = Path(sys.executable).with_name("langhoc")
    today = ("--today", TODAY.isoformat())
    _run([str(langhoc), "-C", str(catalogue), "build", *today, "--site-dir", str(site)])
    return site


def with_index(site: Path, index: Path) -> Path:
    """The pages of `site` on which people search, and their files, beside another catalogue's index in `index`.

    They are the same for every catalogue, and 50,000 records would be 50,000 pages to make for nothing.
    """
    for name in ("assets", "find"):
        shutil.rmtree(index / name, ignore_errors=True)
        shutil.copytree(site / name, index / name)
    shutil.copy(site / "index.html", index)
    return index


def their_site(made: Sample, count: int) -> Path:
    """The site that MkDocs + Material make of the same records, with a page for each place, topic and audience.

    Those have the former names, landmarks and other words, so that the others' search can find by them, too.
    Their search is set as they advise for Vietnamese: the language of the theme.
    """
    folder, stamp = WORK / f"search-material-{count}", _made_of(_THEIRS_BY, count)
    if not _is_made(folder, stamp):
        write_as_markdown(made, folder)
        for name, text in _pages_of_lists(made):
            path = folder / "docs" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _without_lists(folder / "docs")
        _search_in_vietnamese(folder / "mkdocs.yml")
        mkdocs = Path(sys.executable).with_name("mkdocs")
        _run([str(mkdocs), "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")])
        _mark_as_made(folder, stamp)
    return folder / "site"


def _search_in_vietnamese(settings: Path) -> None:
    said = yaml.safe_load(settings.read_text(encoding="utf-8"))
    said["plugins"] = [{"search": {"lang": ["vi"]}}]
    said["not_in_nav"] += "/areas/*\n/topics/*\n/audiences/*\n"
    settings.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _without_lists(docs: Path) -> None:
    """The pages that list all records have every word and answer nothing: search leaves them out."""
    for path in (docs / "index.md", *docs.glob("*/index.md")):
        path.write_text("---\nsearch:\n  exclude: true\n---\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def _pages_of_lists(made: Sample) -> Iterator[tuple[str, str]]:
    """Path below docs/ -> text of each place, topic and audience."""
    titles = {area["id"]: area["title"] for area in made.areas}
    for area in made.areas:
        facts = {
            "Thuộc": [titles[area["parent"]]] if "parent" in area else [],
            "Tên cũ": area.get("former_units", []),
            "Gần": area.get("near", []),
        }
        yield f"areas/{area['id']}.md", _page(area, facts)
    for topic in made.topics:
        yield f"topics/{topic['id']}.md", _page(topic, {"Cũng gọi là": topic["also"]})
    for audience in made.audiences:
        yield f"audiences/{audience['id']}.md", _page(audience, {})


def _page(data: Data, facts: Mapping[str, Sequence[str]]) -> str:
    listed = "\n".join(f"- **{name}**: {', '.join(values)}" for name, values in facts.items() if values)
    return f'---\ntitle: "{data["title"]}"\n---\n\n{data.get("summary", "")}\n\n{listed}\n'


def _run(command: Sequence[str]) -> None:
    """What it says goes to a file; the end of that is shown when it fails."""
    cost_of(command, WORK / "search.log", {**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def _is_made(folder: Path, stamp: str) -> bool:
    path = folder / _STAMP
    return path.is_file() and path.read_text() == stamp


def _mark_as_made(folder: Path, stamp: str) -> None:
    (folder / _STAMP).write_text(stamp)


def _made_of(names: Iterable[str], count: int) -> str:
    """Changes with what writes the records."""
    return sha256(b"".join((BENCHMARKS / name).read_bytes() for name in names) + str(count).encode()).hexdigest()
