"""What columns and sheets are called by people, in one language, and what is said beside the heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from langhoc import vietnamese
from langhoc.doors.answers.columns import ID, TITLE, Column, Columns, Table
from langhoc.doors.answers.hints import cell_hints
from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.phrases.fields import field_of

# Spreadsheet programs take no longer names for sheets, and none of these signs.
_LONGEST_NAME = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\']")

_ID_HINT = _("Leave it empty for something new. It is how the catalogue knows a record: do not change it.")
_OWNER_HINT = _("Whose row this is: the same name, or the same id, as in the first sheet.")
_NUMBER_HINT = _("Leave it empty in a new row. Of rows that were there before it says which one it is.")
_ABOVE_HINT = _("Which one it belongs to, by the number in its own sheet; empty where there is only one.")


def heading(column: Column, table: Table, words: Phrases) -> str:
    """As "Học phí: Số tiền"; of a text in another language "Tên (Tiếng Anh)"."""
    said = [words.say(field_of(model, key.name).label) for model, key in column.trail]
    if column.is_number:
        is_own = len(column.trail) == len(table.path)
        return words.say(_("No.")) if is_own else f"{said[-1]}: {words.say(_('No.'))}"
    text = ": ".join(said[len(table.lists) if column.is_of_rows else 0 :])
    if column.language and column.name.endswith(f".{column.language}"):
        return f"{text} ({words.language_name(column.language)})"
    return text


def hint(column: Column, table: Table, words: Phrases) -> str:
    """What to write in the column's cells."""
    if column.is_number:
        return words.say(_NUMBER_HINT if len(column.trail) == len(table.path) else _ABOVE_HINT)
    if table.path and column.name in {ID, TITLE}:
        return words.say(_OWNER_HINT)
    if column.name == ID:
        return words.say(_ID_HINT)
    needed = [_("Required.")] if column.key.required else []
    return " ".join(words.say(text) for text in (*needed, *cell_hints(column)))


def sheet_name(table: Table, kind: str, words: Phrases) -> str:
    """As "Lớp học", "Giờ học", "Giờ học - Thay đổi"."""
    lists = [words.say(field_of(model, key.name).label) for model, key in table.lists if key.several]
    name = _NO_NAME.sub("", " - ".join(lists) if table.path else words.plural(kind)).strip()
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


class Known:
    """The columns of a kind by what may stand above them: their names, and their headings in each language."""

    def __init__(self, columns: Columns, interface: Iterable[str]) -> None:
        self._columns = columns
        self._by_heading: dict[str, Column | None] = {}
        for language in interface:
            self._take(columns.tables(), Phrases(language))

    def _take(self, tables: Iterable[Table], words: Phrases) -> None:
        for table in tables:
            prefix = f"{sheet_name(table, self._columns.kind, words)}: " if table.path else ""
            for column in table.columns:
                if not column.is_number:
                    folded = plain(prefix + heading(column, table, words))
                    is_other = self._by_heading.get(folded, column) != column
                    self._by_heading[folded] = None if is_other else column

    def column(self, text: str) -> Column | None:
        """The column that `text` stands above; None where none or several are called so."""
        named = self._columns.named(text.strip())
        if named and (named.key.part is None or named.is_number or named.is_of_times):
            return named
        return self._by_heading.get(plain(text))

    def headings(self) -> list[str]:
        return list(self._by_heading)


def plain(text: str) -> str:
    """A heading without its stars and spaces, and as it is searched."""
    return " ".join(vietnamese.fold(vietnamese.clean(text).text).replace("*", " ").split())
