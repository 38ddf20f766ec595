"""What files gave when they were last read, for a process that reads the same folder again and again."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from langhoc.cache import Looks, can_tell, looks_of
from langhoc.reading.files import RecordFile
from langhoc.reading.record_file import FileReading


class Memory:
    """A file that looks as it did is not read again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, tuple[str, ...]], tuple[Looks, FileReading]] = {}

    def readings(
        self,
        files: Sequence[RecordFile],
        languages: tuple[str, ...],
        read: Callable[[Sequence[RecordFile], tuple[str, ...]], list[FileReading]],
    ) -> list[FileReading]:
        """What each of the files gives; `read` reads those that are new or have changed."""
        begun = time.time_ns()
        seen = [_looks(file.path) for file in files]
        known = [self._known(file, languages, looks) for file, looks in zip(files, seen, strict=True)]
        unknown = [file for file, reading in zip(files, known, strict=True) if reading is None]
        fresh = iter(read(unknown, languages))
        readings = [next(fresh) if reading is None else reading for reading in known]
        self._kept = {
            (file.path, languages): (looks, reading)
            for file, looks, reading in zip(files, seen, readings, strict=True)
            if looks and can_tell(looks, begun)
        }
        return readings

    def _known(self, file: RecordFile, languages: tuple[str, ...], looks: Looks | None) -> FileReading | None:
        kept = self._kept.get((file.path, languages))
        return kept[1] if kept and kept[0] == looks else None


def _looks(path: Path) -> Looks | None:
    with contextlib.suppress(OSError):
        return looks_of(path.stat())
    return None
