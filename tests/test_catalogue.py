"""A whole catalogue: what `check` says of it, and the questions that pages ask."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests import odd

from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, Checked, check, events_between, meetings
from langhoc.model import (
    KINDS,
    ConnectedClassroom,
    DigitalLibrary,
    Event,
    Indicator,
    LearningCentre,
    Offer,
    Organisation,
    Programme,
    Record,
    Story,
)
from langhoc.problems import CODES, Problem

BROKEN = Path(__file__).parent / "fixtures" / "broken"
AREA = "- {id: xa-mau, type: commune, title: Xã Mẫu}\n"
CENTRE = "title: Nhà Mẫu\ntype: learning_centre\narea: xa-mau\n"
OFFER = "title: Lớp Mẫu\ntype: class\n"
CHECKED = "checked_on: 2026-11-01\nsources: [{title: Bảng tin, place: Xã Mẫu, date: 2026-11-01}]\n"

# What a folder of text files cannot show, and what others than `check` say: see the tests that make them.
# Those of sheets are in test_spreadsheet_*.
MADE_ELSEWHERE = {
    "unreadable", "too-large", "page-warning",
    "bad-sheet", "ambiguous", "unknown-column", "unread-column", "mended-cell",
}  # fmt: skip

Check = Callable[[Path], Checked]
WriteFiles = Callable[[dict[str, str | bytes]], Path]


def brief(problem: Problem) -> tuple[str, str, int]:
    return problem.code, problem.place.file, problem.place.line


def codes(checked: Checked) -> list[str]:
    return [problem.code for problem in checked.problems]


@pytest.mark.parametrize("fault", sorted(path.name for path in BROKEN.iterdir()))
def test_broken_catalogues_say_what_is_wrong_and_no_more(fault: str, checked: Check) -> None:
    """Each fault is told once, at its line, and nothing that merely follows from it is."""
    expected = yaml.load((BROKEN / fault / "expected.yml").read_text(encoding="utf-8"), yaml.BaseLoader) or []
    found = checked(BROKEN / fault).problems
    assert [brief(problem) for problem in found] == [(e["code"], e["file"], int(e["line"])) for e in expected]
    columns = [int(one["column"]) for one in expected if "column" in one]
    assert not columns or [problem.place.column for problem in found] == columns


def test_every_code_has_a_broken_catalogue_of_its_name() -> None:
    """No code of the reference is without an example that shows it."""
    assert {name for name in CODES if not (BROKEN / name).is_dir()} == MADE_ELSEWHERE


def test_nothing_is_wrong_with_the_tiny_catalogue(checked: Check, fixtures: Path) -> None:
    """A good catalogue with every kind of session, closure and text has nothing to be told."""
    assert checked(fixtures / "tiny").problems == ()


def test_one_title_may_be_that_of_several(checked: Check, write_files: WriteFiles) -> None:
    """In two areas, of two kinds, with other words, and of two areas that a register tells apart by their codes."""
    event = "title: Ngày đọc sách\ntype: festival\nstarts_on: 2026-12-01\n" + CHECKED
    long = "Hội " + "rất " * 40
    files: dict[str, str | bytes] = {
        "areas.yml": AREA + "- {id: xa-khac, type: commune, title: Xạ Mẫu, code: '2'}\n",
        "centres/nha-mot.yml": CENTRE + CHECKED,
        "centres/nha-hai.yml": CENTRE.replace("xa-mau", "xa-khac") + CHECKED,
        "classrooms/phong.yml": "title: Nhà Mẫu\narea: xa-mau\n" + CHECKED,
        "events/ngay-mot.yml": event + "area: xa-mau\n",
        "events/ngay-hai.yml": event + "area: xa-khac\n",
        "organisations/hoi-mot.yml": f"title: {long} xa\ntype: other\n" + CHECKED,
        "organisations/hoi-hai.yml": f"title: {long} gần\ntype: other\n" + CHECKED,
        "topics.yml": "- {id: ganh, title: 學習}\n- {id: hat, title: 書法}\n",
    }
    assert codes(checked(write_files(files))) == []


def test_an_error_leaves_no_catalogue(checked: Check) -> None:
    """Nobody builds a site from records with errors; a warning does not stop anyone."""
    assert checked(BROKEN / "unknown-key").catalogue is None
    assert checked(BROKEN / "stale").catalogue is not None


# Files and folders that are not what they seem


def test_no_data_folder_is_one_problem(checked: Check, tmp_path: Path) -> None:
    """In a folder that holds no catalogue there is one thing to say."""
    assert [brief(problem) for problem in checked(tmp_path).problems] == [("missing-data", "data", 0)]


def test_a_file_in_place_of_the_data_folder(checked: Check, tmp_path: Path) -> None:
    """A file named data is no catalogue."""
    (tmp_path / "data").write_text("x")
    assert codes(checked(tmp_path)) == ["missing-data"]


def test_a_file_over_one_mebibyte_is_refused(checked: Check, write_files: WriteFiles) -> None:
    """One MiB may be read, one byte more may not."""
    fits = (OFFER + CHECKED).encode().ljust(1024 * 1024, b"\n")
    folder = write_files({"offers/lop-vua.yml": fits, "offers/lop-lon.yml": fits + b"\n"})
    found = [brief(problem) for problem in checked(folder).problems]
    assert found == [("too-large", "data/offers/lop-lon.yml", 0)]


@pytest.mark.parametrize("make", odd.FILES)
@pytest.mark.parametrize("name", ["offers/lop-mau.yml", "stories/chuyen-mau.md", "areas.yml"])
def test_what_is_no_file_is_told_and_never_waited_for(
    make: Callable[[Path], None], name: str, checked: Check, write_files: WriteFiles
) -> None:
    """Folders, pipes, sockets and broken links with a record's name are one problem each."""
    folder = write_files({"offers/lop-khac.yml": OFFER + CHECKED, "stories/README.md": "Ghi chú"})
    make(folder / "data" / name)
    assert [brief(problem) for problem in checked(folder).problems] == [("unreadable", f"data/{name}", 0)]


