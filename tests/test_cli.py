"""The command line: exit codes, languages, pipes and terminals, and never a traceback."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.running import BIN, DAY, contents, edit, environment, langhoc, new_catalogue, run

from langhoc.i18n import translator

Change = Callable[[Path], object]

OFFER = Path("data", "offers", "vi-tinh-buoi-toi.yml")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The starter's catalogue, in which nothing is wrong on TODAY."""
    return new_catalogue(tmp_path / "catalogue")


@pytest.fixture
def unchecked(catalogue: Path) -> Path:
    """A catalogue with one warning."""
    edit(catalogue / OFFER, "checked_on: 2026-11-21\n", "")
    return catalogue


@pytest.fixture
def broken(catalogue: Path) -> Path:
    """A catalogue with one error."""
    edit(catalogue / OFFER, "type: class", "type: clas")
    return catalogue


def check(folder: Path, *options: str, **more: object) -> subprocess.CompletedProcess[str]:
    return langhoc("-C", folder, "check", "--today", DAY, *options, **more)


# Exit codes


def test_nothing_wrong_is_0(catalogue: Path) -> None:
    """A catalogue without problems: 0, and it is said."""
    said = check(catalogue, "--strict")
    assert (said.returncode, said.stdout, said.stderr) == (0, "No problems found.\n", "")


def test_a_refused_build_tells_its_reasons(broken: Path) -> None:
    """The one error is not lost among warnings, which are counted and can be seen by checking."""
    for centre in (broken / "data" / "centres").rglob("*.yml"):
        edit(centre, "checked_on: 2026-11-21\n", "")
    said = langhoc("-C", broken, "build", "--today", DAY)
    assert said.returncode == 1
    assert said.stderr.count("error[") == 1
    assert "warning[" not in said.stderr
    assert re.search("There are [1-9][0-9]* other notices and warnings", said.stderr)
    assert "warning[unchecked]" in check(broken).stdout


def test_an_error_is_1(broken: Path) -> None:
    """An error: 1, with file, line, column and code."""
    said = check(broken)
    assert said.returncode == 1
    assert f"{OFFER.as_posix()}:5:7: error[unknown-value]" in said.stdout


def test_a_warning_is_0_and_under_strict_1(unchecked: Path) -> None:
    """A warning is told, and stops only the strict."""
    assert check(unchecked).returncode == 0
    assert check(unchecked, "--strict").returncode == 1


