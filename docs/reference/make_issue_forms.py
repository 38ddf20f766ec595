"""Writes the issue forms of a new catalogue, and this repository's own: the questions of the form without account.

python docs/reference/make_issue_forms.py
"""

from __future__ import annotations

from pathlib import Path

from langhoc.doors.telling.issue_form import github_form, gitlab_form
from langhoc.doors.telling.questions import MESSAGE_KINDS

TOP = Path(__file__).parent.parent.parent
FOLDERS = (TOP, TOP / "plugins" / "langhoc" / "starter")


def forms() -> dict[str, str]:
    """Path from a catalogue's folder -> text."""
    github = {f".github/ISSUE_TEMPLATE/{kind.name}.yml": github_form(kind) for kind in MESSAGE_KINDS.values()}
    gitlab = {f".gitlab/issue_templates/{kind.name}.md": gitlab_form(kind) for kind in MESSAGE_KINDS.values()}
    return {**github, **gitlab}


if __name__ == "__main__":
    for folder in FOLDERS:
        for name, text in forms().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
