"""The commands `stick`, `verify` and `key`: what is written, what is refused before the first write, what is proved."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from minisign import KeyPair
from tests.running import DAY, TODAY, contents, edit, langhoc, said, tree_hash

from langhoc.cli.copies.stick import a_few
from langhoc.cli.starting import SAMPLE, start
from langhoc.editions.stick.layout import (
    BACK,
    BOOKLET,
    CHECK,
    COPY,
    MANIFEST,
    OLDER,
    PENDING,
    PUBLIC_KEY,
    READ_ME,
    SIGNATURE,
    START,
    ZIM,
)
from langhoc.editions.stick.signature import read_public_key, read_secret_key

pytestmark = pytest.mark.usefixtures("own_computer")

LATER = "2026-11-25"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("travelling") / "catalogue"
    start(folder, TODAY)
    story = "---\ntitle: Chuyện cô Xoài\nsubject: person\nbasis: consent\narea: xa-mau\nconsent:\n"
    story += "  given_on: 2026-11-01\n  by: Người được kể\n  scope: [site, copies]\n---\n\nChị kể chuyện quýtxanh.\n"
    (folder / "data/stories").mkdir(parents=True, exist_ok=True)
    (folder / "data/stories/chuyen-co-xoai.md").write_text(story, encoding="utf-8")
    return folder


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def written(catalogue: Path, usb: Path, *options: str, day: str = DAY) -> Result:
    return said("-C", str(catalogue), "stick", str(usb), "--today", day, *options)


def proved(usb: Path, *options: str) -> Result:
    return said("verify", str(usb), *options)


@pytest.fixture(scope="module")
def first(catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick as it is the first time."""
    folder = tmp_path_factory.mktemp("first") / "usb"
    folder.mkdir()
    done = langhoc("-C", catalogue, "stick", folder, "--today", DAY)
    assert done.returncode == 0, done.stderr
    assert "warning[" not in done.stderr, "what is stale is told by check, not to who carries"
    return folder


@pytest.fixture
def brought(first: Path, tmp_path: Path) -> Path:
    """A stick of its own that lies there written."""
    return shutil.copytree(first, tmp_path / "brought")


def test_what_lies_on_a_stick(first: Path) -> None:
    """START, the whole site, what checks it, and a read-me that Windows shows with its marks."""
    there = contents(first)
    assert {START, CHECK, READ_ME, MANIFEST, "trang/index.html"} <= set(there)
    assert (first / BACK).is_dir()
    assert any(name.startswith("trang/en/offers/") for name in there)
    assert any(name.startswith("trang/search/") for name in there)
    assert there[READ_ME].startswith("\ufeff".encode())
    assert b"\r\n" in there[READ_ME]
    assert [name for name in there if name.endswith((".json", ".csv", ".sqlite", ".xlsx"))] == ["trang/langhoc.json"]
    assert "trang/sw.js" not in there


def test_an_edit_is_brought_to_it(catalogue: Path, brought: Path) -> None:
    """What differs is written, and START of the time before kept; the next time nothing is new. Of which day they are,
    pages are told by one file, so that they need not be written each day.
    """
    before = (brought / START).read_bytes()
    lying = contents(brought)
    offer = next((catalogue / "data/offers").glob("*.yml"))
    text = offer.read_text(encoding="utf-8")
    try:
        offer.write_text(text.replace("title:", "tags: [quả-khế]\ntitle:", 1), encoding="utf-8")
        done = written(catalogue, brought, day=LATER)
        assert done.exit_code == 0, done.output
        assert (brought / OLDER).read_bytes() == before
        assert "quả-khế" in (brought / f"trang/offers/{offer.stem}.html").read_text(encoding="utf-8")
        assert proved(brought).exit_code == 0
        written_anew = {name for name, content in contents(brought).items() if lying.get(name) != content}
        assert COPY in written_anew
        assert len(written_anew) < len(lying) / 4
        again = written(catalogue, brought, day=LATER)
        assert "0 files written" in again.output
    finally:
        offer.write_text(text, encoding="utf-8")


