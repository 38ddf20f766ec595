"""`check --changed-since`: what a change touches fails, what was wrong before it elsewhere only warns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from tests.repository import commit, git, repository
from tests.running import DAY, edit, new_catalogue, said

OFFER = "data/offers/vi-tinh-buoi-toi.yml"
CENTRE = "data/centres/trung-tam-hoc-tap-cong-dong-xa-mau.yml"
BROKEN = "title: Lớp mẫu\ntype: class\ncost: {amount: nhiều}\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The starter's catalogue, committed on main."""
    return repository(new_catalogue(tmp_path / "catalogue"))


def check(folder: Path, revision: str = "main", *more: str) -> Result:
    """The command, in this process: it takes long to begin one for each."""
    return said("-C", str(folder), "check", "--today", DAY, "--changed-since", revision, *more)


def problems(folder: Path, revision: str = "main") -> dict[str, list[tuple[str, bool]]]:
    """File -> severity, and whether it is older."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for row in json.loads(check(folder, revision, "--format", "json").stdout):
        found.setdefault(row["file"], []).append((row["severity"], row["older"]))
    return found


def branch(folder: Path) -> None:
    git(folder, "switch", "--quiet", "--create", "change")


def test_what_the_change_breaks_fails(catalogue: Path) -> None:
    """An error in a file that the change writes counts as it is, whether it is committed or not."""
    branch(catalogue)
    (catalogue / "data/offers/lop-moi.yml").write_text(BROKEN, encoding="utf-8")
    assert check(catalogue).exit_code == 1
    commit(catalogue, "A class")
    assert check(catalogue).exit_code == 1
    assert problems(catalogue)["data/offers/lop-moi.yml"] == [("error", False)]


def test_an_older_fault_elsewhere_does_not_fail(catalogue: Path) -> None:
    """It is shown as a warning, after what belongs to the change, and says that it is older."""
    (catalogue / "data/offers/a-cu.yml").write_text(BROKEN, encoding="utf-8")
    commit(catalogue, "An old fault")
    branch(catalogue)
    edit(catalogue / OFFER, "level: beginner", "levle: beginner")
    answer = check(catalogue)
    assert answer.exit_code == 1
    assert answer.stdout.index(OFFER) < answer.stdout.index("What was there before") < answer.stdout.index("a-cu.yml")
    assert answer.stdout.endswith("1 error. 1 older one elsewhere does not count.\n")
    git(catalogue, "checkout", "--quiet", OFFER)
    edit(catalogue / OFFER, "level:", "# a note\nlevel:")
    answer = check(catalogue, "main", "--strict", "--format", "github")
    assert answer.exit_code == 0, answer.stdout
    assert answer.stdout.startswith("::warning file=data/offers/a-cu.yml,title=bad-number (older),line=3")


def test_a_touched_file_answers_for_its_older_faults(catalogue: Path) -> None:
    """Who edits a file mends it."""
    (catalogue / "data/offers/a-cu.yml").write_text(BROKEN, encoding="utf-8")
    commit(catalogue, "An old fault")
    branch(catalogue)
    edit(catalogue / "data/offers/a-cu.yml", "Lớp mẫu", "Lớp cũ")
    assert check(catalogue).exit_code == 1


def test_what_the_change_causes_elsewhere_fails(catalogue: Path) -> None:
    """To delete or rename a record that others name is an error in those others, which are not touched."""
    branch(catalogue)
    (catalogue / CENTRE).unlink()
    assert problems(catalogue)[OFFER] == [("error", False)]
    assert check(catalogue).exit_code == 1
    git(catalogue, "checkout", "--quiet", CENTRE)
    git(catalogue, "mv", CENTRE, "data/centres/ten-khac.yml")
    commit(catalogue, "Another name")
    assert problems(catalogue)[OFFER] == [("error", False)]


def test_what_others_did_meanwhile_is_not_part_of_the_change(catalogue: Path) -> None:
    """Main has gone on, and so seems to differ in a file that the change never touched."""
    (catalogue / "data/offers/a-cu.yml").write_text(BROKEN, encoding="utf-8")
    commit(catalogue, "An old fault")
    branch(catalogue)
    edit(catalogue / OFFER, "level:", "# a note\nlevel:")
    commit(catalogue, "A note")
    git(catalogue, "switch", "--quiet", "main")
    edit(catalogue / "data/offers/a-cu.yml", "nhiều", "100")
    commit(catalogue, "Mended")
    git(catalogue, "switch", "--quiet", "change")
    assert problems(catalogue) == {"data/offers/a-cu.yml": [("warning", True)]}


def test_a_catalogue_below_the_top_of_its_repository(tmp_path: Path) -> None:
    """Paths are seen from the catalogue's folder; a file of that name elsewhere in the repository is another."""
    new_catalogue(tmp_path / "top" / "xa")
    (tmp_path / "top/xa/data/offers/a-cu.yml").write_text(BROKEN, encoding="utf-8")
    repository(tmp_path / "top")
    branch(tmp_path / "top")
    (tmp_path / "top/data/offers").mkdir(parents=True)
    (tmp_path / "top/data/offers/a-cu.yml").write_text("x", encoding="utf-8")
    assert problems(tmp_path / "top/xa") == {"data/offers/a-cu.yml": [("warning", True)]}


