"""Every known way to have a page run a stranger's script, through every text of every kind, seen in Chromium.

The pages' own policy is switched off: what does not run must not run because it is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Visitor
from tests.malicious import catalogue_of_vectors
from tests.running import TODAY
from tests.vectors import BY_KIND, VECTORS

from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import Project
from langhoc.project.copies.pack import pack

pytestmark = pytest.mark.browser

# Pages of all but the first record of a kind.
OTHERS = re.compile(r"-x\d+\.html$")

# What vectors call; heard from every frame.
HOOK = "window.p = () => { console.error('ran'); return 1; };"

# What none of the pages' own parts has: each would run, fetch or cover something, whether or not it did meanwhile.
ASTRAY = """(html) => {
  const page = html ? new DOMParser().parseFromString(html, "text/html") : document;
  const odd = "script, iframe, frame, object, embed, applet, base, link, meta, style, form, math, portal, template";
  const runs = /^on|^style$|^srcdoc$|^formaction$/;
  const leads = /^(href|src|action|data|xlink:href|background|poster)$/;
  const harms = /^[\\x00-\\x20]*(javascript|vbscript|data|livescript|mocha)/i;
  const scripts = ["tell.", "saved.", "offline-"].map((name) => `main script[src*='../assets/${name}']`).join();
  const own = `head > *, body > script, ${scripts}, form[data-langhoc=tell]`;
  const isOwn = (one) => one.matches(own) && !one.matches("base, [http-equiv=refresh]");
  const isAstray = (one) =>
    one.getAttributeNames().some((name) => runs.test(name)) ||
    one.getAttributeNames().some((name) => leads.test(name) && harms.test(one.getAttribute(name))) ||
    (one.matches(odd) && !isOwn(one));
  return [...page.querySelectorAll("*")].filter(isAstray).map((one) => one.outerHTML.slice(0, 200));
}"""

# Asks for one vector after the other, as fast as answers come; gives back by their numbers what is astray, or missing.
ASK_FOR_ALL = f"""async (count) => {{
  const astray = {ASTRAY};
  const search = document.querySelector("[data-langhoc=search]"), field = document.querySelector("#lh-q");
  const answered = (query) => new Promise((resolve) => {{
    const look = () => search.dataset.answered === query && (watch.disconnect(), resolve());
    const watch = new MutationObserver(look);
    watch.observe(search, {{ attributes: true }});
    look();
  }});
  const wrong = [];
  for (let number = 0; number < count; number += 1) {{
    field.value = `v${{number}}x`;
    field.dispatchEvent(new InputEvent("input", {{ bubbles: true }}));
    await answered(field.value);
    const first = document.querySelector(".lh-results a");
    const odd = first && first.checkVisibility() ? astray() : ["nothing is shown"];
    if (odd.length) wrong.push([number, ...odd]);
  }}
  return wrong;
}}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vectors")
    catalogue_of_vectors(folder)
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    return folder / "site"


@pytest.fixture
def trusting(browser: Browser) -> Iterator[Visitor]:
    """Somebody whose browser asks no policy."""
    context = browser.new_context(bypass_csp=True)
    visitor = Visitor(context, context.new_page())
    visitor.notice()
    context.add_init_script(HOOK)
    yield visitor
    context.close()


def ran(visitor: Visitor) -> list[str]:
    """What was run; that a picture is not there is harmless."""
    return [text for text in visitor.complaints if "ERR_FILE_NOT_FOUND" not in text]


def test_no_vector_runs_on_any_page(trusting: Visitor, site: Path) -> None:
    """Nor could it: no element or attribute of theirs is there, as Chromium reads the page.

    Opened is every list, on which all titles and summaries of a kind stand, and of each kind the record whose other
    texts hold all vectors; the hundreds of others are only taken apart.
    """
    page = trusting.page
    for path in sorted(site.rglob("*.html")):
        if OTHERS.search(path.name):
            assert page.evaluate(ASTRAY, path.read_text(encoding="utf-8")) == [], path
            continue
        page.goto(path.as_uri())
        assert page.evaluate(ASTRAY) == [], path
        assert ran(trusting) == [], path
    assert [url for url in trusting.asked if not url.startswith(site.as_uri())] == []


