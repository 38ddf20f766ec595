"""What in a text leads to a person: full names, mobile numbers, account numbers. Text in, what was found out."""

from __future__ import annotations

import re

from langhoc import vietnamese

# The commonest family names of Viet Nam, without those that are often given names or begin sentences or names of
# provinces: Ông Ba, Từ Cần Giờ, Đồng Nai, Ninh Bình, Thái Nguyên.
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Lý|Đào|Đoàn|Vương|Trịnh|Trương|Đinh|Lâm|Phùng|Tống|"
    "Quách|Tạ|Lưu|Lương|Chu|Kiều|Mạc|Thân|Khổng|Tôn|Doãn|Nghiêm|Lục|Triệu|Cù|Lều"
)
# Whom towns and movements are named after, and what else begins like a name: no reader takes it for the child.
_NO_PERSON = re.compile(
    r"\b(?:Hồ Chí Minh|Ho Chi Minh|HỒ CHÍ MINH|HO CHI MINH|Tôn Đức Thắng|Đoàn Thanh niên|Hoàng Sa|Lý Sơn|Lâm Đồng|"
    r"Phan Rang|Phan Thiết|Hồ Con Rùa|Hồ Tây)\b"
)
# Stories alone are searched for what follows, and so long patterns are compiled when there is a story, by `re` itself.
_CAPITALS = "".join(sign for sign in map(chr, range(0x1EFA)) if sign.isupper())
_BARE_SURNAMES = "|".join(vietnamese.fold(name).capitalize() for name in _SURNAMES.split("|"))
_FULL_NAME = rf"(?<!\w)(?:{_SURNAMES})(?:(?: +|\n)[{_CAPITALS}][^\W\d_]*){{1,3}}"
# Without marks, as translations write names, and in capitals: with two words behind; HỒ SƠ, LƯU Ý and LÝ DO begin none.
_BARE_NAME = rf"(?<!\w)(?:{_BARE_SURNAMES})(?:(?: +|\n)[A-Z][a-z]*){{2,3}}(?!\w)"
_IN_CAPITALS = "|".join(name.upper() for name in _SURNAMES.split("|") if name not in {"Hồ", "Lưu", "Lý"})
_NAME_IN_CAPITALS = rf"(?<!\w)(?:{_IN_CAPITALS})(?:(?: +|\n)[{_CAPITALS}]+){{2,3}}(?!\w)"
# What leads to a child's door: a school, quarter, hamlet, alley or house that is named or numbered.
_NAMED = rf"(?:[{_CAPITALS}][^\W\d_]*|\d+)"
_EXACT_PLACE = (
    rf"\b(?:[Tt]rường (?:[Tt]iểu học|[Mm]ầm non|[Mm]ẫu giáo|THCS|THPT|[Tt]rung học(?: cơ sở| phổ thông)?)|"
    rf"[Kk]hu phố|[Ấấ]p|[Tt]hôn|[Tt]ổ dân phố|[Hh]ẻm|[Ss]ố nhà) {_NAMED}(?: {_NAMED})*|"
    rf"{_NAMED}(?: {_NAMED})* (?:Primary|Lower Secondary|Secondary|High) School"
)
_CHILD = rf"\b(?:[Bb]é|[Ee]m|[Cc]háu) [{_CAPITALS}][^\W\d_]*"
# No number that leads to a person, or to a bank account, has fewer digits; most texts have none.
_SOME_DIGITS = re.compile(r"\d(?:[ .-]?\d){5}")
_NUMBER = re.compile(r"(?<![\w./=-])(?:\+84|0)[ .-]?\d(?:[ .-]?\d){7,9}(?!\d)")
# What may stand behind such a word too: an office's phone, a figure of millions, a day, two years.
_OFFICE = r"02\d(?:[ .-]?\d){8}|1[89]00(?:[ .-]?\d){4,6}"
_FIGURE_OR_DAY = r"[1-9]\d?\d?(?:\.\d{3})+|\d\d?[.-]\d\d?[.-]\d{4}|(?:19|20)\d\d(?:-\d\d-\d\d|-(?:19|20)\d\d)"
_DIGITS = rf"[^\d\n]{{0,40}}(?!(?:{_OFFICE}|{_FIGURE_OR_DAY})(?![ .-]?\d))(\d(?:[ .-]?\d){{5,18}})(?!\d)"
_ACCOUNT = re.compile(rf"\b(?:(?:số\s+)?tài\s+khoản|so\s+tai\s+khoan|stk|tk|account|iban)\b{_DIGITS}", re.IGNORECASE)
_AT_A_BANK = re.compile(rf"\b\w*bank\b{_DIGITS}", re.IGNORECASE)


def full_names(text: str) -> list[str]:
    """Names that begin with a family name, as they stand in `text`."""
    told = _NO_PERSON.sub("-", text)
    patterns = (_FULL_NAME, _BARE_NAME, _NAME_IN_CAPITALS)
    return list(dict.fromkeys(match[0] for pattern in patterns for match in re.finditer(pattern, told)))


def exact_places(text: str) -> list[str]:
    """Schools, quarters, hamlets, alleys and houses that are named or numbered, as they stand in `text`."""
    return list(dict.fromkeys(match[0] for match in re.finditer(_EXACT_PLACE, text)))


def children(text: str) -> list[str]:
    """Names as children are called by, "bé Lan", as they stand in `text`; young people may be called so too."""
    return list(dict.fromkeys(match[0] for match in re.finditer(_CHILD, text)))


def may_hold_numbers(text: str) -> bool:
    """Whether to look for numbers in `text` at all: that takes long, and most texts have none."""
    return _SOME_DIGITS.search(text) is not None


def mobile_numbers(text: str) -> list[str]:
    """Numbers of mobile phones, as they stand in `text`. Those of offices and hotlines are not among them."""
    return [number for number in _NUMBER.findall(text) if is_mobile(number)]


def is_mobile(number: str) -> bool:
    """Whether `number`, in any writing, is that of a mobile phone."""
    phone = vietnamese.phone(number)
    return phone is not None and phone.kind == "mobile"


def account_numbers(text: str) -> list[str]:
    """Numbers behind a word for a bank account, or behind a bank's name, as they stand in `text`."""
    at_banks = (number for number in _AT_A_BANK.findall(text) if vietnamese.phone(number) is None)
    return list(dict.fromkeys([*_ACCOUNT.findall(text), *at_banks]))
