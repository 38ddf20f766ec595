"""Markdown of records: what is made without Python-Markdown is what that makes."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown

from langhoc.cache import Cache
from langhoc.site.prose import rendered
from langhoc.site.sanitising import sanitise
from langhoc.workers import ALONE

PIECES = [
    "**", "a", "lớp", "Học ", "8", "1.", "1)", "-", "+", "#", ":", " ", "  ", "\n", "\n\n", ", ", "(", ")", '"', "'",
    "/", "%", "**b** ", "…", "—", "http://x.vn", "~~~", "---", "===", "A:", "_a_", "*", "&", "<b>", "\t", "\u00a0",
    "|", "\\", "`", "> ", "[a](b)",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("Một đoạn, **có chữ đậm** và\nhai dòng.\n\nĐoạn sau (8–10 giờ).")
def test_paragraphs_are_as_markdown_makes_them(text: str) -> None:
    made = markdown(text, extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    if "<h" not in made:  # Headings are moved a level down.
        assert rendered([], Cache(None), ALONE)[text] == sanitise(made)


def test_a_long_text_with_a_slip_takes_no_longer() -> None:
    """A pattern that tries all ways to divide a text would never end."""
    for text in ("a" * 50_000 + "\x00", "**" + "a " * 50_000, "a** b" * 20_000, "a\n" * 20_000 + "`"):
        assert rendered([], Cache(None), ALONE)[text]
