"""Building: the same bytes by every way, the old site after every failure, and MkDocs only when it must."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from tests.running import (
    BIN,
    DAY,
    LIKE_ANYBODY,
    TODAY,
    contents,
    edit,
    environment,
    langhoc,
    new_catalogue,
    run,
    times,
    tree_hash,
)  # fmt: skip

from langhoc.cache import open_cache
from langhoc.i18n import translator
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.project import CACHE_FILE, HostRun, NotBuilt, Project, Steps
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.build import site_of
from langhoc.site.urls import all_urls
from langhoc.workers import ALONE, Here

# Noon of TODAY in Viet Nam: what `mkdocs build`, which has no --today, takes for it.
EPOCH = "1795237200"
# What tells of the days to come; no other page changes with the day.
OF_TODAY = {"langhoc.json", "sw.js", "index.html", "en/index.html", "calendar/index.html", "en/calendar/index.html"}
OFFER = Path("data", "offers", "vi-tinh-buoi-toi.yml")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's catalogue, built, with its cache; tests copy it."""
    folder = new_catalogue(tmp_path_factory.mktemp("built") / "catalogue")
    Project(folder, TODAY).build(folder / "site", run_mkdocs)
    return folder


@pytest.fixture
def catalogue(built: Path, tmp_path: Path) -> Path:
    """A catalogue of the test's own, built and with a warm cache."""
    shutil.copytree(built, tmp_path / "catalogue")
    return tmp_path / "catalogue"


