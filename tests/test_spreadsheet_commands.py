"""The commands of the spreadsheet door, as an editor runs them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from tests.running import DAY, contents, langhoc, new_catalogue
from tests.sheets import xlsx

ROWS = [["title", "type", "area"], ["Thư viện ấp 1", "Thư viện công cộng", "Xã Mẫu"]]
FILE = "data/libraries/thu-vien-ap-1.yml"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return new_catalogue(tmp_path / "catalogue")


def data(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(folder).items() if name.startswith("data/")}


def test_a_template_is_filled_in_and_imported(catalogue: Path, tmp_path: Path) -> None:
    """The walk of an editor: template, fill in, look, import; and once more, which changes nothing."""
    file = tmp_path / "lop-hoc.xlsx"
    made = langhoc("--lang", "vi", "-C", catalogue, "template", "offer", "-o", file)
    assert made.returncode == 0, made.stderr
    book = openpyxl.load_workbook(file)
    page, times = book["Lớp học"], book["Khi nào"]
    names = {cell.value: cell.column_letter for cell in page[2]}
    assert page.row_dimensions[2].hidden
    assert page["A1"].value == "Tên *"
    assert "signboard" not in str(page["A1"].comment)
    filled = {
        "title": "Lớp vẽ",
        "type": "Lớp học",
        "places": "Trung tâm Học tập cộng đồng Xã Mẫu",
        "topics": "Vi tính",
        "cost.amount": "200k/tháng",
        "starts_on": "1/12/2026",
    }
    for name, text in filled.items():
        page[f"{names[name]}4"] = text
    for cell, text in zip(("A4", "D4", "H4", "I4"), ("Lớp vẽ", "T7, CN", "8h", "10h30"), strict=True):
        times[cell] = text
    book.save(file)
    tried = langhoc("-C", catalogue, "import", file, "--kind", "offer", "--dry-run", "--today", DAY)
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "+++ b/data/offers/lop-ve.yml" in tried.stdout
    assert "Nothing was written" in tried.stdout
    assert not (catalogue / "data/offers/lop-ve.yml").exists()
    taken = langhoc("-C", catalogue, "import", file, "--kind", "offer", "--today", DAY)
    assert "1 new, 0 changed, 0 as they were, 0 refused" in taken.stdout
    text = (catalogue / "data/offers/lop-ve.yml").read_text(encoding="utf-8")
    for line in (
        "type: class",
        "- trung-tam-hoc-tap-cong-dong-xa-mau",
        "amount: 200000",
        "unit: month",
        "starts_on: 2026-12-01",
        "- sat",
        "to: 10:30",
    ):
        assert line in text, line
    before = data(catalogue)
    again = langhoc("-C", catalogue, "import", file, "--kind", "offer", "--today", DAY)
    assert "0 new, 0 changed, 1 as they were" in again.stdout
    assert data(catalogue) == before
    assert langhoc("-C", catalogue, "fmt", "--check").returncode == 0


@pytest.mark.parametrize("command", ["template", "export"])
def test_a_sheet_that_is_there_is_not_written_over(catalogue: Path, tmp_path: Path, command: str) -> None:
    """Somebody may have filled it in for hours."""
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"an evening's work")
    said = langhoc("-C", catalogue, command, "offer", "-o", file)
    assert (said.returncode, file.read_bytes()) == (1, b"an evening's work")
    assert "is there already" in said.stderr


def test_a_kind_may_be_named_in_vietnamese(catalogue: Path, tmp_path: Path) -> None:
    """As sheets in the inbox may; and who names none reads what each is called."""
    assert langhoc("-C", catalogue, "template", "lop-hoc", "-o", tmp_path / "x.xlsx").returncode == 0
    said = langhoc("-C", catalogue, "--lang", "vi", "template", "lop", "-o", tmp_path / "y.xlsx")
    assert (said.returncode, "offer (Lớp học)" in said.stderr) == (2, True)


def test_what_the_computer_refuses_is_told_in_the_language_of_messages(catalogue: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "none").write_text("", "utf-8")
    said = langhoc("-C", catalogue, "--lang", "vi", "template", "offer", "-o", tmp_path / "none" / "x.xlsx")
    assert (said.returncode, said.stderr) == (1, f"{tmp_path / 'none'}: đã có tệp tên này.\n")


def test_of_a_template_that_nobody_filled_in_that_is_said(catalogue: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    langhoc("-C", catalogue, "template", "offer", "-o", file)
    said = langhoc("-C", catalogue, "import", file, "--kind", "offer")
    assert said.returncode == 0
    assert "nothing is filled in but the example" in said.stdout


def test_a_template_offers_choices_and_keeps_texts(catalogue: Path, tmp_path: Path) -> None:
    """Below choices and references there are lists in words, and every column is text, so that zeros and days stay."""
    file = tmp_path / "x.xlsx"
    langhoc("--lang", "vi", "-C", catalogue, "template", "centre", "-o", file)
    book = openpyxl.load_workbook(file)
    page, lists = book.worksheets[0], book["_"]
    assert lists.sheet_state == "hidden"
    offered = {str(cell.value) for row in lists for cell in row if cell.value}
    assert {"Nhà văn hóa", "Xã Mẫu [xa-mau]", "Có", "Không"} <= offered
    names = {cell.value: cell.column_letter for cell in page[2]}
    ruled = {str(area) for rule in page.data_validations.dataValidation for area in rule.sqref.ranges}
    assert {f"{names[name]}3:{names[name]}5000" for name in ("type", "area", "sample")} <= ruled
    assert {page.column_dimensions[letter].number_format for letter in names.values()} == {"@"}
    assert page.freeze_panes == "B3"
    assert page.column_dimensions[names["title.en"]].hidden


def test_nothing_is_written_while_a_row_has_a_fault(catalogue: Path, tmp_path: Path) -> None:
    """Unless one says that the others shall be taken in."""
    file = xlsx(tmp_path / "x.xlsx", [*ROWS, ["Thư viện ấp 2", "Thư viện công cộng", "Xã Không Có"]])
    before = data(catalogue)
    said = langhoc("-C", catalogue, "import", file, "--kind", "library")
    assert said.returncode == 1
    assert "x.xlsx:3:3: error[unknown-reference]" in said.stderr
    assert "--skip-faulty" in said.stderr
    assert data(catalogue) == before
    said = langhoc("-C", catalogue, "import", file, "--kind", "library", "--skip-faulty")
    assert said.returncode == 1
    assert "1 new, 0 changed, 0 as they were, 1 refused" in said.stdout
    assert set(data(catalogue)) - set(before) == {FILE}


def test_an_export_imported_changes_nothing(catalogue: Path, tmp_path: Path) -> None:
    before = data(catalogue)
    for name in ("x.xlsx", "x.csv"):
        file = tmp_path / name
        assert langhoc("-C", catalogue, "export", "offer", "-o", file).returncode == 0
        assert "0 new, 0 changed, 1 as they were" in langhoc("-C", catalogue, "import", file, "--kind", "offer").stdout
    assert data(catalogue) == before


def test_an_export_tells_what_it_could_not_read(catalogue: Path, tmp_path: Path) -> None:
    (catalogue / "data/offers/lop-hong.yml").write_text("title: Lớp hỏng\ntype: clas\n", encoding="utf-8")
    (catalogue / "data/offers/lop-lac.yaml").write_text("title: Lớp lạc\n", encoding="utf-8")
    said = langhoc("-C", catalogue, "export", "offer", "-o", tmp_path / "x.csv")
    assert "data/offers/lop-hong.yml, data/offers/lop-lac.yaml" in said.stderr
    assert "has 1 records" in said.stdout


def test_a_story_goes_into_a_sheet_only_with_consent(catalogue: Path, tmp_path: Path) -> None:
    """Who agreed to the site alone is in no list that is sent around; nor is a face."""
    story = """---
