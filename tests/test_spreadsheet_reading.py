"""Files of sheets, good ones, old ones and hostile ones: what is in them comes out, or a sentence does."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sheets import Catalogue, ods, xls, xlsx

from langhoc.doors.answers.texts import guarded, items_of, joined, kept, unguarded, unkept
from langhoc.doors.spreadsheet import read_grids
from langhoc.doors.spreadsheet.csv_text import csv_grid, encoding_of

ROWS = [["title", "phone", "đủ"], ["Lớp học vẽ; đàn", "028 3822 5055", "Ưu tiên người khuyết tật"]]


def read(path: Path, encoding: str | None = None) -> tuple[Any, list[str]]:
    grids, problems = read_grids(path, path.name, encoding)
    return [grid.rows for grid in grids], [problem.code for problem in problems]


# CSV


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """With a mark at the beginning or without, whatever delimiter the program took."""
    file = tmp_path / "x.csv"
    lines = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    file.write_bytes(lines.encode(encoding))
    assert read(file) == ([tuple(map(tuple, ROWS))], [])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1258", "title;address\r\nThư viện Đồng Tâm;12 đường Hoàng Hoa Thám, ấp Bình Thuận\r\n"),
        (
            "cp1252",
            "title;address\r\nMaison de la Francophonie à Huê;12 rue du Café, près de l’École\r\n",
        ),
    ],
)
def test_old_encodings_are_told_apart(tmp_path: Path, encoding: str, text: str) -> None:
    """Vietnamese of old Windows has tones behind vowels; what it was taken for is said."""
    import unicodedata

    file = tmp_path / "x.csv"
    data = windows_1258(text) if encoding == "cp1258" else text.encode(encoding)
    file.write_bytes(data)
    assert encoding_of(data) == encoding
    grids, codes = read(file)
    assert codes == ["mended-cell"]
    assert grids[0][1] == tuple(unicodedata.normalize("NFC", text).split("\r\n")[1].split(";"))
    assert read(file, encoding)[1] == []


def windows_1258(text: str) -> bytes:
    """As Windows wrote it: the letter with its shape, then the tone, where it has no sign for both."""
    import unicodedata

    out = b""
    for sign in unicodedata.normalize("NFC", text):
        try:
            out += sign.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", sign)
            tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
            letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
            out += letter.encode("cp1258") + "".join(tones).encode("cp1258")
    return out


def test_a_sentence_is_no_row_of_columns() -> None:
    """One column, of which some texts have commas."""
    text = "title\nLớp vẽ, đàn, hát\nLớp học chữ\nLớp may\n"
    assert csv_grid(text.encode(), "x", None)[0].rows[1] == ("Lớp vẽ, đàn, hát",)


def test_excel_may_name_the_delimiter() -> None:
    rows = csv_grid(b"sep=;\r\ntitle;a\r\nx;1,5\r\n", "x", None)[0].rows
    assert rows[1:] == (("title", "a"), ("x", "1,5"))


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff", b"\xff\xfe\x00", b"title\na\0b", b"\x81\x8d\x8f\x90\xd2"])
def test_what_is_no_text_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(data)
    assert read(file) == ([], ["bad-sheet"])


# Workbooks


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_rows_keep_their_numbers(tmp_path: Path, write: Any) -> None:
    """What stands in C4 is in the fourth row and third column, though nothing stands before it."""
    file = write(
        tmp_path / f"x.{write.__name__}", [["", "", ""], ["", "", ""], ["", "", ""], ["", "", "title"], ["", "", 5]]
    )
    ((*_above, fourth, fifth),) = read(file)[0]
    assert (len(_above), fourth, fifth) == (3, (None, None, "title"), (None, None, 5.0))


def test_days_and_times_are_what_they_are(tmp_path: Path) -> None:
    """However Excel shows them."""
    file = xlsx(
        tmp_path / "x.xlsx", [[dt.date(2026, 11, 21), dt.time(18, 30), dt.datetime(2026, 11, 21, 8, 0), True, "=1+1"]]
    )
    (((day, time, moment, yes),),) = read(file)[0]
    assert (day, time, moment, yes) == (dt.date(2026, 11, 21), dt.time(18, 30), dt.datetime(2026, 11, 21, 8), True)


# Hostile ones


def sparse_xlsx(path: Path) -> None:
    """One cell in the last row and column of all."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["A1"] = "title"
    page.cell(1_048_576, 16_384, "x")
    book.save(path)


def sparse_xls(path: Path) -> None:
    book = xlwt.Workbook()
    for number in range(4):
        page = book.add_sheet(str(number))
        page.write(0, 0, "title")
        page.write(65_535, 255, "x")
    book.save(str(path))