def build(folder: Path, *options: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    return langhoc("-C", folder, "build", "--today", DAY, *options, **more)


def never(folder: Path, languages: tuple[str, ...]) -> HostRun:
    raise AssertionError("MkDocs need not run")


# What is written


def test_pages_that_show_the_same_are_made_one_after_the_other(built: Path) -> None:
    """A place, then what is held there: what a build keeps of cards and lines need not grow with the catalogue."""
    plan = Project(built, TODAY).showing(run_mkdocs).plan
    with open_cache(None) as cache:
        made = list(site_of(plan, cache).files)
    assert len(made) == len({*made})
    everywhere = all_urls(plan.catalogue.languages)
    for place in plan.catalogue.places:
        together = [place, *plan.catalogue.offers_at(place)]
        begin = made.index(everywhere[0].record(place))
        paths = [urls.record(record) for record in together for urls in everywhere]
        assert made[begin : begin + len(paths)] == paths


def test_a_second_build_writes_nothing(catalogue: Path) -> None:
    """An unchanged catalogue costs nobody's copying tool anything."""
    before = times(catalogue / "site")
    assert Project(catalogue, TODAY).build(catalogue / "site", never).written == 0
    assert times(catalogue / "site") == before


def spoil(site: Path) -> None:
    (site / "index.html").write_bytes(b"x" + (site / "index.html").read_bytes()[1:])


CHANGES_OF_A_SITE: dict[str, Callable[[Path], None]] = {
    "nothing": lambda site: None,
    "a page goes": lambda site: (site / "index.html").unlink(),
    "a page is spoilt": spoil,
    "a page is touched": lambda site: os.utime(site / "index.html"),
    "a file comes": lambda site: (site / "new.html").write_bytes(b"new"),
    "a link comes": lambda site: (site / "link").symlink_to(site / "offers"),
    "all goes": shutil.rmtree,
}


@pytest.mark.parametrize("change", CHANGES_OF_A_SITE.values(), ids=CHANGES_OF_A_SITE)
def test_what_was_changed_in_a_site_is_mended(catalogue: Path, change: Callable[[Path], None]) -> None:
    """A build to which nothing is new ends at once, but only where the site lies as it was left."""
    site = catalogue / "site"
    Project(catalogue, TODAY).build(site, never)
    before = tree_hash(site)
    change(site)
    Project(catalogue, TODAY).build(site, never)
    assert tree_hash(site) == before
    assert not (site / "link").exists()


def test_with_nothing_new_no_record_is_read(catalogue: Path) -> None:
    """Only what was said is said again."""
    said = [build(catalogue) for _ in range(2)]
    assert said[0].stderr == said[1].stderr
    assert "0" in said[1].stdout
    command = [sys.executable, "-c", WARM, "-C", str(catalogue), "build", "--today", DAY]
    warm = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", timeout=60)
    assert warm.returncode == 0, warm.stderr
    for module in ("langhoc.model", "langhoc.site.build", "jinja2"):
        assert f"'{module}'" not in warm.stdout


WHAT_A_SITE_IS_MADE_FROM: dict[str, Callable[[Path], object]] = {
    "a record": lambda folder: edit(folder / OFFER, "người mới", "người mới học"),
    "a record goes": lambda folder: (folder / OFFER).unlink(),
    "a file that is no record": lambda folder: (folder / "data/astray.txt.yml").write_text("a: b", encoding="utf-8"),
    "a page": lambda folder: edit(folder / "content/about.md", "# ", "# X"),
}


@pytest.mark.parametrize("change", WHAT_A_SITE_IS_MADE_FROM.values(), ids=WHAT_A_SITE_IS_MADE_FROM)
def test_whatever_is_new_is_seen(catalogue: Path, tmp_path: Path, change: Callable[[Path], object]) -> None:
    """After any edit the site and what is said are those of a build from nothing."""
    build(catalogue)
    change(catalogue)
    warm = build(catalogue)
    anew = build(catalogue, "--no-cache", "--site-dir", tmp_path / "anew")
    assert tree_hash(catalogue / "site") == tree_hash(tmp_path / "anew")
    assert warm.stderr == anew.stderr


def test_an_edit_that_hides_is_seen(catalogue: Path) -> None:
    """As many bytes as before, and the time of before: what looks as it did is else not read again."""
    # When what is known of a file was changed cannot be set back; what has only just changed is always read.
    time.sleep(2.1)
    Project(catalogue, TODAY).build(catalogue / "site", never)
    looked = (catalogue / OFFER).stat()
    edit(catalogue / OFFER, "cho người mới", "cho người mời")
    os.utime(catalogue / OFFER, ns=(looked.st_atime_ns, looked.st_mtime_ns))
    Project(catalogue, TODAY).build(catalogue / "site", never)
    assert "cho người mời" in (catalogue / "site/offers/vi-tinh-buoi-toi.html").read_text(encoding="utf-8")


def test_a_strict_build_does_not_go_by_one_that_was_not(catalogue: Path) -> None:
    """Warnings that were let pass stop the strict build that follows."""
    edit(catalogue / OFFER, "checked_on:", "# checked_on:")
    assert build(catalogue).returncode == 0
    assert build(catalogue, "--strict").returncode == 1


def test_another_day_rewrites_only_what_tells_of_days(catalogue: Path) -> None:
    """A new day changes the one small file and the pages that list this week's days."""
    before = times(catalogue / "site")
    Project(catalogue, TODAY + timedelta(days=3)).build(catalogue / "site", never)
    after = times(catalogue / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    assert "langhoc.json" in changed
    assert changed <= OF_TODAY


def test_an_edit_rewrites_only_the_pages_that_show_it(catalogue: Path) -> None:
    """A centre's new address does not touch topics, and assets stay."""
    before = times(catalogue / "site")
    edit(catalogue / "data/centres/trung-tam-hoc-tap-cong-dong-xa-mau.yml", "Cạnh chợ Mẫu", "Cạnh đình Mẫu")
    Project(catalogue, TODAY).build(catalogue / "site", never)
    after = times(catalogue / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    assert "centres/trung-tam-hoc-tap-cong-dong-xa-mau.html" in changed
    assert not any(path.startswith(("assets/", "topics/", "en/topics/")) for path in changed)


def test_no_page_holds_the_day_of_the_build(catalogue: Path, tmp_path: Path) -> None:
    """The day stands in one file; pages that list this week name days, all others none."""
    Project(catalogue, date(2031, 5, 7)).build(tmp_path / "site", never)
    found = {path for path, content in contents(tmp_path / "site").items() if b"2031" in content}
    assert "langhoc.json" in found
    assert found <= OF_TODAY


def test_a_deleted_record_is_gone(catalogue: Path) -> None:
    """Withdrawn means gone from everything that is built from then on."""
    (catalogue / OFFER).unlink()
    Project(catalogue, TODAY).build(catalogue / "site", never)
    left = [path for path, content in contents(catalogue / "site").items() if b"vi-tinh-buoi-toi" in content]
    assert left == []
    assert not (catalogue / "site/offers/vi-tinh-buoi-toi.html").exists()


# The same bytes


@pytest.fixture(scope="session")
def expected(built: Path) -> str:
    return tree_hash(built / "site")


def damage(cache: Path, how: str) -> None:
    content = cache.read_bytes()
    if how == "no database":
        cache.write_bytes(b"damaged" * 1000)
    elif how == "cut off":
        cache.write_bytes(content[: len(content) // 2])
    else:
        middle = len(content) // 2
        turned = bytes(byte ^ 255 for byte in content[middle : middle + 5000])
        cache.write_bytes(content[:middle] + turned + content[middle + 5000 :])


@pytest.mark.parametrize("how", ["none", "no database", "cut off", "turned over"])
def test_a_cache_does_not_change_a_byte(catalogue: Path, tmp_path: Path, expected: str, how: str) -> None:
    """Without a cache, and with one that is damaged, the site is the same."""
    shutil.rmtree(catalogue / "site")
    if how == "none":
        shutil.rmtree((catalogue / CACHE_FILE).parent)
    else:
        damage(catalogue / CACHE_FILE, how)
    for name in ("first", "second"):
        Project(catalogue, TODAY).build(tmp_path / name, run_mkdocs)
        assert tree_hash(tmp_path / name) == expected


def test_every_way_and_place_gives_the_same_bytes(catalogue: Path, tmp_path: Path, expected: str) -> None:
    """Neither the command nor the clock's zone, the locale, the hash seed or the working folder shows in the site."""
    odd = environment(TZ="Pacific/Kiritimati", LANG="C", LC_ALL="C", PYTHONHASHSEED="77")
    epoch = environment(SOURCE_DATE_EPOCH=EPOCH, TZ="America/Adak", PYTHONHASHSEED="5", LANG="vi_VN.UTF-8")
    deeper, config = catalogue / "data", catalogue / "mkdocs.yml"
    ways = [
        langhoc("build", "--no-cache", "--today", DAY, "--site-dir", tmp_path / "1", cwd=catalogue, env=odd),
        langhoc("-C", "..", "build", "--today", DAY, "--site-dir", tmp_path / "2", cwd=deeper, env=odd),
        langhoc("-C", catalogue, "build", "--no-cache", "--site-dir", tmp_path / "3", cwd=tmp_path, env=epoch),
        run("mkdocs", "build", "-q", "-d", tmp_path / "4", cwd=catalogue, env=epoch),
        run("mkdocs", "build", "-q", "--dirty", "-f", config, "-d", tmp_path / "5", cwd=tmp_path, env=epoch),
    ]  # fmt: skip
    assert [way.returncode for way in ways] == [0] * 5, [way.stderr for way in ways]
    assert [tree_hash(tmp_path / str(number)) for number in range(1, 6)] == [expected] * 5


def test_the_day_is_taken_from_source_date_epoch(catalogue: Path) -> None:
    """Reproducible builds name their day; one that is no number is a wrong option."""
    said = langhoc("-C", catalogue, "build", env=environment(SOURCE_DATE_EPOCH="0"))
    assert said.returncode == 0, said.stderr
    assert b'"1970-01-01"' in (catalogue / "site/langhoc.json").read_bytes()
    assert langhoc("-C", catalogue, "build", env=environment(SOURCE_DATE_EPOCH="soon")).returncode == 2
    said = run("mkdocs", "build", cwd=catalogue, env=environment(SOURCE_DATE_EPOCH="soon"))
    assert said.returncode == 1
    assert "Traceback" not in said.stderr


# When MkDocs runs

WARM = """
import sys
from langhoc.cli.commands import langhoc
langhoc(sys.argv[1:], standalone_mode=False)
print(sorted(name for name in sys.modules if name.partition(".")[0] in ("mkdocs", "material", "jinja2", "langhoc")))
"""


def test_a_warm_build_does_not_even_import_mkdocs(catalogue: Path) -> None:
    """While nothing that MkDocs reads has changed, its half second is saved."""
    edit(catalogue / OFFER, "người mới", "người mới học")
    command = [sys.executable, "-c", WARM, "-C", str(catalogue), "build", "--today", DAY]
    said = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", timeout=60)
    assert said.returncode == 0, said.stderr
    assert "langhoc.site.build" in said.stdout
    assert "'mkdocs" not in said.stdout
    assert "'material" not in said.stdout
    assert "người mới học" in (catalogue / "site/offers/vi-tinh-buoi-toi.html").read_text(encoding="utf-8")


class Counted:
    """The real MkDocs, counting how often it ran, in whatever process."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "runs"
        self._file.touch()

    @property
    def runs(self) -> int:
        return self._file.stat().st_size

    def __call__(self, folder: Path, languages: tuple[str, ...]) -> HostRun:
        with self._file.open("a", encoding="utf-8") as file:
            file.write("x")
        return run_mkdocs(folder, languages)


def append(name: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


CHANGES = {
    "mkdocs.yml": append("mkdocs.yml", "site_url: https://example.org/x/\n"),
    "a page": append("content/about.md", "\nMore.\n"),
    "a new page": append("content/new.md", "# New\n"),
    "a picture": append("content/picture.png", "not really"),
    "a page goes": lambda folder: (folder / "content/about.md").unlink(),
    "the languages": lambda folder: edit(folder / "data/catalogue.yml", "  - vi\n  - en\n", "  - en\n  - vi\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_mkdocs_runs_again_when_it_must(catalogue: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    """A change in what MkDocs reads has it run once, and the site is as if made from nothing."""
    mkdocs = Counted(tmp_path)
    change(catalogue)
    Project(catalogue, TODAY).build(catalogue / "site", mkdocs)
    Project(catalogue, TODAY).build(catalogue / "site", mkdocs)
    assert mkdocs.runs == 1
    Project(catalogue, TODAY, use_cache=False).build(tmp_path / "anew", run_mkdocs)
    assert tree_hash(catalogue / "site") == tree_hash(tmp_path / "anew")


def test_mkdocs_runs_again_for_another_theme(catalogue: Path, tmp_path: Path) -> None:
    """A change in the theme changes every frame."""
    theme = tmp_path / "theme"
    shutil.copytree(theme_dir(), theme)
    mkdocs = Counted(tmp_path)
    Project(catalogue, TODAY, assets=Assets(theme)).build(catalogue / "site", mkdocs)
    assert mkdocs.runs == 0
    append("not_found.css", "\nmain { color: red }\n")(theme)
    Project(catalogue, TODAY, assets=Assets(theme)).build(catalogue / "site", mkdocs)
    assert mkdocs.runs == 1
    assert b"color: red" in (catalogue / "site/404.html").read_bytes()


def test_mkdocs_runs_again_when_a_named_variable_changes(
    catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`!ENV` makes the environment part of mkdocs.yml; so does INHERIT with another file."""
    (catalogue / "base.yml").write_text("site_url: !ENV [CATALOGUE_URL, 'https://example.org/']\n", encoding="utf-8")
    append("mkdocs.yml", "INHERIT: base.yml\n")(catalogue)
    mkdocs = Counted(tmp_path)
    for runs, address in ((1, "https://one.example/"), (2, "https://two.example/"), (2, "https://two.example/")):
        monkeypatch.setenv("CATALOGUE_URL", address)
        Project(catalogue, TODAY).build(catalogue / "site", mkdocs)
        assert mkdocs.runs == runs
        assert f'"{address}index.html"' in (catalogue / "site/index.html").read_text(encoding="utf-8")
    (catalogue / "base.yml").write_text("site_url: https://three.example/\n", encoding="utf-8")
    Project(catalogue, TODAY).build(catalogue / "site", mkdocs)
    assert mkdocs.runs == 3


def test_with_a_hook_of_somebodys_mkdocs_always_runs(catalogue: Path) -> None:
    """Nobody knows what a hook reads, so what it made is not kept."""
    (catalogue / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_page_markdown(markdown, **_):\n"
        "    return markdown + Path(__file__).with_name('outside.txt').read_text()\n",
        encoding="utf-8",
    )
    append("mkdocs.yml", "hooks: [hook.py]\n")(catalogue)
    for text in ("first", "second"):
        (catalogue / "outside.txt").write_text(text, encoding="utf-8")
        Project(catalogue, TODAY).build(catalogue / "site", run_mkdocs)
        assert text in (catalogue / "site/about.html").read_text(encoding="utf-8")


def test_mkdocs_need_not_be_waited_for(catalogue: Path, tmp_path: Path) -> None:
    """It runs while the records are read, or after that; the site is the same, and nothing of it is left lying."""
    sites = []
    for name, workers in (("beside", Here(2, may_fork=lambda: True)), ("after", ALONE)):
        Project(catalogue, TODAY, use_cache=False, workers=workers).build(tmp_path / name, run_mkdocs)
        sites.append(tree_hash(tmp_path / name))
    assert sites[0] == sites[1]


@pytest.mark.parametrize("is_refused", [False, True])
def test_mkdocs_leaves_nothing_lying(catalogue: Path, tmp_path: Path, is_refused: bool) -> None:
    """What it wrote aside is gone, though nobody waited for it where a record is refused."""
    if is_refused:
        edit(catalogue / OFFER, "topics", "topic")
    aside = tmp_path / "aside"
    aside.mkdir()
    said = build(catalogue, "--no-cache", env=environment(TMPDIR=str(aside)))
    assert said.returncode == is_refused
    assert list(aside.iterdir()) == []


def test_of_a_refused_catalogue_mkdocs_says_nothing(catalogue: Path, tmp_path: Path) -> None:
    """Its own faults are told when the records have none; and then the same as if nothing else was done meanwhile."""
    append("mkdocs.yml", "docs_dir: nowhere\n")(catalogue)
    for workers in (Here(2, may_fork=lambda: True), ALONE):
        with pytest.raises(NotBuilt, match="nowhere") as told:
            Project(catalogue, TODAY, workers=workers).build(tmp_path / "site", run_mkdocs)
        assert told.value.message
        assert told.value.message.text.startswith("MkDocs did not finish")
    edit(catalogue / OFFER, "topics", "topic")
    with pytest.raises(NotBuilt) as refused:
        Project(catalogue, TODAY, workers=Here(2, may_fork=lambda: True)).build(tmp_path / "site", run_mkdocs)
    assert refused.value.message is None
    assert {problem.code for problem in refused.value.problems} == {"unknown-key"}


def test_mkdocs_goes_on_with_the_site_itself(catalogue: Path) -> None:
    """After its build, MkDocs (gh-deploy, for one) finds the site where it looks for it."""
    shutil.rmtree(catalogue / "site")
    config = load_config(str(catalogue / "mkdocs.yml"))
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    mkdocs_build.build(config)
    assert Path(config.site_dir) == catalogue / "site"
    assert (catalogue / "site/offers/index.html").is_file()


# Nothing is published when something is wrong


@pytest.fixture
def site(catalogue: Path) -> Iterator[Path]:
    """The built site; after the test it is as before, byte for byte, and nothing lies beside it."""
    before, beside = tree_hash(catalogue / "site"), sorted(path.name for path in catalogue.iterdir())
    yield catalogue / "site"
    assert tree_hash(catalogue / "site") == before
    assert {path.name for path in catalogue.iterdir() if path.name.startswith(".")} == {
        name for name in beside if name.startswith(".")
    }


def ways(folder: Path, *options: str, language: str = "en_US.UTF-8") -> list[subprocess.CompletedProcess[str]]:
    """Both commands that build, on TODAY."""
    env = environment(SOURCE_DATE_EPOCH=EPOCH, LANG=language)
    return [langhoc("-C", folder, "build", *options, env=env), run("mkdocs", "build", *options, cwd=folder, env=env)]


def test_a_broken_record(catalogue: Path, site: Path) -> None:
    """The problem is told in the editor's language, and the old site stands."""
    edit(catalogue / OFFER, "type: class", "type: clas")
    for said in ways(catalogue, language="vi_VN.UTF-8"):
        assert said.returncode == 1
        assert f"{OFFER.as_posix()}:5:7: {translator('vi')('error')}[unknown-value]" in said.stdout + said.stderr
        assert "Traceback" not in said.stderr


def test_warnings_stop_a_strict_build_only(catalogue: Path, site: Path) -> None:
    """An unchecked record: told always, an obstacle under --strict."""
    edit(catalogue / OFFER, "checked_on: 2026-11-21\n", "")
    for said in ways(catalogue, "--strict"):
        assert said.returncode == 1
        assert "warning[unchecked]" in said.stdout + said.stderr
        assert "Traceback" not in said.stderr


LINKS = {
    "[x](nowhere.md)": "nowhere.md",
    "[x](offers/nowhere.html)": "offers/nowhere.html",
    "[x](about.md#nowhere)": "about.html#nowhere",
    "[x](index.md#nowhere)": "index.html#nowhere",
    "![x](nowhere.png)": "nowhere.png",
    "[x](offers/)": "offers/",
}


@pytest.mark.parametrize("text", LINKS)
def test_a_link_of_a_page_that_leads_nowhere(catalogue: Path, site: Path, text: str) -> None:
    """It is told with its page, and stops a strict build."""
    append("content/about.md", f"\n{text}\n")(catalogue)
    with pytest.raises(NotBuilt) as caught:
        Project(catalogue, TODAY, strict=True).build(site, run_mkdocs)
    said = [(problem.code, problem.place.file, problem.message.params) for problem in caught.value.problems]
    assert said == [("page-warning", "content/about.md", {"address": LINKS[text]})]


def test_a_broken_link_stops_both_commands(catalogue: Path, site: Path) -> None:
    """`mkdocs build --strict` looks before it publishes, too."""
    append("content/about.md", "\n[x](nowhere.md)\n")(catalogue)
    for said in ways(catalogue, "--strict"):
        assert said.returncode == 1
        assert "content/about.md: warning[page-warning]" in said.stdout + said.stderr
        assert "nowhere.md" in said.stdout + said.stderr
        assert "Traceback" not in said.stderr


def test_a_page_may_link_to_records_and_pages(catalogue: Path) -> None:
    """What MkDocs cannot know, the site knows: links to records are good links."""
    good = "[a](offers/vi-tinh-buoi-toi.html) [b](index.md) [c](en/about.md) [d](https://example.org/) [e](#gioi-thieu)"
    edit(catalogue / "content/about.md", "# Giới thiệu", "# Giới thiệu {#gioi-thieu}\n\n" + good)
    append("mkdocs.yml", "markdown_extensions: [attr_list]\n")(catalogue)
    assert Project(catalogue, TODAY, strict=True).build(catalogue / "site", run_mkdocs).written


def test_a_page_in_the_place_of_a_list_is_told_of(catalogue: Path) -> None:
    """content/offers/index.md would hide all offers: the list stands, and the editor learns of it."""
    (catalogue / "content/offers").mkdir()
    (catalogue / "content/offers/index.md").write_text("# Mine\n", encoding="utf-8")
    told: list[str] = []
    steps = Steps(warned=lambda problems: told.extend(problem.place.file for problem in problems))
    Project(catalogue, TODAY).build(catalogue / "site", run_mkdocs, steps)
    assert told == ["content/offers/index.md"]
    assert "vi-tinh-buoi-toi.html" in (catalogue / "site/offers/index.html").read_text(encoding="utf-8")


def test_a_page_of_an_odd_name_is_found(catalogue: Path) -> None:
    """Spaces, letters with marks, signs of addresses and HTML in names and titles."""
    page = catalogue / 'content/Hỏi & đáp #1 "50%".md'
    page.write_text("# Hỏi & <đáp> “1”\n", encoding="utf-8")
    Project(catalogue, TODAY, strict=True).build(catalogue / "site", run_mkdocs)
    home = (catalogue / "site/index.html").read_text(encoding="utf-8")
    assert 'href="H%E1%BB%8Fi%20%26%20%C4%91%C3%A1p%20%231%20%2250%25%22.html">Hỏi &amp; &lt;đáp&gt; “1”</a>' in home
    built = (catalogue / "site" / 'Hỏi & đáp #1 "50%".html').read_text(encoding="utf-8")
    assert "<title>Hỏi &amp; &lt;đáp&gt; “1” " in built


FAILING = {
    "a hook fails last": "def on_post_build(config, **_):\n    raise RuntimeError('the hook fails')\n",
    "a hook fails early": "def on_files(files, **_):\n    raise RuntimeError('the hook fails')\n",
    "a hook fails at a page": "def on_page_markdown(markdown, **_):\n    raise RuntimeError('the hook fails')\n",
}


@pytest.mark.parametrize("hook", FAILING.values(), ids=FAILING)
def test_a_hook_that_fails(catalogue: Path, site: Path, hook: str) -> None:
    """Whatever else runs in MkDocs and fails, at whatever moment: nothing was published."""
    (catalogue / "hook.py").write_text(hook, encoding="utf-8")
    append("mkdocs.yml", "hooks: [hook.py]\n")(catalogue)
    by_langhoc, by_mkdocs = ways(catalogue)
    assert by_langhoc.returncode == 1
    assert "the hook fails" in by_langhoc.stderr
    assert "hook.py:2" in by_langhoc.stderr
    assert "Traceback" not in by_langhoc.stderr
    assert by_mkdocs.returncode == 1


def test_an_error_in_the_middle(catalogue: Path, site: Path, tmp_path: Path) -> None:
    """A template that fails at the last pages: the first ones were not published either."""
    theme = tmp_path / "theme"
    shutil.copytree(theme_dir(), theme)
    (theme / "bodies/record.html").write_text("{{ nowhere.known }}", encoding="utf-8")
    with pytest.raises(Exception, match="nowhere"):
        Project(catalogue, TODAY, assets=Assets(theme)).build(site, run_mkdocs)


def test_a_foreign_folder(catalogue: Path, site: Path, tmp_path: Path) -> None:
    """A folder that no build of ours made is refused by both commands, untouched."""
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.odt").write_bytes(b"years of work")
    for said in (
        build(catalogue, "--site-dir", tmp_path / "thesis"),
        run("mkdocs", "build", "-d", tmp_path / "thesis", cwd=catalogue, env=environment(SOURCE_DATE_EPOCH=EPOCH)),
    ):
        assert said.returncode == 1
        assert "did not build" in said.stdout + said.stderr
        assert "Traceback" not in said.stderr
    assert contents(tmp_path / "thesis") == {"thesis.odt": b"years of work"}


def test_a_locked_site(catalogue: Path, site: Path) -> None:
    """A site that may not be written stays, and the reason is told."""
    edit(catalogue / OFFER, "người mới", "người mới học")
    (site / "offers").chmod(0o555)
    said = build(catalogue, anybody=True)
    assert said.returncode == 1
    assert "Permission denied" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_full_disk(catalogue: Path, tmp_path: Path) -> None:
    """With no room for the new site, the old one stands, nothing lies beside it, and the reason is told."""
    place = tmp_path / "disk"
    place.mkdir()
    size = sum(len(content) for content in contents(catalogue / "site").values())
    is_mounted = not subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + 400_000}", "x", place]).returncode
    try:
        shutil.copytree(catalogue / "site", place / "site")
        before = tree_hash(place / "site")
        edit(catalogue / "data/catalogue.yml", "en: Our commune's", "en: The commune's")
        if is_mounted:
            (place / "filling").write_bytes(bytes(shutil.disk_usage(place).free - 20_000))
        limits = [] if is_mounted else ["prlimit", "--fsize=2000"]
        options = ["-C", catalogue, "build", "--today", DAY, "--site-dir", place / "site"]
        command = [*limits, BIN / "langhoc", *options]
        said = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", timeout=60)
        assert said.returncode == 1
        assert "No space left on device" in said.stderr or "File too large" in said.stderr
        assert "Traceback" not in said.stderr
        assert tree_hash(place / "site") == before
        assert {path.name for path in place.iterdir()} <= {"site", "filling"}
    finally:
        if is_mounted:
            subprocess.run(["umount", place], check=True)


# Stopped on the way

# Python runs this file before anything else: at the n-th event of a name, the process sends itself a signal.
SITECUSTOMIZE = """
import os, sys
name, part, left, signal = os.environ["AT_EVENT"].split("|")
left = int(left)
def count(event, arguments):
    global left
    if event == name and arguments and part in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), int(signal))
sys.addaudithook(count)
"""


def stopped(
    folder: Path, tmp_path: Path, event: str, number: int, sent: signal.Signals
) -> subprocess.CompletedProcess[str]:
    """Build, and stop at the `number`-th event of a kind: `name|part of its first argument`."""
    hooks = tmp_path / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    paths = os.pathsep.join(filter(None, [str(hooks), os.environ.get("PYTHONPATH")]))
    return build(folder, env=environment(PYTHONPATH=paths, AT_EVENT=f"{event}|{number}|{int(sent)}"))


@pytest.fixture
def two_sites(catalogue: Path, tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The site as it is, and as an edit that shows on every page will make it; the edit is done."""
    edit(catalogue / "data/catalogue.yml", "Làng Học của xã", "Làng Học xã nhà")
    (catalogue / OFFER).unlink()
    Project(catalogue, TODAY).build(tmp_path / "new", never)
    return contents(catalogue / "site"), contents(tmp_path / "new")


MOMENTS = {
    "staging": ("os.mkdir|.langhoc-staging-", 1),
    "first move": ("os.rename|.langhoc-staging-", 1),
    "second move": ("os.rename|.langhoc-staging-", 2),
    "later move": ("os.rename|.langhoc-staging-", 15),
    "deleting": ("os.remove|vi-tinh-buoi-toi.html", 1),
}


@pytest.mark.parametrize(("event", "number"), MOMENTS.values(), ids=MOMENTS)
def test_killed(
    catalogue: Path, tmp_path: Path, two_sites: tuple[dict[str, bytes], dict[str, bytes]], event: str, number: int
) -> None:
    """After kill -9 at any moment, each file is the old or the new one, whole; the next build finishes."""
    old, new = two_sites
    assert stopped(catalogue, tmp_path, event, number, signal.SIGKILL).returncode == -signal.SIGKILL
    shown = {path: content for path, content in contents(catalogue / "site").items() if not path.startswith(".")}
    assert all(content in {old.get(path), new.get(path)} for path, content in shown.items())
    assert build(catalogue).returncode == 0
    assert contents(catalogue / "site") == new


def test_terminated(catalogue: Path, tmp_path: Path, two_sites: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """A build server that gives up ends a build as Ctrl-C does, with nothing left lying about."""
    said = stopped(catalogue, tmp_path, *MOMENTS["staging"], signal.SIGTERM)
    assert said.returncode == 130
    assert "Stopped" in said.stderr
    assert contents(catalogue / "site") == two_sites[0]


def test_a_locked_catalogue_builds_elsewhere(catalogue: Path, tmp_path: Path, expected: str) -> None:
    """A cache that cannot be written is done without."""
    shutil.rmtree(catalogue / ".langhoc")
    catalogue.chmod(0o555)
    said = build(catalogue, "--site-dir", tmp_path / "site", anybody=True)
    catalogue.chmod(0o755)
    assert said.returncode == 0, said.stderr
    assert tree_hash(tmp_path / "site") == expected


INTERRUPTED = {
    "loading": ("import|langhoc.catalogue.rules", 1),
    "reading": ("open|data/areas.yml", 1),
    "the templates": ("open|bodies/record.html", 1),
    **{name: MOMENTS[name] for name in ("staging", "second move")},
}


@pytest.mark.parametrize(("event", "number"), INTERRUPTED.values(), ids=INTERRUPTED)
def test_interrupted(
    catalogue: Path, tmp_path: Path, two_sites: tuple[dict[str, bytes], dict[str, bytes]], event: str, number: int
) -> None:
    """Ctrl-C: a sentence, 130, no traceback, nothing left lying about, and every file whole."""
    old, new = two_sites
    said = stopped(catalogue, tmp_path, event, number, signal.SIGINT)
    assert said.returncode == 130, said.stderr
    assert "Traceback" not in said.stderr
    assert "Stopped" in said.stderr or "import" in event
    shown = contents(catalogue / "site")
    assert all(content in {old.get(path), new.get(path)} for path, content in shown.items())
    assert not list(catalogue.rglob("*staging*"))
    assert build(catalogue).returncode == 0
    assert contents(catalogue / "site") == new


def test_as_anybody_means_something(tmp_path: Path) -> None:
    """The tests of permissions hold for root, too: the files that it locks are locked."""
    (tmp_path / "locked").write_text("x")
    (tmp_path / "locked").chmod(0)
    assert subprocess.run([*LIKE_ANYBODY, "cat", tmp_path / "locked"], capture_output=True).returncode == 1
