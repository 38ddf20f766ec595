"""The questions of the form without account as issue forms of a Git host; and what was written into one, read back.

GitHub makes a text of the answers: a heading for each question, as `### Lớp học này tên gì?`, and below it the answer.
Only headings that are a question of ours, letter for letter, are taken for one; a heading that stands again belongs to
the answer. GitLab has no forms: there a text with the same headings waits to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from langhoc.doors.telling.questions import MESSAGE_KINDS, Input, MessageKind, Question
from langhoc.doors.telling.sent import Sent, cleaned
from langhoc.i18n import mark as _
from langhoc.i18n import translator

# The first is the language of headings and of what is chosen; the second stands beside it.
_LANGUAGES = ("vi", "en")
_BETWEEN = " / "

_HEADING = re.compile(r"^###[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_TICKED = re.compile(r"^[-*][ \t]+\[[xX]\][ \t]+(.*?)[ \t]*$", re.MULTILINE)
# What GitHub writes where nothing was answered, and what GitLab's text has for us to see.
_NOTHING = {"", "_No response_", "None"}
# None begins within another: a text of many beginnings would be looked through for each of them.
_REMARK = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)

_PUBLIC = _("Everybody can read what you write here. Leave out private phone numbers, and of a child the family name.")
_ABOUT = _("Six questions; no need to know how records are written.")
# Whoever has nothing to say here has nothing to tell yet.
_NEEDED = {"name", "called", "told", "agreed", "scope", "agreed_on"}


def sent_in_issue(text: str) -> Sent | None:
    """The answers in the text of an issue; None where it has not one heading of a form."""
    mended = _REMARK.sub("", cleaned(text))
    found = [(kind, _answers(mended, kind)) for kind in MESSAGE_KINDS.values()]
    # Some questions are those of several forms.
    kind, answers = max(found, key=lambda one: len(one[1]))
    told = {key: answer for key, answer in answers.items() if answer}
    return Sent(kind, told, _LANGUAGES[0]) if told else None


def _answers(text: str, kind: MessageKind) -> dict[str, str]:
    """By the questions' keys; "" where nothing was answered."""
    questions = {_heading(question): question for question in kind.questions}
    answers: dict[str, str] = {}
    for heading, answer in _parts(text, questions):
        question = questions[heading]
        answers[question.key] = _answer(question, answer.strip())
    return answers


def _parts(text: str, headings: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    """Each heading, where it stands first, with what stands below it."""
    found: dict[str, re.Match[str]] = {}
    for match in _HEADING.finditer(text):
        if match[1] in headings:
            found.setdefault(match[1], match)
    ends = [*(match.start() for match in found.values()), len(text)][1:]
    for (heading, match), end in zip(found.items(), ends, strict=True):
        yield heading, text[match.end() : end]


def _answer(question: Question, answer: str) -> str:
    """As the message form writes it: what is chosen in the first language, several behind semicolons."""
    if answer in _NOTHING:
        return ""
    if question.input is Input.SEVERAL:
        return "; ".join(_in_first(words) for words in _TICKED.findall(answer))
    if question.input is Input.ONE:
        # GitLab has boxes to tick in the place of a list.
        return "; ".join(_in_first(words) for words in _TICKED.findall(answer) or [answer])
    return answer if question.input is Input.TEXT else " ".join(answer.split())


def _in_first(words: str) -> str:
    return words.partition(_BETWEEN)[0].strip()


# Forms


def github_form(kind: MessageKind) -> str:
    """The file of an issue form, in YAML: its questions in Vietnamese, with English below."""
    lines = [
        f"name: {_quoted(_both(kind.asks))}",
        f"description: {_quoted(_both(_ABOUT))}",
        f"labels: [{kind.name}]",
        "body:",
        "  - type: markdown",
        "    attributes:",
        f"      value: {_quoted(_both(_PUBLIC))}",
    ]
    for question in kind.questions:
        lines += _github_question(question)
    return "\n".join(lines) + "\n"


_GITHUB_TYPES = {Input.TEXT: "textarea", Input.ONE: "dropdown", Input.SEVERAL: "checkboxes"}


def _github_question(question: Question) -> list[str]:
    kind = _GITHUB_TYPES.get(question.input, "input")
    lines = [
        f"  - type: {kind}",
        f"    id: {question.key}",
        "    attributes:",
        f"      label: {_quoted(_heading(question))}",
        f"      description: {_quoted(_below(question))}",
    ]
    if question.choices:
        lines.append("      options:")
        mark = "label: " if kind == "checkboxes" else ""
        lines += [f"        - {mark}{_quoted(_both(choice.words))}" for choice in question.choices]
    # Boxes cannot be asked for as a whole: then each would have to be ticked.
    if question.key in _NEEDED and kind != "checkboxes":
        lines += ["    validations:", "      required: true"]
    return lines


def gitlab_form(kind: MessageKind) -> str:
    """A text to fill in, in Markdown, with the same headings; remarks in it are not read."""
    parts = [f"<!-- {_both(_PUBLIC)} -->\n"]
    for question in kind.questions:
        boxes = [f"- [ ] {_both(choice.words)}" for choice in question.choices]
        parts.append("\n".join([f"### {_heading(question)}\n", f"<!-- {_below(question)} -->", *boxes]) + "\n")
    return "\n".join([*parts, f"/label ~{kind.name}"]) + "\n"


def _heading(question: Question) -> str:
    return translator(_LANGUAGES[0])(question.asks)


def _below(question: Question) -> str:
    hint, *_rest = (translator(language)(question.hint) for language in _LANGUAGES)
    return f"{hint}{_BETWEEN}{question.asks} {question.hint}"


def _both(text: str) -> str:
    return _BETWEEN.join(translator(language)(text) for language in _LANGUAGES)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