def test_a_story_that_was_taken_back_is_not_kept_in_the_older_one(catalogue: Path, brought: Path) -> None:
    """Nor in any other file; what was given away is in the ledger, and is called back from there."""
    story = catalogue / "data/stories/chuyen-co-xoai.md"
    text = story.read_text(encoding="utf-8")
    assert "trang/stories/chuyen-co-xoai.html" in contents(brought)
    try:
        edit(story, "  scope:", f"  withdrawn_on: {TODAY}\n  scope:")
        assert written(catalogue, brought).exit_code == 0
    finally:
        story.write_text(text, encoding="utf-8")
    there = contents(brought)
    assert there[OLDER] == there[START]
    assert not [name for name, content in there.items() if "quýtxanh".encode() in content or "co-xoai" in name]
    issues = [json.loads(line) for line in (catalogue / "private/issued.jsonl").read_text().splitlines()]
    assert [one["stories"] for one in issues if one["edition"] == "stick"][-1] == []


def test_the_same_edition_has_one_number(catalogue: Path, usb: Path, tmp_path: Path) -> None:
    """On however many sticks it is, of which each has its own id; the next one has another."""
    other = tmp_path / "other"
    other.mkdir()
    for folder in (usb, other):
        assert written(catalogue, folder).exit_code == 0
    first, second = ((folder / MANIFEST).read_text(encoding="utf-8").splitlines() for folder in (usb, other))
    differing = [one[:7] for one, same in zip(first, second, strict=True) if one != same]
    assert differing == ["# stick", first[-1][:7]]
    assert written(catalogue, other, day=LATER).exit_code == 0
    assert proved(other).exit_code == 0
    older = proved(usb)
    assert older.exit_code == 1
    assert "older than no. 2026112500" in older.output


def id_in(told: Result) -> str:
    """The id of the stick that is told of."""
    found = re.search(r"stick (\w{3}-\w{3}): ", told.output)
    assert found, told.output
    return found[1]


def test_a_stick_has_an_id_for_good(catalogue: Path, usb: Path, tmp_path: Path) -> None:
    """From its first writing, even if that was broken off; also when it becomes another catalogue's."""
    known = id_in(written(catalogue, usb))
    assert id_in(proved(usb)) == known
    (usb / MANIFEST).rename(usb / PENDING)
    assert id_in(written(catalogue, usb, day=LATER)) == known
    start(tmp_path / "sample", TODAY, SAMPLE)
    assert id_in(written(tmp_path / "sample", usb, "--replace", "--area", "xa-mau")) == known
    for name in (START, COPY):
        assert "Bản chép ngày 21/11/2026, chỉ có Xã Mẫu." in (usb / name).read_text(encoding="utf-8")
    assert "“Làng Học Xã Mẫu” (the area Xã Mẫu), no." in proved(usb).output
    assert "{catalogue} (Xã Mẫu)" in (usb / CHECK).read_text(encoding="utf-8")
    (usb / READ_ME).unlink()
    assert "(the area xa-mau), no." in proved(usb).output, "what is not whole tells nothing"


def test_a_stick_that_was_copied_by_hand(catalogue: Path, usb: Path, tmp_path: Path) -> None:
    """Once the first of the two was written, the other is known as another one."""
    known = id_in(written(catalogue, usb))
    other = shutil.copytree(usb, tmp_path / "other")
    assert id_in(written(catalogue, usb, day=LATER)) == known
    told = written(catalogue, other, day=LATER)
    own = re.search(r"is (\w{3}-\w{3}) from now on\. Change its label", told.output)
    assert own is not None
    assert f"This stick was {known}" in told.output
    assert own[1] != known
    assert id_in(written(catalogue, other, "--best-for", "30", day=LATER)) == own[1]