WRONG = [
    ["chek"],
    ["check", "--no-such-option"],
    ["check", "--format", "xml"],
    ["check", "--explain", "no-such-code"],
    ["check", "--today", "yesterday"],
    ["build", "--site-dir"],
    ["serve", "--port", "http"],
    ["--lang", "xx", "check"],
    ["new"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_option_is_2(arguments: list[str], tmp_path: Path) -> None:
    """A wrong command, option or value: 2, and nothing is done."""
    said = langhoc(*arguments, cwd=tmp_path)
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_was_said_is_said_again(unchecked: Path) -> None:
    """Word for word, where nothing has changed; an edit, though it keeps size and time, is seen; a new day, too."""
    first = check(unchecked)
    assert "warning[unchecked]" in first.stdout
    assert check(unchecked).stdout == first.stdout
    assert check(unchecked, "--strict").returncode == 1
    offer = unchecked / OFFER
    times = offer.stat().st_atime_ns, offer.stat().st_mtime_ns
    edit(offer, "type: class", "type: clasp")
    edit(offer, "level: beginner", "level: beginne")
    os.utime(offer, ns=times)
    assert "unknown-value" in check(unchecked).stdout
    edit(offer, "type: clasp", "type: class")
    edit(offer, "level: beginne", "level: beginner")
    assert check(unchecked).stdout == first.stdout
    later = langhoc("-C", unchecked, "check", "--today", "2028-01-01")
    assert "warning[stale]" in later.stdout


# Forms and languages


def test_problems_for_programs(broken: Path) -> None:
    """GitHub's commands, JSON and SARIF name the same place."""
    github = check(broken, "--format", "github")
    assert github.stdout.startswith(f"::error file={OFFER.as_posix()},title=unknown-value,line=5,col=7::")
    rows = json.loads(check(broken, "--format", "json").stdout)
    assert [(row["file"], row["line"], row["code"]) for row in rows] == [(OFFER.as_posix(), 5, "unknown-value")]
    log = json.loads(check(broken, "--format", "sarif").stdout)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (OFFER.as_posix(), 5)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_no_problems_for_programs(catalogue: Path, form: str) -> None:
    """Where there is nothing to be told, programs still get a document."""
    assert json.loads(check(catalogue, "--format", form).stdout) is not None


def test_the_language_of_messages(broken: Path) -> None:
    """Vietnamese, but English on an English computer; --lang says otherwise."""
    vietnamese = environment(LANG="vi_VN.UTF-8")
    error = translator("vi")("error")
    assert f"{error}[" in check(broken, env=vietnamese).stdout
    assert "error[" in check(broken).stdout
    assert "error[" in langhoc("--lang", "en", "-C", broken, "check", env=vietnamese).stdout
    assert f"{error}[" in langhoc("--lang", "vi", "-C", broken, "check").stdout


def test_explain_says_what_a_code_means() -> None:
    """Every code that a message names can be asked about, in both languages."""
    english = langhoc("--lang", "en", "check", "--explain", "unchecked")
    vietnamese = langhoc("--lang", "vi", "check", "--explain", "unchecked")
    assert english.returncode == vietnamese.returncode == 0
    assert english.stdout.startswith("unchecked (warning): ")
    assert vietnamese.stdout.startswith(f"unchecked ({translator('vi')('warning')}): ")


# Missing and odd folders


def remove(name: str) -> Change:
    def go(folder: Path) -> None:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return go


def lock(name: str) -> Change:
    return lambda folder: (folder / name).chmod(0)


def write(name: str, content: bytes) -> Change:
    return lambda folder: (folder / name).write_bytes(content)


ODD = {
    "no data": (remove("data"), "data"),
    "no settings": (remove("data/catalogue.yml"), "data/catalogue.yml"),
    "no mkdocs.yml": (remove("mkdocs.yml"), "mkdocs.yml"),
    "no content": (remove("content"), "content"),
    "no folder": (remove("."), "data"),
    "locked record": (lock(OFFER.as_posix()), OFFER.as_posix()),
    "locked data": (lock("data/offers"), "data/offers"),
    "locked mkdocs.yml": (lock("mkdocs.yml"), "mkdocs.yml"),
    "locked page": (lock("content/about.md"), "about.md"),
    "mkdocs.yml is no YAML": (write("mkdocs.yml", b"site_name: [\n"), "MkDocs"),
    "mkdocs.yml is no UTF-8": (write("mkdocs.yml", b"site_name: \xff\xfe\n"), "MkDocs"),
    "mkdocs.yml has a wrong value": (write("mkdocs.yml", b"site_name: x\nnav: 5\nplugins: [langhoc]\n"), "nav"),
    "mkdocs.yml names no plugin": (write("mkdocs.yml", b"site_name: x\ndocs_dir: content\n"), "plugins: [langhoc]"),
    "a page is no UTF-8": (write("content/about.md", b"# \xff\xfe\n"), "about.md"),
}


@pytest.mark.parametrize(("change", "named"), ODD.values(), ids=ODD)
def test_a_folder_that_cannot_be_built(catalogue: Path, change: Change, named: str) -> None:
    """Whatever is missing or cannot be read: 1, a sentence that names it, no traceback, and no site."""
    change(catalogue)
    said = langhoc("-C", catalogue, "build", "--today", DAY, anybody=True)
    assert said.returncode == 1
    assert named in said.stderr
    assert "Traceback" not in said.stderr
    assert not (catalogue / "site").exists()


def test_check_reads_only_data(catalogue: Path) -> None:
    """Records can be checked where there is no mkdocs.yml and no content."""
    remove("mkdocs.yml")(catalogue)
    remove("content")(catalogue)
    assert check(catalogue).returncode == 0


def test_an_empty_catalogue_builds_with_a_warning(catalogue: Path) -> None:
    """No centre and no offer yet: the site is made, and it is told."""
    for name in ("data/centres", "data/offers", "data/areas.yml", "data/topics.yml", "data/audiences.yml"):
        remove(name)(catalogue)
    said = langhoc("-C", catalogue, "build", "--today", DAY)
    assert said.returncode == 0, said.stderr
    assert "warning[empty-catalogue]" in said.stderr
    assert (catalogue / "site/index.html").is_file()


# Pipes, terminals, encodings


def test_a_pipe_gets_plain_lines(unchecked: Path) -> None:
    """Neither colours nor a progress bar where nobody looks on."""
    for said in (check(unchecked), langhoc("-C", unchecked, "build", "--today", DAY)):
        assert said.returncode == 0
        assert "\x1b" not in said.stdout + said.stderr
        assert "\r" not in said.stdout + said.stderr


def on_terminal(*arguments: str | Path) -> tuple[int, str]:
    """Run langhoc on a terminal of its own: exit code, and everything that was shown."""
    ours, theirs = pty.openpty()
    env = environment(TERM="xterm-256color", COLUMNS="100")
    process = subprocess.Popen(
        [str(BIN / "langhoc"), *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, env=env
    )
    os.close(theirs)
    shown = bytearray()
    while select.select([ours], [], [], 60)[0]:
        try:
            read = os.read(ours, 65536)
        except OSError:  # The other side is closed.
            break
        if not read:
            break
        shown += read
    os.close(ours)
    return process.wait(timeout=60), shown.decode()


def test_a_terminal_gets_colours_and_progress(unchecked: Path) -> None:
    """On a terminal a bar tells of files, and problems have colours."""
    code, shown = on_terminal("-C", unchecked, "build", "--today", DAY)
    assert code == 0
    assert "Files" in shown
    assert re.search(r"\x1b\[33m[^\n]*warning\[unchecked\]", shown)
    assert "is up to date" in shown


def test_text_that_looks_like_markup_is_shown_as_it_is(catalogue: Path, tmp_path: Path) -> None:
    """Brackets, backslashes and colons in names mean nothing to the terminal's painter."""
    odd = tmp_path / "[red]:smile:\\"
    catalogue.rename(odd)
    code, shown = on_terminal("-C", odd, "build", "--today", DAY)
    assert code == 0
    assert "[red]:smile:\\/site" in shown


ENCODINGS = {
    "C": {"LANG": "C", "LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Windows": {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252"},
    "ASCII": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_no_encoding_stops_a_message(broken: Path, name: str) -> None:
    """Vietnamese comes out as UTF-8, or with escapes where the user named an encoding that lacks it."""
    edit(broken / OFFER, "type: clas", "type: lớp")
    command = [str(BIN / "langhoc"), "-C", str(broken), "check", "--today", DAY]
    env = environment(**ENCODINGS[name])
    said = subprocess.run(command, env=env, capture_output=True, timeout=60)
    assert said.returncode == 1
    assert b"Traceback" not in said.stderr
    assert b"Error" not in said.stderr
    expected = "type: lớp" if "PYTHONIOENCODING" not in env else "type: l\\u1edbp"
    assert expected.encode() in said.stdout


def test_who_reads_only_the_first_line_sees_no_traceback(tmp_path: Path) -> None:
    """`langhoc check | head -1`, with more output than a pipe holds."""
    folder = new_catalogue(tmp_path / "catalogue")
    offer = (folder / OFFER).read_text(encoding="utf-8")
    for number in range(1500):
        (folder / f"data/offers/o{number}.yml").write_text(offer.replace("type: class", "type: clas"), encoding="utf-8")
    command = f"{BIN / 'langhoc'} -C {folder} check | head -1"
    said = subprocess.run(["sh", "-c", command], env=environment(), capture_output=True, encoding="utf-8", timeout=120)
    assert said.stdout.count("\n") == 1
    assert said.stderr == ""


@pytest.mark.parametrize("command", ["check >&-", "check >/dev/full", "build >&- 2>&-", "build >/dev/full"])
def test_an_output_that_is_closed_or_full(broken: Path, command: str) -> None:
    """Nowhere to write messages to: no traceback, and the exit code still says that there is an error."""
    line = f"{BIN / 'langhoc'} -C {broken} {command}"
    said = subprocess.run(["sh", "-c", line], env=environment(), capture_output=True, encoding="utf-8", timeout=60)
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "Exception ignored" not in said.stderr


# langhoc new


def test_new_makes_a_catalogue_that_checks_clean_and_builds(tmp_path: Path) -> None:
    """From nothing to a site in two commands, on any day."""
    said = langhoc("new", tmp_path / "deep" / "x")
    assert said.returncode == 0, said.stderr
    assert langhoc("-C", tmp_path / "deep" / "x", "check", "--strict").stdout == "No problems found.\n"
    assert langhoc("-C", tmp_path / "deep" / "x", "build", "--strict").returncode == 0
    assert (tmp_path / "deep/x/.gitignore").read_text(encoding="utf-8") == "/site/\n/.langhoc/\n/private/\n"


def test_new_takes_an_empty_folder_also_the_current_one(tmp_path: Path) -> None:
    """`mkdir x; cd x; langhoc new .` is what many will type."""
    assert langhoc("new", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "mkdocs.yml").is_file()


def test_new_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    """Nothing of anybody's is written over, and the reason goes to the error output."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine.txt").write_bytes(b"mine")
    (tmp_path / "file").write_bytes(b"mine")
    for name in ("x", "file"):
        said = langhoc("new", tmp_path / name)
        assert said.returncode == 1
        assert "is not empty" in said.stderr
    assert contents(tmp_path) == {"x/mine.txt": b"mine", "file": b"mine"}


def test_new_where_nothing_may_be_written(tmp_path: Path) -> None:
    """The reason is told, and no half of a catalogue is left."""
    (tmp_path / "locked").mkdir(mode=0o555)
    said = langhoc("new", tmp_path / "locked" / "x", anybody=True)
    assert said.returncode == 1
    assert "Permission denied" in said.stderr
    assert list((tmp_path / "locked").iterdir()) == []


def test_mkdocs_alone_tells_of_a_missing_folder(catalogue: Path) -> None:
    """`mkdocs build` without data/: the same sentence, no traceback."""
    shutil.rmtree(catalogue / "data")
    said = run("mkdocs", "build", cwd=catalogue)
    assert said.returncode == 1
    assert "error[missing-data]" in said.stdout + said.stderr
    assert "Traceback" not in said.stderr