@pytest.mark.posix
@pytest.mark.parametrize("name", ["Tin học.yml", "-rf.yml", '"q"\n.yml', "a;id.yml", "$(id).yml"])
def test_odd_names(catalogue: Path, name: str) -> None:
    """A name with spaces, quotes, a line break, marks or what a shell would run is a name."""
    (catalogue / "data/offers" / name).write_text(BROKEN, encoding="utf-8")
    commit(catalogue, "An odd name")
    branch(catalogue)
    edit(catalogue / OFFER, "level:", "# a note\nlevel:")
    assert check(catalogue).exit_code == 0
    (catalogue / "data/offers" / name).write_text(f"{BROKEN}\n", encoding="utf-8")
    assert check(catalogue).exit_code == 1


@pytest.mark.posix
def test_an_older_link_stays_a_warning(catalogue: Path) -> None:
    """A link is refused; that one was there before is no fault of the change."""
    (catalogue / "data/offers/noi.yml").symlink_to("/etc/hostname")
    commit(catalogue, "A link")
    branch(catalogue)
    edit(catalogue / OFFER, "level:", "# a note\nlevel:")
    assert problems(catalogue) == {"data/offers/noi.yml": [("warning", True)]}


@pytest.mark.posix
def test_a_history_that_is_cut_off(catalogue: Path, tmp_path: Path) -> None:
    """Where the commit was not fetched, it is said so, and how to fetch it; with two commits it works."""
    commit(catalogue, "Second")
    commit(catalogue, "Third")
    first = git(catalogue, "rev-parse", "HEAD~2")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{catalogue}", "shallow")
    answer = check(tmp_path / "shallow", first)
    assert answer.exit_code == 1
    assert "history is cut off" in answer.stderr
    assert "git fetch --unshallow" in answer.stderr
    assert check(tmp_path / "shallow", "HEAD^1").exit_code == 0


@pytest.mark.parametrize("revision", ["never-was", "--output=x", "", "HEAD:data", "-"])
def test_a_commit_that_is_not_there(catalogue: Path, revision: str) -> None:
    """A sentence with the name, never an option of Git's."""
    answer = check(catalogue, revision)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == f"Git knows no commit “{revision}” here.\n"


def test_no_repository(tmp_path: Path) -> None:
    answer = check(new_catalogue(tmp_path / "x"))
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "is not in a Git repository" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_no_git(catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = check(catalogue)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("Git is not installed")


def test_the_summary_has_the_whole_list(catalogue: Path, tmp_path: Path) -> None:
    """It is added to what stands in the file: the change's first, the older ones folded away."""
    (catalogue / "data/offers/a-cu.yml").write_text(BROKEN, encoding="utf-8")
    commit(catalogue, "An old fault")
    branch(catalogue)
    for number in range(15):
        (catalogue / f"data/offers/lop-{number}.yml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "summary.md").write_text("before\n", encoding="utf-8")
    check(catalogue, "main", "--summary", str(tmp_path / "summary.md"))
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("before\n### 15 errors")
    assert text.count("bad&#45;number") + text.count("<code>bad-number</code>") == 16
    assert text.index("lop&#45;14") < text.index("<details>") < text.index("a&#45;cu")
