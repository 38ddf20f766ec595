"""CSV: bytes in, a grid out. In which encoding and with which delimiter is found out, where nobody says it."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from itertools import islice

from langhoc.doors.spreadsheet.grid import Grid, without_end
from langhoc.doors.spreadsheet.workbook import MOST_COLUMNS, MOST_ROWS

UTF_8 = "utf-8"
DELIMITERS = (";", ",", "\t")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Windows-1258, which Vietnamese programs wrote, has tones as letters of their own behind the vowel.
_WINDOWS = ("cp1258", "cp1252")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED = re.compile(f"[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][{_TONES}]")
_LOOKED_AT = 20
# Excel's own line that names the delimiter.
_SEP = re.compile(r"sep=(.)\r?\n")
_NULS = 0.3


class TooMuch(Exception):
    """There is more in it than any list has."""


class Unreadable(Exception):
    """It is no text in that encoding, or in none that is known."""


def is_encoding(name: str) -> bool:
    """Whether Python knows it as an encoding of texts."""
    try:
        return isinstance("a".encode(name).decode(name), str)
    except (LookupError, UnicodeError, ValueError, TypeError, AssertionError):
        return False


def csv_grid(data: bytes, name: str, encoding: str | None) -> tuple[Grid, str]:
    """The rows of a file, and the encoding that it was read in. Raises Unreadable, TooMuch."""
    encoding = encoding or encoding_of(data)
    try:
        text = data.decode(encoding)
    except (UnicodeError, ValueError) as error:
        raise Unreadable from error
    text = text.removeprefix("\ufeff")
    if encoding == "cp1258":
        text = unicodedata.normalize("NFC", text)
    if "\0" in text:
        raise Unreadable
    try:
        rows = tuple(without_end(list(row)) for row in _rows(text))
    except csv.Error as error:
        raise Unreadable from error
    return Grid(name, rows), encoding


def encoding_of(data: bytes) -> str:
    """What `data` is most likely written in. Raises Unreadable where it is no text that anybody types."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if data.count(0) > _NULS * len(data):
        return "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    read = {name: text for name in (UTF_8, *_WINDOWS) if (text := _decoded(data, name)) is not None}
    if UTF_8 in read or not read:
        if not read:
            raise Unreadable
        return UTF_8
    return "cp1258" if _is_vietnamese(read.get("cp1258", "")) or "cp1252" not in read else "cp1252"


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _is_vietnamese(text: str) -> bool:
    """Whether nearly all tones stand behind vowels, or, where there are none, letters of Vietnamese alone occur."""
    tones = sum(map(text.count, _TONES))
    if tones:
        return len(_TONED.findall(text)) >= 0.9 * tones
    return any(letter in "ăĂđĐơƠưƯ" for letter in text)


def _rows(text: str) -> list[list[str]]:
    delimiter = None
    if named := _SEP.match(text):
        delimiter, text = named[1], "\n" + text[named.end() :]
    delimiter = delimiter or _delimiter(text)
    rows = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        rows.append([cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row])
        if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise TooMuch
    return rows


def _delimiter(text: str) -> str:
    """The one that parts the first rows into most columns, the same number in each."""
    return max(DELIMITERS, key=lambda delimiter: (_evenness(text, delimiter), -DELIMITERS.index(delimiter)))


def _evenness(text: str, delimiter: str) -> float:
    """How many columns most rows have, less where many rows have others: a sentence has its commas in some."""
    widths: Counter[int] = Counter()
    try:
        # There may be nothing but empty ones.
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS):
            if row:
                widths[len(row)] += 1
            if widths.total() >= _LOOKED_AT:
                break
    except csv.Error:
        return 0
    usual = max(widths, key=lambda width: (widths[width], -width), default=1)
    return usual * (widths[usual] / widths.total()) ** 2 if usual > 1 else 0


def as_csv(rows: list[list[str]]) -> bytes:
    """What Excel opens with all its letters: UTF-8 with a mark at the beginning, lines as Windows has them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()
