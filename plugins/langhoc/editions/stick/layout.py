"""What a stick holds, and under which names: such as every computer and telephone can read."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator
from enum import StrEnum

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
LISTABLE = (
    rf"{'|'.join(sorted(map(re.escape, _LISTED)))}|"
    rf"(?:{'|'.join(sorted(_FOLDERS))})(?:/\.*[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)+"
)
"""What a list may name, with regard to capitals."""
# What lies there without being in any list.
_OWN = frozenset({MANIFEST, PENDING, SIGNATURE})

# What computers run, or follow to somewhere else, when it is opened, and documents that bring programs with them.
_RUN = (
    r"apkm?|apks|app|appimage|appinstaller|application|appref-ms|appx|appxbundle|bash|bat|chm|cmd|com|command|cpl|csh|"
    r"deb|desktop|diagcab|dll|dmg|docm|dotm|exe|gadget|hta|img|inf|ins|ipa|iso|isp|jar|jnlp|jse?|library-ms|lnk|"
    r"mobileconfig|msc|msh|msi|msix|msixbundle|msp|mst|pif|pkg|pl|potm|ppam|ppsm|pptm|ps1|psc1|psm1|py[cwz]?|rb|rdp|reg|"
    r"rpm|run|scf|scr|sct|search-ms|settingcontent-ms|sh|shb|shs|slk|sys|url|vbe?|vbs|vhdx?|webloc|website|workflow|"
    r"wsc?|wsf|wsh|xapk|xbap|xla|xlam|xll|xlsb|xlsm|xltm|xpi|zsh"
)
_PAGES = r"html?|mht|mhtml|shtml?|svgz?|xht|xhtml|xml"
# Windows takes no notice of dots and spaces at the end; other signs there are hardly seen.
_END = r"[^\w/]*"

_LITTER_FOLDERS = (
    r"(?:system volume information|\$recycle\.bin|\.trash(?:es|-\d+)|\.spotlight-v100|\.fseventsd|\.temporaryitems|"
    r"lost\.dir|found\.\d+|lost\+found|android|\.android_secure|wpsettings\.dat|indexervolumeguid)"
)
PROGRAMS = rf"(?:(?:{BACK}|{_LITTER_FOLDERS})/.*|[^/]*)\.(?:{_RUN}){_END}"
"""Programs and shortcuts where people look for what we brought, or behind the names of litter."""
LITTER = (
    rf"(?:.*/)?(?:thumbs\.db|desktop\.ini|\.ds_store|\._(?![^/]*\.(?:{_RUN}|{_PAGES}){_END}(?!.))[^/]*)|"
    rf"{_LITTER_FOLDERS}(?:/.*)?"
)
"""What computers and telephones leave on a stick without being asked. A program or a page is none, though its name
begins as Apple's do.
"""

_STEMS = frozenset(name.split(".")[0].lower() for name in TOPS - {ASIDE})
# Their names tell people to open them: "open first", "read first".
_BECKONING = frozenset(name.split(".")[0].lower() for name in (START, READ_ME))
_FIRST = "|".join("[ _-]?".join(map(re.escape, name.split("-"))) for name in sorted(_BECKONING))
# Trang and Khoa are people's names, too, and there are handbooks and tests of others' own.
_WORDS = "|".join(sorted(map(re.escape, _STEMS - _BECKONING)))
# A picture or a recording does nothing when it is opened.
_SHOWN_OR_PLAYED = r"(?!.*\.(?:3gp|gif|heic|jpe?g|m4a|mov|mp3|mp4|png|wav|webp)(?!.))"
ALIKE = (
    rf"(?:{SITE}|{RESOURCES})/.*|"
    rf"{_SHOWN_OR_PLAYED}(?:\._)?(?:{_FIRST})(?:[^a-z].*)?|"
    rf"(?:\._)?(?:{_WORDS})(?:[ _(-][^/]*)?\.(?:{_RUN}|{_PAGES}){_END}|"
    rf"(?!{BACK}/)(?:{_WORDS})(?: *\(\d+\))?(?:\.[^/]*)?/.*\.(?:{_RUN}|{_PAGES}){_END}|"
    rf"(?:{_WORDS})"
)
"""What lies among our pages, or has a name like ours: of names that are words, too, only programs, pages, and what has
no ending.
"""

# These rules are read without regard to capitals, and by the page that checks a stick as well: nothing but ASCII has
# capitals in them, as in a browser.
_AS_READ = re.IGNORECASE | re.DOTALL | re.ASCII


class Sort(StrEnum):
    """What a file is that no list names."""

    OWN = "own"
    """Lists, signatures, what is written aside."""
    STRANGE = "strange"
    """Nobody should open it."""
    LITTER = "litter"
    BACK = "back"
    """What people tell."""
    FOREIGN = "foreign"
    """Somebody's own, which does no harm as long as it is left alone."""


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
    return re.fullmatch(LISTABLE, path) is not None


def is_left_aside(path: str) -> bool:
    """Whether it is a piece of a writing that was broken off."""
    return path.startswith(f"{ASIDE}/")


def is_own(path: str) -> bool:
    """Whether it is ours though no list names it: lists, signatures, what is written aside."""
    return path in _OWN or is_left_aside(path)


def sort_of(path: str, lying: Container[str]) -> Sort:
    """What a file is that no list names; `lying` holds all paths on that stick. Keep it as in 30-check.js."""
    if is_own(path):
        return Sort.OWN
    if _is(PROGRAMS, path):
        return Sort.STRANGE
    if is_litter(path) or _is_shadow(path, lying):
        return Sort.LITTER
    if _is(ALIKE, path):
        return Sort.STRANGE
    return Sort.BACK if is_brought_back(path) else Sort.FOREIGN


def is_litter(path: str) -> bool:
    return _is(LITTER, path)


def _is_shadow(path: str, lying: Container[str]) -> bool:
    """Whether Apple's computers made it of a file that lies beside it."""
    folder, slash, name = path.rpartition("/")
    return name.startswith("._") and f"{folder}{slash}{name[2:]}" in lying


def _is(rule: str, path: str) -> bool:
    return re.fullmatch(rule, path, _AS_READ) is not None


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
