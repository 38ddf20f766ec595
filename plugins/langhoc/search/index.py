"""Documents -> the files of a search index: one while it is small, else a head and parts that are loaded as needed.

Terms stand in parts in the order of the alphabet. Where a part begins is decided by the terms around it, and a
document's number by its id, so that an edit rewrites the parts of its own words only.

Each part is a classic script that hands over what it holds, for a page from a disk cannot fetch:
    head          the words there are; how the rest is cut
    w<hash>       words, and values of facets, with their documents, from one word of the head to where the next begins
    p<n>-<number> what ends with two words, by the hash of these: the documents in whose titles they stand side by side,
                  and the areas and landmarks that are called so
    a<n>-<number> areas by the hash of their ids: where they lie, and what lies around them
    t<hash>       the areas in one that is in no other, with their documents
    s<n>-<number> what results show
    d             what facets and their values are called
By the first number they are cut: a browser that kept an older head asks for parts that are not there, not for others.
theme/scripts/search/20-parts.js reads them.
"""

from __future__ import annotations

from collections.abc import Set

from langhoc.search.changes import Changes
from langhoc.search.entries import Entry, Reader
from langhoc.search.kept import FIRST, Keeper, Shelf, Unreadable, seal
from langhoc.search.numbers import numbered, slots_for
from langhoc.search.renewal import Index, in_parts
from langhoc.search.source import Source
from langhoc.search.state import Entries, State, name_of_entries, piece_of_entries, restored
from langhoc.search.terms import FEW
from langhoc.search.whole import in_one

_EMPTY = Shelf(lambda name: None, {})


def index_files(source: Source) -> dict[str, bytes]:
    """The files of the index by their paths in the folder of indexes: "vi.js", and "vi/…" for its parts."""
    return dict(made(source).files)


def made(source: Source) -> Index:
    """The index of all documents of the source."""
    return _index(source, frozenset(), State(), _EMPTY)


def renewed(source: Source, gone: Set[str], keeper: Keeper) -> Index | None:
    """The index after an edit, from what was kept of the one before: the same files as of all documents.

    The source's documents are those that are new or may have changed; `gone` are ids that were there before. None when
    what is kept cannot be used: it is another's, damaged, or of texts that meant other things.
    """
    try:
        before = restored(keeper, source.synonyms)
        return _index(source, gone, before, Shelf(keeper, before.seals))
    except Unreadable:
        return None


def _index(source: Source, gone: Set[str], before: State, shelf: Shelf) -> Index:
    reader = Reader(before.vocabulary, source.synonyms)
    entries = {document.id: reader.entry(document) for document in source.documents}
    kept = Entries(shelf, before.chunk)
    ids = dict.fromkeys(id for id in (*before.numbers, *entries) if id in entries or id not in gone)
    slots = slots_for(len(ids))
    is_like_before = slots == before.slots and ids.keys() == before.numbers.keys()
    numbers = before.numbers if is_like_before else numbered(ids, slots)
    if len(ids) <= FEW or slots != before.slots:
        everything = {id: entries.get(id) or kept.at(before.numbers[id]) for id in ids}
        if len(ids) <= FEW and (content := in_one(source, everything, before.vocabulary)):
            return _whole(source, before, everything, content)
        if slots != before.slots:
            before, entries, shelf = before.emptied(), everything, _EMPTY
    return in_parts(source, before, shelf, kept, Changes(before, kept, entries, numbers), slots)


def _whole(source: Source, before: State, entries: dict[str, Entry], content: bytes) -> Index:
    """An index of one file; entries are all that is kept of it."""
    path = f"{source.language}.js"
    state = before.emptied()
    state.numbers = {id: number for number, id in enumerate(entries)}
    state.chunk = max(1, len(entries))
    state.files = {path: seal(content)}

    def kept() -> dict[str, bytes]:
        pieces = {name_of_entries(0): piece_of_entries(dict(enumerate(entries.values())))} if entries else {}
        state.seals = {name: seal(piece) for name, piece in pieces.items()}
        return {**pieces, FIRST: state.kept(source.synonyms)}

    files = {path: content} if before.files != state.files else {}
    return Index(state.files, files, kept)
