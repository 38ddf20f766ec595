"""Installs what the tests need and Python packages do not bring: a browser, a web server, Node.js, axe-core, Pango.

As root, or with sudo, by apt; otherwise says how. Exits 1 when something is missing and cannot be installed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

TOP = Path(__file__).parent.parent

# Command -> Debian package.
NEEDED = {
    "chromium-headless-shell": "chromium-headless-shell", "nginx": "nginx-light", "node": "nodejs", "npm": "npm",
    "git": "git", "jq": "jq", "kiwix-serve": "kiwix-tools", "minisign": "minisign",
    "pdftotext": "poppler-utils", "zbarimg": "zbar-tools", "mount.exfat-fuse": "exfat-fuse",
    "mkfs.exfat": "exfatprogs", "firefox-esr": "firefox-esr",
}  # fmt: skip
# Library -> Debian package: what WeasyPrint loads.
LIBRARIES = {
    "pango-1.0": "libpango-1.0-0", "pangoft2-1.0": "libpangoft2-1.0-0", "harfbuzz-subset": "libharfbuzz-subset0",
}  # fmt: skip


def missing() -> list[str]:
    if sys.platform == "win32":
        # There the tests that need these are left out.
        return []
    # nginx lies in /usr/sbin, which is not on everybody's path.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
    packages = [package for command, package in NEEDED.items() if not shutil.which(command, path=path)]
    return packages + [package for library, package in LIBRARIES.items() if not find_library(library)]


def install(packages: list[str]) -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    subprocess.run([*as_root, "apt-get", "update", "-qq"], check=True)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run([*as_root, *command], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    if packages := missing():
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            install(packages)
    if packages := missing():
        sys.stderr.write(f"The tests need: {' '.join(packages)}. On Debian: apt-get install {' '.join(packages)}\n")
        return 1
    npm = shutil.which("npm") or "npm"
    return subprocess.run([npm, "ci", "--silent", "--no-fund", "--no-audit"], cwd=TOP, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
