"""A copy for Kiwix: the site's own pages, and what is said of them as a whole, as the entries of one ZIM file."""

from langhoc.editions.zim.stream import PROGRAM, stream

__all__ = ["PROGRAM", "stream"]
