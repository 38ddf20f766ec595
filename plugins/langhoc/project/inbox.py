"""Sheets that somebody put into the catalogue's inbox/; what they are of, their names say."""

from __future__ import annotations

from pathlib import Path

from langhoc import vietnamese
from langhoc.doors.spreadsheet import ENDINGS
from langhoc.i18n import Message, translator
from langhoc.i18n import mark as _
from langhoc.model import KINDS
from langhoc.phrases import KIND_LABELS
from langhoc.phrases.kind_words import kind_words
from langhoc.problems import Place, Problem
from langhoc.project.sheets import Sheet

INBOX = "inbox"
# Beside a sheet of another form lies its map, under the same name.
_MAP = ".yml"
_NOTES = {".md", ".txt", _MAP, ""}


def sheets_in(folder: Path, encoding: str | None = None) -> tuple[list[Sheet], list[Problem]]:
    """The sheets in the inbox of the catalogue in `folder`, in the order of their names; those that say no kind."""
    sheets, problems = [], []
    for path in sorted((folder / INBOX).glob("*")):
        name = f"{INBOX}/{path.name}"
        if path.name.startswith(".") or path.suffix.lower() in _NOTES:
            continue
        kind = kind_of(path.stem)
        if path.is_symlink() or not path.is_file() or path.suffix.lower() not in ENDINGS:
            problems.append(Problem("bad-sheet", Place(name), Message(_("This is no spreadsheet."))))
        elif kind is None:
            names = ", ".join(vietnamese.slug(translator("vi")(KIND_LABELS[one])) for one in KINDS)
            message = Message(_("The name of the file does not begin with what its rows are."))
            problems.append(
                Problem(
                    "bad-sheet", Place(name), message, Message(_("Begin it with one of: {names}."), {"names": names})
                )
            )
        else:
            columns = path.with_suffix(_MAP)
            sheets.append(Sheet(path, name, kind, columns if columns.is_file() else None, encoding))
    return sheets, problems


def kind_of(stem: str) -> str | None:
    """The kind that the name of a file begins with, in any language: offer-thang-11, Lớp học tháng 11."""
    slug = f"{vietnamese.slug(stem)}-"
    # The longest first: "lop-hoc-ket-noi" is no class.
    fit = [(len(word), kind) for kind in KINDS for word in kind_words(kind) if slug.startswith(f"{word}-")]
    return max(fit)[1] if fit else None
