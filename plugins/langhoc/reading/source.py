"""A file's text, brought to one form: UTF-8, NFC, ordinary spaces. What was mended is told."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from langhoc import vietnamese
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem

LARGEST = 1024 * 1024
NO_FILE = _("A folder, a pipe or a device stands where a file should.")

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# YAML and some editors end a line at these; nobody who copied one from a web page meant to.
_LINE_SIGNS = re.compile("[\u0085\u2028\u2029]")

_MENDED = {
    "nfd": ("mended-nfd", _("Letters written as several signs (NFD) were read as one.")),
    "nbsp": ("mended-nbsp", _("Special spaces were read as ordinary ones.")),
    "invisible": ("mended-invisible", _("Signs that cannot be seen were left out.")),
    "eth": ("mended-eth", _("Ð was read as Đ.")),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read. `name` is its path relative to the catalogue's folder, with slashes."""

    name: str
    text: str
    lines: tuple[str, ...]

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """The place at `line` and `column`, counted from 0 as YAML's marks count."""
        # Of a file that ends within a line libyaml says that it goes on in the next.
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        excerpt = self.lines[line]
        return Place(self.name, line + 1, column + 1, excerpt, max(1, min(width, len(excerpt) - column)))


def read_bytes(path: Path, name: str) -> bytes | Problem:
    """The file's bytes, at most LARGEST of them, or why not. Never waits, as a pipe would make it.

    Links are not followed: one in a stranger's change could show any file of the computer that checks it.
    """
    try:
        looks = os.lstat(path)
        if stat.S_ISLNK(looks.st_mode):
            message = Message(_("This is a link to another file; it is not followed."))
            return Problem("unreadable", Place(name), message)
        if not stat.S_ISREG(looks.st_mode):
            return Problem("unreadable", Place(name), Message(NO_FILE))
        # To ask for more than there is takes as long as to read: room for all of it is made first.
        with path.open("rb", buffering=0) as file:
            data = file.readall() if looks.st_size <= LARGEST else file.read(LARGEST + 1)
    except OSError as error:
        message = Message(_("The file cannot be read: {reason}."), {"reason": error.strerror or str(error)})
        return Problem("unreadable", Place(name), message)
    if len(data) > LARGEST:
        return Problem("too-large", Place(name), Message(_("The file is larger than 1 MiB.")))
    return data


def decode(data: bytes, name: str) -> tuple[Source | None, list[Problem]]:
    """The text of `data`, with a notice for each thing that was mended; or None, and why."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        raw = data.decode()
    except UnicodeDecodeError as error:
        return None, [_not_utf_8(data, name, error)]
    text, mended = tidy(raw.replace("\r\n", "\n").replace("\r", "\n"))
    notices = [Problem(_MENDED[key][0], Place(name), Message(_MENDED[key][1])) for key in mended]
    return Source(name, text, tuple(text.split("\n"))), notices


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with as many lines as before, as `vietnamese.clean` gives it, and what was mended."""
    if vietnamese.is_clean(text):
        return text, ()
    spaced = _LINE_SIGNS.sub(" ", text)
    cleaned = vietnamese.clean(spaced)
    mended = {*cleaned.mended, "nbsp"} if spaced != text else set(cleaned.mended)
    return cleaned.text, tuple(sorted(mended))


def _not_utf_8(data: bytes, name: str, error: UnicodeDecodeError) -> Problem:
    hint = Message(_("Save it as UTF-8, in Notepad by File, Save as, Encoding."))
    if data.startswith(_UTF_16):
        return Problem("not-utf-8", Place(name), Message(_("The file is UTF-16.")), hint)
    before = data[: error.start]
    line = before.count(b"\n")
    column = len(before.rpartition(b"\n")[2].decode())
    excerpt = data.split(b"\n")[line].decode("utf-8", "replace").rstrip("\r")
    message = Message(_("The file is not UTF-8: the sign at this place cannot be read."))
    return Problem("not-utf-8", Place(name, line + 1, column + 1, excerpt), message, hint)
