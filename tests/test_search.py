"""What search finds, in which order, and that the browser's index is lunr.py's own."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder
from lunr.query import Query, QueryPresence

from langhoc import vietnamese
from langhoc.catalogue import Catalogue, Checked
from langhoc.model import Area, LearningCentre, Offer, Record, Settings, Topic
from langhoc.reading import Found
from langhoc.search import Document, documents, index_file, page_document
from langhoc.search.index import BOOSTS, Reader
from langhoc.search.words import written_words
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.urls import Urls

ROOT = Path(__file__).parent.parent
MOST_BYTES = 40_000

# One process answers every question, a line each. The scripts run as a page runs them: together, in a window.
NODE = """
const { readFileSync } = require("fs");
const run = (file) => require("vm").runInThisContext(readFileSync(file, "utf8"));
globalThis.window = globalThis;
delete globalThis.exports; // A page has none, and lunr looks for it.
run(process.argv[1]);
let catalogue;
const answers = {
  load: (file) => {
    langhoc.receiveIndex = (data) => (catalogue = langhoc.unpack(data));
    run(file);
    return catalogue.index.invertedIndex;
  },
  search: (text) => {
    const found = langhoc.search(catalogue, text);
    return { complete: found.complete, lines: found.results.map((one) => [one.path, found.namesOf(one)]) };
  },
  ask: ([text, required]) => {
    const clauses = langhoc.clauses(langhoc.understand(text).words, required);
    const hits = langhoc.ask(catalogue.index, clauses);
    return [clauses, hits.map((hit) => [hit.ref, hit.score])];
  },
  known: (text) => !/\\P{Assigned}/u.test(text),
  words: (text) => langhoc.writtenWords(text).map((word) => [word.folded, word.marked]),
};
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [question, items] = JSON.parse(line);
  let answer;
  try {
    answer = { items: items.map(answers[question]) };
  } catch (error) {
    answer = { error: error.stack };
  }
  console.log(JSON.stringify(answer));
});
"""


@dataclass(frozen=True)
class Answer:
    """Paths of results, best first; the names that each was found by; whether all have all words."""

    paths: list[str]
    known: dict[str, list[str]]
    complete: bool


class Node:
    """The page's search scripts in one Node process; an index is loaded before it is searched."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._folder = folder
        self._loaded: bytes | None = None

    def ask(self, question: str, items: list[Any]) -> list[Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([question, items]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        items: list[Any] = answer["items"]
        return items

    def load(self, index: bytes) -> dict[str, Any]:
        """Load an index file; gives lunr's inverted index made from it."""
        file = self._folder / "index.js"
        file.write_bytes(index)
        self._loaded = index
        inverted: dict[str, Any] = self.ask("load", [str(file)])[0]
        return inverted

    def search(self, index: bytes, *texts: str) -> list[Answer]:
        if index is not self._loaded:
            self.load(index)
        return [
            Answer([path for path, _ in one["lines"]], dict(one["lines"]), one["complete"])
            for one in self.ask("search", list(texts))
        ]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    program = shutil.which("node")
    assert program, "the suite needs Node.js: it runs the page's search"
    folder = tmp_path_factory.mktemp("search")
    engine = folder / "engine.js"
    engine.write_bytes(Assets(theme_dir()).search_script[1])
    pipe = subprocess.PIPE
    with subprocess.Popen([program, "-e", NODE, str(engine)], stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Node(process, folder)
        assert process.stdin
        process.stdin.close()


def catalogue(*records: Record, title: str = "Làng Mẫu") -> Catalogue:
    return Catalogue(
        Settings.model_validate({"title": title}), tuple(Found(record, "data/x.yml") for record in records)
    )


def area(id: str, title: str, **keys: Any) -> Area:
    return Area.model_validate({"id": id, "title": title, "type": "ward", **keys})


def centre(id: str, title: str, area: str, **keys: Any) -> LearningCentre:
    return LearningCentre.model_validate({"id": id, "title": title, "type": "other", "area": area, **keys})


def offer(id: str, title: str | dict[str, str], **keys: Any) -> Offer:
    return Offer.model_validate({"id": id, "title": title, "type": "class", **keys})


def in_language(catalogue: Catalogue, language: str) -> list[Document]:
    return documents(catalogue, language, Urls(language, is_first=language == catalogue.language).record_id)


def index(*records: Record) -> bytes:
    return index_file(in_language(catalogue(*records), "vi"), "vi")


def document(number: int, title: str = "", **keys: Any) -> Document:
    return Document(path=str(number), kind="page", title=title, titles=(title,) if title else (), **keys)


# What can be found

PLACES = (
    area("tinh", "Tỉnh Mẫu", type="province"),
    area("gao", "Phường Gạo", parent="tinh", former_units=["Phường 4 (Quận Nếp) (một phần)"], near=["Chợ Lúa"]),
    area("muoi", "Phường Muối", parent="tinh", former_units=["Phường Nếp (Quận 4)"]),
    centre("nha-gao", "Nhà Gạo", "gao", near=["Cầu Tre"], address="12 đường Rơm"),
)
CLASSES = (
    offer("lop-ve", {"vi": "Lớp vẽ", "en": "Drawing class"}, places=["nha-gao"], topics=["my-thuat"]),
    Topic.model_validate({"id": "my-thuat", "title": "Mỹ thuật", "also": ["hội họa"]}),
)


def test_a_document_has_the_words_of_what_it_belongs_to() -> None:
    """A class is found by its topic's words, its centre's address, its ward's landmarks and former names."""
    found = {one.path: one for one in in_language(catalogue(*PLACES, *CLASSES), "vi")}
    lesson = found["offers/lop-ve.html"]
    assert (lesson.title, lesson.place) == ("Lớp vẽ", "Nhà Gạo, Phường Gạo")
    assert lesson.titles == ("Lớp vẽ", "Drawing class")
    assert set(lesson.places) == {"Nhà Gạo", "Phường Gạo", "12 đường Rơm"}
    assert set(lesson.names_around) == {"Cầu Tre", "Chợ Lúa", "Phường 4 (Quận Nếp)"}
    assert {"Mỹ thuật", "hội họa"} <= set(lesson.texts)
    assert found["areas/gao.html"].names == ("Phường 4 (Quận Nếp)", "Chợ Lúa")
    assert found["areas/gao.html"].place == "Tỉnh Mẫu"


def test_a_title_in_another_language_says_so() -> None:
    """On an English page a record without a translation shows its own title, marked as Vietnamese."""
    found = {one.path: one for one in in_language(catalogue(*PLACES, *CLASSES), "en")}
    assert found["en/offers/lop-ve.html"].title_language == ""
    assert (found["en/areas/gao.html"].title, found["en/areas/gao.html"].title_language) == ("Phường Gạo", "vi")


def test_an_editors_page_is_found_by_its_text(node: Node) -> None:
    """A page in Markdown is found by what it says; tags and entities are not words."""
    page = page_document("about.html", "Giới thiệu", "Về trang này", '<p class="xin">Ch&agrave;o <b>b&#7841;n</b></p>')
    file = index_file([page], "vi")
    found = node.search(file, "chào bạn", "gioi thieu", "ve trang", "xin", "agrave")
    assert [one.paths for one in found] == [["about.html"], ["about.html"], ["about.html"], [], []]


def test_addresses_of_links_are_not_words(node: Node) -> None:
    """The text of a link is found, where it leads is not."""
    text = "Xem [trang nhà](https://example.org/tep) hoặc https://example.net/xyzzy nhé."
    file = index(*PLACES, offer("lop", "Lớp", description=text))
    assert [one.paths for one in node.search(file, "trang nhà", "example", "xyzzy")] == [["offers/lop.html"], [], []]


def test_an_empty_catalogue_can_be_asked(node: Node) -> None:
    """A catalogue without a record has an index too; it finds nothing."""
    assert [one.paths for one in node.search(index_file([], "vi"), "yoga", "")] == [[], []]


# In which order


def test_title_above_place_above_text(node: Node) -> None:
    """The same word counts most in a title, then in a place, then in a text."""
    file = index_file(
        [
            document(0, "Một", texts=("đàn",)),
            document(1, "Hai", places=("Đàn",)),
            document(2, "Lớp đàn"),
            document(3, "Ba", texts=("đàn", "sáo")),
        ],
        "vi",
    )
    found = node.search(file, "đàn", "dan")
    assert [one.paths[:2] for one in found] == [["2", "1"], ["2", "1"]]


@pytest.mark.parametrize("where", ["titles", "places", "names", "texts"])
def test_the_same_marks_come_first(node: Node, where: str) -> None:
    """Who types marks gets the word with these marks first, wherever it stands; the others stay in the list."""
    words = ["về", "vẽ", "ve", "vé"]
    file = index_file([Document(str(n), "page", "", **{where: (word,)}) for n, word in enumerate(words)], "vi")
    found = node.search(file, "về", "vẽ", "vẽ ", "vé")
    assert [one.paths[0] for one in found] == ["0", "1", "1", "3"]
    assert {len(one.paths) for one in found} == {4}


def test_both_places_of_a_tone_are_the_same_marks(node: Node) -> None:
    """ "hoà" asks for "hòa" before "hoa", and the other way round."""
    file = index_file([document(0, "hoa"), document(1, "hòa"), document(2, "hoá")], "vi")
    found = node.search(file, "hoà", "hòa", "hóa")
    assert [one.paths[0] for one in found] == ["1", "1", "2"]


def test_words_side_by_side_come_first(node: Node) -> None:
    """ "Bình Tân" is not "Tân Bình", in a title, a former name, and the former name of a place's ward."""
    tan_binh = area("a", "Phường A", former_units=["Phường 1 (Quận Tân Bình)"])
    binh_tan = area("b", "Phường B", former_units=["Phường 1 (Quận Bình Tân)"])
    file = index(tan_binh, binh_tan, centre("x", "Nhà X", "a"), centre("y", "Nhà Y", "b"))
    one, other = node.search(file, "binh tan", "Quận Tân Bình")
    assert one.paths == ["areas/b.html", "centres/y.html", "centres/x.html", "areas/a.html"]
    assert other.paths == ["areas/a.html", "centres/x.html", "centres/y.html", "areas/b.html"]
    assert one.known["centres/y.html"] == ["Phường 1 (Quận Bình Tân)"]


def test_a_whole_word_above_one_that_begins_so(node: Node) -> None:
    """An unfinished last word finds longer ones, after the word itself; a number is never unfinished."""
    file = index_file([document(0, "may mắn"), document(1, "ma"), document(2, "Quận 12"), document(3, "Quận 1")], "vi")
    found = node.search(file, "ma", "ma ", "quan 1")
    assert [one.paths for one in found] == [["1", "0"], ["1"], ["3"]]


def test_all_words_else_some(node: Node) -> None:
    """Every word is asked for; when nothing has all, what has at least half of them is shown, and said to be so."""
    file = index_file([document(0, "học vẽ chì"), document(1, "học đàn"), document(2, "bơi")], "vi")
    both, half, none = node.search(file, "học vẽ", "học vẽ tranh dầu", "nhảy múa")
    assert (both.paths, both.complete) == (["0"], True)
    assert (half.paths, half.complete) == (["0"], False)
    assert (none.paths, none.complete) == ([], False)


# The example: what people type, and what has to stand first

FIRST = {
    # without marks, with marks, in another normal form, in capitals
    "lop hoc vi tinh": "offers/tin-hoc-tinh-thuong-thieng-lieng",
    "LỚP HỌC VI TÍNH": "offers/tin-hoc-tinh-thuong-thieng-lieng",
    unicodedata.normalize("NFD", "lớp học vi tính"): "offers/tin-hoc-tinh-thuong-thieng-lieng",
    "vi tinh": "topics/vi-tinh",
    "duong sach thu duc": "libraries/duong-sach-thu-duc",
    "đường sách Thủ Đức": "libraries/duong-sach-thu-duc",
    unicodedata.normalize("NFD", "Đường sách Thủ Đức"): "libraries/duong-sach-thu-duc",
    "ban cung": "offers/ban-cung-binh-trung",
    "don ca tai tu": "offers/don-ca-tai-tu-chanh-hung",
    "con dao": "areas/dac-khu-con-dao",
    # the same marks first
    "Thạnh An": "areas/xa-thanh-an-can-gio",
    "xã Thanh An": "areas/xa-thanh-an-dau-tieng",
    "vẽ": "topics/nghe-thuat-am-nhac",
    # unfinished
    "yog": "offers/yoga-",
    "xe buyt sa": "offers/xe-buyt-sach-duong-sach-tphcm",
    "taek": "offers/taekwondo-binh-trung",
    "đường sách th": "libraries/duong-sach-t",
    # former names and landmarks
    "Thủ Đức": "areas/phuong-thu-duc",
    "thu duc": "areas/phuong-thu-duc",
    "Bình Dương": "areas/phuong-binh-duong",
    "Bình Tân": "areas/phuong-binh-tan",
    "Tân Bình": "areas/phuong-tan-binh",
    "vung tau": "areas/phuong-vung-tau",
    "cho ben thanh": "areas/phuong-ben-thanh",
    "Chợ An Đông": "areas/phuong-an-dong",
    "landmark 81": "areas/phuong-thanh-my-tay",
    "khu cong nghiep song than": "libraries/phong-doc-cong-nhan-scancom",
    # what one wants to learn
    "hoc chu buoi toi": "offers/hoc-chu-buoi-toi-binh-an",
    "học nghề miễn phí": "offers/hoc-nghe-mien-phi-nguoi-khuyet-tat-hoc-mon",
    "nguoi khuyet tat hoc nghe dien tu": "offers/hoc-nghe-dien-tu-thanh-nien-khuyet-tat",
    "bong ban": "offers/clb-bong-ban-185-xuan-hoa",
    "thư viện khoa học tổng hợp": "libraries/thu-vien-khoa-hoc-tong-hop-tphcm",
    "lop pho cap an phu dong": "offers/lop-pho-cap-an-phu-dong",
    "suc khoe": "topics/suc-khoe",
    "Yoga – Ấn Độ!": "offers/yoga-an-do-binh-trung",
    # lunr's own signs are only signs
    "+yoga -buổi ~tối": "offers/yoga-song-khoe-buoi-toi-binh-trung",
    "*bắn^ ~cung+": "offers/ban-cung-binh-trung",
}

NOTHING = ["", "   ", "?!…", "+ - ~ ^ * : / \\", "zzzzzz", "😀👩‍🏫", "مدرسة", "\u200b\u202e", "đ" * 10_000, "- " * 5000]

QUESTIONS = [*FIRST, *NOTHING, "a", "ph", "quận 1", "học", "phường", "tiếng Tây Ban Nha", "the", "class evening"]


@pytest.fixture(scope="module")
def example(checked: Callable[[Path], Checked]) -> Catalogue:
    found = checked(ROOT).catalogue
    assert found
    return found


@pytest.fixture(scope="module", params=["vi", "en"])
def example_documents(request: pytest.FixtureRequest, example: Catalogue) -> list[Document]:
    return in_language(example, request.param)


@pytest.fixture(scope="module")
def example_index(example: Catalogue) -> bytes:
    return index_file(in_language(example, "vi"), "vi")


@pytest.mark.parametrize("question", FIRST)
def test_what_people_type_finds_what_they_mean(node: Node, example_index: bytes, question: str) -> None:
    """Each question of the table has the page that answers it as its first result, and all results have all words."""
    (found,) = node.search(example_index, question)
    assert found.complete
    assert found.paths[0].startswith(FIRST[question])
    assert FIRST[question].endswith(("-", "-t")) or found.paths[0] == f"{FIRST[question]}.html"


@pytest.mark.parametrize("question", NOTHING)
def test_what_nobody_can_mean_finds_nothing(node: Node, example_index: bytes, question: str) -> None:
    """Signs, emoji, other scripts and endless words are no error."""
    assert node.search(example_index, question)[0].paths == []


@pytest.mark.parametrize(
    ("question", "wards"),
    [
        ("Quận 4", {"phuong-khanh-hoi", "phuong-vinh-hoi", "phuong-xom-chieu"}),
        ("quan 4", {"phuong-khanh-hoi", "phuong-vinh-hoi", "phuong-xom-chieu"}),
        ("huyện Cần Giờ", {"xa-can-gio", "xa-binh-khanh", "xa-an-thoi-dong", "xa-thanh-an-can-gio"}),
    ],
)
def test_a_former_district_finds_its_wards_first(
    node: Node, example_index: bytes, question: str, wards: set[str]
) -> None:
    """People still say the old names: the wards of a former district stand first, and say that name.

    Only a place whose own address has the old name may stand among them.
    """
    (found,) = node.search(example_index, question)
    paths = {f"areas/{ward}.html" for ward in wards}
    assert paths <= set(found.paths[: len(wards) + 1])
    assert all(vietnamese.fold(question) in vietnamese.fold(found.known[path][0]) for path in paths)


def test_a_former_name_finds_what_is_there_now(node: Node, example_index: bytes) -> None:
    """A former province or city finds the places and classes in it too, not its wards alone."""
    binh_duong, thu_duc = node.search(example_index, "Bình Dương", "Thủ Đức")
    assert "offers/lop-dem-thuan-giao.html" in binh_duong.paths
    assert "centres/lop-hoc-tinh-thuong-long-binh.html" in thu_duc.paths


def test_english_pages_find_vietnamese_and_english(node: Node, example: Catalogue) -> None:
    """On English pages records are found in either language."""
    file = index_file(in_language(example, "en"), "en")
    found = node.search(file, "duong sach thu duc", "Thủ Đức book street", "archery", "bắn cung")
    assert [one.paths[0] for one in found] == [
        "en/libraries/duong-sach-thu-duc.html",
        "en/libraries/duong-sach-thu-duc.html",
        "en/offers/ban-cung-binh-trung.html",
        "en/offers/ban-cung-binh-trung.html",
    ]


# The file, and lunr.py as the oracle


def test_the_index_is_small_and_always_the_same(example_documents: list[Document]) -> None:
    """An index is one script within the bounds of a slow connection, and the same bytes every time."""
    file = index_file(example_documents, "vi")
    assert file == index_file(example_documents, "vi")
    assert len(gzip.compress(file, 9)) <= MOST_BYTES
    assert file.startswith(b"langhoc.receiveIndex({")


def test_markup_in_a_text_cannot_end_the_script() -> None:
    """Whatever a title says, the file stays one script wherever it is put."""
    file = index_file([document(0, "</script><!-- \u2028")], "vi").decode()
    assert "<" not in file
    assert "\u2028" not in file


def lunr_builder(documents: list[Document]) -> Builder:
    """lunr.py's builder with every document in it, numbered in order."""
    builder = Builder()
    builder.ref("number")
    for field, boost in BOOSTS.items():
        builder.field(field, boost)
    for number, one in enumerate(documents):
        fields = {field: sorted(frozenset().union(*terms)) for field, terms in Reader().fields(one).items()}
        builder.add({"number": str(number), **fields})
    return builder


def postings(inverted: Any) -> dict[str, dict[str, set[str]]]:
    return {term: {field: set(entry[field]) for field in BOOSTS} for term, entry in inverted.items()}


def test_the_browser_has_the_postings_of_lunr_py(node: Node, example_documents: list[Document]) -> None:
    """The inverted index that the browser makes from the file is lunr.py's own, term by term."""
    made = node.load(index_file(example_documents, "vi"))
    assert postings(made) == postings(lunr_builder(example_documents).inverted_index)


@pytest.mark.parametrize("required", [True, False])
def test_the_browser_scores_as_lunr_py(node: Node, example_documents: list[Document], required: bool) -> None:
    """For the same clauses both find the same documents with the same scores, to what lunr's rounding leaves."""
    node.load(index_file(example_documents, "vi"))
    oracle = lunr_builder(example_documents).build()
    asked = [[question, required] for question in QUESTIONS if written_words(question)]
    for clauses, hits in node.ask("ask", asked):
        query = Query(list(BOOSTS))
        for clause in clauses:
            presence = QueryPresence(clause.get("presence", QueryPresence.OPTIONAL))
            told = {key: clause[key] for key in ("boost", "wildcard") if key in clause}
            query.term(clause["term"], presence=presence, use_pipeline=False, **told)
        expected = {hit["ref"]: hit["score"] for hit in oracle.query(query)}
        assert dict(map(tuple, hits)) == pytest.approx(expected, rel=1e-3, abs=1e-2)


# Whatever is written, whatever is typed

SYLLABLES = st.sampled_from(
    ["học", "hoc", "hộc", "vẽ", "ve", "hoà", "hòa", "Đàn", "4", "12", "Quận", "constructor", "__proto__"]
)
TEXTS = st.lists(SYLLABLES, max_size=4).map(" ".join)


@given(
    st.lists(
        st.builds(
            Document, st.just("p"), st.just("page"), TEXTS, titles=st.tuples(TEXTS), texts=st.tuples(TEXTS, st.text())
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_any_documents_survive_the_file(node: Node, made: list[Document]) -> None:
    """For arbitrary documents the browser's postings are lunr.py's."""
    assert postings(node.load(index_file(made, "vi"))) == postings(lunr_builder(made).inverted_index)


@given(st.lists(st.text() | TEXTS, max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_question_is_answered(node: Node, example_index: bytes, questions: list[str]) -> None:
    """Arbitrary text never breaks the search, and finds nothing twice."""
    for found in node.search(example_index, *questions):
        assert len(set(found.paths)) == len(found.paths)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_marks_change_the_order_only(node: Node, example_index: bytes, question: str) -> None:
    """With or without marks, composed or not, a question finds the same pages."""
    forms = [question, vietnamese.fold(question), unicodedata.normalize("NFD", question), question.upper()]
    sets = [set(found.paths) for found in node.search(example_index, *forms)]
    assert sets == sets[:1] * len(forms)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"])) | TEXTS, max_size=30))
@settings(max_examples=100, deadline=None)
def test_python_and_the_browser_cut_the_same_words(node: Node, texts: list[str]) -> None:
    """What is indexed and what is typed become the same words, folded and as written.

    Only characters that both know can be compared: their versions of Unicode differ.
    """
    cut = [[list(word) for word in written_words(text)] for text in texts]
    known = node.ask("known", texts)
    for here, there, is_known, text in zip(cut, node.ask("words", texts), known, texts, strict=True):
        assert here == there or not is_known, text
        assert [folded for folded, _ in here] == vietnamese.words(text)
