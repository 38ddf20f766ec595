"""Debian's Firefox, driven by its own Marionette protocol (version 3): JSON over a socket, no driver besides.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.running import eventually, free_port

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")

# As a cautious browser has it: each file of a disk is an origin of its own. Nothing is asked of other hosts.
PREFERENCES: dict[str, object] = {
    "security.fileuri.strict_origin_policy": True,
    "privacy.file_unique_origin": True,
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}
_SECONDS = 30


class Firefox:
    """One window. Commands are WebDriver's."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._read = connection.makefile("rb")
        self._number = 0
        self._receive()
        self._command("WebDriver:NewSession")

    def open(self, address: str) -> None:
        self._command("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: object) -> Any:
        """What a script returns, or what its promise comes to."""
        return self._command("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def wait(self, condition: str, *arguments: object) -> None:
        """Until an expression is true."""
        eventually(lambda: bool(self.run(f"return Boolean({condition})", *arguments)))

    def type(self, selector: str, text: str) -> None:
        """As a reader types; \\ue007 is Enter."""
        found = self._command("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self._command("WebDriver:ElementSendKeys", id=next(iter(found.values())), text=text)

    def click(self, selector: str) -> None:
        found = self._command("WebDriver:FindElement", using="css selector", value=selector)["value"]
        self._command("WebDriver:ElementClick", id=next(iter(found.values())))

    def back(self) -> None:
        self._command("WebDriver:Back")

    def _command(self, name: str, **parameters: object) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._connection.sendall(b"%d:%b" % (len(message), message))
        _kind, _number, error, result = self._receive()
        assert error is None, error
        return result

    def _receive(self) -> Any:
        """The next message: its length, a colon, JSON."""
        length = b""
        while (sign := self._read.read(1)) != b":":
            assert sign, "Firefox is gone"
            length += sign
        return json.loads(self._read.read(int(length)))


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A Firefox without a screen, with a new profile in an empty folder."""
    assert PROGRAM
    port = free_port()
    wanted = {**PREFERENCES, "marionette.port": port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [PROGRAM, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with _connected(port) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()


@contextmanager
def _connected(port: int) -> Iterator[socket.socket]:
    found: list[socket.socket] = []

    def connects() -> bool:
        try:
            found.append(socket.create_connection(("127.0.0.1", port), timeout=_SECONDS))
        except OSError:
            return False
        return True

    eventually(connects)
    with found[0] as connection:
        yield connection
