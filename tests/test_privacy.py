"""What leads to a person: names, mobile phones and accounts are found, and what only looks like them is left alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from langhoc.privacy import (
    account_numbers,
    children,
    exact_places,
    full_names,
    is_mobile,
    may_hold_numbers,
    mobile_numbers,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Em Nguyễn Văn An học lớp Ba.", ["Nguyễn Văn An"]),
        ("Trần Thị Ngọc Ánh và Lê Đức", ["Trần Thị Ngọc Ánh", "Lê Đức"]),
        ("(Đặng Ỷ Lan)", ["Đặng Ỷ Lan"]),
        ("bé Nguyễn V. A.", ["Nguyễn V"]),
        ("em Nguyễn\nVăn An", ["Nguyễn\nVăn An"]),
        ("Little Võ An reads.", ["Võ An"]),
        ("Em sống ở Lâm Đồng với mẹ là Lâm Thị Đồng.", ["Lâm Thị Đồng"]),
    ],
)
def test_a_family_name_makes_a_full_name(text: str, names: list[str]) -> None:
    """With one to three names behind it, initials and a break of the line among them."""
    assert full_names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Bé An", "An và Bình", "Thành phố Hồ Chí Minh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "đường Tôn Đức Thắng",
        "Lê", "lê ngọt, Phạm vi rộng", "Họ Nguyễn và họ Trần", "Ông Ba dạy Bà Tư", "Từ Cần Giờ đi đò về Bình Khánh",
        "Từ Thứ Hai đến Thứ Sáu", "Đồng Nai, Lâm Đồng, Ninh Bình, Thái Nguyên, Đồng Tháp", "Phan Thiết và Phan Rang",
        "Hoàng Sa, Trường Sa", "quanh Hồ Con Rùa", "Lê\n\nAn", "Lê, An", "Phườngvõ An", "", "   ",
    ],
)  # fmt: skip
def test_what_is_no_full_name(text: str) -> None:
    """Given names, family names alone, provinces, lakes, movements, and words that begin a sentence."""
    assert full_names(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0901 234 567", ["0901 234 567"]),
        ("Zalo:0901234567.", ["0901234567"]),
        ("gọi +84 901 234 567 hoặc 0901-234-568", ["+84 901 234 567", "0901-234-568"]),
        ("0901.234.567 (cô Ba)", ["0901.234.567"]),
        ("0901234567/0912345678", ["0901234567"]),
        ("0168 933 3999 là số cũ", ["0168 933 3999"]),
    ],
)
def test_mobile_numbers_are_found(text: str, numbers: list[str]) -> None:
    """However they are written; one of two that a slash divides is enough to be told."""
    assert mobile_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "1900 6600", "028 3822 5055", "02838225055", "1022", "1800 1567", "113", "ngày 01.02.2026 05:00",
        "1.500.000 đồng", "0901 234", "00901 234 567 890 123", "https://mau.example/0901234567",
        "mã số 79-0901234567", "2024-2025", "",
    ],
)  # fmt: skip
def test_what_is_no_mobile_number(text: str) -> None:
    """Offices and hotlines, days, amounts, parts of addresses and of longer numbers."""
    assert mobile_numbers(text) == []


@pytest.mark.parametrize("number", ["0901 234 567", "(0901) 234 567", "84 901 234 567", "901234567", "0168 933 3999"])
def test_a_number_by_itself_may_be_written_in_any_way(number: str) -> None:
    """Where a phone is expected, brackets and a zero lost in a spreadsheet hide no mobile."""
    assert is_mobile(number)


@pytest.mark.parametrize("number", ["028 3822 5055", "1900 6600", "1022", "", "không có"])
def test_an_office_has_no_mobile(number: str) -> None:
    """Nor is a text a phone at all."""
    assert not is_mobile(number)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("STK 0123 456 789", ["0123 456 789"]),
        ("số tài khoản: 12345678", ["12345678"]),
        ("Tài khoản của Hội tại ngân hàng: 0071 0012 34567", ["0071 0012 34567"]),
        ("so tai khoan 1234.5678.90", ["1234.5678.90"]),
        ("STK 0901 234 567", ["0901 234 567"]),
        ("Vietcombank 0071001234567 và MB Bank 19001234567", ["0071001234567", "19001234567"]),
        ("Account no. 123-456-789", ["123-456-789"]),
        ("Agribank, stk 1500201234567", ["1500201234567"]),
    ],
)
def test_account_numbers_are_found(text: str, numbers: list[str]) -> None:
    """Behind a word for an account or a bank's name, each once; one that is a mobile's number, too."""
    assert account_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "tài khoản Facebook", "Mở tài khoản thư viện, cần giúp thì gọi 1900 6600", "Tạo tài khoản: hỏi 028 3822 5055.",
        "Tài khoản VNeID: 8.100.000 người", "Tài khoản học tập, giai đoạn 2021-2025", "Learning Piggy Bank 2024-2025",
        "đăng ký tài khoản trước 20-10-2025", "tài khoản mở từ 2026-11-21", "World Bank 2.000.000 USD",
        "TK 21 có 12345 người", "Agribank 0901 234 567", "12345678", "STK:\n12345678", "stkx 12345678", "",
    ],
)  # fmt: skip
def test_what_is_no_account_number(text: str) -> None:
    """Other accounts, and behind them an office's phone, a figure, a day, two years, or another line."""
    assert account_numbers(text) == []