def test_a_list_of_the_household_is_not_ours(catalogue: Path, usb: Path) -> None:
    """Such a name is an ordinary one: it is not called damaged, and --replace does not write over it."""
    bought = "Bảng kê tiền chợ\n".encode()
    (usb / MANIFEST).write_bytes(bought)
    for options in ((), ("--replace",)):
        refused = written(catalogue, usb, *options)
        assert (refused.exit_code, MANIFEST in refused.output) == (1, True)
        assert "another program" in refused.output
    assert contents(usb) == {MANIFEST: bought}


def test_what_was_written_elsewhere_is_not_taken_for_ours(catalogue: Path, usb: Path, tmp_path: Path) -> None:
    """A copy by hand that another computer brought up to date: what it holds says nothing of the stick it came from."""
    known = id_in(written(catalogue, usb))
    elsewhere = shutil.copytree(catalogue, tmp_path / "elsewhere")
    shutil.rmtree(elsewhere / "private")
    other = shutil.copytree(usb, tmp_path / "other")
    assert id_in(written(elsewhere, other, "--best-for", "30", day=LATER)) == known
    assert f"This stick was {known}" in written(catalogue, other, "--best-for", "60", day=LATER).output


def test_a_writing_that_reached_no_stick_is_settled(catalogue: Path, usb: Path) -> None:
    """What was begun, and never came there, is perhaps in it; until the stick is found as it was before."""
    known = id_in(written(catalogue, usb))
    ledger = catalogue / "private/issued.jsonl"
    *_lines, last = ledger.read_text(encoding="utf-8").splitlines()
    begun = json.loads(last) | {"sha256": "0" * 64, "stories": ["mot-chuyen-khac"], "is_done": False}
    with ledger.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(begun) + "\n")
    recall = ("-C", str(catalogue), "report", "--recall", "--today", TODAY.isoformat())
    assert re.search(f"mot-chuyen-khac.*\n.*Stick {known}.*it may be in it", said(*recall).output)
    assert "0 files written" in written(catalogue, usb).output
    assert re.search(f"mot-chuyen-khac.*\n.*Stick {known}.*it is not in it any more", said(*recall).output)


def test_each_stick_is_called_back_once(catalogue: Path, usb: Path, tmp_path: Path) -> None:
    """By its id, with what its last writing left there; of one that was broken off that is not known."""
    story = catalogue / "data/stories/chuyen-co-xoai.md"
    text = story.read_text(encoding="utf-8")
    sticks = [usb, tmp_path / "second", tmp_path / "third"]
    for folder in sticks[1:]:
        folder.mkdir()
    ids = [id_in(written(catalogue, folder)) for folder in sticks]
    try:
        edit(story, "  scope:", f"  withdrawn_on: {TODAY}\n  scope:")
        for folder in sticks[1:]:
            assert written(catalogue, folder, day=LATER).exit_code == 0
        # As if the light had gone out before the end: what is noted last is that it was written.
        ledger = catalogue / "private/issued.jsonl"
        ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
        told = said("-C", str(catalogue), "report", "--recall", "--today", LATER).output
    finally:
        story.write_text(text, encoding="utf-8")
    of_story = told.partition("Story chuyen-co-xoai. The consent was withdrawn on 21 Nov 2026.")[2]
    lines = {id: [line for line in of_story.splitlines() if f"Stick {id}" in line] for id in ids}
    assert [len(found) for found in lines.values()] == [1, 1, 1]
    still, no_more, perhaps = (
        ("21 Nov 2026", "it is in it"),
        ("25 Nov 2026", "nothing is to be done"),
        ("25 Nov 2026", "may be in it"),
    )
    for [line], (day, how) in zip(lines.values(), (still, no_more, perhaps), strict=True):
        assert day in line
        assert line.endswith(how)


def test_two_write_one_stick(catalogue: Path, usb: Path) -> None:
    """The second is refused at once and changes nothing; when the first was killed, the way is free."""
    code = "import sys; from pathlib import Path; from langhoc.project.copies.stick import alone\n"
    code += "with alone(Path(sys.argv[1])):\n    print('writing', flush=True)\n    input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, usb], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "writing\n"
        refused = written(catalogue, usb)
        assert (refused.exit_code, "at this moment" in refused.output) == (1, True)
        assert contents(usb) == {}
        other.kill()
    assert written(catalogue, usb).exit_code == 0


