"""Pictures of built sites: every sort of page, on a phone, a tablet and a desk, light and dark.

    .venv/bin/python docs/screenshots/take.py SAMPLE_SITE CITY_SITE pictures [--only home] [--width 360] [--whole]

The pictures beside this script are the first screens of all pages, taken so.

SAMPLE_SITE is the imaginary catalogue (`langhoc new --sample`), CITY_SITE the one in data/. Opens the files
themselves (file://); nothing is served. Prints what a browser's console said, and pages wider than the screen,
and exits 1 if there is either.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

SAMPLE = {
    "sample-home": "index.html",
    "home-en": "en/index.html",
    "finding": "find/index.html",
    "calendar": "calendar/index.html",
    "audiences": "audiences/index.html",
    "audience": "audiences/cong-nhan.html",
    "area-hamlet": "areas/ap-con-mau.html",
    "area-surveyed": "areas/phuong-mau-dong.html",
    "centre": "centres/trung-tam-hoc-tap-cong-dong-xa-mau.html",
    "centre-picture": "centres/khong-gian-hoc-tap-vuon-mau.html",
    "centre-merged": "centres/trung-tam-hoc-tap-cong-dong-mau-bac.html",
    "library": "libraries/thu-vien-xa-mau.html",
    "library-mobile": "libraries/xe-sach-tinh-mau.html",
    "libraries": "libraries/index.html",
    "classroom": "classrooms/lop-ket-noi-thcs-mau.html",
    "event": "events/tuan-le-hoc-tap-suot-doi-2026.html",
    "events": "events/index.html",
    "stories": "stories/index.html",
    "story": "stories/thung-sach-qua-do.html",
    "programme": "programmes/hoc-bong-dom-dom.html",
    "programmes": "programmes/index.html",
    "organisation": "organisations/hoi-khuyen-hoc-xa-mau.html",
    "organisations": "organisations/index.html",
    "resources": "resources/index.html",
    "model": "models/cong-dong-hoc-tap.html",
    "models": "models/index.html",
    "offer-alert": "offers/hoc-chu-buoi-toi.html",
    "resource": "resources/so-tay-dien-thoai-chu-to.html",
    "indicator-line": "indicators/luot-nguoi-hoc.html",
    "indicator-bars": "indicators/gia-dinh-hoc-tap-theo-ap.html",
    "indicators": "indicators/index.html",
    "coverage": "coverage/index.html",
}
CITY = {
    "home": "index.html",
    "areas": "areas/index.html",
    "area-filled": "areas/phuong-binh-trung.html",
    "area-empty": "areas/dac-khu-con-dao.html",
    "centres": "centres/index.html",
    "offers": "offers/index.html",
    "offer": "offers/yoga-song-khoe-buoi-toi-binh-trung.html",
    "offer-unchecked": "offers/hoc-chu-buoi-toi-ngoc-viet.html",
    "topics": "topics/index.html",
    "topic": "topics/doc-sach.html",
    "city-coverage": "coverage/index.html",
    "about": "about.html",
    "take-part": "take-part.html",
    "not-found": "404.html",
}
SCREENS = {360: 760, 768: 1024, 1280: 900}
QUALITY = 45
# A WebP picture can be no taller.
TALLEST = 16383
CHROMIUM = "/usr/bin/chromium-headless-shell"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> int:
    options = _options()
    options.pictures.mkdir(parents=True, exist_ok=True)
    pages = {name: options.sample / path for name, path in SAMPLE.items()}
    pages |= {name: options.city / path for name, path in CITY.items()}
    chosen = {name: file for name, file in pages.items() if not options.only or name in options.only}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        faults = [
            fault
            for width in options.width or SCREENS
            for scheme in options.scheme or ("light", "dark")
            for fault in take(browser, chosen, width, scheme, options)
        ]
        browser.close()
    print("\n".join(faults) or f"Pictures are in {options.pictures}, without a fault.")  # noqa: T201
    return 1 if faults else 0


def take(
    browser: Browser,
    pages: Mapping[str, Path],
    width: int,
    scheme: Literal["light", "dark"],
    options: argparse.Namespace,
) -> list[str]:
    """A picture of each page in one size and scheme; gives what is wrong with them."""
    page = browser.new_page(viewport={"width": width, "height": SCREENS[width]}, color_scheme=scheme)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    for name, file in pages.items():
        if not file.is_file():
            faults.append(f"{file} does not exist")
            continue
        page.goto(file.resolve().as_uri())
        page.evaluate("Promise.all([...document.images].map((one) => ((one.loading = 'eager'), one.decode())))")
        picture: Image.Image = Image.open(BytesIO(page.screenshot(full_page=options.whole)))
        picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
        picture.save(options.pictures / f"{name}-{width}-{scheme}.webp", quality=QUALITY, method=6)
        faults += _too_wide(page)
    page.close()
    return faults


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sample", type=Path, help="the folder of the sample's built site")
    parser.add_argument("city", type=Path, help="the folder of the city's built site")
    parser.add_argument("pictures", type=Path, help="the folder to write to")
    parser.add_argument("--only", nargs="*", choices=[*SAMPLE, *CITY], help="only these pages")
    parser.add_argument("--width", nargs="*", type=int, choices=list(SCREENS), help="only these widths")
    parser.add_argument("--scheme", nargs="*", choices=["light", "dark"], help="only these colours")
    parser.add_argument("--whole", action="store_true", help="whole pages, not only the first screen")
    return parser.parse_args()


def _too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url}: {wide} px wider than the screen"] if wide > 0 else []


if __name__ == "__main__":
    sys.exit(main())
