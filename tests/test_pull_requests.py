"""The workflows at work: each step's shell commands, on real changes in real repositories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.repository import commit, git, repository
from tests.runner import REPOSITORY, Host, Run, workflow
from tests.running import DAY, edit, new_catalogue, said
from tests.test_issue_form import filled_in

from langhoc.doors.telling.questions import CLASS, STORY

pytestmark = pytest.mark.posix

OFFER = "data/offers/vi-tinh-buoi-toi.yml"
BROKEN = "title:\n  vi: Lớp mẫu\ntype: class\ncost:\n  amount: nhiều\n"
WHOLE = "title:\n  vi: Lớp mẫu\ntype: class\nmode: online\n"
# What a shell, a workflow or Markdown might obey.
BAIT = "$(touch canary) `touch canary` ; touch canary # ${{ github.token }} ::error::x \"' @team <b>"

# The jobs that the tests below run.
RUN = {
    ("check", "check"), ("check", "commit"), ("comment", "comment"), ("from-issue", "draft"), ("publish", "build"),
    ("stale", "stale"),
}  # fmt: skip

Change = Callable[[dict[str, str]], Path]


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path / "host")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """What `langhoc new` makes, as main of a repository, with an origin to push to."""
    folder = repository(new_catalogue(tmp_path / "catalogue"))
    git(tmp_path, "clone", "--quiet", "--bare", str(folder), "origin.git")
    git(folder, "remote", "add", "origin", str(tmp_path / "origin.git"))
    return folder


@pytest.fixture
def change(catalogue: Path) -> Change:
    """A function that makes a branch with the files, merges it into main as GitHub does, and gives the folder."""

    def make(files: dict[str, str]) -> Path:
        git(catalogue, "switch", "--quiet", "--force-create", "change", "main")
        for name, text in files.items():
            (catalogue / name).parent.mkdir(parents=True, exist_ok=True)
            (catalogue / name).write_text(text, encoding="utf-8")
        commit(catalogue, "A change")
        git(catalogue, "switch", "--quiet", "--detach", "main")
        git(catalogue, "merge", "--quiet", "--no-ff", "--no-edit", "change")
        return catalogue

    return make


def github(**event: Any) -> dict[str, Any]:
    return {
        "event": {"repository": {"default_branch": "main"}, **event},
        "repository": REPOSITORY,
        "server_url": "https://git.example",
        "run_id": "55",
        "token": "no-token",
    }


def pull_request(folder: Path, whose: str = REPOSITORY) -> dict[str, Any]:
    head = {"ref": "change", "sha": git(folder, "rev-parse", "change"), "repo": {"full_name": whose}}
    return github(pull_request={"number": 7, "head": head})


def checked(folder: Path, host: Host) -> Run:
    return Run(folder / ".github/workflows/check.yml", folder, host, pull_request(folder)).job("check")


def reported(host: Host, language: str = "vi") -> list[dict[str, Any]]:
    return json.loads((host.artifact("report") / f"{language}.json").read_text(encoding="utf-8"))


# check.yml


def test_a_broken_new_file_fails_with_an_annotation_at_its_line(change: Change, host: Host) -> None:
    run = checked(change({"data/offers/lop-moi.yml": BROKEN}), host)
    assert run.has_failed
    assert "::error file=data/offers/lop-moi.yml,title=bad-number,line=5,col=11::" in run.said
    assert "lop&#45;moi" in run.summary.read_text(encoding="utf-8")
    assert [row["file"] for row in reported(host)] == ["data/offers/lop-moi.yml"]
    assert (host.artifact("report") / "number").read_text() == "7\n"
    assert not host.artifact("preview").exists()


def test_a_good_change_is_built(change: Change, host: Host) -> None:
    """Its pages can be looked at, and nothing is said against it."""
    run = checked(change({"data/offers/lop-moi.yml": WHOLE}), host)
    assert not run.has_failed, run.said
    assert (host.artifact("preview") / "offers/lop-moi.html").exists()
    assert "::error" not in run.said
    assert "fmt" not in run.said


def test_an_older_fault_elsewhere_does_not_fail(catalogue: Path, change: Change, host: Host) -> None:
    """It is a warning, below what belongs to the change; there are no pages then, and that is said."""
    (catalogue / "data/offers/a-cu.yml").write_text(BROKEN, encoding="utf-8")
    commit(catalogue, "An old fault")
    run = checked(change({"data/offers/lop-moi.yml": WHOLE}), host)
    assert not run.has_failed, run.said
    assert "::warning file=data/offers/a-cu.yml,title=bad-number (" in run.said
    assert "::notice::Chưa xem thử được" in run.said


def test_another_layout_is_only_told_of(change: Change, host: Host) -> None:
    """With the command that mends it; file names cannot command the runner."""
    run = checked(change({"data/offers/lop-moi.yml": "type: class\ntitle: Lớp mẫu\nmode: online\n"}), host)
    assert not run.has_failed, run.said
    assert "::warning title=fmt::" in run.said
    assert "    data/offers/lop-moi.yml" in run.summary.read_text(encoding="utf-8")


def with_form(folder: Path) -> None:
    settings = folder / "data/catalogue.yml"
    settings.write_text(
        f"{settings.read_text('utf-8')}editing:\n  host: github\n  repository: {REPOSITORY}\n", encoding="utf-8"
    )
    commit(folder, "A form")


def test_where_there_is_a_form_files_are_laid_out(catalogue: Path, change: Change, host: Host) -> None:
    """For the form would lose a text without a language; what was laid out waits as a patch."""
    with_form(catalogue)
    run = checked(change({"data/offers/lop-moi.yml": "type: class\ntitle: Lớp mẫu\nmode: online\n"}), host)
    assert not run.has_failed, run.said
    assert "+title:\n+  vi: Lớp mẫu\n" in (host.artifact("mended") / "mended.patch").read_text(encoding="utf-8")


def test_what_is_no_record_is_left_as_it_is(catalogue: Path, change: Change, host: Host) -> None:
    """Beside it, a record is laid out; of a file that cannot be read its faults are told."""
    with_form(catalogue)
    files = {
        "data/synonyms.yml": "- [vi tính, máy tính]\n",
        "data/offers/.nhap.yml": "x",
        "data/offers/lop-moi.yml": "type: class\ntitle: Lớp mẫu\nmode: online\n",
        "data/offers/lop-hong.yml": "title: [\n",
    }
    run = checked(change(files), host)
    assert run.has_failed
    assert {row["file"] for row in reported(host) if row["severity"] == "error"} == {"data/offers/lop-hong.yml"}
    patch = (host.artifact("mended") / "mended.patch").read_text(encoding="utf-8")
    assert [line for line in patch.splitlines() if line.startswith("+++")] == ["+++ b/data/offers/lop-moi.yml"]


def test_who_brings_the_form_lays_out_all(catalogue: Path, change: Change, host: Host) -> None:
    (catalogue / OFFER).write_text("type: class\ntitle: Vi tính buổi tối\nmode: online\n", encoding="utf-8")
    commit(catalogue, "As it was")
    settings = (catalogue / "data/catalogue.yml").read_text(encoding="utf-8")
    form = f'{settings}"editing":\n  host: github\n  repository: {REPOSITORY}\n'
    checked(change({"data/catalogue.yml": form}), host)
    assert f"+++ b/{OFFER}" in (host.artifact("mended") / "mended.patch").read_text(encoding="utf-8")


def test_a_fork_lays_its_files_out_itself(catalogue: Path, change: Change, host: Host) -> None:
    with_form(catalogue)
    folder = change({"data/offers/lop-moi.yml": "type: class\ntitle: Lớp mẫu\nmode: online\n"})
    event = pull_request(folder, whose="somebody/else")
    run = Run(folder / ".github/workflows/check.yml", folder, host, event).job("check")
    assert run.has_failed
    assert "::error title=fmt::" in run.said


def test_an_outdated_codeowners_is_only_told_of(catalogue: Path, change: Change, host: Host) -> None:
    areas = (catalogue / "data/areas.yml").read_text(encoding="utf-8")
    owned = areas.replace("type: commune", 'type: commune\n  editors:\n    - "@xa-mau"')
    run = checked(change({"data/areas.yml": owned}), host)
    assert not run.has_failed, run.said
    assert "::warning file=CODEOWNERS::" in run.said


def test_what_a_record_says_is_no_command(change: Change, host: Host) -> None:
    """Neither to the shell nor to the runner."""
    name = f"data/offers/{BAIT.replace('/', '')[:60]}.yml"
    folder = change({"data/offers/lop-moi.yml": f"title:\n  vi: x\ntype: >-\n  {BAIT}\n", name: "x"})
    run = checked(folder, host)
    assert run.has_failed
    assert not (folder / "canary").exists()
    commands = [line for line in run.said.splitlines() if line.startswith("::error")]
    assert commands
    assert all(line.startswith("::error file=data/") for line in commands)


def test_a_sheet_in_the_inbox_is_imported(change: Change, host: Host) -> None:
    """Its records are checked and built with the change, and wait as a patch; the sheet is gone from it."""
    run = checked(change({"inbox/lop-hoc-thang-11.csv": "Tên,Loại\nLớp đan lưới,Lớp học\n"}), host)
    assert run.outputs["mended"] == {"mended": "true"}, run.said
    patch = (host.artifact("mended") / "mended.patch").read_text(encoding="utf-8")
    assert "+++ b/data/offers/" in patch
    assert "deleted file mode 100644" in patch


def test_a_sheet_that_is_refused_is_told(change: Change, host: Host) -> None:
    """In the summary and in the comment, whose words nobody is to take for links or names; the run fails."""
    folder = change({"inbox/lop-hoc-thang-11.csv": "Tên,Loại\nLớp đan lưới,@team\n"})
    run = checked(folder, host)
    assert run.has_failed
    assert "::error title=inbox::" in run.said
    assert "@team" in run.summary.read_text(encoding="utf-8")
    assert not commented(folder, host).has_failed
    (comment,) = host.read()["comments"]
    assert "&#64;" in comment["body"]
    assert "@team" not in comment["body"]


def test_notes_in_the_inbox_are_left_there(change: Change, host: Host) -> None:
    run = checked(change({"inbox/README.md": "Bỏ bảng tính vào đây."}), host)
    assert not run.has_failed, run.said
    assert run.outputs["mended"] == {}


# What was imported and laid out is committed by a job that runs none of it


def committed(folder: Path, host: Host, patch: str, whose: str = REPOSITORY) -> Run:
    host.artifact("mended").mkdir(parents=True, exist_ok=True)
    (host.artifact("mended") / "mended.patch").write_text(patch, encoding="utf-8")
    git(folder, "switch", "--quiet", "--detach", "change")
    file = folder / ".github/workflows/check.yml"
    needs = {"check": {"outputs": {"mended": "true"}, "result": "success"}}
    return Run(file, folder, host, pull_request(folder, whose), needs).job("commit")


def patch_of(folder: Path, prepare: Callable[[], object]) -> str:
    """What a change of the files in the folder is as a patch; they are put back."""
    git(folder, "switch", "--quiet", "--detach", "change")
    prepare()
    git(folder, "add", "--all")
    patch = git(folder, "diff", "--cached", "--binary", "--no-renames", "HEAD")
    git(folder, "reset", "--quiet", "--hard")
    return f"{patch}\n"


def test_what_was_imported_is_committed_to_the_branch(change: Change, host: Host) -> None:
    """And says of the new commit what was found of these very files."""
    folder = change({"inbox/lop.csv": "x"})

    def take_in() -> None:
        (folder / "inbox/lop.csv").unlink()
        (folder / "data/offers/lop-moi.yml").write_text(WHOLE, encoding="utf-8")

    run = committed(folder, host, patch_of(folder, take_in))
    assert not run.has_failed, run.said
    pushed = git(folder, "ls-remote", "origin", "refs/heads/change").split()[0]
    assert git(folder, "show", "--name-status", "--format=", pushed) == "A\tdata/offers/lop-moi.yml\nD\tinbox/lop.csv"
    (status,) = host.read()["statuses"]
    assert (status["commit"], status["state"], status["context"]) == (pushed, "success", "check")


@pytest.mark.parametrize("name", [".github/workflows/x.yml", "requirements.txt", "data-x", "mkdocs.yml"])
def test_nothing_else_can_be_committed(change: Change, host: Host, name: str) -> None:
    """A forged patch that writes outside of data/ and inbox/ is refused whole."""
    folder = change({"inbox/lop.csv": "x"})
    run = committed(folder, host, patch_of(folder, lambda: (folder / name).write_text("x", encoding="utf-8")))
    assert run.has_failed
    assert git(folder, "ls-remote", "origin", "refs/heads/change") == ""


def test_nothing_else_can_be_committed_among_much(change: Change, host: Host) -> None:
    """However much stands behind it in the list that is looked through."""
    folder = change({"inbox/lop.csv": "x"})

    def forge() -> None:
        (folder / ".github/workflows/x.yml").write_text("x", encoding="utf-8")
        for number in range(1500):
            (folder / f"data/offers/lop-{number}.yml").write_text("x", encoding="utf-8")

    run = committed(folder, host, patch_of(folder, forge))
    assert run.has_failed
    assert git(folder, "ls-remote", "origin", "refs/heads/change") == ""


def test_neither_links_nor_programs_can_be_committed(change: Change, host: Host) -> None:
    folder = change({"inbox/lop.csv": "x"})
    link = patch_of(folder, lambda: (folder / "data/offers/x.yml").symlink_to("/etc/passwd"))
    assert committed(folder, host, link).has_failed
    git(folder, "reset", "--quiet", "--hard")
    program = patch_of(folder, lambda: (folder / OFFER).chmod(0o755))
    assert committed(folder, host, program).has_failed
    assert git(folder, "ls-remote", "origin", "refs/heads/change") == ""


def test_nothing_is_committed_to_a_fork(change: Change, host: Host) -> None:
    run = committed(change({"inbox/lop.csv": "x"}), host, "", whose="somebody/else")
    assert run.outcomes == {"commit": "skipped"}


# comment.yml


def commented(folder: Path, host: Host, sha: str | None = None) -> Run:
    of = {
        "id": 55, "event": "pull_request", "head_sha": sha or git(folder, "rev-parse", "change"),
        "head_branch": "change", "head_repository": {"full_name": REPOSITORY},
    }  # fmt: skip
    host.write(pulls={"7": git(folder, "rev-parse", "change")})
    return Run(folder / ".github/workflows/comment.yml", folder, host, github(workflow_run=of)).job("comment")


def test_the_comment_is_made_once_and_renewed(change: Change, host: Host) -> None:
    """In Vietnamese and English: what is to be mended; then thanks, and where the pages are."""
    folder = change({"data/offers/lop-moi.yml": BROKEN})
    checked(folder, host)
    assert not commented(folder, host).has_failed
    (first,) = host.read()["comments"]
    assert first["issue"] == "7"
    assert "Cảm ơn" in first["body"]
    assert "Thank you" in first["body"]
    assert "lop&#45;moi" in first["body"]
    folder = change({"data/offers/lop-moi.yml": WHOLE})
    checked(folder, host)
    assert not commented(folder, host).has_failed
    (second,) = host.read()["comments"]
    assert second["id"] == first["id"]
    assert "bad-number" not in second["body"]
    assert "(https://git.example/xa-mau/lang-hoc/actions/runs/55/artifacts/70" in second["body"]


def test_somebody_elses_comment_is_left_alone(change: Change, host: Host) -> None:
    """One that bears the mark and is not ours is not renewed."""
    folder = change({"data/offers/lop-moi.yml": WHOLE})
    forged = {"id": 1, "issue": "7", "user": {"login": "somebody"}, "body": "<!-- langhoc:comment --> mine"}
    host.write(comments=[forged])
    checked(folder, host)
    commented(folder, host)
    mine, ours = host.read()["comments"]
    assert mine["body"].endswith("mine")
    assert ours["user"]["login"] == "github-actions[bot]"


def test_a_forged_number_is_refused(change: Change, host: Host) -> None:
    """The artifact is a stranger's. Of what is no number nothing is asked of GitHub at all."""
    folder = change({"data/offers/lop-moi.yml": WHOLE})
    checked(folder, host)
    for number in ("", "8x", "$(touch canary)", "7\n8", "-7", "07", "1234567890", "7/../8"):
        (host.artifact("report") / "number").write_text(number, encoding="utf-8")
        assert commented(folder, host).has_failed, number
        state = host.read()
        assert state["comments"] == []
        assert {call[0] for call in state["calls"]} == {"run"}
        assert not (folder / "canary").exists()


