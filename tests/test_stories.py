"""Stories: whether each may be told, and that one which may not is gone from everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from langhoc.cache import open_cache
from langhoc.catalogue import Checked, check, for_use
from langhoc.model import ConsentScope, Story

DAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
STORY = {"id": "chuyen-mau", "title": "Chuyện Mẫu", "description": "Bà Sáu học chữ.", "subject": "person"}
CONSENT = {"given_on": "2026-01-10", "by": "Người được kể", "scope": ["site"]}

WriteFiles = Callable[[dict[str, str | bytes]], Path]
Check = Callable[[Path], Checked]


def consented(**consent: Any) -> Story:
    return Story.model_validate({**STORY, "basis": "consent", "consent": {**CONSENT, **consent}})


@pytest.mark.parametrize("day", ["2026-01-10", "2026-11-21", "2126-01-01"])
def test_what_was_agreed_to_may_be_told(day: str) -> None:
    """From the day of the consent, and without a last day for ever."""
    assert consented().may_be_told(date.fromisoformat(day))


def test_a_consent_ends_behind_its_last_day() -> None:
    """The last day is included."""
    story = consented(expires=str(DAY))
    assert [story.may_be_told(day) for day in (DAY - ONE_DAY, DAY, DAY + ONE_DAY)] == [True, True, False]


def test_a_consent_that_is_withdrawn_ends_on_that_day() -> None:
    """Nobody waits for midnight, and a later last day does not matter."""
    story = consented(withdrawn_on=str(DAY), expires="2030-01-01")
    assert [story.may_be_told(day) for day in (DAY - ONE_DAY, DAY, DAY + ONE_DAY)] == [True, False, False]


@pytest.mark.parametrize(
    ("scope", "is_told"), [(["site"], True), (["copies", "site"], True), (["copies", "exports", "photo"], False)]
)
def test_a_consent_is_for_what_it_names(scope: list[str], is_told: bool) -> None:
    """Who agreed to a printed copy has not agreed to the site."""
    assert consented(scope=scope).may_be_told(DAY) is is_told


@pytest.mark.parametrize(
    "basis",
    [
        {"basis": "not_a_person", "subject": "community"},
        {
            "basis": "public_source",
            "sources": [{"title": "Báo Mẫu", "url": "https://mau.example", "date": "2020-01-01"}],
        },
    ],
)
def test_where_no_consent_is_needed_none_can_end(basis: dict[str, Any]) -> None:
    """What was public before, or tells of no person, may be told on any day."""
    story = Story.model_validate({**STORY, **basis})
    assert [story.may_be_told(day) for day in (date(1990, 1, 1), DAY, date(2126, 1, 1))] == [True] * 3


def test_a_story_does_not_grow_stale() -> None:
    """It stays as it was told."""
    assert not Story.model_validate(
        {**STORY, "basis": "not_a_person", "subject": "unit", "checked_on": "1990-01-01"}
    ).is_stale(DAY)


FILES: dict[str, str | bytes] = {
    "areas.yml": "- {id: xa-mau, type: commune, title: Xã Mẫu}\n",
    "stories/chuyen-khac.md": """\
---
title: Chuyện khác
subject: community
basis: not_a_person
area: xa-mau
checked_on: 2026-11-01
sources: [{title: Bảng tin, place: Xã Mẫu, date: 2026-11-01}]
---
Cả xã cùng học.
""",
}
TOLD = """\
---
title: Chuyện Mẫu
subject: person
basis: consent
consent: {given_on: 2026-01-10, by: Người được kể, scope: [site], CONSENT}
area: xa-mau
checked_on: 2026-11-01
sources: [{title: Lời kể, place: Xã Mẫu, date: 2026-01-10}]
---
Bà Sáu học chữ.
"""


def check_on(folder: Path, day: date) -> Checked:
    with open_cache(None) as cache:
        return check(folder, day, cache)


@pytest.mark.parametrize(
    ("consent", "last", "code"),
    [
        ("withdrawn_on: 2026-11-21", DAY - ONE_DAY, "consent-withdrawn"),
        ("expires: 2026-11-20", DAY - ONE_DAY, "consent-expired"),
    ],
)
def test_a_story_is_gone_from_the_day_its_consent_ends(
    consent: str, last: date, code: str, write_files: WriteFiles
) -> None:
    """No page can ask for it, neither by its id nor by what it names; the others stay, and the editor is told."""
    folder = write_files({**FILES, "stories/chuyen-mau.md": TOLD.replace("CONSENT", consent)})
    before, behind = (check_on(folder, day) for day in (last, last + ONE_DAY))
    assert before.catalogue
    assert behind.catalogue
    area = before.catalogue.area("xa-mau")
    assert [story.id for story in before.catalogue.naming(area, Story)] == ["chuyen-khac", "chuyen-mau"]
    assert [story.id for story in behind.catalogue.naming(area, Story)] == ["chuyen-khac"]
    assert [story.id for story in behind.catalogue.stories] == ["chuyen-khac"]
    assert {*behind.catalogue.by_id, *behind.catalogue.all_found} == {"xa-mau", "chuyen-khac"}
    assert [[problem.code for problem in checked.problems] for checked in (before, behind)] == [[], [code]]


def test_a_consent_for_copies_only_leaves_the_story_out(checked: Check, write_files: WriteFiles) -> None:
    """It is there for the editors, and nowhere else."""
    found = checked(write_files({**FILES, "stories/chuyen-mau.md": TOLD.replace("[site], CONSENT", "[copies]")}))
    assert found.catalogue
    assert [story.id for story in found.catalogue.stories] == ["chuyen-khac"]
    assert [problem.code for problem in found.problems] == ["consent-scope"]


def test_who_agreed_to_the_site_need_not_have_agreed_to_more(checked: Check, write_files: WriteFiles) -> None:
    """Copies and exports are made of what their own consent reaches; what needs no consent is in all of them."""
    told = {name: TOLD.replace("[site], CONSENT", f"[{scope}]") for name, scope in SCOPES.items()}
    found = checked(write_files({**FILES, **{f"stories/{name}.md": text for name, text in told.items()}})).catalogue
    assert found
    uses = {use: {story.id for story in for_use(found, use, DAY).stories} for use in ConsentScope}
    assert {story.id for story in found.stories} == {"chuyen-khac", "trang", "sao", "xuat"}
    assert uses[ConsentScope.COPIES] == {"chuyen-khac", "sao"}
    assert uses[ConsentScope.EXPORTS] == {"chuyen-khac", "xuat"}


SCOPES = {"trang": "site", "sao": "site, copies", "xuat": "site, exports", "chi-sao": "copies"}
