"""Whether a folder may become a stick: what speaks against it, before anything is written there."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from langhoc.editions.stick.change import Change, Lists
from langhoc.editions.stick.disk import Disk
from langhoc.editions.stick.layout import BACK, CHECK, LARGEST, MANIFEST, START, TOPS, crowded, unfit
from langhoc.editions.stick.read_me import area_told
from langhoc.editions.stick.update import room_needed
from langhoc.i18n import Message, Octets
from langhoc.i18n import mark as _
from langhoc.problems import visible_line

_SYSTEM = (
    "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr",
    "/Applications", "/Library", "/System",
)  # fmt: skip
# What is mounted or kept lies below these.
_ABOVE_ALL = (
    "/", "/home", "/media", "/mnt", "/opt", "/root", "/run", "/run/media", "/tmp", "/var", "/Users", "/Volumes",
)  # fmt: skip
_WINDOWS = ("SystemRoot", "ProgramFiles", "ProgramFiles(x86)", "ProgramData")

# What lies at the top of a stick that starts a computer, of a camera's card, of other programs' sticks.
_OTHERS = frozenset({
    ".git", "autorun.inf", "boot", "bootmgr", "casper", "dcim", "efi", "isolinux", "kolibri_data", "live", "private",
    "syslinux", "ventoy",
})  # fmt: skip
# A folder to bring something back in may be there before we are.
_OURS = frozenset(map(str.lower, TOPS - {BACK}))
_NAMED = 5


def refusal_of_folder(target: Path, catalogue: Path, home: Path, environ: Mapping[str, str]) -> Message | None:
    """Why nothing may be written to `target`: it is no folder, the system's, the catalogue's own, or locked."""
    params = {"folder": target}
    if not target.exists():
        return Message(_("There is no folder {folder}. Is the stick plugged in?"), params)
    if not target.is_dir():
        return Message(_("{folder} is a file. Name the stick, or a folder on it."), params)
    real = target.resolve()
    if _is_system(real, home.resolve(), environ):
        return Message(_("{folder} belongs to this computer. Name the stick, or a folder on it."), params)
    own = catalogue.resolve()
    if real == own or real in own.parents or own in real.parents:
        return Message(_("{folder} belongs to the catalogue itself. Name the stick, or a folder on it."), params)
    if _is_locked(target):
        return Message(_("{folder} cannot be written to. Some sticks have a small switch that locks them."), params)
    return None


def _is_system(real: Path, home: Path, environ: Mapping[str, str]) -> bool:
    windows = [Path(environ[name]) for name in _WINDOWS if environ.get(name)]
    below = [*map(Path, _SYSTEM), *windows]
    exactly = [*map(Path, _ABOVE_ALL), home, *home.parents, *(path.parent for path in windows)]
    return real in exactly or any(real == path or path in real.parents for path in below)


def _is_locked(target: Path) -> bool:
    try:
        is_read_only = bool(os.statvfs(target).f_flag & os.ST_RDONLY)
    except (AttributeError, OSError):
        is_read_only = False
    return is_read_only or not os.access(target, os.W_OK | os.X_OK)


def refusal_of_contents(
    disk: Disk, lists: Lists, whose: tuple[str, str], is_replaced: bool, area: str = ""
) -> Message | None:
    """Why what lies there may not be touched: another program's, a stick of another catalogue, or one whose lists are
    damaged or gone. `area` is what the one is called that is to be written.
    """
    last = lists.last or lists.pending
    if is_replaced and (last or lists.damaged):
        return None
    if lists.damaged:
        message = _("The list {file} on this stick is damaged. Give --replace to write everything anew.")
        return Message(message, {"file": lists.damaged[0]})
    if last is None:
        # From the first moments of a writing there is no list yet.
        return None if lists.is_begun else _refusal_of_unlisted(disk, is_replaced)
    if last.whose == whose:
        return None
    is_same = last.whose[0] == whose[0]
    there, here = said_of(last.whose, area_told(disk, last)), said_of(whose, area, with_catalogue=not is_same)
    params = {"there": there, "here": here}
    return Message(
        _("This stick holds {there}, not {here}. Take another one, or give --replace to write over it."), params
    )


def _refusal_of_unlisted(disk: Disk, is_replaced: bool) -> Message | None:
    there = {path.name.lower(): path.name for path in disk.root.iterdir()}
    found = sorted(name for key, name in there.items() if key in _OTHERS | _OURS)
    if {START.lower(), CHECK.lower()} <= there.keys() and not _OTHERS & there.keys():
        message = _("The list {file} of this stick is gone. Give --replace to write everything anew.")
        return None if is_replaced else Message(message, {"file": MANIFEST})
    if not found:
        return None
    message = _("This is a stick of another program: there is {name}. Take another one, or name a folder on it.")
    return Message(message, {"name": visible_line(found[0])})


def said_of(whose: tuple[str, str], area: str = "", with_catalogue: bool = True) -> Message:
    """As "“Làng Học” (the area Xã Mẫu)"; where nobody knows what the `area` is called, its id stands there."""
    catalogue, id = whose
    part = Message(_("the area {area}"), {"area": area or id}) if id else Message(_("all areas"))
    params = {"part": part, "catalogue": catalogue}
    return Message("“{catalogue}” ({part})", params) if with_catalogue else part


def refusal_of_names(paths: Iterable[str], sizes: Mapping[str, int]) -> Message | None:
    """Why these files cannot all lie on a stick with FAT32, which every computer and telephone reads."""
    paths = sorted(paths)
    if bad := list(unfit(paths)):
        return Message(
            _("Not every computer can read these names, or tell them apart: {names}. Rename what they are made from: "
              "small letters without marks, digits, hyphens."),
            {"names": some(bad)},
        )  # fmt: skip
    if full := list(crowded(paths)):
        params = {"names": some(full)}
        return Message(_("A stick has no room for so many names in one folder: {names}. Give --area."), params)
    if large := [path for path in paths if sizes[path] > LARGEST]:
        return Message(_("No file on a stick may have more than 4 GB: {names}."), {"names": some(large)})
    return None


def refusal_of_change(disk: Disk, change: Change) -> Message | None:
    """Why a change cannot be made: somebody's file lies in the way, or there is no room."""
    if change.in_the_way:
        return Message(
            _("These files on the stick are not ours, and lie where ours are to be: {names}. Move them first."),
            {"names": some(change.in_the_way)},
        )
    needed, free = room_needed(change, disk.files(), disk.cluster), disk.free
    if needed > free:
        params = {"needed": rounded(needed, math.ceil), "free": rounded(free, math.floor)}
        return Message(
            _("There is no room on the stick: {needed} are needed, {free} are free. Nothing was written."), params
        )
    return None


def some(names: Iterable[str]) -> str:
    """The first few, on one line; an ellipsis stands for more."""
    first = [*names][: _NAMED + 1]
    return ", ".join([*map(visible_line, first[:_NAMED]), *(["…"] if len(first) > _NAMED else [])])


def rounded(size: int, to_whole: Callable[[float], int]) -> Octets:
    """As exact as a size is said, in tenths of a megabyte or in kilobytes; `to_whole` rounds."""
    step = 10**5 if size >= 10**6 else 10**3
    return Octets(to_whole(size / step) * step)
