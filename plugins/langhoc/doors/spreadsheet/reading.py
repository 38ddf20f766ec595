"""A spreadsheet file on disk -> what it holds, or why it cannot be read. Never raises for what a file holds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from langhoc.doors.answers.cell import Cell
from langhoc.doors.answers.texts import unguarded
from langhoc.doors.spreadsheet import workbook
from langhoc.doors.spreadsheet.csv_text import TooMuch, Unreadable, csv_grid
from langhoc.doors.spreadsheet.grid import Grid, without_end
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem

WORKBOOKS = (".xlsx", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
# The same inside as .xlsx and .xls; what programs they hold is not run.
_KIN = (".xlsm", ".xlsb")
ENDINGS = (*WORKBOOKS, *TEXTS, *_KIN)
_SECONDS = 120
_UNICODE = ("utf-8", "utf-16")

_REASONS = {
    workbook.LOCKED: (
        _("The file wants a password."),
        _("Open it, take the password off (File, Info, Protect), and save it again."),
    ),
    workbook.DAMAGED: (
        _("The file is damaged, or it is not what its name says."),
        _("Open it in Excel or LibreOffice and save it as .xlsx."),
    ),
    workbook.HUGE: (
        _("There is far more in the file than any list has."),
        _("Copy the rows that are filled in to a new file, and save that."),
    ),
}


def read_grids(path: Path, name: str, encoding: str | None = None) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    """The sheets of the file at `path`, and what is to be told of it; no sheets where it cannot be read.

    `name` is what the file is called in problems, `encoding` that of a text, where somebody says it.
    """
    try:
        if not path.is_file():
            return _refused(name, _("There is no such file."))
        if path.stat().st_size > workbook.MOST_BYTES:
            return _refused(name, *_REASONS[workbook.HUGE])
        if path.suffix.lower() in TEXTS:
            return _text(path.read_bytes(), name, encoding)
    except OSError as error:
        params = {"reason": error.strerror or str(error)}
        return (), (Problem("bad-sheet", Place(name), Message(_("The file cannot be read: {reason}."), params)),)
    if path.suffix.lower() not in ENDINGS:
        hint = Message(_("Such files end in {endings}."), {"endings": " ".join((*WORKBOOKS, TEXTS[0]))})
        return (), (Problem("bad-sheet", Place(name), Message(_("This is no spreadsheet.")), hint),)
    return _workbook(path, name)


def _refused(name: str, message: str, hint: str | None = None) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    return (), (Problem("bad-sheet", Place(name), Message(message), Message(hint) if hint else None),)


def _text(data: bytes, name: str, encoding: str | None) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    try:
        grid, found = csv_grid(data, Path(name).stem, encoding)
    except TooMuch:
        return _refused(name, *_REASONS[workbook.HUGE])
    except Unreadable:
        message = Message(_("The letters of the file cannot be read."))
        hint = Message(_("Save it in Excel as “CSV UTF-8”, or as .xlsx; or say --encoding, as cp1258."))
        return (), (Problem("bad-sheet", Place(name), message, hint),)
    grid = Grid(grid.name, tuple(tuple(_unguarded(cell) for cell in row) for row in grid.rows))
    if encoding or found.startswith(_UNICODE):
        return (grid,), ()
    message = Message(_("The file is no UTF-8; it was read as {encoding}."), {"encoding": found})
    hint = Message(_("If letters are wrong, save it in Excel as “CSV UTF-8”, or say --encoding."))
    return (grid,), (Problem("mended-cell", Place(name), message, hint),)


def _unguarded(cell: Cell) -> Cell:
    return unguarded(cell) if isinstance(cell, str) else cell


def _workbook(path: Path, name: str) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    said = _told(path)
    if "sheets" not in said:
        return _refused(name, *_REASONS[said["refused"]])
    return tuple(Grid(sheet["name"], tuple(map(_row, sheet["rows"]))) for sheet in said["sheets"]), ()


def _told(path: Path) -> dict[str, Any]:
    """What the process says that reads the file; where it was stopped or broke, that is what there is to say."""
    command = [sys.executable, "-P", workbook.__file__, str(path)]
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False, encoding="utf-8"
        )
        said = json.loads(ended.stdout) if ended.returncode == 0 else {"refused": workbook.HUGE}
    except subprocess.TimeoutExpired:
        return {"refused": workbook.HUGE}
    except ValueError:
        return {"refused": workbook.DAMAGED}
    # A reader in Rust that finds no way on ends with this code; one that gets no memory is stopped by a signal.
    return {"refused": workbook.DAMAGED} if ended.returncode == 1 else said


_MOMENTS: dict[str, Callable[[str], Cell]] = {
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "moment": datetime.fromisoformat,
}


def _row(cells: Sequence[Any]) -> tuple[Cell, ...]:
    return without_end([_cell(cell) for cell in cells])


def _cell(told: Any) -> Cell:
    if isinstance(told, dict):
        ((sort, text),) = told.items()
        return _MOMENTS[sort](text)
    if isinstance(told, str):
        return told.replace("\r\n", "\n").replace("\r", "\n")
    return told if isinstance(told, bool) or told is None else float(told)