def test_a_report_of_another_state_is_not_told(change: Change, host: Host) -> None:
    """The number must be that of the pull request whose head was looked at."""
    folder = change({"data/offers/lop-moi.yml": WHOLE})
    checked(folder, host)
    run = commented(folder, host, sha="0" * 40)
    assert not run.has_failed
    assert host.read()["comments"] == []


def test_a_forged_report_is_not_told(change: Change, host: Host) -> None:
    folder = change({"data/offers/lop-moi.yml": WHOLE})
    checked(folder, host)
    (host.artifact("report") / "vi.json").write_text('[{"code": "<img>"}]', encoding="utf-8")
    assert commented(folder, host).has_failed
    assert host.read()["comments"] == []


def test_a_run_without_report_is_passed_over(catalogue: Path, change: Change, host: Host) -> None:
    run = commented(change({"data/offers/lop-moi.yml": WHOLE}), host)
    assert not run.has_failed
    assert host.read()["comments"] == []


# from-issue.yml


def labelled(folder: Path, host: Host, body: str, label: str = "accepted") -> Run:
    event = github(issue={"number": 12, "title": BAIT, "body": body}, label={"name": label})
    return Run(folder / ".github/workflows/from-issue.yml", folder, host, event).job("draft")


def form(**answers: str) -> str:
    return filled_in(STORY, {
        "called": "Bà Sáu", "told": "Bà đi học chữ từ năm ngoái, nay đọc được thư.", "where": "Xã Mẫu",
        "agreed": "Người trong chuyện đã đồng ý", "scope": "để trên trang này", "agreed_on": "20/11/2026", **answers,
    })  # fmt: skip


