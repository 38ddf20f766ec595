"""Writes docs/reference/fields.md and fields.vi.md: every key of every kind of record, from the model.

    python docs/reference/make_field_pages.py

Labels and hints are those of `langhoc.phrases.fields`, in Vietnamese from the .po file.
"""

from __future__ import annotations

from pathlib import Path

from langhoc.doors import field_reference
from langhoc.i18n import translator

HERE = Path(__file__).parent

# By language: the page's name, its title, and what stands below it.
PAGES = {
    "en": ("fields.md", "The keys of a record", "[Tiếng Việt](fields.vi.md) · Written by `make_field_pages.py`."),
    "vi": ("fields.vi.md", "Các mục của bản ghi", "[English](fields.md) · Do `make_field_pages.py` viết."),
}


def pages() -> dict[str, str]:
    """Both pages by their file names."""
    return {
        name: f"# {title}\n\n{below}\n\n{field_reference(translator(language))}"
        for language, (name, title, below) in PAGES.items()
    }


def write() -> None:
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
