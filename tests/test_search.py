"""What search finds, in which order, what it understands, and that it weighs words as lunr does."""

from __future__ import annotations

import gzip
import importlib
import json
import math
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder
from tests.running import TODAY

from langhoc import vietnamese
from langhoc.catalogue import Catalogue, Checked
from langhoc.model import Area, Event, LearningCentre, Location, Offer, Record, Settings, Topic
from langhoc.phrases import Phrases
from langhoc.reading import Found
from langhoc.search import (
    MOST_IN_ONE,
    Document,
    Facets,
    Gazetteer,
    Shown,
    Source,
    Synonyms,
    documents,
    gazetteer,
    index_files,
    page_document,
)
from langhoc.search.gazetteer import Held, Place
from langhoc.search.numbers import numbered, slots_for
from langhoc.search.sharing import files_for, shares, step_below
from langhoc.search.source import FORMAT
from langhoc.search.weights import FIELDS, LEVELS, LOWEST, RATIO, Field, level_of, weight_in
from langhoc.search.words import written_words
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.urls import Urls

ROOT = Path(__file__).parent.parent

# One process answers every question, a line each. The scripts run as a page runs them: together, in a window.
NODE = """
const { readFileSync } = require("fs");
const run = (file) => require("vm").runInThisContext(readFileSync(file, "utf8"));
globalThis.window = globalThis;
run(process.argv[1]);
let finder;
let loaded = [];
langhoc.load = async (file) => { loaded.push(file); run(file); };
const answers = {
  open: (file) => {
    for (const name of Object.keys(langhoc.received)) delete langhoc.received[name];
    run(file);
    finder = langhoc.openFinder({ index: file });
    return finder.index.words;
  },
  search: async (state) => {
    loaded = [];
    const found = await finder.search(Object.assign({ most: 1000 }, state));
    found.loaded = loaded.length;
    return found;
  },
  places: (text) => finder.places(text),
  values: ([facet, state]) => finder.values(facet, state),
  docs: async (words) => {
    await finder.index.need(words.map(finder.index.partOf));
    return words.map((word) => finder.index.term(word).docs);
  },
  rarity: ([size, count]) => langhoc.rarity(size, count),
  state: (text) => langhoc.writeState(langhoc.readState(new URLSearchParams(text))).toString(),
  known: (text) => !/\\P{Assigned}/u.test(text),
  words: (text) => langhoc.writtenWords(text).map((word) => [word.folded, word.marked]),
};
require("readline").createInterface({ input: process.stdin }).on("line", async (line) => {
  const [question, items] = JSON.parse(line);
  let answer;
  try {
    answer = { items: [] };
    for (const item of items) answer.items.push(await answers[question](item));
  } catch (error) {
    answer = { error: error.stack };
  }
  console.log(JSON.stringify(answer));
});
"""

Index = Mapping[str, bytes]


@dataclass(frozen=True)
class Answer:
    """Paths of results, best first; everything else that was answered."""

    paths: list[str]
    all: dict[str, Any]

    @property
    def complete(self) -> bool:
        return bool(self.all["complete"])

    @property
    def alike(self) -> list[str]:
        """Paths of what is shown below the results, where these are few."""
        return [one["path"] for one in self.all["alike"]]

    def names(self, path: str) -> list[str]:
        """The names by which a result was found."""
        names: list[str] = self.all["results"][self.paths.index(path)]["names"]
        return names


