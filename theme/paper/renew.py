"""Takes the font of paper anew from npm's package @expo-google-fonts/be-vietnam-pro: `make font`.

Each weight is one whole font with all of Vietnamese. Signs are added that it has not: arrows, and the box that stands
for any other. Left out is what only helps screens with few pixels, which makes half of each file.
"""

from __future__ import annotations

import json
import shutil
import sys
from io import BytesIO
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

VENDOR = Path(__file__).parent / "vendor"
PACKAGE = VENDOR.parent.parent.parent / "node_modules" / "@expo-google-fonts" / "be-vietnam-pro"

WEIGHTS = {"regular": "400Regular", "bold": "700Bold"}

Outline = tuple[tuple[int, int], ...]
WIDTH = 720

# Glyph -> the sign and its outlines, in thousandths of the font's size; what turns the other way is left white.
ADDED: dict[str, tuple[str, tuple[Outline, ...]]] = {
    "H22073": ("□", (((80, 60), (80, 640), (640, 640), (640, 60)), ((140, 120), (580, 120), (580, 580), (140, 580)))),
    "arrowright": ("→", (((60, 315), (60, 385), (440, 385), (440, 520), (660, 350), (440, 180), (440, 315)),)),
    "arrowleft": ("←", (((660, 315), (280, 315), (280, 180), (60, 350), (280, 520), (280, 385), (660, 385)),)),
}


def drawn(outlines: tuple[Outline, ...]) -> Glyph:
    pen = TTGlyphPen(None)
    for first, *others in outlines:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def whole(font: TTFont) -> TTFont:
    """The font with all signs it had, and those that are added."""
    font.setGlyphOrder([*font.getGlyphOrder(), *ADDED])
    for name, (sign, outlines) in ADDED.items():
        font["glyf"][name] = drawn(outlines)
        font["hmtx"][name] = (WIDTH, min(x for x, _y in outlines[0]))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name
    options = Options(hinting=False, glyph_names=False, layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=font.getGlyphOrder())
    subsetter.subset(font)
    return font


def vendored() -> dict[str, bytes]:
    """Each font by its file's name."""
    found = {}
    for weight, name in WEIGHTS.items():
        source = PACKAGE / name / f"BeVietnamPro_{name}.ttf"
        file = BytesIO()
        whole(TTFont(source, recalcTimestamp=False)).save(file)
        found[f"be-vietnam-pro-{weight}.ttf"] = file.getvalue()
    return found


def main() -> int:
    if not PACKAGE.is_dir():
        sys.stderr.write("The font is not there: npm ci brings it.\n")
        return 1
    VENDOR.mkdir(exist_ok=True)
    for name, content in vendored().items():
        (VENDOR / name).write_bytes(content)
    about = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))
    (VENDOR / "VERSION").write_text(f"{about['name']} {about['version']}\n", encoding="utf-8")
    shutil.copyfile(PACKAGE / "LICENSE_FONT", VENDOR / "LICENSE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
