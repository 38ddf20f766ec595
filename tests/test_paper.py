"""Booklets and posters: what is on the paper can be read back, in one font, and everything on it may be there."""

from __future__ import annotations

import json
import re
import runpy
import socket
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from tests.running import DAY, TODAY, edit, free_port, new_catalogue, said

from langhoc.catalogue import Catalogue
from langhoc.cli.starting import SAMPLE, start
from langhoc.editions.paper.booklet import chosen_of
from langhoc.editions.paper.coming import closed_days, next_days
from langhoc.editions.paper.font import FAMILY, font_of, lacking, printable
from langhoc.editions.paper.index import index_of
from langhoc.editions.paper.printing import laid_out
from langhoc.editions.paper.sheet import Sheet
from langhoc.editions.paper.view import PaperView, entry, press_of
from langhoc.editions.paper.week import by_weekday, folded, others
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import Offer
from langhoc.project import Project
from langhoc.project.copies.paper import write_booklet, write_poster
from langhoc.project.copies.plan import copied_plan
from langhoc.site.assets import theme_dir

pytestmark = pytest.mark.posix

TOP = Path(__file__).parent.parent
SITE = "https://langhoc.example/"
HAMLET, CLASS = "ap-con-mau", "tieng-anh-cho-nguoi-buon-ban"

STORY = """---
title: {title}
subject: community
basis: consent
area: ap-con-mau
consent:
  given_on: 2026-11-20
  by: Người được kể
  scope: [{scope}]
  expires: 2027-01-15
---

Cả ấp kể.
"""


@dataclass(frozen=True)
class Printed:
    """A file and what was said of it."""

    file: Path
    sheet: Sheet

    def asked(self, *command: str) -> str:
        """What one of Poppler's programs says of the file."""
        name, *options = command
        done = subprocess.run([name, *options, str(self.file)], capture_output=True, encoding="utf-8", check=True)
        return done.stdout

    def text(self, first: int = 1, last: int = 999) -> str:
        """What is copied out of it, its lines joined."""
        pages = ["-f", str(first), "-l", str(last)]
        done = subprocess.run(["pdftotext", *pages, self.file, "-"], capture_output=True, encoding="utf-8", check=True)
        return " ".join(done.stdout.split())

    def begins(self) -> dict[str, int]:
        """The page on which each anchor is."""
        rows = re.findall(r'^ *(\d+) .*"(.*)"$', self.asked("pdfinfo", "-dests"), re.MULTILINE)
        return {anchor: int(page) for page, anchor in rows}

    def codes(self) -> list[str]:
        """The QR codes that a camera finds on the first page."""
        picture = self.file.with_suffix("")
        subprocess.run(["pdftoppm", "-r", "100", "-png", "-singlefile", self.file, picture], check=True)
        found = subprocess.run(
            ["zbarimg", "-q", "--raw", f"{picture}.png"], capture_output=True, encoding="utf-8", check=False
        )
        return found.stdout.split()


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The imaginary catalogue with an address, and two more stories of the hamlet."""
    folder = tmp_path_factory.mktemp("paper") / "catalogue"
    start(folder, TODAY, SAMPLE)
    edit(folder / "mkdocs.yml", "# site_url: https://example.org/", f"site_url: {SITE}")
    for name, scope in (("chi-tren-trang", "site"), ("tren-giay-nua", "site, copies")):
        story = STORY.format(title=f"Chuyện {name}", scope=scope)
        (folder / f"data/stories/{name}.md").write_text(story, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def booklet(catalogue: Path) -> Printed:
    file = catalogue.parent / "so-tay.pdf"
    return Printed(file, write_booklet(Project(catalogue, TODAY), run_mkdocs, file, HAMLET))


@pytest.fixture(scope="module")
def poster(catalogue: Path) -> Printed:
    file = catalogue.parent / "to-lop.pdf"
    return Printed(file, write_poster(Project(catalogue, TODAY), run_mkdocs, file, CLASS))


@pytest.fixture(scope="module")
def week(catalogue: Path) -> Printed:
    file = catalogue.parent / "to-xa.pdf"
    return Printed(file, write_poster(Project(catalogue, TODAY), run_mkdocs, file, area="Xã Mẫu"))


@pytest.fixture(scope="module")
def all_printed(booklet: Printed, poster: Printed, week: Printed) -> list[Printed]:
    return [booklet, poster, week]


def test_one_font_is_in_it(all_printed: list[Printed]) -> None:
    """And all of it: nobody sees another one on a computer that has others."""
    for one in all_printed:
        rows = one.asked("pdffonts").splitlines()[2:]
        assert rows
        for row in rows:
            assert re.match(rf"[A-Z]{{6}}\+{FAMILY.replace(' ', '-')}(-Bold)? ", row), row
            assert row.split()[-5] == "yes", row


def test_what_is_on_paper_can_be_read_back(booklet: Printed, poster: Printed, week: Printed) -> None:
    """Every title, letter by letter, in Unicode's composed form."""
    for one in (booklet, poster):
        text = one.text()
        assert unicodedata.is_normalized("NFC", text)
        titles = [found.record.title.said("vi").text for found in one.sheet.shown.found]
        assert [title for title in titles if title not in text] == []
        assert one.sheet.lacking == ()
    assert len(booklet.sheet.shown.found) > 10
    assert "Mỗi tuần học gì ở Xã Mẫu" in week.text()