@pytest.mark.parametrize("make", odd.FILES)
def test_settings_that_are_no_file(make: Callable[[Path], None], checked: Check, tmp_path: Path) -> None:
    """Without readable settings the other files are read all the same."""
    (tmp_path / "data" / "offers").mkdir(parents=True)
    (tmp_path / "data" / "offers" / "lop-mau.yml").write_text(OFFER + "level: low\n", encoding="utf-8")
    make(tmp_path / "data" / "catalogue.yml")
    assert set(codes(checked(tmp_path))) >= {"missing-data", "unknown-value"}


def test_a_link_to_a_folder_is_told_and_not_followed(checked: Check, write_files: WriteFiles) -> None:
    """A folder that holds itself by a link does not keep the checker for ever."""
    folder = write_files({"offers/lop-mau.yml": OFFER + CHECKED})
    (folder / "data" / "offers" / "vong").symlink_to(folder / "data")
    assert [brief(problem) for problem in checked(folder).problems] == [("stray-file", "data/offers/vong", 0)]


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """As a user whom locks keep out; root they do not."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.parametrize("locked", ["centres", "centres/nha-mau.yml", "areas.yml"])
def test_what_is_locked_is_told_and_nobody_is_told_it_is_missing(
    locked: str, checked: Check, write_files: WriteFiles
) -> None:
    """A folder or file without permission is one problem; references into it are not called unknown."""
    offer = OFFER + CHECKED + "places: [nha-mau]\n"
    folder = write_files({"areas.yml": AREA, "centres/nha-mau.yml": CENTRE + CHECKED, "offers/lop-mau.yml": offer})
    with tempfile.TemporaryDirectory() as anywhere:
        copy = Path(anywhere)
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        copy.chmod(0o755)
        (copy / "data" / locked).chmod(0)
        with nobody():
            found = checked(copy).problems
        (copy / "data" / locked).chmod(0o700)
    assert [brief(problem) for problem in found] == [("unreadable", f"data/{locked}", 0)]


@pytest.mark.parametrize("name", [b"h\xe4c", b"hai\ndong", b"xo\x1b[2J"])
def test_names_that_cannot_be_printed(name: bytes, checked: Check, write_files: WriteFiles) -> None:
    """A folder's name in another encoding, or one that a terminal would obey, is refused and shown safely."""
    folder = write_files({"offers/lop-mau.yml": OFFER + CHECKED})
    strange = Path(os.fsdecode(os.fsencode(folder / "data" / "offers") + b"/" + name))
    strange.mkdir()
    (strange / "lop-khac.yml").write_text(OFFER, encoding="utf-8")
    problem = checked(folder).problems[0]
    assert problem.code == "bad-name"
    assert problem.place.file.isprintable()


