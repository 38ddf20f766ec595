"""Publishing: a folder comes to hold exactly the site's files, whatever happens on the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from tests.running import LIKE_ANYBODY, contents, environment, times

from langhoc.site import publish as publishing
from langhoc.site.publish import MARKER, NotOurs, Published, check_ours, marker
from langhoc.workers import ALONE, Progress, unseen

OLD = {
    MARKER: marker("2026-11-20", "1"),
    "index.html": b"old home",
    "same.html": b"same",
    "gone.html": b"gone",
    "deep/gone/x.html": b"gone too",
    "file": b"a folder comes here",
    "folder/x.html": b"a file comes here",
    "folder/deep/y.html": b"and here",
}
NEW = {
    MARKER: marker("2026-11-21", "1"),
    "index.html": b"new home",
    "same.html": b"same",
    "new/deep/x.html": b"new",
    "file/x.html": b"below what was a file",
    "folder": b"what was a folder",
}


def publish(files: Mapping[str, bytes], site_dir: Path, progress: Progress = unseen) -> Published:
    makers = {path: partial(bytes, content) for path, content in files.items()}
    return publishing.publish(makers, site_dir, ALONE, progress)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site that holds OLD."""
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


def test_the_folder_holds_exactly_the_files(site: Path) -> None:
    """New files come, changed ones change, others go: also where a file takes a folder's place and the reverse."""
    published = publish(NEW, site)
    assert contents(site) == NEW
    assert published == Published(written=5, deleted=5, unchanged=1)
    assert sorted(path.name for path in site.iterdir() if path.is_dir()) == ["file", "new"]


def test_the_worker_comes_last(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Browsers that see it change ask for all other files anew: what is gone must be gone by then."""
    then: list[dict[str, bytes]] = []
    delete = publishing._delete
    monkeypatch.setattr(publishing, "_delete", lambda path: (delete(path), then.append(contents(site))))
    publish({**NEW, "sw.js": b"new", "z.html": b"after it in the order of names"}, site)
    assert all("sw.js" not in there and "z.html" in there for there in then)
    assert "gone.html" not in then[-1]
    assert contents(site)["sw.js"] == b"new"


def test_only_what_differs_is_written(site: Path) -> None:
    """A file that is the same keeps its time, so that copying tools and browsers leave it alone."""
    before = times(site)
    publish({**OLD, "index.html": b"new home"}, site)
    after = times(site)
    assert {path for path in after if after[path] != before[path]} == {"index.html"}


def test_publishing_again_writes_nothing(site: Path) -> None:
    """The second time there is nothing to do."""
    before = times(site)
    assert publish(OLD, site) == Published(written=0, deleted=0, unchanged=len(OLD))
    assert times(site) == before


def test_a_file_of_equal_length_that_was_tampered_with_is_written_again(site: Path) -> None:
    """Comparing looks at what really lies there."""
    (site / "index.html").write_bytes(b"OLD HOME")
    publish(OLD, site)
    assert contents(site) == OLD


def test_dot_files_are_left_alone(site: Path) -> None:
    """A Git repository in the site, down to its empty folders, stays as it is."""
    (site / ".git" / "refs" / "tags").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (site / ".nojekyll").touch()
    publish(NEW, site)
    assert (site / ".git" / "refs" / "tags").is_dir()
    assert contents(site) == {**NEW, ".git/HEAD": b"ref: refs/heads/main\n", ".nojekyll": b""}


def test_an_empty_stray_folder_goes(site: Path) -> None:
    """An empty folder is litter, too."""
    (site / "empty" / "deep").mkdir(parents=True)
    publish(OLD, site)
    assert not (site / "empty").exists()


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    """A folder that holds something and no marker is not touched."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.odt").write_bytes(b"years of work")
    with pytest.raises(NotOurs):
        publish(NEW, tmp_path / "site")
    assert contents(tmp_path) == {"site/thesis.odt": b"years of work"}


def test_a_file_of_the_sites_name_is_refused(tmp_path: Path) -> None:
    """A file where the site's folder should be is not ours to delete."""
    (tmp_path / "site").write_bytes(b"a file")
    with pytest.raises(NotOurs):
        check_ours(tmp_path / "site")


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """Nothing can be lost in a folder that is empty, or holds dot files only."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".keep").touch()
    publish(NEW, tmp_path / "site")
    assert contents(tmp_path / "site") == {**NEW, ".keep": b""}


def test_a_folder_of_the_markers_name_is_no_hindrance(tmp_path: Path) -> None:
    """An empty folder where the marker should be goes, as one in the place of any other file does."""
    (tmp_path / "site" / MARKER).mkdir(parents=True)
    publish(NEW, tmp_path / "site")
    assert contents(tmp_path / "site") == NEW


def test_what_lies_behind_a_link_is_not_touched(site: Path, tmp_path: Path) -> None:
    """A link in the site is replaced by the site's own files; where it led, nothing changes."""
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "mine.txt").write_bytes(b"mine")
    (outside / "x.html").write_bytes(b"below what was a file")
    (site / "file").unlink()
    (site / "file").symlink_to(outside)
    (site / "stray").symlink_to(outside)
    (site / "broken").symlink_to(tmp_path / "nowhere")
    publish(NEW, site)
    assert contents(site) == NEW
    assert not any(path.is_symlink() for path in site.rglob("*"))
    assert contents(outside) == {"mine.txt": b"mine", "x.html": b"below what was a file"}