class Node:
    """The page's search scripts in one Node process; an index is opened before it is searched."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._folder = folder
        self._open: Index | None = None
        self._count = 0

    def ask(self, question: str, items: Sequence[Any]) -> list[Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([question, items]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        answered: list[Any] = answer["items"]
        return answered

    def open(self, index: Index) -> list[str]:
        """Open an index; gives its words."""
        if index is self._open:
            return []
        self._count += 1
        folder = self._folder / str(self._count)
        for path, content in index.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        self._open = index
        head = next(path for path in index if "/" not in path)
        words: list[str] = self.ask("open", [str(folder / head)])[0]
        return words

    def search(self, index: Index, *questions: str | dict[str, Any]) -> list[Answer]:
        """Questions are texts, or states of a list."""
        self.open(index)
        states = [{"q": one} if isinstance(one, str) else one for one in questions]
        found = self.ask("search", states)
        return [Answer([result["path"] for result in one["results"]], one) for one in found]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    program = shutil.which("node")
    assert program, "the suite needs Node.js: it runs the page's search"
    folder = tmp_path_factory.mktemp("search")
    engine = folder / "engine.js"
    assets = Assets(theme_dir())
    engine.write_bytes(b"".join(assets.scripts[name][1] for name in ("search", "finding", "facets")))
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


def source(catalogue: Catalogue, language: str, synonyms: Sequence[Sequence[str]] = ()) -> Source:
    urls = Urls(language, is_first=language == catalogue.language)
    facets = Facets(catalogue, Phrases(language), TODAY)
    return Source(
        language=language,
        prefix=urls.prefix,
        documents=[one for one, _asked in documents(catalogue, language, urls.record_id, TODAY)],
        gazetteer=gazetteer(catalogue, language),
        synonyms=Synonyms(synonyms or catalogue.synonyms),
        labels=facets.labels(),
        topics=facets.topics(),
    )


def of_documents(made: Sequence[Document]) -> Index:
    return index_files(Source("vi", "", made, Gazetteer((), ()), Synonyms(()), {}, {}))


def index(*records: Record, synonyms: Sequence[Sequence[str]] = ()) -> Index:
    return index_files(source(catalogue(*records), "vi", synonyms))


def document(number: int, title: str = "", **keys: Any) -> Document:
    keys = {"titles": (title,) if title else (), **keys}
    return Document(id=str(number), path=str(number), kind="page", shown=Shown(title), **keys)


# What can be found

PLACES = (
    area("tinh", "Tỉnh Mẫu", type="province"),
    area(
        "gao", "Phường Gạo Trắng", parent="tinh", former_units=["Phường 4 (Quận Nếp) (một phần)"], near=["Chợ Lúa Mới"]
    ),
    area("muoi", "Phường Muối Biển", parent="tinh", former_units=["Phường Nếp (Quận 4)"]),
    centre("nha-gao", "Nhà Gạo", "gao", near=["Cầu Tre Xanh"], address="12 đường Rơm"),
)
CLASSES = (
    offer("lop-ve", {"vi": "Lớp vẽ", "en": "Drawing class"}, places=["nha-gao"], topics=["my-thuat"]),
    Topic.model_validate({"id": "my-thuat", "title": "Mỹ thuật", "also": ["hội họa"]}),
)


def test_a_document_has_the_words_of_what_it_belongs_to() -> None:
    """A class is found by its topic's words and its centre's address, and is at its centre and in its ward."""
    found = {one.path: one for one in source(catalogue(*PLACES, *CLASSES), "vi").documents}
    lesson = found["offers/lop-ve.html"]
    assert (lesson.shown.title, lesson.shown.place) == ("Lớp vẽ", "Nhà Gạo, Phường Gạo Trắng")
    assert lesson.titles == ("Lớp vẽ", "Drawing class")
    assert set(lesson.places) == {"Nhà Gạo", "Phường Gạo Trắng", "12 đường Rơm"}
    assert (lesson.areas, lesson.at) == (("gao", "tinh"), ("nha-gao",))
    assert {"Mỹ thuật", "hội họa"} <= set(lesson.texts)
    assert found["areas/gao.html"].names == ("Phường 4 (Quận Nếp)", "Chợ Lúa Mới")
    assert found["areas/gao.html"].shown.place == "Tỉnh Mẫu"


def test_a_title_in_another_language_says_so() -> None:
    """On an English page a record without a translation shows its own title, marked as Vietnamese."""
    found = {one.path: one.shown for one in source(catalogue(*PLACES, *CLASSES), "en").documents}
    assert found["en/offers/lop-ve.html"].title_language == ""
    ward = found["en/areas/gao.html"]
    assert (ward.title, ward.title_language) == ("Phường Gạo Trắng", "vi")


def test_an_editors_page_is_found_by_its_text(node: Node) -> None:
    """A page in Markdown is found by what it says; tags and entities are not words."""
    page = page_document("about.html", "Giới thiệu", "Về trang này", '<p class="xin">Ch&agrave;o <b>b&#7841;n</b></p>')
    found = node.search(of_documents([page]), "chào bạn", "gioi thieu", "ve trang", "xin", "agrave")
    assert [one.paths for one in found] == [["about.html"], ["about.html"], ["about.html"], [], []]


def test_addresses_of_links_are_not_words(node: Node) -> None:
    """The text of a link is found, where it leads is not."""
    text = "Xem [trang nhà](https://example.org/tep) hoặc https://example.net/xyzzy nhé."
    files = index(*PLACES, offer("lop", "Lớp", description=text))
    assert [one.paths[:1] for one in node.search(files, "trang nhà", "example", "xyzzy")] == [
        ["offers/lop.html"],
        [],
        [],
    ]


def test_an_empty_catalogue_can_be_asked(node: Node) -> None:
    """A catalogue without a record has an index too; it finds nothing."""
    assert [one.paths for one in node.search(of_documents([]), "yoga", "", "quận 4")] == [[], [], []]


def test_a_result_shows_what_is_needed_to_choose(node: Node) -> None:
    """When, for how much, where, and whether it takes learners, but not after its last day for that."""
    session = {"days": ["tue"], "from": "18:30", "to": "20:00"}
    past = {"state": "open", "closes": date(2020, 1, 1)}
    lesson = offer("lop", "Lớp vẽ", places=["nha-gao"], cost={"amount": 0}, sessions=[session], enrolment=past)
    (found,) = node.search(index(*PLACES, lesson), "lop ve")
    shown = found.all["results"][0]
    assert (shown["when"], shown["cost"], shown["isFree"]) == (
        "Thứ Ba hằng tuần, 18 giờ 30 đến 20 giờ", "Miễn phí", True,
    )  # fmt: skip
    assert (shown["place"], shown["state"]) == ("Nhà Gạo, Phường Gạo Trắng", "")


def test_a_result_does_not_send_people_to_what_is_off(node: Node) -> None:
    """Of a class the times that are not over; of an event that it is cancelled or held on another day."""
    early, late = ({"days": [day], "from": "18:30", "to": "20:00"} for day in ("mon", "tue"))
    lesson = offer("lop", "Lớp vẽ", sessions=[early | {"ends_on": date(2020, 1, 1)}, late])
    events = [
        Event.model_validate(
            {"id": state, "title": "Hội vẽ", "type": "festival", "starts_on": date(2026, 12, 5), "state": state}
        )
        for state in ("scheduled", "cancelled", "postponed")
    ]
    (found,) = node.search(index(*PLACES, lesson, *events), "ve")
    shown = {one["path"].split("/")[-1]: (one["when"], one["note"]) for one in found.all["results"]}
    assert shown["lop.html"][0] == "Thứ Ba hằng tuần, 18 giờ 30 đến 20 giờ"
    assert [shown[f"{state}.html"][1] for state in ("scheduled", "cancelled", "postponed")] == [
        "", "Không tổ chức", "Hoãn",
    ]  # fmt: skip


# In which order


def test_title_above_place_above_text(node: Node) -> None:
    """The same word counts most in a title, then in a place, then in a text."""
    files = of_documents(
        [
            document(0, "Một", texts=("đàn",)),
            document(1, "Hai", places=("Đàn",)),
            document(2, "Lớp đàn"),
            document(3, "Ba", texts=("đàn", "sáo")),
        ]
    )
    found = node.search(files, "đàn", "dan")
    assert [one.paths[:2] for one in found] == [["2", "1"], ["2", "1"]]


@pytest.mark.parametrize("where", ["titles", "places", "names", "texts"])
def test_the_same_marks_come_first(node: Node, where: str) -> None:
    """Who types marks gets the word with these marks first, wherever it stands; the others stay in the list."""
    words = ["về", "vẽ", "ve", "vé"]
    files = of_documents([document(n, **{where: (word,)}) for n, word in enumerate(words)])
    found = node.search(files, "về", "vẽ", "vẽ ", "vé")
    assert [one.paths[0] for one in found] == ["0", "1", "1", "3"]
    assert {len(one.paths) for one in found} == {4}


def test_the_same_marks_come_before_a_title(node: Node) -> None:
    """A word with other marks is another word: in a title it does not come before the word itself in a text."""
    files = of_documents([document(0, "Kể chuyện về Bác"), document(1, "Lớp năng khiếu", texts=("múa, vẽ, hát",))])
    assert node.search(files, "vẽ")[0].paths == ["1", "0"]


def test_both_places_of_a_tone_and_both_i_are_the_same_marks(node: Node) -> None:
    """ "hoà" asks for "hòa" before "hoa", "kỹ" for "kĩ", and the other way round."""
    titles = ["hoa", "hòa", "hoá", "kĩ thuật", "ky thuat"]
    files = of_documents([document(number, title) for number, title in enumerate(titles)])
    found = node.search(files, "hoà", "hòa", "hóa", "kỹ thuật", "ki thuat")
    assert [one.paths[0] for one in found] == ["1", "1", "2", "3", "3"]
    assert set(found[4].paths) == {"3", "4"}


def test_words_side_by_side_come_first(node: Node) -> None:
    """ "Bình Tân" is not "Tân Bình"."""
    files = of_documents([document(0, "Nhà Tân Bình"), document(1, "Nhà Bình Tân"), document(2, "Nhà Bình và Tân")])
    one, other = node.search(files, "nha binh tan", "nhà tân bình")
    assert (one.paths[0], other.paths[0]) == ("1", "0")
    assert set(one.paths) == {"0", "1", "2"}


def test_a_whole_word_above_one_that_begins_so(node: Node) -> None:
    """An unfinished last word finds longer ones, after the word itself; a number is never unfinished."""
    titles = ["may mắn", "ma", "Quận 12", "Quận 1"]
    files = of_documents([document(number, title) for number, title in enumerate(titles)])
    found = node.search(files, "ma", "ma ", "quan 1")
    assert [one.paths for one in found] == [["1", "0"], ["1"], ["3"]]


def test_all_words_else_some(node: Node) -> None:
    """Every word is asked for; when nothing has all, what has at least half of them is shown, and said to be so."""
    files = of_documents([document(0, "học vẽ chì"), document(1, "học đàn"), document(2, "bơi")])
    both, half, none = node.search(files, "học vẽ", "vẽ chì tranh dầu", "nhảy múa")
    assert (both.paths, both.complete) == (["0"], True)
    assert (half.paths, half.complete) == (["0"], False)
    assert (none.paths, none.complete) == ([], False)


def test_below_a_few_stands_what_is_much_like_it(node: Node) -> None:
    """One record that has all words by chance does not hide those that have most; half of them is too little."""
    files = of_documents(
        [
            document(0, "Nhà thiếu nhi", texts=("tự kỷ chơi thể thao",)),
            document(1, "Thể thao cho bạn tự kỷ"),
            document(2, "Chơi thể thao"),
            document(3, "Tự học"),
        ]
    )
    (found,) = node.search(files, "tự kỷ chơi thể thao")
    assert (found.paths, found.alike) == (["0"], ["1", "2"])
    assert found.complete


def test_what_is_found_by_the_way_is_followed_by_what_is_about_it(node: Node) -> None:
    """What is at the place has the word somewhere; what is elsewhere is about it. Not so the other way round."""
    at_hand = [offer(f"ve-{n}", f"Lớp vẽ {n}", places=["nha-gao"], summary="Biết may thì tốt") for n in range(2)]
    elsewhere = offer("may", "Cắt may", places=["nha-muoi"], summary="Có khi vẽ")
    files = index(*GROUND[:6], *at_hand, elsewhere)
    sewing, drawing = node.search(files, "may ở phường gạo trắng", "vẽ ở phường gạo trắng")
    assert (len(sewing.paths), sewing.alike) == (2, ["offers/may.html"])
    assert (len(drawing.paths), drawing.alike) == (2, [])


# What is typed otherwise than it is written

LESSONS = (
    offer("dien-lanh", "Sửa điện lạnh"),
    offer("vi-tinh", "Vi tính văn phòng"),
    offer("may-ao", "Cắt may áo dài"),
    offer("clb", "Câu lạc bộ đờn ca"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddieejn lanhj", "dien-lanh"),
        ("ddieejn laijnh", "dien-lanh"),
        ("d9ie65n la5nh", "dien-lanh"),
        ("suwar ddieenj", "dien-lanh"),
        ("vi tihn", "vi-tinh"),
        ("vi tinhh", "vi-tinh"),
        ("vi tih", "vi-tinh"),
        ("vitinh", "vi-tinh"),
        ("van phog", "vi-tinh"),
        ("ao da", "may-ao"),
        ("CẮT   MAY", "may-ao"),
        ("tin hoc", "vi-tinh"),
        ("máy tính", "vi-tinh"),
        ("CLB đờn ca", "clb"),
        ("clb", "clb"),
    ],
)
def test_slips_keyboards_and_synonyms(node: Node, typed: str, meant: str) -> None:
    """One slip a word, an unfinished word, two words in one, raw Telex and VNI, and words that mean the same."""
    synonyms = [["vi tính", "tin học", "máy tính"], ["câu lạc bộ", "CLB"]]
    (found,) = node.search(index(*LESSONS, synonyms=synonyms), typed)
    assert found.paths[:1] == [f"offers/{meant}.html"]
    assert found.complete


def test_a_slip_is_named_where_it_did_not_help(node: Node) -> None:
    """Where nothing has all words, near spellings are offered as whole questions."""
    (found,) = node.search(index(*LESSONS), "vi tihn buổi tối xyzzy")
    assert {"text": "tinh", "q": "vi tinh buổi tối xyzzy"} in found.all["spellings"]


# What is understood

EVENING = {"days": ["tue"], "from": "18:30", "to": "20:00"}
MORNING = {"days": ["sat"], "from": "08:00", "to": "09:30"}
GROUND = (
    area("tinh", "Tỉnh Mẫu", type="province"),
    area("gao", "Phường Gạo Trắng", parent="tinh", near=["Chợ Bà Chiểu"], former_units=["Phường 1 (Quận 4)"],
         location={"latitude": 10.80, "longitude": 106.70}),
    area("muoi", "Phường Muối Biển", parent="tinh", former_units=["Phường 2 (Quận 4)"],
         location={"latitude": 10.82, "longitude": 106.70}),
    area("duong", "Xã Đường Phèn", parent="tinh", location={"latitude": 11.00, "longitude": 106.70}),
    centre("nha-gao", "Nhà A", "gao"),
    centre("nha-muoi", "Nhà B", "muoi"),
    centre("nha-duong", "Nhà C", "duong"),
    offer("nang-toi", "Lái xe nâng", places=["nha-gao"], sessions=[EVENING], cost={"amount": 0}),
    offer("nang-sang", "Lái xe nâng", places=["nha-gao"], sessions=[MORNING], cost={"amount": 500_000}),
    offer("nang-xa", "Lái xe nâng", places=["nha-duong"], sessions=[EVENING], cost={"amount": 0}),
    offer("dan", "Đàn tranh", places=["nha-muoi"], sessions=[EVENING]),
)  # fmt: skip
SENTENCE = "muốn học lái xe nâng buổi tối gần chợ Bà Chiểu"


def in_parts(*records: Record) -> Index:
    """An index as of a large catalogue, of a few records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.import_module("langhoc.search.whole"), "MOST_IN_ONE", 0)
        return index(*records)


