"""Catalogue -> pages: which there are, and what each shows. A body depends on records and the day only."""

from langhoc.site.pages.all import FromEditors, Pages
from langhoc.site.pages.calling import whom_to_call
from langhoc.site.pages.page import Page

__all__ = ["FromEditors", "Page", "Pages", "whom_to_call"]
