"""The answers about a place -> a centre or a library."""

from __future__ import annotations

from langhoc import everyday
from langhoc.doors.telling.alike import take_area, title
from langhoc.doors.telling.draft import Draft, has
from langhoc.doors.telling.questions import Question
from langhoc.i18n import mark as _
from langhoc.model import KINDS, Opening

# What a place is, by what it is called: the first whose words stand in the name.
_SORTS_OF_PLACE = (
    ("library", "mobile", ("thu vien luu dong", "xe sach", "xe thu vien", "mobile library")),
    ("library", "reading_room", ("phong doc", "tu sach", "reading room")),
    ("library", "public", ("thu vien", "library")),
    ("centre", "continuing_education_centre", ("giao duc thuong xuyen", "gdtx", "continuing education")),
    ("centre", "vocational_centre", ("day nghe", "giao duc nghe nghiep", "vocational")),
    ("centre", "community_space", ("khong gian hoc tap", "khong gian", "community space")),
    ("centre", "culture_house", ("nha van hoa", "nvh", "culture house")),
    ("centre", "learning_centre", ("trung tam hoc tap cong dong", "tthtcd", "htcd", "community learning centre")),
    ("centre", "school", ("truong", "school")),
)
_WITH_CLASSES = (
    "khi co lop",
    "co lop moi mo",
    "co lop thi mo",
    "theo lich lop",
    "when there is a class",
    "with classes",
)
_BY_APPOINTMENT = ("hen truoc", "goi truoc", "bao truoc", "by appointment", "call first", "call before")


def name(draft: Draft, _question: Question, answer: str) -> None:
    title(draft, answer)
    kind, sort, _words = next((one for one in _SORTS_OF_PLACE if has(answer, one[2])), ("centre", "other", ()))
    draft.kind = KINDS[kind]
    draft.data["type"] = sort
    draft.took(_("sort: {sort}"), sort=draft.label("type", sort))


def where(draft: Draft, _question: Question, answer: str) -> None:
    draft.data["address"] = draft.text(answer)
    draft.took(_("address, as it is"))
    take_area(draft, draft.mentions.areas_in(answer))


def what(draft: Draft, _question: Question, answer: str) -> None:
    draft.texts.insert(0, answer)
    draft.took(_("description, as it is"))


def when(draft: Draft, _question: Question, answer: str) -> None:
    slots = everyday.timetable(answer)
    if slots:
        openings = [
            {"days": [*one.days], "opens": f"{one.starts:%H:%M}", "closes": f"{one.ends:%H:%M}"} for one in slots
        ]
        draft.data["hours"] = {"openings": openings}
        for opening in map(Opening.model_validate, openings):
            times = draft.phrases.from_to(opening.opens, opening.closes)
            draft.took(_("open: {days}, {times}"), days=draft.phrases.weekdays(opening.days), times=times)
        return
    basis = "with_classes" if has(answer, _WITH_CLASSES) else "by_appointment" if has(answer, _BY_APPOINTMENT) else ""
    draft.data["hours"] = {"note": draft.text(answer), **({"basis": basis} if basis else {})}
    draft.took(_("opening hours, as a note"))
