"""Sheets taken into a catalogue: which record a row is, what it changes, what is refused, and where that is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.sheets import Catalogue, ods, said, xls, xlsx

from langhoc.doors.spreadsheet import Columns, Names, exported
from langhoc.doors.spreadsheet.listing import Listed
from langhoc.i18n import translator
from langhoc.phrases import Phrases

CLASS = "data/offers/vi-tinh-buoi-toi.yml"
CENTRE = "data/centres/trung-tam-hoc-tap-cong-dong-xa-mau.yml"
LIBRARY = "data/libraries/thu-vien-ap-1.yml"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.xlsx"


# New records


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_a_row_becomes_a_record(catalogue: Catalogue, tmp_path: Path, write: object) -> None:
    """Of every sort of file: choices and the commune by their names, a phone without its zero, hours in one cell."""
    file = tmp_path / f"x.{write.__name__}"  # type: ignore[attr-defined]
    rows = [
        ["title", "type", "area", "contacts.phone", "hours.openings", "borrowing.most", "amenities"],
        [
            "Thư viện ấp 1",
            "Thư viện công cộng",
            "Xã Mẫu",
            2838225055,
            "8h00 - 17h30 từ Thứ Hai đến Thứ Bảy",
            3,
            "Wi-Fi",
        ],
    ]
    write(file, rows)  # type: ignore[operator]
    found = catalogue.take(file, "library")
    assert (found.new, found.refused) == (1, ())
    text = catalogue.text(LIBRARY)
    for line in (
        "type: public",
        "area: xa-mau",
        "phone: 028 3822 5055",
        "opens: 08:00",
        "closes: 17:30",
        "most: 3",
        "- wifi",
    ):
        assert line in text, line
    assert [row for code, row, _text in said(found) if code == "mended-cell"] == [2, 2]


def test_the_same_sheet_twice_changes_nothing(catalogue: Catalogue, file: Path) -> None:
    """The second time every row is the record that it became, by its name and its place."""
    xlsx(
        file,
        [["title", "area", "type"], ["Thư viện ấp 1", "Xã Mẫu", "public"], ["Thư viện ấp 1", "Tỉnh Mẫu", "public"]],
    )
    first = catalogue.take(file, "library")
    assert sorted(first.files) == ["data/libraries/thu-vien-ap-1-tinh-mau.yml", LIBRARY]
    again = catalogue.look(file, "library")
    assert (first.new, again.new, again.changed, again.unchanged, again.files) == (2, 0, 0, 2, {})


@pytest.mark.parametrize("id", ["../../../evil", "../centres/evil", "/evil", "xa-mau/evil", "..", "con"])
def test_an_id_that_is_none_names_no_file(catalogue: Catalogue, file: Path, id: str) -> None:
    """What stands in the column of ids becomes the name of a file: nothing else may be said there."""
    xlsx(file, [["id", "title", "area", "type"], [id, "Thư viện ấp 1", "Xã Mẫu", "public"]])
    found = catalogue.take(file, "library")
    assert (found.new, found.files, [spot.row for spot in found.refused]) == (0, {}, [2])
    assert [code for code, _row, _text in said(found)] == ["bad-id"]


def test_a_title_is_enough_where_the_kind_needs_no_more(catalogue: Catalogue, file: Path) -> None:
    """A topic has a name, and with it an id."""
    xlsx(file, [["title"], ["Đan lát"]])
    found = catalogue.take(file, "topic")
    assert (found.new, said(found)) == (1, [])
    assert catalogue.text("data/topics.yml").endswith("- id: dan-lat\n  title:\n    vi: Đan lát\n")


def test_files_go_into_the_folder_of_their_commune_where_there_is_one(catalogue: Catalogue, file: Path) -> None:
    """Editors who own a folder find there what is new of their commune."""
    catalogue.write("data/libraries/xa-mau/tu-sach.yml", "title: Tủ sách\ntype: public\narea: xa-mau\n")
    xlsx(file, [["title", "area", "type"], ["Thư viện ấp 1", "Xã Mẫu", "public"]])
    assert list(catalogue.look(file, "library").files) == ["data/libraries/xa-mau/thu-vien-ap-1.yml"]


def test_rows_may_name_each_other(catalogue: Catalogue, file: Path) -> None:
    """A site of a new place names that by its name, though neither is in the catalogue."""
    rows = [
        ["title", "area", "type", "part_of"],
        ["Điểm học ấp 1", "Xã Mẫu", "other", "Trung tâm mới"],
        ["Trung tâm mới", "Xã Mẫu", "other"],
    ]
    found = catalogue.take(xlsx(file, rows), "centre")
    assert said(found) == []
    assert "part_of: trung-tam-moi" in catalogue.text("data/centres/diem-hoc-ap-1.yml")


# Records that are there


def test_a_row_changes_only_what_it_says(catalogue: Catalogue, file: Path) -> None:
    """All else stays, and so do the file's comments and translations."""
    before = catalogue.text(CLASS)
    found = catalogue.take(xlsx(file, [["id", "cost.amount", "summary"], ["vi-tinh-buoi-toi", 50000, None]]), "offer")
    assert (found.changed, said(found)) == (1, [])
    assert catalogue.text(CLASS) == before.replace("amount: 0", "amount: 50000")


