"""Every page of the built example: its policy, its links, its outline."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import jinja2
import pytest
from markupsafe import Markup
from tests.parsing import LEADING, LOADING, Parsed, parsed_pages
from tests.running import TODAY, new_catalogue

from langhoc.mkdocs_plugin import VisibleFiles, run_mkdocs
from langhoc.project import Project
from langhoc.site.frame import Frame, content_security_policy, slot

TOP = Path(__file__).parent.parent
SCHEMES = {"https", "http", "tel", "mailto"}
# What stands in the place of a page that is not there, or cannot be had.
ALONE = {"404.html", "offline.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of this repository, built."""
    folder = tmp_path_factory.mktemp("example") / "site"
    Project(TOP, TODAY, use_cache=False).build(folder, run_mkdocs)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Parsed]:
    found = parsed_pages(site)
    assert len(found) > 400
    return found


@pytest.fixture(scope="module")
def framed(pages: dict[str, Parsed]) -> dict[str, Parsed]:
    """The pages that are in the frame: not those in the place of a missing page, nor those that only lead on."""
    return {path: page for path, page in pages.items() if page.all("main") and path not in ALONE}


def test_html_is_well_formed(pages: dict[str, Parsed]) -> None:
    """Every tag that is opened is closed in its place, and no attribute stands twice."""
    assert {path: page.faults for path, page in pages.items() if page.faults} == {}


def test_ids_are_unique(pages: dict[str, Parsed]) -> None:
    """An id names one element."""
    assert {path for path, page in pages.items() if len(page.ids) != len(set(page.ids))} == set()


def test_every_page_says_its_language_title_and_policy(pages: dict[str, Parsed]) -> None:
    """A reader's program knows how to read it aloud, and what it is called."""
    for path, page in pages.items():
        expected = "en" if path.startswith("en/") else "vi"
        assert page.all("html")[0]["lang"] == expected, path
        assert page.texts["title"].strip(), path
        assert "default-src 'none'" in page.policy, path


def test_every_page_has_one_first_heading(framed: dict[str, Parsed]) -> None:
    """Who jumps from heading to heading finds the page's name, once."""
    for path, page in framed.items():
        assert len(page.all("h1")) == 1, path
        assert page.texts["h1"].strip(), path


def test_only_the_frames_own_scripts_run(pages: dict[str, Parsed]) -> None:
    """Each inline script's hash stands in the policy, and no hash without a script; nothing else is inline."""
    for path, page in pages.items():
        hashes = {base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in page.inline_scripts}
        scripts = re.search(r"script-src ([^;]*)", page.policy)
        named = set(re.findall(r"'sha256-([^']+)'", scripts[1])) if scripts else set()
        assert hashes == named, path
        assert "unsafe" not in page.policy, path
        for tag, attributes in page.elements:
            assert "style" not in attributes, (path, tag)
            assert not any(name.startswith("on") for name in attributes), (path, tag)
    assert {path for path, page in pages.items() if page.all("style")} == ALONE


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Parsed]) -> None:
    """What a browser fetches by itself lies in the site and is named from where the page lies."""
    for path, page in pages.items():
        for tag, address in page.addresses(LOADING):
            if tag == "link" and address.startswith("http"):
                continue
            parts = urlsplit(address)
            assert not parts.scheme, (path, address)
            assert not parts.netloc, (path, address)
            assert not address.startswith("/"), (path, address)


def target(path: str, address: str) -> str:
    """The file in the site that an address on the page `path` names."""
    named = unquote(urlsplit(address).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), named)) if named else path


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Parsed]) -> None:
    """A relative address names a file that exists, and its fragment an id there; others have a good scheme."""
    wrong = []
    for path, page in pages.items():
        for _tag, address in page.addresses(LOADING | LEADING):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                is_good = parts.scheme in SCHEMES
            elif path == "404.html":
                is_good = address.startswith("/") and (site / address[1:]).is_file()
            else:
                file = target(path, address)
                ids = pages[file].ids if file in pages else []
                is_good = (site / file).is_file() and (not parts.fragment or unquote(parts.fragment) in ids)
            if not is_good:
                wrong.append((path, address))
    assert wrong == []


def test_other_attributes_name_files_too(site: Path, framed: dict[str, Parsed]) -> None:
    """The search engine and index that a page would load lie where it says."""
    for path, page in framed.items():
        boxes = [attributes for _tag, attributes in page.elements if "data-search-script" in attributes]
        assert len(boxes) == 1, path
        scripts = [name for name in boxes[0] if name.endswith("-script")]
        assert len(scripts) == 5, path
        for name in (*scripts, "data-index"):
            assert (site / target(path, boxes[0][name])).is_file(), path


def test_every_page_can_be_reached(pages: dict[str, Parsed], framed: dict[str, Parsed]) -> None:
    """From the home page, by links alone, one comes to every page there is."""
    seen: set[str] = set()
    ahead = ["index.html"]
    while ahead:
        path = ahead.pop()
        if path not in seen and path in pages:
            seen.add(path)
            ahead += [target(path, a) for _t, a in pages[path].addresses(LEADING) if not urlsplit(a).scheme]
    assert set(framed) - seen == set()


