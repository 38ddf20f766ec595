"""How a value of each form is written, in words and with an example: English messages for gettext."""

from __future__ import annotations

from dataclasses import dataclass

from langhoc.doors.keys import Takes
from langhoc.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Form:
    """What the form is called, how one writes it, and a value as it stands in a file."""

    label: str
    explanation: str
    example: str


# fmt: off
FORMS: dict[Takes, Form] = {
    Takes.TEXT: Form(_("text"),
        _("Plain, in the catalogue's first language; or one text for each language, as here. A text that holds a colon "
          "or # stands between double quotes."),
        "{vi: Lớp vi tính, en: Computing class}"),
    Takes.WORD: Form(_("short text"), _("Written as it is, in one language only."), "CC BY 4.0"),
    Takes.CHOICE: Form(_("choice"), _("One of the words listed, letter for letter."), "in_person"),
    Takes.YES_NO: Form(_("yes or no"), _("true is yes, false is no."), "true"),
    Takes.DAY: Form(_("day"), _("Year, month, day."), "2026-11-21"),
    Takes.PERIOD: Form(_("day, month or year"), _("Or two years, as for a school year."), "2025/2026"),
    Takes.TIME: Form(_("time of day"), _("Hours to 23 and minutes, two digits each."), '"18:30"'),
    Takes.WHOLE_NUMBER: Form(_("whole number"), _("Digits only, without points between them."), "1500000"),
    Takes.DECIMAL: Form(_("number"), _("Decimals stand behind a point, not a comma."), "15.7"),
    Takes.PHONE: Form(_("phone number of Viet Nam"), _("As people dial it."), "028 3822 5055"),
    Takes.URL: Form(_("web address"), _("Begins with https:// or http://."), "https://example.org"),
    Takes.EMAIL: Form(_("e-mail address"), _("With an @ in it."), "van-phong@example.org"),
    Takes.ID: Form(_("id"), _("Small letters without marks, digits and hyphens."), "nha-van-hoa-xa-mau"),
    Takes.REFERENCE: Form(_("id of another record"),
        _("Its file's name without the ending; for records of a list, what stands behind id."), "nha-van-hoa-xa-mau"),
    Takes.FILE: Form(_("file"),
        _("Its path from data/media/, where it lies: small letters without marks, digits and hyphens."),
        "le-khai-giang.jpg"),
    Takes.GROUP: Form(_("group of keys"),
        _("On one line, as here; or one key a line, each two spaces further in."), "{amount: 0, unit: course}"),
}

# For a key that takes several of the above.
LIST = Form(_("may be several"),
    _("A list: on one line, as here; or one line each, beginning with a hyphen."), "[wifi, hall]")
# fmt: on