def test_a_record_is_found_by_its_name(catalogue: Catalogue, file: Path) -> None:
    """Capitals, marks and spaces make no other record of it."""
    found = catalogue.look(xlsx(file, [["title", "level"], ["vi tính  buổi tối cho NGƯỜI MỚI", "advanced"]]), "offer")
    assert list(found.files) == [CLASS]
    assert "level: advanced" in found.files[CLASS]


def test_a_hyphen_takes_away_and_an_empty_cell_does_not(catalogue: Catalogue, file: Path) -> None:
    """Who leaves a cell empty means nothing by it."""
    rows = [["id", "level", "summary", "summary.en"], ["vi-tinh-buoi-toi", "-", "", "-"]]
    catalogue.take(xlsx(file, rows), "offer")
    text = catalogue.text(CLASS)
    assert "level" not in text
    assert "gõ chữ" in text
    assert "look for work" not in text


def test_rows_of_a_second_sheet_are_the_whole_list(catalogue: Catalogue, file: Path) -> None:
    """Numbered rows go on from what was there, whatever the sheet does not know of it; a new one is added."""
    own = [["title", "id"], ["", "vi-tinh-buoi-toi"]]
    sessions = [
        ["id", "sessions.#", "sessions.days", "sessions.from", "sessions.to"],
        ["vi-tinh-buoi-toi", 1, None, "18h00", None],
        ["vi-tinh-buoi-toi", None, "T7", "8h - 10h", None],
    ]
    found = catalogue.take(xlsx(file, own, Buổi=sessions), "offer")
    assert found.is_whole, said(found)
    text = catalogue.text(CLASS)
    assert (
        "- tue\n      - thu\n    from: 18:00\n    to: 20:00\n  - days:\n      - sat\n    from: 08:00\n    to: 10:00\n"
        in text
    )


def test_a_list_is_taken_away_by_hyphens(catalogue: Catalogue, file: Path) -> None:
    rows = [["id", "sessions.days"], ["vi-tinh-buoi-toi", "-"]]
    catalogue.take(xlsx(file, [["title", "id"]], Buổi=rows), "offer")
    assert "sessions" not in catalogue.text(CLASS)


def test_changes_of_a_session_stand_in_a_sheet_of_their_own(catalogue: Catalogue, file: Path) -> None:
    """A list within a list: a row says to which session it belongs, unless there is one only."""
    rows = [["title", "sessions.changes.date", "sessions.changes.state"],
            ["Vi tính buổi tối cho người mới", dt.date(2026, 12, 1), "Nghỉ"]]  # fmt: skip
    xlsx(file, [["title"], ["Vi tính buổi tối cho người mới"]], Đổi=rows)
    found = catalogue.look(file, "offer")
    assert found.is_whole, said(found)
    assert "    changes:\n      - date: 2026-12-01\n        state: cancelled\n" in found.files[CLASS]