@pytest.mark.parametrize("name", ["con.yml", "aux.yml", "lpt1.yml"])
def test_names_that_windows_cannot_have(name: str, checked: Check, write_files: WriteFiles) -> None:
    """A catalogue can be cloned on every computer: Windows keeps these names for devices."""
    assert codes(checked(write_files({f"offers/{name}": OFFER}))) == ["bad-name"]


def test_what_lies_beside_records(checked: Check, write_files: WriteFiles) -> None:
    """Notes, hidden files, and folders of any name below a kind are no problem."""
    files: dict[str, str | bytes] = {
        "offers/xa-mau/thang 1/lop-mau.yml": OFFER + CHECKED,
        "offers/GHI-CHU.md": "x",
        "media/GHI-CHU.txt": "x",
        "offers/.lop-mau.yml.swp": b"\0",
        ".git/config.yml": "x",
    }
    assert codes(checked(write_files(files))) == []


# Questions that pages ask


def test_a_class_without_a_place_is_held_where_its_provider_is(checked: Check, write_files: WriteFiles) -> None:
    """The commune's page tells of it; an online class is held nowhere."""
    body = "title: Hội Mẫu\ntype: other\narea: xa-mau\n" + CHECKED
    offers = {
        "offers/lop-mot.yml": "title: Lớp một\ntype: class\nprovider: hoi-mau\n" + CHECKED,
        "offers/lop-hai.yml": "title: Lớp hai\ntype: class\nprovider: hoi-mau\nmode: online\n" + CHECKED,
    }
    found = checked(write_files({"areas.yml": AREA, "organisations/hoi-mau.yml": body, **offers})).catalogue
    assert found
    assert ids(found.offers_in(found.area("xa-mau"))) == ["lop-mot"]


@pytest.fixture(scope="module")
def tiny() -> Catalogue:
    with open_cache(None) as cache:
        catalogue = check(BROKEN.parent / "tiny", date(2026, 11, 21), cache).catalogue
    assert catalogue
    return catalogue


def ids(records: tuple[object, ...]) -> list[str]:
    return [getattr(record, "id") for record in records]  # noqa: B009


def test_relations_read_both_ways(tiny: Catalogue) -> None:
    """A place knows its offers, a topic and an audience theirs, an area its places and the areas in it."""
    assert ids(tiny.offers_at(tiny.place("nha-hoc-gao"))) == ["nghe-muoi-mot-ngay", "tin-hoc-can-ban"]
    assert ids(tiny.offers_at(tiny.place("nha-hoc-muoi"))) == []
    assert ids(tiny.places_of(tiny.get(Offer, "nghe-muoi-mot-ngay"))) == ["nha-hoc-gao", "nha-van-hoa-dao"]
    assert [ids(tiny.offers_on(topic)) for topic in tiny.topics] == [
        ["hoc-chu-tren-dao"], ["nghe-muoi-mot-ngay"], ["tin-hoc-can-ban"],
    ]  # fmt: skip
    assert ids(tiny.offers_for(tiny.audiences[0])) == ["hoc-chu-tren-dao", "tin-hoc-can-ban"]
    assert ids(tiny.places_in(tiny.area("xa-dao"))) == ["lop-ket-noi-dao", "nha-van-hoa-dao"]
    assert tiny.places_in(tiny.area("tinh-mau")) == tiny.places
    assert ids(tiny.offers_in(tiny.area("xa-dao"))) == ["hoc-chu-tren-dao", "nghe-muoi-mot-ngay"]
    assert ids(tiny.ancestors(tiny.area("xa-dao"))) == ["tinh-mau"]
    assert ids(tiny.roots) == ["tinh-mau"]


def test_places_are_where_one_can_go(tiny: Catalogue) -> None:
    """Centres and classrooms are; a book bus is a library but stands nowhere, so no area has it."""
    centres, classrooms = ids(tiny.all_of(LearningCentre)), ids(tiny.all_of(ConnectedClassroom))
    assert centres == ["nha-hoc-gao", "nha-hoc-muoi", "nha-van-hoa-dao"]
    assert classrooms == ["lop-ket-noi-dao", "lop-ket-noi-gao"]
    assert ids(tiny.libraries) == ["xe-sach-ra-dao"]
    assert {*ids(tiny.places)} == {*centres, *classrooms}
    assert tiny.area_of(tiny.place("lop-ket-noi-dao")) == tiny.area("xa-dao")
    assert tiny.area_of(tiny.place("xe-sach-ra-dao")) is None


