"""What the tests of sheets share: sheets written by those who write them in earnest, and a small catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from tests.running import TODAY, new_catalogue

from langhoc.project import Project
from langhoc.project.files import write_files
from langhoc.project.sheets import Import, Sheet, read_sheet

Cells = list[list[Any]]


def xlsx(path: Path, rows: Cells, **others: Cells) -> Path:
    """A workbook as openpyxl writes it; `others` are further sheets by their names."""
    book = openpyxl.Workbook()
    for number, (name, cells) in enumerate({"Trang 1": rows, **others}.items()):
        page = book.active if number == 0 else book.create_sheet()
        assert page is not None
        page.title = name
        for row in cells:
            page.append(row)
    book.save(path)
    return path


def xls(path: Path, rows: Cells) -> Path:
    """A file of Excel 97."""
    book = xlwt.Workbook()
    page = book.add_sheet("Trang 1")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    book.save(str(path))
    return path


def ods(path: Path, rows: Cells) -> Path:
    """A file of LibreOffice, with the empty rows that it puts at the end."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Trang 1")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            is_number = isinstance(cell, int | float)
            one = TableCell(valuetype="float", value=cell) if is_number else TableCell(valuetype="string")
            one.addElement(P(text=str(cell)))
            row.addElement(one)
        table.addElement(row)
    end = TableRow(numberrowsrepeated=1_048_000)
    end.addElement(TableCell(numbercolumnsrepeated=1024))
    table.addElement(end)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


class Catalogue:
    """The starter's catalogue in a folder, and what sheets do to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = new_catalogue(folder)
        self.project = Project(folder, TODAY)

    def look(self, path: Path, kind: str, columns: str | None = None, encoding: str | None = None) -> Import:
        """What a sheet would change; `columns` is the text of a map."""
        named = None
        if columns is not None:
            named = self.folder / "columns.yml"
            named.write_text(columns, encoding="utf-8")
        return read_sheet(self.project, Sheet(path, path.name, kind, named, encoding))

    def take(self, path: Path, kind: str, columns: str | None = None) -> Import:
        """As `look`, and written."""
        found = self.look(path, kind, columns)
        write_files(self.folder, found.files)
        return found

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def said(found: Import) -> list[tuple[str, int, str]]:
    """Code, row, English of every problem but those that records without a day of check have."""
    return [(one.code, one.place.line, one.message.said()) for one in found.problems if one.code != "unchecked"]