def test_with_a_booklet_and_a_file_for_kiwix(catalogue: Path, usb: Path) -> None:
    """The latter is made anew when a page has changed: it would be another each time."""
    options = ("--booklet", "--zim")
    assert written(catalogue, usb, *options).exit_code == 0
    first = contents(usb)
    assert first[BOOKLET].startswith(b"%PDF")
    assert BOOKLET in first[READ_ME].decode()
    assert "0 files written" in written(catalogue, usb, *options).output
    assert written(catalogue, usb, *options, day="2026-11-22").exit_code == 0
    later = contents(usb)
    assert {name for name in (START, BOOKLET, ZIM) if later[name] != first[name]} == {START, BOOKLET}
    assert proved(usb).exit_code == 0
    offer = next((catalogue / "data/offers").glob("*.yml"))
    text = offer.read_text(encoding="utf-8")
    try:
        offer.write_text(text.replace("title:", "tags: [quả-na]\ntitle:", 1), encoding="utf-8")
        assert written(catalogue, usb, *options, day="2026-11-22").exit_code == 0
    finally:
        offer.write_text(text, encoding="utf-8")
    assert contents(usb)[ZIM] != first[ZIM]
    less = written(catalogue, usb).output
    assert f"{BOOKLET} was removed: this time there was no --booklet." in less
    assert f"{ZIM} was removed: this time there was no --zim." in less
    assert "Removed, too" not in less
    assert not {BOOKLET, ZIM} & contents(usb).keys()


def test_what_is_removed_is_named(catalogue: Path, usb: Path, tmp_path: Path) -> None:
    """In the editor's language, with days and sizes as people write them; of many files the first few."""
    start(tmp_path / "sample", TODAY, SAMPLE)
    command = ("--lang", "vi", "-C", str(tmp_path / "sample"), "stick", str(usb), "--today", DAY)
    assert re.search(r"tệp, \d+,\d MB\.", said(*command).output)
    less = said(*command, "--resources-within", "0").output
    assert "Đã xóa sách, bài học lần này không chọn chép: tai-lieu/hoc-chu-bai-1.pdf" in less
    assert "trang/" not in less
    assert "ngày 21/11/2026" in said("--lang", "vi", "verify", str(usb)).output
    assert _said_few(7) == "0, 1, 2, 3, 4 and 2 more"
    assert _said_few(5) == "0, 1, 2, 3, 4"


def _said_few(n: int) -> str:
    return a_few([str(number) for number in range(n)]).said()


# Refused before the first write

TARGETS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "nothing there": (lambda usb: usb / "khong-co", "Is the stick plugged in?"),
    "a file": (lambda usb: usb / "a.txt", "is a file"),
    "the computer's": (lambda _usb: Path("/usr/lib"), "belongs to this computer"),
    "the top of all": (lambda _usb: Path("/"), "belongs to this computer"),
    "home": (lambda _usb: Path.home(), "belongs to this computer"),
}


@pytest.mark.parametrize(("target", "reason"), TARGETS.values(), ids=TARGETS)
def test_what_is_no_stick(target: Callable[[Path], Path], reason: str, catalogue: Path, usb: Path) -> None:
    (usb / "a.txt").write_text("a")
    before = tree_hash(usb)
    refused = written(catalogue, target(usb))
    assert refused.exit_code == 1
    assert reason in refused.output
    assert tree_hash(usb) == before


def test_the_catalogues_own_folder(catalogue: Path) -> None:
    for folder in (catalogue, catalogue / "data", catalogue.parent):
        refused = written(catalogue, folder)
        assert refused.exit_code == 1
        assert "belongs to the catalogue itself" in refused.output


