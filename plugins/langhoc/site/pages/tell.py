"""The page on which somebody without an account tells of a place, a class or a story, and makes a message of it."""

from __future__ import annotations

from typing import NamedTuple

from langhoc.doors.telling.questions import AGREED, MESSAGE_KINDS, TITLE, WRITTEN_ON, MessageKind, Question
from langhoc.i18n import Translate
from langhoc.i18n import mark as _
from langhoc.site.pages.calling import receiver
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.urls import Urls, link


class _Choice(NamedTuple):
    """An answer to choose; `agrees` is whether a story may be told by it."""

    words: str
    agrees: str


class _Question(NamedTuple):
    """As `doors.telling.questions.Question`, in the page's language."""

    key: str
    asks: str
    label: str
    hint: str
    input: str
    choices: tuple[_Choice, ...]


class _Words(NamedTuple):
    """The labels of a message's first and last line."""

    title: str
    written: str


class _Kind(NamedTuple):
    name: str
    asks: str
    called: str
    icon: str
    questions: tuple[_Question, ...]


def tell_page(press: Press) -> Page:
    view, say = press.view(press.urls.tell), press.phrases.say
    about = About(
        say(_("Tell of a place, a class, a story")),
        say(_("Six questions make a message. No account is needed.")),
        "tell",
    )
    content = {
        "kinds": [_kind(kind, say) for kind in MESSAGE_KINDS.values()],
        "words": _Words(say(TITLE), say(WRITTEN_ON)),
        "receiver": receiver(view),
        "script": link(view.path, press.scripts["tell"]),
    }
    return press.page("tell", view, about, _address, content)


def _address(urls: Urls) -> str:
    return urls.tell


def _kind(kind: MessageKind, say: Translate) -> _Kind:
    questions = tuple(_question(question, say) for question in kind.questions)
    return _Kind(kind.name, say(kind.asks), say(kind.called), kind.icon, questions)


def _question(question: Question, say: Translate) -> _Question:
    choices = tuple(_Choice(say(one.words), "yes" if one.name in AGREED else "") for one in question.choices)
    asks, label, hint = (say(text) for text in (question.asks, question.label, question.hint))
    return _Question(question.key, asks, label, hint, question.input.value, choices)
