"""A stick is written so that it may be pulled out at any moment, and says of each file whether it is whole."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import multiprocessing
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langhoc.editions.stick.change import Change, Source, Terms, change_to, lists_on, source_of
from langhoc.editions.stick.check_page import sorting
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import (
    CHECK,
    MANIFEST,
    OLDER,
    PENDING,
    START,
    crowded,
    is_listable,
    sort_of,
    unfit,
)
from langhoc.editions.stick.manifest import Entry, Manifest, NotAManifest, new_stick, next_sequence, read_manifest
from langhoc.editions.stick.target import refusal_of_contents, rounded, some
from langhoc.editions.stick.update import SEVERAL, Damaged, room_needed, update
from langhoc.editions.stick.verify import verify
from langhoc.phrases import Phrases
from langhoc.problems import visible_line
from langhoc.site.assets import theme_dir

Tell = Callable[[int], object]

DAY = date(2026, 11, 21)
WHOSE = ("Xã Mẫu", "xa-mau")
STICK = "7KM-2QX"


def contents(**files: str) -> dict[str, Source]:
    """Of few files, and START; a double underscore stands for a slash."""
    return {name.replace("__", "/") + ".html": source_of(text.encode()) for name, text in files.items()} | {
        START: source_of(f"<p>{'|'.join(files.values())}</p>".encode())
    }


def many(folder: str, said: str, numbers: Iterable[int]) -> dict[str, str]:
    return {f"trang__{folder}__{number}": f"{said} {number}" for number in numbers}


FIRST = contents(trang__index="Trang đầu", **many("offers", "Lớp", range(20)), **many("events", "Hội", range(3)))
SECOND = contents(trang__index="Trang đầu", **many("offers", "Lớp", range(10)), **many("stories", "Chuyện", range(5)))
THIRD = contents(trang__index="Trang mới", **many("offers", "Lớp mới", range(5, 25)), **many("stories", "Chuyện", [4]))


def brought(disk: Disk, wanted: Mapping[str, Source], day: date = DAY, is_replaced: bool = False) -> Change:
    """As the command does it, which refuses nothing here."""
    lists = lists_on(disk)
    assert refusal_of_contents(disk, lists, WHOSE, is_replaced) is None
    terms = Terms(owns_all=lists.are_gone and (is_replaced or lists.is_begun))
    change = change_to(disk, wanted, WHOSE, STICK, day, terms)
    update(disk, change, None)
    return change


def lying(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def holds(root: Path, wanted: Mapping[str, Source]) -> bool:
    there = lying(root)
    return {name: there.get(name) for name in wanted} == {name: source.at for name, source in wanted.items()}


# The list

NAMES = st.from_regex(r"trang/([a-z0-9-]{1,12}/)?[a-z0-9-]{1,20}\.html", fullmatch=True)
ENTRIES = st.dictionaries(
    NAMES,
    st.builds(Entry, st.integers(0, 10**10), st.binary().map(lambda b: hashlib.sha256(b).hexdigest())),
    max_size=8,
)
MANIFESTS = st.builds(
    Manifest,
    st.text(max_size=30).map(lambda text: "".join(sign for sign in text if sign.isprintable())),
    st.from_regex(r"([a-z0-9]+(-[a-z0-9]+)*)?", fullmatch=True),
    st.randoms(use_true_random=False).map(lambda random: new_stick(random.choice, ())),
    st.integers(2000010100, 2099123199),
    st.dates(),
    ENTRIES,
)


@given(MANIFESTS)
def test_a_list_is_read_as_it_was_written(manifest: Manifest) -> None:
    assert read_manifest(manifest.written()) == manifest


@given(MANIFESTS, st.data())
def test_a_list_that_was_changed_is_none(manifest: Manifest, data: st.DataObject) -> None:
    """One bit, or its end gone, anywhere."""
    whole = manifest.written()
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytearray(whole)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    for changed in (bytes(flipped), whole[:at]):
        with pytest.raises(NotAManifest):
            read_manifest(changed)


@given(st.binary(max_size=300))
def test_anything_else_is_no_list(content: bytes) -> None:
    with pytest.raises(NotAManifest):
        read_manifest(content)


OUTSIDE = ["/etc/passwd", "../a", "trang/../../a", "trang//a", "trang/..", "C:/a", "trang/a\\b", "khac/a", "trang", ""]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_list_names_nothing_outside(path: str) -> None:
    """Whoever wrote it: what it names may be removed by the next writing."""
    assert not is_listable(path)
    entry = {path: Entry(1, "0" * 64)}
    with pytest.raises(NotAManifest):
        read_manifest(Manifest("Xã", "", STICK, 2026112100, DAY, entry).written())


def test_other_programs_read_the_list(tmp_path: Path) -> None:
    """sha256sum, of which every Linux computer has one, finds what is damaged."""
    brought(Disk(tmp_path), FIRST)
    command = ["sha256sum", "--check", "--strict", MANIFEST]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    (tmp_path / "trang/index.html").write_bytes(b"Trang khac")
    english = {**os.environ, "LC_ALL": "C"}
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=english)
    assert "trang/index.html: FAILED" in again.stdout


def test_the_id_of_a_stick_is_a_new_one() -> None:
    """None of those that are known; a list with another thing in its place is none."""
    signs = iter("222222" + "7KM2QX")
    assert new_stick(lambda _signs: next(signs), {"222-222"}) == STICK
    with pytest.raises(NotAManifest):
        read_manifest(Manifest("Xã", "", "7KM-20X", 2026112100, DAY, {}).written())


def test_the_number_of_a_writing_grows() -> None:
    """Also among computers that never met, for it shows the day."""
    first = next_sequence(DAY, [])
    assert first == 2026112100
    assert next_sequence(DAY, [first, 5]) == first + 1
    assert read_manifest(Manifest("Xã", "", STICK, next_sequence(DAY, [2099123199]), DAY, {}).written())
    assert next_sequence(date(2026, 11, 22), [first + 1]) > first + 1
    assert next_sequence(date(2020, 1, 1), [first]) == first + 1, "a clock that is wrong"


# Names

UNFIT = [
    "trang/con.html",
    "trang/Lớp.html",
    "trang/a b.html",
    "trang/a.",
    "trang/aux",
    f"trang/{'a' * 101}",
    "trang/a:b",
]


@pytest.mark.parametrize("name", UNFIT)
def test_names_that_some_computer_cannot_write(name: str) -> None:
    assert list(unfit(["trang/a.html", f"trang/{name}"])) == [f"trang/{name}"]


def test_names_that_a_stick_takes_for_one() -> None:
    assert list(unfit(["trang/a.html", "trang/A.html"])) == ["trang/A.html"]


def test_a_folder_that_is_too_full() -> None:
    """FAT32 has room for some thousands of long names."""
    names = [f"trang/offers/{'lop-hoc-' * 9}{number}.html" for number in range(10_000)]
    assert list(crowded(names)) == ["trang/offers"]
    assert list(crowded(names[:5_000])) == []


# By what a file is that no list names, paths; those `beside` lie there, too.
CASES: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("fixtures").joinpath("strange.json").read_text(encoding="utf-8")
)
SORTED = {path: sort for sort, paths in CASES.items() if sort != "beside" for path in paths}


@pytest.fixture(scope="module")
def on_page() -> Mapping[str, tuple[str, str]]:
    """What the page that checks a stick takes each path for, and how it shows it: its own script, in Node."""
    program = """
    require(process.argv[1]);
    const { about, beside, paths } = JSON.parse(require("node:fs").readFileSync(0));
    const sortOf = langhoc.sorter(about, new Set(beside));
    console.log(JSON.stringify(paths.map((path) => [path, [sortOf(path), langhoc.visible(path)]])));
    """
    told = {"about": sorting(), "beside": CASES["beside"], "paths": [*SORTED]}
    command = ["node", "-e", program, str(theme_dir() / "scripts/stick/30-check.js")]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, encoding="utf-8", check=True)
    return {path: (sort, shown) for path, (sort, shown) in json.loads(done.stdout)}


def test_what_should_not_be_opened() -> None:
    """What lies among our files or is called like one, and programs where people look; a person's own things may be."""
    assert {path: str(sort_of(path, CASES["beside"])) for path in SORTED} == SORTED


