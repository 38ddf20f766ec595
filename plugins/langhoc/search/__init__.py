"""Catalogue -> documents -> the files of an index that works from a server and from a disk."""

from langhoc.search.documents import Document, Shown, documents, page_document
from langhoc.search.facets import Facets
from langhoc.search.gazetteer import Gazetteer, gazetteer
from langhoc.search.index import index_files, made, renewed
from langhoc.search.kept import FIRST, Keeper, seal
from langhoc.search.renewal import Index
from langhoc.search.source import Source
from langhoc.search.synonyms import Synonyms
from langhoc.search.whole import MOST_IN_ONE

__all__ = [
    "FIRST",
    "MOST_IN_ONE",
    "Document",
    "Facets",
    "Gazetteer",
    "Index",
    "Keeper",
    "Shown",
    "Source",
    "Synonyms",
    "documents",
    "gazetteer",
    "index_files",
    "made",
    "page_document",
    "renewed",
    "seal",
]
