"""What who makes copies types, and is told: areas and records by their names, folders, wishes, passwords."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.running import DAY, TODAY, contents, new_catalogue, said

from langhoc.catalogue import Catalogue
from langhoc.cli.commands import langhoc as commands
from langhoc.cli.starting import SAMPLE, start
from langhoc.i18n import Message
from langhoc.project import Project, Steps, WrongOption
from langhoc.project.copies.naming import area_called, subject_called, topic_called

TOP = Path(__file__).parent.parent
AREA = {"pack": "x.html", "zim": "x.zim", "booklet": "x.pdf", "poster": "x.pdf"}


@pytest.fixture(scope="module")
def city() -> Catalogue:
    """The real one: former districts and communes share names there."""
    return Project(TOP, date(2026, 11, 21)).usable()[0]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("named") / "catalogue"
    start(folder, TODAY, SAMPLE)
    return Project(folder, TODAY).usable()[0]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_catalogue(tmp_path_factory.mktemp("small") / "catalogue")


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("xa-can-gio", "xa-can-gio"),
        ("27664", "xa-can-gio"),
        ("can gio", "xa-can-gio"),
        ("CẦN GIỜ", "xa-can-gio"),
        ("xã cần giờ", "xa-can-gio"),
        ("Cân giơ", "xa-can-gio"),
        ("Xã Cần Giờ [xa-can-gio]", "xa-can-gio"),
        ("Thạnh An", "xa-thanh-an-can-gio"),
        ("phường Sài Gòn", "phuong-sai-gon"),
        ("Con Dao", "dac-khu-con-dao"),
    ],
)
def test_an_area_is_known_by_what_people_type(typed: str, area: str, city: Catalogue) -> None:
    """By id, code or name; and where it was not the id, what it was taken for is told."""
    told: list[Message] = []
    assert area_called(city, typed, Steps(told=told.append)).id == area
    assert [one.said() for one in told if f"[{area}], Thành phố Hồ Chí Minh." in one.said()] or typed == area


@pytest.mark.parametrize(
    ("typed", "why", "listed"),
    [
        ("thanh an", "may be one of these", ["xa-thanh-an-can-gio", "xa-thanh-an-dau-tieng"]),
        ("Sài Gòn", "may be one of these", ["phuong-sai-gon", "tp-ho-chi-minh"]),
        ("huyện Cần Giờ", "Nearest", ["xa-can-gio", "xa-thanh-an-can-gio"]),
        ("can gia", "Nearest", ["xa-can-gio"]),
        ("phường Cần Giờ", "Nearest", ["xa-can-gio"]),
        ("zzzz", "langhoc report --areas", []),
        ("", "langhoc report --areas", []),
    ],
)
def test_who_may_mean_several_areas_is_shown_them(typed: str, why: str, listed: list[str], city: Catalogue) -> None:
    with pytest.raises(WrongOption) as refused:
        area_called(city, typed)
    assert why in str(refused.value)
    assert [one for one in listed if f"[{one}]" not in str(refused.value)] == []


def test_a_sheet_is_of_the_record_with_these_words(sample: Catalogue, city: Catalogue) -> None:
    """A title that is the same comes first; of several that hold the words none is chosen."""
    assert subject_called(sample, "hoc chu buoi toi").id == "hoc-chu-buoi-toi"
    assert subject_called(sample, "Vi tính").id == "vi-tinh-buoi-toi"
    assert subject_called(city, "Học chữ buổi tối").id == "hoc-chu-buoi-toi-binh-an"
    assert topic_called(sample, "học chữ").id == "hoc-chu"
    with pytest.raises(WrongOption, match="may be one of these") as refused:
        subject_called(city, "hoc chu")
    assert "Học chữ buổi tối [hoc-chu-buoi-toi-binh-an], Lớp học tình thương Bình An" in str(refused.value)


def test_words_mean_classes_places_and_events_only(city: Catalogue) -> None:
    """Of programmes, learning materials, stories and areas a sheet is made when their id is typed; of topics none."""
    with pytest.raises(WrongOption) as several:
        subject_called(city, "hoc")
    listed = str(several.value)
    assert "[hoc-chu-buoi-toi-binh-an]" in listed
    assert [one for one in ("phong-trao-", "hoc-bong-", "dong-ho-", "hoc-lieu-") if f"[{one}" in listed] == []
    for id in ("hoc-bong-khuyen-tai-1-1", "hoc-lieu-mo-voer", "xa-can-gio"):
        assert subject_called(city, id).id == id
    refusals = {
        "Học bổng khuyến tài": "No class, place or event that may be copied",
        "xã cần giờ": 'an area is. Its week: --area "xã cần giờ"',
        "ngoai-ngu": "A poster is of a class, a place or an event, not of Ngoại ngữ [ngoai-ngu]",
    }
    for typed, why in refusals.items():
        with pytest.raises(WrongOption) as refused:
            subject_called(city, typed)
        assert why in str(refused.value)


@pytest.mark.posix
@pytest.mark.usefixtures("own_computer")
def test_all_commands_say_the_same_of_an_area(small: Path, tmp_path: Path) -> None:
    """And none of them writes anything."""
    (tmp_path / "usb").mkdir()
    targets = {name: ["-o", str(tmp_path / file)] for name, file in AREA.items()}
    refusals = set()
    for command, target in {**targets, "stick": [str(tmp_path / "usb")]}.items():
        done = said("-C", str(small), command, *target, "--area", "xa mauu", "--today", DAY)
        assert done.exit_code == 2
        refusals.add(done.stderr)
    (refusal,) = refusals
    assert refusal.startswith("No area is called “xa mauu”. `langhoc report --areas` lists them.")
    assert refusal.splitlines()[1:] == ["  Xã Mẫu [xa-mau], Tỉnh Mẫu"]
    # What stays is this computer's own.
    assert {name.partition("/")[0] for name in contents(tmp_path)} == {"data"}
    nothing = said("-C", str(small), "pack", *targets["pack"], "--area", " ", "--today", DAY)
    assert (nothing.exit_code, "Name an area" in nothing.stderr) == (2, True)


def test_every_area_is_listed_with_its_code(small: Path) -> None:
    """In the order of the tree: what is below a commune stands below it."""
    lines = said("-C", str(small), "report", "--areas", "--today", DAY).stdout.splitlines()
    assert [line.split("[")[1] for line in lines] == ["tinh-mau]", "xa-mau], Tỉnh Mẫu"]


@pytest.mark.parametrize("command", AREA)
def test_a_folder_that_is_not_there_is_not_made(command: str, small: Path, tmp_path: Path) -> None:
    """A stick that is not plugged in: the file would lie on this computer, unseen."""
    file = tmp_path / "usb" / "bo-sung" / AREA[command]
    which = ["--area", "xa-mau"] if command == "poster" else []
    done = said("-C", str(small), command, *which, "-o", str(file), "--today", DAY)
    assert done.exit_code == 2
    assert f"There is no folder {file.parent}, only {tmp_path}. Is the stick plugged in?" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("own_computer")
def test_who_asks_for_photographs_or_books_is_told_of_them(small: Path, tmp_path: Path) -> None:
    """Where there are none, too."""
    packed = said("-C", str(small), "pack", "-o", str(tmp_path / "x.html"), "--photos-within", "2", "--today", DAY)
    assert "There are no photographs and no recordings" in packed.stdout
    (tmp_path / "usb").mkdir()
    done = said("-C", str(small), "stick", str(tmp_path / "usb"), "--topic", "hoc chu", "--today", DAY)
    assert "“hoc chu” is Học chữ [hoc-chu]." in done.stdout
    assert "There are no books or lessons" in done.stdout


def test_a_password_is_asked_for_in_vietnamese_until_it_is_the_same_twice(tmp_path: Path) -> None:
    file = tmp_path / "khoa"
    runner = CliRunner(env={"LC_ALL": "vi_VN.UTF-8"})
    done = runner.invoke(commands, ["key", "-o", str(file)], input="quýt\ncam\nquýt\nquýt\n")
    assert done.exit_code == 0
    assert [line.partition(":")[0] for line in done.stderr.splitlines() if ":" in line] == [
        "Mật khẩu cho khoá",
        "Gõ lại lần nữa",
    ] * 2
    assert "Hai lần gõ không giống nhau" in done.stderr
    assert "Quên mật khẩu" in done.stdout
    assert file.exists()
