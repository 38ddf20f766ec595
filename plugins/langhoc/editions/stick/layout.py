"""What a stick holds, and under which names: such as every computer and telephone can read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from langhoc.site.publish import MARKER

START = "MO-TRUOC.html"
"""The whole catalogue in one file: what to open first."""
OLDER = "MO-TRUOC-CU.html"
"""The START of the time before: if one is damaged, the other is not."""
CHECK = "KIEM-TRA.html"
READ_ME = "DOC-TRUOC.txt"
MANIFEST = "BAN-KE.txt"
PENDING = "BAN-KE-MOI.txt"
"""The list of what is being written: while it is there, the writing is not finished."""
SIGNATURE = "BAN-KE.txt.minisig"
PUBLIC_KEY = "KHOA.pub"
SITE = "trang"
MARKED = f"{SITE}/{MARKER}"
"""Holds the day the site was made."""
COPY = f"{SITE}/ban-chep.js"
"""What the pages there ask for when they are opened from a disk: of which day the copy is. No other site has it."""
RESOURCES = "tai-lieu"
BOOKLET = "so-tay.pdf"
ZIM = "kiwix.zim"
BACK = "gui-ve"
"""What people tell, saved there, comes back to those who keep the catalogue."""
ASIDE = "~langhoc"
"""Where a file lies until it is whole."""

# What a list may name. The list itself comes with the stick, through many hands.
_LISTED = frozenset({START, OLDER, CHECK, READ_ME, PUBLIC_KEY, BOOKLET, ZIM})
_FOLDERS = frozenset({SITE, RESOURCES})
TOPS = _LISTED | _FOLDERS | {MANIFEST, PENDING, SIGNATURE, BACK, ASIDE}
"""All that may be ours at the top of a stick."""
# What lies there without being in any list.
_OWN = frozenset({MANIFEST, PENDING, SIGNATURE})

LITTER = (
    r"(?:.*/)?(?:thumbs\.db|desktop\.ini|\.ds_store|\._[^/]*)|"
    r"(?:system volume information|\$recycle\.bin|\.trash(?:es|-\d+)|\.spotlight-v100|\.fseventsd|\.temporaryitems|"
    r"lost\.dir|found\.\d+|lost\+found|android|\.android_secure|wpsettings\.dat|indexervolumeguid)(?:/.*)?"
)
"""What computers and telephones leave on a stick without being asked: read without regard to capitals, in Python and in
JavaScript.
"""

_STEMS = "|".join(sorted({re.escape(name.split(".")[0].lower()) for name in TOPS - {ASIDE}}))
# What computers run, or follow to somewhere else, when it is opened; Windows takes no notice of dots at the end.
_PROGRAMS = (
    r"(?:apk|apkm|app|appx|application|bat|chm|cmd|com|command|cpl|dll|desktop|exe|gadget|hta|img|inf|iso|jar|js|jse|"
    r"lnk|msi|msix|msp|pif|ps1|reg|scf|scr|sh|url|vbe|vbs|vhdx?|wsf|wsh|xapk|xpi)[. ]*"
)
# Khoa and Trang are people's names, too: a picture or a recording that is called so does nothing when it is opened.
_SHOWN_OR_PLAYED = r"(?!.*\.(?:3gp|gif|heic|jpe?g|m4a|mov|mp3|mp4|png|wav|webp)$)"
STRANGE = (
    rf"(?:{SITE}|{RESOURCES})/.*|"
    rf"{_SHOWN_OR_PLAYED}(?:{_STEMS})(?: *\(\d+\))? *(?:\.[^/]*)?|"
    rf"(?:{BACK}/(?:.*/)?)?[^/]*\.{_PROGRAMS}"
)
"""What of somebody else's nobody should open: it lies among our pages, has a name like ours, or is a program where
people look for what we brought. Read as LITTER is, of what is neither listed nor that.
"""

_AS_READ = re.IGNORECASE | re.DOTALL

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_FITTING = re.compile(r"[A-Za-z0-9_~.-]+")
_LONGEST_NAME, _LONGEST_PATH = 100, 200
LARGEST = 2**32 - 1
"""Bytes of a file on FAT32."""
# An entry of 32 bytes for each 13 signs of a long name, and one more, in a folder of 2 MB at most.
_ENTRIES = 65_534
_SIGNS_IN_ENTRY, _ENTRY = 13, 32


def is_listable(path: str) -> bool:
    """Whether a list may name the path: one of ours, which leads nowhere else."""
    top, *below = path.split("/")
    is_within = bool(below) and all(_FITTING.fullmatch(name) and name.strip(".") for name in below)
    return path in _LISTED or (top in _FOLDERS and is_within)


def is_left_aside(path: str) -> bool:
    """Whether it is a piece of a writing that was broken off."""
    return path.startswith(f"{ASIDE}/")


def is_own(path: str) -> bool:
    """Whether it is ours though no list names it: lists, signatures, what is written aside."""
    return path in _OWN or is_left_aside(path)


def is_litter(path: str) -> bool:
    return re.fullmatch(LITTER, path, _AS_READ) is not None


def is_strange(path: str) -> bool:
    """Whether a file that no list names should not be opened."""
    return re.fullmatch(STRANGE, path, _AS_READ) is not None and not (is_own(path) or is_litter(path))


def is_brought_back(path: str) -> bool:
    return path.startswith(f"{BACK}/")


# Names


def unfit(paths: Iterable[str]) -> Iterator[str]:
    """Of the paths those that some computer cannot write, or takes for another's."""
    seen: dict[str, str] = {}
    for path in paths:
        names = path.split("/")
        is_other = seen.setdefault(path.lower(), path) != path
        if is_other or len(path) > _LONGEST_PATH or not all(map(_fits, names)):
            yield path


def _fits(name: str) -> bool:
    if len(name) > _LONGEST_NAME or name.endswith(".") or _RESERVED.fullmatch(name):
        return False
    return _FITTING.fullmatch(name) is not None


def crowded(paths: Iterable[str]) -> Iterator[str]:
    """The folders that would hold more than FAT32 can."""
    yield from (folder for folder, size in folder_sizes(paths).items() if size > _ENTRIES * _ENTRY)


def folder_sizes(paths: Iterable[str]) -> dict[str, int]:
    """How many bytes each folder's own list of names takes on FAT32, at the least."""
    sizes: dict[str, int] = {}
    for path in paths:
        folder, _slash, name = path.rpartition("/")
        sizes[folder] = sizes.get(folder, 0) + (1 + math.ceil(len(name) / _SIGNS_IN_ENTRY)) * _ENTRY
    return sizes
