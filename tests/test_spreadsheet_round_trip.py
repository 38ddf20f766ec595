"""What a sheet was written from comes out of it again: any record of any kind, and every record of real catalogues."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.running import TODAY, contents

from langhoc import vietnamese
from langhoc.doors.keys import Key, Takes, keys
from langhoc.doors.layout import laid_out
from langhoc.doors.spreadsheet import Columns, Held, Listed, Names, Proposing, exported, read_grids, rows_of
from langhoc.model import KINDS
from langhoc.model.group import Group
from langhoc.phrases import Phrases
from langhoc.project import Project
from langhoc.project.sheets import Sheet, exported_from, read_sheet

ROOT = Path(__file__).parent.parent
LANGUAGES = ("vi", "en")

# What sheets stumble over: delimiters, quotes, formulas, our own signs, what looks like an escape of Excel's.
AWKWARD = st.lists(
    st.sampled_from([*"ab 1;,'\"=+-@\n\tđếỜ[]()_#|", "_x0041_", "00", "14:30", "; ", "1e5", "'-", "=HYPERLINK(1)"]),
    min_size=1,
    max_size=8,
).map("".join)
OTHER = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \n"), max_size=12)
TEXTS = (AWKWARD | OTHER).map(lambda text: vietnamese.clean(text).text.strip()).filter(bool)
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
DAYS = st.dates().map(str)
TIMES = st.times().map(lambda time: time.isoformat("minutes"))
LOCAL = st.dictionaries(st.sampled_from(LANGUAGES), TEXTS, min_size=1)

VALUES: dict[Takes, st.SearchStrategy[Any]] = {
    Takes.TEXT: LOCAL,
    Takes.WORD: TEXTS,
    Takes.YES_NO: st.sampled_from(["true", "false"]),
    Takes.DAY: DAYS,
    Takes.PERIOD: DAYS | st.sampled_from(["2025", "2025-05", "2024/2025"]),
    Takes.TIME: TIMES,
    Takes.WHOLE_NUMBER: st.integers(0, 10**12).map(str),
    Takes.DECIMAL: st.decimals(-200, 200, places=4).map(str),
    Takes.PHONE: st.sampled_from(["1022", "028 3822 5055", "0901234567", "1900 6600"]),
    Takes.URL: st.sampled_from(["https://example.org/?a=1;b=2", "http://example.org"]),
    Takes.EMAIL: st.just("van-phong@example.org"),
    Takes.ID: IDS,
    Takes.REFERENCE: IDS,
    Takes.FILE: st.just("anh/le-khai-giang.jpg"),
}


def groups(model: type[Group]) -> st.SearchStrategy[dict[str, Any]]:
    """Data of a group as files hold it, any of its keys there or not; never empty."""
    values = {key.name: value_of(key) for key in keys(model) if key.name != "id"}
    return st.fixed_dictionaries({}, optional=values).filter(bool)


def value_of(key: Key) -> st.SearchStrategy[Any]:
    one = VALUES.get(key.takes)
    if key.part:
        one = st.deferred(lambda: groups(key.part))  # type: ignore[arg-type]
    elif key.choices:
        one = st.sampled_from([str(choice) for choice in key.choices])
    assert one is not None
    return st.lists(one, min_size=1, max_size=3) if key.several else one


@st.composite
def records(draw: st.DrawFn) -> tuple[str, str, dict[str, Any]]:
    """A kind, an id, and data of a record."""
    kind = draw(st.sampled_from(list(KINDS)))
    id = draw(IDS)
    data = draw(groups(KINDS[kind].model)) | {"title": draw(LOCAL)}
    return kind, id, data | {"id": id} if KINDS[kind].is_list else data


def text(kind: str, data: Any) -> str:
    return laid_out(KINDS[kind], [data] if KINDS[kind].is_list else data, LANGUAGES)


def through_a_sheet(kind: str, id: str, data: dict[str, Any], file: Path) -> Any:
    """The data of a record that was written to a sheet and read from it into a catalogue without records."""
    columns = Columns(kind, LANGUAGES)
    content, left_out = exported(columns, [Listed(id, data)], Names(()), Phrases("vi"), file.suffix)
    assert not left_out
    file.write_bytes(content)
    grids, problems = read_grids(file, file.name)
    assert not problems
    rows = rows_of(grids, file.name, columns, None)
    proposals = Proposing(columns, (), Names(()), Held(file.parent, "vi")).proposals(rows)
    assert [problem for problem in proposals.problems if problem.code != "mended-cell"] == []
    (record,) = proposals.records
    assert record.id == id
    return record.data


# Any record


# Large data takes long to be made small again, and says as much as it is.
SLOW: dict[str, Any] = {
    "deadline": None,
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@settings(max_examples=100, **SLOW)
@given(records())
def test_any_record_through_csv(tmp_path: Path, record: tuple[str, str, dict[str, Any]]) -> None:
    """Whatever a record says, CSV says it, and it is read as it was."""
    kind, id, data = record
    assert text(kind, through_a_sheet(kind, id, data, tmp_path / "x.csv")) == text(kind, data)


@settings(max_examples=15, **SLOW)
@given(records())
def test_any_record_through_a_workbook(tmp_path: Path, record: tuple[str, str, dict[str, Any]]) -> None:
    """Whatever a record says, its sheets say it, and it is read as it was."""
    kind, id, data = record
    assert text(kind, through_a_sheet(kind, id, data, tmp_path / "x.xlsx")) == text(kind, data)


# All records of a catalogue


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "plugins" / "langhoc" / "sample", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("catalogue", ["sample", "real"])
def test_an_export_imported_changes_nothing(
    catalogue: str, kind: str, ending: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Every record of the kind is found again, and none would be written."""
    folder = request.getfixturevalue(catalogue)
    before = {name: content for name, content in contents(folder).items() if name.startswith("data/")}
    project = Project(folder, TODAY)
    file = tmp_path / f"all{ending}"
    given = exported_from(project, kind, "vi", ending)
    file.write_bytes(given.content)
    found = read_sheet(project, Sheet(file, file.name, kind))
    assert (found.files, found.problems, found.unchanged, given.left_out) == ({}, (), given.count, ())
    assert {name: content for name, content in contents(folder).items() if name.startswith("data/")} == before
