"""What stands in a copy for those without a script: nobody goes there in vain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.running import TODAY

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, check
from langhoc.editions.alert import alert_of
from langhoc.editions.single_file.essentials import Row, essentials
from langhoc.model import Alert
from langhoc.phrases import Phrases
from langhoc.site.cards import card
from langhoc.site.urls import Urls
from langhoc.site.views import View

TINY = Path(__file__).parent / "fixtures" / "tiny"

CLASSES = {
    "nhieu-buoi": """
places: [nha-hoc-gao]
starts_on: 2026-09-07
sessions:
  - {days: [mon], from: "07:00", to: "08:00", ends_on: 2026-10-26}
  - {days: [tue], from: "08:00", to: "09:00"}
  - {days: [wed], from: "09:00", to: "10:00", place: nha-van-hoa-dao}
  - {days: [thu], from: "10:00", to: "11:00", starts_on: 2027-02-04, ends_on: 2027-04-29}
""",
    "het-cho": """
places: [nha-hoc-gao]
starts_on: 2026-12-07
ends_on: 2027-03-29
sessions: [{days: [mon], from: "19:00", to: "20:00", place: nha-hoc-gao}]
enrolment: {state: full}
""",
    "con-cho": """
places: [nha-hoc-gao]
enrolment: {state: open}
""",
}
ALERT = "alert: {text: Nhà học ngập nước., until: 2026-12-05}\n"
COMMON = """title: NAME
type: course
checked_on: 2026-11-20
sources: [{title: Bảng tin, place: Phường Gạo, date: 2026-11-20}]
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The tiny catalogue with three classes more, and a notice of the place they are held at."""
    folder = tmp_path_factory.mktemp("essentials") / "tiny"
    shutil.copytree(TINY, folder)
    for name, text in CLASSES.items():
        file = folder / f"data/offers/{name}.yml"
        file.write_text(COMMON.replace("NAME", name) + text, encoding="utf-8")
    with (folder / "data/centres/nha-hoc-gao.yml").open("a", encoding="utf-8") as file_of_place:
        file_of_place.write(ALERT)
    with open_cache(None) as cache:
        checked = check(folder, TODAY, cache)
    assert isinstance(checked.catalogue, Catalogue), checked
    urls, phrases = Urls("vi", is_first=True), Phrases("vi")
    return View("index.html", checked.catalogue, urls, phrases, prose={}, today=TODAY, take_part="", kept={}, of_all={})


@pytest.fixture(scope="module")
def rows(view: View) -> dict[str, Row]:
    """What is listed, by title."""
    places = [row for group in essentials(view) for row in group.rows]
    return {str(row.title): row for place in places for row in (place, *place.held)}


def test_all_times_that_are_not_over_are_told(rows: dict[str, Row]) -> None:
    """With their own places and days; there is no page to look them up in."""
    assert rows["nhieu-buoi"].texts[0] == (
        "Thứ Ba hằng tuần, 8 giờ đến 9 giờ; "
        "Thứ Tư hằng tuần, 9 giờ đến 10 giờ, Nhà văn hóa Đảo; "
        "Thứ Năm hằng tuần, 10 giờ đến 11 giờ, từ 4/2/2027 đến 29/4/2027"
    )


def test_what_is_common_to_all_times_is_told_once(rows: dict[str, Row]) -> None:
    """The first day of a class, while it is to come, its last one, and no place that heads the list."""
    times, *bounds = rows["het-cho"].texts[:3]
    assert times == "Thứ Hai hằng tuần, 19 giờ đến 20 giờ"
    assert bounds == ["Khai giảng 7/12/2026", "Đến 29/3/2027"]


def test_what_makes_the_way_vain_is_told(rows: dict[str, Row], view: View) -> None:
    """That there are no seats, not that there are some; what is wrong at the place, with it alone, and until when."""
    alert = "Nhà học ngập nước. (đến 5/12/2026)"
    place = rows[view.plain(view.catalogue.place("nha-hoc-gao").title)]
    assert alert in place.texts
    assert all(alert not in held.texts for held in place.held)
    assert "Đã hết chỗ" in rows["het-cho"].texts
    assert rows["con-cho"].texts[0] == "Chưa rõ giờ: gọi hỏi"
    assert "Đang nhận học viên" not in rows["con-cho"].texts


def test_a_notice_that_names_its_last_day_needs_no_other(view: View) -> None:
    place = view.catalogue.place("nha-hoc-gao")
    for text, is_named in (
        ("Nghỉ đến hết 5 tháng 12.", True),
        ("Nghỉ đến 05/12.", True),
        ("Nghỉ từ 25 tháng 12.", False),
        ("Nghỉ đến 5/1.", False),
    ):
        alert = Alert.model_validate({"text": text, "until": "2026-12-05"})
        said = alert_of(view, place.model_copy(update={"alert": alert}))
        assert (said == text) is is_named, said
    assert alert_of(view, place.model_copy(update={"alert": None})) == ""


def test_cards_begin_with_times_that_are_not_over(view: View) -> None:
    shown = card(view, next(one for one in view.catalogue.offers if one.id == "nhieu-buoi"))
    assert shown.when == "Thứ Ba hằng tuần, 8 giờ đến 9 giờ (còn 2 lịch khác)"
