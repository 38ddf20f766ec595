"""Writes docs/reference/fields.md and fields.vi.md: every key of every kind of record, from the model.

    python docs/reference/make_field_pages.py

Labels and hints are those of `langhoc.phrases.fields`, in Vietnamese from the .po file. Words that mean the same are no
records: what is said of them stands here, with bounds from the model.
"""

from __future__ import annotations

from pathlib import Path

from langhoc.doors import field_reference
from langhoc.i18n import translator
from langhoc.model.synonyms import LONGEST, MOST_GROUPS, MOST_TEXTS, MOST_WORDS

HERE = Path(__file__).parent

# By language: the page's name, its title, and what stands below it.
PAGES = {
    "en": ("fields.md", "The keys of a record", "[Tiếng Việt](fields.vi.md) · Written by `make_field_pages.py`."),
    "vi": ("fields.vi.md", "Các mục của bản ghi", "[English](fields.md) · Do `make_field_pages.py` viết."),
}

SYNONYMS = {
    "en": (
        "Words that mean the same",
        "Groups of words for search, in `data/synonyms.yml`; a catalogue may do without. A group is a list on a line "
        f"of its own, the usual word first: 2 to {MOST_TEXTS} texts of at most {MOST_WORDS} words and {LONGEST} "
        f"characters, in any language. At most {MOST_GROUPS} groups; a text stands in one of them only, whatever its "
        "capitals and marks. Who types one of a group finds what says another, so what means more is left out.",
    ),
    "vi": (
        "Chữ cùng nghĩa",
        "Nhóm chữ để tìm, ghi trong `data/synonyms.yml`; không có tệp này cũng được. Mỗi nhóm là một danh sách trên "
        f"một dòng, chữ hay dùng nhất đứng đầu: 2 đến {MOST_TEXTS} chữ, mỗi chữ dài nhất {MOST_WORDS} tiếng và "
        f"{LONGEST} ký tự, ngôn ngữ nào cũng được. Nhiều nhất {MOST_GROUPS} nhóm; một chữ chỉ đứng trong một nhóm, "
        "không kể viết hoa hay dấu. Gõ chữ nào trong nhóm cũng ra chỗ ghi chữ kia, nên chữ có nghĩa rộng hơn thì bỏ "
        "ra.",
    ),
}
SYNONYMS_EXAMPLE = """\
`data/synonyms.yml`:

```yaml
- [vi tính, tin học, máy tính]
- [công nghệ thông tin, CNTT]
- [trung tâm học tập cộng đồng, TTHTCĐ, TT HTCĐ]
```
"""


def pages() -> dict[str, str]:
    """Both pages by their file names."""
    return {
        name: f"# {title}\n\n{below}\n\n{field_reference(translator(language))}\n{_synonyms(language)}"
        for language, (name, title, below) in PAGES.items()
    }


def _synonyms(language: str) -> str:
    heading, about = SYNONYMS[language]
    return f'<a id="synonyms"></a>\n\n## {heading}\n\n{about}\n\n{SYNONYMS_EXAMPLE}'


def write() -> None:
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
