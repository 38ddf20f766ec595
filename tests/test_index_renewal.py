"""An index that is renewed after an edit has the bytes of one that is made of everything."""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langhoc.model import Location
from langhoc.search import Document, Gazetteer, Shown, Source, Synonyms, index_files, made, renewed, seal
from langhoc.search.gazetteer import Place

WORDS = (
    "Lớp", "lop", "LỚP", "vẽ", "ve", "vẻ", "đàn", "Đán", "bơi", "kỹ", "kĩ", "thuật", "nấu", "ăn", "phường", "p4", "hoà",
    "hòa", "yoga", "đọc", "sách", "dưỡng", "sinh", "trăm", "năm", "một", "hai", "ba", "vi", "tính",
)  # fmt: skip
KINDS = ("offer", "event", "centre", "area", "page", "topic", "resource")
FACETS = (("topic", "vi-tinh"), ("topic", "my thuật"), ("free", ""), ("open", ""), ("evening", ""), ("day", "mon"))
SYNONYMS = (("phường", "p", "ward"), ("vi tính", "tin học", "máy tính"), ("nấu ăn", "gia chánh"))
AREAS = ("tinh", "mot", "hai", "ba")
STANDING = [
    Document(id=one, path=one, kind="area", shown=Shown(one), titles=(one,), areas=(one,), facets=(("kind", "area"),))
    for one in AREAS
]
CENTRES = [
    Document(
        f"nha-{one}", f"nha-{one}", "centre", Shown(f"Nhà {one}"), ("Nhà",), areas=(one, "tinh"), at=(f"nha-{one}",)
    )
    for one in AREAS[1:]
]


def gazetteer(near: str) -> Gazetteer:
    wards = (
        Place(one, f"Phường {one}", (f"Phường {one}", f"{one} cũ"), one, "tinh", Location(latitude=n, longitude=106))
        for n, one in enumerate(AREAS[1:], 10)
    )
    marks = (Place(f"nha-{one}", f"Phường {one}", (near, f"Cầu {one} lớn"), one) for one in AREAS[1:])
    return Gazetteer((Place("tinh", "Tỉnh", ("Tỉnh Mẫu",), "tinh"), *wards), tuple(marks))


@dataclass
class Catalogue:
    """Documents that are edited, and beside them the index as it is renewed after each edit."""

    documents: dict[str, Document]
    near: str = "Chợ Lúa"
    files: dict[str, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        index = made(self.source(self.documents.values()))
        self.files = dict(index.files)
        self.kept = index.kept()
        assert index.seals.keys() == self.files.keys()

    def source(self, documents: Iterable[Document]) -> Source:
        topics = {"vi-tinh": ["Vi tính", "máy"], "my thuật": ["Mỹ thuật"]}
        labels = {"kind": [(kind, kind) for kind in KINDS]}
        return Source("vi", "", list(documents), gazetteer(self.near), Synonyms(SYNONYMS), labels, topics)

    def edit(self, come: Sequence[Document], gone: Iterable[str] = (), near: str = "Chợ Lúa") -> Mapping[str, bytes]:
        """What the edit rewrote. All files are as if they were made of everything."""
        self.near = near
        gone = set(gone) & self.documents.keys() - {one.id for one in come}
        self.documents |= {one.id: one for one in come}
        self.documents = {id: one for id, one in self.documents.items() if id not in gone}
        index = renewed(self.source(come), gone, self.kept.get)
        assert index
        self.files = {path: index.files.get(path) or self.files[path] for path in index.seals}
        self.kept |= index.kept()
        assert self.files == index_files(self.source(self.documents.values()))
        # By these browsers tell which files they need anew.
        assert index.seals == {path: seal(content) for path, content in self.files.items()}
        return index.files


def document(chance: random.Random, id: str) -> Document:
    def said(most: int) -> str:
        own = [f"từ{chance.randrange(900)}"] if chance.random() < 0.7 else []
        return " ".join([*chance.choices(WORDS, k=chance.randint(0, most)), *own])

    title = said(5)
    wards = tuple(chance.sample(AREAS[1:], chance.choice((0, 1, 1, 2))))
    return Document(
        id=id,
        path=f"{id}.html",
        kind=chance.choice(KINDS),
        shown=Shown(title, place=said(2), cost=said(1), until=chance.choice(("", "2026-12-24"))),
        titles=(title, *([said(4)] if chance.random() < 0.3 else [])),
        places=(said(3),),
        names=(said(2),) if chance.random() < 0.2 else (),
        texts=(said(9), said(4), f"số {id}"),
        areas=(*wards, "tinh") if wards else (),
        at=tuple(f"nha-{one}" for one in wards if chance.random() < 0.5),
        facets=tuple(one for one in FACETS if chance.random() < 0.3),
        worth=chance.randrange(12),
    )


def documents(chance: random.Random, count: int) -> dict[str, Document]:
    ids = [f"lop-{n}" for n in range(count)]
    return {one.id: one for one in (*STANDING, *CENTRES, *(document(chance, id) for id in ids))}


def edited(catalogue: Catalogue, chance: random.Random, most: int) -> None:
    """One edit by chance: documents go, come, are others altogether, or other in a little."""
    ids = sorted(catalogue.documents.keys() - {one.id for one in (*STANDING, *CENTRES)})
    gone = chance.sample(ids, min(len(ids), chance.choice((0, 0, 1, most))))
    come = [document(chance, id) for id in chance.sample(ids, min(len(ids), chance.choice((0, 1, most))))]
    come += [document(chance, f"moi-{chance.randrange(10**6)}") for _ in range(chance.choice((0, 0, 1, most)))]
    for id in chance.sample(ids, min(len(ids), 2)):
        come.append(_a_little_other(catalogue.documents[id], chance))
    near = chance.choice(("Chợ Lúa", "Chợ Lúa", "Bến xe Rơm"))
    catalogue.edit(list({one.id: one for one in come}.values()), gone, near)


def _a_little_other(one: Document, chance: random.Random) -> Document:
    change = chance.choice(("flags", "title", "worth", "area", "nothing"))
    if change == "flags":
        return replace(one, facets=tuple({*one.facets} ^ {("open", "")}))
    if change == "title":
        return replace(one, shown=replace(one.shown, title="Đàn bầu"), titles=("Đàn bầu", "từ7"))
    if change == "worth":
        return replace(one, worth=(one.worth + 5) % 12)
    return replace(one, areas=("hai", "tinh")) if change == "area" else one


@given(st.integers(0, 10**9), st.integers(0, 60))
@settings(max_examples=15, deadline=None)
def test_few_documents_in_one_file(seed: int, count: int) -> None:
    """A small index is one file before and after, from nothing to some dozens."""
    chance = random.Random(seed)
    catalogue = Catalogue(documents(chance, count))
    for _ in range(4):
        edited(catalogue, chance, most=5)
    assert list(catalogue.files) == ["vi.js"]


@given(st.integers(0, 10**9), st.integers(0, 60))
@settings(max_examples=15, deadline=None)
def test_few_documents_in_parts(seed: int, count: int) -> None:
    """Also of few documents each part is renewed, where they would not fit into a file."""
    chance = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.import_module("langhoc.search.whole"), "MOST_IN_ONE", 0)
        catalogue = Catalogue(documents(chance, count))
        for _ in range(4):
            edited(catalogue, chance, most=5)
    assert len(catalogue.files) > 10


