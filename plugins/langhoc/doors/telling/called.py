"""Whom to call, as somebody wrote it -> contacts as files hold them, and what of it does not belong there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from langhoc import privacy, vietnamese
from langhoc.model.scalars import is_safe_url

_NUMBER = re.compile(r"(?<![\w.])(?:\+?84|0|1[89]00)[\d\s().-]{4,18}\d(?!\w)|(?<![\w.])(?:11\d|10\d\d)(?![\w.])")
# Only where one begins: from within each long word the search would begin anew.
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(r"https?://\S+[^\s.,;)]")
_ZALO = re.compile(r"zalo[\s:]*\Z", re.IGNORECASE)
# How far before its number that may stand.
_NEAR = 20
# Nobody has more ways to be called; what is more than that stays among the words.
_MOST = 12
# What only says that a number follows.
_FILLING = re.compile(
    r"(?i)\b(?:sđt|đt|điện thoại|số điện thoại|di động|số|phone|tel|hotline|zalo|gọi|liên hệ|e-?mail|hoặc|or|call)\b"
    r"[\s:.]*"
)
# How people call each other: no office and no post.
_PERSON = re.compile(r"(?i)(?:cô|chú|anh|chị|thầy|ông|bà|bác|dì|cậu|em|mr|mrs|ms)\.?(?: \w+)?")


@dataclass(frozen=True, slots=True)
class Called:
    """`contacts` as files hold them. `unsaid` are mobile numbers of which nobody says whose they are; `names` full
    names of people, which no contact has.
    """

    contacts: tuple[dict[str, str], ...]
    unsaid: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def called(text: str) -> Called:
    """A contact for each number, e-mail and web address in `text`; the other words say whose they are."""
    found = [*_numbers(text), *(("email", one) for one in _EMAIL.findall(text))]
    found += [("url", one) for one in addresses_in(text)]
    found = found[:_MOST]
    rest = text
    for _key, value in found:
        rest = rest.replace(value, " ")
    names = privacy.full_names(rest)
    for name in names:
        rest = rest.replace(name, " ")
    role = _tidied(rest)
    is_office = role and not _PERSON.fullmatch(role)
    unsaid = tuple(
        value for key, value in found if not is_office and key in {"phone", "zalo"} and privacy.is_mobile(value)
    )
    contacts = [_contact(role, key, value) for key, value in found if value not in unsaid]
    return Called(tuple(_joined(contacts)), unsaid, tuple(names))


def addresses_in(text: str) -> list[str]:
    """The web addresses in `text` that may be linked."""
    return [one for one in _ADDRESS.findall(text) if is_safe_url(one)]


def _numbers(text: str) -> list[tuple[str, str]]:
    """Each phone number as it is written, with its key."""
    found: list[tuple[str, str]] = []
    for match in _NUMBER.finditer(text):
        number = match[0].strip()
        if len(found) < _MOST and vietnamese.phone(number):
            before = max(0, match.start() - _NEAR)
            found.append(("zalo" if _ZALO.search(text, before, match.start()) else "phone", number))
    return found


def _contact(role: str, key: str, value: str) -> dict[str, str]:
    return {"role": role, key: value} if role else {key: value}


def _joined(contacts: list[dict[str, str]]) -> list[dict[str, str]]:
    """One contact for what reaches the same people in different ways."""
    joined: list[dict[str, str]] = []
    for contact in contacts:
        same = next((one for one in joined if not (set(one) & set(contact)) - {"role"}), None)
        if same is None:
            joined.append(dict(contact))
        else:
            same.update(contact)
    return joined


def _tidied(rest: str) -> str:
    plain = re.sub(r"\(\s*\)", " ", _FILLING.sub(" ", rest))
    plain = re.sub(r"\s+([,;.)])", r"\1", " ".join(plain.split()))
    if not re.search(r"\w", plain):
        return ""
    role = re.sub(r"[,;]{2,}", ",", plain).strip(" ,;:.-–/&+")
    return role[1:-1] if role.startswith("(") and role.find(")") == len(role) - 1 else role
