"""The spreadsheet door: templates to fill in, sheets read into records, records listed in sheets."""

from langhoc.doors.answers.columns import Columns
from langhoc.doors.answers.held import Held
from langhoc.doors.answers.names import Names, named
from langhoc.doors.spreadsheet.column_map import Mapped, read_column_map
from langhoc.doors.spreadsheet.exporting import exported, template
from langhoc.doors.spreadsheet.listing import Listed
from langhoc.doors.spreadsheet.proposing import Proposals, Proposed, Proposing
from langhoc.doors.spreadsheet.reading import ENDINGS, read_grids
from langhoc.doors.spreadsheet.rows import rows_of
from langhoc.doors.spreadsheet.spots import Spot

__all__ = [
    "ENDINGS", "Columns", "Held", "Listed", "Mapped", "Names", "Proposals", "Proposed", "Proposing", "Spot", "exported",
    "named", "read_column_map", "read_grids", "rows_of", "template",
]  # fmt: skip
