"""The answers about a class -> an offer."""

from __future__ import annotations

import re

from langhoc import everyday, vietnamese
from langhoc.doors.telling.alike import title
from langhoc.doors.telling.draft import Draft, has
from langhoc.doors.telling.questions import Question
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Cost, Session

# What a class is, by what it is called: the first whose words stand in the name.
_SORTS_OF_CLASS = (
    ("club", ("cau lac bo", "clb", "club")),
    ("workshop", ("tap huan", "hoi thao", "chuyen de", "workshop")),
    ("vocational", ("day nghe", "hoc nghe", "lop nghe", "vocational")),
    ("tutoring", ("on thi", "luyen thi", "day kem", "tutoring")),
    ("course", ("khoa", "course")),
)
_FIRST_DAY = re.compile(
    r"(?i)[,;.(\s]*\b(?:khai giảng|bắt đầu|khai giang|bat dau|from|begins|starts|từ|tu)"
    r"(?:\s+(?:từ|vào|tu|vao|on|from))?"
    r"\s*(?:ngày|ngay)?\s*:?\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2},? năm \d{4})(?:\s+on\b)?[)\s]*"
)
_NO = {"khong", "ko", "k", "no", "hong"}


def name(draft: Draft, _question: Question, answer: str) -> None:
    title(draft, answer)
    draft.data["type"] = next((sort for sort, words in _SORTS_OF_CLASS if has(answer, words)), "class")
    draft.took(_("sort: {sort}"), sort=draft.label("type", draft.data["type"]))
    topics = draft.mentions.topics_in(answer)
    if topics:
        draft.data["topics"] = [topic.id for topic in topics]
        said = draft.phrases.listed(topic.title.said(draft.phrases.language).text for topic in topics)
        draft.took(_("topics: {topics}"), topics=said)


def where(draft: Draft, question: Question, answer: str) -> None:
    near = {area.id for area in draft.mentions.areas_in(answer).areas}
    places = draft.mentions.places_in(answer, near)
    if len(places) == 1:
        draft.data["places"] = [places[0].id]
        draft.took(_("place: {place}"), place=places[0].title.said(draft.phrases.language).text)
        return
    if places:
        said = draft.phrases.listed(place.title.said(draft.phrases.language).text for place in places)
        draft.left.append(Message(_("It may be {places}: write which under places."), {"places": said}))
    else:
        draft.left.append(
            Message(_("No place of this catalogue is named in it: add the place, then write it under places."))
        )
    draft.keep(question, answer)


def when(draft: Draft, question: Question, answer: str) -> None:
    first = _FIRST_DAY.search(answer)
    day = everyday.day(first[1]) if first else None
    rest = answer if first is None or day is None else answer[: first.start()] + " " + answer[first.end() :]
    slots = everyday.timetable(rest)
    if day and (slots or not re.search(r"\w", rest)):
        draft.data["starts_on"] = day.isoformat()
        draft.took(_("begins on {day}"), day=draft.phrases.day_in_list(day))
    if slots:
        sessions = [{"days": [*one.days], "from": f"{one.starts:%H:%M}", "to": f"{one.ends:%H:%M}"} for one in slots]
        draft.data["sessions"] = sessions
        for session in sessions:
            draft.took(_("meets: {session}"), session=draft.phrases.session(Session.model_validate(session)))
    elif "starts_on" not in draft.data:
        draft.keep(question, answer)


def cost(draft: Draft, question: Question, answer: str) -> None:
    is_no = vietnamese.fold(answer).strip(" .!") in _NO
    money = everyday.Money(0) if is_no else everyday.money(answer)
    if money is None:
        draft.keep(question, answer)
        return
    cost = {"amount": str(money.amount), **({"unit": money.unit} if money.unit else {})}
    draft.data["cost"] = cost
    draft.took(_("cost: {cost}"), cost=draft.phrases.cost(Cost.model_validate(cost)))