@pytest.mark.parametrize("name", ["EFI/boot.efi", "autorun.inf", "DCIM/1.jpg", "kolibri_data/a", "trang/index.html"])
def test_another_programs_stick(name: str, catalogue: Path, usb: Path) -> None:
    """A folder on it may be named, and then the rest is left alone."""
    (usb / name).parent.mkdir(exist_ok=True)
    (usb / name).write_bytes(b"x")
    refused = written(catalogue, usb)
    assert refused.exit_code == 1
    assert "another program" in refused.output
    assert set(contents(usb)) == {name}


def test_a_stick_of_another_catalogue(brought: Path, tmp_path: Path) -> None:
    """It is written over only when that is said, and then nothing of the other is left."""
    start(tmp_path / "sample", TODAY, SAMPLE)
    before = tree_hash(brought)
    refused = written(tmp_path / "sample", brought)
    assert refused.exit_code == 1
    assert "This stick holds “Làng Học của xã” (all areas), not “Làng Học Xã Mẫu” (all areas)." in refused.output
    assert tree_hash(brought) == before
    assert written(tmp_path / "sample", brought, "--replace", "--area", "xa-mau").exit_code == 0
    assert proved(brought).exit_code == 0
    assert "Not ours" not in proved(brought).output
    assert "tai-lieu/hoc-chu-bai-1.pdf" in contents(brought)


def test_a_stick_of_another_area(catalogue: Path, brought: Path) -> None:
    """It is the areas that are told apart, not the catalogue from itself."""
    refused = written(catalogue, brought, "--area", "xa mau")
    assert refused.exit_code == 1
    assert "This stick holds “Làng Học của xã” (all areas), not the area Xã Mẫu." in refused.output


def test_a_list_that_is_damaged(catalogue: Path, brought: Path) -> None:
    """Nobody can tell whose the files are: they are written anew when that is said, and nothing old is left."""
    (brought / "trang/stories/cu.html").write_text("a")
    (brought / MANIFEST).write_bytes((brought / MANIFEST).read_bytes()[:-9])
    refused = written(catalogue, brought)
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert written(catalogue, brought, "--replace").exit_code == 0
    assert proved(brought).exit_code == 0
    assert "trang/stories/cu.html" not in contents(brought)


def test_a_stick_that_is_locked(catalogue: Path, usb: Path) -> None:
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere")
    usb.chmod(0o555)
    refused = langhoc("-C", catalogue, "stick", usb, "--today", DAY, anybody=True)
    usb.chmod(0o755)
    assert refused.returncode == 1
    assert "cannot be written to" in refused.stderr
    assert contents(usb) == {}


def test_names_that_some_computers_cannot_read(catalogue: Path, usb: Path) -> None:
    page = catalogue / "content/Giới thiệu chung.md"
    page.write_text("# Giới thiệu\n", encoding="utf-8")
    refused = written(catalogue, usb)
    page.unlink()
    assert refused.exit_code == 1
    assert "Not every computer can read these names" in refused.output
    assert contents(usb) == {}


def test_an_area_or_a_topic_that_there_is_not(catalogue: Path, usb: Path) -> None:
    for option in ("--area", "--topic"):
        refused = written(catalogue, usb, option, "khong-co")
        assert refused.exit_code == 2
        assert "khong-co" in refused.output
    assert contents(usb) == {}


# Proved


def test_every_fault_is_named(brought: Path) -> None:
    page, gone = brought / "trang/index.html", brought / "trang/about.html"
    page.write_bytes(page.read_bytes()[:-1])
    gone.unlink()
    (brought / "khac.txt").write_text("a")
    (brought / "Thumbs.db").write_text("b")
    found = proved(brought)
    assert found.exit_code == 1
    for line in ("Damaged: trang/index.html", "Missing: trang/about.html", "Not ours: khac.txt", "Thumbs.db"):
        assert line in found.output


