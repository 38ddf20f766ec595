"""What files gave when they were last read, for a process that reads the same folder again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from langhoc.reading.files import RecordFile
from langhoc.reading.record_file import FileReading

Signature = tuple[int, int, int, int]
"""Of a file: its size; when it, and what is known of it, were last changed, in nanoseconds; its number on the disk."""

# A file system's clock goes on in steps: within one of them a file may change and look as before.
_STEP_NS = 2_000_000_000


class Memory:
    """A file that looks as it did is not read again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, tuple[str, ...]], tuple[Signature, FileReading]] = {}

    def readings(
        self,
        files: Sequence[RecordFile],
        languages: tuple[str, ...],
        read: Callable[[Sequence[RecordFile], tuple[str, ...]], list[FileReading]],
    ) -> list[FileReading]:
        """What each of the files gives; `read` reads those that are new or have changed."""
        begun = time.time_ns()
        seen = [_signature(file.path) for file in files]
        known = [self._known(file, languages, looks) for file, looks in zip(files, seen, strict=True)]
        unknown = [file for file, reading in zip(files, known, strict=True) if reading is None]
        fresh = iter(read(unknown, languages))
        readings = [next(fresh) if reading is None else reading for reading in known]
        self._kept = {
            (file.path, languages): (looks, reading)
            for file, looks, reading in zip(files, seen, readings, strict=True)
            if looks and begun - max(looks[1], looks[2]) > _STEP_NS
        }
        return readings

    def _known(self, file: RecordFile, languages: tuple[str, ...], looks: Signature | None) -> FileReading | None:
        kept = self._kept.get((file.path, languages))
        return kept[1] if kept and kept[0] == looks else None


def _signature(path: Path) -> Signature | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
