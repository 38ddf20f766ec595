"""A file of a spreadsheet program, read by a process of its own: run as a script, it writes JSON to its output.

It imports nothing of this package, so that it begins at once. Such files are zip archives of XML, or older than that,
and come from strangers. Whatever one does to its reader (fill all memory from a few kilobytes, never end, break it)
ends with that process.
"""

from __future__ import annotations

import contextlib
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

MOST_BYTES = 32 * 1024 * 1024
"""A list of ten thousand places is three megabytes large."""
MOST_INFLATED = 512 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100_000, 1_000, 4_000_000
_MEMORY = 1024 * 1024 * 1024

LOCKED, DAMAGED, HUGE = "locked", "damaged", "huge"
_MIDNIGHT = timedelta()
_DAY = timedelta(days=1)
# Where spreadsheet programs begin to count days: a time of day is one on these.
_FIRST_YEAR = 1904


def main(path: str) -> None:
    _bound_memory()
    try:
        said: dict[str, Any] = {"sheets": list(_sheets(path))}
    except (_TooMuch, MemoryError):
        said = {"refused": HUGE}
    except _Locked:
        said = {"refused": LOCKED}
    except Exception:
        said = {"refused": DAMAGED}
    json.dump(said, sys.stdout)


class _TooMuch(Exception):
    """There is more in it than any list has."""


class _Locked(Exception):
    """It wants a password."""


def _bound_memory() -> None:
    """Let the system refuse memory, where it can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (there is none on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _sheets(path: str) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, PasswordError  # noqa: PLC0415 (memory is bounded first)

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_INFLATED:
                raise _TooMuch
    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise _Locked from error
    left = MOST_CELLS
    for name in workbook.sheet_names:
        rows = _rows(workbook.get_sheet_by_name(name))
        left -= sum(map(len, rows))
        if left < 0:
            raise _TooMuch
        yield {"name": name, "rows": rows}


def _rows(sheet: Any) -> list[list[Any]]:
    """Up to the last row in which something stands."""
    # Rows come from the sheet's first on, cells from the first column on in which anything stands.
    left = sheet.start[1] if sheet.start else 0
    rows: list[list[Any]] = []
    last = 0
    for cells in sheet.iter_rows():
        row = [_told(cell) for cell in cells]
        while row and row[-1] is None:
            row.pop()
        rows.append([None] * left + row if row else [])
        last = len(rows) if row else last
        if last > MOST_ROWS or left + len(row) > MOST_COLUMNS:
            raise _TooMuch
    return rows[:last]


def _told(cell: Any) -> Any:
    """As JSON has it; days and times as groups of one key."""
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, datetime):
        return {"time": cell.time().isoformat()} if cell.year <= _FIRST_YEAR else {"moment": cell.isoformat()}
    if isinstance(cell, timedelta) and _MIDNIGHT <= cell < _DAY:
        cell = (datetime.min + cell).time()
    if isinstance(cell, date | time):
        return {"day" if isinstance(cell, date) else "time": cell.isoformat()}
    return str(cell)


if __name__ == "__main__":
    main(sys.argv[1])
