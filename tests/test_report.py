"""Problems as they are shown: to people, to GitHub, as JSON and as SARIF."""

from __future__ import annotations

import ast
import json
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from langhoc.catalogue import Checked
from langhoc.i18n import Message
from langhoc.problems import CODES, FORMATS, Place, Problem, Severity, report

PACKAGE = Path(__file__).parent.parent / "plugins" / "langhoc"
SHOWN = "unknown-key-and-value"
LEVELS = {"error", "warning", "note"}

Check = Callable[[Path], Checked]


def problem(text: str, place: Place, **params: object) -> Problem:
    return Problem("bad-value", place, Message(text, params))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_reports_look_as_before(
    form: str, language: str, checked: Check, fixtures: Path, golden: Callable[[str, str], None]
) -> None:
    """Every form in both languages, for a record with several problems."""
    problems = checked(fixtures / "broken" / SHOWN).problems
    golden(f"check/{language}.{'txt' if form == 'text' else form}", report(problems, form, language))


def test_a_report_of_nothing() -> None:
    """Where all is well a person is told so; machines get an empty report."""
    assert report((), "text", "en") == "No problems found.\n"
    assert report((), "github", "en") == ""
    assert json.loads(report((), "json", "en")) == []
    assert json.loads(report((), "sarif", "en"))["runs"][0]["results"] == []


def test_the_caret_stands_below_what_is_meant() -> None:
    """Tabs keep their width, and a very long line is cut around the place."""
    tabbed = report([problem("x", Place("f", 3, 3, "\t\tabc", 3))], "text", "en")
    assert tabbed.splitlines()[2:4] == ["3 | \t\tabc", "  | \t\t^^^"]
    line = "x" * 500 + "HERE" + "x" * 500
    long = report([problem("x", Place("f", 1, 501, line, 4))], "text", "en").splitlines()
    start = long[3].index("^")
    assert long[2][start : start + 4] == "HERE"
    assert max(map(len, long)) < 120


def test_a_terminal_is_sent_no_control_characters() -> None:
    """What a record holds cannot clear the screen, hide text or ring a bell."""
    place = Place("f", 1, 1, "a\x1b[2Jb\x07\u202e\x9b", 1)
    text = report([problem("{word}", place, word="\x1b]0;x\x07")], "text", "en")
    assert all(sign == "\n" or sign.isprintable() for sign in text)
    assert "a␛[2Jb␇��" in text


def test_github_gets_one_line_a_problem() -> None:
    """Line breaks, percent signs, colons and commas of a record cannot begin another workflow command."""
    place = Place("data/a:b,c%.yml", 2, 5)
    text = report([problem("{word}", place, word="100%\r\n::error::x")], "github", "en")
    assert text == ("::error file=data/a%3Ab%2Cc%25.yml,title=bad-value,line=2,col=5::100%25%0D%0A::error::x\n")


def test_github_knows_three_grades() -> None:
    """Errors, warnings and notices are GitHub's own words for them."""
    problems = [Problem(code, Place("f"), Message("x")) for code in ("bad-value", "stale", "mended-nfd")]
    starts = [line.split(" ")[0] for line in report(problems, "github", "en").splitlines()]
    assert starts == ["::error", "::warning", "::notice"]


def sarif_of(problems: list[Problem]) -> Any:
    return json.loads(report(problems, "sarif", "vi"))


def test_sarif_has_what_the_standard_requires(checked: Check, fixtures: Path) -> None:
    """SARIF 2.1.0, sections 3.13 to 3.30: each property that must be there, and indices that lead somewhere."""
    folders = sorted((fixtures / "broken").iterdir())
    log = sarif_of([problem for folder in folders for problem in checked(folder).problems])
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "langhoc"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in LEVELS
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"].get("region", {"startLine": 1, "startColumn": 1, "endColumn": 1})
        assert region["startLine"] >= 1
        assert 1 <= region["startColumn"] <= region["endColumn"]


def test_sarif_names_files_by_uri() -> None:
    """RFC 3986: spaces and Vietnamese letters are percent-encoded; a problem of a whole file has no region."""
    (result,) = sarif_of([problem("x", Place("data/Tin học.yml"))])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "data/Tin%20h%E1%BB%8Dc.yml"}}


def test_the_count_names_what_there_is() -> None:
    """One error is not "1 errors", and what there is none of is not counted."""
    problems = [Problem(code, Place("f"), Message("x")) for code in ("bad-value", "stale", "stale")]
    assert report(problems, "text", "en").splitlines()[-1] == "1 error, 2 warnings."


def test_codes_are_words_with_hyphens() -> None:
    """Codes are stable names: kebab-case, each with a title, an explanation and a grade."""
    for name, code in CODES.items():
        assert name.replace("-", "").isalnum()
        assert name == name.lower()
        assert code.title
        assert code.explanation.endswith(".")
        assert code.severity in Severity


def marked_texts() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield path.name, argument.value


def test_every_sentence_can_be_filled_in() -> None:
    """A brace in a sentence is a name to be filled in, never a sign by itself: that would crash the report."""
    for _file, text in marked_texts():
        names = [name for _literal, name, _form, _conversion in string.Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in names), text