def test_it_can_be_read_aloud(all_printed: list[Printed]) -> None:
    """It is tagged, has a title, and headings are headings."""
    for one in all_printed:
        about = one.asked("pdfinfo")
        assert re.search(r"Tagged: +yes", about)
        assert re.search(r"Title: +\S", about)
        assert "2026" in re.findall(r"CreationDate: +(.*)", about)[0]
        tags = re.findall(r"^ *(\w+)", one.asked("pdfinfo", "-struct-text"), re.MULTILINE)
        assert tags.index("H1") < tags.index("H2")
    assert {"H3", "TH", "L", "Figure", "Link"} <= set(re.findall(r"\w+", all_printed[0].asked("pdfinfo", "-struct")))


def test_a_booklet_can_be_folded(booklet: Printed) -> None:
    """Four pages on each sheet; where the contents lead to, that part begins."""
    assert booklet.sheet.pages % 4 == 0
    assert f"Pages: {booklet.sheet.pages}" in re.sub(" +", " ", booklet.asked("pdfinfo"))
    contents, begins = booklet.text(2, 2), booklet.begins()
    for anchor, part in (("places", "Nơi học"), ("classes", "Từng lớp một"), ("index", "Tra theo tên")):
        assert f"{part} {begins[anchor]} " in contents
        assert part in booklet.text(begins[anchor], begins[anchor])
    assert "Tôi muốn học:" in booklet.text(booklet.sheet.pages)


def test_the_index_leads_to_the_page(booklet: Printed) -> None:
    """Each title with the page where it is told of."""
    index = booklet.text(booklet.begins()["index"])
    for found in booklet.sheet.shown.found:
        page = booklet.begins()[f"r-{found.record.id}"]
        assert re.search(rf"{re.escape(found.record.title.said('vi').text)} (\d+, )*{page}\b", index)


def test_the_index_is_in_vietnamese_order() -> None:
    """Đ has a letter of its own behind D, a quote before a title does not count, and each page is named once."""
    words = ["Đọc sách", "Dưỡng sinh", "“Ăn sạch”", "An toàn", "Âm nhạc", "Vi tính"]
    made = index_of({word: ["b", "a", "c"] for word in words}, {"a": 3, "b": 3, "c": 12})
    assert [letter.letter for letter in made] == ["A", "D", "Đ", "V"]
    assert [term.text for term in made[0].terms] == ["An toàn", "“Ăn sạch”", "Âm nhạc"]
    assert made[0].terms[0].pages == ((3, "b"), (12, "c"))


def test_cameras_find_the_page(all_printed: list[Printed]) -> None:
    places = (f"areas/{HAMLET}", f"offers/{CLASS}", "areas/xa-mau")
    assert [one.codes() for one in all_printed] == [[f"{SITE}{place}.html"] for place in places]