title: Cô Hoa học vi tính
subject: person
basis: consent
consent: {given_on: 2026-11-20, by: Người được kể, scope: [SCOPE]}
image: {file: a.jpg, alt: Cô Hoa, credit: Xã Mẫu}
area: xa-mau
---

Cô Hoa bán hàng ở chợ.
"""
    path = catalogue / "data/stories/co-hoa.md"
    path.parent.mkdir()
    for scope, count in (("site", 0), ("site, exports", 1)):
        path.write_text(story.replace("SCOPE", scope), encoding="utf-8")
        file = tmp_path / f"{count}.csv"
        said = langhoc("-C", catalogue, "export", "story", "-o", file, "--today", DAY)
        assert f"has {count} records" in said.stdout
        assert ("left out" in said.stderr) == (count == 0)
        assert ("Cô Hoa bán hàng" in file.read_text(encoding="utf-8-sig")) == (count == 1)
        assert "a.jpg" not in file.read_text(encoding="utf-8-sig")


# The inbox


def test_the_inbox_is_emptied_into_the_catalogue(catalogue: Path) -> None:
    """What a sheet is of, its name says, in Vietnamese too; with its map beside it. What went in is deleted."""
    inbox = catalogue / "inbox"
    xlsx(inbox / "library-thang-11.xlsx", ROWS)
    xlsx(inbox / "Lớp học tháng 11.xlsx", [["Tên lớp", "Loại"], ["Lớp may", "Lớp học"]])
    (inbox / "Lớp học tháng 11.yml").write_text("columns: {Tên lớp: title, Loại: type}\n", encoding="utf-8")
    said = langhoc("-C", catalogue, "import", "--inbox", "--today", DAY)
    assert said.returncode == 0, said.stderr
    assert {FILE, "data/offers/lop-may.yml"} <= set(data(catalogue))
    assert [path.name for path in inbox.iterdir()] == ["README.md"]
    assert "inbox is empty" in langhoc("-C", catalogue, "import", "--inbox").stdout


def test_what_did_not_go_in_stays_in_the_inbox(catalogue: Path) -> None:
    """One with a fault, and one whose name says nothing; what is good beside them goes in."""
    inbox = catalogue / "inbox"
    xlsx(inbox / "library-a.xlsx", ROWS)
    xlsx(inbox / "library-b.xlsx", [["title", "type"], ["B", "?"]])
    xlsx(inbox / "danh-sach.xlsx", ROWS)
    said = langhoc("-C", catalogue, "import", "--inbox", "--today", DAY)
    assert said.returncode == 1
    assert "inbox/danh-sach.xlsx: error[bad-sheet]" in said.stderr
    assert "inbox/library-b.xlsx:2:2: error[unknown-value]" in said.stderr
    assert sorted(path.name for path in inbox.iterdir()) == ["README.md", "danh-sach.xlsx", "library-b.xlsx"]
    assert FILE in data(catalogue)


@pytest.mark.parametrize(
    ("stem", "kind"),
    [
        ("offer-thang-11", "offer"), ("offers", "offer"), ("Lớp học kết nối", "classroom"), ("lop-hoc-11", "offer"),
        ("THƯ VIỆN xã", "library"), ("su-kien", "event"), ("libraryx", None), ("danh sách", None),
    ],
)  # fmt: skip
def test_the_name_of_a_sheet_says_its_kind(stem: str, kind: str | None) -> None:
    from langhoc.project.inbox import kind_of

    assert kind_of(stem) == kind


# Options


@pytest.mark.parametrize(
    "options",
    [
        ["import"], ["import", "x.xlsx"], ["import", "x.xlsx", "--inbox"], ["import", "--inbox", "--kind", "offer"],
        ["import", "x.csv", "--kind", "offer", "--encoding", "utf-99"], ["template", "offer", "-o", "x.csv"],
        ["template", "ofer", "-o", "x.xlsx"], ["export", "offer", "-o", "x.ods"],
    ],
)  # fmt: skip
def test_a_wrong_option_is_2(catalogue: Path, tmp_path: Path, options: list[str]) -> None:
    assert langhoc("-C", catalogue, *options, cwd=tmp_path).returncode == 2
    assert list(tmp_path.glob("x.*")) == []


def test_a_file_that_is_no_sheet_is_a_sentence(catalogue: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    said = langhoc("-C", catalogue, "import", file, "--kind", "offer")
    assert (said.returncode, "Traceback" in said.stderr) == (1, False)
    assert "x.xlsx: error[bad-sheet] The file is damaged" in said.stderr


def test_many_alike_are_told_of_once(catalogue: Path, tmp_path: Path) -> None:
    """Five of those in a column, then how many there are; all of them for who asks."""
    file = xlsx(
        tmp_path / "x.xlsx", [["title", "checked_on"], *([f"Chủ đề {n}", "ngày 1 tháng 10 năm 2026"] for n in range(9))]
    )
    told = langhoc("-C", catalogue, "import", file, "--kind", "topic", "--dry-run").stderr
    assert (told.count("mended-cell"), "4 more messages" in told) == (5, True)
    told = langhoc("-C", catalogue, "import", file, "--kind", "topic", "--dry-run", "--all").stderr
    assert told.count("mended-cell") == 9


def test_builds_know_nothing_of_sheets(catalogue: Path) -> None:
    """The libraries of the spreadsheet door take long to load, and no other command does."""
    import subprocess
    import sys

    program = "import sys, langhoc.cli.commands; print([x for x in sys.modules if 'openpyxl' in x or 'calamine' in x])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "[]\n"
