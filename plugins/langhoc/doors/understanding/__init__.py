"""A message's answers -> a record, as far as they are clear; what is not stays a text, and of each it is said which.

Nothing is guessed, and nothing is lost: an answer becomes values of the record, or a sentence of its description, or
is told to the editor as left out.
"""

from langhoc.doors.understanding.draft import Took, Understood
from langhoc.doors.understanding.whole import understood

__all__ = ["Took", "Understood", "understood"]