def test_a_poster_is_one_sheet_with_strips(poster: Printed, week: Printed) -> None:
    """The number stands on each strip, and there is room for a wish, which asks for no name."""
    for one in (poster, week):
        text = one.text()
        assert one.sheet.pages == 1
        number = re.search(r"Gọi hỏi ([\d ]+\d)", text)
        assert number
        assert text.count(number[1]) >= 9
        assert "Tôi muốn học:" in text
        assert "Đừng ghi tên và số điện thoại" in text


def test_the_cover_counts_as_the_inside_does(booklet: Printed, catalogue: Path) -> None:
    """What is held nowhere but on the internet stands apart on both."""
    chosen = chosen_of(booklet.sheet.shown, None, TODAY)
    online = [one for one in chosen.offers if one.mode == "online"]
    assert online
    assert f"{len(chosen.offers) - len(online)} lớp học và {len(online)} lớp trên mạng" in booklet.text(1, 1)


@pytest.fixture(scope="module")
def told(catalogue: Path) -> dict[str, str]:
    """Area -> what stands on its sheet, of two that have no week."""
    file, project = catalogue.parent / "to-ap.pdf", Project(catalogue, TODAY)
    return {
        area: Printed(file, write_poster(project, run_mkdocs, file, area=area)).text()
        for area in (HAMLET, "xa-mau-tay")
    }


def test_a_sheet_of_an_area_without_a_week_names_where_to_go(told: dict[str, str]) -> None:
    """Classes of no fixed day, with places and numbers; where there is nothing at all, the nearest places."""
    assert all("Học gì ở" in text for text in told.values())
    assert "Thực tập ở thư viện xã Miễn phí – Thư viện Xã Mẫu" in told[HAMLET]
    assert re.search("Nơi học Lớp kết nối Cồn Mẫu 0900 000 000", told[HAMLET])
    assert re.search(r"Nơi học gần nhất .*– Xã Mẫu, cách khoảng 10 km", told["xa-mau-tay"])
    assert "Dân số" not in told["xa-mau-tay"]


def test_a_week_says_line_by_line_what_is_old(week: Printed, told: dict[str, str]) -> None:
    """Of which year it is, or that nobody looked, with the title; and to call first. What is fresh has no mark."""
    assert re.search("Đờn ca tài tử trên cồn Chưa ai xem lại ?; Làm nấm rơm Thông tin từ năm 2025", week.text())
    assert re.search("Học chữ buổi tối Miễn phí ·? ?(cả Thứ Tư|–)", week.text())
    assert "Đờn ca tài tử trên cồn Chưa ai xem lại – Nhà văn hóa" in told[HAMLET]
    assert all("Hãy gọi hỏi trước khi đi" in text for text in (week.text(), told[HAMLET]))


SHEETS = {
    "con-em-an-toan-tren-mang": (
        "Đã kết thúc ngày 18 tháng 6 năm 2026 Giữ con an toàn",
        "is over. The sheet says",
        0,
    ),
    "nha-sinh-hoat-ben-do-cu": ("Không còn nữa Nhà sinh hoạt Bến Đò Cũ", "is over. The sheet says", 0),
    "lam-nam-rom": ("Thông tin đã cũ, gọi hỏi trước khi đi. ", "The sheet says that this is old", 9),
}


@pytest.mark.parametrize(("record", "says"), SHEETS.items(), ids=SHEETS)
def test_a_sheet_of_what_is_over_or_old_says_so_first(
    record: str, says: tuple[str, str, int], catalogue: Path, tmp_path: Path
) -> None:
    """Above the title, or right below; and who prints it is warned. Nothing of it is said twice, and nobody is given
    a number for what is over.
    """
    file = tmp_path / "to.pdf"
    done = said("-C", str(catalogue), "poster", record, "-o", str(file), "--today", DAY)
    assert done.exit_code == 0
    assert says[1] in " ".join(done.stderr.split())
    text = Printed(file, None).text()  # type: ignore[arg-type]
    assert says[0] in text.partition("Gọi hỏi 0")[0]
    assert text.count(says[0].split(" ngày")[0]) == 1
    numbers = Counter(re.findall(r"\b0\d{2,3} \d{3,4} \d{3,4}", text))
    assert max(numbers.values(), default=0) - bool(numbers) == says[2]


