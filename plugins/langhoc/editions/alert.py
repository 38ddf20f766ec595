"""A record's notice in copies: nobody takes it away when its last day has passed."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup

from langhoc.i18n import mark as _
from langhoc.model import Record
from langhoc.site.views import View


def alert_of(view: View, record: Record) -> Markup:
    """The notice, with its last day where its own words do not name that; empty where there is none."""
    note = view.alert(record)
    if note is None or record.alert is None:
        return Markup()
    last = record.alert.until
    if _names(view, note.text, last):
        return note.text
    until = view.phrases.say(_("until {day}"), day=view.phrases.day_in_list(last))
    return Markup("{} ({})").format(note.text, until)


def _names(view: View, text: str, day: date) -> bool:
    """Whether a text names the day, as "29 tháng 11" or "29/11"."""
    month = re.escape(view.phrases.month_name(day.month))
    return re.search(rf"\b0?{day.day}(/0?{day.month}| {month})\b", text, re.IGNORECASE) is not None
