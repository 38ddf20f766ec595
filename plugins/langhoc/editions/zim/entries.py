"""The plan of a copy -> the entries of a ZIM file: pages as a reader program needs them, what they load, redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from langhoc.cache import Cache
from langhoc.editions.made_on import made_on
from langhoc.editions.zim.searching import CONTROLS, Searched, searched, without_bar
from langhoc.model import MEDIA
from langhoc.phrases import Phrases
from langhoc.site.build import Making, Plan, framed, index_files_of, making_of
from langhoc.site.frame import slot
from langhoc.site.markup import written
from langhoc.site.pages import Page
from langhoc.site.publish import Files
from langhoc.site.redirects import moved
from langhoc.site.spoken import spoken_scripts
from langhoc.site.urls import SEARCH
from langhoc.workers import ALONE, Workers

TYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".txt": "text/plain", ".csv": "text/csv", ".ics": "text/calendar", ".vcf": "text/vcard",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif",
    ".gif": "image/gif", ".ico": "image/x-icon",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".mp4": "video/mp4",
    ".pdf": "application/pdf", ".epub": "application/epub+zip", ".zip": "application/zip",
    ".odt": "application/vnd.oasis.opendocument.text", ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
_NOT_TEXT_BY_NAME = {"application/json", "image/svg+xml"}

# Where titles lead on from that are found without đ; no page of a site lies there.
_PLAIN_TITLES = "plain-titles"

# Some readers write a light bar into each page, whose letters must not be light as well where the page is dark.
_BAR = "<style>.kiwix,.ui-autocomplete,.kiwix *{color:#000;color-scheme:light}</style>"
# What stands between these is not shown where readers tell why they found a page.
_UNEXPLAINING, _EXPLAINING = "<!--htdig_noindex-->", "<!--/htdig_noindex-->"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\s*')


@dataclass(frozen=True, slots=True)
class Entry:
    """A file. What `is_front` is suggested by its title, which else is empty; what is `searched`, by its text."""

    path: str
    content: bytes
    title: str = ""
    is_front: bool = False
    searched: Searched | None = None

    @property
    def type(self) -> str:
        return TYPES.get(PurePosixPath(self.path).suffix.lower(), "application/octet-stream")

    @property
    def is_compressed(self) -> bool:
        """Whether it gets smaller so; pictures and sound are small already."""
        return self.type.startswith("text/") or self.type in _NOT_TEXT_BY_NAME


@dataclass(frozen=True, slots=True)
class Leading:
    """A path that leads on to the entry at `to`."""

    path: str
    to: str
    title: str
    is_front: bool = False


def entries(plan: Plan, cache: Cache, workers: Workers = ALONE) -> Iterator[Entry | Leading]:
    """All but what only a site needs: the page for lost addresses, its map, the form for editors."""
    making = making_of(_for_readers(plan), cache, workers)
    for make in making.pages.values():
        yield from _page_entries(make(), making)
    (urls,) = plan.urls
    for old in moved(plan.catalogue, urls):
        yield Leading(old.path, old.to, old.title)
    for path, content in _files(plan).items():
        yield Entry(path, content())


def _files(plan: Plan) -> Files:
    """What pages load, and what they lead to. Of two with one path the later one stands, as in the site."""
    (urls,) = plan.urls
    made = {f"{SEARCH}/{name}": content for name, content in index_files_of(plan, urls).items()}
    spoken = dict(spoken_scripts(plan.assets, urls).values())
    contents = {**plan.host.files, **plan.assets.files, **spoken, **made}
    return {
        **{path: partial(bytes, content) for path, content in contents.items()},
        **{f"{MEDIA}/{name}": medium.path.read_bytes for name, medium in plan.catalogue.media_shown.items()},
    }


def _page_entries(page: Page, making: Making) -> Iterator[Entry | Leading]:
    """The page; and where its title has an đ, which is another letter to what suggests titles, one that leads on to it
    with those words once more without.
    """
    shown = replace(page, body=CONTROLS.sub(f"{_UNEXPLAINING}\\g<0>{_EXPLAINING}", page.body))
    yield Entry(page.path, framed(shown, making), page.title, is_front=True, searched=searched(page.title, page.body))
    if plain := without_bar(page.title):
        yield Leading(f"{_PLAIN_TITLES}/{page.path}", page.path, f"{page.title} ({plain})", is_front=True)


def _for_readers(plan: Plan) -> Plan:
    """As `plan`, in frames for reader programs."""
    (urls,) = plan.urls
    phrases = Phrases(urls.language)
    said = made_on(phrases, plan.today, plan.catalogue.only_of)
    edit = partial(_for_reader, made_on=f"<p>{written(said)}</p>")
    frames = {key: frame.edited(edit) for key, frame in plan.host.frames.items()}
    return replace(plan, host=replace(plan.host, frames=frames))


def _for_reader(frame: str, made_on: str) -> str:
    """Without a policy, for a reader program sets its own, and under ours some could show nothing: their pages lie at
    addresses that are no origin. The day of the copy is said. What stands on every page is marked so, for it explains
    nothing where readers show why they found a page.
    """
    common, own = _UNEXPLAINING, _EXPLAINING
    frame = _POLICY.sub("", frame).replace(slot("made"), made_on)
    frame = (
        frame.replace("<html ", "<html data-copy ").replace("<body>", f"<body>{common}").replace("<main", f"{own}<main")
    )
    frame = frame.replace("</head>", f"{_BAR}</head>")
    return frame.replace("</main>", f"</main>{common}").replace("</body>", f"{own}</body>")