PIECES = [
    "Nguyễn", "Hồ Chí Minh", "Trần", "An", "Văn", "lê", " ", "\n", "-", ".", "/", "+84", "0901", "234", "567", "02",
    "1900", "stk", "số tài khoản", "MB Bank", "IBAN", ":", "8.100.000", "2024-2025", "٣", "Ô\u0302",
]  # fmt: skip
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12)


@given(st.text() | pieces.map("".join) | pieces.map(" ".join))
@settings(max_examples=500, deadline=None)
@example("Trần Hồ Chí Minh An")
def test_what_is_found_stands_in_the_text(text: str) -> None:
    """Any text is read without harm, and what is told of it can be looked up in it."""
    for find in (full_names, mobile_numbers, account_numbers):
        assert [found for found in find(text) if not found or found not in text] == []


@given(pieces.map(" ".join), pieces.map(" ".join))
@settings(deadline=None)
def test_a_name_or_a_number_cannot_hide(before: str, behind: str) -> None:
    """In a sentence of its own it is found, whatever stands around it."""
    assert "Nguyễn Thị Mẫu" in full_names(f"{before}. Nguyễn Thị Mẫu. {behind}")
    assert "0901 234 567" in mobile_numbers(f"{before}\n(0901 234 567), {behind}")
    assert "0123 456 789" in account_numbers(f"{before}\nSTK 0123 456 789, {behind}")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Em học trường Tiểu học Mẫu, nhà ở khu phố Chợ Mẫu.", ["trường Tiểu học Mẫu", "khu phố Chợ Mẫu"]),
        ("Trường THCS Lê Lợi, hẻm 12", ["Trường THCS Lê Lợi", "hẻm 12"]),
        ("Nhà em ở ấp 3, số nhà 45.", ["ấp 3", "số nhà 45"]),
        ("She goes to Mẫu Primary School.", ["Mẫu Primary School"]),
        ("Em đến trường mỗi sáng, trong ấp ai cũng biết.", []),
        ("a primary school, a hamlet by the river", []),
    ],
)
def test_what_leads_to_a_door(text: str, places: list[str]) -> None:
    """A school or hamlet with its name, not the words alone."""
    assert exact_places(text) == places


def test_children_are_called_by_what_they_are() -> None:
    """ "Bé Lan" may be one; "em đi học" names nobody."""
    assert children("Bé Lan và em Nam; cháu Tư. Em đi học.") == ["Bé Lan", "em Nam", "cháu Tư"]


NUMBERED = st.sampled_from(
    ["stk", "tài khoản", "Vietcombank", "iban", ": ", " ", ".", "-", "+84", "0", "9", "12", "345", "a"]
)


@given(st.lists(NUMBERED, max_size=24).map("".join))
@example("stk 123-456")
@example("0905 123 456")
def test_no_number_is_missed_for_being_looked_for_in_few_texts(text: str) -> None:
    if account_numbers(text) or mobile_numbers(text):
        assert may_hold_numbers(text)