def test_stories_for_the_site_alone_are_not_on_paper(catalogue: Path, booklet: Printed) -> None:
    """What is there is noted down; and paper with a story says to ask anew before the consent ends."""
    text = booklet.text()
    assert "Chuyện tren-giay-nua" in text
    assert "chi-tren-trang" not in text
    issues = [json.loads(line) for line in (catalogue / "private/issued.jsonl").read_text().splitlines()]
    issue = next(one for one in issues if one["artefact"] == booklet.file.name)
    assert issue["edition"] == "booklet"
    assert "tren-giay-nua" in issue["stories"]
    assert issue["pictures"] == []
    assert "Sau ngày 15 tháng 1 năm 2027" in text


@pytest.fixture(scope="module")
def whole(catalogue: Path) -> tuple[PaperView, Catalogue]:
    plan = copied_plan(Project(catalogue, TODAY), run_mkdocs)
    return PaperView(press_of(plan, "vi"), {}), plan.catalogue


def test_each_class_stands_on_all_its_days(whole: tuple[PaperView, Catalogue]) -> None:
    """By the hour; what has no days, no times or no place stands below, and nothing is left out."""
    view, catalogue = whole
    offers = chosen_of(catalogue, None, TODAY).offers
    days = {day.name: day.rows for day in by_weekday(view, offers, True)}
    held = [day for day, rows in days.items() for row in rows if row.anchor == "#r-vi-tinh-buoi-toi"]
    assert held == ["Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"]
    rest = {day.name: {row.anchor for row in day.rows} for day in others(view, offers, True)}
    assert "#r-don-ca-tai-tu-con-mau" in rest["Hỏi giờ trước khi đi"]
    assert "#r-doc-sach-cung-con" in rest["Có buổi vào ngày riêng"]
    assert "#r-cong-dan-so-tren-dien-thoai" in rest["Học trên mạng, ở đâu cũng được"]
    hours = [int(row.starts.split()[0]) for row in days["Thứ Ba"]]
    assert hours == sorted(hours)
    told = {row.anchor for rows in days.values() for row in rows}.union(*rest.values())
    assert told == {f"#r-{offer.id}" for offer in offers}
    assert any("Thứ Năm, 26 tháng 11, 2026: Nghỉ" in row.notes for row in days["Thứ Năm"])


