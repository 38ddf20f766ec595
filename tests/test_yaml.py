"""YAML as editors write it: texts stay what they look like, and nothing a file holds makes the reader raise."""

from __future__ import annotations

import json
import string
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from langhoc.model import KINDS, Record
from langhoc.problems import FORMATS, Problem, report
from langhoc.reading.files import RecordFile
from langhoc.reading.nodes import to_data
from langhoc.reading.plain import plain_data
from langhoc.reading.record_file import read_content
from langhoc.reading.records import read_value, to_model
from langhoc.reading.source import Source, decode
from langhoc.reading.yaml_file import parse

TINY = Path(__file__).parent / "fixtures" / "tiny" / "data"
GOOD = sorted(TINY.rglob("*.yml"))


def source(text: str | bytes) -> Source:
    found, _problems = decode(text.encode() if isinstance(text, str) else text, "x.yml")
    assert found
    return found


def data(text: str) -> Any:
    node, problems = parse(source(text))
    assert not problems
    assert node
    return to_data(node)


@pytest.mark.parametrize(
    "value",
    [
        "no", "yes", "on", "off", "true", "14:30", "18:30", "00004", "0123456", "19006600", "1e3", "0x1F", "1_000", "~",
        "null", ".5", "2026-11-21", "2026-11-21T08:00:00Z", "+84", "-1", "=", "1.10", "Số 5#12", "a & b", "50%", "C*",
    ],
)  # fmt: skip
def test_scalars_stay_the_text_they_look_like(value: str) -> None:
    """YAML's guesses (Norway's no, 14:30 in base 60, octal numbers) never happen."""
    assert data(f"key: {value}\nlist: [{value}]\n") == {"key": value, "list": [value]}


def test_a_key_with_nothing_behind_it_is_left_out() -> None:
    """An empty form line is no value; empty quotes are one, for the model to refuse."""
    assert data('a:\nb: ""\nc: {d: }\n') == {"b": "", "c": {}}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_make_no_difference(start: str, end: str) -> None:
    """Windows' and old Macs' files read like any other."""
    assert data(start + f"a: một{end}b: |{end}  hai{end}  ba{end}") == {"a": "một", "b": "hai\nba\n"}


def test_texts_are_composed_and_their_spaces_ordinary() -> None:
    """NFD, special spaces, invisible signs and Ð are mended in files and behind escapes alike."""
    assert data('a: "Tiê\\u0301ng\\_Viê\\u0323t\\L\\u200bÐà"\nb: Tie\u0302\u0301ng\u00a0Việt\u2028Ðà\n') == {
        "a": "Tiếng Việt Đà", "b": "Tiếng Việt Đà",
    }  # fmt: skip


def test_a_special_space_behind_a_colon_is_a_space() -> None:
    """A no-break space copied from a web page does not swallow the document."""
    assert data("a:\u00a0b\nc: d\n") == {"a": "b", "c": "d"}


def test_places_count_lines_as_editors_do() -> None:
    """A line separator inside a text is no line: what stands below keeps its number."""
    node, problems = parse(source("a: x\u2028y\u0085z\nb: 1\nb: 2\n"))
    assert node
    assert [(problem.code, problem.place.line) for problem in problems] == [("duplicate-key", 3)]


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f", "\x0b", "\x9b", "\ufffe"])
def test_control_characters_are_refused_where_they_stand(sign: str) -> None:
    """With line and column, in the file as it is and behind an escape."""
    _node, problems = parse(source(f"a: b\nc: d{sign}e\n"))
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("bad-yaml", 2, 5)]
    escaped = f'a: b\nc: "d\\u{ord(sign):04x}e"\n'
    assert [(p.code, p.place.line) for p in parse(source(escaped))[1]] == [("bad-yaml", 2)]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("a: Số 5 #12", "#12"), ("a: #12", "#12"), ("a: b\n  c #d e ", "#d e"), ("- x #y", "#y"),
        ("a: b # ghi chú", None), ('a: "Số 5 #12"', None), ("a: Số 5#12", None), ("# ghi chú\na: b", None),
        ("#ghi chú\na: b", None), ("a: b #", None), ("a: |\n  Số 5 #12", None), ('a: "b" #c', None),
    ],
)  # fmt: skip
def test_text_lost_behind_a_hash_is_told(text: str, lost: str | None) -> None:
    """A hash in the middle of a plain text cuts it off; a comment that looks like one is left alone."""
    _node, problems = parse(source(text + "\n"))
    found = [(p.code, p.place.excerpt[p.place.column - 1 :][: p.place.width]) for p in problems]
    assert found == ([("lost-text", lost)] if lost else [])


