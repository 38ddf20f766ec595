"""`langhoc add --from`: what was understood of a message is shown answer by answer, and written when that is wanted."""

from __future__ import annotations

import os
import pty
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.running import BIN, contents, environment, langhoc

from langhoc.catalogue import Catalogue
from langhoc.cli.starting import SAMPLE, start
from langhoc.doors.telling.called import called
from langhoc.doors.telling.draft import Understood
from langhoc.doors.telling.mentions import Mentions
from langhoc.doors.telling.sent import messages_in
from langhoc.doors.telling.understanding import understood
from langhoc.phrases import Phrases
from langhoc.project import Project

TODAY = date(2026, 11, 23)
CLASS = """Tin gửi Làng Học: một lớp học
1. Tên lớp: Vi tính buổi tối cho bà con
2. Học ở đâu: NVH ấp Cồn Mẫu, xã Mẫu
3. Học khi nào: tối thứ 3, 5 từ 18h30 đến 20h, khai giảng 5/10/2026
4. Học phí: 200k/khoá
5. Gọi ai để hỏi: 028 3000 0000, Văn phòng ấp
6. Vì sao biết: hôm qua tôi đến tận nơi
Ngày viết: 22/11/2026
"""
PLACE = """Tin gửi Làng Học: một nơi học
1. Tên nơi học: Phòng đọc ấp Ruộng
2. Ở đâu: gần cầu Mẫu, ấp Ruộng Mẫu, xã Mẫu
3. Học gì ở đó: Đọc sách, mượn sách.
4. Mở cửa khi nào: T2-T6 7h30-11h30, 13h30-17h
5. Gọi ai để hỏi: 1900 0000, Thư viện xã
"""
STORY = """Tin gửi Làng Học: một câu chuyện
1. Gọi người ấy là: cô Sáu
2. Câu chuyện: Cô học chữ lúc sáu mươi tuổi.

Giờ cô đọc báo cho cả xóm.
3. Phường, xã: xã Mẫu
4. Ai đã đồng ý: Người trong chuyện đã đồng ý
5. Đồng ý cho: để trên trang này; in ra giấy, chép vào USB, điện thoại
6. Đồng ý ngày: 20/11/2026
Ngày viết: 22/11/2026
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The imaginary catalogue, in which areas have former names and topics synonyms."""
    folder = tmp_path_factory.mktemp("sample") / "catalogue"
    start(folder, TODAY, SAMPLE)
    found = Project(folder, TODAY, use_cache=False).check().catalogue
    assert found
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start(tmp_path / "catalogue", TODAY, SAMPLE)
    return tmp_path / "catalogue"


def read(catalogue: Catalogue, text: str, language: str = "vi") -> Understood:
    (sent,) = messages_in(text)
    return understood(sent, catalogue, TODAY, Phrases(language))


def said(record: Understood) -> dict[str, list[str]]:
    """What the editor is told of each answer, by its key."""
    return {took.question.key: [*took.values, *(one.said() for one in took.left)] for took in record.took}


def test_a_class_becomes_an_offer(catalogue: Catalogue) -> None:
    """Days, hours, money, the place by a short name, the topic, the office, and who looked when."""
    record = read(catalogue, CLASS)
    assert record.kind.name == "offer"
    assert record.data == {
        "title": {"vi": "Vi tính buổi tối cho bà con"},
        "type": "class",
        "topics": ["vi-tinh"],
        "places": ["nha-van-hoa-ap-con-mau"],
        "starts_on": "2026-10-05",
        "sessions": [{"days": ["tue", "thu"], "from": "18:30", "to": "20:00"}],
        "cost": {"amount": "200000", "unit": "course"},
        "contacts": [{"role": {"vi": "Văn phòng ấp"}, "phone": "028 3000 0000"}],
        "sources": [
            {"title": {"vi": "Tin nhắn của bạn đọc"}, "place": {"vi": "hôm qua tôi đến tận nơi"}, "date": "2026-11-22"}
        ],
        "checked_on": "2026-11-21",
        "checked_by": {"vi": "Bạn đọc"},
    }
    assert said(record)["when"] == [
        "khai giảng ngày 5/10/2026", "lịch học: Thứ Ba và Thứ Năm hằng tuần, 18 giờ 30 đến 20 giờ"
    ]  # fmt: skip


