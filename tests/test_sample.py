"""The imaginary catalogue's site: every kind, every relation both ways, and nothing of what may not be told."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from tests.parsing import Parsed
from tests.running import TODAY, contents, edit, langhoc

from langhoc.catalogue import Catalogue
from langhoc.cli.starting import SAMPLE, start
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import KINDS, Indicator, Record, references
from langhoc.phrases import Phrases, stands_with_each
from langhoc.project import Project
from langhoc.site.cards import _says
from langhoc.site.urls import Urls, all_urls

VI = Urls("vi", is_first=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "catalogue"
    start(folder, TODAY, SAMPLE)
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    return folder


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return Project(folder, TODAY, use_cache=False).usable()[0]


@pytest.fixture(scope="module")
def links(folder: Path) -> Callable[[str], set[str]]:
    """The paths that the body of a page leads to."""

    @cache
    def found(path: str) -> set[str]:
        html = (folder / "site" / path).read_text(encoding="utf-8")
        main = Parsed.of(html[html.index("<main") : html.index("</main>") + len("</main>")])
        hrefs = (attributes.get("href", "").partition("#")[0] for attributes in main.all("a"))
        return {posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) for href in hrefs if href}

    return found


def page_of(record: Record, urls: Urls = VI) -> str:
    return urls.record(record)


def text_of(folder: Path, path: str) -> str:
    return (folder / "site" / path).read_text(encoding="utf-8")


def test_new_makes_it(tmp_path: Path) -> None:
    """`langhoc new --sample` gives a catalogue that checks without an error and builds."""
    assert langhoc("new", tmp_path / "mau", "--sample", "--today", "2026-11-21").returncode == 0
    assert langhoc("-C", tmp_path / "mau", "check", "--today", "2026-11-21").returncode == 0
    assert (tmp_path / "mau" / "data" / "stories").is_dir()


def test_every_kind_is_there(catalogue: Catalogue) -> None:
    """Whoever looks at it sees all that a catalogue can hold."""
    assert {record.kind for record in catalogue.by_id.values()} == set(KINDS)


def test_every_record_says_that_it_is_imaginary(folder: Path, catalogue: Catalogue) -> None:
    """On each page, in both languages: nobody goes to a place that does not exist."""
    for urls in all_urls(catalogue.languages):
        label = Phrases(urls.language).say("Sample: what stands here is imaginary.")
        unsaid = [r.id for r in catalogue.by_id.values() if label not in text_of(folder, page_of(r, urls))]
        assert unsaid == []


@pytest.mark.parametrize(
    ("address", "area", "says"),
    [
        ("4 Phạm Ngọc Thạch, phường Sài Gòn", "Phường Sài Gòn", True),
        ("245 Nguyễn Duy Trinh, phường Bình Trưng Tây (cũ)", "Phường Bình Trưng", False),
        ("Phường Bình Trưng (phường Bình Trưng Tây cũ)", "Phường Bình Trưng", True),
        ("546 Ngô Gia Tự, phường 9, quận 5 (cũ)", "Phường An Đông", False),
    ],
)
def test_an_address_that_names_the_ward_needs_no_ward(address: str, area: str, says: bool) -> None:
    """Nor is a ward left out whose name another one's begins with."""
    assert _says(address, area) is says


def test_every_list_says_that_it_is_imaginary(folder: Path, catalogue: Catalogue) -> None:
    """Home, the week and the lists say it once; their cards need not."""
    for urls in all_urls(catalogue.languages):
        label = Phrases(urls.language).say("Sample: what stands here is imaginary.")
        for path in (urls.home, urls.calendar, urls.coverage, *map(urls.listing, KINDS)):
            html = text_of(folder, path)
            assert html.count(label) == 1, path
            assert html.count(label.split(":")[0] + ":") == 1, path


