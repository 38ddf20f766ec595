"""Catalogue -> documents -> a lunr index that works from a server and from a disk."""

from langhoc.search.documents import Document, documents, page_document
from langhoc.search.index import index_file

__all__ = ["Document", "documents", "index_file", "page_document"]
