"""Stories of people and communities who learn, and on what basis each may be told."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from langhoc import privacy
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import Path, fault
from langhoc.model.group import Part
from langhoc.model.record import Record
from langhoc.model.scalars import AreaRef, Day, ModelRef, OfferRef, PlaceRef, ProgrammeRef, YesNo
from langhoc.model.text import LocalText
from langhoc.model.texts import texts
from langhoc.model.times import out_of_order


class StorySubject(StrEnum):
    PERSON = "person"
    FAMILY = "family"
    CLAN = "clan"
    COMMUNITY = "community"
    UNIT = "unit"
    PROGRAMME = "programme"


class StoryBasis(StrEnum):
    """Why a story may be told: those it tells of agreed, it was public before, or no person is in it."""

    CONSENT = "consent"
    PUBLIC_SOURCE = "public_source"
    NOT_A_PERSON = "not_a_person"


class ConsentScope(StrEnum):
    """What was agreed to: to stand on the site, in copies that are given away, in exports; the photo and the voice."""

    SITE = "site"
    COPIES = "copies"
    EXPORTS = "exports"
    PHOTO = "photo"


class Consent(Part):
    """Who agreed (a role, as "the person told of", "mother"), when, to what, and until when.

    The signed sheet stays with the editors: nothing of it is written here.
    """

    given_on: Day
    by: LocalText
    scope: Annotated[tuple[ConsentScope, ...], Field(min_length=1)]
    expires: Day | None = None
    withdrawn_on: Day | None = None

    def faults(self) -> list[PydanticCustomError]:
        expires = out_of_order(self.given_on, self.expires, "expires")
        return expires + out_of_order(self.given_on, self.withdrawn_on, "withdrawn_on")


class Story(Record):
    """A story. Its text, in Markdown, is `description`: what stands below the front matter.

    `called` is how the story names who it tells of. `offers` and `places` are those that helped.
    """

    kind: ClassVar[str] = "story"

    subject: StorySubject
    called: LocalText | None = None
    basis: StoryBasis | None = None
    consent: Consent | None = None
    subject_is_minor: YesNo = False
    model: ModelRef | None = None
    area: AreaRef | None = None
    offers: tuple[OfferRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    programmes: tuple[ProgrammeRef, ...] = ()

    @property
    def is_checked(self) -> bool:
        """Those it tells of are a source too."""
        return self.checked_on is not None and bool(self.sources or self.consent)

    def is_stale(self, today: date) -> bool:
        """A story stays as it was told; its consent has a last day of its own."""
        return False

    def may_be_told(self, today: date, use: ConsentScope = ConsentScope.SITE) -> bool:
        """Whether it may stand on the site, or be used so: a withdrawn or expired consent ends that, from its day on.

        Where a consent is written, it counts, whatever else the story rests on.
        """
        consent = self.consent
        if consent is None:
            return True
        over = consent.expires is not None and consent.expires < today
        withdrawn = consent.withdrawn_on is not None and consent.withdrawn_on <= today
        return use in consent.scope and consent.given_on <= today and not over and not withdrawn

    @property
    def last_day(self) -> date | None:
        """The last day on which it may be told, where somebody said one."""
        return self.consent.expires if self.consent else None

    @property
    def may_be_pictured(self) -> bool:
        """Whether picture and voice may be shown: a consent must name the photo. Those of a child never are."""
        if self.subject_is_minor:
            return False
        return self.consent is None or ConsentScope.PHOTO in self.consent.scope

    def faults(self) -> list[PydanticCustomError]:
        return [*self._text_faults(), *self._basis_faults(), *self._minor_faults()]

    def _text_faults(self) -> list[PydanticCustomError]:
        if self.description:
            return []
        message = Message(_("The story has no text. Write it below the second line ---."))
        return [fault("missing-key", message, wants=[("description",)])]

    def _basis_faults(self) -> list[PydanticCustomError]:
        if self.basis is None:
            message = Message(_("The story does not say on what basis it may be told."))
            hint = Message(_("Write basis: consent, public_source or not_a_person."))
            return [fault("story-basis", message, hint, wants=[("basis",)])]
        if self.basis is StoryBasis.CONSENT and self.consent is None:
            message = Message(_("The story rests on consent, but the consent is missing."))
            hint = Message(_("Write consent: with given_on, by and scope."))
            return [fault("consent-missing", message, hint, at=("basis",), wants=[("consent",)])]
        if self.basis is StoryBasis.PUBLIC_SOURCE and not self.sources:
            message = Message(_("The story rests on a public source, but names none."))
            return [fault("story-basis", message, at=("basis",), wants=[("sources",)])]
        if self.basis is StoryBasis.NOT_A_PERSON and (self.subject is StorySubject.PERSON or self.subject_is_minor):
            return [fault("story-basis", Message(_("The story tells of a person.")), at=("basis",))]
        return []

    def _minor_faults(self) -> list[PydanticCustomError]:
        """A child is told of by the given name, and no closer than by the commune (Decree 13/2023/NĐ-CP, art. 20)."""
        if not self.subject_is_minor:
            return []
        exact = Message(_("The place leads to the child. Leave it out."))
        named = [*(("places", n) for n in range(len(self.places))), *(("offers", n) for n in range(len(self.offers)))]
        places = [fault("minor-identified", exact, at=at) for at in named]
        told = [(at, words) for at, words in self._all_texts() if at[0] != "sources"]
        full = [(at, _full_name(name)) for at, words in self._all_texts() for name in privacy.full_names(words)]
        near = [(at, _exact_place(name)) for at, words in told for name in privacy.exact_places(words)]
        return places + [fault("minor-identified", message, at=at) for at, message in (*full, *near)]

    def _all_texts(self) -> list[tuple[Path, str]]:
        """Every text of it, its sources' titles and its tags too."""
        return [*texts(self), *((("tags", number), tag) for number, tag in enumerate(self.tags))]


def _exact_place(name: str) -> Message:
    return Message(_("“{name}” leads to the child's door. Leave it out."), {"name": name})


def _full_name(name: str) -> Message:
    return Message(_("“{name}” is a full name. Of a child write the given name only."), {"name": name})