def test_languages_lead_to_each_other(framed: dict[str, Parsed]) -> None:
    """Each page's switch leads to its counterpart, and that one's back."""
    for path, page in framed.items():
        other = "vi" if path.startswith("en/") else "en"
        switches = [a["href"] for a in page.all("a") if a.get("hreflang") == other]
        assert switches, path
        counterpart = target(path, switches[0])
        assert counterpart == (path.removeprefix("en/") if other == "vi" else f"en/{path}"), path


def test_with_an_address_the_site_names_it(tmp_path: Path) -> None:
    """site_url gives each page its canonical address and those of its languages, and a sitemap without a day."""
    folder = new_catalogue(tmp_path / "catalogue")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("site_url: https://example.org/hoc/\n")
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    for path, page in parsed_pages(folder / "site").items():
        if path == "404.html":
            names = ("index.html", "offers/index.html", "calendar/index.html", "areas/index.html")
            ways = [f"https://example.org/hoc/{prefix}{name}" for prefix in ("", "en/") for name in names]
            assert [a["href"] for a in page.all("a")] == ways
            continue
        if path in ALONE:
            continue
        absolute = {
            (link["rel"], link.get("hreflang")): link["href"] for link in page.all("link") if "http" in link["href"]
        }
        assert absolute["canonical", None] == f"https://example.org/hoc/{path}"
        assert {language for _rel, language in absolute if language} >= {"vi", "en"}
        alternates = [address for (rel, _language), address in absolute.items() if rel == "alternate"]
        assert all((folder / "site" / a.removeprefix("https://example.org/hoc/")).is_file() for a in alternates)
    sitemap = (folder / "site/sitemap.xml").read_bytes()
    named = [e.text for e in ElementTree.fromstring(sitemap).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert all((folder / "site" / str(a).removeprefix("https://example.org/hoc/")).is_file() for a in named)
    assert b"2026" not in sitemap


def test_without_an_address_nothing_is_absolute(site: Path, pages: dict[str, Parsed]) -> None:
    """No canonical address and no sitemap: both would have to be invented."""
    assert not (site / "sitemap.xml").exists()
    assert not [path for path, page in pages.items() for link in page.all("link") if link["rel"] == "canonical"]


# The frame by itself


def test_a_theme_is_listed_without_its_hidden_folders(tmp_path: Path) -> None:
    """What is left out is what MkDocs leaves out itself; all else is there, and a hidden file can still be named."""
    for name in (".icons/x.svg", "top.css", "partials/a.html", "partials/.more/b.html", "assets/deep/c.js"):
        file = tmp_path / "theme" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    folders = [str(tmp_path / "own"), str(tmp_path / "theme")]
    loader, all_files = VisibleFiles(folders), jinja2.FileSystemLoader(folders).list_templates()
    assert loader.list_templates() == [name for name in all_files if "/." not in f"/{name}"]
    assert jinja2.Environment(loader=loader, autoescape=True).get_template(".icons/x.svg").render() == ".icons/x.svg"


def test_a_frame_is_filled() -> None:
    """Slots take their values, in any number; one without a value stays empty."""
    frame = Frame.from_html(f"<a>{slot('title')}</a>{slot('body')}<b>{slot('title')}</b>")
    assert frame.filled({"title": "x"}) == b"<a>x</a><b>x</b>"


def test_what_pages_have_in_common_is_set_in_once() -> None:
    """Only a page's own slots are left to be filled; others stay empty. What is safe escapes nothing around it."""
    frame = Frame.from_html(f"{slot('menu')}<a>{slot('title')}</a>{slot('current-offer')}{slot('menu')}|{slot('body')}")
    alike = frame.alike({"menu": Markup("m"), "title": "y"}, {"title", "body"})
    assert alike == Frame(("m<a>", "title", "</a>m|", "body", ""))
    assert alike.filled({"title": "x"}) == b"m<a>x</a>m|"


def test_a_value_is_not_looked_at_again() -> None:
    """What is set in cannot name slots."""
    frame = Frame.from_html(f"{slot('title')}-{slot('body')}")
    assert frame.filled({"title": slot("body"), "body": "y"}) == f"{slot('body')}-y".encode()


def test_the_policy_names_inline_scripts_and_nothing_more() -> None:
    """Data blocks and scripts with an address need no hash."""
    html = '<script>a()</script><script src="b.js"></script><script type="application/json">{}</script>'
    digest = base64.b64encode(hashlib.sha256(b"a()").digest()).decode()
    policy = content_security_policy(html)
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert policy.count("sha256") == 1


def test_a_preview_lets_the_reload_script_run() -> None:
    """What mkdocs serve writes into a page has no hash in its policy."""
    policy = content_security_policy("<script>a()</script>", preview=True)
    assert "script-src 'self' 'unsafe-inline';" in policy
    assert "connect-src 'self'" in policy