def test_a_place_becomes_a_library_or_a_centre(catalogue: Catalogue) -> None:
    """The sort by its name, the hamlet rather than its commune, both openings of the day."""
    record = read(catalogue, PLACE)
    assert (record.kind.name, record.data["type"], record.data["area"]) == ("library", "reading_room", "ap-ruong-mau")
    assert [one["opens"] for one in record.data["hours"]["openings"]] == ["07:30", "13:30"]
    assert record.data["description"] == {"vi": "Đọc sách, mượn sách."}
    assert "checked_on" not in record.data
    assert read(catalogue, "Tên nơi học: Nhà văn hóa xã\nĐịa chỉ: Xã Mẫu").kind.name == "centre"


def test_a_story_rests_on_the_consent_that_is_told(catalogue: Catalogue) -> None:
    """Who agreed, to what and when; the title is made, the text stays as it is."""
    record = read(catalogue, STORY)
    assert record.refusal is None
    assert record.data["consent"] == {
        "by": {"vi": "Người trong chuyện"}, "scope": ["site", "copies"], "given_on": "2026-11-20"
    }  # fmt: skip
    assert record.data["title"] == {"vi": "Chuyện của cô Sáu"}
    assert record.data["description"]["vi"].endswith("\n\nGiờ cô đọc báo cho cả xóm.")
    assert record.data["area"] == "xa-mau"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Người trong chuyện đã đồng ý", "Chưa hỏi ai", "Nobody says that those it tells of agreed."),
        ("Người trong chuyện đã đồng ý", "chắc là được", "Nobody says that those it tells of agreed."),
        ("để trên trang này; ", "", "They did not agree that the story stands on this website."),
        ("20/11/2026", "tháng trước", "It does not say on which day they agreed."),
        ("20/11/2026", "20/11/2027", "It does not say on which day they agreed."),
        ("2. Câu chuyện: Cô học chữ lúc sáu mươi tuổi.\n\nGiờ cô đọc báo cho cả xóm.\n", "", "does not tell the story"),
    ],
)
def test_a_story_without_consent_is_refused(catalogue: Catalogue, old: str, new: str, why: str) -> None:
    """What is not clearly agreed to is not agreed to."""
    assert old in STORY
    refusal = read(catalogue, STORY.replace(old, new)).refusal
    assert refusal
    assert why in refusal.said()


def test_of_a_child_no_more_than_the_commune(catalogue: Catalogue) -> None:
    """A child's hamlet is not written, whatever the message says."""
    text = STORY.replace("Người trong chuyện đã đồng ý", "Chuyện của trẻ em: em và cha mẹ đều đã đồng ý")
    record = read(catalogue, text.replace("xã: xã Mẫu", "xã: ấp Con Mẫu, xã Mẫu"))
    assert (record.data["area"], record.data["subject_is_minor"]) == ("xa-mau", "true")
    record = read(catalogue, text.replace("xã: xã Mẫu", "xã: ấp Lạ"))
    assert "area" not in record.data
    assert "doubt" not in record.data


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Học khi nào", "T3-T5 18h-20h"),
        ("Học khi nào", "2 buổi một tuần, khi đủ người"),
        ("Học khi nào", "tối thứ 3 từ 18h30"),
        ("Học phí", "khoảng 200k"),
        ("Học phí", "miễn phí cho người trên 60 tuổi"),
        ("Học ở đâu", "nhà bà Tư bán nước"),
        ("Gọi ai để hỏi", "hỏi ở chợ"),
    ],
)
def test_what_is_unclear_stays_a_text(catalogue: Catalogue, question: str, answer: str) -> None:
    """Nothing is guessed, nothing is lost: it stands in the description in the writer's words, and it is said."""
    record = read(catalogue, f"Tin gửi Làng Học: một lớp học\nTên lớp: May\n{question}: {answer}\n")
    assert record.data["description"] == {"vi": f"{question}: {answer}"}
    assert not {"sessions", "cost", "places", "contacts", "starts_on"} & {*record.data}
    assert "giữ nguyên trong phần mô tả" in [value for values in said(record).values() for value in values]


