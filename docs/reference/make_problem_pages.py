"""Writes docs/reference/problems/: a page for each code that `langhoc check` may give, and an index.

    python docs/reference/make_problem_pages.py

Titles and explanations are those of `langhoc.problems.CODES`, in Vietnamese from the .po file; the example is the
broken catalogue of that name in tests/fixtures/broken, and what `check` says of it on 21 November 2026.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from langhoc.cache import open_cache
from langhoc.catalogue import check
from langhoc.i18n import translator
from langhoc.model import MEDIA_SORTS
from langhoc.problems import CODES, Code, Problem, Severity, report

HERE = Path(__file__).parent
PAGES = HERE / "problems"
BROKEN = HERE.parent.parent / "tests" / "fixtures" / "broken"
TODAY = date(2026, 11, 21)
LANGUAGES = ("vi", "en")

SEVERITIES = {
    Severity.ERROR: ("Lỗi: không dựng trang được.", "Error: nothing is built."),
    Severity.WARNING: ("Cảnh báo: chỉ dừng khi có `--strict`.", "Warning: stops a build only under `--strict`."),
    Severity.NOTICE: ("Thông báo: đã sửa khi đọc.", "Notice: mended in reading."),
}
GROUPS = {
    Severity.ERROR: "Lỗi · Errors",
    Severity.WARNING: "Cảnh báo · Warnings",
    Severity.NOTICE: "Thông báo · Notices",
}

# What a fixture of text files cannot show, in a sentence.
WITHOUT_EXAMPLE = "Không có ví dụ trong kho mã. · There is no example in the repository."


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {"README.md": _index(), **{f"{name}.md": _page(code) for name, code in CODES.items()}}


def _index() -> str:
    parts = [
        "# Các mã của `langhoc check` · The codes of `langhoc check`",
        "Trang này do `docs/reference/make_problem_pages.py` viết. · This page is written by that script.",
    ]
    for severity, heading in GROUPS.items():
        codes = sorted(code.name for code in CODES.values() if code.severity is severity)
        parts += [f"## {heading}", "\n".join(_index_line(CODES[name]) for name in codes)]
    return _joined(parts)


def _index_line(code: Code) -> str:
    titles = " · ".join(translator(language)(code.title) for language in LANGUAGES)
    return f"- [`{code.name}`]({code.name}.md): {titles}"


def _page(code: Code) -> str:
    parts = [f"# `{code.name}`"]
    for language, severity in zip(LANGUAGES, SEVERITIES[code.severity], strict=True):
        say = translator(language)
        parts += [f"## {say(code.title)}", say(code.explanation), f"*{severity}*"]
    return _joined([*parts, "## Ví dụ · Example", *_example(code.name)])


def _example(name: str) -> list[str]:
    folder = BROKEN / name
    if not folder.is_dir():
        return [WITHOUT_EXAMPLE]
    with open_cache(None) as cache:
        problems = check(folder, TODAY, cache).problems
    shown = [problem for problem in problems if problem.code == name]
    files = dict.fromkeys(problem.place.file for problem in shown)
    sources = [part for file in files if (folder / file).is_file() for part in _source(folder, file)]
    return [*sources, *(_said(folder, shown, language) for language in LANGUAGES)]


def _source(folder: Path, file: str) -> list[str]:
    content = (folder / file).read_bytes()
    if Path(file).suffix.lower() in MEDIA_SORTS:
        return [f"`{file}`"]
    text = content.decode("utf-8", "replace")
    return [f"`{file}`:", f"```yaml\n{_visible(text)}```"]


def _visible(text: str) -> str:
    """The text of an example without signs that a page cannot show."""
    return "".join(sign if sign in "\n\t" or sign.isprintable() else "\ufffd" for sign in text)


def _said(folder: Path, problems: list[Problem], language: str) -> str:
    said = report(problems, "text", language).replace(str(folder), "my-catalogue")
    return f"```text\n{said}```"


def _joined(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


def write() -> None:
    """Write all pages, and delete those of codes that are no more."""
    PAGES.mkdir(exist_ok=True)
    fresh = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in fresh:
            path.unlink()
    for name, text in fresh.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