def test_what_a_record_names_is_linked_both_ways(catalogue: Catalogue, links: Callable[[str], set[str]]) -> None:
    """A class's page leads to its place and the place's page to the class; so does each reference of each kind."""
    lost = []
    for record in catalogue.by_id.values():
        for path, _reference, target_id in references(record):
            target = catalogue.by_id[target_id]
            if page_of(target) not in links(page_of(record)):
                lost.append((record.id, path[0], "leads not to", target_id))
            if page_of(record) not in links(page_of(target)):
                lost.append((target_id, "leads not back to", record.id, path[0]))
    assert lost == []


UNTOLD = {"bac-lai-do-hoc-chu": "withdrawn_on: 2026-10-05", "co-ban-banh-mi-noi-tieng-anh": "expires: 2026-06-30"}


def signs_of(folder: Path, story: str) -> list[bytes]:
    """What of a story could stand somewhere: its id, its titles, how it begins, a former id."""
    text = (folder / "data/stories" / f"{story}.md").read_text(encoding="utf-8")
    titles = re.search(r"title:\n  vi: '?(.+?)'?\n  en: '?(.+?)'?\n", text)
    assert titles
    told = text.rpartition("---")[2].strip()[:40]
    return [sign.encode() for sign in (story, *titles.groups(), told, f"{story}-cu")]


def test_a_story_that_may_not_be_told_is_nowhere(folder: Path, tmp_path: Path) -> None:
    """Not its page, title, words or old address: withdrawn or expired means gone from everything.

    The same stories without the end of their consent are there.
    """
    copy = tmp_path / "catalogue"
    shutil.copytree(folder / "data", copy / "data")
    shutil.copytree(folder / "content", copy / "content")
    shutil.copy(folder / "mkdocs.yml", copy)
    for story in UNTOLD:
        edit(copy / f"data/stories/{story}.md", "subject:", f"formerly: [{story}-cu]\nsubject:")
    Project(copy, TODAY, use_cache=False).build(copy / "untold", run_mkdocs)
    for story, end in UNTOLD.items():
        edit(copy / f"data/stories/{story}.md", end, "")
    Project(copy, TODAY, use_cache=False).build(copy / "told", run_mkdocs)
    untold, told = ([*contents(copy / site).items()] for site in ("untold", "told"))
    for story in UNTOLD:
        for sign in signs_of(folder, story):
            assert [path for path, content in untold if sign in content or sign.decode() in path] == []
            assert [path for path, content in told if sign in content or sign.decode() in path] != []


def test_nobody_looked_and_nothing_found_are_two_things(folder: Path) -> None:
    """The page of what is missing tells a survey that found nothing from a commune that nobody told of."""
    html = text_of(folder, "coverage/index.html")
    in_vain, unknown = html.index("<h2>Đã tìm, chưa thấy"), html.index("<h2>Chưa ai báo")
    assert in_vain < html.index("phuong-mau-dong.html") < unknown < html.index("xa-mau-tay.html")


def test_every_figure_stands_in_a_table(folder: Path, catalogue: Catalogue) -> None:
    """A chart shows nothing that a table does not say, with what is doubtful about it."""
    say = Phrases("vi")
    for indicator in catalogue.all_of(Indicator):
        html = text_of(folder, page_of(indicator))
        figures = [*indicator.series, *indicator.targets]
        assert html.count("<tr>") == 1 + len(figures)
        table = html[html.index("<table") : html.index("</table>")]
        unit = indicator.unit.said("vi").text if indicator.unit else ""
        beside = unit if stands_with_each(unit) else ""
        assert all(f"<b>{say.value(figure, beside)}</b>" in table for figure in figures)
        assert beside or unit in table
        assert table.count("Chưa kiểm chứng") == sum(figure.unverified for figure in figures)
        assert 'style="' not in html


def test_a_mistake_can_be_told_on_every_record(folder: Path, catalogue: Catalogue) -> None:
    """And the letter names the record; whoever has an account finds the file to edit."""
    for record in catalogue.by_id.values():
        html = text_of(folder, page_of(record))
        assert "Báo thông tin sai</a>" in html.partition("</main>")[0], record.id
        assert f"({record.id})".replace("(", "%28").replace(")", "%29") in html, record.id
        assert f"/{catalogue.file_of(record)}" in html, record.id
