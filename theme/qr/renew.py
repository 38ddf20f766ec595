"""Takes what makes QR codes anew from npm's package lean-qr: `make qr`.

It is written there as a module of Node.js; here it is set where scripts of a page find it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
PACKAGE = VENDOR.parent.parent.parent / "node_modules" / "lean-qr"

BEFORE = "(function (root) {\nvar exports = {};\n"
BEHIND = """
(root.langhoc = root.langhoc || {}).leanQr = exports;
})(typeof window === "undefined" ? globalThis : window);
"""

# The same in a syntax that browsers of 2018 read.
OLDER = {"of e.eci??t": "of e.eci||t", ",c??r,": ",null==c?r:c,"}


def main() -> int:
    if not PACKAGE.is_dir():
        sys.stderr.write("lean-qr is not there: npm ci brings it.\n")
        return 1
    code = (PACKAGE / "index.js").read_text(encoding="utf-8")
    for newer, older in OLDER.items():
        code = code.replace(newer, older)
    if "??" in code:
        sys.stderr.write("lean-qr is written otherwise now: see what of it browsers of 2018 cannot read.\n")
        return 1
    (VENDOR / "lean-qr.js").write_text(BEFORE + code + BEHIND, encoding="utf-8")
    shutil.copyfile(PACKAGE / "LICENSE", VENDOR / "LICENSE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