def test_the_page_tells_the_same(on_page: Mapping[str, tuple[str, str]]) -> None:
    """Of each path, and shows its name as the command does: with what would steer it made visible."""
    assert {path: sort for path, (sort, _shown) in on_page.items()} == SORTED
    assert {path: shown for path, (_sort, shown) in on_page.items()} == {path: visible_line(path) for path in SORTED}


def test_without_a_list_our_pages_are_not_called_strange(tmp_path: Path) -> None:
    """Nor anybody's; a program still is strange."""
    brought(Disk(tmp_path), FIRST)
    (tmp_path / MANIFEST).write_bytes(b"?")
    (tmp_path / "MO-TRUOC.exe").write_bytes(b"x")
    found = verify(Disk(tmp_path))
    assert (found.strange, found.foreign) == (("MO-TRUOC.exe",), ())


# Writing


def test_what_differs_is_written(tmp_path: Path) -> None:
    """And nothing else; what START was is kept beside it; a folder in which nothing is left goes."""
    disk = Disk(tmp_path)
    brought(disk, FIRST)
    assert holds(tmp_path, FIRST)
    assert verify(disk).is_whole
    assert OLDER not in lying(tmp_path)
    change = brought(disk, SECOND)
    assert set(change.writes) == {START, OLDER, *(path for path in SECOND if "stories" in path)}
    assert set(change.removals) == FIRST.keys() - SECOND.keys()
    assert holds(tmp_path, SECOND | {OLDER: FIRST[START]})
    assert verify(disk).is_whole
    assert not (tmp_path / "trang/events").exists()


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    brought(Disk(tmp_path), FIRST)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert brought(Disk(tmp_path), FIRST, date(2026, 12, 1)).is_listed
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_what_is_damaged_is_mended(tmp_path: Path) -> None:
    """A START that is damaged does not take the older one's place."""
    disk = Disk(tmp_path)
    brought(disk, FIRST)
    brought(disk, SECOND)
    for name in (START, "trang/index.html"):
        (tmp_path / name).write_bytes(b"?" * (tmp_path / name).stat().st_size)
    assert set(verify(disk).damaged) == {START, "trang/index.html"}
    brought(disk, THIRD)
    assert holds(tmp_path, THIRD | {OLDER: FIRST[START]})
    assert verify(disk).is_whole