def test_every_answer_is_accounted_for(catalogue: Catalogue) -> None:
    """Of each answer something is said: a value, a text kept, or what was left out and why."""
    for text in (CLASS, PLACE, STORY, CLASS.replace("Văn phòng ấp", "").replace("028 3000 0000", "0903 123 456")):
        record = read(catalogue, text)
        (sent,) = messages_in(text)
        assert [took.question.key for took in record.took] == [*sent.answers]
        assert all(took.values or took.left for took in record.took)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("xã Mẫu", ["xa-mau"]),
        ("xa mau bac, gan cho", ["xa-mau"]),
        ("Thị trấn Mẫu", ["xa-mau"]),
        ("ấp Cồn Mẫu, xã Mẫu, tỉnh Mẫu", ["ap-con-mau"]),
        ("tỉnh Mẫu", []),
        ("đường số 4", []),
    ],
)
def test_areas_by_any_name(catalogue: Catalogue, text: str, ids: list[str]) -> None:
    """By today's name or a former one, with marks or without; the lowest that is named."""
    named = Mentions(catalogue).areas_in(text)
    assert [area.id for area in named.areas] == ids
    assert named.is_one == bool(ids)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Tin học buổi tối", ["vi-tinh"]),
        ("TIN HOC, soan van ban", ["vi-tinh"]),
        ("lớp tin hoc và anh văn", ["vi-tinh", "ngoai-ngu"]),
        ("Tín hóc", []),
        ("Tín hóc, tin học", ["vi-tinh"]),
        ("Điền thoại", []),
    ],
)
def test_topics_by_any_name(catalogue: Catalogue, text: str, ids: list[str]) -> None:
    """With marks or without; a word with others is another word."""
    assert sorted(topic.id for topic in Mentions(catalogue).topics_in(text)) == sorted(ids)


@pytest.mark.parametrize(
    "text",
    [
        "xã Mấu", "xã Mẫu Sơn, gần chợ", "Xã Mẫu Đông", "xã Mậu, xã Mẫu Sơn", "xã mẫu sơn, gần chợ", "XÃ MẪU SƠN",
        "XÃ MẪU SƠN tỉnh Mẫu", "xã Mẫu-Sơn", "Xã Mẫu 2", "xa mau son", "Xã Mẫu - B",
    ],
)  # fmt: skip
def test_another_name_is_asked_about(catalogue: Catalogue, text: str) -> None:
    """A name with other marks, or one that goes on, may be a slip, or another commune's."""
    named = Mentions(catalogue).areas_in(text)
    assert [area.id for area in named.areas] == ["xa-mau"]
    assert not named.is_one


@pytest.mark.parametrize(
    "text",
    [
        "xã Mẫu. Gần chợ", "XÃ MẪU GẦN CHỢ", "xã Mẫu Tỉnh Mẫu", "xã Mấu Sơn, tức là xã Mẫu", "Xã Mẫu TP.HCM",
        "xã Mẫu ĐT 028 3000 0000", "Xã Mẫu H. Mẫu", "Xã Mẫu Việt Nam", "xã Mẫu\nGần chợ", "xa mau gan cho", "xã mẫu",
        "xã Mẫu 028 3000 0000", "xã Mẫu gần Chợ Lớn", "Xã Mẫu - tỉnh Mẫu", "xa mau",
    ],
)  # fmt: skip
def test_a_name_that_does_not_go_on(catalogue: Catalogue, text: str) -> None:
    assert Mentions(catalogue).areas_in(text).is_one


@pytest.mark.parametrize(
    ("text", "contacts", "unsaid", "names"),
    [
        ("028 3822 5055, Văn phòng xã", [{"role": "Văn phòng xã", "phone": "028 3822 5055"}], [], []),
        ("0903 123 456", [], ["0903 123 456"], []),
        ("cô Hai 0903 123 456", [], ["0903 123 456"], []),
        ("VP: 1900 0000 (Zalo 0903 123 456)", [{"role": "VP", "phone": "1900 0000", "zalo": "0903 123 456"}], [], []),
        ("Lê Thị Mẫu, VP ấp, 028 3822 5055", [{"role": "VP ấp", "phone": "028 3822 5055"}], [], ["Lê Thị Mẫu"]),
        ("vp@langmau.example", [{"email": "vp@langmau.example"}], [], []),
    ],
)  # fmt: skip
def test_whom_to_call(text: str, contacts: list[dict[str, str]], unsaid: list[str], names: list[str]) -> None:
    """An office and its number; neither a person's name nor a mobile number of which nobody says whose it is."""
    found = called(text)
    assert ([*found.contacts], [*found.unsaid], [*found.names]) == (contacts, unsaid, names)


@pytest.mark.parametrize("sign", ["a", "0", "1h", "a@", "a@a.vn ", "028 3822 5055, ", "https://a.vn "])
def test_a_long_answer_is_read_as_soon_as_a_short_one(sign: str) -> None:
    """Of what stands there over and over no more is taken than anybody has, and none of it is looked at twice."""
    assert len(called(sign * 50_000).contacts) <= 12