@pytest.mark.parametrize("bomb", ["[", "{a: ", "- ", "? ", "[{"])
def test_depth_is_refused_before_it_harms(bomb: str) -> None:
    """Fifty thousand levels crash libyaml's composer; here they are one problem, at once."""
    before = time.process_time()
    node, problems = parse(source("x: 1\ny:\n  " + bomb * 50_000))
    assert time.process_time() - before < 2
    assert node is None
    assert {problem.code for problem in problems} <= {"too-deep", "bad-yaml"}


def test_thirty_two_levels_are_enough() -> None:
    """Exactly 32 levels are read, 33 are not."""
    assert data("[" * 32 + "x" + "]" * 32)
    assert [problem.code for problem in parse(source("[" * 33 + "]" * 33))[1]] == ["too-deep"]


def test_a_billion_laughs_are_not_told() -> None:
    """Aliases are refused one by one and nothing is multiplied."""
    lines = ["a0: &a0 [ha]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    node, problems = parse(source("\n".join(lines)))
    assert node is None
    assert {problem.code for problem in problems} == {"alias"}


def test_a_mebibyte_of_nearly_anything_is_read_in_time() -> None:
    """The largest file allowed takes seconds at most, whatever fills it."""
    for filling in ("- a\n", "a: b\n", "#\n", "[a,", "' ", "&a "):
        many = 1024 * 1024 // len(filling.encode())
        before = time.process_time()
        parse(source(filling * many))
        assert time.process_time() - before < 10, filling


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b: c", 1, 5), ("a: 'b\nc: d", 1, 4), ("a: b\nc\nd: e", 2, 1), ("a: b\n\tc: d", 2, 1), ("a: *hot*", 1, 4),
        ("a: > 18 tuổi", 1, 4), ("a: !Chú ý", 1, 4), ("a: ? b", 1, 4), ("a: - b", 1, 4), ("% a", 1, 2),
        (" a: b\nc: d", 2, 1), ("%YAML 9.9\n---\na: b", 1, 1),
        ('a: "\\q"', 1, 5), ("a: b\n...\nc: d", 3, 1), ("a: {b: c", 2, 1), ("- a\nb: c", 2, 1),
    ],
)  # fmt: skip
def test_a_broken_layout_is_explained_where_it_is(text: str, line: int, column: int) -> None:
    """Each usual slip has its place, a sentence and a hint; nobody reads libyaml's words."""
    _node, (problem,) = parse(source(text + "\n"))
    assert (problem.code, problem.place.line, problem.place.column) == ("bad-yaml", line, column)
    assert problem.hint
    assert "layout breaks" not in problem.message.text


# The fast way


SLIPS = [
    "*a",
    "&a b",
    "!t x",
    "x #y",
    "a: b\na: c",
    '"\\x41"',
    "---\na: b",
    "'",
    "[",
    "a: {b: c}",
    "**b**",
    "- - x",
    "? a",
]


@given(
    st.lists(st.sampled_from([*"ab:-#[]{}\"'|>&*!%?,~ \n\\", "\n- ", "\n  ", ": ", *SLIPS]), max_size=40).map("".join)
)
@settings(max_examples=1000, deadline=None)
@example("a: b\nc: {d: , e: [x, , ]}\n")
@example("a: ''\nb: |\n\nc: >-\n  x\n")
@example('x: {"a":&x b, "c":*x}')
@example("x: {?&x b: c}")
@example('x: ["a":!t b]')
def test_the_fast_way_reads_the_same_or_nothing(text: str) -> None:
    """What is read without positions is what is read with them, and never a text of which something is to be told."""
    written = source(text)
    fast = plain_data(written)
    if fast is not None:
        node, problems = parse(written)
        assert problems == []
        assert node is not None
        assert fast == to_data(node)


def test_the_fast_way_multiplies_nothing() -> None:
    """Aliases glued to what stands before them are seen: a kilobyte of them would fill the memory."""
    levels = [
        f'"l{level}":&l{level} {{{", ".join(f""""k{n}":{f"*l{level - 1}" if level else "x"}""" for n in range(10))}}}'
        for level in range(9)
    ]
    assert plain_data(source("x: {" + ", ".join(levels) + "}\n")) is None


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_files_are_read_the_fast_way(path: Path) -> None:
    """The fast way is that of nearly every file."""
    written = source(path.read_bytes())
    assert plain_data(written) == to_data(parse(written)[0] or pytest.fail("not read"))