def test_what_may_not_be_told_any_more_is_not_kept(tmp_path: Path) -> None:
    """Then the new START stands twice, for at any moment one has to be whole."""
    disk = Disk(tmp_path)
    brought(disk, FIRST)
    update(disk, change_to(disk, SECOND, WHOSE, STICK, DAY, Terms(may_keep=False)), None)
    assert holds(tmp_path, SECOND | {OLDER: SECOND[START]})
    assert verify(disk).is_whole
    assert change_to(disk, SECOND, WHOSE, STICK, DAY).is_listed


FOREIGN = {"anh-cuoi.jpg": b"\xff\xd8", "ghi-chu.txt": b"cua toi", "Thu muc/a.txt": b"a"}
LITTER = {"System Volume Information/IndexerVolumeGuid": b"x", "trang/Thumbs.db": b"y", "._a": b"z"}
BACK = {"gui-ve/lop-may.txt": "Lớp may".encode()}


def lay(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    """It is told of: somebody's own files, what computers leave there, what people tell."""
    disk = Disk(tmp_path)
    brought(disk, FIRST)
    lay(tmp_path, FOREIGN | LITTER | BACK)
    change = brought(disk, SECOND)
    assert set(change.foreign) == set(FOREIGN)
    found = verify(disk)
    assert (set(found.foreign), set(found.litter), set(found.brought_back)) == (set(FOREIGN), set(LITTER), set(BACK))
    assert found.is_whole
    assert {**lying(tmp_path), **FOREIGN, **LITTER, **BACK} == lying(tmp_path)


def test_somebodys_file_in_the_way(tmp_path: Path) -> None:
    lay(tmp_path, {"trang/offers/24.html": b"cua toi"})
    assert change_to(Disk(tmp_path), THIRD, WHOSE, STICK, DAY).in_the_way == ("trang/offers/24.html",)


@pytest.mark.posix
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """Nor through one by the name that files have before they are whole, nor where a folder lies."""
    outside, usb = tmp_path / "outside", tmp_path / "usb"
    lay(outside, {"index.html": b"quy gia"})
    for name in ("trang", "~langhoc", START):
        usb.mkdir()
        (usb / name).symlink_to(outside)
        assert change_to(Disk(usb), THIRD, WHOSE, STICK, DAY).in_the_way == (name,)
        (usb / name).unlink()
        usb.rmdir()
    lay(usb, {"trang/index.html/a.txt": b"a", "BAN-KE-MOI.txt/a.txt": b"a", "gui-ve": b"a"})
    in_the_way = change_to(Disk(usb), THIRD, WHOSE, STICK, DAY).in_the_way
    assert {"trang/index.html", "BAN-KE-MOI.txt", "gui-ve"} <= set(in_the_way)
    assert lying(outside) == {"index.html": b"quy gia"}


def test_names_that_differ_in_capitals_alone(tmp_path: Path) -> None:
    """To a stick they are one: somebody's file is in the way, one of ours goes before the new one comes."""
    lay(tmp_path, {"trang/Index.html": b"cua toi"})
    assert change_to(Disk(tmp_path), THIRD, WHOSE, STICK, DAY).in_the_way == ("trang/Index.html",)
    usb = tmp_path / "usb"
    usb.mkdir()
    brought(Disk(usb), FIRST | {"trang/Ve-Xa.html": source_of(b"a")})
    assert change_to(Disk(usb), FIRST | {"trang/ve-xa.html": source_of(b"b")}, WHOSE, STICK, DAY).first == (
        "trang/Ve-Xa.html",
    )


def test_what_was_left_aside(tmp_path: Path) -> None:
    """A piece of a writing that was broken off is known as such, and goes with the next."""
    brought(Disk(tmp_path), FIRST)
    lay(tmp_path, {"~langhoc/0": "Chuyện".encode()})
    assert verify(Disk(tmp_path)).is_unfinished
    brought(Disk(tmp_path), FIRST)
    assert not (tmp_path / "~langhoc").exists()


# Pulled out


class Quick(Disk):
    """A stick that is never waited for: hundreds are written here."""

    def flush(self, names: Iterable[str]) -> None:
        pass

    def flush_folder(self, name: str) -> None:
        pass


class PulledOut(BaseException):
    """The stick is gone."""


class Failing(Quick):
    """A stick that is pulled out at its n-th change, in the midst of it; after that nothing reaches it."""

    def __init__(self, root: Path, after: int) -> None:
        super().__init__(root)
        self.left = after

    def _step(self, half: Callable[[], object] = lambda: None) -> None:
        self.left -= 1
        if self.left < 0:
            if self.left == -1:
                half()
            raise PulledOut

    def make_folder(self, name: str) -> None:
        self._step()
        super().make_folder(name)

    def write(self, name: str, content: Path | bytes, tell: Tell = print) -> None:
        whole = content if isinstance(content, bytes) else content.read_bytes()
        self._step()
        self._step(lambda: Disk.write(self, name, whole[: len(whole) // 2]))
        super().write(name, content, tell)

    def move(self, name: str, to: str) -> None:
        # On a stick a file may be gone from its place before the new one is there.
        self._step()
        self._step(lambda: Disk.remove(self, to))
        super().move(name, to)

    def flush(self, names: Iterable[str]) -> None:
        self._step()
        super().flush(names)

    def remove(self, name: str) -> None:
        self._step()
        super().remove(name)

    def remove_folder(self, name: str) -> None:
        self._step()
        super().remove_folder(name)

    def clear_aside(self) -> None:
        self._step()
        super().clear_aside()


def interruptions(root: Path, begun: Path, wanted: Mapping[str, Source], each: int = 1) -> Iterator[int]:
    """At each step once, or at some: the stick as it was then lies in `root`."""
    for after in itertools.count(each - 1, each):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(begun, root)
        disk = Failing(root, after)
        try:
            brought(disk, wanted)
        except PulledOut:
            yield after
        else:
            return


def is_whole(root: Path, name: str, known: Iterable[Mapping[str, Source]]) -> bool:
    path = root / name
    return path.is_file() and path.read_bytes() in [one[START].at for one in known]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder that lies in memory, where there is such a one: hundreds of sticks are written there."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def begun(place: Path) -> Path:
    """A stick that was written twice, with files of others."""
    root = place / "begun"
    root.mkdir()
    brought(Quick(root), FIRST)
    brought(Quick(root), SECOND)
    lay(root, FOREIGN | LITTER | BACK)
    return root


def test_pulled_out_at_any_moment(place: Path, begun: Path) -> None:
    """One START is whole; what is said of the stick is true; what others saved is there; the next time finishes it."""
    root, points = place / "stick", 0
    known = [FIRST, SECOND, THIRD]
    for after in interruptions(root, begun, THIRD):
        points += 1
        assert is_whole(root, START, known) or is_whole(root, OLDER, known), after
        there, found = lying(root), verify(Quick(root))
        is_done, is_untouched = holds(root, THIRD), lying(begun).items() <= there.items()
        assert found.is_whole <= (is_done or is_untouched), after
        assert found.is_unfinished != found.is_whole, after
        assert not found.damaged, after
        assert set(found.missing) == {name for name in found.missing if name not in there}, after
        assert {**there, **FOREIGN, **LITTER, **BACK} == there, after
        brought(Quick(root), THIRD)
        assert holds(root, THIRD), after
        assert verify(Quick(root)).is_whole, after
        assert not (root / "~langhoc").exists()
        assert set(lying(root)) == {*THIRD, OLDER, MANIFEST, *FOREIGN, *LITTER, *BACK}, after
    assert points > 110


def test_pulled_out_the_first_time(place: Path) -> None:
    """What was begun is known as ours, and another catalogue of the day is written over it."""
    empty, root, points = place / "empty", place / "stick", 0
    first = contents(**many("topics", "Chủ đề", range(12))) | FIRST
    empty.mkdir()
    for after in interruptions(root, empty, first):
        points += 1
        assert verify(Quick(root)).is_whole <= holds(root, first), after
        brought(Quick(root), THIRD)
        assert holds(root, THIRD), after
        assert set(lying(root)) - {OLDER} == {*THIRD, MANIFEST}, after
    assert points > 90


# So few that a stick can be pulled out at each step of two writings.
FEW = (
    contents(trang__index="Trang", trang__offers__1="Lớp"),
    contents(trang__index="Trang", trang__stories__xoai="Chuyện", trang__offers__1="Lớp mới"),
    contents(trang__index="Trang mới", trang__events__1="Hội"),
)


@pytest.mark.parametrize("is_first", [True, False])
def test_pulled_out_again_and_again(place: Path, is_first: bool) -> None:
    """Two writings that were broken off, of different catalogues, leave nothing behind that nobody knows: what was
    written by the first of them, and is in no other, is gone when a third one has come to its end.
    """
    before, told, taken_back = FEW
    empty, root, twice, points = place / "empty", place / "stick", place / "twice", 0
    empty.mkdir()
    if not is_first:
        brought(Quick(empty), before)
    # Where there is no list yet, a folder of such a name is somebody else's.
    others = FOREIGN | BACK if is_first else FOREIGN | LITTER | BACK
    lay(empty, others)
    for _after in interruptions(root, empty, told):
        for _again in interruptions(twice, root, taken_back):
            points += 1
            assert is_first or is_whole(twice, START, FEW) or is_whole(twice, OLDER, FEW)
            brought(Quick(twice), taken_back)
            assert holds(twice, taken_back)
            assert set(lying(twice)) - {OLDER} == {*taken_back, MANIFEST, *others}
    assert points > 700


@pytest.mark.parametrize("name", [MANIFEST, PENDING])
def test_a_list_that_cannot_be_read_is_not_passed_over(place: Path, name: str) -> None:
    """What only that list knew would stay on the stick for good: it is refused, and replaced all of it is ours."""
    before, told, taken_back = FEW
    root = place / "stick"
    root.mkdir()
    brought(Quick(root), before)
    with pytest.raises(PulledOut):
        brought(Failing(root, 30), told)
    assert (root / "trang/stories/xoai.html").exists()
    (root / name).write_bytes((root / name).read_bytes()[:-1])
    refused = refusal_of_contents(Quick(root), lists_on(Quick(root)), WHOSE, is_replaced=False)
    assert refused is not None
    assert name in refused.said()
    brought(Quick(root), taken_back, is_replaced=True)
    assert set(lying(root)) - {OLDER} == {*taken_back, MANIFEST}


def test_a_stick_whose_list_was_deleted(place: Path) -> None:
    """It is no other program's, and can be written anew; a folder to bring something back in hinders nobody."""
    root = place / "stick"
    (root / "gui-ve").mkdir(parents=True)
    (root / "gui-ve/tin.txt").write_text("x")
    brought(Quick(root), FEW[0] | {CHECK: source_of(b"<p>")})
    (root / MANIFEST).unlink()
    refused = refusal_of_contents(Quick(root), lists_on(Quick(root)), WHOSE, is_replaced=False)
    assert refused is not None
    assert MANIFEST in refused.said()
    brought(Quick(root), FEW[2] | {CHECK: source_of(b"<p>")}, is_replaced=True)
    assert set(lying(root)) - {OLDER} == {*FEW[2], CHECK, MANIFEST, "gui-ve/tin.txt"}


def test_it_is_told_how_far_it_is(place: Path) -> None:
    """In bytes that are on the stick: also while a large file is written, and never more than all of it."""
    large = place / "kiwix.zim"
    large.write_bytes(os.urandom(40_000_000))
    stick = place / "stick"
    stick.mkdir()
    told: list[tuple[int, int]] = []
    disk = Quick(stick)
    change = change_to(disk, FEW[0] | {"kiwix.zim": source_of(large)}, WHOSE, STICK, DAY)
    update(disk, change, None, lambda done, of: told.append((done, of)))
    assert {of for _done, of in told} == {change.bytes}
    steps = [done for done, _of in told]
    assert steps == sorted(steps)
    assert steps[-1] == change.bytes
    assert max(later - earlier for earlier, later in itertools.pairwise(steps)) < 10_000_000
    told.clear()
    shutil.move(stick / MANIFEST, stick / PENDING)
    change = change_to(disk, FEW[0] | {"kiwix.zim": source_of(large)}, WHOSE, STICK, DAY)
    update(disk, change, None, lambda done, of: told.append((done, of)))
    assert told == []
    assert verify(disk).is_whole


def heavy(said: bytes) -> dict[str, Source]:
    """So much that several processes bring it, in several groups."""
    pages = {f"trang/{number}.html": source_of(b"%d %s" % (number, said) + b"." * 400_000) for number in range(70)}
    return {START: source_of(said), **pages}


def has_come(path: Path, source: Source) -> bool:
    return path.is_file() and path.read_bytes() == source.at


@pytest.mark.parametrize("after", [1, 4, 21, 45, 69])
@pytest.mark.parametrize("is_first", [True, False])
def test_killed_while_several_processes_write(place: Path, after: int, is_first: bool) -> None:
    """As when the computer goes out: when so many files have come, wherever each of them is."""
    before, wanted = heavy("trước".encode()), heavy(b"sau")
    disk = Quick(place)
    if not is_first:
        brought(disk, before)
    change = change_to(disk, wanted, WHOSE, STICK, DAY)

    def write() -> None:
        os.setsid()
        update(disk, change, None, workers=SEVERAL)

    writing = multiprocessing.get_context("fork").Process(target=write)
    writing.start()
    while writing.is_alive() and sum(has_come(place / name, source) for name, source in wanted.items()) < after:
        pass
    if writing.is_alive():
        assert writing.pid
        os.killpg(writing.pid, signal.SIGKILL)
    writing.join()
    assert is_first or is_whole(place, START, [before, wanted]) or is_whole(place, OLDER, [before, wanted])
    found = verify(disk)
    assert found.is_whole == (not found.is_unfinished) == (holds(place, wanted) and not (place / PENDING).exists())
    brought(disk, wanted)
    assert holds(place, wanted)
    assert verify(disk).is_whole
    assert set(lying(place)) - {OLDER} == {*wanted, MANIFEST}


class WornOut(Disk):
    """A stick that keeps one bit wrong."""

    def write(self, name: str, content: Path | bytes, tell: Tell = print) -> None:
        whole = content if isinstance(content, bytes) else content.read_bytes()
        super().write(name, bytes([whole[0] ^ 1]) + whole[1:] if b"Chuy" in whole else content, tell)


def test_a_stick_that_is_worn_out(begun: Path) -> None:
    """What it gives back is not what was written: it is said at once, and the file before is not touched."""
    brought(Disk(begun), FIRST)
    before = lying(begun)
    change = change_to(Disk(begun), SECOND, WHOSE, STICK, DAY)
    with pytest.raises(Damaged, match=START):
        update(WornOut(begun), change, None)
    assert lying(begun)[START] == before[START]


class Gone(Disk):
    """A stick that is out when it is to be read."""

    def sums(self, names: Iterable[str]) -> Iterator[str | None]:
        return (None for _name in names)


def test_a_stick_that_is_out_is_not_worn_out(begun: Path) -> None:
    brought(Disk(begun), FIRST)
    change = change_to(Disk(begun), SECOND, WHOSE, STICK, DAY)
    with pytest.raises(OSError, match="Input/output error"):
        update(Gone(begun), change, None)


# Damaged later


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("written")
    brought(Quick(root), FIRST)
    brought(Quick(root), SECOND)
    return root


@given(st.data())
def test_any_damage_is_found(written: Path, data: st.DataObject) -> None:
    """One bit, a file cut off, a file gone: of whichever."""
    path = data.draw(st.sampled_from(sorted(path for path in written.rglob("*") if path.is_file())))
    name, content = path.relative_to(written).as_posix(), path.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    flipped = content[at] ^ 1 << data.draw(st.integers(0, 7))
    path.unlink()
    if damaged := data.draw(st.sampled_from([content[:at] + bytes([flipped]) + content[at + 1 :], content[:at], None])):
        path.write_bytes(damaged)
    found = verify(Disk(written))
    path.write_bytes(content)
    assert not found.is_whole
    assert name in (*found.damaged, *found.missing) or (name == MANIFEST and found.manifest is None)


def test_the_room_that_is_needed(tmp_path: Path) -> None:
    """As much as all takes at the worst moment, at least; in whole clusters. What is changed lies there twice for a
    moment, but never all of it.
    """
    large = {path: Source(b"", Entry(1 << 25, source.entry.sha256)) for path, source in FIRST.items()}
    change = change_to(Disk(tmp_path), large, WHOSE, STICK, DAY)
    needed, all_of_it = room_needed(change, {}, 32_768), len(FIRST) << 25
    assert all_of_it + 32_768 < needed < all_of_it + (1 << 22)
    assert 1 << 26 < room_needed(change, dict.fromkeys(FIRST, 1 << 25), 32_768) < 1 << 27


def test_how_much_room_is_told() -> None:
    """Never less than is needed, nor more than there is: a stick with next to nothing free is not told of 1 MB."""
    size = Phrases("vi").size
    assert size(rounded(4_399_999, math.floor)) == "4,3 MB"
    assert size(rounded(4_300_001, math.ceil)) == "4,4 MB"
    assert size(rounded(999_001, math.ceil)) == "1 MB"
    assert size(rounded(999, math.floor)) == "0 KB"
    assert some(["a", "b\n", "c"]) == "a, b␊, c"
    assert some(map(str, range(9))) == "0, 1, 2, 3, 4, …"
