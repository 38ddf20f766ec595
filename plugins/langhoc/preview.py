"""A live preview: a small web server over a site, which tells open pages when there is a new one.

Nothing is written; what is asked for is made then. The site's bytes stay as they are; the server adds one script to the
pages it hands out. The script waits for an answer that comes when there is something new, so that a page is fresh as
soon as an edit is read, and the site's strict policy (scripts of its own host only) holds.
"""

from __future__ import annotations

import contextlib
import gc
import mimetypes
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from langhoc.workers import uncollected

Site = Callable[[str], bytes | None]
"""What the file at a path holds; None when there is none."""

RELOAD_PATH = "/-/langhoc-reload.js"
WAIT_SECONDS = 25
# Editors save in several steps (write, rename, touch): they are one edit.
SETTLE_SECONDS = 0.05

# Python's own list and this, wherever it runs: Windows may take a script for plain text.
_KINDS = mimetypes.MimeTypes()
for _suffix, _kind in ((".js", "text/javascript"), (".webp", "image/webp")):
    _KINDS.add_type(_kind, _suffix)

_RELOAD = b"location.reload();\n"
# After the page has loaded: a script that a page waits for would keep it loading.
_LISTEN = b"""(function () {
  function listen() {
    var script = document.createElement("script");
    script.src = "%s?after=%d&wait=1";
    script.onerror = function () { setTimeout(listen, 1000); };
    document.head.append(script);
  }
  if (document.readyState === "complete") listen(); else addEventListener("load", listen);
})();
"""
# A worker that an earlier site at this address left goes; a preview is to show what is there now.
_WORKER_PATH = "/sw.js"
_NO_WORKER = b"""addEventListener("install", () => skipWaiting());
addEventListener("activate", () => registration.unregister());
"""
_NOTHING_HERE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>404</title></head>
<body><p>404: no page here (yet). What the terminal says may tell why; this page renews itself.</p></body></html>
"""


def _nothing(path: str) -> bytes | None:
    """What there is before there is a site."""


class Editions:
    """The site that is shown, by a number; lets others wait for another one."""

    def __init__(self) -> None:
        # Not from 0: a page that is still open must notice that the server was started anew.
        self._number = time.time_ns()
        self._changed = threading.Condition()
        self._site: Site = _nothing

    @property
    def number(self) -> int:
        return self._number

    @property
    def site(self) -> Site:
        return self._site

    def advance(self, site: Site) -> None:
        with self._changed:
            self._site = site
            self._number += 1
            self._changed.notify_all()

    def wait_for_other(self, than: int, seconds: float = WAIT_SECONDS) -> bool:
        """Whether another one than that stands, within `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number != than, timeout=seconds)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, *args: Any, editions: Editions) -> None:
        self._editions = editions
        super().__init__(*args)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        # First the number: a page of a later site that waits for another than this one is told at once.
        number, site = self._editions.number, self._editions.site
        if address.path == RELOAD_PATH:
            self._tell_when_new(parse_qs(address.query))
            return
        if address.path == _WORKER_PATH:
            self._answer(_NO_WORKER, "text/javascript")
            return
        path = unquote(address.path).removeprefix("/")
        if not path or path.endswith("/"):
            path += "index.html"
        content = _held(site, path)
        kind = _KINDS.guess_type(path)[0] or "application/octet-stream"
        if content is not None:
            self._answer(_reloading(content, number) if kind == "text/html" else content, kind)
        elif _held(site, f"{path}/index.html") is not None:
            self._lead_to(f"{address.path}/")
        else:
            self._answer(_reloading(_NOTHING_HERE, number), "text/html", HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET

    def _tell_when_new(self, query: dict[str, list[str]]) -> None:
        after = int(query["after"][0]) if query.get("after", [""])[0].isdigit() else self._editions.number
        is_other = "wait" in query and self._editions.wait_for_other(after)
        script = _RELOAD if is_other else _LISTEN % (RELOAD_PATH.encode(), after)
        self._answer(script, "text/javascript")

    def _lead_to(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        # A path that begins with two slashes would lead to another host.
        self.send_header("Location", quote(f"/{unquote(path).strip('/')}/"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        is_text = kind.startswith("text/") or kind in {"image/svg+xml", "application/json", "application/xml"}
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the preview tells of builds, not of requests."""


def _held(site: Site, path: str) -> bytes | None:
    """What the site holds there; nothing where a picture has gone that was there a moment ago."""
    with contextlib.suppress(OSError):
        return site(path)
    return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who has gone elsewhere is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _reloading(page: bytes, number: int) -> bytes:
    script = f'<script src="{RELOAD_PATH}?after={number}" async></script></body>'
    return page.replace(b"</body>", script.encode(), 1)


class _Noticed(FileSystemEventHandler):
    """Sets `changed` for each event below a folder, or only for those of one file in it."""

    def __init__(self, changed: threading.Event, only: Path | None = None) -> None:
        self._changed = changed
        self._only = str(only) if only else None

    def on_any_event(self, event: FileSystemEvent) -> None:
        is_meant = self._only is None or self._only in {event.src_path, event.dest_path}
        if is_meant and event.event_type not in {"opened", "closed_no_write"}:
            self._changed.set()


class Preview:
    """Serves a site at http://`host`:`port`/: what `renew` gives, first and when something in `watched` changes.

    `renew` gives None where there is nothing new. Port 0 takes any free one. Raises OSError when the port is taken.
    """

    def __init__(self, watched: Iterable[Path], renew: Callable[[], Site | None], host: str, port: int) -> None:
        self._renew = renew
        self._editions = Editions()
        self._changed = threading.Event()
        self._stopped = threading.Event()
        handler = partial(_Handler, editions=self._editions)
        self._server = _Server((host, port), handler)
        self._observer = Observer()
        for path in watched:
            self._watch(path)

    def _watch(self, path: Path) -> None:
        """Watch a folder, or a file by way of its folder: most editors save by putting a new file in its place."""
        if path.is_dir():
            self._observer.schedule(_Noticed(self._changed), str(path), recursive=True)
        elif path.parent.is_dir():
            file = path.absolute()
            self._observer.schedule(_Noticed(self._changed, file), str(file.parent), recursive=False)

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}/"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Show, call `ready`, and serve until `stop` is called, or until Ctrl-C. No edit from now on is missed."""
        self._observer.start()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            # All that was read stays: the collector would look through it again and again while somebody waits.
            with uncollected():
                self._show()
                ready()
                self._go_on()
        finally:
            self._observer.stop()
            self._server.shutdown()
            self._server.server_close()

    def _go_on(self) -> None:
        is_tidy = False
        while not self._stopped.is_set():
            # With a time limit, so that Ctrl-C is heard on Windows too.
            if self._changed.wait(timeout=0.5):
                self._take_in_changes()
                is_tidy = False
            elif not is_tidy:
                gc.collect()
                is_tidy = True

    def stop(self) -> None:
        self._stopped.set()

    def _take_in_changes(self) -> None:
        self._stopped.wait(SETTLE_SECONDS)
        self._changed.clear()
        self._show()

    def _show(self) -> None:
        site = self._renew()
        if site is not None:
            self._editions.advance(site)
