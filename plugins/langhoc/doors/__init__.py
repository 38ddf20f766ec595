"""What is derived from the model and the records for those who write them: references, forms, what is missing."""

from langhoc.doors.codeowners import CODEOWNERS, codeowners
from langhoc.doors.examples import EXAMPLES, Example
from langhoc.doors.field_reference import field_reference
from langhoc.doors.gap_report import GAP_FORMATS, GapReport, body_page, gap_report
from langhoc.doors.keys import Key, Takes, keys, parts_of

__all__ = [
    "CODEOWNERS", "EXAMPLES", "GAP_FORMATS", "Example", "GapReport", "Key", "Takes",
    "body_page", "codeowners", "field_reference", "gap_report",
    "keys", "parts_of",
]  # fmt: skip
