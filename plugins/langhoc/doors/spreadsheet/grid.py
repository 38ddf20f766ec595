"""What a spreadsheet file holds, whatever sort of file it is: sheets of rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from langhoc.doors.answers.cell import Cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet by its name, its rows from the first one on; a row ends at its last cell that holds something."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def numbered(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows in which something stands, with their numbers as spreadsheet programs count them."""
        return ((number, row) for number, row in enumerate(self.rows, start=1) if row)


def letters(column: int) -> str:
    """What spreadsheet programs call the column, counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheet programs call it, as C5; the row counts from 1, the column from 0."""
    return f"{letters(column)}{row}"


def without_end(row: list[Cell]) -> tuple[Cell, ...]:
    """The row up to its last cell that holds something; what holds spaces alone holds nothing."""
    cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)
