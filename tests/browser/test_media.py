"""Pictures, recordings and books of a catalogue, as a browser gets them: from a disk, and from a folder on a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

MEASURES = "one => { one.loading = 'eager'; return one.decode().then(() => [one.naturalWidth, one.naturalHeight]) }"
SECONDS = """one => new Promise((done) => {
  one.addEventListener("loadedmetadata", () => done(one.duration));
  one.addEventListener("error", () => done(-1));
  one.preload = "metadata";
})"""


@pytest.fixture(params=["disk", "folder"])
def sample(request: pytest.FixtureRequest, sample_site: Path) -> str:
    """The address of the imaginary catalogue; ends in a slash."""
    if request.param == "disk":
        return f"{sample_site.as_uri()}/"
    return f"{request.getfixturevalue('nginx')[sample_site]}a/b/"


def test_a_picture_is_seen(visitor: Visitor, sample: str) -> None:
    """Whole, in both languages, in the room that was kept for it: nothing jumps when it comes."""
    for path in ("centres/khong-gian-hoc-tap-vuon-mau.html", "en/centres/khong-gian-hoc-tap-vuon-mau.html"):
        visitor.page.goto(sample + path)
        picture = visitor.page.locator(".lh-media img")
        room = picture.bounding_box()
        assert picture.evaluate(MEASURES) == [960, 540]
        assert picture.bounding_box() == room
    assert visitor.complaints == []


def test_a_recording_is_loaded_when_it_is_wanted(visitor: Visitor, sample: str) -> None:
    """Half a minute of speech costs nothing until somebody wants to hear it."""
    visitor.page.goto(f"{sample}offers/hoc-chu-buoi-toi.html")
    visitor.page.wait_for_load_state("networkidle")
    assert not [url for url in visitor.asked if url.endswith(".mp3")]
    assert 10 < visitor.page.locator("audio").evaluate(SECONDS) < 30
    assert visitor.complaints == []


def test_a_book_of_the_catalogue_is_downloaded(visitor: Visitor, sample: str, sample_site: Path) -> None:
    """The link leads to the file itself."""
    visitor.page.goto(f"{sample}resources/hoc-chu-bai-1.html")
    link = visitor.page.get_by_role("link", name="PDF")
    expect(link).to_have_attribute("href", "../media/hoc-chu-bai-1.pdf")
    assert (sample_site / "media/hoc-chu-bai-1.pdf").read_bytes().startswith(b"%PDF-")