def proposed(folder: Path) -> tuple[str, str]:
    """The one file that the pushed branch adds, and its text."""
    commit_name = git(folder, "ls-remote", "origin", "refs/heads/issue-12").split()[0]
    status, name = git(folder, "show", "--name-status", "--format=", commit_name).split("\t")
    assert status == "A"
    return name, git(folder, "show", f"{commit_name}:{name}")


def test_a_story_from_a_form_becomes_a_draft(catalogue: Path, host: Host) -> None:
    """A file that passes the check, on a branch of its own; the draft says what was understood."""
    run = labelled(catalogue, host, form())
    assert not run.has_failed, run.said
    name, text = proposed(catalogue)
    assert name.startswith("data/stories/")
    assert "Bà đi học chữ từ năm ngoái" in text
    assert said("-C", str(catalogue), "check", "--today", DAY).exit_code == 0
    (draft,) = host.read()["proposed"]
    assert (draft["head"], draft["draft"]) == ("issue-12", True)
    assert "Closes #12" in draft["body"]


def test_a_class_from_a_form_becomes_a_draft(catalogue: Path, host: Host) -> None:
    place = "Trung tâm học tập cộng đồng Xã Mẫu"
    answers = {"name": "Đan lưới", "where": place, "when": "tối thứ 3, thứ 5, 18h30 đến 20h", "cost": "miễn phí"}
    run = labelled(catalogue, host, filled_in(CLASS, answers))
    assert not run.has_failed, run.said
    name, text = proposed(catalogue)
    assert name.startswith("data/offers/")
    assert "trung-tam-hoc-tap-cong-dong-xa-mau" in text


