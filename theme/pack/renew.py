"""Takes what unpacks a copy in old browsers anew from npm's package tiny-inflate: `make inflate`.

It is written there as a module of Node.js; here it is set where scripts of a page find it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
PACKAGE = VENDOR.parent.parent.parent / "node_modules" / "tiny-inflate"

BEFORE = "(function (root) {\nvar module = {};\n"
BEHIND = """
(root.langhoc = root.langhoc || {}).inflate = module.exports;
})(typeof window === "undefined" ? this : window);
"""


def main() -> int:
    if not PACKAGE.is_dir():
        sys.stderr.write("tiny-inflate is not there: npm ci brings it.\n")
        return 1
    code = (PACKAGE / "index.js").read_text(encoding="utf-8")
    (VENDOR / "inflate.js").write_text(BEFORE + code + BEHIND, encoding="utf-8")
    shutil.copyfile(PACKAGE / "LICENSE", VENDOR / "LICENSE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
