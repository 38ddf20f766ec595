"""The command `langhoc`: the only place that prints, asks, or exits."""

from __future__ import annotations

import io
import os
import signal
import sys

from langhoc.cli.exits import STOPPED


def main() -> None:
    """The entry point. Quick to start: Ctrl-C while the rest is being loaded is no fault to be traced.

    Being terminated, as a build server does it, is the same as Ctrl-C: what was begun is put in order.
    """
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _speak_utf8()
        from langhoc.cli.commands import langhoc  # noqa: PLC0415 (the point of this function)

        langhoc()
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    finally:
        _let_go()


def _speak_utf8() -> None:
    """Write UTF-8 wherever output goes, and never fail for a sign: an old console, or a pipe on Windows, has few.

    An encoding that the user asked for by name stays; what it lacks is written as an escape.
    """
    encoding = None if os.environ.get("PYTHONIOENCODING") else "utf-8"
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _let_go() -> None:
    """Drop output that nobody takes: Python would complain of it at its very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
