"""Takes what checks a stick in a browser anew from npm's packages: `make check-page`.

TweetNaCl checks signatures where a browser cannot; js-sha256 sums up files that are too large to be read at once.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
PACKAGES = VENDOR.parent.parent.parent / "node_modules"
TAKEN = {
    "nacl.js": "tweetnacl/nacl.min.js",
    "nacl.LICENSE": "tweetnacl/LICENSE",
    "sha256.js": "js-sha256/build/sha256.min.js",
    "sha256.LICENSE": "js-sha256/LICENSE.txt",
}


def main() -> int:
    missing = sorted({path.split("/")[0] for path in TAKEN.values() if not (PACKAGES / path).is_file()})
    if missing:
        sys.stderr.write(f"{', '.join(missing)}: not there; npm ci brings them.\n")
        return 1
    for name, path in TAKEN.items():
        shutil.copyfile(PACKAGES / path, VENDOR / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
