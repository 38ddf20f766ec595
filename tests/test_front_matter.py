"""Markdown with front matter: the text below the keys stays what it is, and both ways of reading it agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from langhoc.model import KINDS, Record, Story
from langhoc.problems import FORMATS, Problem, report
from langhoc.reading.files import RecordFile
from langhoc.reading.front_matter import parted
from langhoc.reading.record_file import _read_with_care, _sound_record, read_content
from langhoc.reading.source import Source, decode

FILE = RecordFile(Path("chuyen-mau.md"), "data/stories/chuyen-mau.md", KINDS["story"])
LANGUAGES = ("vi", "en")
KEYS = "title: Chuyện Mẫu\nsubject: community\nbasis: not_a_person\n"
TEXT = "Cả xã cùng học.\n"
GOOD = f"---\n{KEYS}---\n\n{TEXT}"


def source(text: str) -> Source:
    found, _problems = decode(text.encode("utf-8", "replace"), FILE.name)
    assert found
    return found


def read(content: str | bytes, languages: tuple[str, ...] = LANGUAGES) -> tuple[list[Record], list[Problem]]:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    reading = read_content(data, FILE, languages)
    return [found.record for found in reading.found], list(reading.problems)


def story(content: str, languages: tuple[str, ...] = LANGUAGES) -> Story:
    (record,), _problems = read(content, languages)
    assert isinstance(record, Story)
    return record


def told(content: str, languages: tuple[str, ...] = LANGUAGES) -> tuple[tuple[str, str], ...]:
    """The story's text, by language."""
    description = story(content, languages).description
    assert description
    return description.by_language


# What an editor may write


@pytest.mark.parametrize(
    "text",
    [
        "# Đầu đề\n\nMột đoạn.", "Một đoạn.\n\n---\n\nĐoạn nữa.", "---", "title: Không phải khóa", "- một\n- hai",
        "Số 5 #12", "'Ngoặc không đóng", '"a: [b', "*nghiêng* & !x %y @z `m`", "\tthụt\n\tvào", "...", "{vi: x}", "|",
    ],
)  # fmt: skip
def test_the_text_is_no_yaml(text: str) -> None:
    """Whatever Markdown holds, its signs are signs, and nothing is said of them."""
    content = f"---\n{KEYS}---\n{text}\n"
    assert told(content) == (("vi", text.strip()),)
    assert read(content)[1] == []


@pytest.mark.parametrize(
    "content",
    [
        GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, GOOD.replace("---", "--- \t"), GOOD.rstrip(), GOOD + "\n\n",
        GOOD.replace("---\n\n", "---\n"), GOOD.replace("---\n\n", "---\n \n\n\n"),
    ],
)  # fmt: skip
def test_line_ends_and_empty_lines_make_no_difference(content: str) -> None:
    """Windows' files, a byte order mark, spaces behind a fence, any number of empty lines."""
    assert told(content) == (("vi", TEXT.strip()),)


def test_the_text_is_in_the_first_language() -> None:
    """Whichever that is."""
    assert told(GOOD, ("en", "vi")) == (("en", TEXT.strip()),)


@pytest.mark.parametrize("slip", ["", " #"])
@pytest.mark.parametrize("written", ["{en: All learn.}", "{vi: , en: All learn.}", "{en: All learn., vi: }"])
def test_translations_stand_in_the_front_matter(written: str, slip: str) -> None:
    """Behind the text itself; a key left empty for it takes nothing away, however the file is read."""
    content = f"---\nsummary: Tóm tắt{slip}\ndescription: {written}\n{GOOD[4:]}"
    assert told(content) == (("vi", TEXT.strip()), ("en", "All learn."))


@pytest.mark.parametrize("written", ["", "{}", "{vi: }", "''"])
def test_an_empty_description_is_none(written: str) -> None:
    """A form line without a value gives way to the text; empty quotes are a text, and so one too many."""
    records, problems = read(f"---\ndescription: {written}\n{GOOD[4:]}")
    assert bool(records) == (written != "''")
    assert {problem.code for problem in problems} == (set() if records else {"duplicate-key", "empty-text"})