def test_what_comes_back_is_told_of(brought: Path) -> None:
    """By name, as many as can be looked at, in folders, too; texts, which can be read, apart from the rest."""
    (brought / BACK / "lop").mkdir()
    for name in ("lop/b.jpg", "lop/bang.xlsx", ".a.txt"):
        (brought / BACK / name).write_bytes(b"x")
    assert "langhoc add --from" not in proved(brought).output
    for number in range(23):
        (brought / BACK / f"lop/lop-may-{number:02}.TXT").write_text("Lớp may", encoding="utf-8")
    found = proved(brought)
    assert found.exit_code == 0
    assert "Texts that came back with it: 23. langhoc add --from" in found.output
    assert "lop-may-19.TXT" in found.output
    assert "lop-may-20.TXT" not in found.output
    assert "and 3 more" in found.output
    others = found.output.partition("Other files that came back with it: 3.")[2]
    assert all(f"{BACK}/{name}" in others for name in ("lop/b.jpg", "lop/bang.xlsx", ".a.txt"))


def test_what_should_not_be_opened(catalogue: Path, brought: Path) -> None:
    """What imitates ours or is a program is told of as such, when it is written and when it is proved; it stays."""
    strange = ["MO-TRUOC.exe", "trang/evil.html", "trang.lnk", "AutoRun.inf", f"{BACK}/anh.scr"]
    harmless = ["anh-cuoi.jpg", "Nhac/mo-truoc.exe", "Trang.jpg"]
    for name in (*strange, *harmless):
        (brought / name).parent.mkdir(exist_ok=True)
        (brought / name).write_bytes(b"x")
    found = proved(brought)
    assert found.exit_code == 1
    assert [name for name in strange if f"Strange, do not open: {name}" not in found.output] == []
    assert [name for name in harmless if f"Not ours: {name}" not in found.output] == []
    done = written(catalogue, brought)
    assert done.exit_code == 0
    assert "Do not open them" in done.stderr
    assert all((brought / name).exists() for name in strange)


def test_what_is_no_stick_of_ours(usb: Path) -> None:
    found = proved(usb)
    assert found.exit_code == 1
    assert "no stick of Làng Học" in found.output


# Signed


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "khoa"
    assert said("key", "-o", str(file), "--no-password").exit_code == 0
    return file


