"""Whom a page tells its reader to call."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, check
from langhoc.model import Contact
from langhoc.phrases import Phrases
from langhoc.site.pages.calling import whom_to_call
from langhoc.site.urls import Urls
from langhoc.site.views import View

TINY = Path(__file__).parent / "fixtures" / "tiny"


@pytest.fixture(scope="module")
def view() -> View:
    with open_cache(None) as cache:
        catalogue = check(TINY, date(2026, 11, 21), cache).catalogue
    assert isinstance(catalogue, Catalogue)
    urls, phrases = Urls("vi", is_first=True), Phrases("vi")
    return View(
        "areas/x.html", catalogue, urls, phrases, prose={}, today=date(2026, 11, 21), take_part="", kept={}, of_all={}
    )


def test_an_area_without_a_number_hands_on_the_one_above(view: View) -> None:
    """The nearest contact is named: its own without a name, for that is the page's; another's with one."""
    own = whom_to_call(view, view.catalogue.area("xa-dao"))
    above = whom_to_call(view, view.catalogue.area("xa-tre"))
    assert own is not None
    assert above is not None
    assert own.of == ""
    assert above.of == view.said(view.catalogue.area("tinh-mau").title)
    assert above.contacts == view.contacts(view.catalogue.area("tinh-mau").contacts)


def test_every_place_has_somebody_to_call(view: View) -> None:
    """A place without a contact of its own leads to its commune, or to what holds that."""
    assert all(whom_to_call(view, centre) for centre in view.catalogue.places)


def test_who_has_no_phone_is_followed_by_who_has_one(view: View) -> None:
    """Who reads little does not write letters: a number stands below an address on the internet."""
    centre = view.catalogue.places[0]
    online = (Contact.model_validate({"url": "https://example.org"}),)
    call = whom_to_call(view, centre.model_copy(update={"contacts": online}))
    assert call is not None
    assert call.contacts == view.contacts(online)
    assert call.others is not None
    assert any(one.phone for one in call.others.contacts)
    assert call.others.of