BOTH = pytest.mark.parametrize("made", [index, in_parts], ids=["in one file", "in parts"])


@pytest.fixture(scope="module", params=[index, in_parts], ids=["in one file", "in parts"])
def ground(request: pytest.FixtureRequest) -> Index:
    files: Index = request.param(*GROUND)
    return files


def test_a_sentence_is_understood(node: Node, ground: Index) -> None:
    """Filler words go; "buổi tối" and the market become filters, each with the question that takes it off."""
    (found,) = node.search(ground, SENTENCE)
    assert found.paths == ["offers/nang-toi.html"]
    understood = found.all["understood"]
    assert understood["words"] == "học lái xe nâng"
    assert understood["filters"] == [
        {"facet": "evening", "value": "", "isLetGo": False, "text": "buổi tối",
         "without": "muốn học lái xe nâng gần chợ Bà Chiểu"},
    ]  # fmt: skip
    assert understood["place"]["title"] == "Chợ Bà Chiểu"
    assert understood["place"]["without"] == "muốn học lái xe nâng buổi tối"
    assert [one["path"] for one in understood["place"]["areas"]] == ["areas/gao.html"]
    taken_off = [understood["filters"][0]["without"], understood["place"]["without"]]
    sooner, farther = node.search(ground, *taken_off)
    assert set(sooner.paths) == {"offers/nang-toi.html", "offers/nang-sang.html"}
    assert set(farther.paths) == {"offers/nang-toi.html", "offers/nang-xa.html"}