# The command


def add(folder: Path, *options: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return langhoc("-C", folder, "--lang", "vi", "add", "--today", TODAY.isoformat(), *options, said=text)


def test_a_record_lies_where_those_of_its_commune_lie(folder: Path) -> None:
    """As one that came in a sheet does: where the catalogue has a folder for the commune's records of its kind."""
    near = folder / "data/libraries/ap-ruong-mau/thu-vien-khac.yml"
    near.parent.mkdir()
    near.write_text("title: Thư viện khác\ntype: public\narea: ap-ruong-mau\n", encoding="utf-8")
    add(folder, "--from", "-", "--yes", text=PLACE)
    assert (near.parent / "phong-doc-ap-ruong.yml").exists()


def test_it_shows_and_writes_nothing_unasked(folder: Path) -> None:
    """In a pipe without --yes: what was understood, the whole file, and not a byte on the disk."""
    before = contents(folder / "data")
    shown = add(folder, "--from", "-", text=CLASS)
    assert shown.returncode == 0
    assert "lịch học: Thứ Ba và Thứ Năm hằng tuần, 18 giờ 30 đến 20 giờ" in shown.stdout
    assert "data/offers/vi-tinh-buoi-toi-cho-ba-con.yml" in shown.stdout
    assert "thêm --yes" in shown.stdout
    assert contents(folder / "data") == before


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (CLASS, "data/offers/vi-tinh-buoi-toi-cho-ba-con.yml"),
        (PLACE, "data/libraries/phong-doc-ap-ruong.yml"),
        (STORY, "data/stories/chuyen-cua-co-sau.md"),
    ],
)
def test_what_is_written_passes_the_check_and_is_laid_out(folder: Path, tmp_path: Path, text: str, path: str) -> None:
    """One new file, in which there is no error, and which `fmt` leaves as it is; another of that name gets another.

    The same message once more writes nothing: of a story that is told twice, one would stay when it is withdrawn.
    """
    (tmp_path / "tin.txt").write_text(text, "utf-8")
    assert add(folder, "--from", str(tmp_path / "tin.txt"), "--yes").returncode == 0
    assert (folder / path).is_file()
    assert Project(folder, TODAY, use_cache=False).check().catalogue
    written = (folder / path).read_bytes()
    assert langhoc("-C", folder, "fmt", folder / path).returncode == 0
    assert (folder / path).read_bytes() == written
    before = contents(folder / "data")
    again = add(folder, "--from", str(tmp_path / "tin.txt"), "--yes")
    assert (again.returncode, path in again.stderr) == (1, True)
    assert contents(folder / "data") == before
    (folder / path).write_text((folder / path).read_text("utf-8") + "# mended\n", "utf-8")
    written = (folder / path).read_bytes()
    assert add(folder, "--from", str(tmp_path / "tin.txt"), "--yes").returncode == 0
    assert (folder / path).read_bytes() == written
    assert len(list((folder / path).parent.glob((folder / path).stem + "-*"))) == 1


def test_nothing_is_written_of_a_story_without_consent(folder: Path) -> None:
    """It says why, and saves nothing, whatever was asked for."""
    before = contents(folder / "data")
    refused = add(folder, "--from", "-", "--yes", text=STORY.replace("Người trong chuyện đã đồng ý", "Chưa hỏi ai"))
    assert refused.returncode == 1
    assert "đã đồng ý" in refused.stderr
    assert contents(folder / "data") == before


def test_an_old_message_does_not_undo_a_withdrawal(folder: Path, tmp_path: Path) -> None:
    """The same story, sent once more after it was taken back, stays away."""
    (tmp_path / "tin.txt").write_text(STORY, "utf-8")
    add(folder, "--from", str(tmp_path / "tin.txt"), "--yes")
    story = folder / "data/stories/chuyen-cua-co-sau.md"
    text = story.read_text("utf-8")
    story.write_text(text.replace("consent:\n", f"consent:\n  withdrawn_on: {TODAY}\n"), "utf-8")
    before = contents(folder / "data")
    again = add(folder, "--from", str(tmp_path / "tin.txt"), "--yes")
    assert (again.returncode, "chuyen-cua-co-sau.md" in again.stderr) == (1, True)
    assert contents(folder / "data") == before