def bomb(path: Path) -> None:
    """A gigabyte of nothing in a megabyte."""
    xlsx(path, [["title"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", bytes(1 << 30))


def liar(path: Path) -> None:
    """Names the entry that is inflated a hundred bytes long."""
    xlsx(path, [["x" * 30_000]])
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)


def repeated(path: Path) -> None:
    """A text in each of a million times a thousand cells, in a line of XML."""
    ods(path, [["title"]])
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    text = entries["content.xml"].decode()
    begin, end = text.index("<table:table-row"), text.rindex("</table:table>")
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="1000">'
        "<text:p>x</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    entries["content.xml"] = (text[:begin] + row + text[end:]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def endless(path: Path) -> None:
    """Thirty million empty rows."""
    path.write_bytes(b"title\n" + b"\n" * 30_000_000)


def html(path: Path) -> None:
    """What many offices' systems hand out as .xls."""
    path.write_text("<html><table><tr><td>title</td></tr></table></html>")


def cut(path: Path) -> None:
    xlsx(path, [["title"]])
    path.write_bytes(path.read_bytes()[:-200])


def empty(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (sparse_xlsx, "x.xlsx"), (sparse_xls, "x.xls"), (bomb, "x.xlsx"), (repeated, "x.ods"), (html, "x.xls"),
        (cut, "x.xlsx"), (empty, "x.xlsx"), (empty, "x.ods"), (html, "x.xlsx"), (html, "x.pdf"), (endless, "x.csv"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_answered_with_a_sentence(tmp_path: Path, make: Any, name: str) -> None:
    """It neither fills the memory nor ends in a traceback."""
    make(tmp_path / name)
    assert read(tmp_path / name) == ([], ["bad-sheet"])


def test_a_file_that_lies_about_its_length_does_no_harm(tmp_path: Path) -> None:
    """It is read, or refused."""
    liar(tmp_path / "x.xlsx")
    assert read(tmp_path / "x.xlsx")[1] in ([], ["bad-sheet"])


def test_a_locked_file_is_told_of(fixtures: Path) -> None:
    """It is not called damaged: somebody knows the password."""
    _grids, problems = read_grids(fixtures / "sheets" / "locked.xlsx", "locked.xlsx")
    assert [problem.message.said() for problem in problems] == ["The file wants a password."]


def test_no_file_no_traceback(tmp_path: Path) -> None:
    assert read(tmp_path / "x.xlsx") == ([], ["bad-sheet"])
    (tmp_path / "d.csv").mkdir()
    assert read(tmp_path / "d.csv") == ([], ["bad-sheet"])


SLOW = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@settings(max_examples=20, **SLOW)
@given(st.binary(max_size=300), st.sampled_from([".xlsx", ".xls", ".ods"]), st.booleans())
def test_any_bytes_are_answered(tmp_path: Path, data: bytes, ending: str, is_like_one: bool) -> None:
    """Bytes that begin like a workbook, too."""
    file = tmp_path / f"x{ending}"
    start = {".xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}.get(ending, b"PK\x03\x04")
    file.write_bytes(start + data if is_like_one else data)
    _grids, codes = read(file)
    assert codes in ([], ["bad-sheet"])


@settings(max_examples=300, **SLOW)
@given(st.binary(max_size=200))
def test_any_bytes_of_a_text_are_answered(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(data)
    _grids, codes = read(file)
    assert codes in ([], ["bad-sheet"], ["mended-cell"])


CELLS = st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.datetimes() | st.dates() | st.times()
COLUMNS = (
    "title", "type", "area", "contacts.phone", "hours.openings", "near", "near.en", "amenities", "checked_on",
    "borrowing.fee", "location.latitude", "part_of", "formerly", "sources.2.date", "route.stops.from", "id",
)  # fmt: skip


@settings(max_examples=150, **SLOW)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=len(COLUMNS)), min_size=1, max_size=3))
def test_any_cells_are_answered(tmp_path: Path, rows: list[list[Any]]) -> None:
    """Whatever stands in a cell, the sheet gives records or problems."""
    from langhoc.doors.spreadsheet import Columns, Held, Names, Proposing, rows_of
    from langhoc.doors.spreadsheet.grid import Grid, without_end

    columns = Columns("library", ("vi", "en"))
    grid = Grid("x", (COLUMNS, *(without_end(row) for row in rows)))
    found = Proposing(columns, (), Names(()), Held(tmp_path, "vi")).proposals(rows_of([grid], "x", columns, None))
    assert len(found.records) + len(found.refused) <= len(rows) + sum(bool(row) for row in rows)


# Texts in cells


@given(st.lists(st.text("ab;\"\n '=-,"), min_size=1))
def test_several_texts_in_a_cell_come_apart_as_they_were(items: list[str]) -> None:
    assert items_of(joined(items)) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a; b", ["a", "b"]),
        ("a\nb", ["a", "b"]),
        ('"x" y; z', ['"x" y', "z"]),
        ("; en", ["", "en"]),
        ("a;b;", ["a", "b", ""]),
    ],
)
def test_people_write_several_texts_as_they_like(text: str, items: list[str]) -> None:
    assert items_of(text) == items


@given(st.text("'=-+@ab\t\r\n＝＋－＠"))
def test_what_is_guarded_is_no_formula_and_comes_back(text: str) -> None:
    """OWASP's list of what begins one: = + - @, the same as wide signs, tab, carriage return and line feed."""
    assert guarded(text)[:1] not in set("=+-@＝＋－＠\t\r\n")
    assert unguarded(guarded(text)) == text
    assert unkept(kept(text)) == text
    assert kept(text) != "-"


def test_a_catalogue_survives_all_of_it(tmp_path: Path) -> None:
    """What cannot be read changes nothing."""
    catalogue = Catalogue(tmp_path / "catalogue")
    html(tmp_path / "x.xlsx")
    found = catalogue.look(tmp_path / "x.xlsx", "library")
    assert (found.files, found.is_whole, found.can_skip) == ({}, False, False)