@pytest.mark.parametrize(
    "typed", [unicodedata.normalize("NFD", SENTENCE), vietnamese.fold(SENTENCE), SENTENCE.upper(), SENTENCE + "?!"]
)
def test_a_sentence_is_understood_however_it_is_typed(node: Node, ground: Index, typed: str) -> None:
    """Without marks, with marks of their own, in capitals."""
    assert node.search(ground, typed)[0].paths == ["offers/nang-toi.html"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lai xe nang mien phi", {"nang-toi", "nang-xa"}),
        ("lái xe nâng thứ bảy", {"nang-sang"}),
        ("lái xe nâng cuối tuần", {"nang-sang"}),
        ("free forklift evening", set()),
        ("lái xe nâng quận 4", {"nang-toi", "nang-sang"}),
        ("lai xe nang q4", {"nang-toi", "nang-sang"}),
        ("lai xe nang p.1 q.4", {"nang-toi", "nang-sang"}),
        ("xe nâng ở phường gạo trắng", {"nang-toi", "nang-sang"}),
        ("xe nâng gạo trắng", {"nang-toi", "nang-sang"}),
        ("xe nang district 4", {"nang-toi", "nang-sang"}),
    ],
)
def test_filters_and_places_that_are_said(node: Node, ground: Index, typed: str, found: set[str]) -> None:
    """Money, hours, days, and places by present and former names, short forms too."""
    synonyms = [["phường", "P."], ["quận", "Q.", "district"]]
    files = index(*GROUND, synonyms=synonyms)
    (answer,) = node.search(files, typed)
    assert set(answer.paths) == {f"offers/{one}.html" for one in found}


def test_a_place_with_nothing_leads_to_the_nearest(node: Node, ground: Index) -> None:
    """Where the asked place has nothing, what is elsewhere is shown, the nearest first, with its distance."""
    (found,) = node.search(ground, "đàn tranh ở xã đường phèn")
    assert found.all["nearest"]
    assert found.paths == ["offers/dan.html"]
    assert found.all["results"][0]["km"] == pytest.approx(20, abs=0.1)


@BOTH
def test_nearest_is_what_is_about_the_words(node: Node, made: Callable[..., Index]) -> None:
    """What has a word by the way only is not the nearest, however near; with nothing else it is."""
    near = offer("ke-chuyen", "Kể chuyện", places=["nha-gao"], summary="Có khi nghe đàn tranh")
    files = made(*GROUND, area("hai", "Xã Hai Lúa", location={"latitude": 10.80, "longitude": 106.71}), near)
    (found,) = node.search(files, "đàn tranh ở xã hai lúa")
    assert found.paths == ["offers/dan.html"]
    others = [one for one in GROUND if one.id != "dan"]
    (left,) = node.search(made(*others, near), "đàn tranh ở xã đường phèn")
    assert left.paths == ["offers/ke-chuyen.html"]


@BOTH
def test_what_few_are_found_by_a_place_or_hours_is_shown_elsewhere_too(node: Node, made: Callable[..., Index]) -> None:
    """A class at the place stands first; below stands the same in other places, and at other hours."""
    here, evening = node.search(made(*GROUND), "lái xe nâng ở xã đường phèn", "lái xe nâng quận 4 buổi tối")
    assert here.paths == ["offers/nang-xa.html"]
    assert set(here.alike) == {"offers/nang-toi.html", "offers/nang-sang.html"}
    assert evening.paths == ["offers/nang-toi.html"]
    assert set(evening.alike) == {"offers/nang-sang.html", "offers/nang-xa.html"}


@BOTH
def test_a_filter_that_was_pressed_holds_below_too(node: Node, made: Callable[..., Index]) -> None:
    """What is not free is not shown to who pressed "free"."""
    (found,) = node.search(made(*GROUND), {"q": "lái xe nâng ở xã đường phèn", "free": True})
    assert (found.paths, found.alike) == (["offers/nang-xa.html"], ["offers/nang-toi.html"])


@BOTH
def test_a_city_that_holds_most_is_everywhere(node: Node, made: Callable[..., Index]) -> None:
    """Who names the city, or is near it, gets all there is."""
    files = made(*GROUND)
    for question in ("tỉnh mẫu", "lớp ở tỉnh mẫu", {"near": "tinh"}):
        (found,) = node.search(made(*GROUND), question)
        assert "offers/dan.html" in found.paths, question
    asked, narrowed = node.search(files, "lái xe nâng ở tỉnh mẫu", {"q": "lái xe nâng", "area": ["tinh"]})
    assert len(asked.paths) == len(narrowed.paths) == 3


