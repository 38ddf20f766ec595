"""sitemap.xml (sitemaps.org 0.9), without the day of the build."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import escape


def sitemap(site_url: str, paths: Iterable[str]) -> bytes:
    rows = "".join(f"<url><loc>{escape(site_url + quote(path))}</loc></url>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()