@pytest.mark.parametrize("count", [1360, 2700])
def test_many_documents_in_parts(count: int) -> None:
    """Edits of a few of many, also where the table of numbers grows or words begin to be cut."""
    chance = random.Random(count)
    catalogue = Catalogue(documents(chance, count))
    for most in (1, 1, 3, 30, 3, 1):
        edited(catalogue, chance, most)
    assert len(catalogue.files) > 1


@pytest.mark.parametrize("count", [1017, 1362])
def test_over_borders_and_back(count: int) -> None:
    """Of 1,024 documents all can be in one file, and words are cut of more; 1,366 are too many for their numbers."""
    chance = random.Random(count)
    catalogue = Catalogue(documents(chance, count - 10))
    new = [document(chance, f"moi-{n}") for n in range(7)]
    for one in new:
        catalogue.edit([one])
    catalogue.edit([], [one.id for one in new[:5]])


def test_from_one_file_to_parts_and_back() -> None:
    """An index that outgrows its file is cut, and put together again when it is small."""
    chance = random.Random(1)
    catalogue = Catalogue(documents(chance, 40))
    assert len(catalogue.files) == 1
    many = [document(chance, f"moi-{n}") for n in range(1100)]
    catalogue.edit(many)
    assert len(catalogue.files) > 50
    catalogue.edit([], [one.id for one in many[5:]])
    assert len(catalogue.files) == 1
    catalogue.edit([], [*catalogue.documents.keys() - {one.id for one in STANDING}])
    assert len(catalogue.files) == 1


@pytest.fixture(scope="module")
def large() -> Catalogue:
    return Catalogue(documents(random.Random(5), 3000))


def test_an_edit_makes_the_parts_of_its_own_words_only(large: Catalogue) -> None:
    """A new title rewrites little of many hundred files, and little is kept anew."""
    before, pieces = large.files, large.kept
    one = large.documents["lop-1234"]
    title = "Đàn tranh cổ"
    rewritten = large.edit([replace(one, shown=Shown(title), titles=(title,))])
    assert rewritten.keys() == {path for path, content in large.files.items() if before.get(path) != content}
    assert 0 < len(rewritten) < 40
    assert sum(pieces.get(name) != content for name, content in large.kept.items()) < 40
    assert not large.edit([large.documents["lop-1234"]])


def test_what_was_kept_is_not_used_where_it_does_not_fit(large: Catalogue) -> None:
    """Without a piece, with one of another index, or with other synonyms, there is nothing to go on from."""
    other = {**large.kept, "s0": made(large.source(STANDING)).kept()["s0"]}
    new = [document(random.Random(2), f"lop-{n}") for n in range(40)]
    for kept in ({}, {"index": large.kept["index"]}, other):
        assert renewed(large.source(new), set(), kept.get) is None
    source = replace(large.source(new), synonyms=Synonyms([("a", "b")]))
    assert renewed(source, set(), large.kept.get) is None
