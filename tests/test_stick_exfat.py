"""Sticks as large ones are: a real exFAT file system, mounted, taken out, checked by another program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.running import DAY, TODAY, contents, edit, eventually, said

from langhoc.cli.starting import start
from langhoc.editions.stick.layout import MANIFEST, OLDER, START

# In some containers, and on Windows.
_CAN_MOUNT = os.access("/dev/fuse", os.W_OK) and os.access("/dev/loop-control", os.W_OK)
pytestmark = [
    pytest.mark.usefixtures("own_computer"),
    pytest.mark.skipif(not _CAN_MOUNT, reason="this computer mounts no file as a stick"),
]

SBIN = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
LATER = "2026-11-25"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue"
    start(folder, TODAY)
    return folder


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """A file that holds an empty file system of 40 MB."""
    image = tmp_path / "usb.img"
    with image.open("wb") as file:
        file.truncate(40 << 20)
    program("mkfs.exfat", image)
    return image


def program(name: str, *arguments: str | Path) -> str:
    command = [shutil.which(name, path=SBIN) or name, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


@contextmanager
def plugged_in(image: Path, options: str = "rw") -> Iterator[Path]:
    """The folder at which the stick is; afterwards it is out, and the tables of its files are sound."""
    root = image.with_suffix("")
    root.mkdir(exist_ok=True)
    device = program("losetup", "--find", "--show", image)
    try:
        program("mount.exfat-fuse", "-o", options, device, root)
        try:
            yield root
        finally:
            program("umount", root)
            # What mounted it may have something to write yet.
            eventually(lambda: is_sound(device))
    finally:
        program("losetup", "--detach", device)


def is_sound(device: str) -> bool:
    checked = subprocess.run([shutil.which("fsck.exfat", path=SBIN) or "", "-n", device], capture_output=True)
    return checked.returncode == 0


def written(catalogue: Path, usb: Path, day: str = DAY) -> str:
    done = said("-C", str(catalogue), "stick", str(usb), "--today", day)
    assert done.exit_code == 0, done.output
    return done.output


def test_written_taken_out_and_written_again(catalogue: Path, image: Path) -> None:
    """All is whole after it was out; of an edit what differs is written; somebody's photograph stays."""
    with plugged_in(image) as usb:
        written(catalogue, usb)
    with plugged_in(image) as usb:
        assert said("verify", str(usb)).exit_code == 0
        assert "0 files written" in written(catalogue, usb)
        before = (usb / START).read_bytes()
        (usb / "Ảnh cưới.jpg").write_bytes(b"\xff\xd8")
    offer = next((catalogue / "data/offers").glob("*.yml"))
    edit(offer, "\ntitle:", "\ntags: [quả-khế]\ntitle:")
    with plugged_in(image) as usb:
        written(catalogue, usb, LATER)
        assert (usb / OLDER).read_bytes() == before
    with plugged_in(image) as usb:
        checked = said("verify", str(usb))
        assert checked.exit_code == 0, checked.output
        assert "Ảnh cưới.jpg" in checked.output
        assert "quả-khế" in (usb / f"trang/offers/{offer.stem}.html").read_text(encoding="utf-8")


def refused(catalogue: Path, usb: Path) -> str:
    before = contents(usb)
    done = said("-C", str(catalogue), "stick", str(usb), "--today", DAY)
    assert done.exit_code == 1, done.output
    assert contents(usb) == before
    return done.output


def test_no_room(catalogue: Path, image: Path) -> None:
    """It is full of somebody's film: that is said before the first write."""
    with plugged_in(image) as usb:
        (usb / "phim.mp4").write_bytes(bytes(shutil.disk_usage(usb).free - 500_000))
        assert "There is no room on the stick" in refused(catalogue, usb)


def test_its_switch_is_on_lock(catalogue: Path, image: Path) -> None:
    with plugged_in(image, "ro") as usb:
        assert "cannot be written to" in refused(catalogue, usb)


@pytest.mark.parametrize("spoil", [lambda content: content[:-1], lambda content: content[:-1] + b"?"])
def test_damage_is_found(catalogue: Path, image: Path, spoil: Callable[[bytes], bytes]) -> None:
    with plugged_in(image) as usb:
        written(catalogue, usb)
        page = usb / "trang/index.html"
        page.write_bytes(spoil(page.read_bytes()))
    with plugged_in(image) as usb:
        checked = said("verify", str(usb))
        assert checked.exit_code == 1
        assert "Damaged: trang/index.html" in checked.output
        assert "Damaged" not in checked.output.replace("Damaged: trang/index.html", "")
        assert (usb / MANIFEST).is_file()
