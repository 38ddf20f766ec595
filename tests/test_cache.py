"""The cache: right whatever happens to its file, and never in anyone's way."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langhoc.cache import Cache, _secret, code_digest, digest, installed, open_cache
from langhoc.catalogue import check

TODAY = date(2026, 11, 21)

Damage = Callable[[Path], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "cache.sqlite"


def fill(file: Path, many: int = 3) -> None:
    with open_cache(file) as cache:
        for number in range(many):
            cache.put("room", digest(str(number)), f"value {number}".encode() * 100)


def test_what_is_put_is_found_by_the_next_run(file: Path) -> None:
    """By room and key, in the same run and in the next."""
    with open_cache(file) as cache:
        cache.put("room", b"key", b"value")
        assert cache.get("room", b"key") == b"value"
        assert cache.get("other", b"key") is None
    with open_cache(file) as cache:
        assert cache.get("room", b"key") == b"value"


def test_an_empty_value_is_a_value(file: Path) -> None:
    """What is made from something may be nothing."""
    for _run in range(2):
        with open_cache(file) as cache:
            cache.put("room", b"key", b"")
            assert cache.get("room", b"key") == b""


def test_much_is_written_in_pieces(file: Path) -> None:
    """A large build does not hold all it made until its end."""
    with open_cache(file) as cache:
        for number in range(5):
            cache.put("room", bytes([number]), bytes(9 * 1024 * 1024))
        with open_cache(file) as other:
            assert other.get("room", b"\0")


def test_what_a_run_did_not_use_is_dropped(file: Path) -> None:
    """Only in the room that is named; what was only asked for counts as used."""
    fill(file)
    with open_cache(file) as cache:
        cache.get("room", digest("1"))
        cache.put("elsewhere", b"key", b"value")
        cache.forget_unused("room")
    with open_cache(file) as cache:
        assert [cache.get("room", digest(str(number))) is not None for number in range(3)] == [False, True, False]
        assert cache.get("elsewhere", b"key")


def test_without_a_path_nothing_is_kept() -> None:
    """The same code runs without a cache."""
    with open_cache(None) as cache:
        cache.put("room", b"key", b"value")
        cache.forget_unused("room")
        assert cache.get("room", b"key") is None


# Files that are damaged, or no database


def truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def scribbled(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)


def replaced(file: Path) -> None:
    file.write_text("This is not a database.\n" * 200)


def of_another_schema(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE entry (name TEXT)")


def with_anothers_journal(file: Path) -> None:
    file.with_name(file.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))


DAMAGES = [truncated, emptied, scribbled, replaced, of_another_schema, with_anothers_journal]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_anew(damage: Damage, file: Path) -> None:
    """No traceback, no false value, and after two runs at most the cache keeps things again."""
    fill(file, many=200)
    damage(file)
    for _run in range(2):
        with open_cache(file) as cache:
            for number in range(200):
                assert cache.get("room", digest(str(number))) in (None, f"value {number}".encode() * 100)
            cache.forget_unused("room")
            cache.put("room", b"key", b"value")
    with open_cache(file) as cache:
        cache.put("room", b"key", b"value")
    with open_cache(file) as cache:
        assert cache.get("room", b"key") == b"value"


@pytest.mark.parametrize("value", [b"other", "text", 5, None])
def test_a_value_that_does_not_fit_its_seal_is_not_trusted(value: object, file: Path) -> None:
    """A value changed behind the cache's back, whatever its type, is as good as none."""
    fill(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE entry SET value = ?", (value,))
    connection.close()
    with open_cache(file) as cache:
        assert cache.get("room", digest("1")) is None


def test_what_another_user_has_sealed_is_not_trusted(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that came with a stranger's folder: all that is in it is as good as nothing."""
    fill(file)
    monkeypatch.setattr("langhoc.cache.user_data_dir", lambda *_, **__: str(tmp_path / "another"))
    _secret.cache_clear()
    with open_cache(file) as cache:
        assert cache.get("room", digest("1")) is None
        cache.put("room", digest("1"), b"mine")
    _secret.cache_clear()
    with open_cache(file) as cache:
        assert cache.get("room", digest("1")) == b"mine"
    assert (tmp_path / "another/seal").stat().st_mode & 0o77 == 0
    monkeypatch.undo()
    _secret.cache_clear()


def test_where_no_secret_can_be_kept_nothing_is_found_again(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr("langhoc.cache.user_data_dir", lambda *_, **__: str(tmp_path / "file"))
    _secret.cache_clear()
    fill(file)
    _secret.cache_clear()
    with open_cache(file) as cache:
        assert cache.get("room", digest("1")) is None
    monkeypatch.undo()
    _secret.cache_clear()


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    """A folder with the file's name, and a file in place of its folder: nothing is kept, nothing breaks."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "folder", tmp_path / "file" / "cache.sqlite", Path("/proc/langhoc/cache.sqlite")):
        with open_cache(path) as cache:
            cache.put("room", b"key", b"value")
            cache.forget_unused("room")
    assert (tmp_path / "folder").is_dir()


def test_a_file_that_may_only_be_read(file: Path) -> None:
    """A read-only database is read or left alone, and never deleted."""
    fill(file)
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    cache = Cache(connection)
    assert cache.get("room", digest("1"))
    cache.put("room", b"key", b"value")
    cache.write()
    assert not cache.is_damaged
    connection.close()


# Other processes


def test_a_locked_file_is_neither_waited_for_long_nor_deleted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds the database, a run goes on without it."""
    fill(file)
    monkeypatch.setattr("langhoc.cache._PATIENCE_SECONDS", 0.1)
    holder = sqlite3.connect(file)
    holder.execute("BEGIN EXCLUSIVE")
    with open_cache(file) as cache:
        cache.put("room", b"key", b"value")
        cache.forget_unused("room")
    holder.rollback()
    holder.close()
    with open_cache(file) as cache:
        assert cache.get("room", digest("1"))


WRITER = """
import sys
from pathlib import Path
from langhoc.cache import digest, open_cache
with open_cache(Path(sys.argv[1])) as cache:
    print("open", flush=True)
    for number in range(int(sys.argv[2])):
        key = digest(str(number))
        assert cache.get("room", key) in (None, key * 99)
        cache.put("room", key, key * 99)
        if number % 50 == 0:
            cache.write()
"""


def writer(file: Path, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), str(many)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_at_once(file: Path) -> None:
    """Both end well, neither sees half a value, and what they wrote is there."""
    both = [writer(file, 1000) for _number in range(2)]
    errors = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    with open_cache(file) as cache:
        assert all(cache.get("room", digest(str(number))) for number in range(1000))


def test_a_killed_process_leaves_a_usable_file(file: Path) -> None:
    """What it had written whole may be there, nothing false is, and the next run writes on."""
    process = writer(file, 10_000_000)
    assert process.stdout
    process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with open_cache(file) as cache:
        found = [(cache.get("room", key), key) for key in (digest(str(number)) for number in range(500))]
        assert all(value in (None, key * 99) for value, key in found)
        cache.put("room", b"key", b"value")
    with open_cache(file) as cache:
        assert cache.get("room", b"key") == b"value"


# Keys


@given(st.lists(st.text() | st.binary()), st.lists(st.text() | st.binary()))
@settings(max_examples=100)
def test_keys_know_where_a_part_ends(one: list[str | bytes], other: list[str | bytes]) -> None:
    """ab + c is not a + bc."""
    encoded = [[part.encode() if isinstance(part, str) else part for part in parts] for parts in (one, other)]
    assert (digest(*one) == digest(*other)) == (encoded[0] == encoded[1])


def test_another_version_of_the_code_has_another_digest() -> None:
    """The digest is of the files' content, and the same all through a run."""
    assert code_digest() == code_digest()
    assert len(code_digest()) == 16


def test_another_version_of_a_package_has_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another Jinja made is not used; a package that says nothing of itself in its folder is asked."""
    known = code_digest()
    others = tuple("jinja2-0.1.dist-info" if name.startswith("jinja2-") else name for name in installed())
    for found, is_same in ((installed(), True), (others, False), ((), False)):
        monkeypatch.setattr("langhoc.cache.installed", lambda found=found: found)
        assert (code_digest.__wrapped__() == known) is is_same


# A catalogue read through the cache


def test_a_cached_catalogue_is_the_same(file: Path, fixtures: Path) -> None:
    """Read anew, read from the cache, and read from a damaged cache: record for record the same."""
    readings = []
    for run in range(3):
        with open_cache(file) as cache:
            catalogue = check(fixtures / "tiny", TODAY, cache).catalogue
            assert catalogue
            readings.append(catalogue.found)
        if run == 1:
            scribbled(file)
    assert readings[0] == readings[1] == readings[2]
    assert len(readings[0]) == 27


def test_problems_are_told_again(file: Path, fixtures: Path) -> None:
    """A warning, a notice and an error are told by every run, cached or not."""
    for fault in ("lost-text", "mended-nfd", "unknown-key", "unknown-reference", "stale"):
        told = []
        for _run in range(2):
            with open_cache(file) as cache:
                told.append(check(fixtures / "broken" / fault, TODAY, cache).problems)
        assert told[0] == told[1] != ()


def test_an_edit_and_a_change_of_languages_are_seen(file: Path, fixtures: Path, tmp_path: Path) -> None:
    """A cached record is not used for another text, nor for a catalogue of other languages."""
    folder = tmp_path / "catalogue"
    shutil.copytree(fixtures / "tiny", folder)

    def codes() -> set[str]:
        with open_cache(file) as cache:
            return {problem.code for problem in check(folder, TODAY, cache).problems}

    assert codes() == set()
    offer = folder / "data/offers/nghe-muoi-mot-ngay.yml"
    offer.write_text(offer.read_text(encoding="utf-8").replace("workshop", "worshop"), encoding="utf-8")
    assert codes() == {"unknown-value"}
    settings_file = folder / "data/catalogue.yml"
    settings_file.write_text("title: Làng Mẫu\nlanguages: [vi]\n", encoding="utf-8")
    assert codes() == {"unknown-value", "unknown-language"}
