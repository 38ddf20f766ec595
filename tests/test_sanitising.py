"""What editors write can do no harm, wherever they write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from tests.malicious import MARKDOWN, malicious_catalogue
from tests.parsing import LEADING, LOADING, Parsed, parsed_pages
from tests.running import TODAY, new_catalogue

from langhoc.cache import open_cache
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import KINDS
from langhoc.project import Project
from langhoc.site.prose import rendered
from langhoc.site.sanitising import sanitise, sanitise_page
from langhoc.workers import ALONE

HARMFUL = {
    "iframe",
    "object",
    "embed",
    "form",
    "style",
    "base",
    "math",
    "applet",
    "frame",
    "template",
    "noscript",
    "marquee",
}


def harm_in(page: Parsed) -> list[str]:
    """Whatever could run, load or lead somewhere it must not."""
    found = [f"<{tag}>" for tag, _attributes in page.elements if tag in HARMFUL]
    for tag, attributes in page.elements:
        found += [f"<{tag} {name}>" for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}]
    for tag, address in page.addresses(LEADING | LOADING):
        scheme = urlsplit(re.sub(r"[\s\x00-\x20]", "", address)).scheme
        if scheme not in {"", "https", "http", "mailto", "tel"}:
            found.append(f"<{tag}> {address}")
    return found + [
        f"<{tag}> {a}" for tag, a in page.addresses(LOADING) if urlsplit(a).scheme or a.startswith(("/", "\\"))
    ]


@pytest.mark.parametrize("clean", [sanitise, sanitise_page])
def test_html_is_made_harmless(clean: Callable[[str], str]) -> None:
    """Neither scripts, styles, frames nor forms are left, nor addresses of odd schemes."""
    page = Parsed.of(clean(MARKDOWN))
    assert harm_in(page) == []
    assert page.all("script") == []


@given(st.text(alphabet="ab đ*_`[]()!<>&\\\n#-1.|:~\"'={}\t", max_size=60))
@settings(max_examples=500, deadline=None)
@example("[a]: http://x.vn\n\n[a] ![a] <http://y.vn> a&amp;b **c**\n\n> d\n\n|e|f|\n|-|-|\n|g|h|\n")
def test_markdown_is_markdown(text: str) -> None:
    """What is left out for a text that has no use for it makes no difference: the HTML is Python-Markdown's."""
    markdown = Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    deeper = re.sub(r"<(/?)h([1-6])", lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}", markdown.convert(text))
    with open_cache(None) as cache:
        assert rendered([text], cache, ALONE)[text] == sanitise(deeper)


def test_markdown_is_made_harmless() -> None:
    """After Markdown, too, which makes links of its own."""
    with open_cache(None) as cache:
        html = str(rendered([MARKDOWN], cache, ALONE)[MARKDOWN])
    assert harm_in(Parsed.of(html)) == []
    assert "<h2>Head" in html
    assert "<img" not in html


GOOD = [
    '<a href="https://example.org/" rel="noopener">x</a>',
    '<a href="tel:+84912345678" rel="noopener">x</a>',
    '<a href="../centres/x.html#top" rel="noopener">x</a>',
    "<p>a &lt; b &amp; c</p>",
    '<ol start="3"><li>x</li></ol>',
    '<p lang="en">x</p>',
]


@pytest.mark.parametrize("html", GOOD)
def test_what_is_good_stays(html: str) -> None:
    """Links, lists and languages pass unchanged."""
    assert sanitise(html) == html


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x.png", "//evil.example/x.png", "/\\evil.example/x.png", "\\\\evil.example/x.png",
        "/\t/evil.example/x.png", " //evil.example/x.png", "data:image/svg+xml,x",
        "ht\ntps://evil.example/x.png", "/x.png",
    ],
)  # fmt: skip
def test_a_page_shows_only_its_own_pictures(address: str) -> None:
    """A picture of another host would tell that host who reads."""
    assert "src" not in sanitise_page(f'<img src="{address}" alt="x">')
    assert 'src="pictures/x.png"' in sanitise_page('<img src="pictures/x.png" alt="x">')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a catalogue that means harm in every text of every kind."""
    folder = malicious_catalogue(tmp_path_factory.mktemp("harm") / "catalogue")
    project = Project(folder, TODAY, use_cache=False)
    catalogue, problems = project.usable()
    assert not [problem for problem in problems if problem.code not in {"lost-text", "mended-invisible"}]
    assert {record.kind for record in catalogue.by_id.values()} == set(KINDS)
    project.build(folder / "site", run_mkdocs)
    return folder / "site"


def test_a_catalogue_that_means_harm_does_none(built: Path) -> None:
    """No page of it has anything that could run, nor an element more than the frame's scripts and our own form."""
    pages = parsed_pages(built)
    assert len(pages) > 15
    ours = {"tell/index.html": ["<form>"], "en/tell/index.html": ["<form>"]}
    assert {
        path: harm
        for path, page in pages.items()
        if path not in {"404.html", "offline.html"} and (harm := harm_in(page))
    } == ours


def test_harm_adds_no_scripts(built: Path, tmp_path: Path) -> None:
    """Its pages have the same scripts as those of a good catalogue."""
    good = new_catalogue(tmp_path / "good")
    Project(good, TODAY, use_cache=False).build(good / "site", run_mkdocs)
    expected = {(len(page.all("script")), *page.inline_scripts) for page in parsed_pages(good / "site").values()}
    found = {(len(page.all("script")), *page.inline_scripts) for page in parsed_pages(built).values()}
    assert found == expected


def test_a_text_cannot_name_a_slot(built: Path) -> None:
    """The signs that mark a frame's slots mean nothing in a title: no menu holds a page's body."""
    for path, page in parsed_pages(built).items():
        if path.startswith(("areas/", "en/offers/")):
            assert len(page.all("h1")) == 1, path
