"""What can be wrong with a catalogue: one family, `Problem`, whoever finds it and however it is shown."""

from langhoc.problems.codes import CODES, Code, Severity
from langhoc.problems.problem import Place, Problem, has_errors, in_reading_order
from langhoc.problems.report import FORMATS, report
from langhoc.problems.rows import from_rows, rows

__all__ = [
    "CODES", "FORMATS", "Code", "Place", "Problem", "Severity", "from_rows", "has_errors", "in_reading_order", "report",
    "rows",
]  # fmt: skip
