"""A message -> a record, as far as its answers are clear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from langhoc.catalogue import Catalogue
from langhoc.doors.telling import offer, place, story
from langhoc.doors.telling.alike import call, from_a_reader, known
from langhoc.doors.telling.draft import Draft, Took, Understood
from langhoc.doors.telling.mentions import Mentions
from langhoc.doors.telling.questions import CLASS, PLACE, STORY, Question
from langhoc.doors.telling.sent import Sent
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import KINDS
from langhoc.phrases import Phrases

_Reader = Callable[[Draft, Question, str], None]

_RECORDS = {PLACE.name: "centre", CLASS.name: "offer", STORY.name: "story"}
_READERS: Mapping[str, Mapping[str, _Reader]] = {
    PLACE.name: {
        "name": place.name, "where": place.where, "what": place.what, "when": place.when, "call": call, "known": known,
    },
    CLASS.name: {
        "name": offer.name, "where": offer.where, "when": offer.when, "cost": offer.cost, "call": call, "known": known,
    },
    STORY.name: {
        "called": story.name, "told": story.text, "where": story.where, "agreed": story.agreed, "scope": story.scope,
        "agreed_on": story.agreed_on,
    },
}  # fmt: skip


def understood(sent: Sent, catalogue: Catalogue, today: date, phrases: Phrases) -> Understood:
    """What the message says, as a record of the catalogue. `phrases` are those of the editor's language."""
    draft = Draft(sent, Mentions(catalogue), today, phrases, KINDS[_RECORDS[sent.kind.name]])
    took = []
    for question in sent.kind.questions:
        draft.values, draft.left = [], []
        answer = sent.answers.get(question.key, "")
        if answer:
            _READERS[sent.kind.name][question.key](draft, question, answer)
            took.append(Took(question, answer, tuple(draft.values), tuple(draft.left)))
    if "sources" not in draft.data and sent.kind is not STORY:
        draft.data["sources"] = [from_a_reader(draft, draft.said(_("Sent to the editors")))]
    if draft.texts:
        draft.data["description"] = draft.text("\n\n".join(draft.texts))
    refusal = _refusal(draft)
    return Understood(draft.kind, draft.data, tuple(took), draft.areas if refusal is None else (), refusal)


def _refusal(draft: Draft) -> Message | None:
    if "title" not in draft.data:
        return Message(_("The message does not say what it is called."))
    return story.refusal(draft) if draft.sent.kind is STORY else None
