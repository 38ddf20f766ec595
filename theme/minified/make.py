"""Makes the short forms of the scripts anew, with terser from npm: `make scripts`.

A site has them as long as they are made of the scripts that are there; else it has those scripts as they are.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from langhoc.site.assets import CHECK, COPY, PACK, SCRIPTS, SPOKEN, WORKER, Assets, made_of

FOLDER = Path(__file__).parent
THEME = FOLDER.parent
TERSER = THEME.parent / "node_modules" / ".bin" / "terser"
# Syntax of 2018 stays as it is written; no older one is made of it.
ECMA = "2018"
# But for what old browsers are to read, of which no newer one may be made.
OLD = {"age": "5", "unpack": "5", "copy": "5"}
OPTIONS = ("--compress", "passes=3", "--mangle", "--format", "max_line_len=500")


def minified() -> dict[Path, bytes]:
    """Each short form by its path."""
    assets = Assets(THEME)
    made = {}
    for name, sources in {**SCRIPTS, **SPOKEN, **WORKER, **PACK, **COPY, **CHECK}.items():
        written = assets.written(".js", sources)
        short = subprocess.run(
            [TERSER, "--ecma", OLD.get(name, ECMA), *OPTIONS], input=written, capture_output=True, check=True
        ).stdout
        made[FOLDER / f"{name}.js"] = made_of(written) + b"\n" + short
    return made


def main() -> int:
    if not TERSER.exists():
        sys.stderr.write("terser is not there: npm ci brings it.\n")
        return 1
    for path, content in minified().items():
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
