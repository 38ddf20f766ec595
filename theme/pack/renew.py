"""Takes what unpacks a copy anew from npm's package fzstd: `make unpacking`.

It is written there as a module of Node.js; here it is set where scripts of a page find it, without what reads streams.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
PACKAGE = VENDOR.parent.parent.parent / "node_modules" / "fzstd"

BEFORE = "(function (root) {\nvar exports = {};\n"
# Here begins what reads streams.
STREAMS = "/**\n * Decompressor for Zstandard streamed data\n"
BEHIND = """
(root.langhoc = root.langhoc || {}).unzstd = decompress;
})(typeof window === "undefined" ? this : window);
"""


def main() -> int:
    if not PACKAGE.is_dir():
        sys.stderr.write("fzstd is not there: npm ci brings it.\n")
        return 1
    code, found, _streams = (PACKAGE / "lib" / "index.js").read_text(encoding="utf-8").partition(STREAMS)
    if not found:
        sys.stderr.write("fzstd is written otherwise than it was: look where its streams begin.\n")
        return 1
    (VENDOR / "unzstd.js").write_text(BEFORE + code + BEHIND, encoding="utf-8")
    shutil.copyfile(PACKAGE / "LICENSE", VENDOR / "LICENSE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