def test_a_signature_that_others_check(catalogue: Path, usb: Path, secret: Path) -> None:
    """The program minisign finds it good; so does this one, and knows the key the next time."""
    done = written(catalogue, usb, "--key", str(secret))
    assert done.exit_code == 0
    checked = subprocess.run(
        ["minisign", "-V", "-p", usb / PUBLIC_KEY, "-m", usb / MANIFEST], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    known = proved(usb)
    assert known.exit_code == 0
    fingerprint = known.output.strip().rpartition(": ")[2]
    assert fingerprint in done.output
    assert fingerprint in (usb / READ_ME).read_text(encoding="utf-8-sig")
    assert fingerprint in (usb / CHECK).read_text(encoding="utf-8")
    assert secret.stat().st_mode & 0o077 == 0


def test_a_key_with_a_password(catalogue: Path, usb: Path, tmp_path: Path) -> None:
    """It is asked for; with another one nothing is written. Made as minisign makes it, but for how long that takes."""
    pair = KeyPair.generate()
    pair.secret_key.encrypt("quýt", opslimit=1 << 15, memlimit=1 << 24)
    (tmp_path / "khoa").write_bytes(bytes(pair.secret_key) + b"\n")
    command = ("-C", catalogue, "stick", usb, "--key", tmp_path / "khoa", "--today", DAY)
    refused = langhoc(*command, said="sai\n")
    assert refused.returncode == 1
    assert "The password does not fit" in refused.stderr
    assert contents(usb) == {}
    assert langhoc(*command, said="quýt\n").returncode == 0
    assert proved(usb, "--key", pair.public_key.to_base64().decode()).exit_code == 0


def test_a_key_of_minisign_itself(tmp_path: Path) -> None:
    """It is read, and what it signs is checked by its public half as that program wrote it."""
    files = ["-p", tmp_path / "k.pub", "-s", tmp_path / "k"]
    subprocess.run(["minisign", "-G", "-W", *files], check=True, capture_output=True)
    signer = read_secret_key((tmp_path / "k").read_bytes(), str)
    assert signer.public == read_public_key((tmp_path / "k.pub").read_bytes())


def test_who_signed_is_noticed(catalogue: Path, usb: Path, secret: Path, tmp_path: Path) -> None:
    """Another key, no signature any more, one that does not fit, an older list: each is told of."""
    assert written(catalogue, usb, "--key", str(secret)).exit_code == 0
    first = contents(usb)
    assert proved(usb, "--key", str(secret) + ".pub").exit_code == 0
    [digits] = re.findall(r"(?:[0-9A-F]{4} ){4}[0-9A-F]{4}", proved(usb).output)
    assert proved(usb, "--key", digits.lower().replace(" ", "", 1)).exit_code == 0
    assert (
        "other digits than the label" in proved(usb, "--key", digits[:-1] + ("0" if digits[-1] != "0" else "1")).output
    )
    other = tmp_path / "other"
    said("key", "-o", str(other), "--no-password")
    wrong = proved(usb, "--key", f"{other}.pub")
    assert (wrong.exit_code, "by another key" in wrong.output) == (1, True)
    for options in ((), ("--key", str(other))):
        refused = written(catalogue, usb, *options)
        assert (refused.exit_code, "This stick is signed" in refused.output) == (1, True)
    signature = usb / SIGNATURE
    signature.write_bytes(signature.read_bytes().replace(b"langhoc", b"langhoC", 1))
    assert "does not fit" in proved(usb).output
    signature.unlink()
    assert "though such sticks are" in proved(usb).output
    assert written(catalogue, usb, "--key", str(secret), day=LATER).exit_code == 0
    assert proved(usb).exit_code == 0
    for name, content in first.items():
        (usb / name).write_bytes(content)
    (usb / OLDER).unlink()
    older = proved(usb)
    assert (older.exit_code, "older than no." in older.output) == (1, True)


def test_who_was_interrupted_is_accused_of_nothing(catalogue: Path, usb: Path, secret: Path, tmp_path: Path) -> None:
    """Pulled out between the list and its signature, or in the first writing: what signed it is told when it is
    finished, and only that it was broken off until then.
    """
    assert written(catalogue, usb, "--key", str(secret)).exit_code == 0
    second = shutil.copytree(usb, tmp_path / "second")
    before = (usb / SIGNATURE).read_bytes()
    assert written(catalogue, usb, "--key", str(secret), "--best-for", "30").exit_code == 0
    (usb / SIGNATURE).write_bytes(before)
    shutil.copy(usb / MANIFEST, usb / PENDING)
    (second / MANIFEST).rename(second / PENDING)
    (second / SIGNATURE).unlink()
    for folder in (usb, second):
        found = proved(folder)
        assert (found.exit_code, "broken off" in found.output) == (1, True)
        assert "sign" not in found.output
        assert written(catalogue, folder, "--key", str(secret)).exit_code == 0
        assert proved(folder).exit_code == 0


def test_an_earlier_one_of_the_same_day_is_told_of(catalogue: Path, usb: Path, secret: Path, tmp_path: Path) -> None:
    """It may hold other files on purpose, and is not taken for too old."""
    assert written(catalogue, usb, "--key", str(secret)).exit_code == 0
    before = shutil.copytree(usb, tmp_path / "before")
    assert written(catalogue, usb, "--key", str(secret), "--best-for", "30").exit_code == 0
    assert "of the same day" not in proved(usb).output
    earlier = proved(before)
    assert (earlier.exit_code, "has seen no. 2026112101 of the same day" in earlier.output) == (0, True), earlier.output


def test_a_key_is_never_written_over(secret: Path) -> None:
    before = secret.read_bytes()
    assert said("key", "-o", str(secret), "--no-password").exit_code == 1
    assert secret.read_bytes() == before
