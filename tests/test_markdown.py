"""Problems as Markdown: what records say stays text, and the comment on a change is made of data alone."""

from __future__ import annotations

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from langhoc.i18n import Message
from langhoc.problems import COMMENT_MARK, Place, Problem, as_comment, as_summary, report, told_again
from langhoc.problems.markdown import plain

# What Markdown, HTML and GitHub's own links are made of.
ODD = st.text(st.sampled_from("ab1 \n\t\\`*_{}[]()<>#+-.!|~&;:@/'\"=w\u202e\x1b\u2028đ") | st.characters(), max_size=60)


def problem(text: str, file: str = "data/offers/x.yml") -> Problem:
    return Problem("bad-value", Place(file, 2, 5), Message("{word}", {"word": text}))


@given(ODD)
def test_a_text_is_nothing_but_text(text: str) -> None:
    """In a table cell it makes one text, which reads as what was written; no tag, link, mention or second line."""
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(f"| a |\n|---|\n| {plain(text)} |\n")
    cell = shown.partition("<td>")[2].partition("</td>")[0]
    assert "<" not in cell
    read = html.unescape(cell)
    assert not re.search(r"@\w|#\w|://|\bwww\.", read)
    kept = [sign for sign in text if sign.isprintable() and not sign.isspace() and sign != "\u2060"]
    assert [sign for sign in read if not sign.isspace() and sign not in "\u2060\ufffd"] == [
        s for s in kept if s != "\ufffd"
    ]


@pytest.mark.parametrize("bait", ["@team hi", "see #12", "https://evil.example/x", "www.evil.example", "GH-7"])
def test_nobody_is_called_and_nothing_is_linked(bait: str) -> None:
    """GitHub looks at what is shown, after Markdown: the sign and what follows are told apart by one that joins."""
    assert bait not in html.unescape(plain(bait))


def test_a_summary_is_cut_where_github_would_drop_it() -> None:
    """And says how many are left out."""
    text = as_summary([problem("x" * 900, f"data/offers/x{n}.yml") for n in range(2_000)], "en")
    assert len(text.encode()) < 1_000_000
    assert re.search(r"… and \d+ more", text)


def rows(*problems: Problem, language: str = "vi") -> str:
    return report(problems, "json", language)


def test_a_comment_says_it_in_both_languages() -> None:
    """Thanks, what to mend, where the pages are; Vietnamese first, English folded away."""
    told = [(language, told_again(rows(problem("sai"), language=language))) for language in ("vi", "en")]
    text = as_comment(told, "https://example.org/run/1")
    assert text.startswith(COMMENT_MARK)
    assert text.index("Cảm ơn") < text.index("<summary>English</summary>") < text.index("Thank you")
    assert text.count("https://example.org/run/1") == 2
    assert "data&#47;offers&#47;x&#46;yml&#58;2" in text


def test_a_comment_tells_of_a_sheet_that_was_refused() -> None:
    """Instead of saying that nothing is to be mended; its words stay words."""
    text = as_comment([("en", [])], None, ["lop.csv: <b> @team", *["x"] * 100])
    assert "could not be taken in" in text
    assert "Nothing has to be mended" not in text
    assert "@team" not in text
    assert text.count("<br>") == 39


def test_a_comment_fits() -> None:
    """GitHub takes 65,536 signs."""
    many = told_again(rows(*(problem("x" * 500, f"data/offers/x{n}.yml") for n in range(1_000))))
    assert len(as_comment([("vi", many), ("en", many)], None)) < 65_536


@pytest.mark.parametrize(
    "forged",
    [
        "", "{}", "[1]", "[[]]", "nothing", "[" * 100_000,
        '[{"code": "bad-value"}]',
        '[{"code": "<b>", "severity": "error", "file": "f", "line": 1, "message": "m", "hint": null, "older": false}]',
        '[{"code": "bad-value", "severity": "x", "file": "f", "line": 1, "message": "m", "hint": null, "older": 0}]',
        '[{"code": "bad-value", "severity": "error", "file": [], "line": 1, "message": "m", "hint": null, "older": 0}]',
        '[{"code": "bad-value", "severity": "error", "file": "f", "line": "1", "message": "", "hint": 1}]',
        '[{"code": ["bad-value"], "severity": "error", "file": "f", "line": 1, "message": "m", "hint": 0, "older": 0}]',
    ],
)  # fmt: skip
def test_a_forged_report_is_refused(forged: str) -> None:
    """It comes from a stranger's run: what is not in its form is refused, and never a traceback."""
    with pytest.raises(ValueError):  # noqa: PT011 (the words are Python's own, and are not shown)
        told_again(forged)


def test_a_report_reads_back() -> None:
    (row,) = told_again(rows(problem("@x <script>")))
    assert (row.code, row.line, row.text, row.is_older) == ("bad-value", 2, "@x <script>", False)
    assert json.loads(rows(problem("x")))[0]["older"] is False