def test_no_vector_runs_as_a_search_result(trusting: Visitor, site: Path) -> None:
    """In the box and on the page for finding, whichever of the vectors is in the titles that are shown."""
    page = trusting.page
    count = len(list((site / "offers").glob("offer-x*.html")))
    assert count
    for start in ("index.html", "find/index.html"):
        page.goto(f"{site.as_uri()}/{start}")
        page.focus("#lh-q")
        assert page.evaluate(ASK_FOR_ALL, count) == []
    assert ran(trusting) == []
    assert [url for url in trusting.asked if not url.startswith(site.as_uri())] == []


def test_no_vector_runs_when_it_is_typed(trusting: Visitor, site: Path) -> None:
    """Nor when it stands in the address that somebody was sent."""
    page = trusting.page
    for vector in [vectors[0] for vectors in BY_KIND.values()]:
        page.goto(f"{site.as_uri()}/find/index.html?{urlencode({'q': vector})}")
        expect(page.locator("[data-langhoc=search]")).to_have_attribute("data-answered", re.compile("."))
        assert page.input_value("#lh-q") == vector.replace("\n", "")
        assert page.evaluate(ASTRAY) == [], vector
    assert ran(trusting) == []


def test_no_vector_runs_in_the_form(trusting: Visitor, site: Path) -> None:
    """Written into every field there is, shown as the text that is sent, and come back to as a draft."""
    page = trusting.page
    for _time in range(2):
        page.goto(f"{site.as_uri()}/tell/index.html")
        for number in range(page.locator(".lh-tell__kinds button").count()):
            page.locator(".lh-tell__kinds button").nth(number).click()
            fields = page.locator("fieldset:visible :is(input:not([type=radio], [type=checkbox]), textarea)")
            for field in range(fields.count()):
                fields.nth(field).fill(" ".join(VECTORS).replace("\n", " "))
            assert fields.count() >= 4
            assert page.evaluate(ASTRAY) == []
            # A story makes no text before it is said that those it tells of agreed.
            assert number == 2 or "<script>" in page.locator("#lh-told").input_value()
    assert ran(trusting) == []
    assert [url for url in trusting.asked if not url.startswith((site.as_uri(), "blob:"))] == []


def test_the_hook_hears_what_runs(trusting: Visitor, tmp_path: Path) -> None:
    """On a page that sets texts in as they are, the vectors do run: the tests above would tell."""
    heard = 0
    for kind in BY_KIND:
        (tmp_path / "x.html").write_text(f"<!doctype html><body>{' '.join(BY_KIND[kind])}", encoding="utf-8")
        trusting.page.goto((tmp_path / "x.html").as_uri())
        heard += "ran" in trusting.complaints or trusting.page.evaluate(ASTRAY) != []
        trusting.complaints.clear()
    assert heard > len(BY_KIND) / 2


def test_no_vector_runs_in_the_copy_in_one_file(trusting: Visitor, site: Path, tmp_path: Path) -> None:
    """On the list that stands there at first, and on every page, whose texts are unpacked into the one document."""
    file = tmp_path / "copy.html"
    pack(Project(site.parent, TODAY, use_cache=False), run_mkdocs, file)
    page = trusting.page
    # The icon is in the file.
    astray = ASTRAY.replace("|data|", "|data(?!:image.svg)|")
    page.goto(file.as_uri())
    page.wait_for_selector("html.js #lh-page h1")
    assert page.evaluate(astray, file.read_text(encoding="utf-8").partition("<script")[0]) == []
    names = page.evaluate("langhoc.arrived('lh-0').then((packed) => langhoc.unpacked(packed)(0))")
    paths = [name for name in names.split() if name.endswith(".html")]
    assert len(paths) > 100
    for path in paths:
        page.evaluate("(path) => (location.hash = '#/' + encodeURI(path))", path)
        page.wait_for_function("(path) => document.querySelector('#lh-page').dataset.shown === path", arg=path)
        assert page.evaluate(astray) == [], path
    assert ran(trusting) == []
    assert [url for url in trusting.asked if not url.startswith((file.as_uri(), "data:", "blob:"))] == []