def test_a_foreign_key_in_a_file_survives(catalogue: Catalogue, file: Path) -> None:
    """What the model does not know is a fault of the file, told before; a sheet neither hides it nor deletes it."""
    catalogue.write("data/libraries/tu-sach.yml", "# Ghi chú\ntitle: Tủ sách\ntype: public\narea: xa-mau # ở đây\n")
    found = catalogue.take(xlsx(file, [["id", "type"], ["tu-sach", "school"]]), "library")
    assert found.is_whole
    assert "# Ghi chú" in catalogue.text("data/libraries/tu-sach.yml")
    assert "# ở đây" in catalogue.text("data/libraries/tu-sach.yml")


# What is refused


def test_of_several_records_none_is_guessed(catalogue: Catalogue, file: Path) -> None:
    """Two of the same name: the row says which, or is refused with both ids."""
    for id, area in (("tu-sach", "xa-mau"), ("tu-sach-2", "tinh-mau")):
        catalogue.write(f"data/libraries/{id}.yml", f"title: Tủ sách\ntype: public\narea: {area}\n")
    found = catalogue.look(xlsx(file, [["title", "type"], ["Tủ sách", "school"]]), "library")
    ((code, row, text),) = said(found)
    assert (code, row, found.is_whole, found.files) == ("ambiguous", 2, False, {})
    assert "“Tủ sách” may be several records" in text
    hint = found.problems[0].hint
    assert hint is not None
    assert "Tủ sách [tu-sach], Tủ sách [tu-sach-2]" in hint.said()
    clear = catalogue.look(xlsx(file, [["title", "area", "type"], ["Tủ sách", "Xã Mẫu", "school"]]), "library")
    assert list(clear.files) == ["data/libraries/tu-sach.yml"]


def test_two_rows_for_one_record_are_refused(catalogue: Catalogue, file: Path) -> None:
    """Which of them would be right, nobody knows."""
    rows = [
        ["title", "type", "area"],
        ["Thư viện A", "public", "Xã Mẫu"],
        ["THƯ VIỆN A", "school", "xa-mau"],
        ["B", "public", "Xã Mẫu"],
    ]
    found = catalogue.look(xlsx(file, rows), "library")
    assert [(code, row) for code, row, _text in said(found)] == [("ambiguous", 3)]
    assert sorted(spot.row for spot in found.refused) == [2, 3]
    assert list(found.files) == ["data/libraries/b.yml"]


def test_a_fault_is_told_at_its_cell(catalogue: Catalogue, file: Path) -> None:
    """What the checker finds in the record that is to be, it says of the sheet's row and column."""
    rows = [
        ["title", "type", "area", "contacts.phone"],
        ["Thư viện A", "public", "Xã Mẫu", "12345"],
        ["B", "Sách", "Xã Mãu", ""],
        ["", "x", "", ""],
    ]
    found = catalogue.look(xlsx(file, rows), "library")
    assert [(one.code, one.place.line, one.place.column) for one in found.problems if one.code != "unchecked"] == [
        ("bad-phone", 2, 4),
        ("unknown-value", 3, 2),
        ("missing-key", 4, 0),
    ]
    told = found.problems[0].message.said()
    assert told.startswith("sheet “Trang 1”, cell D2 (contacts.phone): ")


def test_nothing_but_faulty_rows_is_left_out(catalogue: Catalogue, file: Path) -> None:
    """The other rows are good by themselves, so that they can be taken in without them."""
    rows = [["title", "type", "area"], ["A", "public", "Xã Mẫu"], ["B", "public", "Xã Không Có"]]
    found = catalogue.look(xlsx(file, rows), "library")
    assert (list(found.files), found.can_skip, found.is_whole) == (["data/libraries/a.yml"], True, False)
    assert [(code, row) for code, row, _text in said(found)] == [("unknown-reference", 3)]


def test_faults_that_were_there_before_are_not_the_sheets(catalogue: Catalogue, file: Path) -> None:
    """A catalogue with an error elsewhere can be added to."""
    catalogue.write("data/libraries/hong.yml", "title: Hỏng\ntype: khong-co\narea: xa-mau\n")
    found = catalogue.look(xlsx(file, [["title", "type", "area"], ["A", "public", "Xã Mẫu"]]), "library")
    assert (found.new, found.is_whole) == (1, True)


