"""Files are written whole or not at all, and nothing is left lying beside them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.running import contents

from langhoc.project.files import write_file, write_files

# A disk that is full: the system refuses the bytes beyond the first hundred of any file.
_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from langhoc.project.files import write_files
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_files(Path(sys.argv[1]), {"one.yml": "new", "two.yml": "x" * 1000})
except OSError:
    print("refused")
"""


def test_all_or_none(tmp_path: Path) -> None:
    """A path that cannot be written keeps the others as they were."""
    (tmp_path / "one.yml").write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match=r"one\.yml"):
        write_files(tmp_path, {"one.yml": "new", "one.yml/two.yml": "new"})
    assert contents(tmp_path) == {"one.yml": b"old"}


@pytest.mark.posix
def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("old", encoding="utf-8")
    command = [sys.executable, "-c", _ON_A_FULL_DISK, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "refused\n"
    assert contents(tmp_path) == {"one.yml": b"old"}


@pytest.mark.posix
def test_who_may_read_a_file_may_read_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "one.bin"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_file(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
