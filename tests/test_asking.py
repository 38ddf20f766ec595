"""`langhoc add KIND`: questions at the terminal, each answer looked at at once."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml
from tests.running import BIN, DAY, contents, environment, langhoc, new_catalogue

from langhoc.doors.answers.names import Names
from langhoc.doors.asking import Form
from langhoc.model import KINDS


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return new_catalogue(tmp_path / "catalogue")


def add(catalogue: Path, kind: str, *answers: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """The command, given those answers, one a line; then nobody answers any more."""
    command = [str(BIN / "langhoc"), "--lang", language, "-C", str(catalogue), "add", kind, "--today", DAY]
    text = "".join(f"{answer}\n" for answer in answers)
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", env=environment(), timeout=120)


CLASS = (
    "Lớp vẽ buổi tối",
    "4",  # a number of the list: a club
    "Vẽ chì và màu nước.",
    "hoc tap cong dong",  # a part of a place's name, without marks
    "vi tinh; 1",
    "",
    "beginner",
    "200k",
    "tối thứ 3, 5 từ 18h30 đến 20h",
    "dang nhan",
    "Ban quản lý nhà văn hóa",
    "1022",
    "Thông báo mở lớp",
    "Bảng tin nhà văn hóa",
    "2/11/2026",
    "21/11/2026",
)


def test_answers_become_a_record(catalogue: Path) -> None:
    """As people write them; the file is laid out, checks clean, and is told of."""
    done = add(catalogue, "offer", *CLASS, "y")
    assert done.returncode == 0, done.stdout + done.stderr
    file = catalogue / "data/offers/lop-ve-buoi-toi.yml"
    data = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    assert data["title"] == {"vi": "Lớp vẽ buổi tối"}
    assert (data["type"], data["level"], data["enrolment"]) == ("club", "beginner", {"state": "open"})
    assert data["places"] == ["trung-tam-hoc-tap-cong-dong-xa-mau"]
    assert data["topics"] == ["vi-tinh", "hoc-chu"]
    assert data["cost"] == {"amount": "200000"}
    assert data["sessions"] == [{"days": ["tue", "thu"], "from": "18:30", "to": "20:00"}]
    assert data["sources"][0]["date"] == "2026-11-02"
    assert "data/offers/lop-ve-buoi-toi.yml is written" in done.stdout
    assert langhoc("-C", catalogue, "check", "--strict", "--today", DAY).returncode == 0
    assert langhoc("-C", catalogue, "fmt", "--check").returncode == 0


def test_a_wrong_answer_is_asked_again(catalogue: Path) -> None:
    """Why it cannot be taken is said at once, in the editor's language; the other answers stay."""
    wrong = [*CLASS[:11], "12345", *CLASS[11:]]
    done = add(catalogue, "offer", *wrong, "y", language="vi")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "“12345” không phải số điện thoại" in done.stderr
    assert "phone: '1022'" in (catalogue / "data/offers/lop-ve-buoi-toi.yml").read_text("utf-8")


def test_what_is_needed_is_asked_until_it_is_said(catalogue: Path) -> None:
    """A record has a title and a type; the rest may stay empty."""
    done = add(catalogue, "offer", "", "Lớp ca", "", "lop hoc", *[""] * 14, "y")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count("This one is needed.") == 2
    assert (catalogue / "data/offers/lop-ca.yml").read_text("utf-8") == "title:\n  vi: Lớp ca\ntype: class\n"


def test_a_name_that_several_have_is_chosen(catalogue: Path) -> None:
    """What the answer brings to mind is listed, and a number chooses from that list."""
    done = add(catalogue, "organisation", "Hội thơ", "khac", "mau", "2", *[""] * 7, "y")
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    assert "area: " in (catalogue / "data/organisations/hoi-tho.yml").read_text("utf-8")


def test_errors_found_in_the_end_are_asked_again(catalogue: Path) -> None:
    """A source without a day is wrong only as a whole: its questions come again, nothing is lost."""
    no_day = [*CLASS[:14], "", CLASS[15]]
    done = add(catalogue, "offer", *no_day, *CLASS[12:15], "y")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "source-without-place" in done.stderr
    assert "date: 2026-11-02" in (catalogue / "data/offers/lop-ve-buoi-toi.yml").read_text("utf-8")


