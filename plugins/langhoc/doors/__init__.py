"""What is derived from the model for those who write records: so far, the field reference."""

from langhoc.doors.examples import EXAMPLES, Example
from langhoc.doors.field_reference import field_reference
from langhoc.doors.keys import Key, Takes, keys, parts_of

__all__ = ["EXAMPLES", "Example", "Key", "Takes", "field_reference", "keys", "parts_of"]
