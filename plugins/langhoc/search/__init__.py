"""Catalogue -> documents -> the files of an index that works from a server and from a disk."""

from langhoc.search.documents import Document, Shown, documents, page_document
from langhoc.search.facets import Facets
from langhoc.search.gazetteer import Gazetteer, gazetteer
from langhoc.search.index import MOST_IN_ONE, Source, index_files
from langhoc.search.synonyms import Synonyms

__all__ = [
    "MOST_IN_ONE",
    "Document",
    "Facets",
    "Gazetteer",
    "Shown",
    "Source",
    "Synonyms",
    "documents",
    "gazetteer",
    "index_files",
    "page_document",
]