@BOTH
def test_a_former_province_is_not_the_city_it_merged_into(node: Node, made: Callable[..., Index]) -> None:
    """Its name means the communes that were in it, and is shown without what sort of place it was."""
    city = area("tinh", "Thành phố Mới", type="province", former_units=["Tỉnh Mía Lau", "Tỉnh Khoai"])
    wards = [
        area("gao", "Phường Gạo Trắng", parent="tinh", former_units=["Xã Nếp (Huyện Tẻ, Mía Lau)"]),
        area("muoi", "Phường Mía Lau", parent="tinh", former_units=["Xã Vừng (Huyện Tẻ, Mía Lau)"]),
        area("duong", "Xã Đường Phèn", parent="tinh"),
    ]
    files = made(city, *wards, *GROUND[4:])
    found, whole, other = node.search(files, "lái xe nâng ở mía lau", "lái xe nâng tỉnh mía lau", "lái xe nâng ở khoai")
    assert set(found.paths) == set(whole.paths) == {"offers/nang-toi.html", "offers/nang-sang.html"}
    assert found.all["understood"]["place"]["title"] == "Mía Lau"
    assert len(other.paths) == 3


@BOTH
def test_what_is_elsewhere_is_said_to_be(node: Node, made: Callable[..., Index]) -> None:
    """Where a place has nothing, and nobody knows where it lies, the others are not said to be there."""
    (found,) = node.search(made(*GROUND, area("hai", "Xã Hai Lúa")), "đàn tranh ở xã hai lúa")
    assert (found.all["elsewhere"], found.all["nearest"]) == (True, False)
    assert found.paths == ["offers/dan.html"]


@BOTH
def test_what_is_around_is_counted_from_the_lowest_areas(node: Node, made: Callable[..., Index]) -> None:
    """A hamlet is as far as its own middle, not as that of its commune; in a catalogue without a province, too."""
    far = {"latitude": 11.2, "longitude": 106.7}
    hamlet = area("ap", "Ấp Xa", parent="duong", type="quarter", location=far)
    (tiered,) = node.search(
        made(*GROUND, hamlet, centre("nha-ap", "Nhà Ấp", "ap"), offer("ap-dan", "Đàn bầu", places=["nha-ap"])),
        {"q": "đàn bầu", "near": "gao"},
    )
    assert [round(one["km"]) for one in tiered.all["results"]] == [44]
    flat = [one.model_copy(update={"parent": None}) if isinstance(one, Area) else one for one in GROUND[1:]]
    (found,) = node.search(made(*flat), "đàn tranh ở xã đường phèn")
    assert [round(one["km"]) for one in found.all["results"]] == [20]


POINTS = st.tuples(st.integers(6_000, 24_000), st.integers(102_000, 118_000)) | st.tuples(
    st.integers(10_700, 10_900), st.integers(106_600, 106_800)
)


@given(st.lists(POINTS, max_size=90, unique=True), st.lists(st.integers(0, 12), min_size=90, max_size=90))
def test_what_is_around_is_the_nearest_of_all(points: list[tuple[int, int]], counts: list[int]) -> None:
    """However areas are spread: as if the way to each had been measured."""
    areas = {f"xa-{n}": Location(latitude=y / 1000, longitude=x / 1000) for n, (y, x) in enumerate(points)}
    held, begin = {}, 0
    for id, count in zip(areas, counts, strict=False):
        held[id] = list(range(begin, begin + count))
        begin += count
    numbers = {id: n for n, id in enumerate(areas)}
    places = tuple(Place(id, id, (id,), id, "tinh", point) for id, point in areas.items())
    told = Held(numbers, held, {}, {})
    (_name, rows), *_trees = Gazetteer((*places,), ()).area_parts(told, 1)
    for row in rows:
        at = areas[row[2]]
        ways = sorted((_way(at, areas[id]), id) for id in areas if held[id] and id != row[2])[:24]
        until = accumulate(len(held[id]) for _km, id in ways)
        near = [(km, id) for (km, id), count in zip(ways, until, strict=True) if count - len(held[id]) < 64]
        assert row[5] == [[round(km, 1), told.at(id)] for km, id in near]


def _way(here: Location, there: Location) -> float:
    """Kilometres, as on a plane."""
    narrower = math.cos(math.radians(here.latitude))
    return 111.2 * math.hypot(here.latitude - there.latitude, (here.longitude - there.longitude) * narrower)


@BOTH
def test_a_place_that_is_not_known_is_told(node: Node, made: Callable[..., Index]) -> None:
    """The place that a browser kept may be called otherwise now."""
    known, unknown, nowhere = (
        node.search(files, {"near": near})[0]
        for files, near in ((made(*GROUND), "gao"), (made(*GROUND), "zzz"), (made(*CLASSES[1:]), "zzz"))
    )
    assert [one.all["nowhere"] for one in (known, unknown, nowhere)] == [False, True, True]
    assert not any(one.all["missing"] for one in (known, unknown, nowhere))


@BOTH
def test_signs_that_part_things_in_an_index_may_stand_in_names(node: Node, made: Callable[..., Index]) -> None:
    """Whatever editors write in titles and names."""
    odd = centre("la", "Nhà ~ Lạ | Kì\tquặc", "gao", near=["Chợ A | B ~ C"])
    title, named = node.search(made(*GROUND, odd), "nhà lạ kì quặc", "nhà lạ gần chợ a b c")
    assert title.paths[0] == named.paths[0] == "centres/la.html"
    assert title.all["results"][0]["title"] == "Nhà ~ Lạ | Kì quặc"


def test_a_place_alone_gives_its_page_and_what_is_there(node: Node, ground: Index) -> None:
    """A former district gives its wards, each with that name, then what is in them; what one can join first."""
    (found,) = node.search(ground, "Quận 4")
    assert set(found.paths[:2]) == {"areas/gao.html", "areas/muoi.html"}
    assert found.names("areas/gao.html") == ["Quận 4"]
    assert found.paths.index("offers/nang-toi.html") < found.paths.index("centres/nha-gao.html")
    assert "offers/nang-xa.html" not in found.paths


def test_marks_of_a_place_are_taken_seriously(node: Node) -> None:
    """ "xã Thanh An" is not "Xã Thạnh An"; without marks it is both."""
    files = index(*PLACES, area("mot", "Xã Thanh An", parent="tinh"), area("hai", "Xã Thạnh An", parent="tinh"))
    marked, other, bare = node.search(files, "xã Thanh An", "Thạnh An", "thanh an")
    assert marked.paths[:1] == ["areas/mot.html"]
    assert other.paths == ["areas/hai.html"]
    assert set(bare.paths) == {"areas/mot.html", "areas/hai.html"}


