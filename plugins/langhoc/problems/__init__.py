"""What can be wrong with a catalogue: one family, `Problem`, whoever finds it and however it is shown."""

from langhoc.problems.codes import CODES, Code, Severity
from langhoc.problems.markdown import COMMENT_MARK, as_comment, as_summary, plain, told_again
from langhoc.problems.problem import Place, Problem, has_errors, in_reading_order
from langhoc.problems.report import FORMATS, report, visible_line
from langhoc.problems.rows import from_rows, rows

__all__ = [
    "CODES", "COMMENT_MARK", "FORMATS", "Code", "Place", "Problem", "Severity", "as_comment", "as_summary", "from_rows",
    "has_errors", "in_reading_order", "plain", "report", "rows", "told_again",
    "visible_line",
]  # fmt: skip
