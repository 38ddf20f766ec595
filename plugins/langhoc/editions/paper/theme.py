"""What of the theme goes onto paper: styles, and the pictures that are on every sheet."""

from __future__ import annotations

from langhoc.editions.paper.qr import qr_svg
from langhoc.site.build import Plan


def style_of(plan: Plan, name: str) -> str:
    return (plan.assets.theme / "paper" / f"{name}.css").read_text(encoding="utf-8")


def files_of(plan: Plan, address: str) -> dict[str, bytes]:
    """By the names by which templates and styles know them; a code where there is an address."""
    house = {"house.svg": (plan.assets.theme / "paper" / "house.svg").read_bytes()}
    return {**house, "qr.svg": qr_svg(address)} if address else house


def address_of(plan: Plan, path: str) -> str:
    """Where a page lies on the internet; empty where the site's address is not known."""
    return f"{plan.host.site_url}{path}" if plan.host.site_url else ""