def test_each_kind_can_be_asked_for(tiny: Catalogue) -> None:
    """The tiny catalogue has a record of every kind, and no record is of two."""
    kinds = [tiny.all_of(kind.model) for kind in KINDS.values()]
    assert all(kinds)
    assert sorted(record_id for records in kinds for record_id in ids(records)) == sorted(tiny.by_id)
    assert ids(tiny.stories) == ["hoc-chu-luc-sau-muoi"]
    assert tiny.file_of(tiny.record("hoc-chu-luc-sau-muoi")) == "data/stories/hoc-chu-luc-sau-muoi.md"


@pytest.mark.parametrize(
    ("named", "model", "naming"),
    [
        ("hoc-chu-tren-dao", Story, ["hoc-chu-luc-sau-muoi"]),
        ("gia-dinh-hoc-tap-mau", Story, ["hoc-chu-luc-sau-muoi"]),
        ("nha-van-hoa-dao", Story, ["hoc-chu-luc-sau-muoi"]),
        ("nha-van-hoa-dao", DigitalLibrary, ["xe-sach-ra-dao"]),
        ("mau-cung-doc", Event, ["ngay-doc-sach-mau"]),
        ("mau-cung-doc", Indicator, ["luot-muon-sach"]),
        ("tinh-mau", Indicator, ["luot-muon-sach"]),
        ("hoi-khuyen-hoc-mau", Organisation, ["chi-hoi-khuyen-hoc-dao"]),
        ("hoi-khuyen-hoc-mau", Programme, ["mau-cung-doc"]),
        ("hoi-khuyen-hoc-mau", ConnectedClassroom, ["lop-ket-noi-gao"]),
        ("hoi-khuyen-hoc-mau", Story, []),
        ("hoc-chu-luc-sau-muoi", Offer, []),
    ],
)
def test_who_is_named_knows_by_whom(tiny: Catalogue, named: str, model: type[Record], naming: list[str]) -> None:
    """However deep the name stands: a stop of a route, a figure of a series; twice named is once told."""
    assert ids(tiny.naming(tiny.by_id[named], model)) == naming


def test_classrooms_are_connected_both_ways(tiny: Catalogue) -> None:
    """It is enough that one of the two names the other."""
    one, other = tiny.get(ConnectedClassroom, "lop-ket-noi-gao"), tiny.get(ConnectedClassroom, "lop-ket-noi-dao")
    assert (tiny.partners(one), tiny.partners(other)) == ((other,), (one,))


def test_a_place_knows_its_parts(tiny: Catalogue) -> None:
    """Of whatever kind they are."""
    assert ids(tiny.parts_of(tiny.place("nha-hoc-gao"))) == ["lop-ket-noi-gao"]
    assert ids(tiny.parts_of(tiny.place("lop-ket-noi-gao"))) == []


def test_events_are_asked_for_by_area_and_by_day(tiny: Catalogue) -> None:
    """One of two days at two places is in both areas and in that above them, once; its first and last day count."""
    event = tiny.get(Event, "ngay-doc-sach-mau")
    assert [tiny.events_in(tiny.area(area)) for area in ("phuong-gao", "xa-dao", "tinh-mau")] == [(event,)] * 3
    assert tiny.events_in(tiny.area("xa-tre")) == ()
    days = [date(2026, 12, day) for day in range(4, 8)]
    assert [events_between(tiny, day, day) for day in days] == [[], [event], [event], []]
    assert events_between(tiny, days[0], days[-1]) == [event]


def test_events_stand_in_order_of_their_days(checked: Check, write_files: WriteFiles) -> None:
    """Two of one day in order of title; an area knows the events that name it, too."""
    event = "type: festival\narea: xa-mau\n" + CHECKED
    files: dict[str, str | bytes] = {
        "areas.yml": AREA,
        "events/mot.yml": event + "title: Á\nstarts_on: 2026-12-02\n",
        "events/hai.yml": event + "title: Đ\nstarts_on: 2026-12-01\nends_on: 2026-12-31\n",
        "events/ba.yml": event + "title: D\nstarts_on: 2026-12-01\n",
    }
    catalogue = checked(write_files(files)).catalogue
    assert catalogue
    assert ids(catalogue.events) == ids(catalogue.events_in(catalogue.roots[0])) == ["ba", "hai", "mot"]
    assert [event.id for event in events_between(catalogue, date(2026, 12, 2), date(2026, 12, 3))] == ["hai", "mot"]


def test_records_stand_in_vietnamese_order(tiny: Catalogue) -> None:
    """Đ stands behind D, not behind Z."""
    assert ids(tiny.children(tiny.roots[0])) == ["phuong-gao", "phuong-muoi", "xa-dao", "xa-tre"]