LATER = """title: Lớp mùa xuân
type: class
places: [nha-van-hoa-ap-con-mau]
contacts: [{role: Cô Lan, email: lan@example.org}]
starts_on: 2026-11-03
sessions:
  - {days: [mon], from: "08:00", to: "09:00", starts_on: 2027-02-01}
  - {days: [tue], from: "08:00", to: "09:00", ends_on: 2026-12-29}
  - {days: [wed], from: "08:00", to: "09:00", ends_on: 2027-12-29}
  - {dates: [2026-12-06], from: "08:00", to: "09:00"}
alert: {text: Tuần này học ở sân sau., until: 2026-11-29}
checked_on: 2026-11-20
sources: [{title: Bảng tin, place: Ấp Cồn Mẫu, date: 2026-11-20}]
"""


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The imaginary catalogue with a class whose times change, which is told of by e-mail and has a notice."""
    folder = tmp_path_factory.mktemp("dated") / "catalogue"
    start(folder, TODAY, SAMPLE)
    (folder / "data/offers/lop-mua-xuan.yml").write_text(LATER, encoding="utf-8")
    return folder


def test_times_that_begin_later_or_end_say_so(dated: Path) -> None:
    """What ends when the sheet is old by then, and days that are listed, need not."""
    plan = copied_plan(Project(dated, TODAY), run_mkdocs)
    view = PaperView(press_of(plan, "vi"), {}, best_before=date(2027, 5, 20))
    offer = plan.catalogue.get(Offer, "lop-mua-xuan")
    days = [*by_weekday(view, [offer], False), *others(view, [offer], False)]
    fee = "Hỏi học phí"
    tags = [(fee, "Từ 1/2/2027"), (fee, "Đến 29/12/2026"), (fee,), (fee,)]
    assert [row.tags for day in days for row in day.rows] == tags


def test_what_is_on_in_a_week_says_notices_and_first_days(dated: Path, week: Printed) -> None:
    """Those of a class, with their last day where they do not name it; above all, and once, those of places."""
    file = dated.parent / "to-ap.pdf"
    text = Printed(file, write_poster(Project(dated, TODAY), run_mkdocs, file, area=HAMLET)).text()
    assert "Lớp mùa xuân · Từ 1/2/2027 Tuần này học ở sân sau. (đến 29/11/2026)" in text
    notice = "Trung tâm học tập cộng đồng Xã Mẫu: Phòng máy đang thay dây điện: từ 23 đến 29 tháng 11, lớp vi tính"
    above, days = week.text().split("Thứ Hai", 1)
    assert notice in above
    assert "thay dây điện" not in days


def test_stories_are_told_where_they_belong(catalogue: Path) -> None:
    """In the booklets of the areas that hold them, and where they name a place or class; not in all below."""
    found = Project(catalogue, TODAY).check().catalogue
    assert found
    story = next(one for one in found.stories if one.area == HAMLET and not one.places and not one.offers)
    far = story.model_copy(update={"id": "chuyen-ca-tinh", "area": found.roots[0].id})
    named = far.model_copy(update={"id": "chuyen-nha-van-hoa", "places": ("nha-van-hoa-ap-con-mau",)})
    stories = [replace(found.found[0], record=one) for one in (far, named)]
    found = replace(found, found=(*found.found, *stories))
    told = {area: {one.id for one in chosen_of(found, found.area(area), TODAY).stories} for area in (HAMLET, "xa-mau")}
    assert all({story.id, named.id} <= ids and far.id not in ids for ids in told.values())
    assert {far.id, named.id} <= {one.id for one in chosen_of(found, found.roots[0], TODAY).stories}


def test_a_booklet_says_notices_of_places_once(whole: tuple[PaperView, Catalogue], booklet: Printed) -> None:
    """With the place; its classes say on which page that is. Of one that is over in a week, or of a place that is on no
    page, they say nothing, or all.
    """
    view, catalogue = whole

    def told(pages: dict[str, int], today: date) -> set[str]:
        press = replace(view.press, today=today)
        rows = [row for day in by_weekday(PaperView(press, pages), catalogue.offers, True) for row in day.rows]
        held = [row.of_places + row.see for row in rows if row.anchor == "#r-vi-tinh-buoi-toi"]
        assert len(held) == 4
        return {"".join(notices) for notices in held}

    anchor = "r-trung-tam-hoc-tap-cong-dong-xa-mau"
    pages = {anchor: 12}
    short = f'<a href="#{anchor}">Nơi học có thông báo: xem trang 12.</a>'
    assert told(pages, TODAY) == {short}
    assert told(pages, date(2026, 11, 24)) == {""}
    assert all("thay dây điện" in one for one in told({"r-khac": 1}, TODAY))


def test_a_class_is_told_with_the_days_its_place_is_closed(whole: tuple[PaperView, Catalogue]) -> None:
    """Where its own days fall into them, while the paper is good; which place, where it has several."""
    view, catalogue = whole
    said = {
        offer.id: " ".join(closed_days(view, offer, date(2027, 5, 20)))
        for offer in catalogue.offers
        if not offer.is_over(TODAY)
    }
    assert said["trong-rau-sach"] == ""
    assert "Trung tâm học tập cộng đồng Xã Mẫu nghỉ 3/2–11/2/2027 (Nghỉ Tết Đinh Mùi)" in said["hoc-chu-buoi-toi"]
    assert "Nơi học nghỉ 28/11–29/11/2026 (Sửa điện)" in said.values()
    short = closed_days(view, catalogue.get(Offer, "hoc-chu-buoi-toi"), date(2027, 1, 31))
    assert short == []
    times = next(fact for fact in entry(view, catalogue.get(Offer, "hoc-chu-buoi-toi")).told.key_facts if fact.icon)
    assert "nghỉ 3/2–11/2/2027" in times.values[-2] + times.values[-1]


def test_days_that_are_known_are_told_by_their_dates(whole: tuple[PaperView, Catalogue], week: Printed) -> None:
    """What is listed, or held each month, stands below a heading of its own; only the rest is to be asked for. What is
    cancelled, or falls on a day on which the place is closed, is no next day.
    """
    view, catalogue = whole
    until = date(2027, 5, 20)
    days = {id: next_days(view, catalogue.get(Offer, id), until) for id in ("trong-rau-sach", "tu-van-hoc-nghe")}
    assert days == {
        "trong-rau-sach": "22/11, 29/11, 13/12 lúc 7 giờ",
        "tu-van-hoc-nghe": "27/11, 29/1, 26/2... lúc 17 giờ 30",
    }
    unknown = next(one for one in catalogue.offers if not one.sessions)
    assert next_days(view, unknown, until) == ""
    text = week.text()
    named, asked = text.partition("Ngày riêng")[2].split("Hỏi giờ", 1)
    assert "22/11, 29/11, 13/12 lúc 7 giờ" in named
    assert "Trồng rau sạch" not in asked


def test_no_class_is_left_out_for_a_second_time_of_another(whole: tuple[PaperView, Catalogue]) -> None:
    """Where room is scarce a class has one line for all days alike, or one line at all."""
    view, catalogue = whole
    days = by_weekday(view, [catalogue.get(Offer, "vi-tinh-buoi-toi")], False)
    alike, once = ([row for day in folded(view, days, one) for row in day.rows] for one in (False, True))
    assert [(row.starts, row.also) for row in alike] == [("18 giờ 30", "cả Thứ Năm"), ("8 giờ 30", "cả Thứ Sáu")]
    assert [row.also for row in once] == ["cả Thứ Năm, còn buổi khác"]
    assert any("26 tháng 11, 2026: Nghỉ" in note for note in once[0].notes)


def test_a_number_stands_with_the_name_of_those_whose_it_is(dated: Path) -> None:
    """Who is nearer, and has an e-mail address alone, stands below with that."""
    file = dated.parent / "to-lop.pdf"
    text = Printed(file, write_poster(Project(dated, TODAY), run_mkdocs, file, "lop-mua-xuan")).text()
    assert re.search(r"Gọi hỏi [\d ]+\d Nhà văn hóa ấp Cồn Mẫu\. [^@]* Cô Lan lan@example\.org", text), text


def test_where_nothing_is_known_the_neighbours_places_stand(whole: tuple[PaperView, Catalogue]) -> None:
    """A commune without a place is not sent away empty; one that has some names its own."""
    catalogue = whole[1]
    empty = [one for one in catalogue.areas if one.location and not catalogue.places_in_use(one)]
    chosen = [chosen_of(catalogue, area, TODAY) for area in empty if area.type.is_commune_level]
    assert any(one.nearest for one in chosen)
    assert not any(one.places for one in chosen)
    assert chosen_of(catalogue, catalogue.area(HAMLET), TODAY).nearest == ()


def test_what_the_font_has_not_is_told(tmp_path: Path) -> None:
    """With the file and the sign; a box stands there, and no other font slips in. The same bytes each time."""
    folder = new_catalogue(tmp_path / "catalogue")
    edit(folder / "data/offers/vi-tinh-buoi-toi.yml", "vi: Mở máy, gõ chữ", "vi: Học 电脑 រៀន 🌱, bài ① nhé")
    arguments = ("-C", str(folder), "poster", "vi-tinh-buoi-toi", "--today", DAY)
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    done = [said(*arguments, "-o", str(file)) for file in (first, second)]
    assert [one.exit_code for one in done] == [0, 0], done[0].output
    complaint = re.sub(r"\s+", " ", done[0].stderr)
    assert "data/offers/vi-tinh-buoi-toi.yml: the font of paper does not have 电 (U+7535), 脑 (U+8111)" in complaint
    assert "🌱 (U+1F331)" in complaint
    assert first.read_bytes() == second.read_bytes()
    printed = Printed(first, None)  # type: ignore[arg-type]
    assert re.search(r"Học □□ □+ □, bài 1 nhé", printed.text())
    assert all(FAMILY.replace(" ", "-") in row for row in printed.asked("pdffonts").splitlines()[2:])
    assert printed.codes() == []


def test_signs_that_nobody_sees_are_no_fault() -> None:
    """Loose marks are put together, joiners dropped, and what stands for a sign is no tag."""
    signs = font_of(theme_dir()).signs
    assert printable("Đo\u0323\u0302c\u200b sa\u0301ch\ufeff – …→", signs) == "Độc sách – …→"
    assert printable("<p>\uff1cb\uff1e</p>", signs) == "<p>&lt;b&gt;</p>"
    assert lacking(["a\u200d\ufe0f\u2009b", "c 字 d 字"], signs) == ("字",)
    assert (
        lacking([(TOP / "plugins/langhoc/locale/vi/LC_MESSAGES/langhoc.po").read_text(encoding="utf-8")], signs) == ()
    )


def test_it_asks_nobody(tmp_path: Path) -> None:
    """Nothing is fetched from the network or the disk, whatever a page names."""
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>x</text></svg>')
    with socket.create_server(("127.0.0.1", free_port())) as server:
        server.settimeout(0.1)
        there = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        page = f"<html lang=vi><title>x</title><style>@import '{there}'; body {{ background: url({secret.as_uri()}) }}"
        laid_out(f"{page}</style><img alt=x src='{there}'><img alt=x src='{secret.as_uri()}'>", {}).write_pdf()
        with pytest.raises(TimeoutError):
            server.accept()


LACKING = {
    "ImportError('x')": 'pip install "langhoc[print]"',
    "OSError('cannot load library libpango')": "libpango-1.0-0",
}


@pytest.mark.parametrize(("error", "advice"), LACKING.items(), ids=["no-weasyprint", "no-pango"])
def test_without_weasyprint(error: str, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how to get it, before anything is made."""
    (tmp_path / "stub").mkdir()
    (tmp_path / "stub/weasyprint.py").write_text(f"raise {error}\n")
    monkeypatch.syspath_prepend(str(tmp_path / "stub"))
    monkeypatch.delitem(sys.modules, "weasyprint")
    for command in ("booklet", "poster"):
        which = ["x"] if command == "poster" else []
        done = said("-C", str(tmp_path), command, *which, "-o", str(tmp_path / "x.pdf"), "--today", DAY)
        assert done.exit_code == 1
        assert advice in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["stub"]