def test_what_is_no_good_record_is_not_written(folder: Path) -> None:
    """A place of which nobody knows the commune, and a bank account: the checker refuses, at the new file's line."""
    before = contents(folder / "data")
    for text in ("Tên nơi học: Nhà văn hóa Lạ", CLASS.replace("200k/khoá", "gửi vào STK 0123 456 789 012")):
        refused = add(folder, "--from", "-", "--yes", text=text)
        assert refused.returncode == 1
        assert ".yml:" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert contents(folder / "data") == before


def test_texts_of_old_programs_and_what_is_no_text(folder: Path, tmp_path: Path) -> None:
    """UTF-16 and the Vietnamese code page of Windows are read; a picture is refused with a sentence."""
    for encoding in ("utf-16", "cp1258"):
        text = (
            "Tin gửi Làng Học: một lớp học\nTên lớp: May\n"
            if encoding == "utf-16"
            else "Ten lop: May ao\nHoc phi: 0d\n"
        )
        (tmp_path / "tin.txt").write_bytes(text.encode(encoding))
        shown = add(folder, "--from", str(tmp_path / "tin.txt"))
        assert (shown.returncode, "May" in shown.stdout) == (0, True)
    (tmp_path / "anh.webp").write_bytes(b"RIFF\x10\x00\x00\x00WEBPVP8 \x80\x81\x8d\xff")
    refused = add(folder, "--from", str(tmp_path / "anh.webp"))
    assert (refused.returncode, refused.stdout) == (1, "")
    (tmp_path / "nhieu.txt").write_text("ư" * 600_000, encoding="utf-8")
    assert "1 MB" in add(folder, "--from", str(tmp_path / "nhieu.txt")).stderr
    missing = add(folder, "--from", str(tmp_path / "khong-co.txt"))
    assert missing.returncode == 1
    assert "khong-co.txt" in missing.stderr
    assert "No such file" not in missing.stderr


def test_all_that_came_back_in_a_folder(folder: Path, tmp_path: Path) -> None:
    """As from a stick: each text by its name, in folders, too; what is no message hinders no other; where there is none
    it is said.
    """
    back = tmp_path / "gui-ve"
    back.mkdir()
    (back / ".trash").mkdir()
    (back / "lop").mkdir()
    for name in ("anh.jpg", "._c.txt", ".trash/cu.txt"):
        (back / name).write_bytes(b"\xff\xd8")
    empty = add(folder, "--from", str(back))
    assert (empty.returncode, "không có tin nhắn nào" in empty.stderr) == (1, True)
    for name, text in (("a.txt", "Chào"), ("bao-tin-phong-doc-2026-11-23-0800.TXT", PLACE), ("lop/c.txt", CLASS)):
        (back / name).write_text(text, encoding="utf-8")
    done = add(folder, "--from", str(back), "--yes")
    assert (done.returncode, "a.txt" in done.stderr, "cu.txt" in done.stderr) == (1, True, False)
    assert "\nlop/c.txt\n" in done.stdout
    assert (folder / "data/libraries/phong-doc-ap-ruong.yml").is_file()
    assert (folder / "data/offers/vi-tinh-buoi-toi-cho-ba-con.yml").is_file()


def test_an_editor_is_asked_at_a_terminal(folder: Path, tmp_path: Path) -> None:
    """Where a name may mean two areas the editor chooses; then says yes."""
    areas = folder / "data" / "areas.yml"
    twin = "\n- {id: xa-mau-nam-moi, type: commune, title: Xã Mới, parent: tinh-mau, former_units: [Xã Mẫu Nam]}\n"
    areas.write_text(areas.read_text("utf-8").rstrip() + twin, "utf-8")
    (tmp_path / "tin.txt").write_text("Tên nơi học: Nhà văn hóa Mẫu Nam\nĐịa chỉ: xã Mẫu Nam\n", "utf-8")
    command = [
        BIN / "langhoc",
        "-C",
        folder,
        "--lang",
        "en",
        "add",
        "--from",
        tmp_path / "tin.txt",
        "--today",
        "2026-11-23",
    ]
    host, terminal = pty.openpty()
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment()) as process:
        os.close(terminal)
        os.write(host, b"1\ny\n")
        shown = b""
        try:
            while part := os.read(host, 4096):
                shown += part
        except OSError:
            pass  # The other end is closed.
    assert process.returncode == 0, shown.decode()
    (made,) = (folder / "data" / "centres").glob("nha-van-hoa-mau-nam*")
    assert "area: xa-mau" in made.read_text("utf-8")
    assert "In which of these is it?" in shown.decode()
