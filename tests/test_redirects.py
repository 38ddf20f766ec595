"""Former addresses: whoever kept one is led to where the record is now."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from langhoc.catalogue import Checked
from langhoc.site.redirects import redirects
from langhoc.site.urls import Urls


@pytest.mark.parametrize(("urls", "prefix"), [(Urls("vi", is_first=True), ""), (Urls("en", is_first=False), "en/")])
def test_a_former_address_leads_on(urls: Urls, prefix: str, checked: Callable[[Path], Checked], fixtures: Path) -> None:
    """A renamed file, and one that was of another kind before; the link works from a disk, too."""
    catalogue = checked(fixtures / "tiny").catalogue
    assert catalogue
    found = redirects(catalogue, urls)
    assert found.keys() == {f"{prefix}centres/nha-hoc-nep.html", f"{prefix}classrooms/nha-hoc-gao.html"}
    for path, page in found.items():
        addresses = re.findall(r'(?:href="|url=)([^"]+)"', page.decode())
        led_to = {posixpath.normpath(posixpath.join(posixpath.dirname(path), one)) for one in addresses}
        assert (len(addresses), led_to) == (2, {f"{prefix}centres/nha-hoc-gao.html"})