def test_a_label_given_again_renews_the_draft(catalogue: Path, host: Host) -> None:
    labelled(catalogue, host, form())
    git(catalogue, "switch", "--quiet", "main")
    git(catalogue, "branch", "--quiet", "-D", "issue-12")
    run = labelled(catalogue, host, form(told="Bà nay đã viết được thư."))
    assert not run.has_failed, run.said
    assert "viết được thư" in proposed(catalogue)[1]
    assert len(host.read()["proposed"]) == 1


def test_what_somebody_wrote_is_no_command(catalogue: Path, host: Host) -> None:
    """In the title, in an answer, as a heading: it ends in the record as text, and in the draft as code."""
    run = labelled(catalogue, host, form(told=f"Chuyện. {BAIT}\n\n### {BAIT}\n\n{BAIT}", called="Bà $(touch canary)"))
    assert not run.has_failed, run.said
    assert not (catalogue / "canary").exists()
    assert not (run.temp / "canary").exists()
    assert BAIT not in run.said
    (draft,) = host.read()["proposed"]
    assert draft["title"] == "Góp ý #12 / From #12"
    lines = [line for line in draft["body"].splitlines() if "@team" in line]
    assert lines
    assert all(line.startswith("    ") for line in lines)


@pytest.mark.parametrize("body", ["", "Xin chào", form(agreed="Chưa hỏi ai"), form(agreed_on="mai mốt")])
def test_what_cannot_be_a_record_is_told(catalogue: Path, host: Host, body: str) -> None:
    """Without consent above all: nothing is written, and the issue says why."""
    run = labelled(catalogue, host, body)
    assert not run.has_failed, run.said
    state = host.read()
    assert state["proposed"] == []
    assert git(catalogue, "ls-remote", "origin", "refs/heads/issue-12") == ""
    (answer,) = state["comments"]
    assert answer["issue"] == "12"


