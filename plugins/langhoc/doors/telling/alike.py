"""Answers that places, classes and stories have in common: the title, whom to call, how it is known, the area."""

from __future__ import annotations

import re
from typing import Any

from langhoc import everyday
from langhoc.doors.telling.called import addresses_in, called
from langhoc.doors.telling.draft import Draft, has
from langhoc.doors.telling.mentions import Named
from langhoc.doors.telling.questions import Question
from langhoc.i18n import Message
from langhoc.i18n import mark as _

_A_DAY = re.compile(
    r"(?i)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2},? năm \d{4}|(?:hôm|sáng|chiều|tối) (?:nay|qua)|hôm kia"
    r"|today|yesterday"
)
# Who knows because of this has looked: it is what "checked on" means.
_LOOKED = (
    "den tan noi",
    "da den",
    "toi den",
    "ghe",
    "da goi",
    "goi hoi",
    "goi dien",
    "i was there",
    "i called",
    "visited",
)


def title(draft: Draft, answer: str) -> None:
    draft.data["title"] = draft.text(answer)
    draft.took(_("title"))


def call(draft: Draft, question: Question, answer: str) -> None:
    found = called(answer)
    for number in found.unsaid:
        why = _(
            "“{number}” is a mobile number, and nobody says whose: it is not written. Ask, then write it with its role."
        )
        draft.left.append(Message(why, {"number": number}))
    for name in found.names:
        draft.left.append(Message(_("“{name}” is a person's name: it is not written."), {"name": name}))
    if found.contacts:
        draft.data["contacts"] = [
            {key: draft.text(value) if key == "role" else value for key, value in one.items()} for one in found.contacts
        ]
        for contact in found.contacts:
            draft.took(_("contact: {contact}"), contact=", ".join(contact.values()))
    elif not found.unsaid and not found.names:
        draft.keep(question, answer)


def from_a_reader(draft: Draft, place: str) -> dict[str, Any]:
    """The message as a source: by the role of who sent it, never by name."""
    day = min(draft.sent.written_on or draft.today, draft.today)
    title = draft.text(draft.said(_("Message of a reader")))
    return {"title": title, "place": draft.text(place), "date": day.isoformat()}


def known(draft: Draft, _question: Question, answer: str) -> None:
    """The source is the message, by the role of who sent it; when somebody looked is written only when that is said."""
    sent_on = draft.sent.written_on or draft.today
    source = from_a_reader(draft, answer)
    address = next(iter(addresses_in(answer)), None)
    draft.data["sources"] = [{**source, "url": address} if address else source]
    draft.took(_("source: a message of a reader, {day}"), day=draft.phrases.day_in_list(sent_on))
    match = _A_DAY.search(answer)
    day = everyday.day(match[0], sent_on) if match and has(answer, _LOOKED) else None
    if day and day <= draft.today:
        draft.data["checked_on"] = day.isoformat()
        draft.data["checked_by"] = draft.text(draft.said(_("A reader")))
        draft.took(_("looked at on {day}"), day=draft.phrases.day_in_list(day))


def take_area(draft: Draft, named: Named) -> None:
    said = [area.title.said(draft.phrases.language).text for area in named.areas]
    if named.is_one:
        draft.data["area"] = named.areas[0].id
        draft.took(_("ward or commune: {area}"), area=said[0])
    elif named.areas:
        draft.areas = named.areas
        draft.left.append(Message(_("It may be in {areas}."), {"areas": draft.phrases.listed(said)}))
    else:
        draft.left.append(Message(_("No ward or commune of this catalogue is named in it.")))
