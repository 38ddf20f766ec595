"""The canonical layout: what the browser form writes, whichever door a record came through."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.running import edit, langhoc, new_catalogue

from langhoc import vietnamese
from langhoc.doors import EXAMPLES
from langhoc.doors.formatting import formatted
from langhoc.doors.layout import group_laid_out, laid_out
from langhoc.model import KINDS, Kind, Settings
from langhoc.reading.files import list_files, record_file
from langhoc.reading.nodes import to_data
from langhoc.reading.record_file import read_content
from langhoc.reading.source import decode
from langhoc.reading.yaml_file import parse

ROOT = Path(__file__).parent.parent
LANGUAGES = ("vi", "en")
CATALOGUES = [ROOT, *(ROOT / "plugins" / "langhoc" / name for name in ("starter", "sample"))]

# The texts that YAML writers stumble over, and any other.
AWKWARD = st.lists(
    st.sampled_from([*"ab 12#:-?'\"[]{},&*!|>%@`~\n\tđếỜ.=<\\/+eE_0x", "---", "...", "null", "true", " #", ": ", "😀"]),
    min_size=1, max_size=12,
).map("".join)  # fmt: skip
OTHER = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \n"), max_size=12)
# As reading leaves them: special spaces, letters in pieces and the like are mended there.
PLAIN = (AWKWARD | OTHER).map(lambda text: vietnamese.clean(text).text.strip()).filter(bool)
# JavaScript moves keys that are numbers to the front; no file has a key of two lines.
KEYS = PLAIN.filter(lambda key: not key.isdigit() and "\n" not in key)
VALUES = st.recursive(
    PLAIN | st.booleans() | st.integers(-(10**9), 10**9),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def offer(**values: Any) -> str:
    return laid_out(KINDS["offer"], values, LANGUAGES)


def tidy(text: str, kind: str = "offer") -> str:
    """The text of a file of that kind, laid out."""
    name = KINDS[kind].file or f"x{KINDS[kind].ending}"
    given = formatted(text.encode(), name, KINDS[kind], LANGUAGES)
    assert isinstance(given, str), given
    return given


def read(text: str) -> Any:
    source, _problems = decode(text.encode(), "x.yml")
    assert source is not None
    node, problems = parse(source)
    assert node is not None, problems
    return to_data(node)


# As the browser form writes


def test_it_is_what_the_browser_forms_yaml_package_writes() -> None:
    """Any text and any nesting, byte for byte: else each saving by one door would undo what the other wrote."""
    program = """
      const yaml = require("yaml");
      const options = {indent: 2, indentSeq: true, lineWidth: 0, singleQuote: true};
      const values = JSON.parse(require("fs").readFileSync(0));
      console.log(JSON.stringify(values.map((value) => yaml.stringify(value, options))));
    """
    values: list[Any] = []

    @settings(max_examples=700, database=None)
    @given(st.dictionaries(st.sampled_from(["p", "q", "r s"]), VALUES, min_size=1, max_size=3))
    def collect(value: dict[str, Any]) -> None:
        values.append(value)

    collect()
    done = subprocess.run(
        ["node", "-e", program], input=json.dumps(values), capture_output=True, encoding="utf-8", cwd=ROOT, check=True
    )
    # Unknown keys are written as they are, which is how any value gets through here.
    assert [offer(**value) for value in values] == json.loads(done.stdout)


@given(st.dictionaries(PLAIN, VALUES, min_size=1, max_size=3))
def test_what_is_written_is_read_back(value: dict[str, Any]) -> None:
    """No text is taken for another, or for a number, a comment or a mark of YAML's."""

    def as_text(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: as_text(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [as_text(inner) for inner in value]
        return json.dumps(value) if isinstance(value, (bool, int)) else value

    assert read(laid_out(KINDS["offer"], {"unknown": value}, LANGUAGES)) == {"unknown": as_text(value)}


# What it makes of a record


def test_keys_texts_numbers() -> None:
    """Keys in the model's order, a text for each language, numbers without quotes and numerals that are texts with."""
    given = {
        "contacts": [{"phone": "1022", "role": "Văn phòng"}],
        "type": "class",
        "cost": {"amount": "0"},
        "sessions": [{"to": "20:00", "from": "18:30", "days": ["tue", "thu"]}],
        "title": {"en": "Computing", "vi": " Vi tính: căn bản "},
        "tags": [],
        "summary": "",
    }
    assert offer(**given) == (
        "title:\n  vi: 'Vi tính: căn bản'\n  en: Computing\ntype: class\ncost:\n  amount: 0\n"
        "sessions:\n  - days:\n      - tue\n      - thu\n    from: 18:30\n    to: 20:00\n"
        "contacts:\n  - role:\n      vi: Văn phòng\n    phone: '1022'\n"
    )


def test_a_storys_text_stands_below_its_keys() -> None:
    """The text in the catalogue's first language; the others stay in the front matter."""
    given = {"description": {"en": "Hello.", "vi": "Chào.\n\nHai."}, "title": "Chuyện"}
    written = laid_out(KINDS["story"], given, LANGUAGES)
    assert written == "---\ntitle:\n  vi: Chuyện\ndescription:\n  en: Hello.\n---\n\nChào.\n\nHai.\n"
    assert tidy(written, "story") == written


def test_what_the_model_does_not_know_is_kept() -> None:
    """A misspelt key is for the checker to tell, not for the layout to lose."""
    assert tidy("titel: Lớp\ntype: [a, {b: c}]\n") == "type:\n  - a\n  - b: c\ntitel: Lớp\n"


def test_settings() -> None:
    """The catalogue's own file has a layout, too."""
    given = {"languages": ["vi"], "title": "Làng"}
    assert group_laid_out(Settings, given, ("vi",)) == "title:\n  vi: Làng\nlanguages:\n  - vi\n"


# Comments


COMMENTED = """\
# yaml-language-server: $schema=x.json
title: Lớp # of the ward
# Two evenings
sessions: # ask again
  # the first
  - {days: [tue], from: "18:30", to: "20:00"} # in the hall
  - days: # which?
      - thu
    from: "18:30" # 'not' "a text"
    to: "20:00"
summary: "Số 5 # 12" # a sign
description: | # long
  # no comment
  text
# the end
"""


def test_comments_stay_with_what_they_are_about() -> None:
    """None is lost; one behind a value goes above it; # within a text is no comment."""
    assert tidy(COMMENTED) == (
        "# yaml-language-server: $schema=x.json\n# of the ward\ntitle:\n  vi: Lớp\n# a sign\nsummary:\n"
        "  vi: 'Số 5 # 12'\n# long\ndescription:\n  vi: |-\n    # no comment\n    text\n# Two evenings\n# ask again\n"
        "sessions:\n  # the first\n  # in the hall\n  - days:\n      - tue\n    from: 18:30\n    to: 20:00\n"
        "  # which?\n  - days:\n      - thu\n    # 'not' \"a text\"\n    from: 18:30\n    to: 20:00\n# the end\n"
    )
    assert tidy(tidy(COMMENTED)) == tidy(COMMENTED)


def test_text_behind_a_hash_is_not_made_a_comment() -> None:
    """Whoever wrote `Số 5 #12` meant a house: the file is left as it is, and why is told."""
    problems = formatted(b"title: S\xe1\xbb\x91 5 #12\n", "x.yml", KINDS["offer"], LANGUAGES)
    assert isinstance(problems, list)
    assert [problem.code for problem in problems] == ["lost-text"]


# Whole catalogues


def records(content: bytes, name: str) -> Any:
    file = record_file(Path(), name)
    return read_content(content, file, LANGUAGES)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_example_means_the_same_laid_out(kind: Kind) -> None:
    """What people copy from the templates may be brought into the layout, which a second time changes nothing."""
    example = EXAMPLES[kind.name]
    text = tidy(example.text, kind.name)
    before, after = (records(one.encode(), example.file) for one in (example.text, text))
    assert [one.record for one in before.found] == [one.record for one in after.found] != []
    assert tidy(text, kind.name) == text


@pytest.mark.parametrize("folder", CATALOGUES, ids=lambda folder: folder.name)
def test_the_catalogues_are_laid_out(folder: Path) -> None:
    """Those that come with the project open in the browser form as they are."""
    for file in list_files(folder).records:
        content = file.path.read_bytes()
        assert formatted(content, file.name, file.kind, LANGUAGES) == content.decode(), file.name


# The command


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return new_catalogue(tmp_path / "catalogue")


def test_fmt_lays_out_what_is_not(catalogue: Path) -> None:
    """The file named, or all; once done, there is nothing to do."""
    offer = catalogue / "data" / "offers" / "vi-tinh-buoi-toi.yml"
    good = offer.read_text("utf-8")
    edit(offer, "type: class\n", "")
    offer.write_text(f"type:   class\n{offer.read_text('utf-8')}", "utf-8")
    looked = langhoc("-C", catalogue, "fmt", "--check")
    assert (looked.returncode, looked.stdout) == (1, "data/offers/vi-tinh-buoi-toi.yml is laid out otherwise.\n")
    assert langhoc("-C", catalogue, "fmt", offer).stdout == "Files laid out: 1; as they were: 0.\n"
    assert langhoc("-C", catalogue, "fmt", offer.relative_to(catalogue)).stdout.startswith("Files laid out: 0;")
    assert offer.read_text("utf-8") == good
    assert langhoc("-C", catalogue, "fmt", "--check").returncode == 0


def test_fmt_leaves_what_cannot_be_read(catalogue: Path) -> None:
    """The broken file stays as it is and is told with its place; the others are laid out all the same."""
    offer = catalogue / "data" / "offers" / "vi-tinh-buoi-toi.yml"
    offer.write_text('title: "Vi tính\n', "utf-8")
    (catalogue / "data" / "centres" / "other.yml").write_text("title:   Other\n", "utf-8")
    done = langhoc("-C", catalogue, "fmt")
    assert done.returncode == 1
    assert "data/offers/vi-tinh-buoi-toi.yml:1:8: error[bad-yaml]" in done.stderr
    assert "Files laid out: 1;" in done.stdout
    assert offer.read_text("utf-8") == 'title: "Vi tính\n'


def test_fmt_of_a_file_that_is_no_record(catalogue: Path, tmp_path: Path) -> None:
    """Said in a sentence; nothing is written."""
    (tmp_path / "x.yml").write_text("a: b", "utf-8")
    done = langhoc("-C", catalogue, "fmt", tmp_path / "x.yml")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is no file of this catalogue's records" in done.stderr
