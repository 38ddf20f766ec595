"""A message as it arrived -> its answers, whatever Zalo, a text message or an e-mail program did to it.

What answers a question is told by the label before it, with or without its number, marks, capitals and tones, behind
quotes, emoji and bold marks, and within a line where lines were joined. The form in the site sets an invisible sign
before each colon that somebody wrote in an answer, so that no answer is taken for a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from langhoc import everyday, vietnamese
from langhoc.doors.telling.questions import MESSAGE_KINDS, TITLE, WRITTEN_ON, Input, MessageKind, Question
from langhoc.i18n import translator

KEPT_APART = "\u2060"
"""What the form writes before a colon or a quote sign in an answer: a word joiner, which nobody sees."""

_LANGUAGES = ("vi", "en")
_TITLE, _WRITTEN_ON = "title", "written_on"

# While a text is mended, in which invisible signs go, this one stands for the word joiner.
_APART = "\0"
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES, _LINES = re.compile(r"[^\S\n]+"), re.compile(r"\n(?: ?\n){2,}")
_COLON = "[:：﹕∶]"
_BOLD = r"[*_~`\"“”]{0,3}"
_MARKS = "*_~`"
_DAY = re.compile(r"\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d)")
# What programs write below a message, on a line of its own.
_SIGNATURE = re.compile(r"(?im)^(?:--\s*$|(?:được )?gửi từ |sent from |get outlook |tải outlook )")


@dataclass(frozen=True, slots=True)
class Sent:
    """One message: its answers by the questions' keys, in the words of who wrote it.

    `language` is that of its labels. `beside` is what stands around the answers and belongs to none, a line each.
    """

    kind: MessageKind
    answers: Mapping[str, str]
    language: str = "vi"
    written_on: date | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Label:
    """A label as people write it, folded. A whole one stands on the form, and is known within a line too."""

    words: str
    language: str
    meanings: tuple[tuple[str, str], ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """A label in the text: from where to where it stands, and the bold mark before it that is not yet closed."""

    start: int
    end: int
    label: _Label
    bold: str

    @property
    def key(self) -> str:
        return self.label.meanings[0][1]


def messages_in(text: str) -> tuple[Sent, ...]:
    """Every message in `text`, in order; one that stands there twice, as in an answer to it, is given once."""
    mended = _mended(text)
    distinct: list[Sent] = []
    for part in _divided(list(_hits(mended)), len(mended)):
        one = _sent(mended, part)
        if one and not any((one.kind, one.answers) == (other.kind, other.answers) for other in distinct):
            distinct.append(one)
    return tuple(distinct)


def cleaned(text: str) -> str:
    """In NFC, with lines as they are anywhere, without odd spaces, invisible signs and what a terminal would obey."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _CONTROLS.sub("", vietnamese.clean(lines).text)


def _mended(text: str) -> str:
    """Cleaned, without quote signs, and with those invisible signs that keep apart."""
    apart = _APART.join(cleaned(part) for part in text.replace(_APART, "").split(KEPT_APART))
    # Long runs of what cannot be seen would take long to look through.
    return _LINES.sub("\n\n", _SPACES.sub(" ", _QUOTED.sub("", apart)))


def _folded(text: str) -> str:
    """`text` without marks and capitals, each sign where it stood."""
    return "".join(one if len(folded := vietnamese.fold(one)) != 1 else folded for one in text)


@cache
def _labels() -> Mapping[str, _Label]:
    """Every label by its folded words."""
    meanings: dict[str, dict[tuple[str, str], bool]] = {}
    languages: dict[str, str] = {}
    for words, language, meaning, is_whole in _all_labels():
        folded = " ".join(_folded(words).split())
        known = meanings.setdefault(folded, {})
        known[meaning] = known.get(meaning, False) or is_whole
        languages.setdefault(folded, language)
    return {
        words: _Label(words, languages[words], tuple(found), any(found.values())) for words, found in meanings.items()
    }


def _all_labels() -> Iterator[tuple[str, str, tuple[str, str], bool]]:
    for language in _LANGUAGES:
        say = translator(language)
        yield say(TITLE), language, ("", _TITLE), True
        yield say(WRITTEN_ON), language, ("", _WRITTEN_ON), True
        for kind in MESSAGE_KINDS.values():
            for question in kind.questions:
                yield say(question.label), language, (kind.name, question.key), True
                yield say(question.asks).rstrip("?"), language, (kind.name, question.key), False
    for kind in MESSAGE_KINDS.values():
        for question in kind.questions:
            yield from ((words, "vi", (kind.name, question.key), False) for words in question.also)


@cache
def _pattern() -> re.Pattern[str]:
    """Over folded text: labels at the beginning of a line, whole ones within a line too, each with its colon."""
    number = r"(?:[1-9][\ufe0f\u20e3]* ?[.)/-] ?)"
    every = _alternatives(_labels())
    lead = r"(?:(?<=\n)|\A)(?P<lead>[^\w\n\0]{0,20}?)"
    at_start = rf"{lead}(?:{number}|[1-9][\ufe0f\u20e3]* ?)?(?P<bold>{_BOLD}) ?(?P<any>{every})"
    whole = [words for words, label in _labels().items() if label.is_whole]
    several = _alternatives(words for words in whole if " " in words)
    asked = [words for words in whole if _labels()[words].meanings[0][0]]
    numbered = (
        rf"(?<!\w)(?P<bold_before>{_BOLD}){number}(?P<bold_numbered>{_BOLD}) ?(?P<numbered>{_alternatives(asked)})"
    )
    within = rf"(?<!\w)(?P<bold_within>{_BOLD})(?P<within>{several})"
    return re.compile(rf"(?:{at_start}|{numbered}|{within}) ?\??\s*(?P<closed>{_BOLD})\s*{_COLON}")


