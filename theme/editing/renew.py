"""Takes the browser form anew from npm's packages, changed where a site of ours needs it: `make form`.

What lies in vendor/ comes from here alone. The form is Sveltia CMS, of the exact version in package.json; with another
version each of CHANGES has to be looked at again, and this script says which one no longer fits.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from langhoc.doors.browser_form.configuration import ICONS

FOLDER = Path(__file__).parent
VENDOR = FOLDER / "vendor"
PACKAGES = FOLDER.parent.parent / "node_modules"
FORM = PACKAGES / "@sveltia" / "cms"
TEXT_FONT = PACKAGES / "@fontsource-variable" / "source-sans-3"
ICON_FONT = PACKAGES / "@fontsource-variable" / "material-symbols-outlined"


class NoLongerFits(Exception):
    """The form's code is not what a change was written for."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is written instead of every match of `pattern`, of which there must be `times`."""

    why: str
    pattern: str
    instead: str
    times: int = 1

    def made(self, code: str) -> str:
        changed, count = re.subn(self.pattern, self.instead, code, flags=re.DOTALL)
        if count != self.times:
            raise NoLongerFits(f"{self.why}: found {count} times, not {self.times}")
        return changed


CHANGES = (
    Change(
        "Its words come with the page and not from another host",
        r"=async (\w+)=>\{let \w+=await fetch\(`\$\{\w+\}/\$\{\1\}\.json`,.*?return \w+\.json\(\)\}",
        r"=async \1=>globalThis.LANGHOC_WORDS?.[\1]??Promise.reject(Error(\1))",
    ),
    Change(
        "Its words are not kept in the browser: ours may change while its version does not",
        r"=\(\)=>!0,(\w+)=async (\w+)=>\{if\((\w+)\(\)\)try\{let\{_locale:",
        r"=()=>!1,\1=async \2=>{if(\3())try{let{_locale:",
    ),
    Change(
        "Nobody is asked for a newer version",
        r"=async\(\)=>\{try\{let (\w+)=await fetch\((\w+)\);if\(!\1\.ok\)return;let\{version:",
        r"=async()=>{return;try{let \1=await fetch(\2);if(!\1.ok)return;let{version:",
    ),
    Change(
        "Nobody is asked whether the Git host is well",
        r"=async\(\)=>\{try\{let\{(status:\{indicator:\w+\}|result:\{status_overall:\{status_code:\w+\}\})\}=await",
        r"=async()=>{return`unknown`;try{let{\1}=await",
        times=2,
    ),
    Change(
        "It does not advertise itself: that it speaks another language, or fits a phone",
        r"(\w+=async\(\)=>\{)((?:if\(|\w+\(\w+,!)await \w+\(`(?:newLanguageCta|mobileCta)`\))",
        r"\1return;\2",
        times=2,
    ),
    Change(
        "Its fonts are those of form.css",
        r"/\* https://fontsource\.org/fonts/[^*]*\*/\s*@font-face \{.*?\n  \}",
        "",
        times=3,
    ),
    Change(
        "What it would load from a host of packages it does not find: we use none of it",
        r"https://unpkg\.com/",
        "./absent/",
        times=4,
    ),
    Change(
        "In the line of a folded group a number that nobody wrote is not said to be 0",
        r"(\w+)=(\w+)\.format\(Number\(\1\)\)",
        r"\1=\1==null||\1===``?``:\2.format(Number(\1))",
    ),
    Change(
        "A record is named by its file's name, whichever folder below its kind's it lies in",
        r"(,\[,(\w+)\]=\w+\.match\(\w+\)\?\?\[\];if\(\2\)return \2\}return )(\w+)\}",
        r"\1\3.slice(\3.lastIndexOf(`/`)+1)}",
    ),
    Change(
        "A collection may be of several folders, data/{centres,libraries}: a reference may name either",
        r"(\w+)\?`\$\{(\w+)\(\1\)\}\\\\/`:``,",
        r"\1?`${\2(\1).replace(/\\\\\\{(.+?)\\\\\\}/,(_,names)=>`(?:${names.replaceAll(`,`,`|`)})`)}\\\\/`:``,",
    ),
)


def code() -> str:
    made = (FORM / "dist" / "sveltia-cms.js").read_text("utf-8")
    for change in CHANGES:
        made = change.made(made)
    # There is no map of what was changed.
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", made)


def words() -> str:
    """The Vietnamese words: its own, those that it has not yet, and those that ours say better."""
    known: dict[str, Any] = json.loads((FORM / "locales" / "vi.json").read_text("utf-8"))
    for path, text in json.loads((FOLDER / "vi.json").read_text("utf-8")).items():
        *above, last = path.split(".")
        inner = known
        for step in above:
            inner = inner.setdefault(step, {})
        inner[last] = text
    return f"globalThis.LANGHOC_WORDS={json.dumps({'vi': known}, ensure_ascii=False, separators=(',', ':'))};\n"


def icons(form: str) -> bytes:
    """The font of icons, with those alone whose names stand in the form's code, or in our configuration."""
    font = TTFont(next((ICON_FONT / "files").glob("*-latin-wght-normal.woff2")), recalcTimestamp=False)
    letters = {glyph: chr(sign) for sign, glyph in font.getBestCmap().items()}
    said = {*re.findall(r"[`\"']([a-z0-9_]+)[`\"']", form), *ICONS.values()}
    kept = []
    for table in _ligatures(font):
        for first, ligatures in list(table.items()):
            names = {id(one): "".join(letters.get(part, " ") for part in (first, *one.Component)) for one in ligatures}
            table[first] = [one for one in ligatures if names[id(one)] in said]
            kept += [one.LigGlyph for one in table[first]]
            if not table[first]:
                del table[first]
    options = Options(layout_closure=False, flavor="woff2", layout_features=["liga", "rlig"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=kept, text="abcdefghijklmnopqrstuvwxyz0123456789_ ")
    subsetter.subset(font)
    file = BytesIO()
    font.flavor = "woff2"
    font.save(file)
    return file.getvalue()


def _ligatures(font: TTFont) -> Iterator[dict[str, list[Any]]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            if inner.LookupType == 4:
                yield inner.ligatures


def vendored() -> Mapping[str, bytes]:
    """Each file of vendor/ by its name."""
    form = code()
    text_font = {
        f"source-sans-3-{script}.woff2": (
            TEXT_FONT / "files" / f"source-sans-3-{script}-wght-normal.woff2"
        ).read_bytes()
        for script in ("latin", "vietnamese")
    }
    return {
        "sveltia-cms.js": form.encode(),
        "sveltia-cms.LICENSE.txt": (FORM / "LICENSE.txt").read_bytes(),
        "vi.js": words().encode(),
        **text_font,
        "source-sans-3.LICENSE.txt": (TEXT_FONT / "LICENSE").read_bytes(),
        "material-symbols.woff2": icons(form),
        "material-symbols.LICENSE.txt": (ICON_FONT / "LICENSE").read_bytes(),
    }


def main() -> int:
    if not FORM.is_dir():
        sys.stderr.write("The form is not there: npm ci brings it.\n")
        return 1
    VENDOR.mkdir(exist_ok=True)
    for name, content in vendored().items():
        (VENDOR / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
