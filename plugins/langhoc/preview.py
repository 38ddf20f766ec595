"""A live preview: a small web server over the built site, which tells open pages when a new build stands.

The site's bytes stay as they are; the server adds one script to the pages it hands out. The script waits for an
answer that comes when there is something new, so a page is fresh as soon as the build is, and the site's strict
policy (scripts of its own host only) holds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

RELOAD_PATH = "/-/langhoc-reload.js"
WAIT_SECONDS = 25
# Editors save in several steps (write, rename, touch): they are one edit.
SETTLE_SECONDS = 0.05

_RELOAD = b"location.reload();\n"
_AGAIN = b"""(function () {
  var script = document.createElement("script");
  script.src = "%s?after=%d";
  script.onerror = function () { setTimeout(function () { document.head.append(script.cloneNode()); }, 1000); };
  document.head.append(script);
})();
"""


class Editions:
    """Counts the builds that stand, and lets others wait for the next."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = threading.Condition()

    @property
    def number(self) -> int:
        return self._number

    def advance(self) -> None:
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait_for_newer(self, than: int, seconds: float = WAIT_SECONDS) -> bool:
        """Whether there is one newer, within `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number > than, timeout=seconds)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, editions: Editions, **options: object) -> None:
        self._editions = editions
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == RELOAD_PATH:
            self._tell_when_new(parse_qs(address.query))
        elif (page := self._page(address.path)) is not None:
            self._answer(page, "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _tell_when_new(self, query: dict[str, list[str]]) -> None:
        after = int(query["after"][0]) if query.get("after", [""])[0].isdigit() else self._editions.number
        script = _RELOAD if self._editions.wait_for_newer(after) else _AGAIN % (RELOAD_PATH.encode(), after)
        self._answer(script, "text/javascript; charset=utf-8")

    def _page(self, path: str) -> bytes | None:
        """The page at `path` with the reload script, or None when it is no page."""
        file = Path(self.translate_path(path))
        if file.is_dir():
            file = file / "index.html"
        if file.suffix != ".html" or not file.is_file():
            return None
        script = f'<script src="{RELOAD_PATH}?after={self._editions.number}" async></script></body>'
        return file.read_bytes().replace(b"</body>", script.encode(), 1)

    def _answer(self, content: bytes, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        if not any(b"Cache-Control" in line for line in getattr(self, "_headers_buffer", [])):
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the preview tells of builds, not of requests."""


class _Noticed(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in {"opened", "closed_no_write"}:
            self._changed.set()


class Preview:
    """Serves `site_dir` at http://`host`:`port`/ and calls `rebuild` when something in `watched` changes.

    `rebuild` says whether a new build stands. Port 0 takes any free one. Raises OSError when the port is taken.
    """

    def __init__(self, site_dir: Path, watched: Iterable[Path], rebuild: Callable[[], bool], host: str, port: int):
        self._rebuild = rebuild
        self._editions = Editions()
        self._changed = threading.Event()
        self._stopped = threading.Event()
        handler = partial(_Handler, editions=self._editions, directory=str(site_dir))
        self._server = ThreadingHTTPServer((host, port), handler)
        self._server.daemon_threads = True
        self._observer = Observer()
        for path in watched:
            if path.exists():
                self._observer.schedule(_Noticed(self._changed), str(path), recursive=path.is_dir())

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}/"

    def run(self) -> None:
        """Serve until `stop` is called, or until Ctrl-C."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._observer.start()
        try:
            while not self._stopped.is_set():
                # With a time limit, so that Ctrl-C is heard on Windows too.
                if self._changed.wait(timeout=0.5):
                    self._take_in_changes()
        finally:
            self._observer.stop()
            self._server.shutdown()
            self._server.server_close()

    def stop(self) -> None:
        self._stopped.set()

    def _take_in_changes(self) -> None:
        self._stopped.wait(SETTLE_SECONDS)
        self._changed.clear()
        if self._rebuild():
            self._editions.advance()