def test_only_one_label_makes_a_draft(catalogue: Path, host: Host) -> None:
    """That of a form is given by anybody who fills it in."""
    assert labelled(catalogue, host, form(), label="story").outcomes == {"draft": "skipped"}


# publish.yml and stale.yml


def test_main_is_published(catalogue: Path, host: Host) -> None:
    run = Run(catalogue / ".github/workflows/publish.yml", catalogue, host, github()).job("build")
    assert not run.has_failed, run.said
    assert (host.artifact("github-pages") / "index.html").exists()


def test_main_with_an_error_is_not_published(catalogue: Path, host: Host) -> None:
    (catalogue / "data/offers/lop-moi.yml").write_text(BROKEN, encoding="utf-8")
    run = Run(catalogue / ".github/workflows/publish.yml", catalogue, host, github()).job("build")
    assert run.has_failed
    assert not host.artifact("github-pages").exists()


def test_each_body_has_one_issue_a_month(catalogue: Path, host: Host) -> None:
    """It is opened, renewed, and closed when nothing is stale; one that bears no label of ours is left alone."""
    body = "title:\n  vi: Hội Mẫu\ntype: association\narea: xa-mau\n"
    (catalogue / "data/organisations").mkdir()
    (catalogue / "data/organisations/hoi-mau.yml").write_text(body, encoding="utf-8")
    edit(catalogue / OFFER, "level:", "responsible:\n  - hoi-mau\nlevel:")
    stranger = {"number": 1, "labels": [], "state": "open", "title": "x", "body": "<!-- langhoc:stale:hoi-mau -->"}
    host.write(issues=[stranger])

    def month(was: str, then: str) -> list[dict[str, Any]]:
        edit(catalogue / OFFER, f"checked_on: {was}", f"checked_on: {then}")
        run = Run(catalogue / ".github/workflows/stale.yml", catalogue, host, github()).job("stale")
        assert not run.has_failed, run.said
        return [issue for issue in host.read()["issues"] if issue["number"] != 1]

    (opened,) = month("2026-11-21", "2025-01-01")
    assert "Hội Mẫu" in opened["title"]
    assert "vi&#45;tinh&#45;buoi&#45;toi" in opened["body"]
    (renewed,) = month("2025-01-01", "2025-02-01")
    assert (renewed["number"], renewed["state"]) == (opened["number"], "open")
    assert renewed["body"] != opened["body"]
    (closed,) = month("2025-02-01", "2026-11-20")
    assert closed["state"] == "closed"
    assert next(issue for issue in host.read()["issues"] if issue["number"] == 1) == stranger