def test_an_answer_is_taken_back(catalogue: Path) -> None:
    """What is wrong only with another answer need not stay wrong: the source goes, and with it what it lacked."""
    no_day = [*CLASS[:14], "", CLASS[15]]
    done = add(catalogue, "offer", *no_day, "-", "-", "", "y")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sources" not in (catalogue / "data/offers/lop-ve-buoi-toi.yml").read_text("utf-8")


def test_a_record_of_a_list(catalogue: Path) -> None:
    """Topics stand in one file: the new one comes last, the others and their comments stay."""
    before = (catalogue / "data/topics.yml").read_text("utf-8")
    assert add(catalogue, "topic", "Hội họa", "vẽ; tranh", "y").returncode == 0
    after = (catalogue / "data/topics.yml").read_text("utf-8")
    new = "- id: hoi-hoa\n  title:\n    vi: Hội họa\n  also:\n    - vi: vẽ\n    - vi: tranh\n"
    assert after == before + new


def test_a_story_asks_for_consent(catalogue: Path) -> None:
    """Its text may have several lines; of one that rests on a public source no consent is asked for."""
    consent = ["consent", "20/11/2026", "Người được kể", "1; 2"]
    text = ["Cô Hoa bán hàng ở chợ.", "", "Nay cô gọi hình cho con.", "", ""]
    source = ["Lời kể", "Văn phòng xã", "20/11/2026", "21/11/2026"]
    done = add(catalogue, "story", "Cô Hoa học vi tính", "person", "cô Hoa", *consent, "", "", *source, *text, "y")
    assert done.returncode == 0, done.stdout + done.stderr
    path = catalogue / "data/stories/co-hoa-hoc-vi-tinh.md"
    story = path.read_text("utf-8")
    assert "given_on: 2026-11-20" in story
    assert story.endswith("---\n\nCô Hoa bán hàng ở chợ.\n\nNay cô gọi hình cho con.\n")
    # A story that was withdrawn is in no catalogue, but its file is there: another of that name is another file.
    path.write_text(story.replace("  given_on", "  withdrawn_on: 2026-11-21\n  given_on"), "utf-8")
    add(catalogue, "story", "Cô Hoa học vi tính", "person", "cô Hoa", *consent, "", "", *source, *text, "y")
    assert "withdrawn_on" in path.read_text("utf-8")
    public = add(catalogue, "story", "Ấp Mẫu", "community", "", "public_source")
    assert "When it was given" not in public.stdout


@pytest.mark.parametrize("answers", [CLASS[:5], (*CLASS, "n")], ids=["ended", "refused"])
def test_nothing_is_written_unless_it_is_said(catalogue: Path, answers: tuple[str, ...]) -> None:
    """What was answered is shown all the same, so that nobody has to think of it again."""
    before = contents(catalogue / "data")
    done = add(catalogue, "offer", *answers)
    assert done.returncode != 0
    assert contents(catalogue / "data") == before
    assert "Traceback" not in done.stderr
    assert "vi: Lớp vẽ buổi tối" in done.stdout + done.stderr


def test_a_catalogue_with_errors_is_mended_first(catalogue: Path) -> None:
    """Its records are to be chosen from: they have to be read."""
    (catalogue / "data/offers/broken.yml").write_text("title: [", "utf-8")
    done = add(catalogue, "offer", *CLASS, "y")
    assert done.returncode == 1
    assert "broken.yml" in done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_for(kind: str) -> None:
    """Each has its questions: first what it is called, and all that no record can do without."""
    form = Form(KINDS[kind], ("vi", "en"), Names(()), "vi")
    asked = [column.path[0] for column in form.questions()]
    needed = {name for name, info in KINDS[kind].model.model_fields.items() if info.is_required()}
    assert asked[0] == "title"
    assert needed - {"id"} <= set(asked)