@pytest.mark.parametrize("bomb", ["[", "{a: ", "- ", "? ", "[{", "{? ", "- ? "])
def test_the_fast_way_is_not_taken_where_it_could_crash(bomb: str) -> None:
    """The composer recurses: what nests deeper than it could go is left to the careful way."""
    for count in (33, 120, 50_000):
        assert plain_data(source("x: 1\ny:\n  " + bomb * count)) is None
        assert plain_data(source(bomb * count)) is None
    indented = "".join(" " * depth + "a:\n" for depth in range(1_400))
    assert plain_data(source(indented)) is None


# Nothing raises


def read(content: bytes, kind: str) -> tuple[list[Record], list[Problem]]:
    """All records and problems of a file of `kind`, each report written once: as `check` does, without a disk."""
    file = RecordFile(Path("lop-mau.yml"), "data/lop-mau.yml", KINDS[kind])
    reading = read_content(content, file, ("vi", "en"))
    for form in FORMATS:
        report(reading.problems, form, "en")
    return [found.record for found in reading.found], list(reading.problems)


KIND = st.sampled_from(sorted(KINDS))


@given(st.binary(max_size=300), KIND)
@settings(max_examples=300, deadline=None)
@example(b"\xff\xfea\0", "offer")
@example(b"", "offer")
def test_arbitrary_bytes_are_read_or_refused(content: bytes, kind: str) -> None:
    """Whatever a file holds, there is a record or a problem."""
    records, problems = read(content, kind)
    assert records or problems


PIECES = ["\n- ", "\n  ", ": ", "title: ", "vi: ", "\u00a0", "ế", "😀"]
SIGNS = st.sampled_from([*"abc:-#[]{}\"'|>&*!%@`,?~ \n\t\\=<.", *PIECES])


@given(st.lists(SIGNS | st.text(max_size=3), max_size=60).map("".join), KIND)
@settings(max_examples=500, deadline=None)
def test_arbitrary_text_is_read_or_refused(text: str, kind: str) -> None:
    """The same for texts made of YAML's own signs."""
    records, problems = read(text.encode("utf-8", "surrogatepass"), kind)
    assert records or problems


@given(st.data(), st.sampled_from(GOOD))
@settings(max_examples=500, deadline=None)
def test_good_files_with_a_slip_are_read_or_refused(data: st.DataObject, path: Path) -> None:
    """Lines left out, doubled, indented, or with signs put in: every slip of the pen gives records or problems."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for _slip in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        at = data.draw(st.integers(0, len(line)))
        sign = data.draw(SIGNS)
        slips = ["", line * 2, "  " + line, line[2:], line[:at] + sign + line[at:], line[:at] + line[at + 1 :]]
        lines[number] = data.draw(st.sampled_from(slips))
    kind = next((name for name, kind in KINDS.items() if kind.folder in {path.stem, *path.parts}), "offer")
    records, problems = read("".join(lines).encode(), kind)
    assert records or problems or not "".join(lines).strip()


SOME_KEYS = st.sampled_from(["vi", "from", "days", "x", "phone"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.text(string.ascii_letters + "0123456789:- ", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SOME_KEYS, inner, max_size=3),
    max_leaves=6,
)


@given(KIND, st.data())
@settings(max_examples=300, deadline=None)
def test_every_key_may_hold_anything(kind: str, data: st.DataObject) -> None:
    """A value of any shape behind any key is a record or problems, all of them in the file's own lines."""
    keys = [info.alias or name for name, info in KINDS[kind].model.model_fields.items()] + ["titel", "x"]
    record = data.draw(st.dictionaries(st.sampled_from(keys), VALUES, min_size=1, max_size=6))
    text = json.dumps(record, ensure_ascii=False)
    written, problems = read_value(source(text))
    if written is None:
        assert problems
        return
    found, faults = to_model(KINDS[kind].model, written, ("vi", "en"))
    assert (found is None) == bool(faults)
    marks = [(fault.code, fault.field) for fault in faults]
    assert len(set(marks)) == len(marks), "a fault is told twice"