def test_what_nothing_has_is_let_go(node: Node, ground: Index) -> None:
    """A filter that was said in passing and leaves nothing is let go, and is said to be."""
    (found,) = node.search(ground, "đàn tranh miễn phí")
    assert found.paths == ["offers/dan.html"]
    assert found.all["understood"]["filters"][0]["isLetGo"]
    (pressed,) = node.search(ground, {"q": "đàn tranh", "free": True})
    assert pressed.paths == []


@pytest.mark.parametrize("question", ["đàn tranh miễn phí buổi tối", "đàn tranh buổi tối miễn phí"])
def test_of_several_filters_one_is_let_go_if_that_will_do(node: Node, ground: Index, question: str) -> None:
    """The class is in the evening, but not free."""
    (found,) = node.search(ground, question)
    assert found.paths == ["offers/dan.html"]
    let_go = {one["facet"]: one["isLetGo"] for one in found.all["understood"]["filters"]}
    assert let_go == {"free": True, "evening": False}


def test_places_are_found_by_every_name(node: Node, ground: Index) -> None:
    """Who is asked where they are may say a former name, a market, a beginning."""
    node.open(ground)
    district, market, begun = node.ask("places", ["quận 4", "cho ba chieu", "muoi bi"])
    assert {(one["id"], one["known"]) for one in district} == {("gao", "Quận 4"), ("muoi", "Quận 4")}
    assert [(one["id"], one["known"], one["at"]) for one in market[:1]] == [("gao", "Chợ Bà Chiểu", "10.8,106.7")]
    assert begun[0]["id"] == "muoi"


# One list with facets


def test_an_empty_question_browses(node: Node, ground: Index) -> None:
    """Nothing asked shows what there is, what one can join first."""
    (found,) = node.search(ground, "")
    assert found.all["total"] == 7
    assert all(path.startswith("offers/") for path in found.paths[:4])


def test_facets_narrow_and_count(node: Node, ground: Index) -> None:
    """Values of a facet are alternatives, facets narrow each other; a flag's count is of what it would leave."""
    free, evening, both, kinds = node.search(
        ground, {"free": True}, {"evening": True}, {"evening": True, "day": ["sat"]}, {"kind": ["centre", "event"]}
    )
    assert set(free.paths) == {"offers/nang-toi.html", "offers/nang-xa.html"}
    assert len(evening.paths) == 3
    assert (evening.all["counts"]["free"], evening.all["counts"]["evening"]) == (2, 3)
    assert both.paths == []
    assert len(kinds.paths) == 3


def test_values_of_facets_are_counted(node: Node, ground: Index) -> None:
    """Each value says how many of what is found have it, whatever is chosen in the same facet."""
    node.open(ground)
    days, areas = node.ask("values", [["day", {"q": "lái xe", "day": ["sat"]}], ["area", {"q": "lái xe"}]])
    assert [(one["value"], one["label"], one["count"]) for one in days] == [("tue", "Thứ Ba", 2), ("sat", "Thứ Bảy", 1)]
    assert [(one["value"], one["count"]) for one in areas] == [("tinh", 3)]
    assert {(one["value"], one["count"]) for one in areas[0]["children"]} == {("gao", 2), ("duong", 1)}


@BOTH
def test_areas_are_counted_by_what_is_in_them(node: Node, made: Callable[..., Index]) -> None:
    """A province without any has no number; one in which something lies in no commune counts that."""
    other = area("xa", "Tỉnh Xa", type="province")
    ward = area("ward", "Xã Xa", parent="xa")
    own = (centre("nha-tinh", "Nhà Tỉnh", "xa"), offer("lop-tinh", "Lái xe tải", places=["nha-tinh"]))
    alone = area("le", "Xã Lẻ Loi")
    node.open(made(*GROUND, other, ward, *own, alone))
    drum, driving = node.ask("values", [["area", {"q": "đàn tranh"}], ["area", {"q": "lái xe"}]])
    assert [(one["value"], one["count"]) for one in drum] == [("tinh", 1)]
    assert {(one["value"], one["count"]) for one in driving} == {("tinh", 3), ("xa", 1)}


def test_orders(node: Node, ground: Index) -> None:
    """By Vietnamese name, numbers as numbers; by nearness to the chosen place."""
    titles = ["Nhà 10", "Nhà 2", "Ấp", "Đồng", "Dừa"]
    files = index(*GROUND[:2], *(centre(f"c{n}", title, "gao") for n, title in enumerate(titles)))
    (named,) = node.search(files, {"kind": ["centre"], "order": "name"})
    assert [one["title"] for one in named.all["results"]] == ["Ấp", "Dừa", "Đồng", "Nhà 2", "Nhà 10"]
    (near,) = node.search(ground, {"near": "muoi", "kind": ["offer"]})
    assert near.paths[0] == "offers/dan.html"
    assert [one["km"] for one in near.all["results"]] == [None, 2.2, 2.2]


@pytest.mark.parametrize(
    ("address", "again"),
    [
        ("q=h%E1%BB%8Dc&free&evening", "q=h%E1%BB%8Dc&free=&evening="),
        ("near=gao&kind=offer,event&order=name", "near=gao&kind=offer%2Cevent&order=name"),
        ("order=backwards&x=1&q=+", ""),
    ],
)
def test_the_address_says_the_state(node: Node, address: str, again: str) -> None:
    """What an address says is read and written again; what it cannot say is left out."""
    assert node.ask("state", [address]) == [again]


# The example: what people type, and what has to stand first

