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
_PAGE_SCRIPT = ("scripts/page",)
_SEARCH_SCRIPT = ("scripts/fold.js", "scripts/search")
_FINDING_SCRIPT = ("scripts/finding",)


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
    def page_script(self) -> tuple[str, bytes]:
        return self._bundle("langhoc", ".js", _PAGE_SCRIPT)

    @cached_property
    def search_script(self) -> tuple[str, bytes]:
        """The search engine; pages load it when somebody begins to search."""
        return self._bundle("search", ".js", _SEARCH_SCRIPT)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Path in the site -> content."""
        icons = {"assets/icon.svg": (self.theme / "icons" / "langhoc.svg").read_bytes()}
        return {**dict((self.style, self.page_script, self.search_script, self.finding_script)), **icons}

    @cached_property
    def finding_script(self) -> tuple[str, bytes]:
        """What the page for finding has besides: facets, steps back, help."""
        return self._bundle("finding", ".js", _FINDING_SCRIPT)

    def _bundle(self, name: str, suffix: str, sources: tuple[str, ...]) -> tuple[str, bytes]:
        content = b"".join(self._lean(path) for source in sources for path in self._paths(source, suffix))
        return f"assets/{name}.{digest(content).hex()[:8]}{suffix}", content

    def _lean(self, path: Path) -> bytes:
        """The file without what only its writers need."""
        return _FOR_WRITERS.sub("", path.read_text(encoding="utf-8")).rstrip().encode() + b"\n"

    def _paths(self, source: str, suffix: str) -> list[Path]:
        path = self.theme / source
        return sorted(path.glob(f"*{suffix}")) if path.is_dir() else [path]

    @cached_property
    def digest(self) -> bytes:
        """A digest of every file of the theme."""
        paths = sorted(path for path in self.theme.rglob("*") if path.is_file())
        return digest(*(part for p in paths for part in (p.relative_to(self.theme).as_posix(), p.read_bytes())))
