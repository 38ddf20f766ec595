"""QR codes: an address that a phone's camera opens."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(address: str) -> bytes:
    """The code as a drawing in SVG, with the white margin that cameras need. A quarter of it may be soiled."""
    file = BytesIO()
    segno.make_qr(address, error="q").save(file, kind="svg", border=2, xmldecl=False, svgns=True, unit=None, scale=8)
    return file.getvalue()
