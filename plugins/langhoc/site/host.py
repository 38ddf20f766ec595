"""What the host (MkDocs) gives: frames, the editors' pages in Markdown, and files to be copied.

A value, so that it can be kept: as long as nothing it is made from changes, the host need not run.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from langhoc.site.frame import Frame

# Pages of another language lie one folder deeper than those of the first.
DEEPEST_RECORD = 2


@dataclass(frozen=True, slots=True)
class ContentPage:
    """An editors' page: where it goes, the file it is from, its title and its rendered Markdown, already safe."""

    path: str
    source: str
    language: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True)
class Host:
    """`frames` are by language and depth; `files` are by path in the site. `site_url` ends in a slash.

    `warnings` is what the host had to say of the editors' pages, such as a link that leads nowhere.
    """

    site_url: str | None
    frames: Mapping[tuple[str, int], Frame]
    contents: tuple[ContentPage, ...]
    files: Mapping[str, bytes]
    warnings: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        data = {
            "site_url": self.site_url,
            "frames": [[language, depth, frame.parts] for (language, depth), frame in self.frames.items()],
            "contents": [asdict(page) for page in self.contents],
            "warnings": self.warnings,
            "files": {path: base64.b64encode(content).decode() for path, content in self.files.items()},
        }
        return json.dumps(data, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Host:
        kept = json.loads(data)
        return cls(
            site_url=kept["site_url"],
            frames={(language, depth): Frame(tuple(parts)) for language, depth, parts in kept["frames"]},
            contents=tuple(ContentPage(**page) for page in kept["contents"]),
            files={path: base64.b64decode(content) for path, content in kept["files"].items()},
            warnings=tuple(kept["warnings"]),
        )

    def frame(self, language: str, depth: int) -> Frame:
        return self.frames[language, depth]

    def page(self, path: str) -> ContentPage | None:
        """The editors' page that lies at `path`."""
        return next((page for page in self.contents if page.path == path), None)

    def home_text(self, home: str) -> str:
        """The editors' text for the home page that lies at `home`; empty when they wrote none."""
        page = self.page(home)
        return page.html if page else ""


def language_of(path: str, languages: tuple[str, ...]) -> str:
    """The language of an editors' page by its folder: en/about.html is English, about.html the first language's."""
    folder = path.split("/", 1)[0] if "/" in path else ""
    return folder if folder in languages[1:] else languages[0]