def test_the_site_itself_may_be_a_link(site: Path, tmp_path: Path) -> None:
    """Who links site/ to another disk meant it."""
    (tmp_path / "link").symlink_to(site)
    publish(NEW, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert contents(site) == NEW


def test_progress_tells_each_file_that_is_made(site: Path) -> None:
    """What is told counts up to how many files there are, for to make them takes the time."""
    told: list[tuple[int, int]] = []
    publish(NEW, site, lambda done, of: told.append((done, of)))
    assert told == [(number, len(NEW)) for number in range(1, len(NEW) + 1)]


def test_nothing_is_written_when_a_file_cannot_be_made(site: Path) -> None:
    """A page that fails to render leaves the old site, and no staging folder."""

    def fail() -> bytes:
        raise ValueError("a template")

    with pytest.raises(ValueError, match="a template"):
        publishing.publish({"a.html": lambda: b"new", "b.html": fail}, site)
    assert contents(site) == OLD


def test_an_error_while_staging_leaves_the_old_site(site: Path) -> None:
    """Nothing is moved before everything is written aside."""

    def fail(done: int, of: int) -> None:
        if done == of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(NEW, site, fail)
    assert contents(site) == OLD


def test_a_new_folder_does_not_outlive_an_error(tmp_path: Path) -> None:
    """Where there was no site, a failed build leaves none."""

    def fail(done: int, of: int) -> None:
        raise OSError("no")

    with pytest.raises(OSError, match="no"):
        publish(NEW, tmp_path / "site", fail)
    assert list(tmp_path.iterdir()) == []


# The n-th time that a folder or a file is made, moved or deleted, the process is killed as kill -9 does it.
KILLED = f"""
import os, signal, sys
from functools import partial
from pathlib import Path
from langhoc.site.publish import publish
left = int(sys.argv[2])
def count(event, arguments):
    global left
    if event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
publish({{path: partial(bytes, content) for path, content in {NEW!r}.items()}}, Path(sys.argv[1]))
"""


def test_a_killed_build_leaves_whole_files_and_the_next_one_finishes(tmp_path: Path) -> None:
    """Killed at any of its steps, it leaves every file old or new; what follows makes all new, with no litter."""
    killed = 0
    for step in range(100):
        site = tmp_path / f"{step}" / "site"
        publish(OLD, site)
        code = publish_killed_at(site, step)
        shown = {path: content for path, content in contents(site).items() if not path.startswith(".")}
        assert all(content in {OLD.get(path), NEW.get(path)} for path, content in shown.items())
        check_ours(site)
        publish(NEW, site)
        assert contents(site) == NEW
        assert [path.name for path in site.parent.iterdir()] == ["site"]
        if code == 0:
            break
        killed += 1
    assert killed > 20


def publish_killed_at(site: Path, step: int) -> int:
    code = subprocess.run([sys.executable, "-c", KILLED, site, str(step)], env=environment(), timeout=60).returncode
    assert code in {0, -9}
    return code


@pytest.fixture(params=["tmpfs", "file size"])
def limit(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """A place in which the new site finds no room, and what to put before a command that is to find none."""
    place = tmp_path / "full"
    place.mkdir()
    if (
        request.param == "file size"
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "x", place]).returncode
    ):
        yield place, ["prlimit", "--fsize=20000"]
    else:
        yield place, []
        subprocess.run(["umount", place], check=True)


FILLING = f"""
import sys
from functools import partial
from pathlib import Path
from langhoc.site.publish import publish
files = {NEW!r}
files |= ((str(number) + ".html", bytes(30_000)) for number in range(10))
try:
    publish({{path: partial(bytes, content) for path, content in files.items()}}, Path(sys.argv[1]))
except OSError as error:
    print(error.strerror)
"""


def filled(site: Path, before: list[str]) -> str:
    """Why publishing much to `site` failed, with the command `before` it."""
    command = [*before, sys.executable, "-c", FILLING, str(site)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60).stdout.strip()


def test_a_full_disk_leaves_the_old_site(limit: tuple[Path, list[str]]) -> None:
    """When there is no room for the new files, the old ones stand, and nothing else lies about."""
    place, before = limit
    publish(OLD, place / "site")
    said = filled(place / "site", before)
    assert said in {"No space left on device", "File too large"}
    assert contents(place / "site") == OLD


def test_a_locked_folder_leaves_the_old_site(site: Path) -> None:
    """Where one folder may not be written, nothing is changed in the others either."""
    (site / "new").mkdir()
    (site / "new").chmod(0o555)
    before = contents(site)
    assert filled(site, LIKE_ANYBODY) == "Permission denied"
    assert contents(site) == before
