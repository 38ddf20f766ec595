"""Whatever is answered on the form comes back out of the text that its script makes, whoever carried that text."""

from __future__ import annotations

import json
import re
import subprocess
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from langhoc.doors.telling.questions import MESSAGE_KINDS, TITLE, WRITTEN_ON, Input, MessageKind, Question
from langhoc.doors.telling.sent import KEPT_APART, Sent, messages_in
from langhoc.i18n import translator
from langhoc.site.assets import theme_dir
from langhoc.vietnamese import clean, fold

SCRIPT = theme_dir() / "scripts" / "tell" / "10-message.js"
# Reads questions from one line each, and answers in one line each.
PROGRAM = """
require(process.argv[1]);
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const told = JSON.parse(line);
  told.answers.forEach((one) => (one.text = langhoc.tidied(one.text, one.inLines)));
  console.log(JSON.stringify({ text: langhoc.message(told), private: langhoc.privateIn(langhoc.message(told)) }));
});
"""

Made = dict[str, str]
Form = Callable[..., str]
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def script() -> Iterator[Callable[[dict[str, object]], dict[str, object]]]:
    """The form's own script, in Node: what is told -> the text of the message, and what in it is private."""
    command = ["node", "-e", PROGRAM, str(SCRIPT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout

        def ask(told: dict[str, object]) -> dict[str, object]:
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()
            answer: dict[str, object] = json.loads(process.stdout.readline())
            return answer

        yield ask
        process.stdin.close()


@pytest.fixture(scope="module")
def form(script: Callable[[dict[str, object]], dict[str, object]]) -> Form:
    """A kind and the answers to its questions -> the text of the message, in a language."""

    def fill(kind: MessageKind, answers: Made, language: str = "vi") -> str:
        say = translator(language)
        given = [
            {
                "number": number,
                "label": say(question.label),
                "text": answers.get(question.key, ""),
                "inLines": question.input is Input.TEXT,
            }
            for number, question in enumerate(kind.questions, 1)
        ]
        words = {"title": say(TITLE), "called": say(kind.called), "written": say(WRITTEN_ON), "day": f"{DAY:%d/%m/%Y}"}
        text = script({**words, "answers": given})["text"]
        assert isinstance(text, str)
        return text

    return fill


def tidied(answer: str, question: Question) -> str:
    """An answer as the form sends it, seen without the script."""
    plain = re.sub(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]", "", answer)
    lines = [" ".join(clean(line).text.split()) for line in re.split(r"\r\n|[\r\n\u2028\u2029]", plain)]
    if question.input is not Input.TEXT:
        return " ".join(filter(None, lines))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def expected(kind: MessageKind, answers: Made) -> Made:
    given = {question.key: tidied(answers.get(question.key, ""), question) for question in kind.questions}
    return {key: answer for key, answer in given.items() if answer}


KINDS = st.sampled_from(list(MESSAGE_KINDS.values()))
# What people write, and what could be taken for a label, a quote, a signature, a bold mark, another message.
PIECES = st.sampled_from(
    [
        "Vi tính buổi tối", "cô Sáu", "18h30", "học phí", "Tên lớp:", "Học phí：", "2. Học ở đâu:", "Ngày viết: 1/1/20",
        "Tin gửi Làng Học: một câu chuyện", "> hôm qua", "*rất vui*", "“nhà”", "https://langmau.example/a:b", "-- ",
        "Gửi từ Zalo", "🎉", "\n", "\n\n\n", "028 3822 5055", "đi học: vui", "1)", "Ở đâu : đó", "Tên:", "a:", ":", ">",
        "### Học phí", "Học phí?",
    ]
)  # fmt: skip
ANSWERS = st.one_of(
    st.lists(PIECES, max_size=6).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Cf"], include_characters="\n\t"), max_size=40),
)


@st.composite
def told(draw: st.DrawFn) -> tuple[MessageKind, Made]:
    kind = draw(KINDS)
    return kind, {question.key: draw(ANSWERS) for question in kind.questions}


QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(told(), st.sampled_from(["vi", "en"]))
def test_any_answers_come_back(form: Form, told: tuple[MessageKind, Made], language: str) -> None:
    """Nothing that somebody writes in an answer is taken for something else."""
    kind, answers = told
    wanted = expected(kind, answers)
    found = messages_in(form(kind, answers, language))
    assert [(one.kind, one.answers, one.beside) for one in found] == ([(kind, wanted, ())] if wanted else [])
    assert [(one.language, one.written_on) for one in found] == ([(language, DAY)] if wanted else [])


# What programs make of a message on its way


def quoted(text: str) -> str:
    return "Vào Th 2, 23 thg 11, 2026 lúc 10:32 Ban biên tập đã viết:\n" + textwrap.indent(
        text, "> ", lambda _line: True
    )


def quoted_twice(text: str) -> str:
    return textwrap.indent(text, ">> ", lambda _line: True)


def bold_labels(text: str) -> str:
    return re.sub(r"^([^:\n]+:)", r"*\1*", text, flags=re.MULTILINE)


def bold_labels_without_colon(text: str) -> str:
    return re.sub(r"^([^:\n]+):", r"**\1**:", text, flags=re.MULTILINE)


def with_emoji(text: str) -> str:
    return re.sub(r"^(?=[^:\n]+[:：])", "📌 ", text, flags=re.MULTILINE)


def wrapped(text: str) -> str:
    lines = (
        textwrap.wrap(line, 40, break_long_words=False, break_on_hyphens=False) or [""] for line in text.split("\n")
    )
    return "\n".join("\n".join(one) for one in lines)


def on_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def with_odd_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def with_windows_lines(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


def in_double_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def with_wide_colons(text: str) -> str:
    return re.sub(r"^([^:\n]+):", r"\1：", text, flags=re.MULTILINE)


def labels_in_capitals(text: str) -> str:
    return re.sub(r"^([^:\n]+:)", lambda match: match[1].upper(), text, flags=re.MULTILINE)


def labels_without_marks(text: str) -> str:
    return re.sub(r"^([^:\n]+:)", lambda match: fold(match[1]), text, flags=re.MULTILINE)


def without_numbers(text: str) -> str:
    return re.sub(r"^([*]*)\d\. ", r"\1", text, flags=re.MULTILINE)


def in_smart_quotes(text: str) -> str:
    return f"“{text}”"


def signed(text: str) -> str:
    return text + "\n\nGửi từ iPhone của tôi\n-- \nHội Khuyến học"


def forwarded(text: str) -> str:
    head = "---------- Forwarded message ---------\nTừ: Hội Khuyến học <hoi@langmau.example>\nDate: Th 2, 23 thg 11"
    return f"{head}\n\n{text}"


# In the order in which it happens: to labels, to lines, to the whole, to signs.
ON_THE_WAY = [
    labels_in_capitals, labels_without_marks, with_wide_colons, bold_labels, bold_labels_without_colon, without_numbers,
    with_emoji, wrapped, on_one_line, in_double_lines, in_smart_quotes, signed, forwarded, quoted, quoted_twice,
    decomposed, with_odd_spaces, with_windows_lines,
]  # fmt: skip
# An answer of one line, as most are, with words enough to be wrapped.
WORDS = st.lists(
    st.sampled_from(["tối", "thứ", "3", "5", "từ", "18h30", "đến", "20h", "nhà", "văn", "hóa,", "ấp", "(cồn)", "200k"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@st.composite
def told_in_words(draw: st.DrawFn) -> tuple[MessageKind, Made]:
    kind = draw(KINDS)
    return kind, {question.key: draw(WORDS) for question in kind.questions}


def in_one_line(answers: Made) -> Made:
    return {key: " ".join(answer.split()) for key, answer in answers.items()}


@QUICK
@given(told_in_words(), st.sampled_from(["vi", "en"]), st.lists(st.sampled_from(ON_THE_WAY), unique=True, max_size=3))
def test_what_programs_do_to_it_changes_no_answer(
    form: Form, told: tuple[MessageKind, Made], language: str, ways: list[Callable[[str], str]]
) -> None:
    """Quotes, bold marks, emoji, wrapped and joined lines, capitals, lost marks: up to three of them at once."""
    assume(not {bold_labels, bold_labels_without_colon} <= {*ways})
    # Nobody can tell the emoji before the next label from the end of an answer on the same line.
    assume(not {on_one_line, with_emoji} <= {*ways})
    kind, answers = told
    text = form(kind, answers, language)
    for way in sorted(ways, key=ON_THE_WAY.index):
        text = way(text)
    found = messages_in(text)
    assert [(one.kind, in_one_line(dict(one.answers))) for one in found] == [(kind, in_one_line(answers))]


@pytest.mark.parametrize("way", ON_THE_WAY, ids=lambda way: way.__name__)
def test_a_story_keeps_its_paragraphs(form: Form, way: Callable[[str], str]) -> None:
    """A longer text comes back with its paragraphs, from all that leaves lines alone."""
    story = MESSAGE_KINDS["story"]
    answers = {"called": "cô Sáu", "told": "Cô nói: “học” vui.\n\nHai năm sau, cô đọc báo.", "where": "xã Mẫu"}
    (found,) = messages_in(way(form(story, answers)))
    assert (found.kind, {**found.answers, "told": ""}) == (story, {**answers, "told": ""})
    assert found.answers["told"].split() == answers["told"].split()
    if way not in {on_one_line, wrapped, in_double_lines}:
        assert found.answers["told"] == answers["told"]


def test_what_is_beside_the_answers_is_told() -> None:
    """Greetings and signatures are no answers, and are not lost either."""
    text = signed("Chào anh chị!\nTin gửi Làng Học: một lớp học\ncho vui\n1. Tên lớp: May\nNgày viết: 23/11/2026")
    (found,) = messages_in(text)
    assert found.answers == {"name": "May"}
    assert found.beside == ("Chào anh chị!", "cho vui", "Gửi từ iPhone của tôi", "Hội Khuyến học")


def test_a_message_written_by_hand() -> None:
    """Without a title, numbers and marks: people's own labels say what it is."""
    (found,) = messages_in("ten: lop may\ndia chi: NVH ap Con\nlich hoc: t3, t5\nhoc phi: 200k\nsdt: 028 3822 5055\n")
    assert found.kind is MESSAGE_KINDS["class"]
    assert found.answers == {
        "name": "lop may", "where": "NVH ap Con", "when": "t3, t5", "cost": "200k", "call": "028 3822 5055"
    }  # fmt: skip


def test_several_messages_in_one_file(form: Form) -> None:
    """Each is read by itself; one that is quoted below an answer to it is the same one."""
    first = form(MESSAGE_KINDS["class"], {"name": "May", "cost": "miễn phí"})
    second = form(MESSAGE_KINDS["place"], {"name": "Thư viện xã"})
    found = messages_in(f"{first}\n\n{second}\n\n{quoted(first)}")
    assert [(one.kind.name, one.answers["name"]) for one in found] == [("class", "May"), ("place", "Thư viện xã")]
    by_hand = messages_in("Tên lớp: May\nHọc phí: 200k\nTên lớp: Thêu\nHọc phí: 100k")
    assert [one.answers for one in by_hand] == [{"name": "May", "cost": "200k"}, {"name": "Thêu", "cost": "100k"}]


def test_other_texts_are_no_messages() -> None:
    """What names no answer is not read as one."""
    assert messages_in("") == ()
    assert messages_in("Chào anh chị, lớp may ở đâu vậy?") == ()
    assert messages_in("Tin gửi Làng Học: một lớp học\n") == ()


@given(st.text(max_size=300))
def test_no_text_makes_it_stumble(text: str) -> None:
    """Any text at all is read, or is no message; nothing invisible and no control sign is left in an answer."""
    for one in messages_in(text):
        assert isinstance(one, Sent)
        assert not any(sign in answer for answer in one.answers.values() for sign in ("\0", "\x1b", KEPT_APART))


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("028 3822 5055", []),
        ("0903 123 456", ["mobile"]),
        ("+84 903 123 456", ["mobile"]),
        ("STK 0123 456 789 012", ["account"]),
        ("số tài khoản: 0071000123456", ["account"]),
        ("Vietcombank 0071000123456", ["account"]),
        ("1.500.000 đồng, ngày 20/11/2026", []),
    ],
)
def test_what_is_private_is_noticed(
    script: Callable[[dict[str, object]], dict[str, object]], answer: str, found: list[str]
) -> None:
    """The form warns of a mobile number and of a bank account before anything is sent."""
    answers = [{"number": 1, "label": "Gọi ai để hỏi", "text": answer, "inLines": False}]
    words = {"title": "Tin gửi Làng Học", "called": "một lớp học", "written": "Ngày viết", "day": "23/11/2026"}
    assert script({**words, "answers": answers})["private"] == found


def test_every_label_is_its_own() -> None:
    """Within a kind no two questions answer to one label, in either language, marks or not."""
    for kind in MESSAGE_KINDS.values():
        assert len(kind.questions) == 6
        for language in ("vi", "en"):
            say = translator(language)
            labels = [{fold(say(one.label)), fold(say(one.asks)).rstrip("?")} for one in kind.questions]
            assert len(set.union(*labels)) == sum(map(len, labels))
        own = [fold(words) for question in kind.questions for words in question.also]
        assert len(set(own)) == len(own)
