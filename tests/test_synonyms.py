"""Words that mean the same: what data/synonyms.yml may hold, what is said of it, and that no text of it is lost."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests import odd
from tests.conftest import TODAY, Check, WriteFiles

from langhoc import vietnamese
from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, Checked, check
from langhoc.cli.starting import SAMPLE, STARTER
from langhoc.model import Synonyms
from langhoc.problems import Problem
from langhoc.reading.source import decode
from langhoc.reading.synonyms import Groups, _read, _read_with_care

FILE = "data/synonyms.yml"
TOP = Path(__file__).parent.parent
OFFER = (
    "title: Lớp Mẫu\ntype: class\nchecked_on: 2026-11-01\nsources: [{title: Bảng tin, place: Xã, date: 2026-11-01}]\n"
)


def brief(problem: Problem) -> tuple[str, int, int]:
    return problem.code, problem.place.line, problem.place.column


def read(content: str | bytes) -> tuple[Groups, list[Problem]]:
    """The groups in the content of a file, and what is to be said of it."""
    source, problems = decode(content if isinstance(content, bytes) else content.encode(), FILE)
    if source is None:
        return (), problems
    synonyms, more = _read(source)
    return synonyms.root if synonyms else (), [*problems, *more]


def said(content: str) -> list[tuple[str, str | None]]:
    """The sentence and the hint of each problem."""
    return [(one.message.said(), one.hint.said() if one.hint else None) for one in read(content)[1]]


def usable(checked: Checked) -> Catalogue:
    assert checked.catalogue
    return checked.catalogue


# What is read


def test_groups_are_read_as_they_are_written(checked: Check, write_files: WriteFiles) -> None:
    """In their order, each with its first text first, whichever way of YAML they are written in."""
    text = '# Cùng nghĩa\n- [vi tính, tin học, "máy tính"]\n-\n  - phường\n  - P.\n- [2 tháng 9, quốc   khánh]\n'
    catalogue = usable(checked(write_files({"offers/lop-mau.yml": OFFER, "synonyms.yml": text})))
    assert catalogue.synonyms == (("vi tính", "tin học", "máy tính"), ("phường", "P."), ("2 tháng 9", "quốc khánh"))


def test_a_catalogue_need_not_have_any(checked: Check, write_files: WriteFiles) -> None:
    """Without the file there are no groups, and there is nothing to be told."""
    found = checked(write_files({"offers/lop-mau.yml": OFFER}))
    assert (usable(found).synonyms, found.problems) == ((), ())


def test_texts_come_in_one_form(checked: Check, write_files: WriteFiles) -> None:
    """What a Mac, a web page or an escape brought in is mended and, of the file itself, told; no text is lost."""
    decomposed = unicodedata.normalize("NFD", "tiếng Việt")
    text = f'- [{decomposed}, "học\\tchữ", "ti\\u0065\\u0302\\u0301ng Anh"]\n- [khu\u00a0phố, KP\u200b, Ðọc sách]\n'
    found = checked(write_files({"offers/lop-mau.yml": OFFER, "synonyms.yml": text}))
    assert usable(found).synonyms == (("tiếng Việt", "học chữ", "tiếng Anh"), ("khu phố", "KP", "Đọc sách"))
    assert sorted(one.code for one in found.problems) == ["mended-eth", "mended-invisible", "mended-nbsp", "mended-nfd"]


def test_a_warning_loses_nothing(checked: Check, write_files: WriteFiles) -> None:
    """A text whose end YAML takes for a comment is told of; all groups are there."""
    text = "- [vi tính, tin học]\n- [lập trình,\n   C #1]\n- [phường, P.]\n".replace("#1]", "#1\n   ]")
    found = checked(write_files({"offers/lop-mau.yml": OFFER, "synonyms.yml": text}))
    assert [brief(one) for one in found.problems] == [("lost-text", 3, 6)]
    assert usable(found).synonyms == (("vi tính", "tin học"), ("lập trình", "C"), ("phường", "P."))


def test_they_are_read_again_when_the_file_has_changed(write_files: WriteFiles) -> None:
    """A cache keeps no groups of yesterday; and what is wrong is told each time."""
    folder = write_files({"offers/lop-mau.yml": OFFER, "synonyms.yml": "- [vi tính, tin học]\n"})

    def again() -> Checked:
        with open_cache(folder / ".langhoc" / "cache.sqlite") as cache:
            return check(folder, TODAY, cache)

    assert usable(again()).synonyms == usable(again()).synonyms == (("vi tính", "tin học"),)
    (folder / FILE).write_text("- [vi tính, tin học, máy tính]\n", encoding="utf-8")
    assert usable(again()).synonyms == (("vi tính", "tin học", "máy tính"),)
    (folder / FILE).write_text("- [vi tính]\n", encoding="utf-8")
    assert [again().problems, again().catalogue] == [again().problems, None]


def test_they_do_not_change() -> None:
    """A catalogue is frozen, its words too."""
    synonyms = Synonyms.model_validate([["vi tính", "tin học"]])
    with pytest.raises(ValidationError):
        synonyms.root = ()  # type: ignore[misc]


# What is refused


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("- vi tính, tin học\n", "- [vi tính, tin học]"),
        ("- vi tính\n- tin học\n", "- [vi tính, tin học]"),
        ("vi tính: tin học\n", "- [vi tính, tin học]"),
        ("- [vi tính, tin học, TIN HOC]\n", "Leave one out"),
        ("- [vi tính, tin học]\n- [computer, Tin-Học]\n", "Join the groups"),
        ("- [vi tính]\n", "Add another text"),
    ],
)
def test_a_hint_says_how_to_mend_it(text: str, hint: str) -> None:
    """Who forgot the brackets, or wrote a word twice, is told what to write."""
    assert hint in (said(text)[0][1] or "")


def test_a_text_of_two_groups_is_told_with_the_other_group() -> None:
    """By the text that the other begins with, whatever is wrong with it besides."""
    text = '- ["", vi tính, tin học]\n- [computer, tin hoc, VI TÍNH]\n- [CNTT, công nghệ]\n'
    assert [sentence for sentence, _hint in said(text)][1:] == [
        "“tin hoc” stands in two groups; the other begins with “vi tính”.",
        "“VI TÍNH” stands in two groups; the other begins with “vi tính”.",
    ]


def test_what_search_can_tell_apart_may_stand_in_two_groups() -> None:
    """One text may be part of another; a sign between words parts them, as in TP.HCM and TPHCM."""
    assert read("- [thành phố, TP.]\n- [Thành phố Hồ Chí Minh, TP.HCM, TPHCM]\n")[1] == []


def yaml_of(groups: list[list[str]]) -> str:
    return "".join(f"- {json.dumps(group, ensure_ascii=False)}\n" for group in groups)


def names(number: int, first: int = 0) -> list[str]:
    return [f"chữ {n}" for n in range(first, first + number)]


@pytest.mark.parametrize(
    ("fits", "one_more"),
    [
        ([names(20)], [names(21)]),
        ([names(2, n * 2) for n in range(500)], [names(2, n * 2) for n in range(501)]),
        ([["a b c d e f", "x"]], [["a b c d e f g", "x"]]),
        ([["a" * 60, "x"]], [["a" * 61, "x"]]),
        ([["a", "b"]], [["a"]]),
    ],
    ids=["texts", "groups", "words", "signs", "least"],
)
def test_how_much_fits(fits: list[list[str]], one_more: list[list[str]]) -> None:
    """The last that fits is read; one more is one problem."""
    assert read(yaml_of(fits)) == (tuple(map(tuple, fits)), [])
    assert [len(read(yaml_of(one_more))[1]), read(yaml_of(one_more))[0]] == [1, ()]


def test_what_is_too_much_is_told_where_it_begins() -> None:
    """At the group, or the text, that is one too many."""
    groups = read(yaml_of([names(2, n * 2) for n in range(600)]))[1]
    texts = read(yaml_of([names(25)]))[1]
    assert [(one.code, one.place.line) for one in (*groups, *texts)] == [("bad-value", 501), ("bad-value", 1)]
    assert '"chữ 20"' in texts[0].place.excerpt[texts[0].place.column - 1 :][:10]


def test_a_file_full_of_faults_is_not_told_of_for_ever() -> None:
    """Thousands of groups, each of them wrong: as many problems as groups fit, and one."""
    assert len(read("- []\n" * 10_000)[1]) == 501


# Files that are not what they seem


@pytest.mark.parametrize("make", odd.FILES)
def test_what_is_no_file_is_told_once(make: Callable[[Path], None], checked: Check, write_files: WriteFiles) -> None:
    """And never waited for, nor followed."""
    folder = write_files({"offers/lop-mau.yml": OFFER})
    make(folder / FILE)
    found = checked(folder)
    assert [(one.code, one.place.file) for one in found.problems] == [("unreadable", FILE)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("- [vi tính, tin học]\n".encode("utf-16"), "not-utf-8"),
        ("- [vi tính, ".encode() + b"\xff]\n", "not-utf-8"),
        (b"\n" * (1024 * 1024 + 1), "too-large"),
        (b"- [a, &b c]\n", "alias"),
        (b"- [a, !!python/object:os.system c]\n", "tag"),
        (b"- [a, b]\n---\n- [c, d]\n", "several-documents"),
        (b"- " + b"[" * 40, "too-deep"),
        (b"- [a, \x00b]\n", "bad-yaml"),
        (b"[]\n", "empty-file"),
    ],
)
def test_it_is_read_as_strictly_as_records(content: bytes, code: str, checked: Check, write_files: WriteFiles) -> None:
    """A file in another encoding, too large, or with more of YAML than is read, builds nothing."""
    found = checked(write_files({"offers/lop-mau.yml": OFFER, "synonyms.yml": content}))
    assert found.catalogue is None
    assert [(one.code, one.place.file) for one in found.problems] == [(code, FILE)]


@pytest.mark.parametrize("name", ["synonym.yml", "Synonyms.yml", "synonyms.yaml"])
def test_a_file_of_nearly_the_name_is_not_read_in_silence(name: str, checked: Check, write_files: WriteFiles) -> None:
    """It lies astray, and the name that was meant is told."""
    (problem,) = checked(write_files({"offers/lop-mau.yml": OFFER, name: "- [vi tính, tin học]\n"})).problems
    assert problem.code == "stray-file"
    assert problem.hint
    assert FILE in problem.hint.said()


def test_below_a_folder_it_is_no_such_file(checked: Check, write_files: WriteFiles) -> None:
    """There is one for a catalogue; a class may be called so."""
    found = checked(write_files({"offers/synonyms.yml": OFFER}))
    assert (usable(found).synonyms, list(usable(found).by_id)) == ((), ["synonyms"])


# Whatever there is in the file

SIGNS = st.sampled_from([*"[]{},:-#&*!|>'\"%@` \n\t.", "- ", "\n- [", "học", "P.", "ế", "e\u0302\u0301", "\u00a0", "Ð"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


def agree(content: bytes) -> None:
    """No content raises; what is read without a word is the same whichever way it is read."""
    groups, problems = read(content)
    source, _mended = decode(content, FILE)
    careful = _read_with_care(source) if source else (None, [])
    assert groups == (careful[0].root if careful[0] else ())
    assert bool(groups) or problems
    # What is not closed is told of behind the last line.
    lines = content.count(b"\n") + content.count(b"\r") + 2
    assert all(0 <= one.place.line <= lines for one in problems)


@given(st.binary(max_size=300))
@example(b"- [1, 2]\n- ? [a]\n")
def test_no_bytes_raise(content: bytes) -> None:
    """Whatever a file holds, it is read or told of."""
    agree(content)


@given(st.lists(SIGNS, max_size=60).map("".join))
@example('- [a, b]\n- [P., ""]\n')
def test_no_text_of_yaml_raises(content: str) -> None:
    """Nor does what looks like YAML, and like groups."""
    agree(content.encode())


DATA = st.recursive(
    st.none() | TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3)
)


@given(DATA)
def test_no_shape_raises(data: object) -> None:
    """Lists, groups and texts in any order: read, or every fault of it told."""
    agree(json.dumps(data, ensure_ascii=False).encode())


def _is_sound(text: str) -> bool:
    return 0 < len(vietnamese.words(text)) <= 6 and vietnamese.clean(text).text == text == " ".join(text.split())


@given(st.lists(TEXTS.filter(_is_sound), min_size=2, max_size=12, unique_by=lambda text: tuple(vietnamese.words(text))))
def test_what_is_sound_is_read_as_it_is(texts: list[str]) -> None:
    """Two groups of any texts that search tells apart come back letter for letter."""
    groups = [texts[:2], texts[2:]] if len(texts) > 3 else [texts]
    assert read(yaml_of(groups)) == (tuple(map(tuple, groups)), [])


# The groups that there are


@pytest.mark.parametrize("folder", [TOP, STARTER, SAMPLE], ids=["city", "starter", "sample"])
def test_nothing_is_wrong_with_those_that_are_given(folder: Path) -> None:
    """The city's, and those that a new catalogue begins with; what is short for something stands behind it."""
    groups, problems = read((folder / FILE).read_bytes())
    assert problems == []
    assert len(groups) >= 25
    assert [group[0] for group in groups if group[0].isupper()] == []


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "CONTRIBUTING.vi.md", "docs/reference/fields.md"])
def test_what_is_given_to_copy_is_read(document: str) -> None:
    """The groups that a document shows have no fault."""
    shown = re.findall(r"```yaml\n(- \[.*?)```", (TOP / document).read_text(encoding="utf-8"), re.DOTALL)
    assert [read(text)[1] for text in shown] == [[]]
