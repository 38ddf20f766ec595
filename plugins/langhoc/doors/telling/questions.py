"""What somebody without an account is asked about a place, a class or a story: six questions each.

The form in the site asks them, the text it makes names its answers by their labels, and `telling.sent` reads them back.
Texts are English messages for gettext.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from langhoc.i18n import mark as _


class Input(StrEnum):
    """How an answer is given: a line, a phone number and whose it is, a longer text, a day, one choice, several."""

    LINE = "line"
    PHONE = "phone"
    TEXT = "text"
    DAY = "day"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose; `words` stand on the form and in the message."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """`asks` stands on the form, with `hint` below it; `label` names the answer in the message.

    `also` are other labels that people write when they write such a message themselves, in Vietnamese.
    """

    key: str
    asks: str
    label: str
    hint: str
    input: Input = Input.LINE
    choices: tuple[Choice, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageKind:
    """`asks` stands on the button, `called` in the message's first line; `icon` is one of the theme's."""

    name: str
    asks: str
    called: str
    icon: str
    questions: tuple[Question, ...]


TITLE = _("Message for Làng Học")
"""The label of a message's first line; what kind of message it is, stands behind it."""

WRITTEN_ON = _("Written on")
"""The label of a message's last line; a day stands behind it."""


# Who agreed that a story be told. Only those of `AGREED` did.
SELF, TOLD, CHILD, NOT_ASKED = "self", "told", "child", "not_asked"
AGREED = (SELF, TOLD, CHILD)

# fmt: off
_WHOM_TO_CALL = Question("call", _("Whom can one call to ask?"), _("Whom to call"),
    _("The phone of an office, or of whoever is in charge. Not anybody's private number."), Input.PHONE,
    also=("gọi hỏi", "liên hệ", "điện thoại", "sđt", "số điện thoại", "hotline", "đăng ký"))
_HOW_KNOWN = Question("known", _("How do you know?"), _("How I know"),
    _("For example: I was there yesterday; I learn there; I read it on the notice board on 20/11/2026."),
    also=("nguồn", "nguồn tin", "biết từ đâu", "sao bạn biết", "theo"))

PLACE = MessageKind("place", _("A place to learn"), _("a place to learn"), "house", (
    Question("name", _("What is the place called?"), _("Name of the place"),
        _("As it stands on its sign: Community learning centre of Mẫu Commune."),
        also=("tên", "tên nơi", "tên trung tâm", "tên thư viện", "nơi học")),
    Question("where", _("Where is it?"), _("Where it is"),
        _("Street or hamlet, ward or commune, and what it is near: a market, a bridge. An old name will do."),
        also=("địa chỉ", "đ/c", "địa điểm", "nơi", "ở")),
    Question("what", _("What can one do and learn there?"), _("What one learns there"),
        _("Reading, computers, a class, a club, a place to sit… For whom, if not for all."), Input.TEXT,
        also=("hoạt động", "có gì", "học gì", "mô tả", "giới thiệu")),
    Question("when", _("When is it open?"), _("When it is open"),
        _("For example: Monday to Friday 7:30–11:30, 13:30–17:00. Or: when there is a class."),
        also=("giờ mở cửa", "mở cửa", "giờ", "thời gian", "khi nào")),
    _WHOM_TO_CALL,
    _HOW_KNOWN,
))

CLASS = MessageKind("class", _("A class"), _("a class"), "book", (
    Question("name", _("What can one learn?"), _("Name of the class"),
        _("As its notice calls it: Computing for beginners in the evening."),
        also=("tên", "lớp", "khóa học", "tên khóa học", "học gì", "môn")),
    Question("where", _("Where does it meet?"), _("Where the class meets"),
        _("The name of the place, and its ward or commune."),
        also=("địa điểm", "địa chỉ", "đ/c", "nơi học", "học tại", "tại")),
    Question("when", _("When does it meet?"), _("When the class meets"),
        _("Days, and from when to when: Tuesday and Thursday, 18:30 to 20:00, from 5/10/2026 on."),
        also=("thời gian", "lịch học", "giờ học", "ngày học", "khi nào", "lịch", "giờ")),
    Question("cost", _("Does it cost anything?"), _("What it costs"),
        _("Free, 200,000 đồng a course, 50,000 a month… And who pays less, if you know."),
        also=("học phí", "phí", "lệ phí", "giá", "chi phí", "tiền học")),
    _WHOM_TO_CALL,
    _HOW_KNOWN,
))

STORY = MessageKind("story", _("A story"), _("a story"), "people", (
    Question("called", _("What may we call the person?"), _("The person is called"),
        _("As they wish, for example Mrs Sáu. Of a child the given name only, without school or hamlet."),
        also=("tên", "tên gọi", "nhân vật", "người trong chuyện")),
    Question("told", _("What happened?"), _("The story"),
        _("How they came to learn, what was hard, what is different now. A few sentences are enough."), Input.TEXT,
        also=("chuyện", "nội dung", "kể chuyện")),
    Question("where", _("In which ward or commune?"), _("Ward or commune"),
        _("No house number, and of a child no hamlet."),
        also=("xã", "phường", "nơi ở", "địa chỉ", "ở")),
    Question("agreed", _("Who agreed that this be told?"), _("Who agreed"),
        _("Read them the story first. Without a yes, please do not send it."), Input.ONE, (
            Choice(SELF, _("I tell of myself, and I agree")),
            Choice(TOLD, _("The person told of agreed")),
            Choice(CHILD, _("It is of a child: the child and a parent agreed")),
            Choice(NOT_ASKED, _("Nobody was asked yet")),
        ), also=("đồng ý", "sự đồng ý")),
    Question("scope", _("To what did they agree?"), _("Agreed to"),
        _("What is printed or copied cannot be called back later."), Input.SEVERAL, (
            Choice("site", _("that it stands on this website")),
            Choice("copies", _("that it stands in copies on paper, on USB sticks and phones")),
            Choice("exports", _("that other websites take it over")),
        )),
    Question("agreed_on", _("On which day did they agree?"), _("Agreed on"), _("Day, month and year."),
        Input.DAY, also=("ngày đồng ý",)),
))
# fmt: on

MESSAGE_KINDS: dict[str, MessageKind] = {kind.name: kind for kind in (PLACE, CLASS, STORY)}
