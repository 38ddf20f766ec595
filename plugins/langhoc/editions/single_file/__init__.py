"""One HTML file with all pages of a catalogue, and what anybody can read of it without a script."""

from langhoc.editions.single_file.file import single_file
from langhoc.editions.single_file.media import fitting

__all__ = ["fitting", "single_file"]
