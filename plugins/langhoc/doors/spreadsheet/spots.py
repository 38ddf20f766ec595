"""Where in a spreadsheet something stands, and problems there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from langhoc.doors.answers.refusal import Refused
from langhoc.doors.spreadsheet.grid import cell_name
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell, or a row where `column` is None (else counted from 0). `sheet` is named where a file has several.

    `heading` is what the sheet itself writes above the column.
    """

    file: str
    sheet: str
    row: int
    column: int | None = None
    heading: str = ""

    def at(self, column: int | None, heading: str = "") -> Spot:
        """A cell of the same row."""
        return replace(self, column=column, heading=heading)

    def place(self) -> Place:
        return Place(self.file, self.row, 0 if self.column is None else self.column + 1)

    def problem(self, code: str, message: Message, hint: Message | None = None, field: str = "") -> Problem:
        """A problem here; the message tells the sheet and the cell, as spreadsheet programs call them."""
        return Problem(
            code, self.place(), Message("{where}: {said}", {"where": self._said(), "said": message}), hint, field
        )

    def refused(self, why: Refused, field: str = "") -> Problem:
        return self.problem(why.code, why.message, why.hint, field)

    def _said(self) -> Message:
        if self.column is None:
            return Message(_("sheet “{sheet}”, row {row}"), {"sheet": self.sheet, "row": self.row})
        params = {"sheet": self.sheet, "cell": cell_name(self.row, self.column), "heading": self.heading}
        if not self.heading:
            return Message(_("sheet “{sheet}”, cell {cell}"), params)
        return Message(_("sheet “{sheet}”, cell {cell} ({heading})"), params)