def test_a_story_may_have_all_its_text_in_the_front_matter() -> None:
    """Nothing need stand below the second fence."""
    written = "description: |\n  Một đoạn.\n\n  Đoạn nữa.\n"
    assert told(f"---\n{KEYS}{written}---\n") == (("vi", "Một đoạn.\n\nĐoạn nữa."),)


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f", "\ufffe"])
@pytest.mark.parametrize("slip", ["", "summary: a #b\n"])
def test_control_characters_are_refused_below_the_keys_too(sign: str, slip: str) -> None:
    """They would reach a page, a feed or a terminal; the place is told to the column."""
    records, problems = read(f"---\n{slip}{GOOD[4:]}Một{sign}hai\n")
    assert records == []
    assert [(p.code, p.place.column, p.place.excerpt) for p in problems] == [("bad-yaml", 4, f"Một{sign}hai")]


# Two ways of reading, one record

LINES = [
    *KEYS.splitlines(), "summary: Tóm tắt", "summary: Số 5 #12", "description: {en: All learn.}", "description: ",
    "description: {vi: , en: x}", "description: {vi: x}", "description: {}", "description: x", "tags: [a, b]",
    "sample: true", "area: xa-mau", "called: {en: Ba}", "# ghi chú", "", "---", "--- ", "  - x", "id: x", "a: *b",
]  # fmt: skip
BODY = [*LINES, TEXT.strip(), "# Đầu đề", "  thụt vào", "'", "\t", "Bé Trần Văn An", "\x1b"]

stories = st.builds(
    lambda keys, body, end: "\n".join(["---", *keys, "---", *body]) + end,
    st.permutations(KEYS.splitlines()).flatmap(
        lambda keys: st.lists(st.sampled_from(LINES), max_size=3).map(lambda more: [*keys, *more])
    ),
    st.lists(st.sampled_from(BODY) | st.text(max_size=8), max_size=5),
    st.sampled_from(["", "\n", "\n\n"]),
)


@given(stories)
@settings(max_examples=500, deadline=None)
@example(GOOD)
@example(f"---\ndescription: {{vi: , en: x}}\n{GOOD[4:]}")
@example(f"{GOOD}\x1b")
def test_the_quick_way_reads_the_same_or_nothing(content: str) -> None:
    """A story read without positions is the one read with them, and there is nothing to be told of it."""
    written = source(content)
    quick = _sound_record(written, FILE, LANGUAGES)
    if quick is not None:
        careful = _read_with_care(written, FILE, LANGUAGES)
        assert [found.record for found in careful.found] == [quick]
        assert careful.problems == ()


@given(stories | st.text(max_size=40))
@settings(deadline=None)
def test_the_parts_keep_their_lines(content: str) -> None:
    """The front matter is what it was, line by line; the text begins in the line that is told of it."""
    written = source(content)
    front, text = parted(written)
    assert front.lines == written.lines
    assert written.text.startswith(front.text) or front.text == written.text + "\n"
    if text is not None:
        assert text.text
        assert written.lines[text.position.line].strip() == text.text.split("\n")[0].strip()
        assert written.text.rstrip().endswith(text.text)


SIGNS = st.sampled_from([*"ab:-#[]{}\"'|>&*!%,? \n\t", "---", "---\n", "\n---\n", "title: ", "\x00", "ế", "\ud800"])


@given(st.lists(SIGNS | st.text(max_size=3), max_size=60).map("".join) | stories | st.binary(max_size=200))
@settings(max_examples=500, deadline=None)
@example(b"")
@example(b"---")
@example(b"---\n---")
@example("---\r---\rx")
@example(b"\xff\xfe-\0-\0-\0")
def test_anything_is_read_or_refused(content: str | bytes) -> None:
    """Whatever a story's file holds, there is a story or a problem, which every report can show."""
    records, problems = read(content)
    assert records or problems
    for form in FORMATS:
        report(problems, form, "en")