def _alternatives(labels: Iterable[str]) -> str:
    longest_first = sorted(labels, key=len, reverse=True)
    return "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest_first)


def _hits(text: str) -> Iterator[_Hit]:
    for match in _pattern().finditer(_folded(text)):
        words = match["any"] or match["numbered"] or match["within"]
        opened = "".join(match[name] or "" for name in ("lead", "bold", "bold_before", "bold_numbered", "bold_within"))
        opened = opened.rstrip()
        bold = "" if match["closed"] else opened[len(opened.rstrip(_MARKS)) :]
        yield _Hit(match.start(), match.end(), _labels()[" ".join(words.split())], bold)


@dataclass(frozen=True, slots=True)
class _Part:
    """The labels of one message; where what stands before the first begins, and where the last answer ends."""

    begin: int
    hits: tuple[_Hit, ...]
    end: int


def _divided(hits: Sequence[_Hit], end: int) -> list[_Part]:
    """A title begins a message; without one, a label that stands there again."""
    starts: list[int] = []
    for number, hit in enumerate(hits):
        before = hits[starts[-1] : number] if starts else []
        if not starts or hit.key == _TITLE or any(hit.label.meanings == one.label.meanings for one in before):
            starts.append(number)
    ends = [*starts[1:], len(hits)][: len(starts)]
    return [
        _Part(
            hits[first].start if number else 0, tuple(hits[first:last]), hits[last].start if last < len(hits) else end
        )
        for number, (first, last) in enumerate(zip(starts, ends, strict=True))
    ]


def _sent(text: str, part: _Part) -> Sent | None:
    """None for a title without answers."""
    ends = [*(hit.start for hit in part.hits[1:]), part.end]
    values = [(hit, _value(text[hit.end : end], hit)) for hit, end in zip(part.hits, ends, strict=True)]
    kind = _kind(values)
    answers: dict[str, str] = {}
    beside = [text[part.begin : part.hits[0].start]]
    written_on = None
    for hit, value in values:
        question = _question(kind, hit)
        if hit.key == _TITLE:
            beside.append(value.partition("\n")[2])
        elif hit.key == _WRITTEN_ON:
            day = _DAY.match(value)
            written_on = everyday.day(day[1]) if day else None
            beside.append(value[day.end() if day else 0 :])
        elif question:
            answer, below = _without_signature(value) if hit is part.hits[-1] else (value, "")
            answers[question.key] = _tidy(answer, question.input)
            beside.append(below)
        else:
            beside.append(text[hit.start : hit.end] + value)
    answers = {key: answer for key, answer in answers.items() if answer}
    return Sent(kind, answers, _language(part.hits), written_on, _lines(beside)) if answers else None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Those lines that say something."""
    lines = (_plain(line).strip() for text in texts for line in text.splitlines())
    return tuple(line for line in lines if re.search(r"\w", line))


def _value(text: str, hit: _Hit) -> str:
    """What stands behind a label, without the bold mark that the label opened."""
    value = text.strip()
    if hit.bold:
        value = value.removeprefix(hit.bold) if value.startswith(hit.bold) else value.removesuffix(hit.bold)
    return value.strip()


def _kind(values: Sequence[tuple[_Hit, str]]) -> MessageKind:
    """What the title says; without one, the kind to which most labels belong."""
    called = next((_plain(value) for hit, value in values if hit.key == _TITLE), "")
    named = {
        vietnamese.fold(translator(one)(kind.called)): kind for kind in MESSAGE_KINDS.values() for one in _LANGUAGES
    }
    first_line = vietnamese.fold(called.partition("\n")[0]).strip(" *_~.")
    if first_line in named:
        return named[first_line]
    return max(MESSAGE_KINDS.values(), key=lambda kind: sum(_question(kind, hit) is not None for hit, _value in values))


def _question(kind: MessageKind, hit: _Hit) -> Question | None:
    keys = [key for name, key in hit.label.meanings if name == kind.name]
    return next((question for question in kind.questions if question.key in keys), None)


def _language(hits: Sequence[_Hit]) -> str:
    said = [hit.label.language for hit in hits]
    return max(_LANGUAGES, key=said.count)


def _without_signature(value: str) -> tuple[str, str]:
    match = _SIGNATURE.search(value)
    return (value[: match.start()], value[match.start() :]) if match else (value, "")


def _plain(text: str) -> str:
    return text.replace(_APART, "")


def _tidy(answer: str, given: Input) -> str:
    """One line, or for a longer text lines and paragraphs, without spaces at their ends."""
    lines = [" ".join(line.split()) for line in _plain(answer).split("\n")]
    if given is not Input.TEXT:
        return " ".join(line for line in lines if line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
