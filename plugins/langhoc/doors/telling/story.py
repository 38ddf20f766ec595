"""The answers about a story -> a story, and the consent that it rests on."""

from __future__ import annotations

from functools import partial
from typing import Any

from langhoc import everyday, vietnamese
from langhoc.doors.telling.alike import take_area
from langhoc.doors.telling.draft import Draft
from langhoc.doors.telling.questions import AGREED, CHILD, SELF, STORY, Question
from langhoc.i18n import Message, translator
from langhoc.i18n import mark as _
from langhoc.model import Area


def name(draft: Draft, _question: Question, answer: str) -> None:
    title = draft.said(_("The story of {name}")).format(name=answer)
    draft.data |= {"title": draft.text(title), "subject": "person", "called": draft.text(answer)}
    draft.took(_("called: {name}; title: {title}"), name=answer, title=title)


def text(draft: Draft, _question: Question, answer: str) -> None:
    draft.texts.append(answer)
    draft.took(_("the story, as it is"))


def where(draft: Draft, _question: Question, answer: str) -> None:
    """Of a child no more than the commune."""
    question = next(one for one in STORY.questions if one.key == "agreed")
    is_of_child = CHILD in _choices(draft, question, draft.sent.answers.get("agreed", ""))
    named = draft.mentions.areas_in(answer)
    if is_of_child:
        named = named.raised(partial(_commune, draft))
    take_area(draft, named)
    if "area" not in draft.data and not is_of_child:
        doubt = draft.said(_("Where, as the message has it: {where}")).format(where=answer)
        draft.data["doubt"] = draft.text(doubt)
        draft.took(_("kept under what nobody is sure of"))


def _commune(draft: Draft, area: Area) -> Area:
    above = (area, *draft.mentions.catalogue.ancestors(area))
    return next((one for one in above if one.type.is_commune_level), area)


def _choices(draft: Draft, question: Question, answer: str) -> list[str]:
    """The names of the choices in `answer`; none where it holds anything else."""
    names = {
        vietnamese.fold(translator(one)(choice.words)): choice.name
        for choice in question.choices
        for one in ("vi", "en")
    }
    given = [" ".join(vietnamese.fold(one).split()).strip(" .") for one in answer.split(";")]
    return [names[one] for one in given] if all(one in names for one in given) else []


def _consent(draft: Draft) -> dict[str, Any]:
    draft.data["basis"] = "consent"
    found: dict[str, Any] = draft.data.setdefault("consent", {})
    return found


def agreed(draft: Draft, question: Question, answer: str) -> None:
    name = next(iter(_choices(draft, question, answer)), "")
    if name not in AGREED:
        draft.left.append(Message(_("It does not say that somebody agreed.")))
        return
    who = {SELF: _("The person told of"), CHILD: _("The child and a parent")}.get(name, _("The person told of"))
    _consent(draft)["by"] = draft.text(draft.said(who))
    draft.took(_("agreed: {who}"), who=draft.phrases.say(who))
    if name == CHILD:
        draft.data["subject_is_minor"] = "true"
        draft.took(_("the story of a child"))


def scope(draft: Draft, question: Question, answer: str) -> None:
    names = _choices(draft, question, answer)
    if not names:
        draft.left.append(Message(_("It is not clear to what they agreed.")))
        return
    _consent(draft)["scope"] = names
    draft.took(_("agreed to: {scope}"), scope=answer)


def agreed_on(draft: Draft, _question: Question, answer: str) -> None:
    day = everyday.day(answer, draft.sent.written_on)
    if day is None or day > draft.today:
        draft.left.append(Message(_("This is no day that has been: {day}."), {"day": answer}))
        return
    _consent(draft)["given_on"] = day.isoformat()
    draft.took(_("agreed on {day}"), day=draft.phrases.day_in_list(day))


def refusal(draft: Draft) -> Message | None:
    """Why the story is not to be told."""
    if "title" not in draft.data:
        return Message(_("The message does not say what it is called."))
    if draft.sent.kind is not STORY:
        return None
    consent = draft.data.get("consent", {})
    if "by" not in consent:
        return Message(_("Nobody says that those it tells of agreed. Ask them first, then write it again."))
    if "site" not in consent.get("scope", ()):
        return Message(_("They did not agree that the story stands on this website."))
    if "given_on" not in consent:
        return Message(_("It does not say on which day they agreed."))
    return None if draft.texts else Message(_("The message does not tell the story."))