FIRST = {
    # without marks, with marks, in another normal form, in capitals
    "lop hoc vi tinh": "topics/vi-tinh",
    "LỚP HỌC VI TÍNH": "topics/vi-tinh",
    unicodedata.normalize("NFD", "lớp học vi tính"): "topics/vi-tinh",
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
    "khu cong nghiep song than": "areas/phuong-di-an",
    # what one wants to learn
    "hoc chu buoi toi": "offers/hoc-chu-buoi-toi-binh-an",
    "học nghề miễn phí": "offers/hoc-nghe-",
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


@pytest.fixture(scope="module")
def example_index(example: Catalogue) -> Index:
    return index_files(source(example, "vi"))


@pytest.mark.parametrize("question", FIRST)
def test_what_people_type_finds_what_they_mean(node: Node, example_index: Index, question: str) -> None:
    """Each question of the table has the page that answers it as its first result, and all results have all words."""
    (found,) = node.search(example_index, question)
    assert found.complete
    assert found.paths[0].startswith(FIRST[question])
    assert FIRST[question].endswith(("-", "-t")) or found.paths[0] == f"{FIRST[question]}.html"


@pytest.mark.parametrize("question", [one for one in NOTHING if written_words(one)])
def test_what_nobody_can_mean_finds_nothing(node: Node, example_index: Index, question: str) -> None:
    """Other scripts and endless words are no error."""
    assert node.search(example_index, question)[0].paths == []


def test_english_pages_find_vietnamese_and_english(node: Node, example: Catalogue) -> None:
    """On English pages records are found in either language."""
    files = index_files(source(example, "en"))
    found = node.search(files, "Thủ Đức book street", "sach duong thu duc", "archery", "bắn cung")
    assert [one.paths[0] for one in found] == [
        "en/libraries/duong-sach-thu-duc.html",
        "en/libraries/duong-sach-thu-duc.html",
        "en/offers/ban-cung-binh-trung.html",
        "en/offers/ban-cung-binh-trung.html",
    ]


# The files


def many(count: int) -> list[Document]:
    """Documents of which each has a word of its own, and words that it shares with others."""
    return [
        document(n, f"Lớp {'vẽ' if n % 2 else 've'} số{n} nhóm{n % 40}", texts=(f"học chung tháng{n % 12}",), worth=9)
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def parted() -> Index:
    return of_documents(many(3000))


def test_a_small_index_is_one_file() -> None:
    """While it is small enough for a slow connection it is one script, the same bytes every time."""
    files = index(*GROUND)
    assert list(files) == ["vi.js"]
    assert files == index(*GROUND)
    assert len(gzip.compress(files["vi.js"], 9)) <= MOST_IN_ONE


def test_a_large_index_is_loaded_in_parts(node: Node, parted: Index) -> None:
    """Of many documents only the parts that a question needs are loaded, and the same documents are found."""
    assert len(parted) > 100
    one, shared = node.search(parted, {"q": "lớp vẽ số1717", "most": 8}, {"q": "nhóm7", "most": 8})
    assert one.paths[0] == "1717"
    assert 0 < one.all["loaded"] < 30
    assert shared.all["total"] == 75
    assert {int(path) % 40 for path in shared.paths} == {7}


def test_what_many_have_is_cut_and_said_to_be(node: Node, parted: Index) -> None:
    """Of a word that most documents have the best are kept; the answer says that there are more."""
    (found,) = node.search(parted, {"q": "lớp", "most": 8})
    assert found.all["isCapped"]
    assert 150 < found.all["total"] < 3000
    (narrowed,) = node.search(parted, {"q": "lớp nhóm7", "most": 8})
    assert (narrowed.all["isCapped"], narrowed.all["total"]) == (False, 75)


NUMBERS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám")


def test_what_very_many_have_is_found_at_a_place(node: Node) -> None:
    """Of a topic that very many are on, and of names that very many end with, nothing is lost at a place."""
    wards = [
        area(
            f"w-{a}-{b}",
            f"Xã {NUMBERS[a]} {NUMBERS[b]} Bắc Thượng",
            location={"latitude": 10 + a / 9, "longitude": 106},
        )
        for a in range(8)
        for b in range(8)
    ]
    topics = [Topic.model_validate({"id": f"t{n}", "title": f"Chủ đề {n}", "also": [f"chăm vườn {n}"]}) for n in (0, 1)]
    centres = [centre(f"c-{ward.id}", f"Nhà {n}", ward.id) for n, ward in enumerate(wards)]
    offers = [
        offer(
            f"o-{ward.id}-{n}",
            f"Lớp {n} cơ bản",
            places=[f"c-{ward.id}"],
            topics=[f"t{n % 2}"],
            cost={"amount": 0 if n % 4 == 0 else 100_000},
        )
        for ward in wards
        for n in range(20)
    ]
    files = index(*wards, *topics, *centres, *offers)
    assert len(files) > 50
    there = {f"offers/o-w-2-4-{n}.html" for n in range(0, 20, 2)}
    where = "ở xã ba năm bắc thượng"
    found, basic = node.search(files, f"chăm vườn 0 {where}", f"chăm vườn 0 cơ bản {where}")
    assert set(found.paths[:10]) == there <= set(basic.paths)
    (free,) = node.search(files, {"q": f"chăm vườn 0 miễn phí {where}", "most": 5})
    assert set(free.paths) == {f"offers/o-w-2-4-{n}.html" for n in range(0, 20, 4)}


def test_an_edit_rewrites_the_parts_of_its_own_words_only(parted: Index) -> None:
    """The number of a document follows from its id: another title leaves the other documents' parts as they are."""
    made = many(3000)
    made[1234] = replace(made[1234], shown=Shown("Đàn bầu"), titles=("Đàn bầu",))
    edited = of_documents(made)
    differing = {path for path in {**parted, **edited} if parted.get(path) != edited.get(path)}
    assert len(differing) < 20


def test_a_new_document_moves_few_others() -> None:
    """Numbers are the same in whatever order the documents come; one more displaces hardly any."""
    ids = [f"lop-{n}" for n in range(3000)]
    slots = slots_for(len(ids))
    before, after = numbered(ids, slots), numbered([*reversed(ids), "lop-moi"], slots)
    assert len(set(after.values())) == 3001
    assert sum(before[one] != after[one] for one in ids) <= 5


def test_a_missing_or_damaged_part_is_said(node: Node, parted: Index) -> None:
    """Without a part, or with one that is cut, the other results come, and that something is missing is said."""
    for spoil in ("", "langhoc.receive(", 'langhoc.receive("x", [])', 'langhoc.receive("{}", 5)'):
        broken = {
            path: spoil.format(Path(path).stem).encode() if "/s" in path and path.endswith("7.js") else content
            for path, content in parted.items()
        }
        for found in node.search(broken, *[{"q": "nhóm7", "most": 60}] * 2):
            assert found.all["missing"]
            assert 0 < len(found.paths) < 60
        (other,) = node.search(broken, {"q": "số1717 zzz", "most": 1})
        assert other.all["missing"] == (not other.paths)


def test_a_head_of_another_format_is_refused(node: Node, parted: Index) -> None:
    """A head that a browser kept from before must not be read with today's parts."""
    old = {**parted, "vi.js": parted["vi.js"].replace(b'"format":%d' % FORMAT, b'"format":0')}
    with pytest.raises(AssertionError, match="another format"):
        node.open(old)


@given(st.integers(1, 10**6), st.integers(0, 4000), st.lists(st.integers(0, 10**9), min_size=1, max_size=4))
def test_files_are_shared_out(count: int, others: int, sizes: list[int]) -> None:
    """There are as many files as a host bears, each sort has one at least, and more for what is more."""
    files = files_for(count, others)
    assert 100 < files <= max(240, count)
    shared = shares(files, sizes)
    assert sum(shared) <= files
    assert min(shared) >= 1
    assert [shared[n] for n in sorted(range(len(sizes)), key=sizes.__getitem__)] == sorted(shared)


def test_as_many_files_as_were_promised() -> None:
    """Seven hundred for five thousand records, three and a half thousand for ten times as many."""
    assert files_for(5_000, 0) < 750
    assert files_for(50_000, 0) < 3_500
    steps = sorted({step_below(count) for count in range(1, 5_000)})
    assert all(before < after <= before * 17 / 16 + 1 for before, after in pairwise(steps))


def test_markup_in_a_text_cannot_end_the_script() -> None:
    """Whatever a title says, the file stays one script wherever it is put."""
    file = of_documents([document(0, "</script><!-- \u2028")])["vi.js"].decode()
    assert "<" not in file
    assert "\u2028" not in file


# lunr as the oracle


LUNR_JS = """
const lunr = require("lunr");
const texts = JSON.parse(process.argv[1]);
const index = lunr(function () {
  this.pipeline.reset();
  this.ref("number");
  this.field("title", { boost: 8 });
  texts.forEach((text, number) => this.add({ number, title: text.split(" ") }));
});
console.log(JSON.stringify(texts.map((text, number) => index.fieldVectors["title/" + number].elements)));
"""


def by_lunr_py(texts: Sequence[str]) -> list[list[float]]:
    builder = Builder()
    builder.ref("number")
    builder.field("title", 8)
    for number, text in enumerate(texts):
        builder.add({"number": str(number), "title": text.split()})
    builder.build()
    return [builder.field_vectors[f"title/{number}"].to_list() for number in range(len(texts))]


def by_lunr_js(texts: Sequence[str]) -> list[list[float]]:
    command = ["node", "-e", LUNR_JS, json.dumps(texts)]
    top = Path(__file__).parent.parent
    vectors: list[list[float]] = json.loads(subprocess.run(command, cwd=top, capture_output=True, check=True).stdout)
    return [vector[1::2] for vector in vectors]


@pytest.mark.parametrize("weights", [by_lunr_py, by_lunr_js])
def test_words_weigh_as_lunr_weighs_them(node: Node, weights: Callable[[Sequence[str]], list[list[float]]]) -> None:
    """In a field of which the mean length is known, a word weighs what both lunrs give it."""
    texts = ["đàn tranh", "đàn bầu sáo trúc", "sáo", "trống cơm đàn nguyệt nhị hồ kèn"]
    lengths = [len(text.split()) for text in texts]
    one = Field(8, sum(lengths) / len(lengths))
    for text, length, vector in zip(texts, lengths, weights(texts), strict=True):
        sizes = [sum(word in other.split() for other in texts) for word in text.split()]
        rarities = node.ask("rarity", [[size, len(texts)] for size in sizes])
        ours = sorted(weight_in(length, one) * rarity for rarity in rarities)
        assert ours == pytest.approx(sorted(vector), abs=2e-3)


def test_levels_keep_the_order_of_weights() -> None:
    """What a browser sees of a weight is the nearest of a few levels, never in another order."""
    weights = [weight_in(length, one) for one in FIELDS.values() for length in (1, 3, 8, 20, 60)]
    levels = [level_of(weight) for weight in sorted(weights)]
    assert levels == sorted(levels)
    assert 0 <= levels[0] <= levels[-1] < LEVELS
    for weight in weights:
        assert weight / RATIO < LOWEST * RATIO ** level_of(weight) < weight * RATIO


def test_the_browser_has_the_postings_of_lunr_py(node: Node) -> None:
    """Of a small catalogue each word has just the documents that lunr.py gives it."""
    made = [one for one in source(catalogue(*GROUND, *CLASSES[1:]), "vi").documents if one.kind != "area"]
    builder = Builder()
    builder.ref("id")
    builder.field("all")
    for one in made:
        texts = (*one.titles, *one.places, *one.names, *one.texts)
        builder.add({"id": one.id, "all": sorted({word.folded for text in texts for word in written_words(text)})})
    words = [word for word in node.open(of_documents(made)) if word[0] != ":"]
    assert words == sorted(builder.inverted_index)
    in_order = sorted(made, key=lambda one: (one.kind, one.shown.place, one.id))
    for word, docs in zip(words, node.ask("docs", [words])[0], strict=True):
        assert {in_order[number].id for number in docs} == set(builder.inverted_index[word]["all"])


# Whatever is written, whatever is typed

SYLLABLES = st.sampled_from(
    ["học", "hoc", "hộc", "vẽ", "ve", "hoà", "hòa", "Đàn", "4", "12", "Quận", "kỹ", "lí", "constructor", "__proto__"]
)
TEXTS = st.lists(SYLLABLES, max_size=4).map(" ".join)


@given(st.lists(st.tuples(TEXTS, st.text(max_size=40)), max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_document_is_found_by_its_own_title(node: Node, made: list[tuple[str, str]]) -> None:
    """Whatever a title says, who types it finds it."""
    texts = [title + " " + more for title, more in made]
    files = of_documents([document(number, text) for number, text in enumerate(texts)])
    asked = [text for text in texts if written_words(text[:200]) and len(text) < 60]
    for text, found in zip(asked, node.search(files, *asked), strict=True):
        assert str(texts.index(text)) in found.paths or not found.complete


@given(st.lists(st.text() | TEXTS, max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_question_is_answered(node: Node, example_index: Index, questions: list[str]) -> None:
    """Arbitrary text never breaks the search, and finds nothing twice."""
    for found in node.search(example_index, *questions):
        assert len(set(found.paths)) == len(found.paths)
        assert not found.all["missing"]


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_capitals_and_composition_change_nothing(node: Node, example_index: Index, question: str) -> None:
    """Composed or not, in capitals or not, a question finds the same pages in the same order."""
    forms = [question, unicodedata.normalize("NFD", question), question.upper()]
    paths = [found.paths for found in node.search(example_index, *forms)]
    assert paths == paths[:1] * len(forms)


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


CASES = json.loads((Path(__file__).parent / "fixtures" / "words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_both_cut_words_as_the_cases_say(node: Node, case: dict[str, Any]) -> None:
    """One file of cases holds both to the same words."""
    assert [list(word) for word in written_words(case["in"])] == case["words"]
    assert node.ask("words", [case["in"]]) == [case["words"]]
