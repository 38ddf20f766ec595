"""The theme's files, and the few scripts and styles that pages load. One loader finds them everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from langhoc.cache import digest

_PACKAGE = Path(__file__).parent.parent

# Comments that begin a line, empty lines, and indentation.
_FOR_WRITERS = re.compile(r"^\s*(/\*(?:(?!\*/).)*\*/|//[^\n]*)\s*?\n|^\s+", re.MULTILINE | re.DOTALL)

# What a bundle is made of, in order. Folders stand for all their files by name.
_STYLE = ("styles",)
SCRIPTS = {
    "langhoc": ("scripts/page",),
    "search": ("scripts/fold.js", "scripts/search"),
    "box": ("scripts/places", "scripts/box"),
    "finding": ("scripts/finding",),
    "facets": ("scripts/places", "scripts/facets"),
    "help": ("scripts/sending.js", "scripts/help"),
    "tell": ("scripts/sending.js", "scripts/tell"),
    "qr": ("qr/vendor/lean-qr.js", "scripts/qr"),
    "saved": ("scripts/sending.js", "scripts/share/30-saved.js", "scripts/saved"),
}

# What is the same in all languages of scripts that bring their words.
SPOKEN = {
    "share": ("scripts/sending.js", "scripts/share"),
    "offline": ("scripts/offline",),
}

# With what a site on a web server keeps its pages; it is no script of a page.
WORKER = {"worker": ("scripts/worker",)}

# What a copy in one file begins with: the first two in a syntax that browsers of 2011 read.
PACK = {
    "age": ("scripts/pack/05-age.js", "scripts/pack/07-wait.js"),
    "unpack": ("pack/vendor/unzstd.js", "scripts/pack/10-slices.js"),
    "pack": (
        "scripts/pack/20-address.js",
        "scripts/pack/25-listening.js",
        "scripts/pack/30-pages.js",
        "scripts/pack/40-begin.js",
    ),
}

# What the pages in a folder on a stick say of it.
COPY = {"copy": ("scripts/copy", "scripts/pack/05-age.js")}

# The page that checks a stick.
CHECK = {"check": ("stick/vendor/nacl.js", "stick/vendor/sha256.js", "scripts/stick")}


def made_of(written: bytes) -> bytes:
    """The first line of a bundle's short form: of what it was made."""
    return b"// " + digest(written).hex().encode()


def theme_dir() -> Path:
    """The theme: inside the package when it was installed from a wheel, at the top of a checkout otherwise."""
    inside = _PACKAGE / "theme"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / "theme"


@dataclass(frozen=True)
class Assets:
    """The bundles, named after their content, so that a host may let browsers keep them for good."""

    theme: Path

    @cached_property
    def style(self) -> tuple[str, bytes]:
        return self._bundle("langhoc", ".css", _STYLE)

    @cached_property
    def scripts(self) -> Mapping[str, tuple[str, bytes]]:
        """By name: that of all pages, and those that are loaded when somebody searches."""
        return {name: self._bundle(name, ".js", sources) for name, sources in SCRIPTS.items()}

    @cached_property
    def pack(self) -> Mapping[str, bytes]:
        """By name: the scripts of a copy in one file, which no site has."""
        return {name: self._bundle(name, ".js", sources)[1] for name, sources in PACK.items()}

    @cached_property
    def copy(self) -> bytes:
        """The script of what pages on a stick say of it, but for the words."""
        return self._bundle("copy", ".js", COPY["copy"])[1]

    @cached_property
    def check(self) -> bytes:
        """The script of the page that checks a stick."""
        return self._bundle("check", ".js", CHECK["check"])[1]

    @cached_property
    def spoken(self) -> Mapping[str, bytes]:
        """By name: those scripts to which words are to be added."""
        return {name: self._bundle(name, ".js", sources)[1] for name, sources in SPOKEN.items()}

    @cached_property
    def worker(self) -> bytes:
        """The service worker, but for what it has to know of a site."""
        return self._bundle("worker", ".js", WORKER["worker"])[1]

    @property
    def icon(self) -> str:
        """Its path in the site; it is called alike whatever it shows."""
        return "assets/icon.svg"

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Path in the site -> content."""
        icons = {self.icon: (self.theme / "icons" / "langhoc.svg").read_bytes()}
        return {**dict((self.style, *self.scripts.values())), **icons}

    def _bundle(self, name: str, suffix: str, sources: tuple[str, ...]) -> tuple[str, bytes]:
        content = self.written(suffix, sources)
        content = self._minified(name + suffix, content) or content
        return f"assets/{name}.{digest(content).hex()[:8]}{suffix}", content

    def written(self, suffix: str, sources: tuple[str, ...]) -> bytes:
        """A bundle as its writers wrote it, without what only they need."""
        return b"".join(self._lean(path) for source in sources for path in self._paths(source, suffix))

    def _minified(self, name: str, written: bytes) -> bytes | None:
        """The short form of a bundle, if there is one and it was made of just this: theme/minified/make.py."""
        path = self.theme / "minified" / name
        if not path.is_file():
            return None
        first, _line_break, content = path.read_bytes().partition(b"\n")
        return content if first == made_of(written) else None

    def _lean(self, path: Path) -> bytes:
        """The file without what only its writers need."""
        return _FOR_WRITERS.sub("", path.read_text(encoding="utf-8")).rstrip().encode() + b"\n"

    def _paths(self, source: str, suffix: str) -> list[Path]:
        path = self.theme / source
        return sorted(path.glob(f"*{suffix}")) if path.is_dir() else [path]

    @cached_property
    def digest(self) -> bytes:
        """A digest of every file of the theme."""
        paths = sorted(path for path in self.theme.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
        return digest(*(part for p in paths for part in (p.relative_to(self.theme).as_posix(), p.read_bytes())))