def test_names_that_nothing_has(catalogue: Path, tmp_path: Path) -> None:
    """The one that was meant is named; nothing is written."""
    asked = {
        ("poster", "hoc-chu-buoi-toii"): "hoc-chu-buoi-toi]",
        ("poster", "Học chữ buổi tố"): "Học chữ buổi tối [hoc-chu-buoi-toi]",
        ("poster", "--area", "xa-mauu"): "Xã Mẫu [xa-mau]",
        ("booklet", "--area", "xa-mauu"): "Xã Mẫu [xa-mau]",
        ("booklet", "--language", "km"): "it has vi, en",
    }
    for arguments, advice in asked.items():
        done = said("-C", str(catalogue), *arguments, "-o", str(tmp_path / "x.pdf"), "--today", DAY)
        assert (done.exit_code, advice in done.stderr) == (2, True), done.stderr
    for wrong in (["x", "--area", "xa-mau"], []):
        assert said("poster", *wrong, "-o", "x.pdf", "--today", DAY).exit_code == 2
    assert said("booklet", "-o", "x.html", "--today", DAY).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_font_is_that_of_its_package() -> None:
    """What lies in the theme is what its script makes of the version in package.json."""
    vendor = TOP / "theme/paper/vendor"
    made = runpy.run_path(str(TOP / "theme/paper/renew.py"))["vendored"]()
    assert {name: (vendor / name).read_bytes() for name in made} == made
    name, version = (vendor / "VERSION").read_text().split()
    assert json.loads((TOP / "package.json").read_text())["devDependencies"][name] == version