def test_a_file_that_cannot_be_read_is_not_written_over(catalogue: Catalogue, file: Path) -> None:
    catalogue.write("data/libraries/hong.yml", "title: [Hỏng\n")
    found = catalogue.look(xlsx(file, [["title", "type", "area"], ["Hỏng", "public", "Xã Mẫu"]]), "library")
    assert [(code, row) for code, row, _text in said(found)] == [("duplicate-id", 2)]
    assert found.files == {}


# Templates


def test_a_template_as_it_is_adds_nothing(catalogue: Catalogue, file: Path) -> None:
    """Its example is known for one; something else written over it is not silently left out."""
    from langhoc.project.sheets import template_of

    file.write_bytes(template_of(catalogue.folder, "offer", "vi"))
    assert catalogue.look(file, "offer").problems == ()
    import openpyxl

    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    page["A3"] = "Lớp của tôi"
    book.save(file)
    found = catalogue.look(file, "offer")
    assert [(code, row) for code, row, _text in said(found)] == [("ambiguous", 3)]


def test_an_example_in_a_list_that_somebody_wrote_over_is_told(catalogue: Catalogue, file: Path) -> None:
    """A class's phone in the grey row would be lost without a word."""
    from langhoc.project.sheets import template_of

    file.write_bytes(template_of(catalogue.folder, "offer", "vi"))
    import openpyxl

    book = openpyxl.load_workbook(file)
    book["Gọi ai để hỏi"]["A3"] = "Lớp của tôi"
    book.save(file)
    found = catalogue.look(file, "offer")
    assert [(code, row) for code, row, _text in said(found)] == [("ambiguous", 3)]
    assert not found.is_whole


def test_days_and_missing_columns_are_told_in_words(catalogue: Catalogue, file: Path) -> None:
    """Who fills in a sheet knows neither the keys nor the days of files."""
    rows = [
        ["title", "type", "area", "hours.openings"],
        ["Thư viện A", "Thư viện công cộng", "Xã Mẫu", "8h-17h T2-T7; 8h-11h CN"],
        ["Thư viện B", None, "Xã Mẫu", "18h-20h thứ 3, thứ 5"],
    ]
    found = catalogue.look(xlsx(file, rows), "library")
    texts = " ".join(problem.message.said(translator("vi")) for problem in found.problems)
    assert "Thứ Hai–Thứ Bảy 08:00–17:00; Chủ Nhật 08:00–11:00" in texts
    assert "Thứ Ba, Thứ Năm 18:00–20:00" in texts
    assert "“Loại”" in texts
    assert "type" not in texts


def test_headings_are_understood_without_their_names(catalogue: Catalogue, file: Path) -> None:
    """Somebody deleted the hidden row, and added a column of their own, which is told."""
    rows = [["Tên *", "Loại", "Phường, xã", "Ghi chú riêng"], ["Thư viện A", "Thư viện công cộng", "Xã Mẫu", "x"]]
    found = catalogue.look(xlsx(file, rows), "library")
    assert (found.new, [(code, row) for code, row, _text in said(found)]) == (1, [("unread-column", 1)])


# Sheets of others

MAP = """\
sheet: Danh sách
columns:
  Tên thư viện: title
  Thuộc: area
  Loại hình: type
  ĐT: contacts.phone
  Giờ mở: hours.openings.1.opens
constants:
  contacts.role: Quầy thủ thư
  hours.openings.days: T2-T6
  sources.title: Danh sách của Sở
  sources.place: Sở Văn hóa
  sources.date: 01/10/2026
values:
  type:
    TV xã: public
    "*": school
  area:
    Xã cũ: xa-mau
needs: [STT]
"""
FOREIGN = [
    ["SỞ VĂN HÓA"],
    ["DANH SÁCH THƯ VIỆN"],
    ["STT", "Tên thư viện", "Loại hình", "Thuộc", "ĐT", "Giờ mở", "Bản sách"],
    ["I", None, None, None, None, None, None],
    [1, "Thư viện xã", "TV xã", "Xã cũ", 2838225055.0, "8h00 - 17h30", 1200],
    [None, "Tổng cộng", None, None, None, None, 1200],
    [2, "Thư viện trường", "TV trường", "Xã Mẫu", "", "", 900],
]


