"""What people write every day is read as they mean it, and what could mean two things is not read at all."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langhoc.everyday import Money, day, days, hours, money, timetable
from langhoc.everyday.timetable import WEEK, Slot, Span

WORKING, TO_SATURDAY = WEEK[:5], WEEK[:6]


def slot(days: str, hours: str) -> Slot:
    """ "tue thu", "18:30-20:00" """
    starts, ends = (time.fromisoformat(end) for end in hours.split("-"))
    return Slot(tuple(days.split()), starts, ends)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("thứ 3, 5", "tue thu"),
        ("Thứ Ba và thứ Năm hằng tuần", "tue thu"),
        ("các ngày thứ hai, tư, sáu", "mon wed fri"),
        ("thu tu", "wed"),
        ("T2-T6", "mon tue wed thu fri"),
        ("t2 - t7", "mon tue wed thu fri sat"),
        ("từ Thứ Hai đến Thứ Bảy", "mon tue wed thu fri sat"),
        ("thứ 2 tới thứ 6", "mon tue wed thu fri"),
        ("thu 2 toi thu 6", "mon tue wed thu fri"),
        ("2-4-6", "mon wed fri"),
        ("thứ 2 4 6", "mon wed fri"),
        ("3 5 7", "tue thu sat"),
        ("T3-5-7", "tue thu sat"),
        ("T7, CN", "sat sun"),
        ("T7-CN", "sat sun"),
        ("T3/T5", "tue thu"),
        ("Chủ nhật hàng tuần", "sun"),
        ("cuối tuần", "sat sun"),
        ("hằng ngày trừ chủ nhật", "mon tue wed thu fri sat"),
        ("T2 đến T7, nghỉ CN", "mon tue wed thu fri sat"),
        ("every Tuesday and Thursday", "tue thu"),
        ("Mon-Fri", "mon tue wed thu fri"),
        ("Thứ\u00a02,\u00a04", "mon wed"),
    ],
)
def test_days(text: str, meant: str) -> None:
    """Days of the week in the ways people write them."""
    assert days(text) == tuple(meant.split())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "T3-T5",
        "thứ 3-5",
        "3, 5",
        "tối thứ 3",
        "thứ 8",
        "giờ hành chính",
        "CN đầu tháng",
        "thứ",
        "3/5",
        "thứ 2 6",
        "6 4 2",
    ],
)
def test_unclear_days(text: str) -> None:
    """T3-T5 may be a range or two evenings a week; what says more than days is no list of days."""
    assert days(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8h00 - 17h30", "08:00-17:30"),
        ("7h30-11h30, 13h30-17h", "07:30-11:30 13:30-17:00"),
        ("sáng 7h30 - 11h30; chiều 1h30 - 5h", "07:30-11:30 13:30-17:00"),
        ("7h30-11h30 và 13h30-17h", "07:30-11:30 13:30-17:00"),
        ("18:30–20:00", "18:30-20:00"),
        ("18:30:00 - 20:00:00", "18:30-20:00"),
        ("từ 18 giờ 30 phút đến 20 giờ", "18:30-20:00"),
        ("6 giờ rưỡi đến 8 giờ tối", "18:30-20:00"),
        ("2h-4h chiều", "14:00-16:00"),
        ("8h - 5h chiều", "08:00-17:00"),
        ("7h sáng đến 9h tối", "07:00-21:00"),
        ("sáng 8h - 12h", "08:00-12:00"),
        ("11h - 1h trưa", "11:00-13:00"),
        ("8 - 17h", "08:00-17:00"),
        ("8h-11", "08:00-11:00"),
        ("18h toi 20h", "18:00-20:00"),
        ("7.30 - 11.30", "07:30-11:30"),
        ("6:30 to 8 pm", "18:30-20:00"),
        ("from 8 am to 5 pm", "08:00-17:00"),
    ],
)
def test_hours(text: str, meant: str) -> None:
    """Times of day in the ways people write them."""
    spans = [tuple(time.fromisoformat(end) for end in span.split("-")) for span in meant.split()]
    assert hours(text) == tuple(Span(*span) for span in spans)


@pytest.mark.parametrize(
    "text",
    ["", "18h30", "tối", "20h - 18h", "25h - 26h", "8h-5h", "sáng 18h-20h", "khoảng 8h-10h", "T2 8h-10h"],
)
def test_unclear_hours(text: str) -> None:
    """A beginning without an end, an end before its beginning, and hours that are not exact are not taken."""
    assert hours(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tối thứ 3, 5 từ 18h30 đến 20h", [("tue thu", "18:30-20:00")]),
        ("Tối thứ Ba, thứ Năm, 6h30 – 8h", [("tue thu", "18:30-20:00")]),
        ("tối T3, tối T5 18h30-20h", [("tue thu", "18:30-20:00")]),
        ("8h00 - 17h30 từ Thứ Hai đến Thứ Bảy", [(" ".join(TO_SATURDAY), "08:00-17:30")]),
        (
            "T2-T6 7h30-11h30, 13h30-17h",
            [(" ".join(WORKING), "07:30-11:30"), (" ".join(WORKING), "13:30-17:00")],
        ),
        (
            "T2 đến T6: 7h30 - 11h30; T7: 8h - 10h; CN nghỉ",
            [(" ".join(WORKING), "07:30-11:30"), ("sat", "08:00-10:00")],
        ),
        ("thu 3 va thu 5, tu 18h30 den 20h", [("tue thu", "18:30-20:00")]),
        ("thu 3 toi 18h30 - 20h", [("tue", "18:30-20:00")]),
        ("Chủ nhật hàng tuần 8h-10h", [("sun", "08:00-10:00")]),
        ("thứ 2-6 8-17h", [(" ".join(WORKING), "08:00-17:00")]),
        ("Thứ 3,5 (18h30-20h)", [("tue thu", "18:30-20:00")]),
        ("hằng ngày\n7h - 21h", [(" ".join(WEEK), "07:00-21:00")]),
        ("sáng T7 8h-10h, chiều CN 2h-4h", [("sat", "08:00-10:00"), ("sun", "14:00-16:00")]),
        ("Tuesday and Thursday evenings, 6:30 to 8 pm", [("tue thu", "18:30-20:00")]),
        ("18h30-20h00 tối 2-4-6", [("mon wed fri", "18:30-20:00")]),
        ("tối 2 4 6 từ 6h30 tới 8h", [("mon wed fri", "18:30-20:00")]),
        ("thứ 2 4 6 7-9h", [("mon wed fri", "07:00-09:00")]),
    ],
)
def test_timetables(text: str, meant: list[tuple[str, str]]) -> None:
    """Days and hours together, in either order."""
    assert timetable(text) == tuple(slot(*one) for one in meant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thứ 3, 5",
        "18h30-20h",
        "tối thứ 3",
        "thứ 3 18h30",
        "T3-T5 18h-20h",
        "2 buổi một tuần",
        "khi đủ người",
        "thứ 3 đầu tháng 8h-10h",
        "hằng ngày trừ hằng ngày 8h-9h",
    ],
)
def test_unclear_timetables(text: str) -> None:
    """Where days or hours are missing, or a word is not known, nothing is taken."""
    assert timetable(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("miễn phí", Money(0)),
        ("Hoàn toàn miễn phí!", Money(0)),
        ("không mất tiền", Money(0)),
        ("khong thu phi", Money(0)),
        ("0đ", Money(0)),
        ("200k/khoá", Money(200_000, "course")),
        ("200k/khóa", Money(200_000, "course")),
        ("1tr5", Money(1_500_000)),
        ("1tr250", Money(1_250_000)),
        ("1 triệu rưỡi một khóa", Money(1_500_000, "course")),
        ("1,5 triệu/tháng", Money(1_500_000, "month")),
        ("1 triệu 200 nghìn", Money(1_200_000)),
        ("50.000đ một buổi", Money(50_000, "session")),
        ("50.000 đồng/buổi", Money(50_000, "session")),
        ("học phí: 300 ngàn", Money(300_000)),
        ("mỗi tháng 100k", Money(100_000, "month")),
        ("200000", Money(200_000)),
        ("20,000 VND / thẻ", Money(20_000, "card")),
        ("1.500k", Money(1_500_000)),
        ("500 đồng", Money(500)),
        ("free", Money(0)),
    ],
)
def test_money(text: str, meant: Money) -> None:
    """Amounts in the ways people write them."""
    assert money(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "200",
        "50k - 100k",
        "khoảng 200k",
        "miễn phí cho người trên 60 tuổi",
        "1tr5000",
        "2 buổi",
        "tùy lòng",
        "1.25.3k",
        "200k/người",
    ],
)
def test_unclear_money(text: str) -> None:
    """A range, a number without its size, and what says more than an amount are not taken."""
    assert money(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1/10/2026", date(2026, 10, 1)),
        ("ngày 01-10-2026", date(2026, 10, 1)),
        ("1.10.2026", date(2026, 10, 1)),
        ("ngày 1 tháng 10 năm 2026", date(2026, 10, 1)),
        ("1 tháng 10, 2026", date(2026, 10, 1)),
        ("2026-10-01", date(2026, 10, 1)),
        ("1 October 2026", date(2026, 10, 1)),
        ("hôm qua", date(2026, 9, 30)),
        ("sáng nay", date(2026, 10, 1)),
    ],
)
def test_days_of_the_year(text: str, meant: date) -> None:
    """The day stands before the month; yesterday is seen from the day it was said on."""
    assert day(text, date(2026, 10, 1)) == meant


@pytest.mark.parametrize("text", ["", "1/10", "31/2/2026", "13/13/2026", "tháng 10/2026", "tuần trước"])
def test_unclear_days_of_the_year(text: str) -> None:
    """A day without a year, a day that there is not, and a month are no days; nor is yesterday, seen from nowhere."""
    assert day(text, date(2026, 10, 1)) is None
    assert day("hôm qua") is None


@given(st.text(alphabet="0123456789 hg:.,;-–/tTcnCNáốtừđếnthứsángchiềurưỡik\n"))
def test_whatever_is_written_is_read_or_not(text: str) -> None:
    """No text makes a reader stumble, and what comes out can be: days of the week, ends behind beginnings."""
    for one in timetable(text) or ():
        assert set(one.days) <= set(WEEK)
        assert one.starts < one.ends
    for span in hours(text) or ():
        assert span.starts < span.ends
    assert days(text) is None or set(days(text) or ()) <= set(WEEK)
    assert (amount := money(text)) is None or amount.amount >= 0
    assert day(text) is None or isinstance(day(text), date)