def test_an_empty_area_leads_on_to_its_neighbours(tiny: Catalogue) -> None:
    """The nearest areas with a place in use, by distance; one whose only place was merged is not among them."""
    assert [area.id for area, _km in tiny.nearest_filled(tiny.area("xa-tre"))] == ["phuong-gao", "xa-dao"]


def test_reading_does_not_change_a_catalogue(tiny: Catalogue) -> None:
    """Asking for what is not there adds nothing."""
    before = dict(tiny.offers_at.groups)
    tiny.offers_at(tiny.place("nha-hoc-muoi"))
    assert tiny.offers_at.groups == before


def test_the_week_holds_every_meeting_with_its_changes(tiny: Catalogue) -> None:
    """Moved, full, cancelled and closed meetings stand in the week and say so, and halts of a library with them."""
    found = [
        (str(m.occurrence.day), m.of.id, m.place and m.place.id, m.occurrence.takes_place)
        for m in meetings(tiny, date(2026, 11, 21), date(2026, 12, 4))
    ]
    assert found == [
        ("2026-11-21", "hoc-chu-tren-dao", "nha-van-hoa-dao", True),
        ("2026-11-22", "nghe-muoi-mot-ngay", "nha-van-hoa-dao", True),
        ("2026-11-22", "hoc-chu-tren-dao", "nha-van-hoa-dao", True),
        ("2026-11-24", "tin-hoc-can-ban", "nha-hoc-gao", True),
        ("2026-11-25", "hoc-chu-tren-dao", "nha-van-hoa-dao", True),
        ("2026-11-27", "tin-hoc-can-ban", "nha-hoc-gao", False),
        ("2026-11-29", "xe-sach-ra-dao", "nha-van-hoa-dao", True),
        ("2026-11-30", "tin-hoc-can-ban", "nha-hoc-gao", True),
        ("2026-12-03", "xe-sach-ra-dao", None, False),
        ("2026-12-04", "tin-hoc-can-ban", "nha-hoc-gao", False),
    ]


def test_a_halt_says_where_it_is(tiny: Catalogue) -> None:
    """At one of the catalogue's places, or at a spot by the road; a meeting of an offer is no halt."""
    week = meetings(tiny, date(2026, 11, 28), date(2026, 12, 3))
    stops = [(m.of.id, m.stop and m.stop.where and m.stop.where.said("vi").text) for m in week]
    assert stops == [("xe-sach-ra-dao", None), ("tin-hoc-can-ban", None), ("xe-sach-ra-dao", "Cổng Chợ Gạo Mẫu")]
    assert [bool(m.stop) for m in week] == [True, False, True]


TWO_PLACES = {
    "areas.yml": AREA,
    "centres/nha-mot.yml": CENTRE + CHECKED + "closures: [{from: 2026-11-23, to: 2026-11-23}]\n",
    "centres/nha-hai.yml": CENTRE + CHECKED + "closures: [{from: 2026-11-30, to: 2026-11-30}]\n",
}
SESSION = "sessions:\n  - days: [mon]\n    from: 18:00\n    to: 19:00\n"


def test_a_meeting_moved_elsewhere_follows_the_closures_there(checked: Check, write_files: WriteFiles) -> None:
    """Moved out of a closed place it takes place; moved into a closed one it does not."""
    changes = "".join(
        f"      - {{date: {day}, state: moved, place: nha-hai}}\n" for day in ("2026-11-23", "2026-11-30")
    )
    offer = OFFER + CHECKED + "places: [nha-mot]\n" + SESSION + "    changes:\n" + changes
    catalogue = checked(write_files({**TWO_PLACES, "offers/lop.yml": offer})).catalogue
    assert catalogue
    week = meetings(catalogue, date(2026, 11, 23), date(2026, 11, 30))
    assert [(m.place and m.place.id, m.occurrence.takes_place) for m in week] == [("nha-hai", True), ("nha-hai", False)]


def test_nobody_is_sent_to_one_of_two_places_by_guess(checked: Check, write_files: WriteFiles) -> None:
    """A session that does not say at which of the offer's places it is held has no place."""
    offer = OFFER + CHECKED + "places: [nha-mot, nha-hai]\n" + SESSION
    catalogue = checked(write_files({**TWO_PLACES, "offers/lop.yml": offer})).catalogue
    assert catalogue
    assert [m.place for m in meetings(catalogue, date(2026, 11, 23), date(2026, 11, 23))] == [None]