def test_a_foreign_list_comes_in_with_one_map(catalogue: Catalogue, file: Path) -> None:
    """Headings below a title, words of theirs, constants of ours, rows that are no records."""
    found = catalogue.take(xlsx(file, [["khác"]], **{"Danh sách": FOREIGN}), "library", MAP)
    assert (found.new, found.refused) == (2, ()), said(found)
    text = catalogue.text("data/libraries/thu-vien-xa.yml")
    for line in (
        "type: public",
        "area: xa-mau",
        "phone: 028 3822 5055",
        "opens: 08:00",
        "closes: 17:30",
        "- fri",
        "date: 2026-10-01",
    ):
        assert line in text, line
    assert "type: school" in catalogue.text("data/libraries/thu-vien-truong.yml")
    again = catalogue.look(file, "library", MAP)
    assert (again.changed, again.new, again.unchanged) == (0, 0, 2)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("title", "titel", "unknown-key", 3),
        ("contacts.phone", "contacts", "unknown-key", 6),
        ("Tên thư viện", "Tên TV", "unknown-column", 3),
        ("sheet: Danh sách", "sheet: Bảng", "unknown-column", 1),
        ("Loại hình: type", "Loại hình: area", "duplicate-key", 5),
        ("needs: [STT]", "needs: [Số]", "unknown-column", 20),
        ("sheet:", "shet:", "unknown-key", 1),
        ("Tên thư viện: title", "STT: summary", "missing-key", 2),
    ],
)
def test_a_map_with_a_fault_is_told_of_at_its_line(
    catalogue: Catalogue, file: Path, old: str, new: str, code: str, line: int
) -> None:
    """Nothing is read by half a map."""
    xlsx(file, FOREIGN, **{"Danh sách": FOREIGN})
    found = catalogue.look(file, "library", MAP.replace(old, new, 1))
    assert (code, "columns.yml", line) in [(one.code, one.place.file, one.place.line) for one in found.problems]
    assert (found.files, found.can_skip) == ({}, False)


@pytest.mark.parametrize("document", ["spreadsheet.md", "spreadsheet.vi.md"])
def test_the_documented_map_works(catalogue: Catalogue, file: Path, document: str) -> None:
    """The list that it is for comes in with it."""
    text = (Path(__file__).parent.parent / "docs" / document).read_text(encoding="utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    headings = ["STT", "Tên thư viện", "Loại hình", "Phường/xã", "Địa chỉ", "Điện thoại", "Giờ mở cửa"]
    row = [1, "Thư viện A", "TV cấp xã", "Xã Mẫu Đông (cũ)", "12 đường Chợ", "1022", "T2-T6 8h-11h"]
    xlsx(file, [[]], **{"Danh sách": [["Sở"], ["Danh sách"], headings, row, [None, "Tổng"]]})
    found = catalogue.look(file, "library", example)
    assert (list(found.files), found.is_whole) == (["data/libraries/thu-vien-a.yml"], True), said(found)


# Formulas


def test_no_program_takes_a_text_for_a_formula(tmp_path: Path) -> None:
    """In CSV every such text has an apostrophe before it, in a workbook it is marked as text."""
    import openpyxl

    data = {
        "title": {"vi": "=HYPERLINK(1)"},
        "summary": {"vi": "@SUM"},
        "tags": ["+1", "-"],
        "contacts": [{"phone": "+84 28 3822 5055"}],
    }
    columns = Columns("library", ("vi",))
    text = exported(columns, [Listed("a", data)], Names(()), Phrases("vi"), ".csv")[0].decode("utf-8-sig")
    cells = [cell for line in text.split("\r\n")[1:] for cell in line.split(",")]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t"}] == []
    file = tmp_path / "x.xlsx"
    file.write_bytes(exported(columns, [Listed("a", data)], Names(()), Phrases("vi"), ".xlsx")[0])
    book = openpyxl.load_workbook(file)
    assert {cell.data_type for page in book for row in page for cell in row} <= {"s", "n"}
    assert book.worksheets[0]["A3"].value == "=HYPERLINK(1)"
