"""What a copy says of itself first: of which day it is, and of what."""

from datetime import date

from langhoc.i18n import mark as _
from langhoc.model import Area
from langhoc.phrases import Phrases

OLD = _("This copy is old: ask for a newer one.")
BEHIND = _("The clock of this device is wrong: it cannot tell how old this copy is.")


def made_on(phrases: Phrases, day: date, only_of: Area | None) -> str:
    """As "Bản chép ngày 23/11/2026, chỉ có Xã Mẫu."."""
    said = phrases.day_in_list(day)
    if only_of is None:
        return phrases.say(_("A copy made on {day}."), day=said)
    area = only_of.title.said(phrases.language).text
    return phrases.say(_("A copy made on {day}, with {area} only."), day=said, area=area)
