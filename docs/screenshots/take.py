"""Pictures of a built site: every sort of page, on a phone and on a desk, light and dark.

    .venv/bin/python docs/screenshots/take.py site pictures [--only home] [--whole]

Opens the files themselves (file://); nothing is served. Prints what a browser's console said, and pages wider
than the screen, and exits 1 if there is either.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

PAGES = {
    "home": "index.html",
    "home-en": "en/index.html",
    "areas": "areas/index.html",
    "area-filled": "areas/phuong-binh-trung.html",
    "area-empty": "areas/dac-khu-con-dao.html",
    "centres": "centres/index.html",
    "centre": "centres/cung-van-hoa-lao-dong-binh-trung.html",
    "offers": "offers/index.html",
    "offer": "offers/yoga-song-khoe-buoi-toi-binh-trung.html",
    "offer-unchecked": "offers/hoc-chu-buoi-toi-ngoc-viet.html",
    "topic": "topics/doc-sach.html",
    "content": "take-part.html",
}
SCREENS = {"360": (360, 760), "1280": (1280, 900)}
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> int:
    options = _options()
    options.pictures.mkdir(parents=True, exist_ok=True)
    pages = {name: options.site / path for name, path in PAGES.items() if not options.only or name in options.only}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        faults = [
            fault
            for screen in SCREENS
            for scheme in ("light", "dark")
            for fault in take(browser, pages, screen, scheme, options)
        ]
        browser.close()
    print("\n".join(faults) or f"Pictures are in {options.pictures}, without a fault.")  # noqa: T201
    return 1 if faults else 0


def take(
    browser: Browser,
    pages: Mapping[str, Path],
    screen: str,
    scheme: Literal["light", "dark"],
    options: argparse.Namespace,
) -> list[str]:
    """A picture of each page in one size and scheme; gives what is wrong with them."""
    width, height = SCREENS[screen]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    for name, file in pages.items():
        if file.is_file():
            page.goto(file.resolve().as_uri())
            page.screenshot(path=options.pictures / f"{name}-{screen}-{scheme}.png", full_page=options.whole)
            faults += _too_wide(page)
    page.close()
    return faults


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("pictures", type=Path, help="the folder to write to")
    parser.add_argument("--only", nargs="*", choices=PAGES, help="only these pages")
    parser.add_argument("--whole", action="store_true", help="whole pages, not only the first screen")
    return parser.parse_args()


def _too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url}: {wide} px wider than the screen"] if wide > 0 else []


if __name__ == "__main__":
    sys.exit(main())
