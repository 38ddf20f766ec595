"""Issue forms: they ask what the form without account asks, and what was written into one reads back."""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from langhoc.doors.telling.issue_form import github_form, gitlab_form, sent_in_issue
from langhoc.doors.telling.questions import CLASS, MESSAGE_KINDS, PLACE, STORY, Input, MessageKind

TOP = Path(__file__).parent.parent
KINDS = list(MESSAGE_KINDS.values())


def fields(kind: MessageKind) -> dict[str, dict[str, Any]]:
    body = yaml.safe_load(github_form(kind))["body"]
    return {field["id"]: field for field in body if "id" in field}


def filled_in(kind: MessageKind, answers: dict[str, str]) -> str:
    """The text that GitHub makes of a form: choices as they stand there, nothing where nothing was answered."""
    parts = []
    for key, field in fields(kind).items():
        options = field["attributes"].get("options", [])
        answer = answers.get(key, "")
        if field["type"] == "dropdown" and answer:
            answer = next(option for option in options if option.startswith(answer))
        elif field["type"] == "checkboxes":
            wanted = answer.split("; ")
            answer = "\n".join(
                f"- [{'x' if option['label'].split(' / ')[0] in wanted else ' '}] {option['label']}"
                for option in options
            )
        parts.append(f"### {field['attributes']['label']}\n\n{answer or '_No response_'}")
    return "\n\n".join(parts)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_form_asks_what_the_form_in_the_site_asks(kind: MessageKind) -> None:
    """Six questions in Vietnamese, with English below; choices in both."""
    asked = fields(kind)
    assert list(asked) == [question.key for question in kind.questions]
    for question in kind.questions:
        assert f" / {question.asks} " in asked[question.key]["attributes"]["description"]
        assert question.asks not in asked[question.key]["attributes"]["label"]
        assert len(asked[question.key]["attributes"].get("options", [])) == len(question.choices)


def test_answers_are_cleaned_as_those_of_messages_are() -> None:
    """Marks apart from their letters, as some computers type them, and what a terminal would obey."""
    text = filled_in(CLASS, {"name": unicodedata.normalize("NFD", "Học\N{NO-BREAK SPACE}vẽ") + "\x1b[2J\x9b1m"})
    sent = sent_in_issue(unicodedata.normalize("NFD", text))
    assert sent
    assert (sent.kind, sent.answers["name"]) == (CLASS, "Học vẽ[2J1m")


def test_remarks_are_not_read() -> None:
    sent = sent_in_issue(filled_in(PLACE, {"name": "Phòng đọc<!-- một\n### dòng --> ấp <!-- Mẫu"}))
    assert sent
    assert sent.answers["name"] == "Phòng đọc ấp <!-- Mẫu"


def test_the_forms_that_lie_there_are_these() -> None:
    """After an edit of the questions: python docs/reference/make_issue_forms.py"""
    spec = importlib.util.spec_from_file_location("make_issue_forms", TOP / "docs/reference/make_issue_forms.py")
    assert spec
    assert spec.loader
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    for folder in maker.FOLDERS:
        for name, text in maker.forms().items():
            assert (folder / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_was_written_reads_back(kind: MessageKind) -> None:
    """From GitHub's form, and from GitLab's text."""
    answers = {question.key: f"Câu trả lời: {question.key}" for question in kind.questions if not question.choices}
    if kind is STORY:
        answers |= {"agreed": "Người trong chuyện đã đồng ý", "scope": "để trên trang này; cho trang khác đăng lại"}
    sent = sent_in_issue(filled_in(kind, answers).replace("\n", "\r\n"))
    assert sent
    assert (sent.kind, dict(sent.answers)) == (kind, answers)
    by_hand = gitlab_form(kind)
    for question in kind.questions:
        if question.choices:
            for words in answers[question.key].split("; "):
                by_hand = by_hand.replace(f"- [ ] {words}", f"- [x] {words}")
    for field in fields(kind).values():
        heading = f"### {field['attributes']['label']}\n"
        if field["id"] in answers and "options" not in field["attributes"]:
            by_hand = by_hand.replace(heading, f"{heading}\n{answers[field['id']]}\n")
    again = sent_in_issue(by_hand.partition("/label")[0])
    assert again
    assert (again.kind, dict(again.answers)) == (kind, answers)


def test_a_form_that_nobody_filled_in_says_nothing() -> None:
    assert sent_in_issue(filled_in(PLACE, {})) is None
    assert sent_in_issue("") is None
    assert sent_in_issue("Tên lớp: Vi tính") is None
    assert sent_in_issue("### What happened?\n\nIt broke.") is None


def test_a_heading_in_an_answer_belongs_to_the_answer() -> None:
    """One that stands again, or is none of ours."""
    told = "Chuyện.\n\n### Ai đã đồng ý cho kể?\n\nTôi kể chuyện của tôi, và tôi đồng ý\n\n### Khác\n\nx"
    cost = "### Có mất tiền không?\n\n0"
    sent = sent_in_issue(filled_in(CLASS, {"name": "Vi tính", "known": f"đọc\n\n{cost}", "cost": "50k"}))
    assert sent
    assert sent.answers["cost"] == "50k"
    assert "### Có mất tiền không?" in sent.answers["known"]
    assert sent_in_issue(told)


@given(st.text(max_size=200), st.sampled_from(KINDS))
def test_any_answer_is_an_answer(text: str, kind: MessageKind) -> None:
    """Whatever somebody writes, no other question is answered by it, and nothing is raised."""
    question = (
        next(one for one in kind.questions if one.input is Input.TEXT) if kind is not CLASS else kind.questions[0]
    )
    sent = sent_in_issue(filled_in(kind, {question.key: text}))
    assert sent is None or set(sent.answers) == {question.key}
    sent_in_issue(text)
