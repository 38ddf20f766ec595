"""Draws the icon anew at the size that readers of copies ask for, which is no drawing to them: `make icon`."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ICONS = Path(__file__).parent
SIZE = 48
CHROMIUM = os.environ.get("LANGHOC_CHROMIUM", "/usr/bin/chromium-headless-shell")


def drawn(browser: Browser) -> bytes:
    """A PNG; what is around the icon is transparent."""
    svg = base64.b64encode((ICONS / "langhoc.svg").read_bytes()).decode()
    page = browser.new_page(viewport={"width": SIZE, "height": SIZE})
    style = f"position:fixed;inset:0;width:{SIZE}px;height:{SIZE}px"
    page.set_content(f'<img style="{style}" src="data:image/svg+xml;base64,{svg}">')
    png = page.screenshot(omit_background=True)
    page.close()
    return png


def main() -> int:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        (ICONS / f"langhoc-{SIZE}.png").write_bytes(drawn(browser))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
