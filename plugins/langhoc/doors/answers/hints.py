"""How the value of a column is written, in sentences for gettext."""

from __future__ import annotations

from collections.abc import Iterable

from langhoc.doors.answers.columns import Column
from langhoc.doors.keys import Takes
from langhoc.i18n import mark as _
from langhoc.model.times import Weekday
from langhoc.phrases.fields import field_of

_IN_ONE_CELL = _("As T3, T5 18h30-20h. What is less simple goes into the sheet of that name.")
_SEVERAL = _("Several stand with ; between them.")

# How a value is written in a cell; what else there is to say stands with the key.
_FORMS: dict[Takes, str] = {
    Takes.YES_NO: _("Yes or no."),
    Takes.DAY: _("Day/month/year, as 21/11/2026."),
    Takes.PERIOD: _("A year, a month as 11/2026, a day, or a school year as 2025/2026."),
    Takes.TIME: _("As 18:30 or 18h30."),
    Takes.WHOLE_NUMBER: _("A number, as 1500000."),
    Takes.DECIMAL: _("A number, as 15,7."),
    Takes.REFERENCE: _("Choose from the list, or write the name as it stands there."),
    Takes.CHOICE: _("Choose from the list."),
    Takes.PHONE: _("One number, as people dial it."),
    Takes.URL: _("Begins with https://"),
}
_WEEKDAYS = _("As T2-T6, or Tuesday; Thursday.")
# Of these the key's own hint tells how files are written, not cells.
_FORM_ALONE = {Takes.YES_NO, Takes.REFERENCE, Takes.WHOLE_NUMBER, Takes.DAY}


def cell_hints(column: Column) -> Iterable[str]:
    """How the values of the column are written, in sentences for gettext."""
    key = column.key
    if key.takes not in _FORM_ALONE and not column.is_of_times and key.choices is not Weekday:
        yield field_of(column.model, key.name).hint
    if key.choices is Weekday:
        yield _WEEKDAYS
    elif key.takes in _FORMS:
        yield _FORMS[key.takes]
    if column.is_of_times:
        yield _IN_ONE_CELL
    elif key.several:
        yield _SEVERAL
