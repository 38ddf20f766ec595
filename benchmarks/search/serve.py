"""A folder, served as a good host would: texts compressed as far as gzip goes, and every byte counted."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What hosts compress. Pagefind compresses its own files (.pagefind, .pf_…) already: they go as they are.
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
# A page may then read the clock to 5 µs; otherwise browsers round to 100.
_ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}


@dataclass(frozen=True, slots=True)
class Served:
    """A file that was asked for: its path from the folder, as "search/vi.js", and the bytes of the body sent."""

    path: str
    size: int


class Counting(ThreadingHTTPServer):
    """Serves `folder` and notes what it sent. Every answer waits `delay` seconds, as on a line that is far."""

    daemon_threads = True

    def __init__(self, folder: Path, delay: float) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.folder, self.delay = folder, delay
        self._served: list[Served] = []
        self._bodies: dict[str, bytes] = {}
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def note(self, served: Served) -> None:
        with self._lock:
            self._served.append(served)

    def taken(self) -> list[Served]:
        """What was sent since this was last asked."""
        with self._lock:
            served, self._served = self._served, []
        return served

    def body(self, path: str) -> bytes | None:
        """As it goes over the line; None when there is no such file."""
        file = self.folder / path
        if not file.is_file():
            return None
        if path not in self._bodies:
            content = file.read_bytes()
            self._bodies[path] = gzip.compress(content, 9, mtime=0) if file.suffix in _COMPRESSED else content
        return self._bodies[path]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Counting

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        path += "index.html" if not path or path.endswith("/") else ""
        body = self.server.body(path)
        time.sleep(self.server.delay)
        if body is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        # A browser that goes on to another page does not wait for what this one asked for.
        with suppress(ConnectionError):
            self._send(path, body)
            self.server.note(Served(path, len(body)))

    def _send(self, path: str, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        headers = {
            "Content-Type": mimetypes.guess_type(path)[0] or "application/octet-stream",
            "Content-Length": str(len(body)),
            "Cache-Control": "max-age=3600",
            **({"Content-Encoding": "gzip"} if Path(path).suffix in _COMPRESSED else {}),
            **_ISOLATED,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what was sent is noted."""


@contextmanager
def served(folder: Path, delay: float = 0) -> Iterator[Counting]:
    """The folder at `address` while the block runs."""
    server = Counting(folder, delay)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