# .gitlab-ci.yml


def gitlab(folder: Path, host: Host, job: str, **variables: str) -> Run:
    """The script of a job, as a workflow of one step."""
    written = workflow(folder / ".gitlab-ci.yml")
    script = "\n".join([*written["default"]["before_script"], *written[job]["script"]])
    file = host.folder / f"{job}.yml"
    file.write_text(json.dumps({"jobs": {job: {"env": variables, "steps": [{"name": job, "run": script}]}}}))
    return Run(file, folder, host, github()).job(job)


def test_gitlab_is_told_the_same(catalogue: Path, change: Change, host: Host) -> None:
    """A report of code quality, and the pages; what was wrong before elsewhere does not fail."""
    (catalogue / "data/offers/a-cu.yml").write_text(BROKEN, encoding="utf-8")
    base = commit(catalogue, "An old fault")
    folder = change({"data/offers/lop-moi.yml": WHOLE})
    assert not gitlab(folder, host, "check", CI_MERGE_REQUEST_DIFF_BASE_SHA=base).has_failed
    folder = change({"data/offers/lop-moi.yml": BROKEN})
    assert gitlab(folder, host, "check", CI_MERGE_REQUEST_DIFF_BASE_SHA=base).has_failed
    rows = json.loads((folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert [(row["location"]["path"], row["severity"]) for row in rows] == [
        ("data/offers/lop-moi.yml", "major"),
        ("data/offers/a-cu.yml", "minor"),
    ]
    assert len({row["fingerprint"] for row in rows}) == 2


def test_gitlab_builds_and_lists(catalogue: Path, host: Host) -> None:
    for job, made in (("preview", "preview/index.html"), ("pages", "public/index.html")):
        assert not gitlab(catalogue, host, job).has_failed
        assert (catalogue / made).exists()
    assert not gitlab(catalogue, host, "stale").has_failed


def test_every_job_is_run_by_a_test(catalogue: Path) -> None:
    """Of all workflows of a catalogue, those with commands. The last job of publish.yml has none."""
    found = {
        (file.stem, name)
        for file in (catalogue / ".github/workflows").glob("*.yml")
        for name, job in workflow(file)["jobs"].items()
        if any("run" in step for step in job["steps"])
    }
    assert found == RUN
