"""Where pages lie. Every path names a file, relative to the site's folder; every link is relative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from langhoc.model import KINDS, Record

_PLAIN = re.compile(r"[\w.~/-]*", re.ASCII)

SEARCH = "search"
"""The folder of the search indexes."""


@dataclass(frozen=True, slots=True)
class Urls:
    """The paths of one language: the catalogue's first one at the top, every other below its code."""

    language: str
    is_first: bool

    @property
    def prefix(self) -> str:
        return "" if self.is_first else f"{self.language}/"

    @property
    def home(self) -> str:
        return f"{self.prefix}index.html"

    def record(self, record: Record) -> str:
        return self.record_id(record.kind, record.id)

    def record_id(self, kind: str, record_id: str) -> str:
        return f"{self.prefix}{KINDS[kind].folder}/{record_id}.html"

    def listing(self, kind: str) -> str:
        """The page that lists all records of a kind."""
        return f"{self.prefix}{KINDS[kind].folder}/index.html"

    @property
    def calendar(self) -> str:
        return f"{self.prefix}calendar/index.html"

    @property
    def finding(self) -> str:
        """Where the search box leads."""
        return f"{self.prefix}find/index.html"

    @property
    def coverage(self) -> str:
        return f"{self.prefix}coverage/index.html"

    @property
    def tell(self) -> str:
        """Where one tells of a place, a class or a story."""
        return f"{self.prefix}tell/index.html"

    @property
    def saved(self) -> str:
        """What a reader kept, to find it again."""
        return f"{self.prefix}saved/index.html"

    @property
    def form(self) -> str:
        """The form in which people with an account edit records, where the catalogue has one."""
        return f"{self.prefix}edit/index.html"

    @property
    def consent(self) -> str:
        """The sheet to be signed by whom a story tells of."""
        return f"{self.prefix}consent/index.html"

    @property
    def take_part(self) -> str:
        """The editors' page that says how to take part, where they wrote one."""
        return f"{self.prefix}take-part.html"


def depth(path: str) -> int:
    """How many folders deep a page lies."""
    return path.count("/")


def link(from_path: str, to_path: str) -> str:
    """The relative address of the file `to_path` on the page `from_path`."""
    return "../" * depth(from_path) + to_path


def quoted(path: str) -> str:
    """`path` as it stands in an address; most have nothing in them to be quoted."""
    return path if _PLAIN.fullmatch(path) else quote(path)


def all_urls(languages: tuple[str, ...]) -> tuple[Urls, ...]:
    """The paths of every language of a catalogue, its first language first."""
    return tuple(Urls(language, is_first=language == languages[0]) for language in languages)
